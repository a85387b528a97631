/// What the hub knows of one session.
final class Participant {
    let id: SessionID
    var nick: Nick {
        didSet { key = nick.key }
    }
    /// The nick's, as it is asked for at each delivery to who ignores somebody.
    private(set) var key: String
    /// In the order in which they were entered.
    var rooms: [RoomID] = []
    var current: RoomID?
    /// Without `elsewhere`, which each room's member has of its own.
    var view: View = []
    var away: Text?
    var ignored = IgnoreList()
    var lastCorrespondent: SessionID?
    /// Microseconds since 1970.
    let since: Int64
    /// Of the steady clock, when something was last asked.
    var lastActive: Int64
    /// Others do not know yet that it is here, but for those who came to its room after it, and these.
    var isHidden = false
    var knownTo: [SessionID] = []
    /// Which guest it was, counted from the start: how one who came later is told from one who was there.
    var order: Int
    /// It was told of all hidden ones up to this order.
    var knowsUpTo = 0
    /// It has asked the hub for something.
    var hasAsked = false

    init(id: SessionID, nick: Nick, order: Int, at moment: Moment) {
        self.id = id
        self.order = order
        self.nick = nick
        key = nick.key
        since = moment.wall
        lastActive = moment.steady
    }

    /// The view of one of its rooms.
    func view(of room: RoomID) -> View {
        current == room ? view : view.union(.elsewhere)
    }

    func ignores(_ other: Participant) -> Bool {
        !ignored.isEmpty && ignores(other.id, named: other.key)
    }

    /// - Parameter key: of the nick under which the other spoke, be it gone or not.
    func ignores(_ other: SessionID, named key: @autoclosure () -> String) -> Bool {
        other != id && ignored.contains(other, named: key())
    }
}

/// Who has which nick, and which place in the table is whose.
struct Directory {
    var places: [Participant?] = []
    var generations: [UInt32] = []
    var free: [UInt32] = []
    var slots: [String: UInt32] = [:]
    var guests = 0

    var count: Int { slots.count }

    init() {}

    /// Takes in a newcomer under the next guest nick that nobody has.
    mutating func add(at moment: Moment) -> Participant {
        var nick: Nick
        repeat {
            guests += 1
            nick = Nick(guest: guests)
        } while slots[nick.key] != nil
        if free.isEmpty {
            free.append(UInt32(places.count))
            places.append(nil)
            generations.append(0)
        }
        let slot = free.removeLast()
        let id = SessionID(slot: slot, generation: generations[Int(slot)])
        let participant = Participant(id: id, nick: nick, order: guests, at: moment)
        places[Int(slot)] = participant
        slots[nick.key] = slot
        return participant
    }

    mutating func remove(_ participant: Participant) {
        let slot = participant.id.slot
        slots[participant.nick.key] = nil
        places[Int(slot)] = nil
        generations[Int(slot)] &+= 1
        free.append(slot)
    }

    /// nil for a session that is gone.
    subscript(_ id: SessionID) -> Participant? {
        guard let participant = places[Int(id.slot)], participant.id == id else { return nil }
        return participant
    }

    /// As the subscript, for an id that may be of no place at all.
    func find(_ id: SessionID) -> Participant? {
        Int(id.slot) < places.count ? self[id] : nil
    }

    func find(_ nick: Nick) -> Participant? {
        slots[nick.key].flatMap { places[Int($0)] }
    }

    /// Gives a nick that is free, or is the participant's own in another spelling.
    mutating func rename(_ participant: Participant, to nick: Nick) {
        slots[participant.nick.key] = nil
        slots[nick.key] = participant.id.slot
        participant.nick = nick
    }

    /// All of them, by place.
    var participants: some Sequence<Participant> {
        places.lazy.compactMap { $0 }
    }
}
