import ChatCore

/// Why a handover can't be read.
struct HandoverError: Error, Hashable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Reads values from the form of a handover. Whatever the bytes are, it never reads past their end.
struct HandoverReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) {
        rest = Array(bytes)[...]
    }

    private init(slice: ArraySlice<UInt8>) {
        rest = slice
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next record. Its kind is nil if it is one that only newer programs know.
    mutating func record() throws(HandoverError) -> (kind: HandoverRecord?, payload: HandoverReader) {
        let kind = try byte()
        return (HandoverRecord(rawValue: kind), HandoverReader(slice: try slice()))
    }

    mutating func byte() throws(HandoverError) -> UInt8 {
        guard let byte = rest.popFirst() else { throw HandoverError("it is cut off") }
        return byte
    }

    mutating func number() throws(HandoverError) -> UInt64 {
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

    mutating func signed() throws(HandoverError) -> Int64 {
        let number = try number()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    /// A time, bounded so that the difference of two times fits a number.
    mutating func time() throws(HandoverError) -> Int64 {
        let time = try signed()
        guard HubSnapshot.bounds.contains(time) else { throw HandoverError("a time is out of its bounds") }
        return time
    }

    /// A number that fits.
    mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws(HandoverError) -> Value {
        guard let value = Value(exactly: try signed()) else { throw HandoverError("a number is out of its bounds") }
        return value
    }

    mutating func flag() throws(HandoverError) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw HandoverError("a flag is neither yes nor no")
        }
    }

    mutating func text() throws(HandoverError) -> [UInt8] { Array(try slice()) }

    mutating func string() throws(HandoverError) -> String {
        guard let string = String(validating: try slice(), as: UTF8.self) else {
            throw HandoverError("a text is not UTF-8")
        }
        return string
    }

    mutating func optional<Value>(
        _ body: (inout HandoverReader) throws(HandoverError) -> Value
    ) throws(HandoverError) -> Value? {
        try flag() ? try body(&self) : nil
    }

    mutating func list<Value>(
        _ body: (inout HandoverReader) throws(HandoverError) -> Value
    ) throws(HandoverError) -> [Value] {
        let count = try number()
        // Each value takes at least a byte, so a wrong count can't ask for much memory.
        guard count <= UInt64(rest.count) else { throw HandoverError("a list is cut off") }
        var values: [Value] = []
        values.reserveCapacity(Int(count))
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }

    private mutating func slice() throws(HandoverError) -> ArraySlice<UInt8> {
        let count = try number()
        guard count <= UInt64(rest.count) else { throw HandoverError("it is cut off") }
        defer { rest = rest.dropFirst(Int(count)) }
        return rest.prefix(Int(count))
    }
}
