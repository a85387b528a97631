/// Writes the fields of a fact: numbers as LEB128 (seven bits a byte, lowest first; the sign is the lowest bit), texts after their length,
/// and before what may be missing a byte, 0 or 1.
struct FieldWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    var count: Int { bytes.count }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Writes a record: its length in four bytes, lowest first, and what `fill` writes.
    @inline(__always)
    mutating func record(_ fill: (inout FieldWriter) -> Void) {
        let start = bytes.count
        bytes.append(0)
        bytes.append(0)
        bytes.append(0)
        bytes.append(0)
        fill(&self)
        let length = UInt32(bytes.count - start - 4)
        for place in 0..<4 { bytes[start + place] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(place))) }
    }

    /// Writes a record of what was put together already: its beginning, for whose length there are four bytes, a text, and zeros.
    mutating func record(_ head: borrowing FieldPiece, _ text: [UInt8], zeros: Int) {
        head.set(length: UInt32(head.count - 4 + text.count + zeros))
        bytes.append(contentsOf: head.bytes)
        bytes.append(contentsOf: text)
        bytes.append(contentsOf: repeatElement(0, count: zeros))
    }

    /// The same with fields behind the text.
    mutating func record(
        _ head: borrowing FieldPiece, _ text: [UInt8], _ tail: borrowing FieldPiece, zeros: Int
    ) {
        head.set(length: UInt32(head.count - 4 + text.count + tail.count + zeros))
        bytes.append(contentsOf: head.bytes)
        bytes.append(contentsOf: text)
        bytes.append(contentsOf: tail.bytes)
        bytes.append(contentsOf: repeatElement(0, count: zeros))
    }

    mutating func put(byte: UInt8) {
        bytes.append(byte)
    }

    mutating func put(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func put(_ number: Int64) {
        put(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    mutating func put(_ text: [UInt8]) {
        put(UInt64(text.count))
        bytes += text
    }

    mutating func put(_ text: String) {
        var text = text
        text.withUTF8 {
            put(UInt64($0.count))
            bytes += $0
        }
    }

    mutating func put(_ number: Int64?) {
        put(byte: number == nil ? 0 : 1)
        if let number { put(number) }
    }

    mutating func put(_ text: String?) {
        put(byte: text == nil ? 0 : 1)
        if let text { put(text) }
    }

    mutating func put(_ text: [UInt8]?) {
        put(byte: text == nil ? 0 : 1)
        if let text { put(text) }
    }
}

/// The first fields of a record, as `FieldWriter` writes them, in memory that has room for them: an array would look for each byte whether
/// it is its own, and large enough.
struct FieldPiece: ~Copyable {
    private let start: UnsafeMutablePointer<UInt8>
    private(set) var count = 0

    init(_ start: UnsafeMutablePointer<UInt8>) {
        self.start = start
    }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// Leaves room for so many bytes.
    mutating func put(bytes: Int) { count += bytes }

    /// Writes the first four bytes, lowest first.
    func set(length: UInt32) {
        for place in 0..<4 { start[place] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(place))) }
    }

    @inline(__always)
    mutating func put(byte: UInt8) {
        start[count] = byte
        count += 1
    }

    @inline(__always)
    mutating func put(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            put(byte: UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        put(byte: UInt8(rest))
    }

    @inline(__always)
    mutating func put(_ number: Int64) {
        put(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
    }

    mutating func put(_ text: UnsafeBufferPointer<UInt8>) {
        put(UInt64(text.count))
        guard let first = text.baseAddress else { return }
        (start + count).update(from: first, count: text.count)
        count += text.count
    }
}
