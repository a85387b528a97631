import Bytes

/// Takes a line's words from its front.
struct WireFields {
    private var left: UnsafeRawBufferPointer

    init(_ line: UnsafeRawBufferPointer) {
        left = line
    }

    /// The next word; nil at the end, and where the text begins.
    mutating func word() -> String? {
        peek().map { word in
            drop(word.count)
            return String(decoding: word, as: UTF8.self)
        }
    }

    /// The words before the first key.
    mutating func fields() -> [String] {
        var fields: [String] = []
        while let next = peek(), !next.contains(UInt8(ascii: "=")), let word = word() { fields.append(word) }
        return fields
    }

    /// The keys before the text. Words that are not keys are passed over, for a later version's sake.
    mutating func keys() -> WireKeys {
        var keys = WireKeys()
        while let word = peek() {
            if let equals = word.firstIndex(of: UInt8(ascii: "=")), equals > word.startIndex {
                keys.append(
                    String(decoding: word[..<equals], as: UTF8.self),
                    String(decoding: word[(equals + 1)...], as: UTF8.self))
            }
            drop(word.count)
        }
        return keys
    }

    /// All that follows ` :`; nil where nothing does.
    mutating func text() -> String? {
        while let word = peek() { drop(word.count) }
        guard left.first == UInt8(ascii: ":") else { return nil }
        defer { left = UnsafeRawBufferPointer(rebasing: left[left.endIndex...]) }
        return String(decoding: left.dropFirst(), as: UTF8.self)
    }

    mutating func id() -> Int64? {
        guard let word = word(), let id = Int64(word), id >= 0 else { return nil }
        return id
    }

    /// An RFC 3339 time in UTC, in microseconds since 1970.
    mutating func time() -> Int64? {
        guard let word = peek(), let time = Timestamp.microseconds(UnsafeRawBufferPointer(rebasing: word)) else {
            return nil
        }
        drop(word.count)
        return time
    }

    private func peek() -> Slice<UnsafeRawBufferPointer>? {
        guard let first = left.first, first != UInt8(ascii: ":") else { return nil }
        let word = left.prefix { $0 != UInt8(ascii: " ") }
        return word.isEmpty ? nil : word
    }

    /// Drops a word and the space behind it.
    private mutating func drop(_ count: Int) {
        left = UnsafeRawBufferPointer(rebasing: left[min(count + 1, left.count)...])
    }
}
