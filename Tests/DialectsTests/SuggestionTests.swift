import ChatCore
import Dialects
import Testing

@Suite("Suggestions")
struct SuggestionTests {
    @Test(
        "the nearest verb: a letter swapped, dropped, added or changed",
        arguments: [
            ("tpic", "topic"), ("topci", "topic"), ("toppic", "topic"), ("topik", "topic"), ("jion", "join"),
            ("joni", "join"),
            ("ncik", "nick"), ("qiut", "quit"), ("hlep", "help"), ("histroy", "history"), ("histry", "history"),
            ("wohis", "whois"), ("ignroe", "ignore"), ("unignroe", "unignore"), ("versoin", "version"),
            ("JION", "join"),
            ("lsit", "list"), ("leav", "leave"), ("mgs", "msg"),
        ])
    func near(typed: String, meant: String) {
        #expect(
            RefusalText(CommandTable.unknown(typed)).words
                == "/\(typed) (did you mean /\(meant)? /help lists the commands)")
    }

    @Test(
        "who types the start of a command means it; what is to come is not taken for something else",
        arguments: [
            ("hist", "did you mean /history? "), ("whoi", "did you mean /whois? "), ("uni", "did you mean /unignore? "),
            ("Redact", nil), ("sear", "did you mean /search? "), ("mick", nil), ("bump", nil),
        ])
    func starts(typed: String, hint: String?) {
        let words = RefusalText(CommandTable.unknown(typed)).words
        #expect(hint.map { words == "/\(typed) (\($0)/help lists the commands)" } ?? !words.contains("did you mean"))
    }

    @Test(
        "what is far from all is not guessed at",
        arguments: ["frob", "foo", "xyzzy", "", "ü", String(repeating: "q", count: 2_000), "supercalifragilistic"])
    func far(typed: String) {
        #expect(RefusalText(CommandTable.unknown(typed)).words == "/\(typed) (/help lists the commands)")
    }

    @Test("a long word that is no command comes back cut")
    func cut() throws {
        let words = try #require(Request("/" + String(repeating: "x", count: 500)).words)
        #expect(words == "/" + String(repeating: "x", count: 32) + " (/help lists the commands)")
    }
}
