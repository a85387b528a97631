/// Writes values in the form of a handover: numbers as LEB128 (seven bits a byte, lowest first), texts after their
/// length.
///
/// Values are in records with a kind and a length, so that a reader can skip what it does not know.
struct HandoverWriter {
    private(set) var bytes: [UInt8] = []

    mutating func record(_ kind: HandoverRecord, _ fill: (inout HandoverWriter) -> Void) {
        var payload = HandoverWriter()
        fill(&payload)
        bytes.append(kind.rawValue)
        put(payload.bytes)
    }

    mutating func put(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Writes a number of either sign; the sign is the lowest bit (zigzag).
    mutating func put(_ number: Int64) {
        put(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    mutating func put(_ number: Int) { put(Int64(number)) }

    mutating func put(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func put(_ text: some Collection<UInt8>) {
        put(UInt64(text.count))
        bytes += text
    }

    mutating func put(_ text: String) { put(Array(text.utf8)) }

    mutating func put<Value>(_ value: Value?, _ body: (inout HandoverWriter, Value) -> Void) {
        put(value != nil)
        if let value { body(&self, value) }
    }

    mutating func put<Value>(_ values: [Value], _ body: (inout HandoverWriter, Value) -> Void) {
        put(UInt64(values.count))
        for value in values { body(&self, value) }
    }
}
