import Testing

@testable import LineEditing

@Suite struct LineEditorTests {
    var editor = LineEditor()

    @discardableResult
    mutating func press(_ keys: Key...) -> LineEditor.Action {
        var action = LineEditor.Action.nothing
        for key in keys {
            action = editor.handle(key) {
                CompletionCandidates(
                    nicks: ["bob", "Bert", "ann"], rooms: ["#lobby", "#kitchen"], commands: ["/join", "/me", "/msg"])
            }
        }
        return action
    }

    @Test mutating func enterSends() {
        #expect(press(.text("hi"), .enter) == .send(["hi"]))
        #expect(editor.buffer.isEmpty)
    }

    @Test mutating func historyKeepsTheDraft() {
        press(.text("one"), .enter, .text("two"), .enter, .text("two"), .enter, .text("dra"))
        press(.up)
        #expect(editor.buffer.text == "two")
        press(.up)
        #expect(editor.buffer.text == "one")
        #expect(press(.up) == .bell)
        press(.down, .down)
        #expect(editor.buffer.text == "dra")
        #expect(press(.down) == .bell)
    }

    @Test func historyIsBounded() {
        var history = History(capacity: 2)
        for line in ["a", "b", "c"] { history.add(line) }
        let lines = [history.previous(current: ""), history.previous(current: ""), history.previous(current: "")]
        #expect(lines == ["c", "b", nil])
    }

    @Test mutating func tabCyclesNicks() {
        press(.text("b"), .tab)
        #expect(editor.buffer.text == "bob: ")
        press(.tab)
        #expect(editor.buffer.text == "Bert: ")
        press(.tab)
        #expect(editor.buffer.text == "b")
        press(.backTab)
        #expect(editor.buffer.text == "Bert: ")
        press(.text("x"), .text(" a"), .tab)
        #expect(editor.buffer.text == "Bert: x ann ")
    }

    @Test mutating func tabCompletesCommandsAndRooms() {
        press(.text("/j"), .tab, .text("k"), .tab)
        #expect(editor.buffer.text == "/join #kitchen ")
        #expect(press(.text("zz"), .tab) == .bell)
        press(.control("u"), .text("see #l"), .tab)
        #expect(editor.buffer.text == "see #lobby ")
        press(.control("u"))
        #expect(press(.tab) == .bell)
    }

    @Test mutating func completesInTheMiddle() {
        press(.text("x"), .control("a"), .text("an"), .tab)
        #expect(editor.buffer.text == "ann: x")
    }

    @Test mutating func controlCClearsThenQuits() {
        press(.text("half"))
        #expect(press(.control("c")) == .cleared)
        #expect(press(.control("c")) == .quit)
    }

    @Test mutating func controlDDeletesOrQuits() {
        press(.text("ab"), .control("a"))
        #expect(press(.control("d")) == .changed)
        #expect(editor.buffer.text == "b")
        #expect(press(.control("d"), .control("d")) == .quit)
    }

    @Test mutating func pasteOfOneLineIsTyped() {
        #expect(press(.text("a "), .paste("pasted\n")) == .changed)
        #expect(editor.buffer.text == "a pasted")
    }

    @Test mutating func pasteOfSomeLinesSendsThoseThatEnd() {
        press(.text("<>"), .left)
        #expect(press(.paste("one\ntwo\nrest")) == .send(["<one", "two"]))
        #expect(EditBufferTests.text(editor.buffer) == "rest|>")
    }

    @Test mutating func pasteOfManyLinesAsks() {
        let paste = Key.paste("1\n2\n3\n\n5\n6")
        #expect(press(.text("x"), paste) == .changed)
        #expect(editor.question == "Send 6 pasted lines? (y/n) ")
        #expect(press(.text("q")) == .bell)
        #expect(press(.enter) == .bell)
        #expect(press(.text("n")) == .changed)
        #expect(editor.question == nil && editor.buffer.text == "x")
        #expect(press(paste, .text("y")) == .send(["x1", "2", "3", "5", "6"]))
        #expect(editor.question == nil && editor.buffer.isEmpty)
    }

    @Test mutating func longTextRingsTheBell() {
        #expect(press(.text(String(repeating: "x", count: 2001))) == .bell)
    }
}
