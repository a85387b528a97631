/// Somebody who comes back: a name that is theirs, and what they may do. By what they prove who they are is kept elsewhere.
///
/// `Accounts` alone changes it.
final class Account {
    /// What is known of an account besides its names.
    struct Flags: OptionSet, Hashable, Sendable {
        let rawValue: UInt8

        /// Nobody can log in to it.
        static let suspended = Flags(rawValue: 1 << 0)
        /// It is a program's.
        static let bot = Flags(rawValue: 1 << 1)
        /// It is one of the server's operators.
        static let `operator` = Flags(rawValue: 1 << 2)
    }

    let id: AccountID
    /// As it was registered. It is a nick that nobody else may take.
    let name: Nick
    /// Other nicks that nobody else may take.
    var nicks: [Nick]
    var flags: Flags
    /// Microseconds since 1970.
    let created: Int64
    /// From whom private messages come through.
    var messages: MessagePolicy
    /// How many private messages came while nobody was here by it.
    var waiting: Int
    /// Accounts whose people its own does not want to hear, in the order in which they came to be so.
    var ignored: [AccountID]
    /// Who is logged in to it; nil: nobody is here. It follows from people.
    var person: PersonID?

    init(_ copy: HubSnapshot.Account) {
        id = copy.id
        name = copy.name
        nicks = copy.nicks
        flags = Flags(rawValue: copy.flags)
        created = copy.created
        messages = copy.messages
        waiting = copy.waiting
        ignored = copy.ignored
    }

    var isOperator: Bool { flags.contains(.operator) }

    var isSuspended: Bool { flags.contains(.suspended) }

    /// The name and the other nicks.
    func owns(_ nick: Nick) -> Bool { nick == name || nicks.contains(nick) }

    var copy: HubSnapshot.Account {
        var copy = HubSnapshot.Account(id: id, name: name, created: created)
        copy.nicks = nicks
        copy.flags = flags.rawValue
        copy.messages = messages
        copy.waiting = waiting
        copy.ignored = ignored
        return copy
    }

    /// The digest of all that is shared of it.
    var digest: UInt64 {
        var digest = Digest(of: .account)
        digest.mix(Int(id.number))
        digest.mix(name.text)
        digest.mix(nicks.count)
        for nick in nicks { digest.mix(nick.text) }
        digest.mix(Int(flags.rawValue))
        digest.mix(created)
        digest.mix(messages.rawValue)
        digest.mix(waiting)
        digest.mix(ignored.count)
        for id in ignored { digest.mix(Int(id.number)) }
        return digest.value
    }
}

/// From whom somebody takes private messages.
public enum MessagePolicy: String, Hashable, Sendable, CaseIterable {
    case everybody
    /// From those who are logged in.
    case accounts
    case nobody
}
