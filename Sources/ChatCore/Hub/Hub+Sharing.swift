/// What one session of a person does, the others are told.
extension Hub {
    /// The sessions of somebody but one, without those that have ended.
    func others(of person: Person, besides origin: Session?) -> [SessionID] {
        person.sessions.filter { $0 != origin?.id && !local.leaving.contains(Int($0.slot)) }
    }

    /// Has dialects tell some of a person's sessions what is so from now on.
    func share(_ sharing: @autoclosure () -> Sharing, with sessions: [SessionID], _ effects: inout [Effect]) {
        if !sessions.isEmpty { effects.append(.shared(sharing(), with: sessions)) }
    }

    /// Sessions that read a room until now are told that it was left, each with the room that it talks in from now on.
    func tellOthers(
        of person: Person, theyLeft room: Room, _ reason: Text?, at time: Int64, besides origin: Session?,
        _ effects: inout [Effect]
    ) {
        for id in others(of: person, besides: origin) {
            let parted = Event.Kind.parted(person.nick, reason: reason, current: currentRoom(of: id))
            show(Event(time: time, room: room.name, parted, by: source(of: person)), to: [id], &effects)
        }
    }
}
