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
    /// What it reads frames by; nil: it reads lines.
    var webSocket: WebSocketState?
    var connection = LineConnection.Suspended()
    /// The account that it has proved to be its.
    var account: AccountID?
    /// It knows the server's password.
    var hasProvedPassword = false
    /// What `PASS` said, among the secrets that go along.
    var passwords: [SecretFile.Place] = []
    /// nil: no login by SASL is under way.
    var sasl: SASLDialogue.Stage?
    /// What came of a message of SASL, as `passwords`; nil: nothing did.
    var saslPending: SecretFile.Place?
    /// What it waits for an answer to, and is to be asked anew.
    var asked: Asked?
    /// Which of the descriptors that come along is its socket.
    var descriptor = 0
}

extension IRCNewcomerState {
    /// A request whose secret goes apart.
    enum Asked: Hashable {
        case authenticate(SecretFile.Place)
        case register(account: String, email: String, SecretFile.Place)
    }

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
        record.put(account) { $0.put($1) }
        record.put(hasProvedPassword)
        record.put(passwords) { $0.put($1) }
        record.put(sasl) { writer, stage in writer.record { stage.write(to: &$0) } }
        record.put(saslPending) { $0.put($1) }
        record.put(asked) { writer, asked in writer.record { asked.write(to: &$0) } }
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
        registration = IRCRegistration(
            capabilities: try CapabilityNegotiation(&record), nick: nick, user: user,
            metadata: try IRCMetadata(&record), subscriptions: try IRCSubscriptions(&record))
        connection = try record.record { record throws(HandoverError) in try LineConnection.Suspended(&record) }
        descriptor = try record.integer(Int.self)
        // Versions of which those with a secret did not go along end here.
        guard !record.isAtEnd else { return }
        account = try record.optional { reader throws(HandoverError) in try reader.accountID() }
        hasProvedPassword = try record.flag()
        passwords = try record.list { reader throws(HandoverError) in try reader.secretPlace() }
        sasl = try record.optional { reader throws(HandoverError) in
            try reader.record { record throws(HandoverError) in try SASLDialogue.Stage(&record) }
        }
        saslPending = try record.optional { reader throws(HandoverError) in try reader.secretPlace() }
        asked = try record.optional { reader throws(HandoverError) in
            try reader.record { record throws(HandoverError) in try Asked(&record) }
        }
        registration.away = try record.optional { reader throws(HandoverError) in try reader.cleanText() }
    }
}

extension IRCNewcomerState.Asked {
    fileprivate func write(to record: inout RecordWriter) {
        switch self {
        case .authenticate(let place):
            record.put(0)
            record.put(place)
        case .register(let account, let email, let place):
            record.put(1)
            record.put(place)
            record.put(account)
            record.put(email)
        }
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        let (kind, place) = (try record.integer(Int.self), try record.secretPlace())
        switch kind {
        case 0: self = .authenticate(place)
        case 1: self = .register(account: try record.string(), email: try record.string(), place)
        default: throw HandoverError("what a newcomer asks is nothing")
        }
    }
}
