/// Frames as a client sends them (RFC 6455, section 5): masked, unless a test wants otherwise.
struct ClientFrame {
    var opcode: UInt8 = 1
    var payload: [UInt8] = []
    var isFinal = true
    /// The three bits that extensions use.
    var reserved: UInt8 = 0
    var mask: [UInt8]? = [0x37, 0xFA, 0x21, 0x3D]
    /// Of how many bytes the length is; nil: of as few as it takes.
    var lengthBytes: Int?
    /// What the head says; nil: so many bytes as there are.
    var length: UInt64?

    static func text(_ text: String, isFinal: Bool = true) -> ClientFrame {
        ClientFrame(payload: Array(text.utf8), isFinal: isFinal)
    }

    static func more(_ text: String, isFinal: Bool = true) -> ClientFrame {
        ClientFrame(opcode: 0, payload: Array(text.utf8), isFinal: isFinal)
    }

    static func close(_ code: UInt16? = nil, _ reason: [UInt8] = []) -> ClientFrame {
        ClientFrame(opcode: 8, payload: (code.map { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } ?? []) + reason)
    }

    var bytes: [UInt8] {
        let said = length ?? UInt64(payload.count)
        let size = lengthBytes ?? (said <= 125 ? 0 : said <= 0xFFFF ? 2 : 8)
        let short = size == 0 ? UInt8(said) : size == 2 ? 126 : 127
        var bytes = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode, (mask == nil ? 0 : 0x80) | short]
        bytes += withUnsafeBytes(of: said.bigEndian) { Array($0.suffix(size)) }
        guard let mask else { return bytes + payload }
        return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 & 3] }
    }
}
