import Testing

@testable import LineEditing

@Suite struct KeyDecoderTests {
    static func keys(_ bytes: String) -> [Key] {
        var decoder = KeyDecoder()
        return decoder.feed(bytes.utf8)
    }

    @Test func textComesTogether() { #expect(Self.keys("héllo 日本👍🏽") == [.text("héllo 日本👍🏽")]) }

    @Test(arguments: [
        ("\u{1}", Key.control("a")), ("\u{1A}", .control("z")), ("\r", .enter), ("\n", .enter), ("\t", .tab),
        ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{1F}", .control("_")), ("\u{1B}b", .meta("b")),
        ("\u{1B}\u{7F}", .metaBackspace), ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[B", .down),
        ("\u{1B}[C", .right),
        ("\u{1B}[D", .left), ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
        ("\u{1B}[F", .end), ("\u{1B}[4~", .end), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab),
        ("\u{1B}[1;5D", .wordLeft), ("\u{1B}[1;5C", .wordRight), ("\u{1B}[1;3C", .wordRight), ("\u{1B}OM", .enter),
    ]) func oneKey(bytes: String, key: Key) { #expect(Self.keys(bytes) == [key]) }

    @Test func unknownSequencesVanish() {
        #expect(Self.keys("a\u{1B}[200;1x\u{1B}[15~\u{1B}[[A\u{1B}[?25hb\u{1B}[<0;1;1M") == [.text("ab")])
    }

    @Test func loneEscapeWaitsForMore() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.isPending)
        #expect(decoder.flush() == [.escape])
        #expect(!decoder.isPending)
        #expect(decoder.feed("[A".utf8) == [.text("[A")])
    }

    /// On a slow line the parts of a sequence come one by one, and no key starts as it does.
    @Test(arguments: ["\u{1B}[", "\u{1B}[1", "\u{1B}[1;"]) func aSequenceIsWaitedForWithoutALimit(start: String) {
        var decoder = KeyDecoder()
        #expect(decoder.feed(start.utf8) == [])
        #expect(!decoder.isPending)
        #expect(decoder.flush() == [])
        #expect(decoder.feed(start.hasSuffix(";") ? "5D".utf8 : ";5D".utf8) == [.wordLeft])
    }

    @Test(arguments: [("\u{1B}O", Key.meta("O")), ("\u{1B}]", .meta("]")), ("\u{1B}P", .meta("P"))])
    func aLoneIntroducerIsAKeyAfterAMoment(bytes: String, key: Key) {
        var decoder = KeyDecoder()
        #expect(decoder.feed(bytes.utf8) == [])
        #expect(decoder.isPending)
        #expect(decoder.flush() == [key])
        #expect(decoder.feed("x".utf8) == [.text("x")])
    }

    static let replies = [
        "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{7}", "\u{1B}]10;rgb:ffff/ffff/ffff\u{1B}\\",
        "\u{1B}P1+r544e=787465726d\u{1B}\\",
        "\u{1B}P!|00000000\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^private\u{1B}\\", "\u{1B}Xstart\u{1B}\\",
        "\u{1B}]52;c;8J+YgA==\u{7}", "\u{1B}]0;日本\u{7}",
    ]

    @Test(arguments: replies) func repliesOfTheTerminalAreNoKeys(reply: String) {
        #expect(Self.keys("a" + reply + "b") == [.text("ab")])
        let bytes = Array(("a" + reply + "b").utf8)
        for cut in 0...bytes.count {
            var decoder = KeyDecoder()
            let keys = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
            #expect(Self.joined(keys) == [.text("ab")], "cut at \(cut)")
        }
    }

    /// Alt-] and its like start nothing; whoever typed them by mistake must not be left without a keyboard.
    @Test(arguments: [("\u{3}", Key.control("c")), ("\r", .enter), ("\u{4}", .control("d"))])
    func aControlEndsAReplyThatHasNoEnd(control: String, key: Key) {
        #expect(Self.keys("\u{1B}]11;rgb" + control + "x") == [key, .text("x")])
    }

    @Test func aReplyWithoutAnEndIsBounded() {
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1B}]".utf8) == [])
        var count = 0
        while decoder.feed("x".utf8) == [], count < 200_000 { count += 1 }
        #expect(count < 100_000)
        #expect(decoder.feed("y".utf8) == [.text("y")])
    }

    @Test func aKeyBehindAReplysEscapeIsAKey() {
        #expect(Self.keys("\u{1B}]11;x\u{1B}[Ay") == [.up, .text("y")])
    }

    @Test func controlInsideASequenceIsAKey() { #expect(Self.keys("\u{1B}[1\u{3}x") == [.control("c"), .text("x")]) }

    @Test func badUTF8Vanishes() {
        var decoder = KeyDecoder()
        let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x62, 0xE2, 0x80, 0x63, 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xC2, 0x9B, 0x64]
        #expect(decoder.feed(bytes) == [.text("abcd")])
    }

    @Test func pasteIsOneKeyAndClean() {
        #expect(
            Self.keys("\u{1B}[200~a\r\nb\rc\td\u{3}\u{1B}[Ae\u{202E}\u{1B}[201~x")
                == [.paste("a\nb\nc d[Ae"), .text("x")])
    }

    @Test func endlessPasteIsBounded() {
        var decoder = KeyDecoder(maximumPasteBytes: 10)
        _ = decoder.feed("\u{1B}[200~".utf8)
        for _ in 0..<100 { #expect(decoder.feed("0123456789".utf8) == []) }
        #expect(decoder.feed("\u{1B}[201~x".utf8) == [.oversizedPaste(bytes: 1000, limit: 10), .text("x")])
        #expect(decoder.feed("\u{1B}[200~0123456789\u{1B}[201~".utf8) == [.paste("0123456789")])
        #expect(decoder.feed("\u{1B}[200~01234567890\u{1B}[201~".utf8) == [.oversizedPaste(bytes: 11, limit: 10)])
    }

    /// The terminal, or what is between, has lost the end: all that is typed would be taken for a part of it.
    @Test(arguments: [1, 3]) func controlCEndsAPasteWithoutAnEnd(times: Int) {
        let controls = String(repeating: "\u{3}", count: times)
        // Some time after the paste …
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1B}[200~a\nb".utf8) == [])
        #expect(decoder.isPending)
        #expect(decoder.flush() == [])
        #expect(!decoder.isPending)
        #expect(decoder.feed((controls + "x\r").utf8).first == .brokenPaste(bytes: 3))
        #expect(decoder.feed("y".utf8) == [.text("y")])
        // … or at once, and then nothing more.
        var other = KeyDecoder()
        #expect(other.feed(("\u{1B}[200~a\nb" + controls).utf8) == [])
        #expect(other.isPending)
        #expect(other.flush() == [.brokenPaste(bytes: 3)])
        #expect(other.feed("/quit\r".utf8) == [.text("/quit"), .enter])
    }

    /// A log may hold one; what follows it must not be typed.
    @Test func controlCWithinAPasteIsAPartOfIt() {
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1B}[200~a\u{3}".utf8) == [])
        #expect(decoder.feed("/quit\n\u{3}".utf8) == [])
        #expect(decoder.feed("\u{1B}[201~".utf8) == [.paste("a/quit\n")])
        // However slowly it comes.
        #expect(decoder.feed("\u{1B}[200~a".utf8) == [])
        #expect(decoder.flush() == [])
        #expect(decoder.feed("b\u{3}c\u{1B}[201~".utf8) == [.paste("abc")])
    }

    /// Cut at any byte, and at every byte, the keys are the same.
    @Test func cutsChangeNothing() {
        let sample = Array("aé日👩‍👩‍👧\u{1B}[1;5D\u{1B}OH\u{1B}b\u{1B}[200~x\ny\u{1B}[201~\u{3}z\u{1B}[3~".utf8)
        var whole = KeyDecoder()
        let expected = Self.joined(whole.feed(sample))
        for cut in 0...sample.count {
            var decoder = KeyDecoder()
            let keys = decoder.feed(sample[..<cut]) + decoder.feed(sample[cut...])
            #expect(Self.joined(keys) == expected, "cut at \(cut)")
        }
        var decoder = KeyDecoder()
        #expect(Self.joined(sample.flatMap { decoder.feed([$0]) }) == expected)
    }

    private static func joined(_ keys: [Key]) -> [Key] {
        keys.reduce(into: []) { joined, key in
            if case .text(let more) = key, case .text(let text) = joined.last {
                joined[joined.count - 1] = .text(text + more)
            } else {
                joined.append(key)
            }
        }
    }
}
