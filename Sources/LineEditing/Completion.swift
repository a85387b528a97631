/// What Tab may complete to. The order is that of offering: put the likeliest first.
public struct CompletionCandidates: Sendable {
    /// What the argument of a command may be.
    public enum Argument: Equatable, Sendable {
        case nick
        case room
        /// A room where it starts with `#`, else a nick.
        case addressee
        /// A command, with its slash or without.
        case command
        case word([String])
        /// What is said to others.
        case text
        /// Nicks, then rooms: of commands that are not known here.
        case anything
    }

    public var nicks: [String]
    public var rooms: [String]
    /// With their slash.
    public var commands: [String]
    /// The arguments that a command takes, by how it is typed, without its slash and in small letters. Those behind them are texts.
    public var arguments: [String: [Argument]]

    public init(
        nicks: [String] = [], rooms: [String] = [], commands: [String] = [], arguments: [String: [Argument]] = [:]
    ) {
        self.nicks = nicks
        self.rooms = rooms
        self.commands = commands
        self.arguments = arguments
    }
}

/// One word's completions, which Tab and Shift-Tab go through.
public struct Completion: Sendable {
    private let prefix: String
    private let typed: String
    private let offers: [String]
    private var index: Int?

    /// Nil where nothing fits. A room may be typed without its `#` where a room is wanted; a nick at the line's start is an address and gets
    /// `: `.
    public init?(before: String, candidates: CompletionCandidates) {
        let wordStart = before.lastIndex(of: " ").map(before.index(after:)) ?? before.startIndex
        let word = String(before[wordStart...])
        let line = String(before[..<wordStart])
        let offers = Self.offers(for: word, after: line, candidates)
        guard !offers.isEmpty else { return nil }
        prefix = line
        typed = word
        self.offers = offers
    }

    private static func offers(for word: String, after line: String, _ candidates: CompletionCandidates) -> [String] {
        if line.isEmpty {
            if word.hasPrefix("/") { return matches(word, in: candidates.commands).map { $0 + " " } }
            if word.hasPrefix("#") { return matches(word, in: candidates.rooms).map { $0 + " " } }
            return word.isEmpty ? [] : matches(word, in: candidates.nicks).map { $0 + ": " }
        }
        return names(for: word, argument(after: line, candidates), candidates).map { $0 + " " }
    }

    /// What the word behind this part of a line is for: of a command its next argument, else text.
    private static func argument(
        after line: String, _ candidates: CompletionCandidates
    ) -> CompletionCandidates.Argument {
        guard line.hasPrefix("/"), !line.hasPrefix("//") else { return .text }
        let words = line.dropFirst().split(separator: " ")
        guard let verb = words.first, let kinds = candidates.arguments[verb.lowercased()] else { return .anything }
        let index = words.count - 1
        return index < kinds.count ? kinds[index] : .text
    }

    private static func names(
        for word: String, _ argument: CompletionCandidates.Argument, _ candidates: CompletionCandidates
    ) -> [String] {
        let rooms = { matches(word.hasPrefix("#") ? word : "#" + word, in: candidates.rooms) }
        switch argument {
        case .nick: return matches(word, in: candidates.nicks)
        case .room: return rooms()
        case .addressee, .text: return word.hasPrefix("#") ? rooms() : matches(word, in: candidates.nicks)
        case .command:
            if word.hasPrefix("/") { return matches(word, in: candidates.commands) }
            return matches("/" + word, in: candidates.commands).map { String($0.dropFirst()) }
        case .word(let words): return word.hasPrefix("#") ? rooms() : matches(word, in: words)
        case .anything: return matches(word, in: candidates.nicks) + rooms()
        }
    }

    /// Whether the only completion there is stands in the line: nothing else is to be offered.
    public var isDone: Bool { offers.count == 1 && index == 0 }

    /// The text before the cursor with the next completion; after the last one comes what was typed.
    public mutating func next() -> String {
        let following = index.map { $0 + 1 } ?? 0
        index = following < offers.count ? following : nil
        return current
    }

    /// The same, backwards.
    public mutating func previous() -> String {
        let preceding = (index ?? offers.count) - 1
        index = preceding >= 0 ? preceding : nil
        return current
    }

    private var current: String { prefix + (index.map { offers[$0] } ?? typed) }

    private static func matches(_ word: String, in names: [String]) -> [String] {
        let lowered = word.lowercased()
        return names.filter { $0.lowercased().hasPrefix(lowered) }
    }
}
