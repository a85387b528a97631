import TestSupport
import Testing

@testable import Libevent

/// Rotates letters, as a decoder does that needs each byte.
private final class Rotation: PlainDecoder {
    override func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) -> Int {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        text += bytes.map { letters.contains($0) ? ($0 - 97 + 13) % 26 + 97 : $0 }
        return bytes.count
    }
}

@Suite struct UnitTests {
    @Test("lines are the same however the stream is cut")
    func lines() throws {
        let sample = "one\r\ntwo\n\n\r\n" + String(repeating: "x", count: 70) + "\nth\rree\r\r\n\0\nlast\nunended"
        let expected = ["line one", "line two", "line ", "line ", "too long", "line th\rree\r", "line \0", "line last"]
        try Cuts.verify(Array(sample.utf8), yields: expected) { try Wired().reports(of: $0) }
    }

    @Test("units of so many bytes are the same however the stream is cut, whatever their bytes are")
    func lengthPrefixed() throws {
        let units: [[UInt8]] = [
            Array("hello\n".utf8), [], [10], [13, 10, 0, 255], Array(repeating: 10, count: 300), Array(0...255),
        ]
        try Cuts.verify(units.flatMap(LengthPrefixed.encoded), yields: units) { pieces in
            let wired = try Wired()
            let decoder = LengthPrefixed()
            decoder.begin(on: wired.connection)
            wired.onEvent = { decoder.take($1, of: $0) }
            _ = try wired.reports(of: pieces)
            return decoder.units
        }
    }

    @Test("lines that tell how many bytes follow, and those bytes, are the same however the stream is cut")
    func linesAndBytes() throws {
        let sample = Array("PING\r\nMSG 5\r\na\nb\r\nMSG 1\n\nPING\nMSG 9\nunended".utf8)
        let expected = [
            "line PING", "line MSG 5", "bytes a\nb\r\n", "line MSG 1", "bytes \n", "line PING", "line MSG 9",
        ]
        try Cuts.verify(sample, yields: expected) { pieces in
            let wired = try Wired()
            wired.onEvent = { connection, event in
                guard case .line(let line) = event, line.starts(with: Array("MSG ".utf8)) else { return }
                connection.expect(bytes: Int(line[4] - UInt8(ascii: "0")))
            }
            return try wired.reports(of: pieces)
        }
    }

    @Test("a decoder that a line asks for gets all behind that line")
    func decoderBehindALine() throws {
        let sample = Array("plain\nrotate\nuryyb\njbeyq\n".utf8)
        let expected = ["line plain", "line rotate", "line hello", "line world"]
        try Cuts.verify(sample, yields: expected) { pieces in
            let wired = try Wired()
            wired.onEvent = { connection, event in
                if case .line(let line) = event, line.elementsEqual("rotate".utf8) {
                    connection.decode(with: Rotation())
                }
            }
            return try wired.reports(of: pieces)
        }
    }

    @Test("more bytes than are read at once are one unit, and input may be paused at each")
    func manyBytes() throws {
        let wired = try Wired()
        wired.connection.expect(bytes: 50_000)
        wired.onEvent = { connection, event in
            guard case .bytes(let bytes) = event else { return }
            #expect(bytes.count == 50_000 && bytes.allSatisfy { $0 == 7 })
            connection.pauseInput()
        }
        wired.send(Array(repeating: 7, count: 50_000) + Array("line\n".utf8))
        for _ in 0..<20 where wired.log.isEmpty { try wired.turn() }
        #expect(wired.log.count == 1)
        wired.connection.resumeInput()
        try wired.turn()
        #expect(wired.log.count == 2 && wired.log.last == "line line")
    }

    /// With the last reference, too (ASan proves it).
    @Test func mayBeClosedWithinAUnit() throws {
        let wired = try Wired()
        wired.connection.expect(bytes: 2)
        wired.onEvent = { connection, _ in connection.close() }
        wired.send("abcd\n".utf8)
        try wired.turn()
        #expect(wired.log == ["bytes ab"])
    }
}
