import ChatCore
import WireClient

extension Conversation {
    /// Something happened.
    mutating func happened(_ event: WireEvent) {
        switch event.kind {
        case .join: if let index = event.room.flatMap(index) { rooms[index].add(event.nick) }
        case .part: if let index = event.room.flatMap(index) { rooms[index].remove(event.nick) }
        case .quit:
            for index in rooms.indices { rooms[index].remove(event.nick) }
            isFree(event.nick)
        case .nick(let new):
            isFree(event.nick)
            for index in rooms.indices { rooms[index].rename(event.nick, to: new) }
            renameSpeaker(event.nick, to: new)
        case .message, .action:
            if let index = event.room.flatMap(index), rooms[index].held != nil {
                return rooms[index].hold(event)
            }
            return said(event)
        case .direct(_, to: nil):
            returning.noteID(event.id)
            returning.lastDirectID = max(returning.lastDirectID, event.id ?? 0)
            lastSender = event.nick
            noteSpeaker(event.nick)
            outputs.append(.bell)
        case .kick:
            guard let room = event.room, let index = index(of: room) else { break }
            rooms[index].remove(event.nick)
            guard event.nick.asciiLowercased == nick.asciiLowercased else { break }
            // It says where one talks now, once that is so.
            show(.event(event))
            return leave(room)
        case .rank(let word, _):
            guard let index = event.room.flatMap(index), let rank = Rank(name: word) else { break }
            rooms[index].setRank(rank, of: event.nick)
        case .rename(let new, _): if let room = event.room { renameRoom(room, to: new) }
        case .direct, .topic, .away, .mode, .invite: break
        }
        show(.event(event))
    }

    /// Shows what somebody said in a room, unless it was shown already.
    private mutating func said(_ event: WireEvent) {
        let isOwn = event.nick.asciiLowercased == nick.asciiLowercased
        guard note(event) else { return }
        if !isOwn {
            noteSpeaker(event.nick)
            if isAddressed(event) { outputs.append(.bell) }
        }
        show(isOwn ? .own(event) : .event(event))
    }

    /// Remembers the id. False where it was seen before.
    private mutating func note(_ event: WireEvent) -> Bool {
        returning.noteID(event.id)
        guard let id = event.id, let index = event.room.flatMap(index) else { return true }
        guard id > rooms[index].lastID else { return false }
        rooms[index].lastID = id
        return true
    }

    /// Shows what a room's history holds, but for what was seen. What was said meanwhile may be older than the last messages that were
    /// asked for.
    mutating func replay(_ event: WireEvent) {
        if let id = event.id, let index = event.room.flatMap(index) {
            for held in rooms[index].takeHeld(before: id) { said(held) }
        }
        guard note(event) else { return }
        if let id = event.id, [nick, wantedNick].contains(where: { $0?.asciiLowercased == event.nick.asciiLowercased })
        {
            replayedOwn.insert(id)
        }
        show(.replayed(event))
    }

    /// Shows what was said while the history was asked for.
    mutating func release(_ room: String) {
        guard let index = index(of: room), let held = rooms[index].held else { return }
        rooms[index].held = nil
        for event in held { said(event) }
    }

    /// No history will come any more: shows all that was held.
    mutating func releaseAll() {
        for room in rooms { release(room.name) }
    }

    private func isAddressed(_ event: WireEvent) -> Bool {
        switch event.kind {
        case .message(let text), .action(let text): Mention.stands(nick, in: text)
        default: false
        }
    }
}
