import SQLite

/// A message of a room, as it is in the file.
package struct KeptMessage: Hashable, Sendable {
    /// Its place in the order of writing.
    package var seq: Int64
    package var room: Int64
    package var message: Message

    /// What it takes in an answer, about.
    var size: Int { message.text.count + message.nick.utf8.count + 128 }
}

extension Message {
    /// The columns that `init(_:from:)` reads, in their order.
    static let columns = "id, time, account, kind, flags, target, nick, source, text, styled, tags"

    /// - Parameter first: the column of the id; those of `columns` follow.
    init(_ row: Statement, from first: Int32) {
        let id = row.number(first)
        let kind = UInt8(exactly: row.number(first + 3)).flatMap { Kind(rawValue: $0) } ?? .message
        self.init(
            id: id, time: row.optionalNumber(first + 1) ?? id, account: row.optionalNumber(first + 2), kind: kind,
            nick: row.string(first + 6), text: Array(row.bytes(first + 8)))
        flags = Flags(rawValue: UInt32(truncatingIfNeeded: row.number(first + 4)))
        target = row.optionalNumber(first + 5)
        source = row.optionalString(first + 7)
        styled = row.isNull(first + 9) ? nil : Array(row.bytes(first + 9))
        tags = row.optionalString(first + 10)
    }
}
