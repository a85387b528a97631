import Glibc
import Testing

@testable import Libevent

/// Takes `!` and the byte after it out.
private final class Escapes: PlainDecoder {
    private var isInEscape = false
    private(set) var calls = 0
    private(set) var escaped: [UInt8] = []

    override func decode(_ bytes: UnsafeRawBufferPointer, into lines: inout [UInt8]) -> Int {
        calls += 1
        for byte in bytes {
            if isInEscape {
                escaped.append(byte)
                isInEscape = false
            } else if byte == escape {
                isInEscape = true
            } else {
                lines.append(byte)
            }
        }
        return bytes.count
    }
}

/// Stops at each `!`, and notes it when the lines before it were reported.
private final class Stops: PlainDecoder {
    var note: () -> Void = {}
    private var isDue = false

    override func decode(_ bytes: UnsafeRawBufferPointer, into lines: inout [UInt8]) -> Int {
        let text = bytes.prefix { $0 != escape }
        lines += text
        isDue = text.count < bytes.count
        return text.count + (isDue ? 1 : 0)
    }

    override func linesWereReported() {
        if isDue { note() }
        isDue = false
    }
}

/// Knows what it sees by its first byte but an `a`, for which it takes two.
private final class Beginnings: PlainDecoder {
    private(set) var seen: [String] = []

    override func look(atBeginning bytes: UnsafeRawBufferPointer) -> InputBeginning {
        seen.append(String(decoding: bytes, as: UTF8.self))
        guard let first = bytes.first(where: { $0 != UInt8(ascii: "\n") }) else { return .open }
        return first == UInt8(ascii: "a") && bytes.last == first ? .undecided : .known
    }
}

/// Makes LF of CR, once it is told to.
private final class Returns: PlainDecoder {
    private(set) var isTold = false

    override func decode(_ bytes: UnsafeRawBufferPointer, into lines: inout [UInt8]) -> Int {
        lines += bytes.map { isTold && $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }
        return bytes.count
    }

    override func endLinesAtReturns(_ lines: inout [UInt8]) { isTold = true }
}

@Suite struct DecoderTests {
    /// Sends the parts, each read in turns of its own, and then the end.
    private func lines(of parts: [ArraySlice<UInt8>], by decoder: Escapes) throws -> [String] {
        let wired = try Wired()
        wired.connection.decoder = decoder
        for part in parts where !part.isEmpty {
            wired.send(part)
            let mark = try Libevent.Timer(on: wired.loop) { wired.loop.stop() }
            mark.schedule(after: .zero)
            wired.loop.run()
        }
        return wired.lines(of: [])
    }

    @Test func isNotAskedWithoutAnEscape() throws {
        let decoder = Escapes()
        #expect(try lines(of: [Array("one\ntwo\n".utf8)[...]], by: decoder) == ["line one", "line two"])
        #expect(decoder.calls == 0)
    }

    /// Every cut of a stream into two reads, and a cut at every byte, yields the same.
    @Test func cutsChangeNothing() throws {
        let long = String(repeating: "y", count: 70)
        let sample = Array("plain\npart!Aial\r\n!B\(long)!C\n!!tail\r!D\n!Elast\nun!Fended".utf8)
        let expected = ["line plain", "line partial", "too long", "line tail", "line last"]
        func check(_ parts: [ArraySlice<UInt8>], _ what: String) throws {
            let decoder = Escapes()
            #expect(try lines(of: parts, by: decoder) == expected, "\(what)")
            #expect(String(decoding: decoder.escaped, as: UTF8.self) == "ABC!DEF", "\(what)")
        }
        for cut in 0...sample.count { try check([sample[..<cut], sample[cut...]], "cut at \(cut)") }
        try check(sample.indices.map { sample[$0...$0] }, "byte by byte")
    }

    /// A pause in the midst of decoded lines keeps the rest, and their order.
    @Test func pausedInputWaits() throws {
        let wired = try Wired()
        let decoder = Escapes()
        wired.connection.decoder = decoder
        wired.onEvent = { [loop = wired.loop] connection, event in
            guard case .line = event else { return }
            connection.pauseInput()
            loop.stop()
        }
        wired.send("!Aone\ntwo\nthree\n".utf8)
        wired.loop.run()
        #expect(wired.log == ["line one"])
        wired.send("four\n".utf8)
        wired.connection.resumeInput()
        #expect(wired.log == ["line one", "line two"])
        wired.connection.resumeInput()
        wired.connection.resumeInput()
        #expect(wired.log == ["line one", "line two", "line three"])
        wired.loop.run()
        #expect(wired.log.last == "line four")
    }

    private func turn(_ wired: Wired) throws {
        let mark = try Libevent.Timer(on: wired.loop) { wired.loop.stop() }
        mark.schedule(after: .zero)
        wired.loop.run()
    }

    /// What stands between lines is done between them, though all came in one read.
    @Test(arguments: [false, true]) func stopsBetweenLines(pauses: Bool) throws {
        let wired = try Wired()
        let decoder = Stops()
        wired.connection.decoder = decoder
        var order: [String] = []
        decoder.note = { [unowned wired] in
            order.append("stop")
            if pauses { wired.connection.pauseInput() }
        }
        wired.onEvent = { connection, event in
            guard case .line(let bytes) = event else { return }
            order.append(String(decoding: bytes, as: UTF8.self))
            if pauses { connection.pauseInput() }
        }
        wired.send("one\n!two\nth!!ree\n!four\n".utf8)
        try turn(wired)
        if pauses {
            for count in 1...7 {
                #expect(order.count == count)
                wired.connection.resumeInput()
            }
        }
        #expect(order == ["one", "stop", "two", "stop", "stop", "three", "stop", "four"])
    }

    /// What can't be told from so few bytes waits for more, and is not reported meanwhile.
    @Test func beginnings() throws {
        let wired = try Wired()
        let decoder = Beginnings()
        wired.connection.decoder = decoder
        for (sent, seen, reported) in [
            ("\n", "\n", ["line "]), ("\n\na", "\n\na", ["line "]),
            ("b\nc\n", "\n\nab\nc\n", ["line ", "line ", "line ", "line ab", "line c"]),
            ("a", "\n\nab\nc\n", ["line ", "line ", "line ", "line ab", "line c"]),
        ] {
            wired.send(sent.utf8)
            try turn(wired)
            #expect(decoder.seen.last == seen)
            #expect(wired.log == reported)
        }
        #expect(decoder.seen.count == 3)
        // What it began with is undecided still when it ends.
        let other = try Wired()
        other.connection.decoder = decoder
        #expect(try other.lines(of: "a".utf8) == [])
    }

    /// A CR that nothing follows for a moment ends a line, where no LF ever did.
    @Test func returnsAlone() throws {
        let wired = try Wired()
        let decoder = Returns()
        wired.connection.decoder = decoder
        wired.onEvent = { [loop = wired.loop] _, event in if case .line = event { loop.stop() } }
        wired.send("one\rtwo\r".utf8)
        try turn(wired)
        #expect(wired.log == [] && !decoder.isTold)
        wired.loop.run()
        #expect(wired.log == ["line one", "line two"] && decoder.isTold)
        wired.send("three\rfour\r".utf8)
        wired.loop.run()
        #expect(wired.log.suffix(2) == ["line three", "line four"])
        #expect(wired.connection.firstLineEnd == .feed)
    }

    @Test(arguments: [
        ("one\n", "two\r", ["line one"]), ("one\r", "\ntwo\r", ["line one"]), ("one\r\0", "x\n", ["line one\r\0x"]),
        ("one\r", "two\n", ["line one\rtwo"]),
    ])
    func whoHasSentAFeedIsNotWaitedFor(_ first: String, _ second: String, _ expected: [String]) throws {
        let wired = try Wired()
        let decoder = Returns()
        wired.connection.decoder = decoder
        wired.send(first.utf8)
        try turn(wired)
        wired.send(second.utf8)
        try turn(wired)
        let mark = try Libevent.Timer(on: wired.loop) { [unowned loop = wired.loop] in loop.stop() }
        mark.schedule(after: LineConnection.feedTime * 2)
        wired.loop.run()
        #expect(wired.log == expected && !decoder.isTold)
        #expect(
            wired.connection.firstLineEnd == (first.hasSuffix("\r") && second.hasPrefix("\n") ? .returnAndFeed : .feed))
    }
}
