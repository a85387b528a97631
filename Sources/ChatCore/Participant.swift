/// What the hub knows of one session.
struct Participant {
    let id: SessionID
    var nick: Nick
    /// In the order in which they were entered.
    var rooms: [RoomID] = []
    var current: RoomID?
    /// Without `elsewhere`, which each room's member has of its own.
    var view: View = []
    var away: Text?
    var ignored: [Ignored] = []
    var lastCorrespondent: SessionID?
    /// Microseconds since 1970.
    let since: Int64
    /// Of the steady clock, when something was last asked.
    var lastActive: Int64

    /// The view of one of its rooms.
    func view(of room: RoomID) -> View {
        current == room ? view : view.union(.elsewhere)
    }

    func ignores(_ other: SessionID, named nick: @autoclosure () -> Nick) -> Bool {
        !ignored.isEmpty && other != id && ignored.contains { $0.session == other || $0.nick == nick() }
    }
}

/// Somebody ignored: the session, under whatever nick, and the nick, whoever has it next.
struct Ignored {
    var nick: Nick
    var session: SessionID?
}

/// Who has which nick, and which place in the table is whose.
struct Directory {
    private var places: [Participant?] = []
    private var generations: [UInt32] = []
    private var free: [UInt32] = []
    private var slots: [String: UInt32] = [:]
    private var guests = 0

    var count: Int { slots.count }

    /// Slots in use or once used.
    var capacity: Int { places.count }

    /// Takes in a newcomer under the next guest nick that nobody has.
    mutating func add(at moment: Moment) -> SessionID {
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
        places[Int(slot)] = Participant(id: id, nick: nick, since: moment.wall, lastActive: moment.steady)
        slots[nick.key] = slot
        return id
    }

    mutating func remove(_ id: SessionID) {
        guard let participant = self[id] else { return }
        slots[participant.nick.key] = nil
        places[Int(id.slot)] = nil
        generations[Int(id.slot)] &+= 1
        free.append(id.slot)
    }

    /// nil for a session that is gone.
    subscript(_ id: SessionID) -> Participant? {
        guard let participant = places[Int(id.slot)], participant.id == id else { return nil }
        return participant
    }

    /// Read in its place, as it is asked for each reader.
    func view(of id: SessionID) -> View {
        guard let view = places[Int(id.slot)]?.view, generations[Int(id.slot)] == id.generation else { return [] }
        return view
    }

    func find(_ nick: Nick) -> Participant? {
        slots[nick.key].flatMap { places[Int($0)] }
    }

    /// Changes one in its place; nothing where it is gone.
    mutating func update(_ id: SessionID, _ change: (inout Participant) -> Void) {
        guard places[Int(id.slot)]?.id == id else { return }
        change(&places[Int(id.slot)]!)
    }

    /// Gives a nick that is free, or is the session's own in another spelling.
    mutating func rename(_ id: SessionID, to nick: Nick) {
        guard let old = self[id]?.nick else { return }
        slots[old.key] = nil
        slots[nick.key] = id.slot
        places[Int(id.slot)]?.nick = nick
    }

    /// All of them, by place.
    var participants: some Sequence<Participant> {
        places.lazy.compactMap { $0 }
    }
}
