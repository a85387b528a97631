/// All that a hub knows, as plain values: what one process hands to the next, so that nobody notices the change.
///
/// Its lists are in an order of their own, which is kept: a hub made from it yields the same effects as the one it is of.
public struct HubSnapshot: Hashable, Sendable {
    /// Somebody, as others know them.
    public struct Person: Hashable, Sendable {
        public var id: PersonID
        public var nick: Nick
        /// Microseconds since 1970.
        public var since: Int64
        /// Their rooms, in the order in which they were entered.
        public var rooms: [RoomID] = []
        /// What they are in each of these rooms. Where it has fewer, they are nothing special in the others.
        public var ranks: [Rank] = []
        /// In which of these rooms they have voice besides a higher rank.
        public var voicesBeneath: [RoomID] = []
        /// nil: it is not known where they come from.
        public var host: Host?
        /// To which they are logged in.
        public var account: AccountID?
        /// From whom private messages come through where no account says it.
        public var messages = MessagePolicy.everybody
        public var away: Text?
        /// What they said of themselves; nil: their dialect asks for nothing.
        public var introduction: Introduction?
        /// They say that a program speaks for them.
        public var isProgram = false
        /// Others do not know of them yet.
        public var isHidden = false

        public init(id: PersonID, nick: Nick, since: Int64) {
            self.id = id
            self.nick = nick
            self.since = since
        }
    }

    /// One of the connections through which a person is here.
    public struct Session: Hashable, Sendable {
        public var id: SessionID
        public var person: PersonID
        /// Microseconds of the steady clock.
        public var lastActive: Int64
        public var current: RoomID?
        public var reading = Reading()
        /// Without `elsewhere`.
        public var filters: View.Filters = []
        public var ignored: [Ignored] = []
        /// Whom `/reply` goes to.
        public var lastCorrespondent: PersonID?
        /// It was told of all hidden newcomers up to that one.
        public var knowsUpTo = 0
        /// It has asked for something.
        public var hasAsked = false
        /// Nicks of which it is told who comes and goes.
        public var watched: [Nick] = []

        public init(id: SessionID, person: PersonID, lastActive: Int64) {
            self.id = id
            self.person = person
            self.lastActive = lastActive
        }
    }

    /// Somebody of whom others do not know yet, but for those who were told of all up to its order, and these.
    public struct Newcomer: Hashable, Sendable {
        public var person: PersonID
        /// The how manyth guest it is.
        public var order: Int
        public var knownTo: [SessionID]

        public init(person: PersonID, order: Int, knownTo: [SessionID]) {
            self.person = person
            self.order = order
            self.knownTo = knownTo
        }
    }

    /// Somebody ignored: the person, under whatever nick, and the nick, whoever has it next.
    public struct Ignored: Hashable, Sendable {
        public var nick: Nick
        public var person: PersonID
        /// Whoever is logged in to that account is meant as well, as it is ignored for good.
        public var account: AccountID?

        public init(nick: Nick, person: PersonID) {
            self.nick = nick
            self.person = person
        }
    }

    public struct Room: Hashable, Sendable {
        public var id: RoomID
        public var name: RoomName
        /// Who is in it, in the order in which they came.
        public var roster: [PersonID] = []
        /// Through which sessions of this node, in the order in which they came.
        public var members: [SessionID] = []
        public var topic: Topic?
        /// The id under which the topic was set; 0 where that is not known.
        public var topicID: EventID = 0
        /// When it was made, in microseconds since 1970; 0 where that is not known.
        public var created: Int64 = 0
        /// What ops have set; nil: nothing.
        public var rules: RoomRules?
        public var lastID: EventID
        /// Up to here nothing is known any more.
        public var floor: EventID
        /// What was said, oldest first.
        public var said: [Said] = []
        /// Some of what was said is no longer kept.
        public var hasForgotten = false
        /// What happened besides, oldest first, in the form of messages.
        public var happenings: [Said] = []

        public init(id: RoomID, name: RoomName, lastID: EventID, floor: EventID) {
            self.id = id
            self.name = name
            self.lastID = lastID
            self.floor = floor
        }
    }

    /// What a room kept at some moment, apart from all else.
    public struct Past: Hashable, Sendable {
        public var room: RoomName
        /// Up to here nothing is known any more.
        public var floor: EventID
        /// Oldest first.
        public var said: [Said] = []
        /// Some of what was said is no longer kept.
        public var hasForgotten = false

        public init(room: RoomName, floor: EventID) {
            self.room = room
            self.floor = floor
        }
    }

    /// A message or an action that is kept.
    public struct Said: Hashable, Sendable {
        public var id: EventID
        public var time: Int64
        public var author: PersonID
        public var nick: Nick
        public var text: Text
        public var manner: Manner
        /// The nonce under which it was said; empty for none.
        public var nonce = ""
        /// To which its author was logged in.
        public var account: AccountID?
        /// `user@host` of the author then; empty where that is not known.
        public var userHost = ""
        /// The author's account was a program's.
        public var isBot = false
        /// What goes along with it.
        public var enclosure: Enclosure?

        public init(id: EventID, time: Int64, author: PersonID, nick: Nick, text: Text, as manner: Manner) {
            self.id = id
            self.time = time
            self.author = author
            self.nick = nick
            self.text = text
            self.manner = manner
        }
    }

    /// Under which nonce a private message was sent, so that it is not sent twice.
    public struct PrivateNonce: Hashable, Sendable {
        /// The nick's key and the nonce.
        public var key: String
        public var id: EventID
        /// Microseconds since 1970.
        public var time: Int64

        public init(key: String, id: EventID, time: Int64) {
            self.key = key
            self.id = id
            self.time = time
        }
    }

    public struct Account: Hashable, Sendable {
        public var id: AccountID
        public var name: Nick
        /// Others that nobody else may take.
        public var nicks: [Nick] = []
        /// 1: suspended, 2: a program's, 4: an operator of the server's.
        public var flags: UInt8 = 0
        /// Microseconds since 1970.
        public var created: Int64
        public var messages = MessagePolicy.everybody
        /// How many private messages wait for it.
        public var waiting = 0
        /// Whom it ignores.
        public var ignored: [AccountID] = []
        /// How far its person has read.
        public var markers = ReadMarkers()

        public init(id: AccountID, name: Nick, created: Int64) {
            self.id = id
            self.name = name
            self.created = created
        }
    }

    /// The name of an erased account, which is nobody's for a while.
    public struct RetiredName: Hashable, Sendable {
        public var key: String
        /// Microseconds since 1970.
        public var until: Int64

        public init(key: String, until: Int64) {
            self.key = key
            self.until = until
        }
    }

    /// When somebody may speak again in a room where each speaks once in so many seconds.
    public struct SlowWait: Hashable, Sendable {
        public var person: PersonID
        public var room: RoomID
        /// Microseconds of the steady clock.
        public var next: Int64

        public init(person: PersonID, room: RoomID, next: Int64) {
            self.person = person
            self.room = room
            self.next = next
        }
    }

    public var people: [Person] = []
    /// Those of one person together, in the order in which they came.
    public var sessions: [Session] = []
    public var rooms: [Room] = []
    public var newcomers: [Newcomer] = []
    /// How many guests there were.
    public var guests = 0
    /// Of each slot of the table of people, which of those who had it is there, or was last.
    public var personGenerations: [UInt32] = []
    /// Slots that are free; the last is given next.
    public var freePeople: [UInt32] = []
    /// The same of the table of sessions.
    public var sessionGenerations: [UInt32] = []
    public var freeSessions: [UInt32] = []
    public var freeRooms: [RoomID] = []
    /// The last id that was given, be it in a room or not.
    public var lastID: EventID = 0
    /// The time of the last that happened, in microseconds since 1970.
    public var lastTime: Int64 = 0
    /// From the oldest to the newest.
    public var privateNonces: [PrivateNonce] = []
    /// From the oldest to the newest.
    public var letters: [Letter] = []
    /// What all comes to that was ever said in rooms (decision 14).
    public var saidDigest: UInt64 = 0
    public var slowWaits: [SlowWait] = []
    /// By their numbers.
    public var accounts: [Account] = []
    /// The largest number that an account ever had.
    public var lastAccount: UInt32 = 0
    /// By their keys.
    public var retiredNames: [RetiredName] = []
    public var serverBans: [ServerBan] = []
    /// From the oldest to the newest.
    public var audit: [AuditEntry] = []
    public var held: [Held] = []
    public var mail: [Mail] = []
    /// Where several nodes are one chat: who is at which of them.
    package var places: [Place] = []
    /// Whose tokens are good, and what was lost, by their numbers.
    package var tokens: [Token] = []
    package var losses: [Loss] = []
    /// The number of the last that was lost.
    package var lastLoss: UInt64 = 0
    /// From the oldest to the newest.
    public var formerNicks: [FormerNick] = []

    public init() {}
}

extension HubSnapshot {
    /// What all know of it, for another node that goes on from there: nobody is there by a session.
    package var shared: HubSnapshot {
        var shared = self
        (shared.sessions, shared.sessionGenerations, shared.freeSessions) = ([], [], [])
        (shared.newcomers, shared.slowWaits, shared.held, shared.mail) = ([], [], [], [])
        for index in shared.rooms.indices { shared.rooms[index].members = [] }
        return shared
    }

    /// Ids and times are within these, so that what is counted on from them, and what lies between two of them, can be had.
    public static let bounds: ClosedRange<Int64> = -(1 << 61)...(1 << 61)

    func checkNumbers() throws(SnapshotError) {
        func check(_ numbers: Int64...) throws(SnapshotError) {
            guard numbers.allSatisfy(HubSnapshot.bounds.contains) else {
                throw SnapshotError("a number is out of its bounds")
            }
        }
        try check(lastID, lastTime)
        for person in people { try check(person.since) }
        for session in sessions { try check(session.lastActive) }
        for wait in slowWaits { try check(wait.next) }
        for account in accounts { try check(account.created) }
        for name in retiredNames { try check(name.until) }
        for ban in serverBans { try check(ban.time, ban.until ?? 0) }
        for entry in audit { try check(entry.time) }
        for former in formerNicks { try check(former.time) }
        for nonce in privateNonces { try check(nonce.id, nonce.time) }
        for letter in letters { try check(letter.id, letter.time) }
        for loss in losses { try check(loss.lastID) }
        for held in held { try check(held.lastID, held.session.lastActive) }
        for mail in mail {
            try check(mail.floor)
            for message in mail.messages { try check(message.id, message.time) }
        }
        for room in rooms {
            try check(room.lastID, room.floor, room.topicID, room.topic?.time ?? 0)
            for mask in room.rules?.masks ?? [] { try check(mask.time, mask.until ?? 0) }
            for standing in room.rules?.registration?.standings ?? [] { try check(standing.since) }
            try check(room.rules?.registration?.time ?? 0)
            for invitation in room.rules?.invitations ?? [] { try check(invitation.until) }
        }
    }
}

/// Why a snapshot can't be a hub: something in it refers to what is not there, or is there twice.
public struct SnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
