/// All that a hub knows, as plain values: what one process hands to the next, so that nobody notices the change.
///
/// Its lists are in an order of their own, which is kept: a hub made from it yields the same effects as the one it is of.
public struct HubSnapshot: Hashable, Sendable {
    /// A session.
    public struct Person: Hashable, Sendable {
        public var id: SessionID
        public var nick: Nick
        /// Places of its rooms, in the order in which they were entered.
        public var rooms: [RoomID] = []
        public var current: RoomID?
        public var reading = Reading()
        /// Without `elsewhere`.
        public var filters: View.Filters = []
        public var away: Text?
        public var ignored: [Ignored] = []
        /// Whom `/reply` goes to.
        public var lastCorrespondent: SessionID?
        /// Microseconds since 1970.
        public var since: Int64
        /// Microseconds of the steady clock.
        public var lastActive: Int64
        /// Others do not know of it yet, but for these.
        public var isHidden = false
        public var knownTo: [SessionID] = []
        /// Which guest it was, and up to which it was told of hidden ones.
        public var order = 0
        public var knowsUpTo = 0
        /// It has asked for something.
        public var hasAsked = false

        public init(id: SessionID, nick: Nick, since: Int64, lastActive: Int64) {
            self.id = id
            self.nick = nick
            self.since = since
            self.lastActive = lastActive
        }
    }

    /// Somebody ignored, by session and by nick.
    public struct Ignored: Hashable, Sendable {
        public var nick: Nick
        public var session: SessionID

        public init(nick: Nick, session: SessionID) {
            self.nick = nick
            self.session = session
        }
    }

    public struct Room: Hashable, Sendable {
        public var id: RoomID
        public var name: RoomName
        /// In the order in which they came.
        public var members: [SessionID] = []
        public var topic: Topic?
        public var lastID: EventID
        /// Up to here nothing is known any more.
        public var floor: EventID
        /// What was said, oldest first.
        public var said: [Said] = []
        /// Some of what was said is no longer kept.
        public var hasForgotten = false

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
        public var author: SessionID
        public var nick: Nick
        public var text: Text
        public var isAction: Bool
        /// The nonce under which it was said; empty for none.
        public var nonce = ""

        public init(id: EventID, time: Int64, author: SessionID, nick: Nick, text: Text, isAction: Bool) {
            self.id = id
            self.time = time
            self.author = author
            self.nick = nick
            self.text = text
            self.isAction = isAction
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

    public var people: [Person] = []
    public var rooms: [Room] = []
    /// How many guests there were.
    public var guests = 0
    /// Of each place of the table of sessions, which of those who had it is there, or was last.
    public var generations: [UInt32] = []
    /// Places that are free; the last is given next.
    public var freeSlots: [UInt32] = []
    public var freeRooms: [RoomID] = []
    /// The last id that was given, be it in a room or not.
    public var lastID: EventID = 0
    /// From the oldest to the newest.
    public var privateNonces: [PrivateNonce] = []

    public init() {}
}

extension HubSnapshot {
    /// Ids and times are within these, so that what is counted on from them, and what lies between two of them, can be had.
    public static let bounds: ClosedRange<Int64> = -(1 << 61)...(1 << 61)

    func checkNumbers() throws(SnapshotError) {
        func check(_ numbers: Int64...) throws(SnapshotError) {
            guard numbers.allSatisfy(HubSnapshot.bounds.contains) else {
                throw SnapshotError("a number is out of its bounds")
            }
        }
        try check(lastID)
        for person in people { try check(person.since, person.lastActive) }
        for nonce in privateNonces { try check(nonce.id, nonce.time) }
        for room in rooms {
            try check(room.lastID, room.floor, room.topic?.time ?? 0)
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
