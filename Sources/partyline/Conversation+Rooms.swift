import ChatCore
import ChatProtocol

/// Which rooms the client is in, and how it gets there: at the start, by the user's will, and again after a break.
extension Conversation {
    mutating func enterFirst(lobby: String?) {
        if let lobby {
            rooms = [RoomState(lobby)]
            rooms[0].isEntered = true
            currentRoom = lobby
            // The greeting has told who is there, and the topic.
            if wishes.context { askAbout(lobby, namesShown: false) }
        }
        if let wish = wishes.nick { send("/nick \(wish)", .wishedNick) }
        for room in wishes.rooms { send("/join \(room)", .join) }
    }

    /// Enters all rooms again before any is asked about, so that as little as can be is missed, and the current one last; then asks what was
    /// missed, in the current one first.
    mutating func restore(_ oldNick: String, lobby: String?) {
        let isGuest = oldNick.hasPrefix("guest") && oldNick.dropFirst(5).allSatisfy(\.isNumber)
        if oldNick.asciiLowercased != nick.asciiLowercased, !isGuest {
            wantedNick = oldNick
            isNickRefusalTold = false
            send("/nick \(oldNick)", .restoredNick)
        }
        if let lobby {
            if let index = index(of: lobby) {
                rooms.insert(rooms.remove(at: index), at: 0)
                rooms[0].isEntered = true
            } else {
                send("/part \(lobby)", .part)
            }
        }
        for index in rooms.indices where rooms[index].held == nil { rooms[index].held = [] }
        let others = rooms.map(\.name).filter { $0 != currentRoom }
        let current = currentRoom.map { [$0] } ?? []
        for room in others + current where room == currentRoom || lobby?.asciiLowercased != room.asciiLowercased {
            send("/join \(room)", .rejoin(room: room))
        }
        for wish in unmetWishes { send(wish.body, wish.purpose) }
        unmetWishes = []
        for room in current + others.reversed() {
            guard let index = index(of: room) else { continue }
            let since = rooms[index].lastID
            send("/names \(room)", .names(shown: false))
            send("/history \(room) since=\(since)", .missed(room: room, since: since))
        }
    }

    /// Has the server take the user's current room for its own, before it hears anything of the user's.
    mutating func stepBack() {
        guard let lastRejoined, queue.isInStep else { return }
        self.lastRejoined = nil
        guard let currentRoom, lastRejoined.asciiLowercased != currentRoom.asciiLowercased else { return }
        queue.addFirst("/join \(currentRoom)", .rejoin(room: currentRoom))
    }

    /// Asks what somebody who enters a room wants to see. What is said meanwhile is held back, so that all comes in order.
    mutating func askAbout(_ room: String, namesShown: Bool) {
        if let index = index(of: room) { rooms[index].held = [] }
        send("/names \(room)", .names(shown: namesShown))
        if namesShown { send("/topic \(room)", .topic) }
        send("/history \(room) \(Self.recentCount)", .recent(room: room))
    }

    mutating func entered(_ room: String) {
        if index(of: room) == nil { rooms.append(RoomState(room)) }
        if let index = index(of: room) { rooms[index].isEntered = true }
        makeCurrent(room)
        show(.answer("you joined \(room)"))
        if wishes.context { askAbout(room, namesShown: true) }
    }

    mutating func reentered(_ room: String) {
        guard let index = index(of: room) else { return }
        lastRejoined = room
        guard !rooms[index].isEntered else { return }
        rooms[index].isEntered = true
        rooms.append(rooms.remove(at: index))
    }

    /// The server does not have us in that room (any more).
    mutating func excluded(from room: String) {
        guard let index = index(of: room) else { return }
        show(.status("You are no longer in \(rooms[index].name)."))
        release(room)
        forget(room)
    }

    /// A page of what was missed is here.
    mutating func caughtUp(_ room: String, since: Int64, _ keys: WireKeys) {
        // Where nothing was seen before, `gap` tells of times before we came.
        if keys["gap"] != nil, since > 0 {
            show(.status("Some of what was said in \(room) meanwhile may no longer be kept."))
        }
        // Of a server that counts what it does not send no more is asked.
        let isFull = keys["more"] != nil || keys["count"].flatMap { Int($0) } ?? 0 >= Self.historyPage
        if isFull, let index = index(of: room), rooms[index].lastID > since {
            let next = rooms[index].lastID
            return queue.addFirst("/history \(room) since=\(next)", .missed(room: room, since: next))
        }
        release(room)
    }
}
