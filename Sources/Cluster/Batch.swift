import ChatCore

/// What one node writes into the log at once: a line that tells by whom and the how manyth it is, and a line for each entry.
///
///     P1 3 17 8812 2
///     say 42/7 #lobby message - :hello
///     enter 51/2 #swift
///
/// Text, as an administrator can read it. There is one text for each batch, and any other is refused: so all nodes understand the same.
package struct Batch: Hashable, Sendable {
    /// What this version of the program can read: `P1` is level 1.
    package static let highestLevel = 1
    /// Lines of several entries have so many bytes at most. One that is longer has a batch of its own.
    package static let gatheredBytes = 32 << 10
    /// Longer texts are no batches.
    package static let maximumBytes = Record.maximumBytes + headBytes
    /// The first line has so many at most.
    static let headBytes = 80

    package let level: Int
    package let writer: Incarnation
    /// Counted for each life of a node, from 0: that is the one with which the node comes up.
    package let number: UInt64
    package let entries: [LogEntry]

    package init(level: Int, by writer: Incarnation, number: UInt64, _ entries: [LogEntry]) {
        self.level = level
        self.writer = writer
        self.number = number
        self.entries = entries
    }

    package var text: String {
        var text = "P\(level) \(writer.node) \(writer.number) \(number) \(entries.count)\n"
        for entry in entries { text += "\(entry.line)\n" }
        return text
    }

    /// - Throws: `BatchError` where the text is not one that a batch has. `isNewer`: it is of a level that is not known here.
    package init(text bytes: [UInt8]) throws(BatchError) {
        guard bytes.count <= Batch.maximumBytes else { throw BatchError("a batch of \(bytes.count) bytes") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw BatchError("a batch is not in UTF-8") }
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { Substring($0) }
        guard let last = lines.last, last.isEmpty else { throw BatchError("a batch ends within a line") }
        let head = lines[0].split(separator: " ", omittingEmptySubsequences: false)
        guard let version = head.first, version.first == "P", let level = Int(decimal: version.dropFirst()), level > 0
        else { throw BatchError("it is no batch") }
        guard level <= Batch.highestLevel else {
            throw BatchError("a batch of level \(level), and this program knows \(Batch.highestLevel)", isNewer: true)
        }
        guard head.count == 5, let writer = Incarnation(head[1], head[2]), let number = UInt64(decimal: head[3]),
            let count = Int(decimal: head[4])
        else { throw BatchError("the first line of a batch is none") }
        guard count == lines.count - 2, count > 0 else { throw BatchError("a batch has another number of lines") }
        let rest = bytes.count - lines[0].utf8.count - 1
        guard count == 1 || rest <= Batch.gatheredBytes else { throw BatchError("a batch gathers too much") }
        var entries: [LogEntry] = []
        for line in lines[1..<(lines.count - 1)] { entries.append(try LogEntry(line: line)) }
        self.init(level: level, by: writer, number: number, entries)
        try checkOrder()
    }

    /// A life begins with its `up`, and with nothing else.
    private func checkOrder() throws(BatchError) {
        for (index, entry) in entries.enumerated() {
            let isUp = if case .up = entry { true } else { false }
            guard isUp == (number == 0 && index == 0) else {
                throw BatchError(isUp ? "a life begins twice" : "a life begins without its `up`")
            }
        }
    }
}

/// Why something in the log is no batch.
package struct BatchError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    /// A newer program may read it.
    package let isNewer: Bool

    init(_ description: String, isNewer: Bool = false) {
        self.description = description
        self.isNewer = isNewer
    }
}
