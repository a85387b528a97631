import TestSupport
import Testing

@testable import ChatProtocol

@Suite("TelnetDecoder")
struct TelnetDecoderTests {
    struct Output: Equatable {
        var text: [UInt8] = []
        var answers: [UInt8] = []
        var signals: [TelnetDecoder.Signal] = []

        init(text: String = "", answers: [UInt8] = [], signals: [TelnetDecoder.Signal] = []) {
            self.text = Array(text.utf8)
            self.answers = answers
            self.signals = signals
        }
    }

    private func decode(_ pieces: [UInt8]..., with decoder: TelnetDecoder = TelnetDecoder()) -> Output {
        var decoder = decoder
        var output = Output()
        for piece in pieces {
            piece.withUnsafeBytes {
                decoder.decode($0, text: &output.text, answers: &output.answers, signals: &output.signals)
            }
        }
        return output
    }

    private static let iac: UInt8 = 255
    private static let (sb, se): (UInt8, UInt8) = (250, 240)
    private static let (will, wont, `do`, dont): (UInt8, UInt8, UInt8, UInt8) = (251, 252, 253, 254)
    private static let ask: [UInt8] = [255]

    /// What a peer sends, and what comes of it.
    static let samples: [(sent: [UInt8], output: Output)] = [
        (Array("hello\n".utf8), Output(text: "hello\n")),
        (Array("hello\r\n".utf8), Output(text: "hello\r\n")),
        (Array("hello\r\0".utf8), Output(text: "hello\n")),
        (Array("a\rb\r\r\0c\r\r\n".utf8), Output(text: "a\rb\r\nc\r\r\n")),
        ([iac, will, 31], Output(answers: [iac, dont, 31])),
        ([iac, `do`, 1], Output(answers: [iac, wont, 1])),
        ([iac, wont, 31], Output()),
        ([iac, dont, 1], Output()),
        (
            [iac, will, 31, iac, will, 31, iac, `do`, 31, iac, `do`, 31],
            Output(answers: [iac, dont, 31, iac, wont, 31])
        ),
        ([iac, `do`, 6, iac, `do`, 6, iac, `do`, 6], Output(signals: Array(repeating: .timingMark, count: 3))),
        ([iac, will, 255, iac, `do`, 255], Output(answers: [iac, dont, 255, iac, wont, 255])),
        ([iac, 246], Output(signals: [.areYouThere])),
        ([iac, 244, iac, 243, iac, 238, iac, 237, iac, 236], Output(signals: Array(repeating: .interrupt, count: 5))),
        ([97, iac, 247, iac, 248, 98], Output(text: "a\u{8}\u{15}b")),
        ([97, iac, 241, iac, 242, iac, 245, iac, 249, iac, 239, iac, 0, iac, 240, 98], Output(text: "ab")),
        ([97, iac, sb, 24, 0, 120, 121, iac, se, 98], Output(text: "ab")),
        ([iac, sb, iac, iac, iac, se, 98], Output(text: "b")),
        ([iac, sb, 39, iac, will, 10, 13, iac, iac, 240, iac, se, 98], Output(text: "b")),
        ([iac, sb, iac, se, iac, sb, 1, iac, se, 98], Output(text: "b")),
        ([104, 13, iac, 246, 10], Output(text: "h\r\n", signals: [.areYouThere])),
        ([104, 13, iac, will, 1, 0], Output(text: "h\r\0", answers: [iac, dont, 1])),
    ]

    @Test("each of telnet's commands is taken out and answered as it should be", arguments: samples.indices)
    func whole(sample: Int) {
        let (sent, output) = TelnetDecoderTests.samples[sample]
        #expect(decode(sent) == output)
    }

    @Test("a stream may be cut at any byte, once, twice, or at all of them", arguments: samples.indices)
    func cut(sample: Int) {
        let (sent, output) = TelnetDecoderTests.samples[sample]
        for first in 0...sent.count {
            #expect(decode(Array(sent[..<first]), Array(sent[first...])) == output)
            for second in first...sent.count {
                #expect(decode(Array(sent[..<first]), Array(sent[first..<second]), Array(sent[second...])) == output)
            }
        }
        var decoder = TelnetDecoder()
        var single = Output()
        for byte in sent {
            [byte].withUnsafeBytes {
                decoder.decode($0, text: &single.text, answers: &single.answers, signals: &single.signals)
            }
        }
        #expect(single == output)
    }

    @Test("IAC IAC is the byte 0xFF")
    func escaped() {
        #expect(decode([97, 255, 255, 98]).text == [97, 255, 98])
    }

    @Test("every option is refused once each way, and asking again yields nothing")
    func everyOption() {
        var sent: [UInt8] = []
        for option in UInt8.min...UInt8.max {
            for verb in 251...254 as ClosedRange<UInt8> { sent += [255, verb, option] }
        }
        let once = decode(sent).answers
        #expect(once.count == (256 * 2 - 1) * 3, "all but the timing mark's")
        #expect(decode(sent, sent).answers == once)
    }

    @Test("a timing mark is told each time, as telnet shows nothing until it is answered")
    func timingMark() {
        let output = decode([255, 253, 6, 97, 255, 253, 6], [255, 254, 6])
        #expect(output == Output(text: "a", signals: [.timingMark, .timingMark]))
        #expect(TelnetDecoder.noTimingMark == [255, 252, 6])
    }

    @Test("negotiation is told by its bytes, wherever it is cut")
    func negotiation() {
        let long = [255, 250, 24] + Array(repeating: UInt8(ascii: "x"), count: 3_000)
        #expect(decode(long).signals == [.negotiation, .negotiation])
        #expect(decode(Array(long[..<700]), Array(long[700...])).signals == [.negotiation, .negotiation])
        #expect(decode(Array(repeating: UInt8(ascii: "x"), count: 5_000)).signals.isEmpty)
    }

    @Test("a subnegotiation may have any length, and nothing of it is kept")
    func longSubnegotiation() {
        let long = [255, 250, 24] + Array(repeating: UInt8(ascii: "x"), count: 100_000) + [255, 240, 33]
        #expect(decode(long).text == Array("!".utf8))
        #expect(decode(long).answers.isEmpty)
        #expect(decode([255, 250] + Array(repeating: 10, count: 1_000)) == Output())
    }

    @Test("a CR at the end waits for what follows")
    func pendingReturn() {
        #expect(decode([104, 13]).text == [104])
        #expect(decode([104, 13], [0]).text == [104, 10])
        #expect(decode([104, 13], [10]).text == [104, 13, 10])
        #expect(decode([104, 13], [105]).text == [104, 13, 105])
    }

    // MARK: - Erasing

    private func erase(_ bytes: [UInt8]) -> [UInt8]? {
        bytes.withUnsafeBytes { TelnetDecoder.erase($0) }
    }

    @Test("a line without erasures is left alone")
    func nothingToErase() {
        #expect(erase([]) == nil)
        #expect(erase(Array("héllo\t".utf8)) == nil)
    }

    @Test(
        "a character or the line so far is taken away",
        arguments: [
            ("helo\u{8}lo", "hello"), ("helo\u{7F}lo", "hello"), ("\u{8}\u{8}a", "a"), ("abc\u{15}de", "de"),
            ("abc\u{15}", ""),
            ("é\u{8}x", "x"), ("a👍\u{8}b", "ab"), ("ab\u{8}\u{8}\u{8}c", "c"), ("\u{15}", ""), ("a\u{8}", ""),
        ])
    func erase(typed: String, meant: String) {
        #expect(erase(Array(typed.utf8)) == Array(meant.utf8))
    }

    @Test("any bytes at all do no harm, and the pieces make no difference")
    func garbage() {
        var random = SplitMix64(seed: 23)
        for _ in 0..<300 {
            // Many of telnet's own bytes.
            let sent = (0..<random.below(200)).map { _ in
                random.chance(40) ? 255 : random.chance(30) ? UInt8(236 + random.below(20)) : UInt8(random.below(256))
            }
            var decoder = TelnetDecoder()
            var pieces = Output()
            var rest = sent[...]
            while !rest.isEmpty {
                let piece = Array(rest.prefix(1 + random.below(7)))
                rest = rest.dropFirst(piece.count)
                piece.withUnsafeBytes {
                    decoder.decode($0, text: &pieces.text, answers: &pieces.answers, signals: &pieces.signals)
                }
            }
            #expect(decode(sent) == pieces)
            #expect(pieces.answers.count.isMultiple(of: 3))
            _ = erase(pieces.text)
        }
    }
}

@Suite struct TelnetSnapshotTests {
    /// Another decoder goes on at any byte, and nobody notices.
    @Test func anywhere() throws {
        let stream: [UInt8] = [
            65, 13, 0, 255, 253, 1, 255, 251, 3, 255, 250, 24, 1, 255, 255, 255, 240, 66, 13, 10, 255, 253, 1, 255, 253,
            6, 67, 255, 246,
        ]
        let whole = decoded(stream, restoredAt: nil)
        for cut in 0...stream.count { #expect(decoded(stream, restoredAt: cut) == whole, "at \(cut)") }
    }

    @Test func whatIsNoSnapshot() {
        for bytes: [UInt8] in [
            [], [0], [0, 0], [0, 0, 0], [6, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0, 0], [0, 0, 0, 2, 1],
        ] {
            #expect(TelnetDecoder(snapshot: bytes) == nil, "\(bytes)")
        }
    }

    private func decoded(_ stream: [UInt8], restoredAt cut: Int?) -> [[UInt8]] {
        var decoder = TelnetDecoder()
        var text: [UInt8] = []
        var answers: [UInt8] = []
        var signals: [TelnetDecoder.Signal] = []
        for (index, byte) in stream.enumerated() {
            if index == cut, let next = TelnetDecoder(snapshot: decoder.snapshot) { decoder = next }
            [byte].withUnsafeBytes { decoder.decode($0, text: &text, answers: &answers, signals: &signals) }
        }
        return [text, answers, [UInt8(signals.count)]]
    }
}
