import ChatCore

/// What a conversation knows of rooms and people.
extension Conversation {
    mutating func setNick(_ new: String) {
        nick = new
        if new.asciiLowercased == wantedNick?.asciiLowercased { wantedNick = nil }
    }

    func index(of room: String) -> Int? { rooms.firstIndex { $0.isNamed(room) } }

    /// The room was joined, or spoken in by its name: it is the current one.
    mutating func makeCurrent(_ room: String) {
        guard let index = index(of: room) else { return }
        currentRoom = rooms[index].name
        // What the user did came after whatever the client did on its own account.
        lastRejoined = nil
    }

    /// The room was left, or could not be entered again.
    mutating func forget(_ room: String) {
        rooms.removeAll { $0.isNamed(room) }
        noteRoom(room)
        if currentRoom?.asciiLowercased == room.asciiLowercased { currentRoom = rooms.last?.name }
    }

    /// A room is called otherwise from now on: the user is in it, and talks in it, under that name.
    mutating func renameRoom(_ room: String, to name: String) {
        guard let index = index(of: room), RoomName(name) != nil else { return }
        rooms[index].name = name
        if currentRoom?.asciiLowercased == room.asciiLowercased { currentRoom = name }
        if lastRejoined?.asciiLowercased == room.asciiLowercased { lastRejoined = name }
        noteRoom(name)
    }

    /// Remembers that there is such a room, for completion.
    mutating func noteRoom(_ room: String) {
        guard room.hasPrefix("#"), RoomName(room) != nil else { return }
        knownRooms.removeAll { $0.asciiLowercased == room.asciiLowercased }
        knownRooms.insert(room, at: 0)
        if knownRooms.count > 1000 { knownRooms.removeLast() }
    }

    mutating func noteSpeaker(_ nick: String) {
        speakers.removeAll { $0.asciiLowercased == nick.asciiLowercased }
        speakers.insert(nick, at: 0)
        if speakers.count > 100 { speakers.removeLast() }
    }

    mutating func renameSpeaker(_ old: String, to new: String) {
        if let index = speakers.firstIndex(where: { $0.asciiLowercased == old.asciiLowercased }) {
            speakers[index] = new
        }
        if lastSender?.asciiLowercased == old.asciiLowercased { lastSender = new }
    }
}
