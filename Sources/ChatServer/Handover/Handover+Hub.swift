import ChatCore
import Dialects

extension HandoverWriter {
    mutating func put(_ hub: HubSnapshot) {
        record(.hub) { record in
            record.put(hub.guests)
            // Twice, as private messages had ids of their own in older programs.
            record.put(hub.lastID)
            record.put(hub.lastID)
            // Which room's turn it was to forget, in an older program.
            record.put(0)
            // While each person has one session, people and sessions have the same places.
            record.put(hub.sessionGenerations) { $0.put(UInt64($1)) }
            record.put(hub.freeSessions) { $0.put(UInt64($1)) }
            record.put(hub.freeRooms) { $0.put(Int64($1.index)) }
            record.put(hub.privateNonces) { writer, nonce in
                writer.put(Array(nonce.key.utf8))
                writer.put(nonce.id)
                writer.put(nonce.time)
            }
            record.put(hub.saidDigest)
        }
        for room in hub.rooms { record(.room) { $0.put(room) } }
        let people = Dictionary(uniqueKeysWithValues: hub.people.map { ($0.id, $0) })
        let newcomers = Dictionary(uniqueKeysWithValues: hub.newcomers.map { ($0.person, $0) })
        for session in hub.sessions {
            guard let person = people[session.person] else { continue }
            record(.person) { $0.put(person, session, newcomers[person.id]) }
        }
    }

    mutating func put(_ past: HubSnapshot.Past) {
        record(.past) { record in
            record.put(past.room.text)
            record.put(past.floor)
            record.put(past.said)
            record.putLater(past.said, hasForgotten: past.hasForgotten)
        }
    }

    mutating func put(_ id: SessionID) {
        put(UInt64(id.slot))
        put(UInt64(id.generation))
    }

    private mutating func put(_ id: PersonID) {
        put(UInt64(id.slot))
        put(UInt64(id.generation))
    }

    private mutating func put(_ room: HubSnapshot.Room) {
        put(Int64(room.id.index))
        put(room.name.text)
        put(room.lastID)
        put(room.floor)
        put(room.topic) { writer, topic in
            writer.put(topic.text.utf8)
            writer.put(topic.setBy.text)
            writer.put(topic.time)
        }
        put(room.members) { $0.put($1) }
        put(room.said)
        putLater(room.said, hasForgotten: room.hasForgotten)
        put(room.topicID)
    }

    /// What came to be known of messages after their form was settled.
    private mutating func putLater(_ messages: [HubSnapshot.Said], hasForgotten: Bool) {
        put(hasForgotten)
        put(messages.filter { !$0.nonce.isEmpty }) { writer, said in
            writer.put(said.id)
            writer.put(Array(said.nonce.utf8))
        }
    }

    private mutating func put(_ messages: [HubSnapshot.Said]) {
        put(messages) { writer, said in
            writer.put(said.id)
            writer.put(said.time)
            writer.put(said.author)
            writer.put(said.nick.text)
            writer.put(said.text.utf8)
            writer.put(said.isAction)
        }
    }

    private mutating func put(
        _ person: HubSnapshot.Person, _ session: HubSnapshot.Session, _ newcomer: HubSnapshot.Newcomer?
    ) {
        put(session.id)
        put(person.nick.text)
        put(person.since)
        put(session.lastActive)
        put(UInt64(session.viewByte))
        put(person.rooms) { $0.put(Int64($1.index)) }
        put(session.current) { $0.put(Int64($1.index)) }
        put(person.away) { $0.put($1.utf8) }
        put(session.lastCorrespondent) { $0.put($1) }
        put(session.ignored) { writer, ignored in
            writer.put(ignored.nick.text)
            writer.put(ignored.person)
        }
        put(person.isHidden)
        put(newcomer?.knownTo ?? []) { $0.put($1) }
        put(newcomer?.order ?? 0)
        put(session.knowsUpTo)
        put(session.hasAsked)
    }
}

/// A view as one byte. Its bits never get another meaning.
extension HubSnapshot.Session {
    private static let formBits: UInt8 = 0b1101
    private static let filterBits: [(UInt8, View.Filters)] = [
        (2, .elsewhere), (16, .quiet), (32, .ignores), (64, .echo),
    ]

    fileprivate var viewByte: UInt8 {
        var byte = LineForm(reading.rendering).rawValue
        for (bit, filter) in HubSnapshot.Session.filterBits where filters.contains(filter) { byte |= bit }
        return byte
    }

    /// - Returns: false where a bit means nothing.
    fileprivate mutating func setView(_ byte: UInt8) -> Bool {
        reading = LineForm(rawValue: byte & HubSnapshot.Session.formBits).reading
        for (bit, filter) in HubSnapshot.Session.filterBits where byte & bit != 0 { filters.insert(filter) }
        return byte == viewByte
    }
}

extension HubSnapshot.Past {
    var bytes: [UInt8] {
        var writer = HandoverWriter()
        writer.put(self)
        return writer.bytes
    }
}

extension HandoverReader {
    /// A record `past` that stands by itself.
    static func past(_ bytes: [UInt8]) throws(HandoverError) -> HubSnapshot.Past {
        var reader = HandoverReader(bytes)
        var (kind, record) = try reader.record()
        guard kind == .past, reader.isAtEnd else { throw HandoverError("what a room kept is something else") }
        guard let room = RoomName(try record.string()) else { throw HandoverError("a room's name is none") }
        var past = HubSnapshot.Past(room: room, floor: try record.signed())
        past.said = try record.messages()
        past.hasForgotten = try record.later(&past.said)
        return past
    }

    /// The record `hub`, without its rooms and people.
    mutating func hub() throws(HandoverError) -> HubSnapshot {
        var hub = HubSnapshot()
        hub.guests = try integer(Int.self)
        hub.lastID = max(try signed(), try signed())
        _ = try integer(Int.self)
        hub.sessionGenerations = try list { reader throws(HandoverError) in try reader.place() }
        hub.freeSessions = try list { reader throws(HandoverError) in try reader.place() }
        hub.personGenerations = hub.sessionGenerations
        hub.freePeople = hub.freeSessions
        hub.freeRooms = try list { reader throws(HandoverError) in try reader.roomID() }
        guard !isAtEnd else { return hub }
        hub.privateNonces = try list { reader throws(HandoverError) in
            HubSnapshot.PrivateNonce(key: try reader.string(), id: try reader.signed(), time: try reader.signed())
        }
        if !isAtEnd { hub.saidDigest = try number() }
        return hub
    }

    mutating func room() throws(HandoverError) -> HubSnapshot.Room {
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
        if !isAtEnd { room.topicID = try signed() }
        return room
    }

    private mutating func messages() throws(HandoverError) -> [HubSnapshot.Said] {
        try list { reader throws(HandoverError) in
            HubSnapshot.Said(
                id: try reader.signed(), time: try reader.signed(), author: try reader.personID(),
                nick: try reader.nick(), text: try reader.cleanText(), isAction: try reader.flag())
        }
    }

    /// - Returns: whether some of the messages are no longer kept.
    private mutating func later(_ messages: inout [HubSnapshot.Said]) throws(HandoverError) -> Bool {
        guard !isAtEnd else { return false }
        let hasForgotten = try flag()
        let nonces = try list { reader throws(HandoverError) in (id: try reader.signed(), nonce: try reader.string()) }
        var place = 0
        for (id, nonce) in nonces {
            while place < messages.count, messages[place].id < id { place += 1 }
            guard place < messages.count, messages[place].id == id, Nonce(nonce) != nil else {
                throw HandoverError("a nonce is none, or no message's")
            }
            messages[place].nonce = nonce
        }
        return hasForgotten
    }

    /// A record `person`: somebody, and the one session through which they are here, at the same place.
    mutating func person(of hub: inout HubSnapshot) throws(HandoverError) {
        let id = try personID()
        var person = HubSnapshot.Person(id: id, nick: try nick(), since: try signed())
        var session = HubSnapshot.Session(
            id: SessionID(slot: id.slot, generation: id.generation), person: id, lastActive: try signed())
        guard let view = UInt8(exactly: try number()), session.setView(view) else {
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

    mutating func sessionID() throws(HandoverError) -> SessionID {
        SessionID(slot: try place(), generation: try place())
    }

    private mutating func personID() throws(HandoverError) -> PersonID {
        PersonID(slot: try place(), generation: try place())
    }

    private mutating func roomID() throws(HandoverError) -> RoomID {
        RoomID(index: try integer(Int32.self))
    }

    private mutating func place() throws(HandoverError) -> UInt32 {
        guard let place = UInt32(exactly: try number()) else { throw HandoverError("a number is out of its bounds") }
        return place
    }

    private mutating func nick() throws(HandoverError) -> Nick {
        guard let nick = Nick(try string()) else { throw HandoverError("a nick is none") }
        return nick
    }

    /// A text that is clean as it stands.
    private mutating func cleanText() throws(HandoverError) -> Text {
        let bytes = try text()
        guard let text = Text(clean: bytes) else { throw HandoverError("a text is not clean") }
        return text
    }
}
