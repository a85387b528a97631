import Secrets
import Testing

@testable import LineEditing

/// What is typed and not shown.
@Suite struct SecretLineTests {
    var editor = LineEditor()

    @discardableResult
    mutating func press(_ keys: Key...) -> LineEditor.Action {
        var action = LineEditor.Action.nothing
        for key in keys { action = editor.handle(key) { CompletionCandidates(nicks: ["hunter"]) } }
        return action
    }

    @Test mutating func aSecretIsNowhereButInTheAction() {
        press(.text("one"), .enter)
        editor.beginSecret()
        press(.text("hunter22"))
        #expect(editor.isSecret && editor.buffer.isEmpty)
        #expect(press(.enter) == .secret(Secret("hunter22".utf8)))
        #expect(!editor.isSecret && editor.buffer.isEmpty)
        press(.up)
        #expect(editor.buffer.text == "one")
        press(.control("u"), .control("y"))
        #expect(editor.buffer.text == "one")
    }

    @Test mutating func itIsMended() {
        editor.beginSecret()
        press(.text("wrong"), .control("u"), .text("hé日x"), .backspace, .backspace, .backspace, .text("i"))
        #expect(press(.enter) == .secret(Secret("hi".utf8)))
    }

    @Test mutating func keysThatShowDoNothing() {
        press(.text("one"), .enter)
        editor.beginSecret()
        for key in [Key.up, .down, .tab, .backTab, .left, .right, .home, .end, .control("y"), .control("p")] {
            #expect(press(key) == .bell)
        }
        #expect(editor.buffer.isEmpty)
        #expect(press(.backspace) == .bell)
        #expect(press(.enter) == .secret(Secret("".utf8)))
    }

    @Test(arguments: [Key.control("c"), .control("d"), .control("g"), .escape]) func itMayBeRefused(key: Key) {
        var editor = LineEditor()
        editor.beginSecret()
        _ = editor.handle(.text("hunter22")) { CompletionCandidates() }
        #expect(editor.handle(key) { CompletionCandidates() } == .secretRefused)
        #expect(!editor.isSecret)
        #expect(editor.handle(.text("x")) { CompletionCandidates() } == .changed)
    }

    @Test mutating func aLineMayBePastedAndNoMore() {
        editor.beginSecret()
        #expect(press(.paste("hunter\n")) == .nothing)
        #expect(press(.paste("a\nb")) == .bell)
        #expect(press(.paste(String(repeating: "x", count: 995))) == .bell)
        #expect(press(.oversizedPaste(bytes: 9, limit: 8)) == .bell)
        #expect(press(.enter) == .secret(Secret("hunter".utf8)))
    }
}
