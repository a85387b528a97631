import Testing

@testable import LineEditing

@Suite struct LayoutTests {
    @Test func shortLineIsOneRow() {
        let layout = Layout(prompt: "> ", before: "ab", after: "c", columns: 10)
        #expect(layout.rows.map(\.text) == ["> abc"])
        #expect(layout.cursorPrefix.text == "> ab")
    }

    @Test func fullRowPutsTheCursorOnTheNext() {
        let layout = Layout(prompt: "> ", before: "12345678", after: "", columns: 10)
        #expect(layout.rows.map(\.text) == ["> 12345678", ""])
        #expect(layout.cursorRow == 1)
    }

    @Test func fullRowWithTheCursorInsideIsOneRow() {
        let layout = Layout(prompt: "> ", before: "1234567", after: "8", columns: 10)
        #expect(layout.rows.count == 1)
        #expect(layout.cursorPrefix.width == 9)
    }

    @Test func wideCharacterIsNotCut() {
        let layout = Layout(prompt: "> ", before: "1234567日", after: "", columns: 10)
        #expect(layout.rows.map(\.text) == ["> 1234567", "日"])
        #expect(layout.cursorPrefix.width == 2)
    }

    @Test func cursorStandsOnTheCharacterAfterIt() {
        let layout = Layout(prompt: "> ", before: "1234567", after: "日x", columns: 10)
        #expect(layout.cursorRow == 1)
        #expect(layout.cursorPrefix.width == 0)
    }

    @Test func oneColumnIsEnoughToSurvive() {
        #expect(Layout(prompt: "", before: "日本", after: "語", columns: 1).rows.count == 3)
    }
}

@Suite struct ScreenTests {
    /// A terminal, the screen that draws on it, and what must be on it.
    struct Trial {
        var terminal: VirtualTerminal
        var screen: Screen
        var buffer = EditBuffer()
        var printed: [String] = []
        let prompt = "[#lobby] "

        init(columns: Int, lines: Int, width: @escaping (Character) -> Int = { DisplayWidth.of($0) }) {
            terminal = VirtualTerminal(columns: columns, lines: lines, width: width)
            screen = Screen(columns: columns, lines: lines)
        }

        var input: Screen.Input {
            Screen.Input(prompt: prompt, promptStyle: "\u{1B}[1m", before: buffer.before, after: buffer.after)
        }

        mutating func draw() { terminal.write(screen.draw(input)) }

        mutating func hear(_ line: String) {
            printed.append(line)
            terminal.write(screen.print([line], above: input))
        }

        /// What was heard, wrapped as the terminal does, and the input below.
        var expected: [String] {
            let above = printed.flatMap { line in
                let rows = Layout(prompt: "", before: "", after: line, columns: terminal.columns).rows
                return rows.map(\.text)
            }
            let layout = Layout(
                prompt: input.prompt(columns: terminal.columns), before: buffer.before, after: buffer.after,
                columns: terminal.columns)
            return (above + layout.rows.map(\.text)).map { line in
                var line = line
                while line.last == " " { line.removeLast() }
                return line
            }
        }

        func check(_ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation) {
            var expected = expected
            while expected.last == "" { expected.removeLast() }
            #expect(terminal.everything == expected, comment, sourceLocation: sourceLocation)
            let layout = Layout(
                prompt: prompt, before: buffer.before, after: buffer.after, columns: terminal.columns)
            let above = self.expected.count - layout.rows.count
            #expect(terminal.absoluteRow == above + layout.cursorRow, comment, sourceLocation: sourceLocation)
            #expect(terminal.column == layout.cursorPrefix.width, comment, sourceLocation: sourceLocation)
        }
    }

    @Test func incomingLinesGoAboveAWrappedWideLine() {
        var trial = Trial(columns: 24, lines: 8)
        trial.buffer.insert("日本語のとても長い行 and 👩‍👩‍👧 more")
        trial.draw()
        for number in 1...1000 {
            trial.hear("<ann> line \(number) 語 that is longer than a row")
            if number % 97 == 0 { trial.check("after line \(number)") }
        }
        trial.check("at the end")
    }

    @Test func everyLengthAroundTheLastColumnStaysWhole() {
        for length in 0...40 {
            for wide in [false, true] {
                var trial = Trial(columns: 20, lines: 10)
                trial.buffer.insert(String(repeating: "x", count: length) + (wide ? "語" : ""))
                trial.draw()
                trial.check("length \(length)")
                trial.hear("<ann> one")
                trial.buffer.moveLeft()
                trial.hear(String(repeating: "y", count: 20))
                trial.check("length \(length), moved")
            }
        }
    }

    @Test(arguments: 1...40) func randomEditingAndTalk(seed: UInt64) {
        var random = SplitMix(state: seed)
        var trial = Trial(columns: Int.random(in: 15...50, using: &random), lines: 14)
        let pieces = ["a", "word ", "日本", "e\u{301}", "👍🏽", "🇩🇪", "👩‍👩‍👧", "long-word-without-an-end"]
        trial.draw()
        for step in 0..<150 {
            switch Int.random(in: 0..<9, using: &random) {
            case 0...2 where trial.buffer.text.utf8.count < 200:
                trial.buffer.insert(pieces.randomElement(using: &random) ?? "")
                trial.draw()
            case 3:
                trial.buffer.moveLeft()
                trial.draw()
            case 4:
                trial.buffer.moveWordLeft()
                trial.draw()
            case 5:
                trial.buffer.moveToEnd()
                trial.draw()
            case 6:
                trial.buffer.deleteBackward()
                trial.draw()
            default:
                trial.hear(
                    "<ann> "
                        + (0..<Int.random(in: 1...12, using: &random)).map { _ in
                            pieces.randomElement(using: &random) ?? ""
                        }.joined())
            }
            trial.check("seed \(seed), step \(step)")
        }
    }

    /// A terminal that draws each part of a joined emoji apart, and thinks some characters wider or narrower than we do.
    @Test func disagreeingTerminalLosesNoRow() {
        var trial = Trial(columns: 30, lines: 10) { character in
            character.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2000 && $1 != "\u{200D}" ? 2 : 1) }
        }
        trial.buffer.insert("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧 … ‘x’ and more and more")
        trial.draw()
        for number in 1...50 { trial.hear("line \(number)") }
        let heard = trial.terminal.everything.prefix(50)
        #expect(Array(heard) == (1...50).map { "line \($0)" })
        #expect(trial.terminal.everything.count == 50 + trial.screen.rowsOccupied)
    }

    @Test func inputTallerThanTheScreenShowsWhereTheCursorIs() {
        var trial = Trial(columns: 20, lines: 5)
        trial.buffer.insert((1...100).map { "word\($0)" }.joined(separator: " "))
        trial.draw()
        #expect(trial.screen.rowsOccupied == 4)
        trial.hear("heard")
        trial.hear("again")
        #expect(Array(trial.terminal.everything.prefix(2)) == ["heard", "again"])
        #expect(trial.terminal.text.suffix(2).joined().hasSuffix("99 word100"))
        trial.buffer.moveToStart()
        trial.draw()
        #expect(trial.terminal.text[1].hasPrefix("[#lobby] word1"))
        #expect(trial.terminal.column == 9)
    }

    @Test func leavingGoesBelowTheWholeInput() {
        var trial = Trial(columns: 20, lines: 6)
        trial.buffer.insert("a line that takes more than one row")
        trial.buffer.moveToStart()
        trial.draw()
        trial.terminal.write(trial.screen.leave())
        #expect(trial.screen.rowsOccupied == 0)
        #expect(trial.terminal.row == trial.terminal.text.count { !$0.isEmpty })
        #expect(trial.terminal.column == 0)
    }

    @Test func clearPutsTheInputOnTop() {
        var trial = Trial(columns: 20, lines: 6)
        trial.draw()
        trial.hear("one")
        trial.terminal.write(trial.screen.clear(trial.input))
        #expect(trial.terminal.text == ["[#lobby]", "", "", "", "", ""])
    }

    /// Where the input begins in the first row, as after Ctrl-L, or fills the screen.
    @Test func whatIsDrawnAtTheTopLeavesNoPromptBehind() {
        var trial = Trial(columns: 20, lines: 4)
        trial.hear("one")
        trial.terminal.write(trial.screen.clear(trial.input))
        for character in "a line that takes all rows there are, and then some more" {
            trial.buffer.insert(String(character))
            trial.draw()
        }
        #expect(trial.terminal.everything.count { $0.contains("[#lobby]") } <= 1)
        trial.buffer.replace(with: "")
        trial.draw()
        #expect(trial.terminal.everything == ["one", "[#lobby]"])
        trial.terminal.write(trial.screen.clear(trial.input))
        #expect(trial.terminal.everything == ["one", "[#lobby]"])
    }

    @Test func longPromptIsCut() {
        let input = Screen.Input(prompt: "[#a-very-long-room-name] ")
        #expect(DisplayWidth.of(input.prompt(columns: 20)) <= 15)
        #expect(input.prompt(columns: 20).hasSuffix("… "))
        #expect(input.prompt(columns: 2) == "")
        #expect(input.prompt(columns: 80) == input.prompt)
    }

    @Test func narrowerTerminalBreaksTheRowsAbove() {
        var screen = Screen(columns: 40, lines: 10)
        let input = Screen.Input(prompt: "> ", before: String(repeating: "x", count: 70))
        _ = screen.draw(input)
        #expect(screen.cursorRow == 1)
        // The row of 40 is now two of 30; the cursor's (32 columns) has it on its second.
        #expect(screen.resize(columns: 30, lines: 10, input: input).hasPrefix("\r\u{1B}[3A\u{1B}[K\u{1B}[B\u{1B}[J"))
        #expect(screen.rowsOccupied == 3)
    }
}

/// A seeded generator, so that a failure can be had again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
