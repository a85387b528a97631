import ChatCore
import ChatProtocol

extension Conversation {
    /// Something happened.
    mutating func happened(_ event: WireEvent) {
        switch event.kind {
        case .join: if let index = event.room.flatMap(index) { rooms[index].add(event.nick) }
        case .part: if let index = event.room.flatMap(index) { rooms[index].remove(event.nick) }
        case .quit: for index in rooms.indices { rooms[index].remove(event.nick) }
        case .nick(let new):
            for index in rooms.indices { rooms[index].rename(event.nick, to: new) }
            renameSpeaker(event.nick, to: new)
        case .message, .action:
            if let index = event.room.flatMap(index), rooms[index].held != nil {
                return rooms[index].hold(event)
            }
            return said(event)
        case .direct(_, to: nil):
            lastSender = event.nick
            noteSpeaker(event.nick)
            outputs.append(.bell)
        case .direct, .topic, .away: break
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
        if note(event) { show(.replayed(event)) }
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

/// A nick within a text.
enum Mention {
    /// Whether the nick stands there as a word of its own, in any case.
    static func stands(_ nick: String, in text: String) -> Bool {
        let needle = Array(nick.asciiLowercased.utf8)
        let bytes = Array(text.asciiLowercased.utf8)
        guard !needle.isEmpty, bytes.count >= needle.count else { return false }
        for start in 0...(bytes.count - needle.count) where bytes[start] == needle[0] {
            let end = start + needle.count
            guard bytes[start..<end].elementsEqual(needle) else { continue }
            if start > 0, isNick(bytes[start - 1]) { continue }
            if end < bytes.count, isNick(bytes[end]) { continue }
            return true
        }
        return false
    }

    private static func isNick(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
