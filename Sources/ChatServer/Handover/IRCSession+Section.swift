import ChatCore
import Dialects
import Handover
import Secrets

/// Sessions that speak IRC: what all sessions have, and the state of the dialect behind it.
extension SessionState {
    static let ircSectionName = "sessions.irc"

    static func ircSection(of sessions: [SessionState]) -> Section {
        Section(ircSectionName, version: 1) { section in
            section.records(sessions) { record, session in
                record.record { session.write(to: &$0) }
                guard let irc = session.irc else { return }
                irc.write(to: &record)
                record.put(irc.sasl) { writer, stage in writer.record { stage.write(to: &$0) } }
                record.put(session.saslPending) { $0.put($1) }
            }
        }
    }

    /// - Throws: `HandoverError` if the record is no such session's.
    init(irc record: inout RecordReader) throws(HandoverError) {
        self = try record.record { session throws(HandoverError) in try SessionState(&session) }
        irc = try IRCDialect.State(&record)
        // Versions that ended a login end here.
        guard !record.isAtEnd else { return }
        irc?.sasl = try record.optional { reader throws(HandoverError) in
            try reader.record { record throws(HandoverError) in try SASLDialogue.Stage(&record) }
        }
        saslPending = try record.optional { reader throws(HandoverError) in try reader.secretPlace() }
    }
}

extension SessionState {
    /// Where there is no place for a secret, the login is to begin anew.
    mutating func keep(_ pending: Secret, in secrets: SecretFile) {
        saslPending = secrets.append(pending)
        if saslPending == nil { irc?.sasl = nil }
    }
}

extension IRCDialect.State {
    fileprivate func write(to record: inout RecordWriter) {
        record.put(server)
        record.put(nick.text)
        user.write(to: &record)
        capabilities.write(to: &record)
        record.put(byte: modes.rawValue)
        record.put(account?.text) { $0.put($1) }
        record.put(batches)
        record.put(markers.times.sorted { $0.key < $1.key }) { writer, marker in
            writer.put(marker.key)
            writer.put(marker.value)
        }
        record.put(multiline) { writer, multiline in writer.record { multiline.write(to: &$0) } }
        metadata.write(to: &record)
        subscriptions.write(to: &record)
        record.put(shownRooms.all) { $0.put($1.text) }
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        let server = try record.string()
        guard IRCLine.isMiddle(server.utf8) else { throw HandoverError("a server's name is none") }
        self.init(server: server, nick: try record.nick(), user: try IRCRegistration.User(&record))
        capabilities = try CapabilityNegotiation(&record)
        modes = UserModes(rawValue: try record.byte())
        account = try record.optional { reader throws(HandoverError) in try reader.nick() }
        batches = try record.number()
        for (key, time) in try record.list({ reader throws(HandoverError) in (try reader.string(), try reader.time()) })
        {
            _ = markers.advance(key, to: time)
        }
        multiline = try record.optional { reader throws(HandoverError) in
            try reader.record { record throws(HandoverError) in try IRCMultiline(&record) }
        }
        metadata = try IRCMetadata(&record)
        subscriptions = try IRCSubscriptions(&record)
        guard !record.isAtEnd else { return }
        shownRooms = IRCShownRooms(try record.list { reader throws(HandoverError) in try reader.roomName() })
    }
}

extension IRCMultiline {
    fileprivate func write(to record: inout RecordWriter) {
        record.put(reference)
        record.put(target)
        record.put(label)
        record.put(isNotice)
        record.put(enclosure?.bytes ?? [])
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        let (reference, target) = (try record.text(), try record.string())
        let (label, isNotice) = (try record.text(), try record.flag())
        let enclosure = Enclosure(try record.text())
        guard let batch = IRCMultiline(reference, to: target, label: label, isNotice: isNotice, resuming: enclosure)
        else { throw HandoverError("an open batch can't be one") }
        self = batch
    }
}

extension IRCMetadata {
    func write(to record: inout RecordWriter) {
        record.put(all) { writer, pair in
            writer.put(pair.key)
            writer.put(pair.value)
        }
    }

    init(_ record: inout RecordReader) throws(HandoverError) {
        let all = try record.list { reader throws(HandoverError) in
            (key: try reader.string(), value: try reader.cleanText())
        }
        guard let metadata = IRCMetadata(all) else { throw HandoverError("what somebody tells by keys is too much") }
        self = metadata
    }
}

extension IRCSubscriptions {
    func write(to record: inout RecordWriter) {
        record.put(all) { $0.put($1) }
    }

    init(_ record: inout RecordReader) throws(HandoverError) {
        let keys = try record.list { reader throws(HandoverError) in try reader.string() }
        guard let subscriptions = IRCSubscriptions(keys) else { throw HandoverError("keys to hear of are none") }
        self = subscriptions
    }
}

extension IRCRegistration.User {
    func write(to record: inout RecordWriter) {
        record.put(name)
        record.put(realName)
    }

    init(_ record: inout RecordReader) throws(HandoverError) {
        let name = try record.string()
        guard UserName(name) != nil else { throw HandoverError("a user's name is none") }
        self.init(name: name, realName: try record.cleanText())
    }
}

/// By names: a program that knows fewer of them than the other does not take one for another.
extension CapabilityNegotiation {
    func write(to record: inout RecordWriter) {
        record.put(version)
        record.put(isOpen)
        record.put(CapabilityName.all.filter { enabled.contains($0.capability) }.map(\.text)) { $0.put($1) }
    }

    init(_ record: inout RecordReader) throws(HandoverError) {
        let (version, isOpen) = (try record.integer(Int.self), try record.flag())
        let names = try record.list { reader throws(HandoverError) in try reader.string() }
        var enabled: Capabilities = []
        for name in names {
            if let capability = CapabilityName.capability(named: name[...]) { enabled.formUnion(capability) }
        }
        self.init(enabled: enabled, version: version, isOpen: isOpen)
    }
}
