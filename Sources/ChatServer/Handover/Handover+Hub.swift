import ChatCore
import ChatProtocol

extension HandoverWriter {
    mutating func put(_ hub: HubSnapshot) {
        record(.hub) { record in
            record.put(hub.guests)
            // Twice, as private messages had ids of their own in older programs.
            record.put(hub.lastID)
            record.put(hub.lastID)
            // Which room's turn it was to forget, in an older program.
            record.put(0)
            record.put(hub.generations) { $0.put(UInt64($1)) }
            record.put(hub.freeSlots) { $0.put(UInt64($1)) }
            record.put(hub.freeRooms) { $0.put(Int64($1.index)) }
            record.put(hub.privateNonces) { writer, nonce in
                writer.put(Array(nonce.key.utf8))
                writer.put(nonce.id)
                writer.put(nonce.time)
            }
        }
        for room in hub.rooms { record(.room) { $0.put(room) } }
        for person in hub.people { record(.person) { $0.put(person) } }
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

    private mutating func put(_ person: HubSnapshot.Person) {
        put(person.id)
        put(person.nick.text)
        put(person.since)
        put(person.lastActive)
        put(UInt64(person.viewByte))
        put(person.rooms) { $0.put(Int64($1.index)) }
        put(person.current) { $0.put(Int64($1.index)) }
        put(person.away) { $0.put($1.utf8) }
        put(person.lastCorrespondent) { $0.put($1) }
        put(person.ignored) { writer, ignored in
            writer.put(ignored.nick.text)
            writer.put(ignored.session)
        }
        put(person.isHidden)
        put(person.knownTo) { $0.put($1) }
        put(person.order)
        put(person.knowsUpTo)
        put(person.hasAsked)
    }
}

/// A view as one byte. Its bits never get another meaning.
extension HubSnapshot.Person {
    private static let formBits: UInt8 = 0b1101
    private static let filterBits: [(UInt8, View.Filters)] = [
        (2, .elsewhere), (16, .quiet), (32, .ignores), (64, .echo),
    ]

    fileprivate var viewByte: UInt8 {
        var byte = LineForm(reading.rendering).rawValue
        for (bit, filter) in HubSnapshot.Person.filterBits where filters.contains(filter) { byte |= bit }
        return byte
    }

    /// - Returns: false where a bit means nothing.
    fileprivate mutating func setView(_ byte: UInt8) -> Bool {
        reading = LineForm(rawValue: byte & HubSnapshot.Person.formBits).reading
        for (bit, filter) in HubSnapshot.Person.filterBits where byte & bit != 0 { filters.insert(filter) }
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
        hub.generations = try list { reader throws(HandoverError) in try reader.place() }
        hub.freeSlots = try list { reader throws(HandoverError) in try reader.place() }
        hub.freeRooms = try list { reader throws(HandoverError) in try reader.roomID() }
        guard !isAtEnd else { return hub }
        hub.privateNonces = try list { reader throws(HandoverError) in
            HubSnapshot.PrivateNonce(key: try reader.string(), id: try reader.signed(), time: try reader.signed())
        }
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
        room.said = try messages()
        room.hasForgotten = try later(&room.said)
        return room
    }

    private mutating func messages() throws(HandoverError) -> [HubSnapshot.Said] {
        try list { reader throws(HandoverError) in
            HubSnapshot.Said(
                id: try reader.signed(), time: try reader.signed(), author: try reader.sessionID(),
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

    mutating func person() throws(HandoverError) -> HubSnapshot.Person {
        var person = HubSnapshot.Person(
            id: try sessionID(), nick: try nick(), since: try signed(), lastActive: try signed())
        guard let view = UInt8(exactly: try number()), person.setView(view) else {
            throw HandoverError("a view is none")
        }
        person.rooms = try list { reader throws(HandoverError) in try reader.roomID() }
        person.current = try optional { reader throws(HandoverError) in try reader.roomID() }
        person.away = try optional { reader throws(HandoverError) in try reader.cleanText() }
        person.lastCorrespondent = try optional { reader throws(HandoverError) in try reader.sessionID() }
        person.ignored = try list { reader throws(HandoverError) in
            HubSnapshot.Ignored(nick: try reader.nick(), session: try reader.sessionID())
        }
        guard !isAtEnd else { return person }
        person.isHidden = try flag()
        person.knownTo = try list { reader throws(HandoverError) in try reader.sessionID() }
        person.order = try integer(Int.self)
        person.knowsUpTo = try integer(Int.self)
        person.hasAsked = try flag()
        return person
    }

    mutating func sessionID() throws(HandoverError) -> SessionID {
        SessionID(slot: try place(), generation: try place())
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
        guard bytes.withUnsafeBytes({ TextHygiene.clean($0) }) == bytes else {
            throw HandoverError("a text is not clean")
        }
        return Text(cleaned: bytes)
    }
}
