import ChatCore

/// What holds for somebody, as a set of letters (`MODE nick`).
package struct UserModes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// They are not among those that a mask of WHO finds.
    package static let invisible = UserModes(rawValue: 1 << 0)
    package static let op = UserModes(rawValue: 1 << 1)
    /// They read WALLOPS.
    package static let wallops = UserModes(rawValue: 1 << 2)
    package static let bot = UserModes(rawValue: 1 << 3)
    /// Only who is logged in can write to them.
    package static let accountsOnly = UserModes(rawValue: 1 << 4)
    /// No requests from client to client.
    package static let noCTCP = UserModes(rawValue: 1 << 5)
    /// They came by TLS.
    package static let secure = UserModes(rawValue: 1 << 6)

    /// What holds for one client alone; the others hold for all of a person's.
    package static let ofClient: UserModes = [.wallops, .noCTCP, .secure]

    private static let table: [(letter: UInt8, mode: UserModes)] = [
        (UInt8(ascii: "B"), .bot), (UInt8(ascii: "R"), .accountsOnly), (UInt8(ascii: "T"), .noCTCP),
        (UInt8(ascii: "Z"), .secure), (UInt8(ascii: "i"), .invisible), (UInt8(ascii: "o"), .op),
        (UInt8(ascii: "w"), .wallops),
    ]

    /// The letter of a bot: the value of `BOT`.
    package static let botLetter = "B"

    /// All letters, as 004 lists them.
    package static let letters = String(decoding: table.map(\.letter), as: UTF8.self)

    fileprivate static func mode(of letter: UInt8) -> UserModes? { table.first { $0.letter == letter }?.mode }

    /// As `iw`, without a sign.
    package var letters: String {
        String(decoding: UserModes.table.filter { contains($0.mode) }.map(\.letter), as: UTF8.self)
    }

    /// As a MODE line tells what became of some modes: `+i-w`; nil where nothing did.
    package func change(from old: UserModes) -> String? {
        guard self != old else { return nil }
        let (added, removed) = (subtracting(old).letters, old.subtracting(self).letters)
        return (added.isEmpty ? "" : "+" + added) + (removed.isEmpty ? "" : "-" + removed)
    }
}

/// What `MODE nick …` asks for.
package struct UserModeRequest: Hashable, Sendable {
    package private(set) var added: UserModes = []
    package private(set) var removed: UserModes = []
    /// Letters that there are not, each once (472): at most `mostUnknown`.
    package private(set) var unknown: [UInt8] = []

    package static let mostUnknown = 16

    /// The last word about a mode counts. Nobody makes themselves an operator, or their connection one by TLS or none: that is read over.
    package init(_ letters: some Sequence<UInt8>) {
        var isSet = true
        for letter in letters {
            switch letter {
            case UInt8(ascii: "+"): isSet = true
            case UInt8(ascii: "-"): isSet = false
            default: add(letter, isSet)
            }
        }
    }

    private mutating func add(_ letter: UInt8, _ isSet: Bool) {
        guard let mode = UserModes.mode(of: letter) else {
            if !unknown.contains(letter), unknown.count < UserModeRequest.mostUnknown { unknown.append(letter) }
            return
        }
        guard mode != .secure, mode != .op || !isSet else { return }
        added.subtract(mode)
        removed.subtract(mode)
        if isSet { added.formUnion(mode) } else { removed.formUnion(mode) }
    }

    package func applied(to modes: UserModes) -> UserModes {
        modes.union(added).subtracting(removed)
    }
}
