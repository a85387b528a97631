/// Rooms that are called otherwise from now on. All else of them stays.
extension Hub {
    /// An op renames a room; one that is registered its founder alone. What newcomers enter is the server's to name.
    func rename(
        _ room: Room, to name: RoomName, reason: Text?, by asker: Session
    ) throws(Refusal) -> Decision {
        try demand(room.isKept ? .founder : .op, of: asker, in: room)
        guard room.name != lobby else { throw .moderation(room.name, .isLobby) }
        guard shared.canRename(room, to: name) else { throw .moderation(room.name, .nameInUse(name)) }
        // It goes through all accounts, for who marked how far they have read there.
        walked += shared.accounts.all.count
        return .change(.moderate(by: asker.person.id, RoomReference(room), .rename(name, reason: reason)))
    }

    /// Tells those who are shown such things.
    func tellOfName(
        of room: Room, was old: RoomName, _ reason: Text?, by person: Person, at time: Int64, _ origin: Session?,
        _ effects: inout [Effect]
    ) {
        let event = Event(
            time: time, room: room.name, .roomRenamed(from: old, by: person.nick, reason: reason),
            by: source(of: person))
        note(event, by: person, in: room)
        show(event, to: readers(of: room, besides: origin, wanting: .roomNames), &effects)
    }

    /// Sessions that read a room.
    package func sessions(in name: RoomName) -> [SessionID] {
        guard let room = shared.rooms.find(name) else { return [] }
        return members(of: room.id).map(\.session)
    }

    /// How far accounts have read what has that key.
    package func markers(_ key: String) -> [(account: AccountID, time: Int64)] {
        shared.accounts.all.compactMap { account in
            account.flatMap { account in account.markers[key].map { (account.id, $0) } }
        }
    }
}

extension RoomName {
    /// Under which accounts know how far they have read there: a nick may be as a room is called.
    package var markerKey: String { "#\(key)" }
}

extension SharedState {
    func canRename(_ room: Room, to name: RoomName) -> Bool {
        guard room.name != lobby, name != lobby, name.text != room.name.text else { return false }
        return rooms.find(name).map { $0 === room } ?? true
    }

    func rename(_ room: Room, to name: RoomName, reason: Text?) -> Moderated? {
        guard canRename(room, to: name) else { return nil }
        let old = room.name
        rooms.rename(room, to: name)
        for case let account? in accounts.all where old != name && account.markers[old.markerKey] != nil {
            accounts.change(account) { $0.markers.move(old.markerKey, to: name.markerKey) }
        }
        return .renamed(from: old, reason: reason)
    }
}
