/// What stands before a message's payload: a status, as answers have it that are none of somebody's, and named values.
///
///     NATS/1.0 503
///     NATS/1.0 100 Idle Heartbeat
///     Nats-Last-Consumer: 17
package struct Headers: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// Why there is no payload.
    package struct Status: Hashable, Sendable {
        package let code: Int
        package let words: String

        /// Nobody answers to the subject; of a stream: there is no leader.
        package static let noResponders = 503
        /// It is alive, or asks how far one is. Such a message has a reply, or names one in a field.
        package static let idle = 100

        package init(_ code: Int, _ words: String = "") {
            (self.code, self.words) = (code, words)
        }
    }

    package var status: Status?
    package private(set) var fields: [Field] = []

    package init(status: Status? = nil) {
        self.status = status
    }

    /// The first value of a name. Names are told apart by case.
    package subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// - Returns: false for what can't stand there; nothing is added then.
    @discardableResult
    package mutating func add(_ name: String, _ value: String) -> Bool {
        guard Headers.isName(name.utf8[...]), !value.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A }) else {
            return false
        }
        fields.append(Field(name: name, value: value.trimmed))
        return true
    }

    private static func isName(_ name: Substring.UTF8View) -> Bool {
        !name.isEmpty && name.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
    }

    // MARK: - On the wire

    package var bytes: [UInt8] {
        var text = "NATS/1.0"
        if let status { text += " \(status.code)\(status.words.isEmpty ? "" : " \(status.words)")" }
        text += "\r\n"
        for field in fields { text += "\(field.name): \(field.value)\r\n" }
        return Array("\(text)\r\n".utf8)
    }

    /// nil where the bytes are no headers.
    init?(bytes: some Collection<UInt8>) {
        guard let text = String(validating: Array(bytes), as: UTF8.self) else { return nil }
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // An empty line ends them.
        guard lines.count >= 3, lines[lines.count - 1].isEmpty, lines[lines.count - 2].elementsEqual([0x0D]) else {
            return nil
        }
        for (index, line) in lines.dropLast(2).enumerated() {
            guard line.last == 0x0D, !line.dropLast().contains(0x0D) else { return nil }
            let line = Substring(line.dropLast())
            guard index == 0 ? read(first: line) : read(field: line) else { return nil }
        }
    }

    private mutating func read(first line: Substring) -> Bool {
        guard line.hasPrefix("NATS/1.0") else { return false }
        let rest = line.utf8.dropFirst(8)
        guard let space = rest.first else { return true }
        guard space == UInt8(ascii: " ") || space == UInt8(ascii: "\t") else { return false }
        let words = Substring(rest.dropFirst()).trimmed
        if words.isEmpty { return true }
        let code = words.utf8.prefix(3)
        guard code.count == 3, let number = Int(Substring(code)), (100...999).contains(number) else { return false }
        status = Status(number, Substring(words.utf8.dropFirst(3)).trimmed)
        return true
    }

    private mutating func read(field line: Substring) -> Bool {
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), Headers.isName(line.utf8[..<colon]) else {
            return false
        }
        let value = Substring(line.utf8[line.utf8.index(after: colon)...])
        return add(String(line[..<colon]), value.trimmed)
    }
}

extension StringProtocol {
    /// Without blanks at its ends.
    fileprivate var trimmed: String {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let bytes = Array(utf8)
        guard let first = bytes.firstIndex(where: { !isBlank($0) }),
            let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
