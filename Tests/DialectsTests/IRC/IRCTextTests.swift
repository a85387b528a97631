import ChatCore
import Testing

@testable import Dialects

@Suite("Styled text")
struct StyledTests {
    @Test(
        "loses its codes with their colors where it becomes a text",
        arguments: [
            ("plain", "plain"), ("\u{2}bold\u{2}", "bold"), ("\u{3}4red\u{3}", "red"), ("\u{3}04,12x", "x"),
            ("\u{3}4,x", ",x"),
            ("\u{3}123", "3"), ("\u{3}1,234", "4"), ("\u{3},5", ",5"), ("\u{4}FF0000red", "red"),
            ("\u{4}FF0000,00ff00x", "x"), ("\u{4}FF00x", "FF00x"), ("\u{4}FF0000,00ffx", ",00ffx"), ("a\u{3}", "a"),
            ("\u{3}", ""),
            ("\u{1D}\u{1E}\u{1F}\u{11}\u{16}\u{F}x", "x"), ("\u{3}\u{2}1", "1"), ("ä\u{3}5€", "ä€"),
        ])
    func plain(text: String, expected: String) throws {
        let styled = try #require(styledText(text))
        #expect(String(decoding: styled.utf8, as: UTF8.self) == text)
        #expect(styled.text.description == expected)
        #expect(styled.isFormatted == (text != expected))
        #expect(Styled(clean: styled.utf8) == styled)
    }

    @Test("has no other control, nor what turns the reading order")
    func cleaning() {
        let every = (0...0x1F).reduce(into: "") { $0.unicodeScalars.append(Unicode.Scalar(UInt8($1))) }
        #expect(styledText(every)?.utf8 == [2, 3, 4, 0x20, 0xF, 0x11, 0x16, 0x1D, 0x1E, 0x1F])
        #expect(styledText("\u{2}a\u{202E}\u{200B}\u{7F}\u{85}b\t")?.utf8 == Array("\u{2}ab ".utf8))
        #expect(Styled(clean: [0x61, 0x01]) == nil)
        #expect([0x61, 0xFF].withUnsafeBytes { Styled($0) } == nil)
    }

    @Test("comes of a text only where that is asked for")
    func fromText() {
        let styled = Styled(plain: "hi")
        #expect(!styled.isFormatted && styled.text == "hi" && !styled.isEmpty)
    }
}

@Suite("What a message of IRC says")
struct IRCSayingTests {
    private func saying(_ text: String) -> IRCSaying? { Array(text.utf8).withUnsafeBytes { IRCSaying($0) } }

    @Test("is words, an action or a request")
    func kinds() throws {
        #expect(saying("hi") == .said(Styled(plain: "hi")))
        #expect(saying("\u{1}ACTION waves\u{1}") == .action(Styled(plain: "waves")))
        #expect(saying("\u{1}action waves") == .action(Styled(plain: "waves")))
        #expect(saying("\u{1}ACTION\u{1}") == .action(Styled(plain: "")))
        #expect(saying("\u{1}VERSION\u{1}") == CTCP(command: "VERSION", parameters: "").map { .request($0) })
        #expect(saying("\u{1}ping 1 2\u{1}") == CTCP(command: "PING", parameters: "1 2").map { .request($0) })
        #expect(saying("\u{1}ACTION \u{2}waves\u{1}") == styledText("\u{2}waves").map { .action($0) })
        #expect(saying("\u{1}ACTION a\u{1}b\u{1}") == .action(Styled(plain: "ab")))
    }

    @Test("what looks like a request and is none is said, without its marks")
    func odd() {
        #expect(saying("\u{1}") == .said(Styled(plain: "")))
        #expect(saying("\u{1}\u{1}") == .said(Styled(plain: "")))
        #expect(saying("\u{1}ä b\u{1}") == .said(Styled(plain: "ä b")))
        #expect(saying("hi\u{1}VERSION\u{1}") == .said(Styled(plain: "hiVERSION")))
        #expect([0x61, 0xFF].withUnsafeBytes { IRCSaying($0) } == nil)
        #expect([0x01, 0xFF, 0x20, 0x61].withUnsafeBytes { IRCSaying($0) } == nil)
    }

    @Test("reaches readers of lines without codes, and requests do not reach them")
    func lines() {
        #expect(saying("\u{3}5hi")?.text == "hi")
        #expect(saying("\u{1}VERSION\u{1}")?.text == nil)
    }
}

@Suite("Long texts in pieces")
struct TextPiecesTests {
    private func pieces(_ text: String, _ room: Int) -> [String] {
        Array(text.utf8).withUnsafeBytes { bytes in
            let pieces = TextPieces(bytes, room: room).map { Array($0) }
            #expect(pieces.allSatisfy { $0.count <= max(room, TextPieces.least) && !$0.isEmpty })
            #expect(pieces.flatMap { $0 } == Array(text.utf8))
            return pieces.map { piece in
                #expect(String(validating: piece, as: UTF8.self) != nil)
                return String(decoding: piece, as: UTF8.self)
            }
        }
    }

    @Test("what fits is one, and nothing none")
    func short() {
        #expect(pieces("", 100) == [])
        #expect(pieces(String(repeating: "x", count: 100), 100).count == 1)
    }

    @Test("a piece ends behind the last space of its last fifth")
    func words() {
        let text = String(repeating: "word ", count: 60)
        #expect(pieces(text, 101).map(\.utf8.count) == [100, 100, 100])
        let early = "a " + String(repeating: "x", count: 150)
        #expect(pieces(early, 100).map(\.utf8.count) == [100, 52])
        let space = String(repeating: "x", count: 99) + "  y"
        #expect(pieces(space, 100).map(\.utf8.count) == [100, 2])
    }

    @Test("no grapheme is cut")
    func graphemes() {
        let family = "👩‍👩‍👧‍👦"
        let text = String(repeating: family, count: 20)
        #expect(pieces(text, 110).allSatisfy { $0.count * family.utf8.count == $0.utf8.count })
        let accents = String(repeating: "e\u{301}", count: 100)
        #expect(pieces(accents, 100).allSatisfy { $0.first == "e\u{301}" })
        let flags = "x" + String(repeating: "🇩🇪🇫🇷", count: 30)
        #expect(pieces(flags, 100).dropFirst().allSatisfy { $0.first == "🇩🇪" || $0.first == "🇫🇷" })
        // A mark behind a space belongs to it.
        let marked = String(repeating: "x", count: 97) + " \u{301}yyyy"
        #expect(pieces(marked, 98).map(\.utf8.count) == [97, 7])
    }

    @Test("a grapheme that is too long is cut between characters")
    func endless() {
        let text = "e" + String(repeating: "\u{301}", count: 1_000)
        #expect(pieces(text, 100).map(\.utf8.count).allSatisfy { $0 <= 100 })
    }

    @Test("no code is cut from its colors")
    func colors() {
        let text = String(repeating: "x", count: 97) + "\u{3}04,12red"
        #expect(pieces(text, 100).map(\.utf8.count) == [97, 9])
        #expect(pieces(text, 103).map(\.utf8.count) == [103, 3])
        let hex = String(repeating: "x", count: 90) + "\u{4}FF0000,00FF00" + String(repeating: "y", count: 80)
        #expect(pieces(hex, 100).first?.utf8.count == 90)
    }

    @Test("there is room for something whatever is asked for")
    func noRoom() {
        #expect(pieces(String(repeating: "x", count: 100), -5).count == 2)
    }
}
