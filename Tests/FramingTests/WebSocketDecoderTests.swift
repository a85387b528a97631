import TestSupport
import Testing

@testable import Framing

/// What became of a stream.
private struct Decoded: Equatable, CustomStringConvertible {
    enum Piece: Equatable {
        case text(String)
        case bytes([UInt8])
        case signal(WebSocketDecoder.Signal)
    }

    var pieces: [Piece] = []

    init(_ pieces: Piece...) { self.pieces = pieces }

    mutating func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        var whole = bytes
        switch pieces.last {
        case .text(let before): whole = Array(before.utf8) + bytes
        case .bytes(let before): whole = before + bytes
        case .signal, nil: return pieces.append(Decoded.piece(whole))
        }
        pieces[pieces.count - 1] = Decoded.piece(whole)
    }

    static func piece(_ bytes: [UInt8]) -> Piece {
        String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .bytes(bytes)
    }

    var description: String { "\(pieces)" }
}

@Suite("Frames of a WebSocket's client")
struct WebSocketDecoderTests {
    private static let most = 1 << 16

    private static func decoded(
        _ pieces: [[UInt8]], _ kind: WebSocketDecoder.Kind? = .text, isStrict: Bool = true, handsOver: Bool = false
    ) throws -> Decoded {
        var decoder = WebSocketDecoder(kind, isStrict: isStrict, maximumMessage: most)
        var decoded = Decoded()
        for piece in pieces {
            if handsOver {
                decoder = try #require(
                    WebSocketDecoder(snapshot: decoder.snapshot, maximumMessage: most), "\(decoder.snapshot)")
            }
            var rest = piece[...]
            while !rest.isEmpty {
                var text: [UInt8] = []
                let (taken, signal) = Array(rest).withUnsafeBytes { decoder.decode($0, into: &text) }
                decoded.append(text)
                if let signal { decoded.pieces.append(.signal(signal)) }
                #expect(taken > 0 && (signal != nil || taken == rest.count), "it stopped, and told nothing")
                rest = rest.dropFirst(taken)
            }
        }
        return decoded
    }

    private func expect(
        _ frames: [ClientFrame], _ expected: Decoded, _ kind: WebSocketDecoder.Kind? = .text,
        at place: SourceLocation = #_sourceLocation
    ) {
        let stream = frames.flatMap(\.bytes)
        do {
            if stream.count < 2_000 {
                try Cuts.verify(stream, yields: expected) { try WebSocketDecoderTests.decoded($0, kind) }
                try Cuts.verify(stream, yields: expected) {
                    try WebSocketDecoderTests.decoded($0, kind, handsOver: true)
                }
            } else {
                #expect(try WebSocketDecoderTests.decoded([stream], kind) == expected, sourceLocation: place)
                let halves = [Array(stream[..<1_000]), Array(stream[1_000...])]
                #expect(try WebSocketDecoderTests.decoded(halves, kind) == expected, sourceLocation: place)
            }
        } catch {
            Issue.record("\(error)", sourceLocation: place)
        }
    }

    private func expectFailure(
        _ code: UInt16, _ frames: ClientFrame..., behind text: String = "", at place: SourceLocation = #_sourceLocation
    ) {
        var expected = Decoded()
        expected.append(Array(text.utf8))
        expected.pieces.append(.signal(.failure(code)))
        // Nothing is made of what follows a fault.
        expect(frames + [.text("ignored")], expected, at: place)
    }

    // MARK: - Messages

    @Test("become lines, whatever their length", arguments: [0, 1, 7, 8, 9, 125, 126, 127, 128, 65_535, 65_536])
    func lengths(_ length: Int) {
        let text = String(repeating: "x", count: length)
        expect([.text(text), .text("y")], Decoded(.text("\(text)\ny\n")))
    }

    @Test("become lines once they are whole, in however many frames they come")
    func fragments() {
        expect([.text("a", isFinal: false), .more("b", isFinal: false), .more("c")], Decoded(.text("abc\n")))
        expect([.text("", isFinal: false), .more("", isFinal: false), .more("")], Decoded(.text("\n")))
        expect([.text("a", isFinal: false)], Decoded(.text("a")))
    }

    @Test("with ends of lines in them are several lines, and none gets a second end")
    func lines() {
        expect([.text("a\nb")], Decoded(.text("a\nb\n")))
        expect([.text("a\r\n"), .text("b")], Decoded(.text("a\r\nb\n")))
        expect([.text("a\n", isFinal: false), .more("")], Decoded(.text("a\n")))
        expect([.text("\n"), .text("")], Decoded(.text("\n\n")))
    }

    @Test("are unmasked by any mask", arguments: [[0, 0, 0, 0], [255, 255, 255, 255], [1, 2, 3, 4]] as [[UInt8]])
    func masks(_ mask: [UInt8]) {
        let text = "a text that is longer than a word of the machine"
        expect([ClientFrame(payload: Array(text.utf8), mask: mask)], Decoded(.text("\(text)\n")))
    }

    @Test("of bytes are taken where they are wanted, whatever they are")
    func binary() {
        let frame = ClientFrame(opcode: 2, payload: [0xFF, 0x00, 0x80])
        expect([frame], Decoded(.bytes([0xFF, 0x00, 0x80, 0x0A])), .binary)
        expect([.text("a")], Decoded(.signal(.failure(1003))), .binary)
        expectFailure(1003, frame)
    }

    @Test("are all of the kind of the first, where that decides")
    func undecided() {
        let bytes = ClientFrame(opcode: 2, payload: [65])
        expect([.text("a"), bytes], Decoded(.text("a\n"), .signal(.failure(1003))), nil)
        expect([bytes, bytes, .text("a")], Decoded(.text("A\nA\n"), .signal(.failure(1003))), nil)
    }

    @Test("are of any kind where that is no fault, and text alone has to be UTF-8")
    func mixed() throws {
        let bytes = ClientFrame(opcode: 2, payload: [0xE9])
        let frames = [ClientFrame.text("a"), bytes, .text("b")]
        for (kind, first) in [(nil, .text), (.binary, .binary)] as [(WebSocketDecoder.Kind?, WebSocketDecoder.Kind)] {
            var decoder = WebSocketDecoder(kind, isStrict: false, maximumMessage: WebSocketDecoderTests.most)
            var lines: [UInt8] = []
            let (_, signal) = frames.flatMap(\.bytes).withUnsafeBytes { decoder.decode($0, into: &lines) }
            #expect(signal == nil && decoder.kind == first && lines == [0x61, 0x0A, 0xE9, 0x0A, 0x62, 0x0A])
        }
        let stream = (frames + [ClientFrame(payload: [0xFF])]).flatMap(\.bytes)
        let expected = Decoded(.bytes([0x61, 0x0A, 0xE9, 0x0A, 0x62, 0x0A]), .signal(.failure(1007)))
        try Cuts.verify(stream, yields: expected) {
            try WebSocketDecoderTests.decoded($0, .text, isStrict: false, handsOver: true)
        }
    }

    // MARK: - Control frames

    @Test("Pings are told in their places, with what they hold")
    func pings() {
        for count in [0, 1, 125] {
            let payload = [UInt8](repeating: 0xAB, count: count)
            expect(
                [.text("a"), ClientFrame(opcode: 9, payload: payload), .text("b")],
                Decoded(.text("a\n"), .signal(.ping(payload)), .text("b\n")))
        }
        expect(
            [.text("a", isFinal: false), ClientFrame(opcode: 9, payload: [1]), .more("b")],
            Decoded(.text("a"), .signal(.ping([1])), .text("b\n")))
    }

    @Test("Pongs, and parts of a message that are empty, are told once there are many of them")
    func idle() {
        let pong = ClientFrame(opcode: 10, payload: [1, 2])
        expect([pong, .text("a"), pong], Decoded(.text("a\n")))
        let many = [ClientFrame](repeating: pong, count: WebSocketDecoder.idleFrames)
        expect(many + [pong, .text("a")], Decoded(.signal(.idle), .text("a\n")))
        let parts = [ClientFrame](repeating: .more("", isFinal: false), count: WebSocketDecoder.idleFrames)
        expect([.text("a", isFinal: false)] + parts + [.more("b")], Decoded(.text("a"), .signal(.idle), .text("b\n")))
    }

    @Test(
        "A close is told with its code",
        arguments: [1000, 1001, 1002, 1003, 1007, 1008, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999] as [UInt16])
    func close(_ code: UInt16) {
        expect([.text("a"), .close(code), .text("b")], Decoded(.text("a\n"), .signal(.close(code))))
        let longest = [UInt8](repeating: UInt8(ascii: "r"), count: 123)
        expect([.close(code, longest)], Decoded(.signal(.close(code))))
        expect([.close(code, Array("Grüße 🎈".utf8))], Decoded(.signal(.close(code))))
    }

    @Test("A close needs no code")
    func closeWithout() {
        expect([.close(), .text("b")], Decoded(.signal(.close(nil))))
        expect([.text("a", isFinal: false), .close()], Decoded(.text("a"), .signal(.close(nil))))
    }

    // MARK: - Faults

    @Test(
        "A close with a code that may not be sent is a fault",
        arguments: [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535] as [UInt16])
    func badCodes(_ code: UInt16) { expectFailure(1002, .close(code)) }

    @Test("Frames that can't be are faults")
    func faults() {
        expectFailure(1002, ClientFrame(payload: [65], mask: nil))
        for bit: UInt8 in [1, 2, 4, 7] { expectFailure(1002, ClientFrame(payload: [65], reserved: bit)) }
        for opcode: UInt8 in [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] {
            expectFailure(1002, ClientFrame(opcode: opcode))
            expectFailure(1002, ClientFrame(opcode: opcode, isFinal: false))
        }
        // A message within another, and a part of none.
        expectFailure(1002, .more("a"))
        expectFailure(1002, .text("a"), .more("b"), behind: "a\n")
        expectFailure(1002, .text("a", isFinal: false), .text("b"), behind: "a")
        // Control frames that are cut, or too long.
        for opcode: UInt8 in [8, 9, 10] {
            expectFailure(1002, ClientFrame(opcode: opcode, isFinal: false))
            expectFailure(1002, ClientFrame(opcode: opcode, payload: [UInt8](repeating: 65, count: 126)))
        }
        expectFailure(1002, ClientFrame(opcode: 8, payload: [3]))
    }

    @Test("Lengths of more bytes than they take, and negative ones, are faults")
    func longLengths() {
        for length in [0, 1, 125] { expectFailure(1002, ClientFrame(lengthBytes: 2, length: UInt64(length))) }
        for length in [0, 126, 65_535] { expectFailure(1002, ClientFrame(lengthBytes: 8, length: UInt64(length))) }
        expectFailure(1002, ClientFrame(length: 1 << 63))
        expectFailure(1002, ClientFrame(length: .max))
    }

    @Test("Messages that are too long are faults as soon as their heads tell")
    func tooBig() {
        expectFailure(1009, ClientFrame(length: 65_537))
        expectFailure(1009, ClientFrame(length: 1 << 63 - 1))
        let half = String(repeating: "x", count: 40_000)
        expectFailure(1009, .text(half, isFinal: false), .more(half), behind: half)
    }

    @Test("Text that is not UTF-8 is a fault at its first byte that is not")
    func invalidText() {
        let faults: [([UInt8], String)] = [
            ([0x80], ""), ([0x61, 0xFF], "a"), ([0xC0, 0xAF], ""), ([0xC1, 0x80], ""), ([0xE0, 0x9F, 0x80], ""),
            ([0xF0, 0x8F, 0x80, 0x80], ""), ([0xF4, 0x90, 0x80, 0x80], ""), ([0xF5], ""), ([0xFE], ""),
            // Surrogates.
            ([0xED, 0xA0, 0x80], ""), ([0xED, 0xBF, 0xBF], ""),
        ]
        for (bytes, before) in faults {
            var decoder = WebSocketDecoder(maximumMessage: WebSocketDecoderTests.most)
            var lines: [UInt8] = []
            let (_, signal) = ClientFrame(payload: bytes).bytes.withUnsafeBytes { decoder.decode($0, into: &lines) }
            #expect(signal == .failure(1007), "\(bytes)")
            #expect(lines.starts(with: Array(before.utf8)) && !lines.contains(0x0A))
        }
        // At the first byte of a second frame that can't be, though more is to come.
        expect(
            [
                ClientFrame(payload: [0x61, 0xE2, 0x82], isFinal: false),
                ClientFrame(opcode: 0, payload: [0x41, 0x42]),
            ],
            Decoded(.bytes([0x61, 0xE2, 0x82]), .signal(.failure(1007))))
        // Cut short by its end.
        expect([ClientFrame(payload: [0xE2, 0x82])], Decoded(.bytes([0xE2, 0x82]), .signal(.failure(1007))))
        expectFailure(1007, .close(1000, [0xE2, 0x82]))
    }

    @Test("Characters may be cut between frames")
    func cutCharacters() {
        let text = Array("κόσμε €🎈\u{10FFFF}\u{D7FF}\u{E000}".utf8)
        for cut in 0...text.count {
            expect(
                [
                    ClientFrame(payload: Array(text[..<cut]), isFinal: false),
                    ClientFrame(opcode: 0, payload: Array(text[cut...])),
                ], Decoded(.text(String(decoding: text, as: UTF8.self) + "\n")))
        }
    }

    // MARK: - State

    @Test("It is small, and keeps no byte of a message")
    func size() {
        #expect(MemoryLayout<WebSocketDecoder>.size < 100)
        var decoder = WebSocketDecoder(maximumMessage: WebSocketDecoderTests.most)
        var lines: [UInt8] = []
        let frame = ClientFrame.text(String(repeating: "secret", count: 50)).bytes
        _ = frame.dropLast().withUnsafeBytes { decoder.decode($0, into: &lines) }
        #expect(lines.count == 299)
        #expect(decoder.snapshot.count == 44)
        #expect(decoder.control.isEmpty)
    }

    @Test("A snapshot that can't be is none")
    func badSnapshots() {
        let good = WebSocketDecoder(maximumMessage: 100).snapshot
        #expect(WebSocketDecoder(snapshot: good, maximumMessage: 100) != nil)
        #expect(WebSocketDecoder(snapshot: [], maximumMessage: 100) == nil)
        #expect(WebSocketDecoder(snapshot: Array(good.dropLast()), maximumMessage: 100) == nil)
        for index in [0, 1, 2, 3, 4, 5, 6, 23, 39, 42] {
            var bad = good
            bad[index] = 0xEE
            #expect(WebSocketDecoder(snapshot: bad, maximumMessage: 100) == nil, "byte \(index)")
        }
    }
}

@Suite("Frames of a WebSocket's server")
struct WebSocketFrameTests {
    @Test("have the shortest heads", arguments: [(0, 2), (125, 2), (126, 4), (65_535, 4), (65_536, 10)])
    func heads(_ length: Int, _ expected: Int) {
        let head = WebSocketFrame.head(.text, length: length)
        #expect(head.count == expected && WebSocketFrame.headLength(of: length) == expected)
        #expect(head[0] == 0x81 && head[1] & 0x80 == 0)
    }

    @Test(
        "end where their heads say, be the length's byte an LF or not", arguments: [0, 10, 125, 126, 266, 522, 70_000])
    func ends(_ length: Int) {
        let unit = WebSocketFrame.head(.binary, length: length) + [UInt8](repeating: 0x0A, count: length)
        let bytes = unit + unit + unit.dropLast(1)
        bytes.withUnsafeBytes { bytes in
            for offset in [0, 1, unit.count - 1] {
                #expect(WebSocketFrame.end(in: bytes, at: offset) == unit.count)
            }
            #expect(WebSocketFrame.end(in: bytes, at: unit.count) == 2 * unit.count)
            #expect(WebSocketFrame.end(in: bytes, at: 2 * unit.count) == bytes.count)
        }
        let units = WebSocketFrame.units(in: bytes)
        #expect(units.count == 2 && units.allSatisfy { $0.opcode == .binary && $0.payload.count == length })
    }

    @Test("that close have a code and no more than may be")
    func close() {
        #expect(WebSocketFrame.close(1000) == [0x88, 2, 0x03, 0xE8])
        #expect(WebSocketFrame.close(1008, "idle") == [0x88, 6, 0x03, 0xF0] + Array("idle".utf8))
        #expect(WebSocketFrame.close(1011, String(repeating: "x", count: 200)).count == 127)
        #expect(WebSocketFrame.control(.pong, [1, 2]) == [0x8A, 2, 1, 2])
        #expect(WebSocketFrame.control(.ping) == [0x89, 0])
    }
}
