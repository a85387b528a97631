/// A client's side of a WebSocket (RFC 6455): lines go out as messages, and come out of messages.
final class WebFrames {
    /// The opcode of messages: text, or bytes.
    private let opcode: UInt8
    private var arrived: [UInt8] = []
    /// A message is under way.
    private var isWithin = false
    /// The code and the words by which the server closed it.
    private(set) var closed: (code: Int, reason: String)?
    /// What pongs and pings of the server held.
    private(set) var pongs: [[UInt8]] = []
    private(set) var pings: [[UInt8]] = []

    init(opcode: UInt8 = 1) {
        self.opcode = opcode
    }

    /// A frame as clients send it.
    static func frame(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true) -> [UInt8] {
        let mask: [UInt8] = [0x12, 0x34, 0x56, 0x78]
        var bytes = [(isFinal ? 0x80 : 0) | opcode]
        switch payload.count {
        case ...125: bytes.append(0x80 | UInt8(payload.count))
        case ...0xFFFF: bytes += [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default: bytes += [0xFF] + withUnsafeBytes(of: UInt64(payload.count).bigEndian) { Array($0) }
        }
        return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
    }

    /// Each line is a message, and what is no whole line a part of one.
    func written(_ bytes: [UInt8]) -> [UInt8] {
        var frames: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n"))
            let line = Array(rest[..<(end ?? rest.endIndex)])
            frames += WebFrames.frame(isWithin ? 0 : opcode, line, isFinal: end != nil)
            isWithin = end == nil
            rest = rest[(end.map { $0 + 1 } ?? rest.endIndex)...]
        }
        return frames
    }

    /// - Returns: the lines of the messages that are whole.
    func read(_ bytes: [UInt8]) throws -> [UInt8] {
        arrived += bytes
        var lines: [UInt8] = []
        while let (opcode, payload) = try nextFrame() {
            switch opcode {
            case 1, 2:
                guard opcode == self.opcode, !payload.contains(UInt8(ascii: "\n")), closed == nil else {
                    throw HarnessFailure(
                        "the server sent a message of another kind, or with an LF in it, or after a close")
                }
                lines += payload + [UInt8(ascii: "\n")]
            case 8:
                let code = payload.count < 2 ? 1005 : Int(payload[0]) << 8 | Int(payload[1])
                closed = (code, String(decoding: payload.dropFirst(2), as: UTF8.self))
            case 9: pings.append(payload)
            case 10: pongs.append(payload)
            default: throw HarnessFailure("the server sent a frame of the opcode \(opcode)")
            }
        }
        return lines
    }

    private func nextFrame() throws -> (opcode: UInt8, payload: [UInt8])? {
        guard arrived.count >= 2 else { return nil }
        guard arrived[0] & 0xF0 == 0x80, arrived[1] & 0x80 == 0 else {
            throw HarnessFailure("the server sent no frame: \(shown(arrived.prefix(40)))")
        }
        let size = arrived[1] == 127 ? 8 : arrived[1] == 126 ? 2 : 0
        guard arrived.count >= 2 + size else { return nil }
        let length = size == 0 ? Int(arrived[1]) : arrived[2..<2 + size].reduce(0) { $0 << 8 | Int($1) }
        guard arrived.count >= 2 + size + length else { return nil }
        defer { arrived.removeFirst(2 + size + length) }
        return (arrived[0] & 0x0F, Array(arrived[(2 + size)..<(2 + size + length)]))
    }
}

extension ByteChannel {
    /// Asks for a WebSocket, and speaks in its frames from then on.
    /// - Parameter fields: more of the head.
    func shakeHands(path: String = "/ws", opcode: UInt8 = 1, _ fields: [String] = []) throws {
        try write(WebFrames.request(path: path, fields).utf8)
        let head = String(decoding: try take(through: "\r\n\r\n"), as: UTF8.self)
        guard head.hasPrefix("HTTP/1.1 101 ") else { throw HarnessFailure("no WebSocket was given: \(head)") }
        try speak(WebFrames(opcode: opcode))
    }
}

extension WebFrames {
    static func request(path: String = "/ws", host: String = "localhost", _ fields: [String] = []) -> String {
        let lines =
            [
                "GET \(path) HTTP/1.1", "Host: \(host)", "Upgrade: websocket", "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            ] + fields
        return lines.joined(separator: "\r\n") + "\r\n\r\n"
    }
}
