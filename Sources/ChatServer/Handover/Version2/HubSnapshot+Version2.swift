import ChatCore
import Dialects
import Handover

/// The records of the hub, as versions 1 and 2 of a handover had them. Each of its people had one session, at the same slot.
extension RecordReader {
    /// A record `past` that stands by itself.
    static func version2Past(_ bytes: [UInt8]) throws(HandoverError) -> HubSnapshot.Past {
        var reader = RecordReader(bytes)
        var (kind, record) = try reader.version2Record()
        guard kind == .past, reader.isAtEnd else { throw HandoverError("what a room kept is something else") }
        guard let room = RoomName(try record.string()) else { throw HandoverError("a room's name is none") }
        var past = HubSnapshot.Past(room: room, floor: try record.signed())
        past.said = try record.messages()
        past.hasForgotten = try record.later(&past.said)
        return past
    }

    /// The record `hub`, without its rooms and people.
    mutating func version2Hub() throws(HandoverError) -> HubSnapshot {
        var hub = HubSnapshot()
        hub.guests = try integer(Int.self)
        hub.lastID = max(try signed(), try signed())
        _ = try integer(Int.self)
        hub.sessionGenerations = try list { reader throws(HandoverError) in try reader.uint32() }
        hub.freeSessions = try list { reader throws(HandoverError) in try reader.uint32() }
        hub.personGenerations = hub.sessionGenerations
        hub.freePeople = hub.freeSessions
        hub.freeRooms = try list { reader throws(HandoverError) in try reader.roomID() }
        guard !isAtEnd else { return hub }
        hub.privateNonces = try list { reader throws(HandoverError) in
            HubSnapshot.PrivateNonce(key: try reader.string(), id: try reader.signed(), time: try reader.signed())
        }
        return hub
    }

    mutating func version2Room() throws(HandoverError) -> HubSnapshot.Room {
        let id = try roomID()
        guard let name = RoomName(try string()) else { throw HandoverError("a room's name is none") }
        var room = HubSnapshot.Room(id: id, name: name, lastID: try signed(), floor: try signed())
        room.topic = try optional { reader throws(HandoverError) in
            Topic(text: try reader.cleanText(), setBy: try reader.nick(), time: try reader.signed())
        }
        room.members = try list { reader throws(HandoverError) in try reader.sessionID() }
        room.roster = room.members.map { PersonID(slot: $0.slot, generation: $0.generation) }
        room.said = try messages()
        room.hasForgotten = try later(&room.said)
        return room
    }

    private mutating func messages() throws(HandoverError) -> [HubSnapshot.Said] {
        try list { reader throws(HandoverError) in
            HubSnapshot.Said(
                id: try reader.signed(), time: try reader.signed(), author: try reader.personID(),
                nick: try reader.nick(), text: try reader.cleanText(), as: try reader.flag() ? .action : .message)
        }
    }

    /// - Returns: whether some of the messages are no longer kept.
    private mutating func later(_ messages: inout [HubSnapshot.Said]) throws(HandoverError) -> Bool {
        guard !isAtEnd else { return false }
        let hasForgotten = try flag()
        let nonces = try list { reader throws(HandoverError) in (id: try reader.signed(), nonce: try reader.string()) }
        var index = 0
        for (id, nonce) in nonces {
            while index < messages.count, messages[index].id < id { index += 1 }
            guard index < messages.count, messages[index].id == id, Nonce(nonce) != nil else {
                throw HandoverError("a nonce is none, or no message's")
            }
            messages[index].nonce = nonce
        }
        return hasForgotten
    }

    /// A record `person`: somebody, and the one session through which they are here, at the same slot.
    mutating func version2Person(of hub: inout HubSnapshot) throws(HandoverError) {
        let id = try personID()
        var person = HubSnapshot.Person(id: id, nick: try nick(), since: try signed())
        var session = HubSnapshot.Session(
            id: SessionID(slot: id.slot, generation: id.generation), person: id, lastActive: try signed())
        guard let view = UInt8(exactly: try number()), session.setView(version2: view) else {
            throw HandoverError("a view is none")
        }
        person.rooms = try list { reader throws(HandoverError) in try reader.roomID() }
        session.current = try optional { reader throws(HandoverError) in try reader.roomID() }
        person.away = try optional { reader throws(HandoverError) in try reader.cleanText() }
        session.lastCorrespondent = try optional { reader throws(HandoverError) in try reader.personID() }
        session.ignored = try list { reader throws(HandoverError) in
            HubSnapshot.Ignored(nick: try reader.nick(), person: try reader.personID())
        }
        if !isAtEnd {
            person.isHidden = try flag()
            let knownTo = try list { reader throws(HandoverError) in try reader.sessionID() }
            let order = try integer(Int.self)
            if person.isHidden {
                hub.newcomers.append(HubSnapshot.Newcomer(person: id, order: order, knownTo: knownTo))
            }
            session.knowsUpTo = try integer(Int.self)
            session.hasAsked = try flag()
        }
        hub.people.append(person)
        hub.sessions.append(session)
    }
}

/// A view as one byte.
extension HubSnapshot.Session {
    private static let formBits: UInt8 = 0b1101
    private static let filterBits: [(UInt8, View.Filters)] = [
        (2, .elsewhere), (16, .quiet), (32, .ignores), (64, .echo),
    ]

    private var version2View: UInt8 {
        var byte = LineForm(reading.rendering).rawValue
        for (bit, filter) in HubSnapshot.Session.filterBits where filters.contains(filter) { byte |= bit }
        return byte
    }

    /// - Returns: false where a bit means nothing.
    fileprivate mutating func setView(version2 byte: UInt8) -> Bool {
        reading = LineForm(rawValue: byte & HubSnapshot.Session.formBits).reading
        for (bit, filter) in HubSnapshot.Session.filterBits where byte & bit != 0 { filters.insert(filter) }
        return byte == version2View
    }
}
