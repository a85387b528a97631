import ChatCore
import Dialects
import Handover

/// Sessions that speak IRC: what all sessions have, and the state of the dialect behind it.
extension SessionState {
    static let ircSectionName = "sessions.irc"

    static func ircSection(of sessions: [SessionState]) -> Section {
        Section(ircSectionName, version: 1) { section in
            section.records(sessions) { record, session in
                record.record { session.write(to: &$0) }
                if let irc = session.irc { irc.write(to: &record) }
            }
        }
    }

    /// - Throws: `HandoverError` if the record is no such session's.
    init(irc record: inout RecordReader) throws(HandoverError) {
        self = try record.record { session throws(HandoverError) in try SessionState(&session) }
        irc = try IRCDialect.State(&record)
    }
}

extension IRCDialect.State {
    fileprivate func write(to record: inout RecordWriter) {
        record.put(server)
        record.put(nick.text)
        user.write(to: &record)
        capabilities.write(to: &record)
        record.put(byte: modes.rawValue)
        record.put(batches)
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        let server = try record.string()
        guard IRCLine.isMiddle(server.utf8) else { throw HandoverError("a server's name is none") }
        self.init(
            server: server, nick: try record.nick(), user: try IRCRegistration.User(&record),
            capabilities: try CapabilityNegotiation(&record), modes: UserModes(rawValue: try record.byte()),
            batches: try record.number())
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
