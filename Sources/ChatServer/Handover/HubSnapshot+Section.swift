import ChatCore
import Handover

extension HubSnapshot {
    var section: Section {
        Section("hub", version: 1) { section in
            section.record { record in
                record.put(guests)
                record.put(lastID)
                record.put(generations) { $0.put(UInt64($1)) }
                record.put(freeSlots) { $0.put(UInt64($1)) }
                record.put(freeRooms) { $0.put($1) }
                record.records(privateNonces) { record, nonce in
                    record.put(nonce.key)
                    record.put(nonce.id)
                    record.put(nonce.time)
                }
            }
            section.records(rooms) { $1.write(to: &$0) }
            section.records(people) { $1.write(to: &$0) }
        }
    }

    init(_ section: inout RecordReader) throws(HandoverError) {
        self.init()
        try section.record { record throws(HandoverError) in
            guests = try record.integer(Int.self)
            lastID = try record.signed()
            generations = try record.list { reader throws(HandoverError) in try reader.place() }
            freeSlots = try record.list { reader throws(HandoverError) in try reader.place() }
            freeRooms = try record.list { reader throws(HandoverError) in try reader.roomID() }
            privateNonces = try record.records { record throws(HandoverError) in
                PrivateNonce(key: try record.string(), id: try record.signed(), time: try record.signed())
            }
        }
        rooms = try section.records { record throws(HandoverError) in try Room(&record) }
        people = try section.records { record throws(HandoverError) in try Person(&record) }
    }
}

extension HubSnapshot.Past {
    var section: Section {
        Section("past", version: 1) { section in
            section.record { record in
                record.put(room.text)
                record.put(floor)
                record.put(hasForgotten)
                record.records(said) { $1.write(to: &$0) }
            }
        }
    }

    /// What goes over before all else.
    var bytes: [UInt8] { Sections.bytes(of: [section]) }

    /// - Throws: `HandoverError` if the bytes are not what a room kept.
    init(_ bytes: [UInt8]) throws(HandoverError) {
        let sections = try Sections(bytes, known: HandoverProgram.partylined.sections)
        let past = try sections.read("past") { section, _ throws(HandoverError) in
            try section.record { record throws(HandoverError) in
                var past = HubSnapshot.Past(room: try record.roomName(), floor: try record.signed())
                past.hasForgotten = try record.flag()
                past.said = try record.records { record throws(HandoverError) in try HubSnapshot.Said(&record) }
                return past
            }
        }
        guard let past else { throw HandoverError("what a room kept is something else") }
        self = past
    }
}

extension HubSnapshot.Room {
    fileprivate func write(to record: inout RecordWriter) {
        record.put(id)
        record.put(name.text)
        record.put(lastID)
        record.put(floor)
        record.put(hasForgotten)
        record.put(topic) { writer, topic in
            writer.record { record in
                record.put(topic.text)
                record.put(topic.setBy.text)
                record.put(topic.time)
            }
        }
        record.put(members) { $0.put($1) }
        record.records(said) { $1.write(to: &$0) }
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        self.init(
            id: try record.roomID(), name: try record.roomName(), lastID: try record.signed(),
            floor: try record.signed())
        hasForgotten = try record.flag()
        topic = try record.optional { reader throws(HandoverError) in
            try reader.record { record throws(HandoverError) in
                Topic(text: try record.cleanText(), setBy: try record.nick(), time: try record.signed())
            }
        }
        members = try record.list { reader throws(HandoverError) in try reader.sessionID() }
        said = try record.records { record throws(HandoverError) in try HubSnapshot.Said(&record) }
    }
}

extension HubSnapshot.Said {
    fileprivate func write(to record: inout RecordWriter) {
        record.put(id)
        record.put(time)
        record.put(author)
        record.put(nick.text)
        record.put(text)
        record.put(isAction)
        record.put(nonce)
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        self.init(
            id: try record.signed(), time: try record.signed(), author: try record.sessionID(),
            nick: try record.nick(), text: try record.cleanText(), isAction: try record.flag())
        nonce = try record.string()
        guard nonce.isEmpty || Nonce(nonce) != nil else { throw HandoverError("a nonce is none") }
    }
}

extension HubSnapshot.Person {
    fileprivate func write(to record: inout RecordWriter) {
        record.put(id)
        record.put(nick.text)
        record.put(since)
        record.put(lastActive)
        record.put(byte: filters.rawValue)
        record.put(rooms) { $0.put($1) }
        record.put(current) { $0.put($1) }
        record.put(away) { $0.put($1) }
        record.put(lastCorrespondent) { $0.put($1) }
        record.records(ignored) { record, ignored in
            record.put(ignored.nick.text)
            record.put(ignored.session)
        }
        record.put(isHidden)
        record.put(knownTo) { $0.put($1) }
        record.put(order)
        record.put(knowsUpTo)
        record.put(hasAsked)
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        self.init(
            id: try record.sessionID(), nick: try record.nick(), since: try record.signed(),
            lastActive: try record.signed())
        filters = View.Filters(rawValue: try record.byte())
        rooms = try record.list { reader throws(HandoverError) in try reader.roomID() }
        current = try record.optional { reader throws(HandoverError) in try reader.roomID() }
        away = try record.optional { reader throws(HandoverError) in try reader.cleanText() }
        lastCorrespondent = try record.optional { reader throws(HandoverError) in try reader.sessionID() }
        ignored = try record.records { record throws(HandoverError) in
            HubSnapshot.Ignored(nick: try record.nick(), session: try record.sessionID())
        }
        isHidden = try record.flag()
        knownTo = try record.list { reader throws(HandoverError) in try reader.sessionID() }
        order = try record.integer(Int.self)
        knowsUpTo = try record.integer(Int.self)
        hasAsked = try record.flag()
    }
}
