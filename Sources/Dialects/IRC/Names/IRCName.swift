import ChatCore

/// Names as IRC has them. What a nick or a room may be called, and when two names are one, is the hub's: `Nick` and `RoomName`.
package enum IRCName {
    /// `CASEMAPPING`: `A`–`Z` alone have another case, as in `asciiLowercased`.
    package static let casemapping = "ascii"

    /// Whether only the server goes by that name: `server`, or a service (`NickServ`, say).
    package static func isReserved(_ nick: Nick) -> Bool {
        nick.key == "server" || nick.key.hasSuffix("serv")
    }

    /// The user's name in `nick!user@host`: `~` and what `USER` said, of letters, digits, `.`, `_` and `-`.
    package static func user(from word: some Collection<UInt8>) -> String {
        let allowed = word.lazy.filter { $0.isASCIILetter || $0.isASCIIDigit || "._-".utf8.contains($0) }
        let name = String(decoding: allowed.prefix(mostOfUser - 1), as: UTF8.self)
        return "~" + (name.isEmpty ? "user" : name)
    }

    /// `USERLEN`, with the `~`.
    package static let mostOfUser = 10

    /// Whoever writes it before the server has a nick for them.
    package static let nobody = "*"
}

/// Whom something is sent to.
package enum IRCTarget: Hashable, Sendable {
    /// `atLeast`: only to those who have that rank there, or a higher one (`STATUSMSG`).
    case room(RoomName, atLeast: Rank)
    case nick(Nick)
    /// Neither. It begins as a room's name (403) or does not (401).
    case nobody(String, isRoom: Bool)

    /// Takes one target: `#room`, `@#room` or a nick.
    package init(_ word: some StringProtocol) {
        var word = String(word)
        self = word.withUTF8 { IRCTarget(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// - Parameter bytes: what is no UTF-8 is nobody.
    package init(bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        var rank = Rank.none
        while let first = rest.first, let letter = RankLetter.all.first(where: { $0.prefix == first }),
            rest.dropFirst().first.map({ $0 == UInt8(ascii: "#") || RankLetter.isPrefix($0) }) == true
        {
            // The lowest of several is asked for.
            rank = rank == .none ? letter.rank : min(rank, letter.rank)
            rest = rest.dropFirst()
        }
        let isRoom = rest.first == UInt8(ascii: "#")
        if isRoom, let room = RoomName(bytes: UnsafeRawBufferPointer(rebasing: rest)) {
            self = .room(room, atLeast: rank)
            return
        }
        let word = String(decoding: bytes, as: UTF8.self)
        if rank == .none, !isRoom, let nick = Nick(word) {
            self = .nick(nick)
        } else {
            self = .nobody(word, isRoom: isRoom)
        }
    }

    /// Takes a list apart at its commas. Empty ones and those that stand there twice are left out.
    /// - Returns: nil where there are more than `most`, which is answered by 407.
    package static func list(_ word: some StringProtocol, atMost most: Int = IRCLimits.targets) -> [IRCTarget]? {
        var word = String(word)
        return word.withUTF8 { list(bytes: UnsafeRawBufferPointer($0), atMost: most) }
    }

    package static func list(
        bytes: UnsafeRawBufferPointer, atMost most: Int = IRCLimits.targets
    ) -> [IRCTarget]? {
        // Nearly all are one.
        guard bytes.contains(UInt8(ascii: ",")) else { return bytes.isEmpty ? [] : [IRCTarget(bytes: bytes)] }
        var targets: [IRCTarget] = []
        for part in bytes.split(separator: UInt8(ascii: ",")) {
            let target = IRCTarget(bytes: UnsafeRawBufferPointer(rebasing: part))
            guard !targets.contains(target) else { continue }
            guard targets.count < most else { return nil }
            targets.append(target)
        }
        return targets
    }
}

/// A rank as IRC writes it: `PREFIX=(qov)~@+`.
package struct RankLetter: Hashable, Sendable {
    package let rank: Rank
    /// As in MODE.
    package let letter: UInt8
    /// As in front of nicks.
    package let prefix: UInt8

    /// From the highest.
    package static let all = [
        RankLetter(rank: .founder, letter: UInt8(ascii: "q"), prefix: UInt8(ascii: "~")),
        RankLetter(rank: .op, letter: UInt8(ascii: "o"), prefix: UInt8(ascii: "@")),
        RankLetter(rank: .voice, letter: UInt8(ascii: "v"), prefix: UInt8(ascii: "+")),
    ]

    /// nil for who has no rank.
    package static func of(_ rank: Rank) -> RankLetter? { all.first { $0.rank == rank } }

    /// What stands in front of a nick: the highest alone, or for who has `multi-prefix` all of them, from the highest.
    static func prefixes(_ rank: Rank, voiceBeneath: Bool, all isAll: Bool) -> [UInt8] {
        // As most are.
        guard rank != .none else { return [] }
        let lower = voiceBeneath && isAll ? of(.voice)?.prefix : nil
        return [of(rank)?.prefix, lower].compactMap(\.self)
    }

    static func isPrefix(_ byte: UInt8) -> Bool { all.contains { $0.prefix == byte } }

    /// The value of `PREFIX`.
    package static let advertised: String = {
        let letters = String(decoding: all.map(\.letter), as: UTF8.self)
        return "(\(letters))" + prefixes
    }()

    /// The value of `STATUSMSG`.
    package static let prefixes = String(decoding: all.map(\.prefix), as: UTF8.self)
}
