/// Reads what `RecordWriter` wrote. Whatever the bytes are, it never reads past their end.
package struct RecordReader {
    private var rest: ArraySlice<UInt8>

    package init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    package init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    /// Nothing is left: what a newer version writes here was not written.
    package var isAtEnd: Bool { rest.isEmpty }

    /// Takes all that is left.
    package mutating func remainder() -> ArraySlice<UInt8> {
        defer { rest = [] }
        return rest
    }

    package mutating func byte() throws(HandoverError) -> UInt8 {
        guard let byte = rest.popFirst() else { throw HandoverError("it is cut off") }
        return byte
    }

    /// Reads a record, and passes over what a newer version put at its end.
    package mutating func record<Value>(
        _ body: (inout RecordReader) throws(HandoverError) -> Value
    ) throws(HandoverError) -> Value {
        guard rest.count >= 4 else { throw HandoverError("it is cut off") }
        let count = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(4)
        var record = RecordReader(try bytes(count))
        return try body(&record)
    }

    /// Reads how many there are, and a record of each.
    package mutating func records<Value>(
        _ body: (inout RecordReader) throws(HandoverError) -> Value
    ) throws(HandoverError) -> [Value] {
        try list { reader throws(HandoverError) in try reader.record(body) }
    }

    package mutating func number() throws(HandoverError) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try byte()
            let bits = UInt64(byte & 0x7F)
            guard shift < 63 || bits <= 1 else { break }
            number |= bits << shift
            if byte & 0x80 == 0 { return number }
        }
        throw HandoverError("a number is too large")
    }

    package mutating func signed() throws(HandoverError) -> Int64 {
        let number = try number()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    /// Reads a signed number that fits.
    package mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws(HandoverError) -> Value {
        guard let value = Value(exactly: try signed()) else { throw HandoverError("a number is out of its bounds") }
        return value
    }

    package mutating func flag() throws(HandoverError) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw HandoverError("a flag is neither yes nor no")
        }
    }

    package mutating func text() throws(HandoverError) -> [UInt8] { Array(try slice()) }

    package mutating func string() throws(HandoverError) -> String {
        guard let string = String(validating: try slice(), as: UTF8.self) else {
            throw HandoverError("a text is not UTF-8")
        }
        return string
    }

    package mutating func optional<Value>(
        _ body: (inout RecordReader) throws(HandoverError) -> Value
    ) throws(HandoverError) -> Value? {
        try flag() ? try body(&self) : nil
    }

    package mutating func list<Value>(
        _ body: (inout RecordReader) throws(HandoverError) -> Value
    ) throws(HandoverError) -> [Value] {
        let count = try number()
        // Each value takes at least a byte, so a wrong count can't ask for much memory.
        guard count <= UInt64(rest.count) else { throw HandoverError("a list is cut off") }
        var values: [Value] = []
        values.reserveCapacity(Int(count))
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }

    /// Reads bytes after their length.
    package mutating func slice() throws(HandoverError) -> ArraySlice<UInt8> {
        let count = try number()
        guard let count = Int(exactly: count) else { throw HandoverError("it is cut off") }
        return try bytes(count)
    }

    private mutating func bytes(_ count: Int) throws(HandoverError) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw HandoverError("it is cut off") }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
