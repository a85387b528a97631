import ChatCore
import WireClient

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
        for room in wishes.rooms { send("/join \(room)", .join(room: room)) }
    }

    /// Enters all rooms again before any is asked about, so that as little as can be is missed, and the current one last; then asks what was
    /// missed, in the current one first.
    /// - Parameter asksSince: the server tells with the entry what was missed, so that nothing can come between.
    mutating func restore(lobby: String?, asksSince: Bool) {
        if let lobby {
            if let index = index(of: lobby) {
                rooms.insert(rooms.remove(at: index), at: 0)
                rooms[0].isEntered = true
            } else {
                send("/part \(lobby)", .part)
            }
        }
        for index in rooms.indices where rooms[index].held == nil { rooms[index].held = [] }
        dropWhatMayBeSaidTwice()
        let others = rooms.map(\.name).filter { $0 != currentRoom }
        let current = currentRoom.map { [$0] } ?? []
        for room in others + current {
            let since = asksSince ? index(of: room).flatMap { rooms[$0].lastKnown } : nil
            // The server has us in its lobby: without a question there is nothing to ask, unless it has to be the current one.
            guard since != nil || room == currentRoom || lobby?.asciiLowercased != room.asciiLowercased else {
                continue
            }
            send(Self.join(room, since: since), .rejoin(room: room, since: since))
        }
        for wish in unmetWishes { send(wish.body, wish.purpose) }
        unmetWishes = []
        for room in current + others.reversed() {
            guard let index = index(of: room) else { continue }
            send("/names \(room)", .names(shown: false))
            if asksSince, rooms[index].lastKnown != nil { continue }
            let since = rooms[index].lastID
            send("/history \(room) since=\(since)", .missed(room: room, since: since))
        }
    }

    private static func join(_ room: String, since: Int64?) -> String {
        "/join \(room)" + (since.map { " since=\($0)" } ?? "")
    }

    /// Has the server take the user's current room for its own, before it hears anything of the user's.
    mutating func stepBack() {
        guard let lastRejoined, queue.isInStep else { return }
        self.lastRejoined = nil
        guard let currentRoom, lastRejoined.asciiLowercased != currentRoom.asciiLowercased else { return }
        queue.addFirst("/join \(currentRoom)", .rejoin(room: currentRoom, since: nil))
    }

    /// Asks what somebody who enters a room wants to see. What is said meanwhile is held back, so that all comes in order.
    mutating func askAbout(_ room: String, namesShown: Bool) {
        if let index = index(of: room) { rooms[index].held = [] }
        if namesShown { send("/op \(room)", .ranks(room: room)) }
        send("/names \(room)", .names(shown: namesShown))
        if namesShown { send("/topic \(room)", .topic) }
        send("/history \(room) \(Self.recentCount)", .recent(room: room))
    }

    mutating func entered(_ room: String, _ keys: WireKeys) {
        if index(of: room) == nil { rooms.append(RoomState(room)) }
        if let index = index(of: room) { rooms[index].isEntered = true }
        noteLast(keys, in: room)
        makeCurrent(room)
        show(.answer("you joined \(room)"))
        if wishes.context { askAbout(room, namesShown: true) }
    }

    /// The room was entered again, and what was missed may have come with it.
    mutating func reentered(_ room: String, since: Int64?, _ keys: WireKeys) {
        guard let index = index(of: room) else { return }
        lastRejoined = room
        noteLast(keys, in: room)
        if !rooms[index].isEntered {
            rooms[index].isEntered = true
            rooms.append(rooms.remove(at: index))
        }
        guard let since else { return }
        // A server that does not know of `since` has told nothing.
        guard keys["count"] != nil else { return askWhatWasMissed(in: room, since: since) }
        caughtUp(room, since: since, keys)
    }

    /// The server takes no `since` with a join.
    mutating func reenterWithoutHistory(_ room: String, since: Int64) {
        queue.addFirst(Self.join(room, since: nil), .rejoin(room: room, since: nil))
        askWhatWasMissed(in: room, since: since)
    }

    private mutating func askWhatWasMissed(in room: String, since: Int64) {
        send("/history \(room) since=\(since)", .missed(room: room, since: since))
    }

    /// Remembers the last message of a room, as the answer to having entered it tells it: what comes after it can be missed.
    mutating func noteLast(_ keys: WireKeys, in room: String) {
        guard let id = keys["id"].flatMap({ Int64($0) }), id >= 0, let index = index(of: room) else { return }
        rooms[index].entryID = max(rooms[index].entryID ?? 0, id)
        returning.noteID(id)
    }

    /// The server does not have us in that room (any more).
    mutating func excluded(from room: String) {
        guard let index = index(of: room) else { return }
        show(.status("You are no longer in \(rooms[index].name)."))
        leave(room)
    }

    /// Shows what was held of the room, and names what was yet to be said there.
    mutating func leave(_ room: String) {
        release(room)
        dropWhatIsFor(room)
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
