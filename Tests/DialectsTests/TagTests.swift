import ChatCore
import Testing

@testable import Dialects

@Suite("Tags")
struct TagTests {
    @Test("1 to 16 letters or digits, or -", arguments: ["1", "a", "Z9", "abcdefgh12345678"])
    func valid(tag: String) {
        #expect(
            Request("@\(tag) hi", isWire: true).meaning == Request.Meaning(tag: .text(tag), body: .command(.say("hi"))))
    }

    @Test("with - success is silent, and a refusal is not")
    func silent() {
        #expect(Request("@- hi", isWire: true).meaning == Request.Meaning(tag: .silent, body: .command(.say("hi"))))
        let refused = Request("@- /frob", isWire: true)
        #expect(refused.tag == .silent)
        #expect(refused.code == .unknownCommand)
    }

    @Test(
        "no other line is one of a wire session",
        arguments: [
            "hi", "/nick ann", "@", "@ hi", " @1 hi", "@1/nick ann", "@a-b hi", "@-- hi", "@-1 hi", "@a_b hi", "@ä hi",
            "@1\thi",
            "@abcdefgh123456789 hi", "@abcdefgh123456789", " ", "@#a hi", "@@ hi", "@a=1 hi",
        ])
    func invalid(line: String) {
        let request = Request(line, isWire: true)
        #expect(request.code == .noTag)
        #expect(request.tag == .silent)
    }

    @Test("an empty line is ignored in a wire session too")
    func emptyLine() {
        #expect(Request("", isWire: true).body == .nothing)
    }

    @Test(
        "a tag alone says nothing, which is a misuse",
        arguments: ["@1", "@1 ", "@1    ", "@abcdefgh12345678", "@1 \u{200B}"])
    func empty(line: String) {
        #expect(Request(line, isWire: true).code == .usage)
    }

    @Test("one space ends the tag; the others are the text's")
    func spaces() {
        #expect(Request("@1  hi", isWire: true).body == .command(.say(" hi")))
        #expect(Request("@1  /nick ann", isWire: true).body == .command(.say(" /nick ann")))
    }

    @Test("in a human session a tag is text")
    func human() {
        #expect(Request("@1 /nick ann").meaning == Request.Meaning(tag: .none, body: .command(.say("@1 /nick ann"))))
    }
}
