import ChatCore
import Handover

extension HubSnapshot.Account {
    func write(to record: inout RecordWriter) {
        record.put(id)
        record.put(name.text)
        record.put(nicks) { $0.put($1.text) }
        record.put(byte: flags)
        record.put(created)
        record.put(messages.rawValue)
        record.put(waiting)
        record.put(ignored) { $0.put($1) }
        record.put(markers.times.sorted { $0.key < $1.key }) { writer, marker in
            writer.put(marker.key)
            writer.put(marker.value)
        }
    }

    /// - Throws: `HandoverError` if the record is no account's.
    init(_ record: inout RecordReader) throws(HandoverError) {
        let (id, name) = (try record.accountID(), try record.nick())
        let nicks = try record.list { reader throws(HandoverError) in try reader.nick() }
        let flags = try record.byte()
        self.init(id: id, name: name, created: try record.signed())
        self.nicks = nicks
        self.flags = flags
        messages = try record.policy()
        guard !record.isAtEnd else { return }
        waiting = try record.integer(Int.self)
        guard !record.isAtEnd else { return }
        ignored = try record.list { reader throws(HandoverError) in try reader.accountID() }
        guard !record.isAtEnd else { return }
        for (key, time) in try record.list({ reader throws(HandoverError) in (try reader.string(), try reader.time()) })
        {
            guard markers.advance(key, to: time) else { throw HandoverError("a read marker is none") }
        }
    }
}

extension RecordWriter {
    mutating func put(_ id: AccountID) { put(UInt64(id.number)) }
}

extension RecordReader {
    mutating func accountID() throws(HandoverError) -> AccountID {
        let number = try uint32()
        guard number > 0 else { throw HandoverError("an account has no number") }
        return AccountID(number: number)
    }

    mutating func policy() throws(HandoverError) -> MessagePolicy {
        guard let policy = MessagePolicy(rawValue: try string()) else { throw HandoverError("a policy is none") }
        return policy
    }
}
