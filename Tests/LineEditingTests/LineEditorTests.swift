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
                    nicks: ["bob", "Bert", "ann"], rooms: ["#lobby", "#kitchen"], commands: ["/join", "/me", "/msg"],
                    arguments: [
                        "join": [.room], "msg": [.addressee], "whois": [.nick], "help": [.command], "topic": [.room],
                        "echo": [.word(["on", "off"])], "me": [], "invite": [.nick, .room],
                    ])
            }
        }
        return action
    }

    @Test mutating func enterSends() {
        #expect(press(.text("hi"), .enter) == .send("hi"))
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

    @Test mutating func whatIsForgottenIsNotShownAgain() {
        editor.forgets = { $0.hasPrefix("/login ") }
        press(.text("one"), .enter)
        #expect(press(.text("/login ann hunter22"), .enter) == .send("/login ann hunter22"))
        press(.up)
        #expect(editor.buffer.text == "one")
        #expect(press(.up) == .bell)
    }

    @Test func historyIsBounded() {
        var history = InputHistory(capacity: 2)
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

    @Test mutating func aSecondTabAfterTheOnlyMatchDoesNothing() {
        press(.text("an"), .tab)
        #expect(editor.buffer.text == "ann: ")
        for key in [Key.tab, .tab, .backTab] {
            #expect(press(key) == .nothing)
            #expect(editor.buffer.text == "ann: ")
        }
        press(.control("u"), .text("/j"), .tab, .tab)
        #expect(editor.buffer.text == "/join ")
        press(.control("u"), .text("hi an"), .tab, .tab, .text("b"), .tab)
        #expect(editor.buffer.text == "hi ann bob ")
    }

    @Test mutating func completesInTheMiddle() {
        press(.text("x"), .control("a"), .text("an"), .tab)
        #expect(editor.buffer.text == "ann: x")
    }

    @Test mutating func controlCClearsThenQuits() {
        press(.text("half"))
        #expect(press(.control("c")) == .cleared)
        #expect(press(.control("c")) == .interrupt)
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

    @Test mutating func pasteOfSeveralLinesAsks() {
        let text = "1\n2\n\n /3\n/4\n   \n6"
        let paste = Paste(text, maximumBytes: 2000)
        press(.text("x"))
        #expect(press(.paste(text)) == .asks(paste))
        #expect(editor.question == paste)
        #expect(paste.lines == ["1", "2", " /3", "/4", "6"] && paste.count == 5 && paste.commandCount == 1)
        for key in [Key.text("q"), .enter, .tab, .up, .control("d")] { #expect(press(key) == .bell) }
        #expect(press(.text("n")) == .changed)
        #expect(editor.question == nil && editor.buffer.text == "x")
        #expect(press(.paste(text), .text("y")) == .say(paste.lines))
        #expect(editor.question == nil && editor.buffer.text == "x")
    }

    @Test(arguments: [Key.text("N"), .escape, .control("c"), .control("g")]) mutating func aPasteIsDeclined(key: Key) {
        press(.paste("1\n2"))
        #expect(press(key) == .changed)
        #expect(editor.question == nil)
    }

    /// Two lines already are more than somebody may want to say at once, and a command in the second would be carried out.
    @Test mutating func twoLinesAreSeveral() {
        #expect(press(.paste("hi\n/quit"), .text("y")) == .say(["hi", "/quit"]))
    }

    @Test(arguments: ["one\n", "\none", "\n\none\n  \n"]) mutating func oneLineAmongEmptyOnesIsTyped(text: String) {
        #expect(press(.paste(text)) == .changed)
        #expect(editor.buffer.text == "one")
    }

    @Test mutating func linesThatAreTooLongAreNamed() {
        editor.maximumBytes = 10
        let text = "short\n01234567890\n0123456789\n/123456789\n/12345678"
        guard case .asks(let paste) = press(.paste(text)) else {
            Issue.record("nothing was asked")
            return
        }
        #expect(paste.lines == ["short", "0123456789", "/12345678"])
        #expect(paste.tooLong == [Paste.LongLine(number: 2, bytes: 11), Paste.LongLine(number: 4, bytes: 11)])
        press(.text("n"))
        guard case .asks(let other) = press(.paste("01234567890\n01234567891")) else {
            Issue.record("nothing was told")
            return
        }
        #expect(other.lines == [] && other.tooLong.count == 2 && editor.question == nil)
    }

    @Test mutating func aPastedLineThatIsTooLongIsNotTakenInParts() {
        editor.maximumBytes = 10
        #expect(press(.text("ab"), .paste("123456789\n")) == .refused(.pastedLine(bytes: 11)))
        #expect(editor.buffer.text == "ab")
        #expect(press(.paste("12345678\n")) == .changed)
    }

    @Test mutating func pastesAreAskedAboutInTurn() {
        press(.paste("1\n2"), .paste("3\n4"), .paste("typed"))
        #expect(press(.text("y")) == .say(["1", "2"]))
        #expect(press(.text("y")) == .say(["3", "4"]))
        #expect(editor.question == nil && editor.buffer.text == "typed")
        for _ in 1...8 { press(.paste("1\n2")) }
        #expect(press(.paste("1\n2\n3")) == .refused(.tooManyPastes(lines: 3)))
    }

    @Test mutating func pastesWithoutAnEndAreTold() {
        press(.text("x"))
        #expect(press(.brokenPaste(bytes: 7)) == .refused(.brokenPaste(bytes: 7)))
        #expect(press(.oversizedPaste(bytes: 7, limit: 5)) == .refused(.oversizedPaste(bytes: 7, limit: 5)))
        #expect(editor.buffer.text == "x")
    }

    @Test mutating func aFullLineTakesWhatFits() {
        #expect(press(.text(String(repeating: "é", count: 1001))) == .refused(.full(bytes: 2)))
        #expect(editor.buffer.text.utf8.count == 2000)
        #expect(press(.text("x")) == .refused(.full(bytes: 1)))
        #expect(press(.backspace, .text("x")) == .changed)
        editor.maximumBytes = 10
        #expect(press(.text("x")) == .refused(.full(bytes: 1)))
        #expect(press(.backspace) == .changed)
    }

    @Test(arguments: [
        ("/join k", "/join #kitchen "), ("/JOIN k", "/JOIN #kitchen "), ("/join #l", "/join #lobby "),
        ("/msg b", "/msg bob "),
        ("/msg #k", "/msg #kitchen "), ("/msg bob #k", "/msg bob #kitchen "), ("/whois a", "/whois ann "),
        ("/help m", "/help me "),
        ("/help /j", "/help /join "), ("/echo of", "/echo off "), ("/me hugs a", "/me hugs ann "),
        ("/topic #lobby a", "/topic #lobby ann "),
        ("/invite ann l", "/invite ann #lobby "), ("/unknown a", "/unknown ann "), ("/unknown k", "/unknown #kitchen "),
        ("//join a", "//join ann "),
    ]) mutating func tabGoesByWhatTheArgumentIs(typed: String, completed: String) {
        press(.text(typed), .tab)
        #expect(editor.buffer.text == completed)
    }

    /// A nick where a room is wanted helps nobody.
    @Test(arguments: ["/join b", "/topic a", "/whois #l", "/whois l", "/help b", "/echo x", "//j"])
    mutating func whatIsOfNoUseIsNotOffered(typed: String) {
        press(.text(typed))
        #expect(press(.tab) == .bell)
    }

    @Test mutating func allOfAKindAreOfferedWhereNothingIsTyped() {
        press(.text("/join "), .tab)
        #expect(editor.buffer.text == "/join #lobby ")
        press(.tab)
        #expect(editor.buffer.text == "/join #kitchen ")
        press(.tab)
        #expect(editor.buffer.text == "/join ")
    }
}
