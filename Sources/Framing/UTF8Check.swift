/// Whether bytes are UTF-8 (RFC 3629: no surrogates, nothing longer than it has to be), as they come, piece by piece.
struct UTF8Check: Hashable, Sendable {
    /// Bytes that the character under way still lacks.
    private(set) var lacking: UInt8 = 0
    /// What the next of them may be.
    private(set) var low: UInt8 = 0x80
    private(set) var high: UInt8 = 0xBF

    init() {}

    /// Goes on where another one was.
    /// - Returns: nil where none can be there.
    init?(lacking: UInt8, low: UInt8, high: UInt8) {
        let isAny = low == 0x80 && high == 0xBF
        let isFirst =
            switch (lacking, low, high) {
            case (2, 0xA0, 0xBF), (2, 0x80, 0x9F), (3, 0x90, 0xBF), (3, 0x80, 0x8F): true
            default: false
            }
        guard lacking <= 3, isAny || isFirst else { return nil }
        (self.lacking, self.low, self.high) = (lacking, low, high)
    }

    /// No character is under way.
    var isWhole: Bool { lacking == 0 }

    /// - Returns: the index of the first byte that can't be there.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var index = 0
        while index < bytes.count {
            if lacking == 0 {
                // Mostly it is ASCII.
                while index + 8 <= bytes.count,
                    bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                { index += 8 }
                guard index < bytes.count else { return nil }
                guard begin(bytes[index]) else { return index }
            } else {
                guard (low...high).contains(bytes[index]) else { return index }
                (low, high) = (0x80, 0xBF)
                lacking -= 1
            }
            index += 1
        }
        return nil
    }

    /// - Returns: whether a character may begin with this byte.
    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x80: break
        case 0xC2...0xDF: lacking = 1
        case 0xE0: (lacking, low) = (2, 0xA0)
        case 0xED: (lacking, high) = (2, 0x9F)
        case 0xE1...0xEF: lacking = 2
        case 0xF0: (lacking, low) = (3, 0x90)
        case 0xF4: (lacking, high) = (3, 0x8F)
        case 0xF1...0xF3: lacking = 3
        default: return false
        }
        return true
    }
}
