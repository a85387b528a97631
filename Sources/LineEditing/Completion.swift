/// What Tab may complete to. The order is that of offering: put the likeliest first.
public struct CompletionCandidates: Sendable {
    public var nicks: [String]
    public var rooms: [String]
    /// With their slash.
    public var commands: [String]

    public init(nicks: [String] = [], rooms: [String] = [], commands: [String] = []) {
        self.nicks = nicks
        self.rooms = rooms
        self.commands = commands
    }
}

/// One word's completions, which Tab and Shift-Tab go through.
public struct Completion: Sendable {
    private let prefix: String
    private let typed: String
    private let offers: [String]
    private var index: Int?

    /// Nil where nothing fits. A room may be typed without its `#` after a command; a nick at the line's start is an address and gets `: `.
    public init?(before: String, candidates: CompletionCandidates) {
        let wordStart = before.lastIndex(of: " ").map(before.index(after:)) ?? before.startIndex
        let word = String(before[wordStart...])
        let isFirst = wordStart == before.startIndex
        var offers: [String] = []
        if word.hasPrefix("/") {
            if isFirst { offers = Self.matches(word, in: candidates.commands).map { $0 + " " } }
        } else if word.hasPrefix("#") {
            offers = Self.matches(word, in: candidates.rooms).map { $0 + " " }
        } else if !word.isEmpty || !isFirst {
            offers = Self.matches(word, in: candidates.nicks).map { $0 + (isFirst ? ": " : " ") }
            if !isFirst, before.hasPrefix("/") {
                offers += Self.matches("#" + word, in: candidates.rooms).map { $0 + " " }
            }
        }
        guard !offers.isEmpty else { return nil }
        prefix = String(before[..<wordStart])
        typed = word
        self.offers = offers
    }

    /// How many completions there are.
    public var count: Int { offers.count }

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
