/// The line being typed, its cursor, and what was last killed. All moves are by graphemes.
public struct EditBuffer: Equatable, Sendable {
    /// The text before and after the cursor. Their border is always a border of graphemes of the whole.
    public private(set) var before = ""
    public private(set) var after = ""
    private var killed = ""
    private var lastWasKill = false

    /// Longer lines are refused, as the server would. A line that is longer when this is lowered stays, and grows no more.
    public var maximumBytes: Int

    public init(maximumBytes: Int = 2000) { self.maximumBytes = maximumBytes }

    public var text: String { before + after }
    public var isEmpty: Bool { before.isEmpty && after.isEmpty }
    /// The cursor's position, in graphemes from the start.
    public var cursor: Int { before.count }

    /// Whether a scalar may stand in a line: no controls, line or paragraph separators, bidi controls, zero-width space or byte order mark.
    public static func accepts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200B, 0xFEFF: false
        default: true
        }
    }

    /// Puts text at the cursor. False, and nothing done, where the line would become too long.
    @discardableResult
    public mutating func insert(_ string: String) -> Bool {
        var clean = String.UnicodeScalarView()
        for scalar in string.unicodeScalars where Self.accepts(scalar) { clean.append(scalar) }
        guard before.utf8.count + after.utf8.count + clean.count <= maximumBytes || clean.isEmpty else { return false }
        let addition = String(clean)
        guard before.utf8.count + after.utf8.count + addition.utf8.count <= maximumBytes else { return false }
        lastWasKill = false
        before += addition
        alignBorder()
        return true
    }

    /// Puts as much of the text at the cursor as the line takes.
    /// - Returns: how many bytes were left out.
    public mutating func insertWhatFits(_ string: String) -> Int {
        guard !insert(string) else { return 0 }
        let room = maximumBytes - before.utf8.count - after.utf8.count
        var fitting = ""
        for character in string {
            guard fitting.utf8.count + String(character).utf8.count <= room else { break }
            fitting.append(character)
        }
        if !fitting.isEmpty { insert(fitting) }
        return string.utf8.count - fitting.utf8.count
    }

    /// Replaces the whole line; the cursor goes to its end.
    public mutating func replace(with string: String) {
        before = string
        after = ""
        lastWasKill = false
    }

    /// Replaces all before the cursor (a completion).
    public mutating func replaceBefore(with string: String) {
        before = string
        lastWasKill = false
        alignBorder()
    }

    /// Empties the line and yields what stood there.
    public mutating func take() -> String {
        defer { replace(with: "") }
        return text
    }

    /// What is inserted may join the grapheme after it (a joiner before an emoji): then the cursor goes behind both.
    private mutating func alignBorder() {
        guard let next = after.first, !before.isEmpty else { return }
        var joined = String(before.suffix(1))
        let separate = joined.count + 1
        joined.append(next)
        if joined.count < separate { before.append(after.removeFirst()) }
    }

    // MARK: Moves

    public mutating func moveLeft() {
        lastWasKill = false
        if let last = before.popLast() { after = String(last) + after }
    }

    public mutating func moveRight() {
        lastWasKill = false
        if !after.isEmpty { before.append(after.removeFirst()) }
    }

    public mutating func moveToStart() {
        lastWasKill = false
        after = text
        before = ""
    }

    public mutating func moveToEnd() {
        lastWasKill = false
        before = text
        after = ""
    }

    public mutating func moveWordLeft() {
        lastWasKill = false
        let start = Self.wordStart(before)
        after = before[start...] + after
        before = String(before[..<start])
    }

    public mutating func moveWordRight() {
        lastWasKill = false
        let end = Self.wordEnd(after)
        before += after[..<end]
        after = String(after[end...])
    }

    // MARK: Deletions

    /// False where there was nothing to delete.
    @discardableResult
    public mutating func deleteBackward() -> Bool {
        lastWasKill = false
        guard before.popLast() != nil else { return false }
        alignBorder()
        return true
    }

    @discardableResult
    public mutating func deleteForward() -> Bool {
        lastWasKill = false
        guard !after.isEmpty else { return false }
        after.removeFirst()
        alignBorder()
        return true
    }

    public mutating func killToEnd() {
        keep(after, isBackward: false)
        after = ""
    }

    public mutating func killToStart() {
        keep(before, isBackward: true)
        before = ""
    }

    /// Kills back to white space (Ctrl-W).
    public mutating func killWordBackward() { killBackward(to: Self.blankStart(before)) }

    /// Kills back to the start of a word of letters and digits (Alt-Backspace).
    public mutating func killAlphanumericWordBackward() { killBackward(to: Self.wordStart(before)) }

    public mutating func killWordForward() {
        let end = Self.wordEnd(after)
        keep(String(after[..<end]), isBackward: false)
        after = String(after[end...])
        alignBorder()
    }

    private mutating func killBackward(to start: String.Index) {
        keep(String(before[start...]), isBackward: true)
        before = String(before[..<start])
        alignBorder()
    }

    /// Kills in a row are one kill.
    private mutating func keep(_ string: String, isBackward: Bool) {
        guard !string.isEmpty else { return }
        if !lastWasKill { killed = "" }
        killed = isBackward ? string + killed : killed + string
        lastWasKill = true
    }

    /// Puts back what was last killed. False where the line would become too long.
    @discardableResult
    public mutating func yank() -> Bool { insert(killed) }

    /// Exchanges the two graphemes around the cursor, or the last two at the end. False where there are no two.
    @discardableResult
    public mutating func transpose() -> Bool {
        lastWasKill = false
        guard !before.isEmpty, before.count + after.count >= 2 else { return false }
        if after.isEmpty { moveLeft() }
        let left = before.removeLast()
        let right = after.removeFirst()
        before.append(right)
        before.append(left)
        alignBorder()
        return true
    }

    // MARK: Words

    private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

    private static func wordStart(_ string: String) -> String.Index {
        start(of: start(of: string.endIndex, in: string) { !isWord($0) }, in: string, while: isWord)
    }

    private static func blankStart(_ string: String) -> String.Index {
        start(of: start(of: string.endIndex, in: string, while: \.isWhitespace), in: string) { !$0.isWhitespace }
    }

    private static func start(of end: String.Index, in string: String, while matches: (Character) -> Bool)
        -> String.Index
    {
        var index = end
        while index > string.startIndex {
            let previous = string.index(before: index)
            guard matches(string[previous]) else { break }
            index = previous
        }
        return index
    }

    private static func wordEnd(_ string: String) -> String.Index {
        let start = string.firstIndex(where: isWord) ?? string.endIndex
        return string[start...].firstIndex { !isWord($0) } ?? string.endIndex
    }
}
