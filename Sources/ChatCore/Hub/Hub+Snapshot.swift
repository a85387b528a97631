extension Hub {
    /// The rooms that there are.
    public var roomNames: [RoomName] { shared.rooms.all.map(\.name) }

    /// What a room keeps.
    /// - Returns: nil where there is no such room.
    public func past(of room: RoomName) -> HubSnapshot.Past? {
        guard let room = shared.rooms.find(room) else { return nil }
        var past = HubSnapshot.Past(room: room.name, floor: room.history.floor)
        past.said = room.history.said(after: room.history.floor)
        past.hasForgotten = room.history.hasForgotten
        return past
    }

    /// All that it knows, its limits and its lobby's name aside.
    /// - Parameter known: up to which id what a room keeps is known already: the last one of its past.
    public func snapshot(after known: [RoomName: EventID] = [:]) -> HubSnapshot {
        var snapshot = HubSnapshot()
        shared.people.write(to: &snapshot)
        shared.accounts.write(to: &snapshot)
        snapshot.serverBans = shared.serverBans.entries
        shared.rooms.write(to: &snapshot, after: known, shared.people)
        snapshot.privateNonces = shared.privateNonces.inOrder
        snapshot.letters = shared.letters.inOrder
        snapshot.places = shared.presence.copies(shared.people)
        shared.losses.write(to: &snapshot, shared.people)
        snapshot.saidDigest = shared.said
        snapshot.lastTime = shared.lastTime
        local.write(to: &snapshot, shared.people)
        return snapshot
    }
}
