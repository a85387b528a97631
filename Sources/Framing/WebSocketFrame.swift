/// The frames of a server (RFC 6455, section 5): none is masked, and each is a whole message.
package enum WebSocketFrame {
    /// What a frame is.
    package enum Opcode: UInt8, Hashable, Sendable {
        case text = 1
        case binary = 2
        case close = 8
        case ping = 9
        case pong = 10
    }

    /// Bytes of a reason for closing at most: a control frame has 125, two of them for the code.
    package static let reasonBytes = 123

    /// How many bytes come before so many.
    package static func headLength(of length: Int) -> Int { length <= 125 ? 2 : length <= 0xFFFF ? 4 : 10 }

    /// The bytes that come before so many.
    package static func head(_ opcode: Opcode, length: Int) -> [UInt8] {
        let first = 0x80 | opcode.rawValue
        if length <= 125 { return [first, UInt8(length)] }
        if length <= 0xFFFF { return [first, 126, UInt8(length >> 8), UInt8(length & 0xFF)] }
        return [first, 127] + withUnsafeBytes(of: UInt64(length).bigEndian) { Array($0) }
    }

    /// A ping, or a pong with what the ping held.
    package static func control(_ opcode: Opcode, _ payload: [UInt8] = []) -> [UInt8] {
        head(opcode, length: payload.count) + payload
    }

    /// - Parameter reason: a word for it, of `reasonBytes` at most.
    package static func close(_ code: UInt16, _ reason: String = "") -> [UInt8] {
        let payload = [UInt8(code >> 8), UInt8(code & 0xFF)] + reason.utf8.prefix(reasonBytes)
        return head(.close, length: payload.count) + payload
    }

    /// Whether a close frame may have that code (section 7.4; 1012 to 1014 are registered since).
    package static func mayBeSent(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }

    /// Where the frame ends that has the byte at an offset, in bytes that begin with one; behind all of them where it is cut.
    package static func end(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
        var end = 0
        while end <= offset {
            guard let length = length(of: UnsafeRawBufferPointer(rebasing: bytes[end...])),
                length <= bytes.count - end
            else { return bytes.count }
            end += length
        }
        return end
    }

    /// Takes frames apart that a server has written.
    /// - Returns: what each holds, in their order; of one that is cut, nothing.
    package static func units(in bytes: [UInt8]) -> [(opcode: Opcode?, payload: ArraySlice<UInt8>)] {
        var units: [(opcode: Opcode?, payload: ArraySlice<UInt8>)] = []
        var start = 0
        while start < bytes.count,
            let length = bytes.withUnsafeBytes({ length(of: UnsafeRawBufferPointer(rebasing: $0[start...])) }),
            length <= bytes.count - start
        {
            let head = bytes[start + 1] == 127 ? 10 : bytes[start + 1] == 126 ? 4 : 2
            units.append((Opcode(rawValue: bytes[start] & 0x0F), bytes[start + head..<start + length]))
            start += length
        }
        return units
    }

    /// Of the frame that bytes begin with, its head included; nil where that is cut.
    private static func length(of bytes: UnsafeRawBufferPointer) -> Int? {
        guard bytes.count >= 2 else { return nil }
        let size = bytes[1] == 127 ? 10 : bytes[1] == 126 ? 4 : 2
        guard bytes.count >= size else { return nil }
        if size == 2 { return 2 + Int(bytes[1] & 0x7F) }
        let length = (2..<size).reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[$1]) }
        return length < 1 << 32 ? size + Int(length) : nil
    }
}
