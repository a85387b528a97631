/// What the hub knows of one session.
final class Participant {
    let id: SessionID
    var nick: Nick {
        didSet { key = nick.key }
    }
    /// The nick's, as it is asked for at each delivery to who ignores somebody.
    private(set) var key: String
    /// In the order in which they were entered.
    private(set) var rooms: [RoomID] = []
    /// Where it stands among the members of each of them, or stood: it moves to the front as others leave who came before it.
    private(set) var places: [Int32] = []
    var current: RoomID?
    var reading: Reading
    /// Without `elsewhere`, which each room's member has of its own.
    var filters: View.Filters = []
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

    init(id: SessionID, nick: Nick, order: Int, reading: Reading, at moment: Moment) {
        self.id = id
        self.order = order
        self.reading = reading
        self.nick = nick
        key = nick.key
        since = moment.wall
        lastActive = moment.steady
    }

    func enter(_ room: RoomID, at place: Int) {
        rooms.append(room)
        places.append(Int32(place))
    }

    /// It was found to stand there.
    func stands(in room: RoomID, at place: Int) {
        if let index = rooms.firstIndex(of: room) { places[index] = Int32(place) }
    }

    func leave(_ room: RoomID) {
        guard let index = rooms.firstIndex(of: room) else { return }
        rooms.remove(at: index)
        places.remove(at: index)
    }

    /// Where it stands among the members of a room, if it is in it: what was known of that is put right by the way.
    func place(in room: Room) -> Int? {
        guard let index = rooms.firstIndex(of: room.id),
            let place = room.index(of: id, from: Int(places[index]))
        else { return nil }
        places[index] = Int32(place)
        return place
    }

    /// The view of what belongs to no room.
    var view: View { View(rendering: reading.rendering, filters: filters) }

    /// The view of one of its rooms.
    func view(of room: RoomID) -> View {
        var view = view
        if reading.marksRooms, current != room { view.filters.insert(.elsewhere) }
        return view
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
    /// After so many guests their numbers begin anew. It has 18 digits, so that each is a part of a nick.
    static let mostGuests = 999_999_999_999_999_999

    var places: [Participant?] = []
    var generations: [UInt32] = []
    var free: [UInt32] = []
    var slots: [String: UInt32] = [:]
    var guests = 0

    var count: Int { slots.count }

    init() {}

    /// Takes in a newcomer under the next guest nick that nobody has.
    mutating func add(as reading: Reading, at moment: Moment) -> Participant {
        var nick: Nick
        repeat {
            guests = guests < Directory.mostGuests ? guests + 1 : 1
            nick = Nick(guest: guests)
        } while slots[nick.key] != nil
        if free.isEmpty {
            free.append(UInt32(places.count))
            places.append(nil)
            generations.append(0)
        }
        let slot = free.removeLast()
        let id = SessionID(slot: slot, generation: generations[Int(slot)])
        let participant = Participant(id: id, nick: nick, order: guests, reading: reading, at: moment)
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

    /// The session that has a place.
    func session(at place: Int) -> SessionID {
        SessionID(slot: UInt32(place), generation: generations[place])
    }

    /// All of them, by place.
    var participants: some Sequence<Participant> {
        places.lazy.compactMap { $0 }
    }
}
