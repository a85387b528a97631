/// Bytes that are no facts, or facts of a newer program.
package struct FactError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Reads what `FieldWriter` wrote, without a copy of texts: they are in the bytes that are read.
struct FieldReader {
    private(set) var rest: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Reads a record, which may have more at its end than is known.
    mutating func record() throws(FactError) -> FieldReader {
        guard rest.count >= 4 else { throw FactError("a fact is cut off") }
        let length = UInt32(littleEndian: rest.loadUnaligned(as: UInt32.self))
        take(4)
        return FieldReader(try bytes(UInt64(length)))
    }

    mutating func byte() throws(FactError) -> UInt8 {
        guard let byte = rest.first else { throw FactError("a fact is cut off") }
        take(1)
        return byte
    }

    mutating func unsigned() throws(FactError) -> UInt64 {
        var number: UInt64 = 0
        for place in 0..<10 {
            let byte = try byte()
            let bits = UInt64(byte & 0x7F)
            guard place < 9 || bits <= 1 else { break }
            number |= bits << UInt64(7 * place)
            if byte < 0x80 { return number }
        }
        throw FactError("a number is too long")
    }

    mutating func number() throws(FactError) -> Int64 {
        let zigzag = try unsigned()
        return Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
    }

    /// Bytes after their length.
    mutating func slice() throws(FactError) -> UnsafeRawBufferPointer {
        let count = try unsigned()
        return try bytes(count)
    }

    mutating func string() throws(FactError) -> String {
        let bytes = try slice()
        guard let text = String(validating: bytes, as: UTF8.self) else { throw FactError("a text is no UTF-8") }
        return text
    }

    mutating func array() throws(FactError) -> [UInt8] { Array(try slice()) }

    mutating func flag() throws(FactError) -> Bool {
        switch try byte() {
        case 0: return false
        case 1: return true
        default: throw FactError("what is or is not is neither")
        }
    }

    mutating func optionalNumber() throws(FactError) -> Int64? { try flag() ? try number() : nil }

    mutating func optionalString() throws(FactError) -> String? { try flag() ? try string() : nil }

    mutating func optionalSlice() throws(FactError) -> UnsafeRawBufferPointer? { try flag() ? try slice() : nil }

    private mutating func bytes(_ count: UInt64) throws(FactError) -> UnsafeRawBufferPointer {
        guard count <= UInt64(rest.count) else { throw FactError("a fact is cut off") }
        let bytes = UnsafeRawBufferPointer(rebasing: rest.prefix(Int(count)))
        take(Int(count))
        return bytes
    }

    private mutating func take(_ count: Int) {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
}
