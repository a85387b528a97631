/// Writes values: numbers as LEB128 (seven bits a byte, lowest first), texts after their length, records after theirs.
///
/// What is one thing is written as a record, at every level: a later version may put more at its end, which an older reader passes over.
package struct RecordWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Writes a record: its length in four bytes, lowest first, and what `fill` writes.
    package mutating func record(_ fill: (inout RecordWriter) -> Void) {
        let start = bytes.count
        bytes += [0, 0, 0, 0]
        fill(&self)
        let length = UInt32(bytes.count - start - 4)
        for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(index))) }
    }

    /// Writes how many there are, and a record of each.
    package mutating func records<Value>(_ values: [Value], _ fill: (inout RecordWriter, Value) -> Void) {
        put(UInt64(values.count))
        for value in values { record { fill(&$0, value) } }
    }

    package mutating func put(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Writes a number of either sign; the sign is the lowest bit (zigzag).
    package mutating func put(_ number: Int64) {
        put(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    package mutating func put(_ number: Int) { put(Int64(number)) }

    package mutating func put(byte: UInt8) { bytes.append(byte) }

    package mutating func put(_ flag: Bool) { put(byte: flag ? 1 : 0) }

    package mutating func put(_ text: some Collection<UInt8>) {
        put(UInt64(text.count))
        bytes += text
    }

    package mutating func put(_ text: String) { put(text.utf8) }

    package mutating func put<Value>(_ value: Value?, _ body: (inout RecordWriter, Value) -> Void) {
        put(value != nil)
        if let value { body(&self, value) }
    }

    /// Writes values that will never be more than what they are: their number, and each of them.
    package mutating func put<Value>(_ values: [Value], _ body: (inout RecordWriter, Value) -> Void) {
        put(UInt64(values.count))
        for value in values { body(&self, value) }
    }
}
