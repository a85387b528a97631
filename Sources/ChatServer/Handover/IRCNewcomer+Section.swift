import ChatCore
import Dialects
import Framing
import Handover
import Libevent

/// A client of IRC that was not welcomed yet, as it is handed over: all but its socket.
struct IRCNewcomerState: Hashable {
    /// Empty for a Unix socket's peer.
    var address = ""
    /// The listener that it came by, in the form of the configuration.
    var listen = ""
    /// Nanoseconds of the steady clock.
    var since: Int64 = 0
    /// What it has sent.
    var bytes = 0
    var hasBegun = false
    var registration = IRCRegistration()
    var connection = LineConnection.Suspended()
    /// Which of the descriptors that come along is its socket.
    var descriptor = 0
}

extension IRCNewcomerState {
    static let sectionName = "newcomers.irc"

    static func section(of newcomers: [IRCNewcomerState]) -> Section {
        Section(sectionName, version: 1) { section in section.records(newcomers) { $1.write(to: &$0) } }
    }

    private func write(to record: inout RecordWriter) {
        record.put(address)
        record.put(listen)
        record.put(since)
        record.put(bytes)
        record.put(hasBegun)
        record.put(registration.nick?.text) { $0.put($1) }
        record.put(registration.user) { writer, user in writer.record { user.write(to: &$0) } }
        registration.capabilities.write(to: &record)
        registration.metadata.write(to: &record)
        registration.subscriptions.write(to: &record)
        record.record { connection.write(to: &$0) }
        record.put(descriptor)
        record.put(registration.away) { $0.put($1) }
    }

    /// - Throws: `HandoverError` if the record is no newcomer's.
    init(_ record: inout RecordReader) throws(HandoverError) {
        (address, listen, since) = (try record.string(), try record.string(), try record.time())
        (bytes, hasBegun) = (try record.integer(Int.self), try record.flag())
        let nick = try record.optional { reader throws(HandoverError) in try reader.nick() }
        let user = try record.optional { reader throws(HandoverError) in
            try reader.record { record throws(HandoverError) in try IRCRegistration.User(&record) }
        }
        let capabilities = try CapabilityNegotiation(&record)
        let (metadata, subscriptions) = (try IRCMetadata(&record), try IRCSubscriptions(&record))
        connection = try record.record { record throws(HandoverError) in try LineConnection.Suspended(&record) }
        descriptor = try record.integer(Int.self)
        let away: Text? =
            record.isAtEnd
            ? nil : try record.optional { reader throws(HandoverError) in try reader.cleanText() }
        registration = IRCRegistration(
            capabilities: capabilities, nick: nick, user: user, metadata: metadata, subscriptions: subscriptions,
            away: away)
    }
}
