import Testing

@testable import LineEditing

@Suite struct EditBufferTests {
    /// A buffer from text with its cursor at `|`.
    static func buffer(_ text: String) -> EditBuffer {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        var buffer = EditBuffer()
        buffer.insert(String(parts[1]))
        buffer.moveToStart()
        buffer.insert(String(parts[0]))
        return buffer
    }

    static func text(_ buffer: EditBuffer) -> String { buffer.before + "|" + buffer.after }

    static func after(_ start: String, _ change: (inout EditBuffer) -> Void) -> String {
        var buffer = buffer(start)
        change(&buffer)
        return text(buffer)
    }

    @Test func movesByGraphemes() {
        #expect(Self.after("a👩‍👩‍👧|b") { $0.moveLeft() } == "a|👩‍👩‍👧b")
        #expect(Self.after("e\u{301}|") { $0.moveLeft() } == "|e\u{301}")
        #expect(Self.after("|🇩🇪🇫🇷") { $0.moveRight() } == "🇩🇪|🇫🇷")
        #expect(
            Self.after("|") {
                $0.moveLeft()
                $0.moveRight()
            } == "|")
    }

    @Test func movesByWords() {
        #expect(Self.after("one two.|") { $0.moveWordLeft() } == "one |two.")
        #expect(Self.after("|one two") { $0.moveWordRight() } == "one| two")
        #expect(Self.after("one|  two") { $0.moveWordRight() } == "one  two|")
        #expect(Self.after("日本 語|") { $0.moveWordLeft() } == "日本 |語")
    }

    @Test func deletesGraphemes() {
        #expect(Self.after("👍🏽|") { $0.deleteBackward() } == "|")
        #expect(Self.after("a|e\u{301}x") { $0.deleteForward() } == "a|x")
        var empty = EditBuffer()
        #expect(!empty.deleteBackward() && !empty.deleteForward())
    }

    @Test func kills() {
        #expect(Self.after("ab|cd") { $0.killToEnd() } == "ab|")
        #expect(Self.after("ab|cd") { $0.killToStart() } == "|cd")
        #expect(Self.after("one two-three |x") { $0.killWordBackward() } == "one |x")
        #expect(Self.after("one two-three|") { $0.killAlphanumericWordBackward() } == "one two-|")
        #expect(Self.after("|one two") { $0.killWordForward() } == "| two")
    }

    @Test func killsInARowAreYankedTogether() {
        #expect(
            Self.after("one two|") {
                $0.killWordBackward()
                $0.killWordBackward()
                $0.yank()
            } == "one two|")
        #expect(
            Self.after("one two|") {
                $0.killWordBackward()
                $0.moveToStart()
                $0.yank()
            } == "two|one ")
        #expect(
            Self.after("one two|") {
                $0.killWordBackward()
                $0.moveLeft()
                $0.killWordBackward()
                $0.yank()
            } == "one| ")
    }

    @Test func transposes() {
        #expect(Self.after("ab|") { $0.transpose() } == "ba|")
        #expect(Self.after("a|bc") { $0.transpose() } == "ba|c")
        #expect(Self.after("👍🏽日|") { $0.transpose() } == "日👍🏽|")
        #expect(Self.after("a|") { $0.transpose() } == "a|")
        #expect(Self.after("|ab") { $0.transpose() } == "|ab")
    }

    @Test func whatJoinsTheNextGraphemeGoesBehindIt() {
        #expect(Self.after("👩|👧") { $0.insert("\u{200D}") } == "👩\u{200D}👧|")
        #expect(Self.after("e|x") { $0.insert("\u{301}") } == "e\u{301}|x")
    }

    @Test func controlsAreNotInserted() {
        #expect(Self.after("|") { $0.insert("a\u{1B}[2J\n\u{7F}\u{85}\u{202E}\u{200B}b") } == "a[2Jb|")
    }

    @Test func longLinesAreRefusedWhole() {
        var buffer = EditBuffer(maximumBytes: 6)
        let first = buffer.insert("日本")
        let second = buffer.insert("x")
        #expect(first && !second)
        #expect(buffer.text == "日本")
    }

    /// Whatever is done, the border is one of graphemes of the whole, and the text within its limit.
    @Test(arguments: 1...30) func bordersHold(seed: UInt64) {
        var random = SplitMix(state: seed)
        var buffer = EditBuffer(maximumBytes: 120)
        let pieces = ["a", " ", "\u{301}", "\u{200D}", "👩", "🏽", "🇩", "日", "\u{FE0F}", "क", "\u{94D}", "word"]
        for _ in 0..<400 {
            switch Int.random(in: 0..<14, using: &random) {
            case 0...5: buffer.insert(pieces.randomElement(using: &random) ?? "")
            case 6: buffer.moveLeft()
            case 7: buffer.moveWordLeft()
            case 8: buffer.moveWordRight()
            case 9: buffer.deleteBackward()
            case 10: buffer.deleteForward()
            case 11: buffer.transpose()
            case 12: buffer.killWordForward()
            default: buffer.yank()
            }
            #expect(buffer.before.count + buffer.after.count == buffer.text.count, "seed \(seed): \(buffer)")
            #expect(buffer.text.utf8.count <= 120)
        }
    }
}
