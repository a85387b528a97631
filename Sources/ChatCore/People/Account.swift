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

    // In an order that leaves no gaps, as there may be many accounts.

    let id: AccountID
    var flags: Flags
    /// From whom private messages come through.
    var messages: MessagePolicy
    private var waitingCount: UInt16
    /// As it was registered. It is a nick that nobody else may take.
    let name: Nick
    /// Other nicks that nobody else may take.
    var nicks: [Nick]
    /// Microseconds since 1970.
    let created: Int64
    /// Accounts whose people its own does not want to hear, in the order in which they came to be so.
    var ignored: [AccountID]
    private var present = Account.nobody
    /// How far its person has read.
    var markers: ReadMarkers

    private static let nobody = PersonID(slot: .max, generation: .max)

    /// How many private messages came while nobody was here by it.
    var waiting: Int {
        get { Int(waitingCount) }
        set { waitingCount = UInt16(clamping: newValue) }
    }

    /// Who is logged in to it; nil: nobody is here. It follows from people.
    var person: PersonID? {
        get { present == Account.nobody ? nil : present }
        set { present = newValue ?? Account.nobody }
    }

    init(_ copy: HubSnapshot.Account) {
        id = copy.id
        flags = Flags(rawValue: copy.flags)
        messages = copy.messages
        waitingCount = UInt16(clamping: copy.waiting)
        name = copy.name
        nicks = copy.nicks
        created = copy.created
        ignored = copy.ignored
        markers = copy.markers
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
        copy.markers = markers
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
        digest.mix(Int64(bitPattern: markers.digest))
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
