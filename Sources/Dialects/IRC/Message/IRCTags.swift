import ChatCore

/// The tags in front of a line, as they stand there (IRCv3, message tags).
package struct IRCTags: Sequence {
    /// Without the `@` and the space.
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    package var isEmpty: Bool { bytes.isEmpty }

    /// One tag. Its value is escaped yet; it is empty, too, where there is none.
    package struct Tag {
        package let key: UnsafeRawBufferPointer
        package let escaped: UnsafeRawBufferPointer

        /// Whether it is from client to client: the server passes it on.
        package var isClientOnly: Bool { key.first == UInt8(ascii: "+") }

        package var value: [UInt8] { IRCTagValue.unescaped(escaped) }
    }

    package struct Iterator: IteratorProtocol {
        fileprivate var left: UnsafeRawBufferPointer

        /// Tags without a proper key are passed over.
        package mutating func next() -> Tag? {
            while !left.isEmpty {
                let end = left.firstIndex(of: UInt8(ascii: ";")) ?? left.endIndex
                let tag = UnsafeRawBufferPointer(rebasing: left[..<end])
                left = UnsafeRawBufferPointer(rebasing: left[Swift.min(end + 1, left.endIndex)...])
                let mark = tag.firstIndex(of: UInt8(ascii: "=")) ?? tag.endIndex
                let key = UnsafeRawBufferPointer(rebasing: tag[..<mark])
                guard IRCTags.isKey(key) else { continue }
                return Tag(
                    key: key, escaped: UnsafeRawBufferPointer(rebasing: tag[Swift.min(mark + 1, tag.endIndex)...]))
            }
            return nil
        }
    }

    package func makeIterator() -> Iterator { Iterator(left: bytes) }

    /// `[+] [vendor /] name`, of letters, digits, `-`, and `.` in the vendor's name.
    private static func isKey(_ key: UnsafeRawBufferPointer) -> Bool {
        let name = key.first == UInt8(ascii: "+") ? key.dropFirst() : key[...]
        guard let last = name.last, last != UInt8(ascii: "/") else { return false }
        return name.allSatisfy {
            $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
                || $0 == UInt8(ascii: "/")
        }
    }

    /// The value of a tag; of its last one where there are several.
    package func value(of key: StaticString) -> [UInt8]? {
        let name = UnsafeRawBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
        var found: [UInt8]?
        for tag in self where tag.key.elementsEqual(name) { found = tag.value }
        return found
    }
}

/// How a tag's value is written.
package enum IRCTagValue {
    /// Undoes the escapes. An escape of another letter is that letter, and a backslash at the end is none.
    package static func unescaped(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var value: [UInt8] = []
        value.reserveCapacity(bytes.count)
        var isEscaped = false
        for byte in bytes {
            if isEscaped {
                value.append(meaning(of: byte))
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                value.append(byte)
            }
        }
        return value
    }

    private static func meaning(of letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: ":"): UInt8(ascii: ";")
        case UInt8(ascii: "s"): UInt8(ascii: " ")
        case UInt8(ascii: "r"): UInt8(ascii: "\r")
        case UInt8(ascii: "n"): UInt8(ascii: "\n")
        default: letter
        }
    }

    /// Appends a value with what needs it escaped. Other controls are left out: no reader needs them.
    static func append(_ value: some Sequence<UInt8>, to escaped: inout [UInt8]) {
        for byte in value {
            switch byte {
            case UInt8(ascii: ";"): escaped += [UInt8(ascii: "\\"), UInt8(ascii: ":")]
            case UInt8(ascii: " "): escaped += [UInt8(ascii: "\\"), UInt8(ascii: "s")]
            case UInt8(ascii: "\\"): escaped += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
            case UInt8(ascii: "\r"): escaped += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
            case UInt8(ascii: "\n"): escaped += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0x00...0x1F, 0x7F: break
            default: escaped.append(byte)
            }
        }
    }
}

/// The tags of a line that its readers are shown: those from client to client, ready to be written.
package struct IRCClientTags: Hashable, Sendable {
    /// As `+a=b;+c`, without the `@`: at most what came, each key once.
    package let bytes: [UInt8]

    package static let none = IRCClientTags()

    private init() {
        bytes = []
    }

    /// Takes those of a line that is UTF-8. Where a key stands there twice, its last value counts.
    package init(_ tags: IRCTags) {
        var values: [[UInt8]: Int] = [:]
        var written: [[UInt8]] = []
        for tag in tags where tag.isClientOnly {
            var one = Array(tag.key)
            let key = one
            let value = tag.value
            if !value.isEmpty {
                one.append(UInt8(ascii: "="))
                IRCTagValue.append(value, to: &one)
                if one.count == key.count + 1 { one.removeLast() }
            }
            if let index = values[key] {
                written[index] = one
            } else {
                values[key] = written.count
                written.append(one)
            }
        }
        bytes = Array(written.joined(separator: CollectionOfOne(UInt8(ascii: ";"))))
    }

    package var isEmpty: Bool { bytes.isEmpty }

    /// Whether who asks later what happened is to be told of them: that somebody was typing is nothing then.
    package var areOfUseLater: Bool {
        bytes.withUnsafeBytes { bytes in
            IRCTags(bytes).contains { tag in !["+typing", "+draft/typing"].contains { $0.utf8.elementsEqual(tag.key) } }
        }
    }

    /// Whether one of some keys is among them.
    package func has(anyOf keys: [String]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            IRCTags(bytes).contains { tag in keys.contains { $0.utf8.elementsEqual(tag.key) } }
        }
    }
}
