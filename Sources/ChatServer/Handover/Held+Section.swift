import ChatCore
import Handover

extension HubSnapshot.Held {
    func write(to record: inout RecordWriter) {
        record.record { session.write(to: &$0) }
        record.put(lastID)
    }

    init(_ record: inout RecordReader) throws(HandoverError) {
        let session = try record.record { record throws(HandoverError) in try HubSnapshot.Session(&record) }
        self.init(session: session, lastID: try record.signed())
    }
}

extension HubSnapshot.Mail {
    func write(to record: inout RecordWriter) {
        record.put(person)
        record.put(floor)
        record.records(messages) { record, message in
            record.put(message.id)
            record.put(message.time)
            record.put(message.from.text)
            record.put(message.to.text)
            record.put(message.text)
            record.put(message.account?.text) { $0.put($1) }
            record.put(message.isNotice)
            record.put(message.userHost)
            record.put(message.isBot)
            record.put(message.enclosure)
        }
    }

    init(_ record: inout RecordReader) throws(HandoverError) {
        let (person, floor) = (try record.personID(), try record.signed())
        let messages = try record.records { record throws(HandoverError) in
            var message = HubSnapshot.PrivateMessage(
                id: try record.signed(), time: try record.signed(), from: try record.nick(), to: try record.nick(),
                text: try record.cleanText(),
                account: try record.optional { reader throws(HandoverError) in try reader.nick() })
            guard !record.isAtEnd else { return message }
            message.isNotice = try record.flag()
            (message.userHost, message.isBot) = (try record.userHost(), try record.flag())
            guard !record.isAtEnd else { return message }
            message.enclosure = try record.enclosure()
            return message
        }
        self.init(person: person, floor: floor, messages: messages)
    }
}

extension RecordWriter {
    mutating func put(_ enclosure: Enclosure?) {
        put(enclosure?.bytes ?? [])
    }
}

extension RecordReader {
    /// nil where nothing goes along with a message.
    mutating func enclosure() throws(HandoverError) -> Enclosure? {
        let bytes = try text()
        if bytes.isEmpty { return nil }
        guard let enclosure = Enclosure(bytes) else {
            throw HandoverError("what goes along with a message is too much")
        }
        return enclosure
    }

    /// Empty where nothing is known.
    mutating func userHost() throws(HandoverError) -> String {
        let text = try string()
        guard text.isEmpty || Source.isUserHost(text) else { throw HandoverError("a source is none") }
        return text
    }
}
