import BenchSupport
import Testing

@Suite struct LoadFramesTests {
    private let answer = Array("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n".utf8)

    /// Takes bytes in pieces, and keeps what is left of each.
    private func lines(of bytes: [UInt8], in size: Int) -> [String]? {
        let frames = LoadFrames()
        var (lines, rest): ([String], [UInt8]) = ([], [])
        for start in stride(from: 0, to: bytes.count, by: size) {
            rest += bytes[start..<min(start + size, bytes.count)]
            let taken = rest.withUnsafeBytes { frames.take($0) { lines.append(String(decoding: $0, as: UTF8.self)) } }
            guard let taken else { return nil }
            rest.removeFirst(taken)
        }
        return rest.isEmpty ? lines : nil
    }

    @Test func messagesAreLinesHoweverTheyAreCut() {
        let long = String(repeating: "x", count: 300)
        let bytes =
            answer + [0x81, 2] + Array("ab".utf8) + [0x89, 1, 7, 0x81, 126, 1, 44] + Array(long.utf8) + [0x81, 0]
        for size in [1, 2, 3, 7, 1_000] { #expect(lines(of: bytes, in: size) == ["ab", long, ""], "\(size)") }
    }

    @Test func whatIsNoneIsTheEnd() {
        #expect(lines(of: Array("HTTP/1.1 403 Forbidden\r\n\r\n".utf8), in: 100) == nil)
        for frame: [UInt8] in [[0x88, 0], [0x82, 0], [0x01, 0], [0x81, 127]] {
            #expect(lines(of: answer + frame, in: 100) == nil, "\(frame)")
        }
    }

    @Test func linesGoOutMasked() {
        let frames = Array("ab\nc\n".utf8).withUnsafeBytes { LoadFrames.framed($0) }
        #expect(frames == [0x81, 0x82, 0x5A, 0xC3, 0x3C, 0xA5, 0x3B, 0xA1, 0x81, 0x81, 0x5A, 0xC3, 0x3C, 0xA5, 0x39])
    }
}
