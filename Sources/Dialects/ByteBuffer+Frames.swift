import ChatCore
import Framing
import Glibc

extension ByteBuffer {
    /// Makes a message of a WebSocket of each line from an index on, without its end (RFC 6455). Lines that are empty are none.
    package func frameLines(from start: Int, as opcode: WebSocketFrame.Opcode) {
        guard count > start, let base = bytes.baseAddress else { return }
        // Mostly it is one line: what is behind its head is moved, once for all who read it.
        let feed = memchr(base + start, 0x0A, count - start)
        guard feed.map({ UnsafeRawPointer($0) == base + count - 1 }) ?? true else {
            return frameEach(from: start, as: opcode)
        }
        dropLineEnd(from: start)
        guard count > start else { return }
        insert(WebSocketFrame.head(opcode, length: count - start), at: start)
    }

    private func frameEach(from start: Int, as opcode: WebSocketFrame.Opcode) {
        let lines = Array(bytes[start...])
        truncate(to: start)
        for line in lines.split(separator: 0x0A) {
            let bare = line.last == 0x0D ? line.dropLast() : line
            guard !bare.isEmpty else { continue }
            append(WebSocketFrame.head(opcode, length: bare.count))
            bare.withUnsafeBytes { append($0) }
        }
    }

    private func dropLineEnd(from start: Int) {
        if count > start, bytes[count - 1] == 0x0A { truncate(to: count - 1) }
        if count > start, bytes[count - 1] == 0x0D { truncate(to: count - 1) }
    }
}

extension Dialect {
    /// The same as `putUnstored` of what is framed already: its lines are taken out of their frames, and framed anew. What is no line comes
    /// first.
    func putUnstored(framed bytes: [UInt8], as opcode: WebSocketFrame.Opcode, into lines: ByteBuffer) {
        var written: [UInt8] = []
        for unit in WebSocketFrame.units(in: bytes) {
            switch unit.opcode {
            case .text, .binary: written += unit.payload + [0x0A]
            case let other?: lines.append(WebSocketFrame.control(other, Array(unit.payload)))
            case nil: break
            }
        }
        let start = lines.count
        putUnstored(lines: written, into: lines)
        lines.frameLines(from: start, as: opcode)
    }
}
