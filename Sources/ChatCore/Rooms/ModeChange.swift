/// A change of what holds in a room, or all that holds there: modes that come, those of them that have one with a value, and modes that
/// go.
public struct ModeChange: Hashable, Sendable {
    public static let limits = 1...100_000
    /// In seconds.
    public static let slowness = 1...3_600

    public private(set) var added: RoomModes = []
    public private(set) var removed: RoomModes = []
    /// nil with `key` among those that come: who is told of the change is not told the key.
    public private(set) var key: RoomKey?
    public private(set) var limit = 0
    /// In seconds.
    public private(set) var slow = 0

    public init() {}

    public var isEmpty: Bool { added.isEmpty && removed.isEmpty }

    /// The same without the key itself.
    public var withoutKey: ModeChange {
        var copy = self
        copy.key = nil
        return copy
    }

    // MARK: - Making one

    /// Adds a mode that has no value.
    public mutating func add(_ mode: RoomModes) {
        removed.subtract(mode)
        added.formUnion(mode)
    }

    public mutating func remove(_ mode: RoomModes) {
        added.subtract(mode)
        removed.formUnion(mode)
        if mode.contains(.key) { key = nil }
        if mode.contains(.limit) { limit = 0 }
        if mode.contains(.slow) { slow = 0 }
    }

    public mutating func setKey(_ key: RoomKey) {
        add(.key)
        self.key = key
    }

    /// - Parameter limit: within `limits`.
    public mutating func setLimit(_ limit: Int) {
        add(.limit)
        self.limit = limit
    }

    /// - Parameter seconds: within `slowness`.
    public mutating func setSlow(_ seconds: Int) {
        add(.slow)
        slow = seconds
    }

    // MARK: - As words

    /// As `+invite-only`, `+limit=30`, `-slow`: those that come first, each in the order of the table.
    public var words: [String] {
        RoomMode.all.filter { added.contains($0.bit) }.map { "+\($0.word)\(value(of: $0.bit))" }
            + RoomMode.all.filter { removed.contains($0.bit) }.map { "-\($0.word)" }
    }

    private func value(of mode: RoomModes) -> String {
        switch mode {
        case .key: key.map { "=\($0.text)" } ?? ""
        case .limit: "=\(limit)"
        case .slow: "=\(slow)"
        default: ""
        }
    }

    /// Adds what a word says.
    /// - Returns: false where there is no such mode, it lacks a value or has one that can't be, or another word spoke of it already.
    public mutating func add(word: some StringProtocol) -> Bool {
        guard let sign = word.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
        let parts = word.dropFirst().split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let mode = RoomMode.all.first(where: { $0.word == parts[0].asciiLowercased })?.bit,
            !added.contains(mode), !removed.contains(mode)
        else { return false }
        guard sign == UInt8(ascii: "+") else {
            guard parts.count == 1 else { return false }
            remove(mode)
            return true
        }
        return add(mode, value: parts.count == 2 ? String(parts[1]) : nil)
    }

    private mutating func add(_ mode: RoomModes, value: String?) -> Bool {
        switch mode {
        case .key:
            guard let key = value.flatMap({ RoomKey($0) }) else { return false }
            setKey(key)
        case .limit:
            guard let limit = value.flatMap({ ModeChange.number($0, in: ModeChange.limits) }) else { return false }
            setLimit(limit)
        case .slow:
            guard let seconds = value.flatMap({ ModeChange.number($0, in: ModeChange.slowness) }) else { return false }
            setSlow(seconds)
        default:
            guard value == nil else { return false }
            add(mode)
        }
        return true
    }

    private static func number(_ word: String, in bounds: ClosedRange<Int>) -> Int? {
        guard let number = Int(word), number.description == word, bounds.contains(number) else { return nil }
        return number
    }
}
