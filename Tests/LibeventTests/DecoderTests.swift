import Glibc
import Testing

@testable import Libevent

/// Takes `!` and the byte after it out.
private final class Escapes: InputDecoder {
    let escape = UInt8(ascii: "!")
    private var isInEscape = false
    private(set) var calls = 0
    private(set) var escaped: [UInt8] = []

    func decode(_ bytes: UnsafeRawBufferPointer, into lines: inout [UInt8]) {
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
    }
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
}
