import ChatCore

/// What leaves the server, judged without the code that makes it so (docs/PROTOCOL.md, section 4).
enum Cleanness {
    /// - Returns: what is wrong with bytes that stand within a line; nil where they may be shown.
    static func fault(in bytes: some Collection<UInt8>) -> String? {
        if bytes.allSatisfy({ (0x20...0x7E).contains($0) }) { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else { return "it is not UTF-8" }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x00...0x1F, 0x7F...0x9F: return "it has the control U+\(String(scalar.value, radix: 16))"
            case 0x2028, 0x2029: return "it has a line break"
            case 0x202A...0x202E, 0x2066...0x2069: return "it has a bidi control"
            case 0x200B, 0xFEFF: return "it has a character of no width"
            default: break
            }
        }
        return nil
    }

    static func demandClean(_ text: String, _ what: String) throws(Violation) {
        if let fault = fault(in: text.utf8) { throw Violation(description: "\(what): \(fault): \(Array(text.utf8))") }
    }

    static func demandClean(_ text: Text, _ what: String) throws(Violation) {
        if let fault = fault(in: text.utf8) { throw Violation(description: "\(what): \(fault): \(text.utf8)") }
    }

    /// Takes rendered lines apart.
    /// - Returns: each without its end.
    /// - Throws: `Violation` where one is not whole, printable and of at most 4,096 bytes.
    static func lines(_ bytes: UnsafeRawBufferPointer, readsCRLF: Bool) throws(Violation) -> [Slice<
        UnsafeRawBufferPointer
    >] {
        var lines: [Slice<UnsafeRawBufferPointer>] = []
        var left = bytes[...]
        while let end = left.firstIndex(of: UInt8(ascii: "\n")) {
            var line = left[..<end]
            left = left[(end + 1)...]
            try demand(line.count < 4_096, "a line has \(line.count + 1) bytes")
            if readsCRLF {
                try demand(line.last == UInt8(ascii: "\r"), "a line does not end in CR LF: \(Array(line))")
                line = line.dropLast()
            }
            if let fault = fault(in: line) { throw Violation(description: "\(fault): \(Array(line))") }
            lines.append(line)
        }
        try demand(left.isEmpty, "a line has no end: \(Array(left))")
        return lines
    }

    /// Those that may be in what IRC's readers read: of formatting, and CTCP's.
    private static let ircControls: Set<UInt8> = [1, 2, 3, 4, 0xF, 0x11, 0x16, 0x1D, 0x1E, 0x1F]

    /// - Parameter line: one that IRC's readers read, with its CR and without its LF.
    /// - Throws: `Violation` where it is not whole, has more than 512 bytes or 8,191 of tags, or a control that may not be there.
    static func demandIRC(_ line: some BidirectionalCollection<UInt8>) throws(Violation) {
        try demand(line.last == UInt8(ascii: "\r"), "a line does not end in CR LF: \(Array(line))")
        let tags = line.first == UInt8(ascii: "@") ? line.prefix { $0 != UInt8(ascii: " ") }.count + 1 : 0
        try demand(tags <= 8_191, "a line has \(tags) bytes of tags")
        try demand(line.count + 1 - tags <= 512, "a line has \(line.count + 1 - tags) bytes")
        let faults = line.dropLast().filter { $0 < 0x20 && !ircControls.contains($0) || $0 == 0x7F }
        try demand(faults.isEmpty, "a line has the controls \(faults): \(Array(line))")
        try demand(String(validating: line, as: UTF8.self) != nil, "a line is not UTF-8: \(Array(line))")
    }
}
