/// Somebody who is here, through one session, several or none. What others know of them is theirs, and not a session's.
///
/// `People` alone changes it, but for `sessions` and the positions of memberships, which are this node's.
final class Person {
    /// A room that somebody is in.
    struct Membership {
        let room: RoomID
        /// The position, whether they have voice beneath a higher rank, and the rank in the lowest two bits: a rank takes no memory.
        private var packed: Int32

        init(room: RoomID, rank: Rank) {
            self.room = room
            packed = -1 << 3 | Int32(rank.rawValue)
        }

        /// Where the first session stands in the room's audience, or stood: it moves to the front as others leave who came before it.
        /// -1: it is not there yet.
        var position: Int32 {
            get { packed >> 3 }
            set { packed = newValue << 3 | packed & 7 }
        }

        var rank: Rank {
            get { Rank(rawValue: UInt8(packed & 3)) ?? .none }
            set {
                packed = packed & ~3 | Int32(newValue.rawValue)
                if newValue < .op { hasVoiceBeneath = false }
            }
        }

        /// Who is an op, or more, may have voice besides: it is what is left when that is taken.
        var hasVoiceBeneath: Bool {
            get { packed & 4 != 0 }
            set { packed = packed & ~4 | (newValue ? 4 : 0) }
        }
    }

    let id: PersonID
    var nick: Nick {
        didSet { key = nick.key }
    }
    /// The nick's, as it is asked for at each delivery to who ignores somebody.
    private(set) var key: String
    /// Microseconds since 1970.
    let since: Int64
    /// nil: it is not known where they come from.
    let host: Host?
    /// nil: there is nothing of it, as with most guests.
    private(set) var particulars: Particulars?
    /// In the order in which they were entered.
    private(set) var memberships: [Membership] = []
    var sessions = SessionList()
    /// Others do not know yet that they are here.
    var isHidden: Bool

    init(id: PersonID, nick: Nick, host: Host?, since: Int64, isHidden: Bool) {
        self.id = id
        self.host = host
        self.nick = nick
        self.since = since
        self.isHidden = isHidden
        key = nick.key
    }

    var away: Text? { particulars?.away }

    /// To which they are logged in.
    var account: Account? { particulars?.account }

    var isOperator: Bool { particulars?.account?.isOperator ?? false }

    /// What they say they are called where they come from.
    var user: UserName { particulars?.introduction?.user ?? .line }

    /// From whom private messages come through where no account says it.
    var guestMessages: MessagePolicy { particulars?.messages ?? .everybody }

    func changeParticulars(_ change: (Particulars) -> Void) {
        let changed = particulars ?? Particulars()
        change(changed)
        particulars = changed.isEmpty ? nil : changed
    }

    var roomCount: Int { memberships.count }

    var rooms: some RandomAccessCollection<RoomID> { memberships.lazy.map(\.room) }

    func isIn(_ room: RoomID) -> Bool { memberships.contains { $0.room == room } }

    /// Remembers where the first session stands in a room's audience.
    func stands(in room: RoomID, at position: Int) {
        if let index = memberships.firstIndex(where: { $0.room == room }) {
            memberships[index].position = Int32(position)
        }
    }

    /// What they are in a room; none where they are not in it.
    func rank(in room: RoomID) -> Rank { membership(in: room)?.rank ?? .none }

    func membership(in room: RoomID) -> Membership? { memberships.first { $0.room == room } }

    func setRank(_ rank: Rank, in room: RoomID) {
        if let index = memberships.firstIndex(where: { $0.room == room }) { memberships[index].rank = rank }
    }

    func hasVoiceBeneath(in room: RoomID) -> Bool { membership(in: room)?.hasVoiceBeneath ?? false }

    func setVoiceBeneath(_ isSet: Bool, in room: RoomID) {
        if let index = memberships.firstIndex(where: { $0.room == room }) {
            memberships[index].hasVoiceBeneath = isSet && memberships[index].rank >= .op
        }
    }

    func enter(_ room: RoomID, as rank: Rank) {
        memberships.append(Membership(room: room, rank: rank))
    }

    func leave(_ room: RoomID) {
        memberships.removeAll { $0.room == room }
    }

    /// Where the first session stands in the audience of a room, or stood.
    func position(in room: RoomID) -> Int {
        memberships.first { $0.room == room }.map { Int($0.position) } ?? -1
    }
}

// MARK: - Digests

extension Person {
    /// The digest of all of them that is shared.
    var digest: UInt64 {
        var digest = Digest(of: .person)
        digest.mix(id)
        digest.mix(since)
        digest.mix(isHidden ? 1 : 0)
        digest.mix(nick.text)
        digest.mix(memberships.count)
        for membership in memberships {
            digest.mix(Int(membership.room.index) << 2 | Int(membership.rank.rawValue))
            if membership.hasVoiceBeneath { digest.mix(-1) }
        }
        if let host { digest.mix(host.text) }
        if let away { digest.mix(away.utf8) }
        if let account { digest.mix(Int(account.id.number)) }
        if guestMessages != .everybody { digest.mix(guestMessages.rawValue) }
        if let introduction = particulars?.introduction {
            digest.mix(introduction.user.text)
            digest.mix(introduction.realName.utf8)
        }
        if particulars?.isProgram == true { digest.mix(1) }
        return digest.value
    }
}
