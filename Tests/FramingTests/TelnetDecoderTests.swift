import TestSupport
import Testing

@testable import Framing

/// What becomes of a stream.
private struct Output: Equatable {
    /// Text and signals in their order: what is said between two signals is one piece.
    enum Piece: Equatable {
        case text([UInt8])
        case signal(TelnetDecoder.Signal)
    }

    var pieces: [Piece] = []
    var answers: [UInt8] = []

    init(_ text: String = "", answers: [UInt8] = [], signals: [TelnetDecoder.Signal] = []) {
        self.init(bytes: Array(text.utf8), answers: answers, signals: signals)
    }

    init(bytes: [UInt8], answers: [UInt8] = [], signals: [TelnetDecoder.Signal] = []) {
        append(bytes)
        pieces += signals.map { .signal($0) }
        self.answers = answers
    }

    init(_ pieces: [Piece], answers: [UInt8] = []) {
        self.pieces = pieces
        self.answers = answers
    }

    var text: [UInt8] {
        pieces.flatMap { piece -> [UInt8] in if case .text(let bytes) = piece { bytes } else { [] } }
    }

    var signals: [TelnetDecoder.Signal] {
        pieces.compactMap { piece -> TelnetDecoder.Signal? in
            if case .signal(let signal) = piece { signal } else { nil }
        }
    }

    mutating func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        if case .text(let before) = pieces.last {
            pieces[pieces.count - 1] = .text(before + bytes)
        } else {
            pieces.append(.text(bytes))
        }
    }

    mutating func take(_ bytes: some Sequence<UInt8>, by decoder: inout TelnetDecoder, at now: Int64 = 0) {
        Array(bytes).withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                var text: [UInt8] = []
                let (taken, signal) = decoder.decode(
                    UnsafeRawBufferPointer(rebasing: rest), at: now, text: &text, answers: &answers)
                append(text)
                if let signal { pieces.append(.signal(signal)) }
                #expect(signal != nil || taken == rest.count, "it stopped, and told nothing")
                rest = rest.dropFirst(taken)
            }
        }
    }
}

private let iac: UInt8 = 255
private let (sb, se): (UInt8, UInt8) = (250, 240)
private let (will, wont, `do`, dont): (UInt8, UInt8, UInt8, UInt8) = (251, 252, 253, 254)
/// IAC DO BINARY.
private let ask: [UInt8] = [iac, `do`, 0]

private func decode(_ pieces: [UInt8]..., with decoder: TelnetDecoder = TelnetDecoder()) -> Output {
    var decoder = decoder
    var output = Output()
    for piece in pieces { output.take(piece, by: &decoder) }
    return output
}

@Suite("TelnetDecoder")
struct TelnetDecoderTests {
    /// What a peer sends, and what comes of it.
    fileprivate static let samples: [(sent: [UInt8], output: Output)] = [
        (Array("hello\n".utf8), Output("hello\n")),
        (Array("hello\r\n".utf8), Output("hello\r\n")),
        (Array("hello\r\0".utf8), Output("hello\n")),
        (Array("a\rb\r\r\0c\r\r\n".utf8), Output("a\rb\r\nc\r\r\n")),
        ([iac, will, 31], Output(answers: ask + [iac, dont, 31])),
        ([iac, `do`, 1], Output(answers: ask + [iac, wont, 1])),
        ([iac, wont, 31], Output(answers: ask)),
        ([iac, dont, 1], Output(answers: ask)),
        (
            [iac, will, 31, iac, will, 31, iac, `do`, 31, iac, `do`, 31],
            Output(answers: ask + [iac, dont, 31, iac, dont, 31, iac, wont, 31, iac, wont, 31])
        ),
        (
            [iac, `do`, 6, iac, `do`, 6, iac, `do`, 6],
            Output(answers: ask, signals: Array(repeating: .timingMark, count: 3))
        ),
        ([iac, will, 255, iac, `do`, 255], Output(answers: ask + [iac, dont, 255, iac, wont, 255])),
        ([iac, 246], Output(answers: ask, signals: [.areYouThere])),
        (
            [iac, 244, iac, 243, iac, 238, iac, 237, iac, 236],
            Output(answers: ask, signals: Array(repeating: .interrupt, count: 5))
        ),
        ([97, iac, 247, iac, 248, 98], Output("a\u{8}\u{15}b", answers: ask)),
        (
            [97, iac, 241, iac, 242, iac, 245, iac, 249, iac, 239, iac, 0, iac, 240, 98],
            Output("ab", answers: ask)
        ),
        ([97, iac, sb, 24, 0, 120, 121, iac, se, 98], Output("ab", answers: ask)),
        ([iac, sb, iac, iac, iac, se, 98], Output("b", answers: ask)),
        ([iac, sb, 39, iac, will, 10, 13, iac, iac, 240, iac, se, 98], Output("b", answers: ask)),
        ([iac, sb, iac, se, iac, sb, 1, iac, se, 98], Output("b", answers: ask)),
        ([97, iac, iac, 98], Output(bytes: [97, 255, 98], answers: ask)),
        // What stands between lines is told between them.
        (
            Array("one\r\n".utf8) + [iac, 246] + Array("two\r\n".utf8) + [iac, `do`, 6] + Array("three\r\n".utf8),
            Output(
                [
                    .text(Array("one\r\n".utf8)), .signal(.areYouThere), .text(Array("two\r\n".utf8)),
                    .signal(.timingMark), .text(Array("three\r\n".utf8)),
                ], answers: ask)
        ),
        // A command between a CR and what makes it an end of line: the line ends behind the command.
        ([104, 13, iac, 246, 10], Output([.text([104]), .signal(.areYouThere), .text([13, 10])], answers: ask)),
        ([104, 13, iac, will, 1, 0], Output("h\n", answers: ask + [iac, dont, 1])),
        // BINARY: agreed to, and each CR is an end of line; and no more.
        (
            ask + [iac, will, 0] + Array("a\rb\r\nc\r\0d\ne\r\r\n".utf8),
            Output("a\nb\nc\nd\ne\n\n", answers: ask + [iac, wont, 0])
        ),
        (
            [iac, will, 0, iac, will, 0, iac, wont, 0, iac, wont, 0] + Array("a\rb".utf8),
            Output("a\rb", answers: ask + [iac, dont, 0])
        ),
        ([iac, wont, 0, iac, will, 0, 97, 13], Output("a\n", answers: ask + ask)),
        ([iac, 241, 97, 13, iac, will, 0, 98, 10], Output("a\nb\n", answers: ask)),
        // A command amid a character is a byte of it.
        (
            [0xD1, iac, 244, iac, `do`, 6, 97],
            Output([.text([0xD1, 0x83]), .signal(.timingMark), .text([97])], answers: ask)
        ),
        (
            [0xE2, 0x80, iac, 243, 0xE2, iac, 245, 0x80],
            Output(bytes: [0xE2, 0x80, 0x9C, 0xE2, 0x8F, 0x80], answers: ask)
        ),
        (
            [0xD0, iac, 237, 0xD0, iac, 246, 0xD0, iac, 248],
            Output(bytes: [0xD0, 0x9A, 0xD0, 0x94, 0xD0, 0x95], answers: ask)
        ),
        (
            [0xF0, iac, 238, iac, 236, iac, 247, iac, 244],
            Output(bytes: [0xF0, 0x9C, 0x84, 0x88], answers: ask, signals: [.interrupt])
        ),
        // But not where the character is whole, is none, or where the command is none that a key gives.
        (
            [0xD1, 0x8F, iac, 244, 0x80, iac, 244, 0xC0, iac, 244],
            Output(
                [
                    .text([0xD1, 0x8F]), .signal(.interrupt), .text([0x80]), .signal(.interrupt), .text([0xC0]),
                    .signal(.interrupt),
                ], answers: ask)
        ),
        ([0xD1, iac, 241, 0x8F], Output(bytes: [0xD1, 0x8F], answers: ask)),
        ([0xD1, 10, iac, 244], Output([.text([0xD1, 10]), .signal(.interrupt)], answers: ask)),
    ]

    @Test("each of telnet's commands is taken out and answered as it should be", arguments: samples.indices)
    func whole(sample: Int) {
        let (sent, output) = TelnetDecoderTests.samples[sample]
        #expect(decode(sent) == output)
    }

    @Test("a stream may be cut at any byte, once, twice, or at all of them", arguments: samples.indices)
    func cut(sample: Int) throws {
        let (sent, output) = TelnetDecoderTests.samples[sample]
        try Cuts.verify(sent, yields: output, isCutTwice: true) { pieces in
            var decoder = TelnetDecoder()
            var output = Output()
            for piece in pieces { output.take(piece, by: &decoder) }
            return output
        }
    }

    @Test("every option but BINARY is refused, as often as it is asked for, and what is so is not answered")
    func everyOption() {
        for option in UInt8.min...UInt8.max {
            for _ in 1...2 {
                var decoder = TelnetDecoder()
                var output = Output()
                let request: [UInt8] = [iac, `do`, option, iac, will, option, iac, wont, option, iac, dont, option]
                for _ in 1...3 { output.take(request, by: &decoder) }
                let mark = option == 6
                var refusals: [UInt8] = mark ? [] : [iac, wont, option]
                if option == 0 { refusals += [iac, dont, 0] } else { refusals += [iac, dont, option] }
                // BINARY is on after WILL, which was asked for the first time and is agreed to then.
                let later = option == 0 ? [iac, wont, 0] + ask + [iac, dont, 0] : refusals
                #expect(output.answers == ask + refusals + later + later, "option \(option)")
                #expect(output.signals.count == (mark ? 3 : 0))
            }
        }
    }

    @Test("what we answer is the last word, whatever we were asked, to one that speaks as we do")
    func noLoops() {
        var (ours, theirs) = (TelnetDecoder(), TelnetDecoder())
        var sent: [UInt8] = []
        for option in UInt8.min...UInt8.max {
            for verb in will...dont where !(verb == `do` && option == 6) { sent += [iac, verb, option] }
        }
        for round in 1... {
            var (there, back) = (Output(), Output())
            there.take(sent, by: &ours)
            back.take(there.answers, by: &theirs)
            sent = back.answers
            if sent.isEmpty { break }
            #expect(round < 4, "\(sent)")
            if round == 10 { break }
        }
    }

    @Test("negotiation is told by its bytes, wherever it is cut")
    func negotiation() {
        let long = [iac, sb, 24] + Array(repeating: UInt8(ascii: "x"), count: 3_000)
        #expect(decode(long).signals == [.negotiation, .negotiation])
        #expect(decode(Array(long[..<700]), Array(long[700...])).signals == [.negotiation, .negotiation])
        #expect(decode(Array(repeating: UInt8(ascii: "x"), count: 5_000)).signals.isEmpty)
        // The last of its bytes may be a signal of its own.
        let marks = Array(Array(repeating: [iac, `do`, 6], count: 600).joined())
        #expect(decode(marks).signals.count { $0 == .timingMark } == 600)
        #expect(decode(marks).signals.count { $0 == .negotiation } == 1)
    }

    // MARK: - Subnegotiation

    @Test("a subnegotiation may be long, and nothing of it is kept")
    func longSubnegotiation() {
        for count in [4_095, 4_096, 4_097, 100_000] {
            let long = [iac, sb, 24] + Array(repeating: UInt8(ascii: "x"), count: count) + [iac, se, 33]
            #expect(decode(long).text == [33])
            #expect(decode(long).answers == ask)
        }
        #expect(decode([iac, sb] + Array(repeating: 10, count: 1_000)).text == [])
    }

    @Test("one without its end is over at the first end of a line after 4 KiB")
    func endlessSubnegotiation() {
        let filler = Array(repeating: UInt8(ascii: "x"), count: 4_095)
        for end in ["\n", "\r\n", "\r\0"] {
            let sent = Array("half ".utf8) + [iac, sb] + filler + Array("\nx\(end)whole\(end)".utf8)
            let ends = end == "\r\0" ? "\n" : end
            #expect(decode(sent).text == Array("half \(ends)whole\(ends)".utf8), "\(Array(end.utf8))")
            for cut in (sent.count - 14)..<sent.count {
                #expect(decode(Array(sent[..<cut]), Array(sent[cut...])).text == decode(sent).text, "cut at \(cut)")
            }
        }
        // It begins anew with the next one.
        let twice = [iac, sb] + filler + [iac, se, iac, sb] + filler + [10, 97]
        #expect(decode(twice).text == [])
    }

    @Test("one without its end is over after 10 s", arguments: [[iac, sb, 24], [iac, sb, 24, iac], [iac, sb]])
    func oldSubnegotiation(begun: [UInt8]) {
        let second: Int64 = 1_000_000
        for (elapsed, text) in [(10 * second - 1, ""), (10 * second, "hello\n"), (1_000 * second, "hello\n")] {
            var decoder = TelnetDecoder()
            var output = Output()
            output.take(begun, by: &decoder, at: 5 * second)
            output.take("hello\n".utf8, by: &decoder, at: 5 * second + elapsed)
            #expect(output.text == Array(text.utf8), "after \(elapsed)")
        }
    }

    // MARK: - Ends of lines

    @Test("a CR at the end waits for what follows")
    func pendingReturn() {
        #expect(decode([104, 13]).text == [104])
        #expect(decode([104, 13], [0]).text == [104, 10])
        #expect(decode([104, 13], [10]).text == [104, 13, 10])
        #expect(decode([104, 13], [105]).text == [104, 13, 105])
    }

    @Test("CR ends each line of a peer that has no LF, from where that is known")
    func returnsAlone() {
        for (before, decoded) in [("", ""), ("one", "one"), ("one\r", "one\n"), ("\r", "\n")] {
            var decoder = TelnetDecoder()
            var output = Output()
            output.take(before.utf8, by: &decoder)
            #expect(decoder.holdsReturn == (before.utf8.last == 13))
            var end: [UInt8] = []
            decoder.endLinesAtReturns(&end)
            output.append(end)
            #expect(output.text == Array(decoded.utf8))
            #expect(!decoder.holdsReturn && !decoder.hasSpoken)
            let sent = Array("two\rthree\r\rfour\r\nfive\r\0six\n\rseven\n\n".utf8)
            for cut in 0...sent.count {
                var (decoder, output) = (decoder, Output())
                output.take(sent[..<cut], by: &decoder)
                output.take(sent[cut...], by: &decoder)
                #expect(output == Output("two\nthree\n\nfour\nfive\nsix\n\nseven\n\n"), "cut at \(cut)")
            }
        }
        // An LF or a NUL that comes late.
        for late in ["\n", "\0"] {
            var decoder = TelnetDecoder()
            var output = Output()
            output.take("one\r".utf8, by: &decoder)
            var end: [UInt8] = []
            decoder.endLinesAtReturns(&end)
            output.append(end)
            output.take((late + "two\r").utf8, by: &decoder)
            #expect(output == Output("one\ntwo\n"))
        }
    }

    // MARK: - What telnet has spoiled

    @Test(
        "characters that lack bytes",
        arguments: [
            (Array("хорошо".utf8.filter { $0 != 0x85 }), true), (Array("м Нет".utf8.filter { $0 != 0x9D }), true),
            (Array("e “n”".utf8.dropLast()), true), (Array("хорошо".utf8), false), (Array("ascii".utf8), false),
            ([0xD1], false), ([0xD1, 0xD0, 0xBE], true), ([0xD1, 0xD0, 0xBE, 0x80], false),
            ([0xD0, 0xBE, 0xFF], false),
            (Array("caf\u{E9} \u{E0} la".unicodeScalars.map { UInt8($0.value) }), false), ([], false),
            ([0xF0, 0x9F, 0x98, 0xC3, 0xA9], true),
        ] as [([UInt8], Bool)])
    func lacksBytes(line: [UInt8], lacks: Bool) {
        #expect(line.withUnsafeBytes { TelnetDecoder.lacksBytes($0) } == lacks)
    }

    @Test("a peer of which a line was spoiled is asked for BINARY, and its terminal set anew, once")
    func recovery() {
        let anew: [UInt8] = [iac, will, 0, iac, wont, 0]
        var silent = TelnetDecoder()
        #expect(silent.recover() == ask + anew)
        #expect(silent.recover() == [])
        var output = Output()
        // Its answers, of Debian's telnet: there is nothing more to ask.
        output.take([iac, will, 0, iac, `do`, 0, iac, dont, 0] + Array("a\rb\n".utf8), by: &silent)
        #expect(output == Output("a\nb\n", answers: [iac, wont, 0]))
        var spoken = TelnetDecoder()
        output.take([iac, 241, iac, wont, 0], by: &spoken)
        #expect(spoken.recover() == anew)
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
                let piece = rest.prefix(1 + random.below(7))
                rest = rest.dropFirst(piece.count)
                pieces.take(piece, by: &decoder)
            }
            #expect(decode(sent) == pieces)
            #expect(pieces.answers.count.isMultiple(of: 3))
            _ = erase(pieces.text)
        }
    }
}

@Suite struct TelnetSnapshotTests {
    private static let stream: [UInt8] = [
        65, 13, 0, iac, `do`, 1, iac, will, 3, iac, sb, 24, 1, iac, iac, iac, se, 66, 13, 10, iac, `do`, 1, iac, `do`,
        6,
        67, iac, 246, 0xD1, iac, 244, iac, will, 0, 68, 13, 69, 13, 10, 70, iac, wont, 0, 71, 13, 10,
    ]

    /// Another decoder goes on at any byte, and nobody notices.
    @Test(arguments: [false, true]) func anywhere(returnsAlone: Bool) throws {
        var first = TelnetDecoder()
        if returnsAlone {
            var end: [UInt8] = []
            first.endLinesAtReturns(&end)
        }
        let whole = try decoded(by: first, restoredAt: nil)
        for cut in 0...Self.stream.count {
            #expect(try decoded(by: first, restoredAt: cut) == whole, "at \(cut)")
        }
    }

    /// Where it is in a subnegotiation, by bytes and by time, and whether it has recovered.
    @Test func subnegotiations() throws {
        var decoder = TelnetDecoder()
        _ = decoder.recover()
        var output = Output()
        output.take([iac, sb] + Array(repeating: 65, count: 4_096), by: &decoder, at: 7)
        var byBytes = try #require(TelnetDecoder(snapshot: decoder.snapshot))
        #expect(byBytes.recover() == [])
        output.take([65, 10, 66, 10], by: &byBytes, at: 8)
        #expect(output.text == [10, 66, 10])
        var byTime = try #require(TelnetDecoder(snapshot: decoder.snapshot))
        output = Output()
        output.take([66, 10], by: &byTime, at: 10_000_007)
        #expect(output.text == [66, 10])
    }

    /// Of a program that refused each option once, and remembered which.
    @Test func theFirstForm() throws {
        var decoder = try #require(TelnetDecoder(snapshot: [4, 0, 2, 1, 3, 1, 31]))
        var output = Output()
        output.take([24, iac, se, 65, iac, `do`, 1], by: &decoder)
        #expect(output == Output("A", answers: [iac, wont, 1]))
        var held = try #require(TelnetDecoder(snapshot: [1, 0, 0, 0]))
        output = Output()
        output.take([0], by: &held)
        #expect(output == Output("\n"))
    }

    @Test func whatIsNoSnapshot() {
        let good = TelnetDecoder().snapshot
        #expect(TelnetDecoder(snapshot: good) != nil)
        var bad: [[UInt8]] = [[], [0], [0, 0, 0], [6, 0, 0, 0], [15, 0, 0, 0], [200] + good.dropFirst(), good + [0]]
        bad.append(good.dropLast())
        for (index, value) in [(0, 17), (0, 22), (2, 64), (3, 3), (4, 3), (5, 4)] as [(Int, UInt8)] {
            var other = good
            other[index] = value
            bad.append(other)
        }
        for bytes in bad { #expect(TelnetDecoder(snapshot: bytes) == nil, "\(bytes)") }
    }

    private func decoded(by first: TelnetDecoder, restoredAt cut: Int?) throws -> Output {
        var decoder = first
        var output = Output()
        for (index, byte) in Self.stream.enumerated() {
            if index == cut { decoder = try #require(TelnetDecoder(snapshot: decoder.snapshot)) }
            output.take([byte], by: &decoder)
        }
        return output
    }
}
