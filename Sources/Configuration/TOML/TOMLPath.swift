/// One step on the way to a value in a TOML document.
enum TOMLStep: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case key(String)
    /// An index of an array, or of an array of tables, from 0.
    case index(Int)

    init(stringLiteral key: String) {
        self = .key(key)
    }

    init(integerLiteral index: Int) {
        self = .index(index)
    }
}

/// The way from a document's root to a value: `["listen", 1, "address"]`.
typealias TOMLPath = [TOMLStep]
