import ChatCore
import Handover

extension RoomRules {
    func write(to record: inout RecordWriter) {
        record.put(UInt64(modes.rawValue))
        record.put(key?.text) { $0.put($1) }
        record.put(limit)
        record.put(slow)
        record.records(masks) { record, mask in
            record.put(byte: mask.kind.rawValue)
            record.put(mask.subject.description)
            record.put(mask.by.text)
            record.put(mask.time)
            record.put(mask.until) { $0.put($1) }
            record.put(mask.reason) { $0.put($1) }
        }
        record.records(invitations) { record, invitation in
            record.put(invitation.person)
            record.put(invitation.until)
        }
        record.put(registration) { writer, registration in
            writer.record { record in
                record.put(registration.time)
                record.records(registration.standings) { record, standing in
                    record.put(standing.account)
                    record.put(byte: standing.rank.rawValue)
                    record.put(standing.since)
                }
            }
        }
    }

    /// - Throws: `HandoverError` if the record is no room's rules.
    init(_ record: inout RecordReader) throws(HandoverError) {
        self.init()
        guard let bits = UInt16(exactly: try record.number()) else { throw HandoverError("modes are none") }
        modes = RoomModes(rawValue: bits)
        key = try record.optional { reader throws(HandoverError) in try reader.roomKey() }
        (limit, slow) = (try record.integer(Int.self), try record.integer(Int.self))
        masks = try record.records { record throws(HandoverError) in try Mask(&record) }
        invitations = try record.records { record throws(HandoverError) in
            Invitation(try record.personID(), until: try record.signed())
        }
        if !record.isAtEnd {
            registration = try record.optional { reader throws(HandoverError) in
                try reader.record { record throws(HandoverError) in try Registration(&record) }
            }
        }
        guard isWhole else { throw HandoverError("a room has rules that can't be") }
    }
}

extension Registration {
    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        self.init(
            at: try record.signed(),
            try record.records { record throws(HandoverError) in
                Standing(try record.accountID(), try record.rank(), since: try record.signed())
            })
    }
}

extension Mask {
    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        guard let kind = MaskKind(rawValue: try record.byte()), let subject = MaskSubject(try record.string()) else {
            throw HandoverError("a mask is none")
        }
        self.init(
            kind, subject, by: try record.nick(), at: try record.signed(),
            until: try record.optional { reader throws(HandoverError) in try reader.signed() },
            reason: try record.optional { reader throws(HandoverError) in try reader.cleanText() })
    }
}

extension RecordReader {
    mutating func rank() throws(HandoverError) -> Rank {
        guard let rank = Rank(rawValue: try byte()) else { throw HandoverError("a rank is none") }
        return rank
    }

    mutating func host() throws(HandoverError) -> Host {
        guard let host = Host(try string()) else { throw HandoverError("a host is none") }
        return host
    }

    fileprivate mutating func roomKey() throws(HandoverError) -> RoomKey {
        guard let key = RoomKey(try string()) else { throw HandoverError("a key is none") }
        return key
    }
}
