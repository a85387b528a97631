import ChatCore

/// What `WHO mask options` asks for (RFC 2812, section 3.6.1, and WHOX).
package struct IRCWhoRequest: Hashable, Sendable {
    /// A field of WHOX.
    package enum Field: UInt8, Hashable, Sendable, CaseIterable {
        // In the order in which they are told, whatever the order in which they are asked for.
        case token = 0x74
        case room = 0x63
        case user = 0x75
        case address = 0x69
        case host = 0x68
        case server = 0x73
        case nick = 0x6E
        case flags = 0x66
        case distance = 0x64
        case idle = 0x6C
        case account = 0x61
        case rank = 0x6F
        case realName = 0x72
    }

    /// As the client wrote it; empty: everybody.
    package let mask: String
    /// nil: 352 is the answer, and not 354.
    package let fields: Set<Field>?
    /// Digits by which the client knows its answer.
    package let token: String
    package let onlyOperators: Bool

    private static let longestToken = 3

    /// - Parameter options: as `%tcuhnf,42`, with flags in front of the `%`; unknown letters are read over.
    package init(mask: String, options: String?) {
        self.mask = mask
        let parts = (options ?? "").utf8.split(
            separator: UInt8(ascii: "%"), maxSplits: 1, omittingEmptySubsequences: false)
        onlyOperators = parts[0].contains(UInt8(ascii: "o"))
        guard parts.count == 2 else {
            (fields, token) = (nil, "")
            return
        }
        let words = parts[1].split(separator: UInt8(ascii: ","), maxSplits: 1, omittingEmptySubsequences: false)
        fields = Set(words[0].compactMap(Field.init))
        let token = words.count == 2 ? words[1] : words[0].prefix(0)
        let isToken = (1...IRCWhoRequest.longestToken).contains(token.count) && token.allSatisfy(\.isASCIIDigit)
        self.token = isToken ? String(Substring(token)) : "0"
    }

    /// Whether it is about everybody.
    package var isOfAll: Bool { mask.isEmpty || mask == "*" || mask == "0" }

    /// A pattern for whoever is asked for; nil: all.
    package var glob: Glob? { isOfAll ? nil : Glob(mask) }
}

/// Whom a mask of WHO finds: by nick, user, host, `nick!user@host`, account or what they wrote of themselves.
extension Glob {
    package func finds(_ person: IRCPerson) -> Bool {
        let mask = person.mask
        let words = [person.nick.text, person.user, person.host, mask, person.account?.text ?? ""]
        return words.contains { !$0.isEmpty && matches(Array($0.asciiLowercased.utf8)) }
            || matches(Array(person.shownName.description.asciiLowercased.utf8))
    }
}

extension IRCAnswers {
    /// Somebody whom WHO finds.
    /// - Parameter membership: the room that was asked for, and what they are there; nil: no room was.
    package func putWho(_ person: IRCPerson, in membership: IRCMembership?, for request: IRCWhoRequest) {
        guard let fields = request.fields else { return putWho(person, in: membership) }
        let line = begin(.whoxReply)
        for field in IRCWhoRequest.Field.allCases where fields.contains(field) {
            switch field {
            case .token: line.parameter(word: request.token)
            case .room: putRoom(of: membership, into: line)
            case .user: line.parameter(word: person.user)
            // Nobody is told an address.
            case .address: line.parameter("255.255.255.255")
            case .host: line.parameter(word: person.host)
            case .server: line.parameter(word: server)
            case .nick: line.parameter(person.nick)
            case .flags: putFlags(of: person, membership)
            case .distance: line.parameter("0")
            case .idle: line.parameter(person.idleSeconds)
            case .account: if let account = person.account { line.parameter(account) } else { line.parameter("0") }
            case .rank: line.parameter("n/a")
            case .realName: line.trailing(person.shownName)
            }
        }
        line.end()
    }

    private func putWho(_ person: IRCPerson, in membership: IRCMembership?) {
        let line = begin(.whoReply)
        putRoom(of: membership, into: line)
        line.parameter(word: person.user)
        line.parameter(word: person.host)
        line.parameter(word: server)
        line.parameter(person.nick)
        putFlags(of: person, membership)
        line.trailing(Text(cleaned: Array("0 ".utf8) + person.shownName.utf8))
        line.end()
    }

    private func putRoom(of membership: IRCMembership?, into line: IRCLine) {
        if let membership { line.parameter(membership.room) } else { line.parameter("*") }
    }

    /// Here or gone, operator, rank in the room that was asked for, bot.
    private func putFlags(of person: IRCPerson, _ membership: IRCMembership?) {
        lines.append(UInt8(ascii: " "))
        lines.append(UInt8(ascii: person.away == nil ? "H" : "G"))
        if person.modes.contains(.op) { lines.append(UInt8(ascii: "*")) }
        if let membership {
            let isAll = capabilities.contains(.multiPrefix)
            let prefixes = RankLetter.prefixes(
                membership.rank, voiceBeneath: membership.hasVoiceBeneath, all: isAll)
            for prefix in prefixes { lines.append(prefix) }
        }
        if person.modes.contains(.bot) { lines.put(UserModes.botLetter) }
    }

    /// - Parameter asked: the mask as the client wrote it.
    package func putEndOfWho(_ asked: String) {
        put(.endOfWho, asked.isEmpty ? "*" : asked)
    }
}
