import ChatCore
import Framing
import Testing

@testable import Dialects

/// Lines that are messages of a WebSocket.
@Suite struct FramedRenderingTests {
    private func framed(_ text: String, behind before: String = "", as opcode: WebSocketFrame.Opcode = .text) -> [UInt8]
    {
        let lines = ByteBuffer()
        lines.put(before)
        let start = lines.count
        lines.put(text)
        lines.frameLines(from: start, as: opcode)
        #expect(lines.bytes.starts(with: Array(before.utf8)))
        return Array(lines.bytes.dropFirst(start))
    }

    private func frame(_ text: String, _ opcode: WebSocketFrame.Opcode = .text) -> [UInt8] {
        WebSocketFrame.head(opcode, length: text.utf8.count) + text.utf8
    }

    @Test("A line is a message without its end", arguments: ["\n", "\r\n", ""]) func one(_ end: String) {
        for length in [1, 10, 125, 126, 266, 522, 65_535, 65_536] {
            let text = String(repeating: "x", count: length)
            #expect(framed(text + end, behind: "before\n") == frame(text))
        }
        #expect(framed("bytes" + end, as: .binary) == frame("bytes", .binary))
    }

    @Test("Several lines are as many messages, and an empty one is none") func several() {
        #expect(framed("a\nbc\r\n\n\r\nd\n", behind: "x") == frame("a") + frame("bc") + frame("d"))
        #expect(framed("").isEmpty && framed("\n").isEmpty && framed("\r\n").isEmpty)
    }

    @Test("Whoever reads frames reads the lines that others of their form read") func sameLines() {
        let event = Event(
            id: 7, time: 1_000_000, room: RoomName("tea"), .message(from: Nick("ann"), "hello"))
        for form in LineForm.all where !form.contains(.framed) {
            let (plain, framed) = (ByteBuffer(), ByteBuffer())
            form.append(event, isElsewhere: true, zone: 0, to: plain)
            form.union(.framed).append(event, isElsewhere: true, zone: 0, to: framed)
            let text = WebSocketFrame.units(in: Array(framed.bytes)).map { String(decoding: $0.payload, as: UTF8.self) }
            #expect(
                text == String(decoding: plain.bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
            )
        }
        let (plain, bytes) = (ByteBuffer(), ByteBuffer())
        IRCRendering(ReaderClass([]), server: "s").append(event, isElsewhere: false, zone: 0, to: plain)
        IRCRendering(ReaderClass([]), server: "s", framed: .binary)
            .append(event, isElsewhere: false, zone: 0, to: bytes)
        #expect(Array(bytes.bytes) == [0x82, UInt8(plain.count - 2)] + plain.bytes.dropLast(2))
    }

    @Test("What is not stored says so within its frame, and a pong stays what it is") func unstored() {
        let lines = ByteBuffer()
        let dialect = Dialect.line(LineDialect([.wire, .framed]))
        let pong = WebSocketFrame.control(.pong, [1, 2])
        dialect.putUnstored(frame("MSG 1 x") + pong + frame("OK 1 id=5"), into: lines)
        #expect(Array(lines.bytes) == pong + frame("MSG 1 x") + frame("OK 1 id=5 stored=0"))
    }
}
