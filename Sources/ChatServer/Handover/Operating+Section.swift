import ChatCore
import Handover

extension ServerBan {
    func write(to record: inout RecordWriter) {
        record.put(subject.description)
        record.put(by.text)
        record.put(time)
        record.put(until) { $0.put($1) }
        record.put(reason) { $0.put($1) }
    }

    /// - Throws: `HandoverError` if the record is no ban.
    init(_ record: inout RecordReader) throws(HandoverError) {
        guard let subject = ServerBanSubject(try record.string()) else { throw HandoverError("a ban is none") }
        self.init(
            subject, by: try record.nick(), at: try record.signed(),
            until: try record.optional { reader throws(HandoverError) in try reader.signed() },
            reason: try record.optional { reader throws(HandoverError) in try reader.cleanText() })
    }
}

extension AuditEntry {
    func write(to record: inout RecordWriter) {
        record.put(time)
        record.put(by.text)
        record.put(account) { $0.put($1) }
        record.put(what)
        record.put(room?.text) { $0.put($1) }
        record.put(subject)
        record.put(reason) { $0.put($1) }
    }

    /// - Throws: `HandoverError` if the record is no entry, or has what could not be shown.
    init(_ record: inout RecordReader) throws(HandoverError) {
        self.init(
            time: try record.signed(), by: try record.nick(),
            account: try record.optional { reader throws(HandoverError) in try reader.accountID() },
            what: try record.word(),
            room: try record.optional { reader throws(HandoverError) in try reader.roomName() },
            subject: try record.word(),
            reason: try record.optional { reader throws(HandoverError) in try reader.cleanText() })
    }
}

extension RecordReader {
    /// Printable ASCII without a space; it may be empty.
    fileprivate mutating func word() throws(HandoverError) -> String {
        let word = try string()
        guard word.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw HandoverError("a word is none") }
        return word
    }
}
