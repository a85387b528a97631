import Glibc
import TestSupport
import Testing

@testable import Libevent

/// Takes `!` and the byte after it out.
private final class Escapes: PlainDecoder {
    private var isInEscape = false
    private(set) var calls = 0
    private(set) var escaped: [UInt8] = []

    override func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) -> Int {
        calls += 1
        for byte in bytes {
            if isInEscape {
                escaped.append(byte)
                isInEscape = false
            } else if byte == escape {
                isInEscape = true
            } else {
                text.append(byte)
            }
        }
        return bytes.count
    }
}

/// Stops at each `!`, and notes it when the lines before it were reported.
private final class Stops: PlainDecoder {
    var note: () -> Void = {}
    private var isDue = false

    override func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) -> Int {
        let plain = bytes.prefix { $0 != escape }
        text += plain
        isDue = plain.count < bytes.count
        return plain.count + (isDue ? 1 : 0)
    }

    override func unitsWereReported() {
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

    override func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) -> Int {
        text += bytes.map { isTold && $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }
        return bytes.count
    }

    override func endLinesAtReturns(_ text: inout [UInt8]) { isTold = true }
}

@Suite struct DecoderTests {
    @Test func isNotAskedWithoutAnEscape() throws {
        let decoder = Escapes()
        let wired = try Wired()
        wired.connection.gate = decoder
        #expect(wired.lines(of: "one\ntwo\n".utf8) == ["line one", "line two"])
        #expect(decoder.calls == 0)
    }

    @Test func cutsChangeNothing() throws {
        let long = String(repeating: "y", count: 70)
        let sample = Array("plain\npart!Aial\r\n!B\(long)!C\n!!tail\r!D\n!Elast\nun!Fended".utf8)
        let expected = ["line plain", "line partial", "too long", "line tail", "line last", "escaped ABC!DEF"]
        try Cuts.verify(sample, yields: expected) { pieces in
            let wired = try Wired()
            let decoder = Escapes()
            wired.connection.gate = decoder
            return try wired.reports(of: pieces) + ["escaped " + String(decoding: decoder.escaped, as: UTF8.self)]
        }
    }

    /// A pause in the midst of decoded lines keeps the rest, and their order.
    @Test func pausedInputWaits() throws {
        let wired = try Wired()
        let decoder = Escapes()
        wired.connection.gate = decoder
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

    /// What stands between lines is done between them, though all came in one read.
    @Test(arguments: [false, true]) func stopsBetweenLines(pauses: Bool) throws {
        let wired = try Wired()
        let decoder = Stops()
        wired.connection.gate = decoder
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
        try wired.turn()
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
        wired.connection.gate = decoder
        for (sent, seen, reported) in [
            ("\n", "\n", ["line "]), ("\n\na", "\n\na", ["line "]),
            ("b\nc\n", "\n\nab\nc\n", ["line ", "line ", "line ", "line ab", "line c"]),
            ("a", "\n\nab\nc\n", ["line ", "line ", "line ", "line ab", "line c"]),
        ] {
            wired.send(sent.utf8)
            try wired.turn()
            #expect(decoder.seen.last == seen)
            #expect(wired.log == reported)
        }
        #expect(decoder.seen.count == 3)
        // What it began with is undecided still when it ends.
        let other = try Wired()
        other.connection.gate = decoder
        #expect(try other.lines(of: "a".utf8).isEmpty)
    }

    /// A CR that nothing follows for a moment ends a line, where no LF ever did.
    @Test func returnsAlone() throws {
        let wired = try Wired()
        let decoder = Returns()
        wired.connection.gate = decoder
        wired.onEvent = { [loop = wired.loop] _, event in if case .line = event { loop.stop() } }
        wired.send("one\rtwo\r".utf8)
        try wired.turn()
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
        wired.connection.gate = decoder
        wired.send(first.utf8)
        try wired.turn()
        wired.send(second.utf8)
        try wired.turn()
        let mark = try Libevent.Timer(on: wired.loop) { [unowned loop = wired.loop] in loop.stop() }
        mark.schedule(after: LineConnection.feedTime * 2)
        wired.loop.run()
        #expect(wired.log == expected && !decoder.isTold)
        #expect(
            wired.connection.firstLineEnd == (first.hasSuffix("\r") && second.hasPrefix("\n") ? .returnAndFeed : .feed))
    }
}
