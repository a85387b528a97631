import ChatCore
import Handover

extension HubSnapshot {
    var section: Section {
        Section("hub", version: 1) { section in
            section.record { record in
                record.put(guests)
                record.put(lastID)
                record.put(saidDigest)
                for list in [personGenerations, freePeople, sessionGenerations, freeSessions] {
                    record.put(list) { $0.put(UInt64($1)) }
                }
                record.put(freeRooms) { $0.put($1) }
                record.records(privateNonces) { record, nonce in
                    record.put(nonce.key)
                    record.put(nonce.id)
                    record.put(nonce.time)
                }
                record.records(slowWaits) { record, wait in
                    record.put(wait.person)
                    record.put(wait.room)
                    record.put(wait.next)
                }
                record.put(UInt64(lastAccount))
                record.records(accounts) { $1.write(to: &$0) }
                record.records(retiredNames) { record, name in
                    record.put(name.key)
                    record.put(name.until)
                }
                record.records(serverBans) { $1.write(to: &$0) }
                record.records(audit) { $1.write(to: &$0) }
                record.records(held) { $1.write(to: &$0) }
                record.records(mail) { $1.write(to: &$0) }
                record.put(lastTime)
                record.records(formerNicks) { $1.write(to: &$0) }
                record.records(letters) { $1.write(to: &$0) }
            }
            section.records(rooms) { $1.write(to: &$0) }
            section.records(people) { $1.write(to: &$0) }
            section.records(sessions) { $1.write(to: &$0) }
            section.records(newcomers) { record, newcomer in
                record.put(newcomer.person)
                record.put(newcomer.order)
                record.put(newcomer.knownTo) { $0.put($1) }
            }
        }
    }

    init(_ section: inout RecordReader) throws(HandoverError) {
        self.init()
        try section.record { record throws(HandoverError) in
            guests = try record.integer(Int.self)
            lastID = try record.signed()
            saidDigest = try record.number()
            personGenerations = try record.uint32List()
            freePeople = try record.uint32List()
            sessionGenerations = try record.uint32List()
            freeSessions = try record.uint32List()
            freeRooms = try record.list { reader throws(HandoverError) in try reader.roomID() }
            privateNonces = try record.records { record throws(HandoverError) in
                PrivateNonce(key: try record.string(), id: try record.signed(), time: try record.signed())
            }
            guard !record.isAtEnd else { return }
            slowWaits = try record.records { record throws(HandoverError) in
                SlowWait(person: try record.personID(), room: try record.roomID(), next: try record.signed())
            }
            guard !record.isAtEnd else { return }
            lastAccount = try record.uint32()
            accounts = try record.records { record throws(HandoverError) in try Account(&record) }
            retiredNames = try record.records { record throws(HandoverError) in
                RetiredName(key: try record.string(), until: try record.signed())
            }
            serverBans = try record.records { record throws(HandoverError) in try ServerBan(&record) }
            audit = try record.records { record throws(HandoverError) in try AuditEntry(&record) }
            guard !record.isAtEnd else { return }
            held = try record.records { record throws(HandoverError) in try Held(&record) }
            mail = try record.records { record throws(HandoverError) in try Mail(&record) }
            guard !record.isAtEnd else { return }
            lastTime = try record.signed()
            guard !record.isAtEnd else { return }
            formerNicks = try record.records { record throws(HandoverError) in try FormerNick(&record) }
            guard !record.isAtEnd else { return }
            letters = try record.records { record throws(HandoverError) in try Letter(&record) }
        }
        rooms = try section.records { record throws(HandoverError) in try Room(&record) }
        people = try section.records { record throws(HandoverError) in try Person(&record) }
        sessions = try section.records { record throws(HandoverError) in try Session(&record) }
        newcomers = try section.records { record throws(HandoverError) in
            Newcomer(
                person: try record.personID(), order: try record.integer(Int.self),
                knownTo: try record.list { reader throws(HandoverError) in try reader.sessionID() })
        }
    }
}

extension RecordReader {
    fileprivate mutating func uint32List() throws(HandoverError) -> [UInt32] {
        try list { reader throws(HandoverError) in try reader.uint32() }
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
        record.put(topicID)
        record.put(roster) { $0.put($1) }
        record.put(members) { $0.put($1) }
        record.records(said) { $1.write(to: &$0) }
        record.put(rules) { writer, rules in writer.record { rules.write(to: &$0) } }
        record.put(created)
        record.records(happenings) { $1.write(to: &$0) }
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
        topicID = try record.signed()
        roster = try record.list { reader throws(HandoverError) in try reader.personID() }
        members = try record.list { reader throws(HandoverError) in try reader.sessionID() }
        said = try record.records { record throws(HandoverError) in try HubSnapshot.Said(&record) }
        guard !record.isAtEnd else { return }
        rules = try record.optional { reader throws(HandoverError) in
            try reader.record { record throws(HandoverError) in try RoomRules(&record) }
        }
        guard !record.isAtEnd else { return }
        created = try record.time()
        guard !record.isAtEnd else { return }
        happenings = try record.records { record throws(HandoverError) in try HubSnapshot.Said(&record) }
    }
}

extension HubSnapshot.Said {
    fileprivate func write(to record: inout RecordWriter) {
        record.put(id)
        record.put(time)
        record.put(author)
        record.put(nick.text)
        record.put(text)
        // Older versions know of actions alone.
        record.put(manner == .action)
        record.put(nonce)
        record.put(account) { $0.put($1) }
        record.put(manner == .notice)
        record.put(userHost)
        record.put(isBot)
        record.put(enclosure)
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        self.init(
            id: try record.signed(), time: try record.signed(), author: try record.personID(),
            nick: try record.nick(), text: try record.cleanText(), as: try record.flag() ? .action : .message)
        nonce = try record.string()
        guard nonce.isEmpty || Nonce(nonce) != nil else { throw HandoverError("a nonce is none") }
        guard !record.isAtEnd else { return }
        account = try record.optional { reader throws(HandoverError) in try reader.accountID() }
        guard !record.isAtEnd else { return }
        if try record.flag() {
            guard manner == .message else { throw HandoverError("an action is a notice") }
            manner = .notice
        }
        (userHost, isBot) = (try record.userHost(), try record.flag())
        guard !record.isAtEnd else { return }
        enclosure = try record.enclosure()
    }
}

extension HubSnapshot.Person {
    fileprivate func write(to record: inout RecordWriter) {
        record.put(id)
        record.put(nick.text)
        record.put(since)
        record.put(rooms) { $0.put($1) }
        record.put(away) { $0.put($1) }
        record.put(isHidden)
        record.put(ranks) { $0.put(byte: $1.rawValue) }
        record.put(host?.text) { $0.put($1) }
        record.put(account) { $0.put($1) }
        record.put(messages.rawValue)
        record.put(introduction) { writer, introduction in
            writer.record { record in
                record.put(introduction.user.text)
                record.put(introduction.realName)
            }
        }
        record.put(voicesBeneath) { $0.put($1) }
        record.put(isProgram)
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        self.init(id: try record.personID(), nick: try record.nick(), since: try record.signed())
        rooms = try record.list { reader throws(HandoverError) in try reader.roomID() }
        away = try record.optional { reader throws(HandoverError) in try reader.cleanText() }
        isHidden = try record.flag()
        guard !record.isAtEnd else { return }
        ranks = try record.list { reader throws(HandoverError) in try reader.rank() }
        host = try record.optional { reader throws(HandoverError) in try reader.host() }
        guard !record.isAtEnd else { return }
        account = try record.optional { reader throws(HandoverError) in try reader.accountID() }
        messages = try record.policy()
        guard !record.isAtEnd else { return }
        introduction = try record.optional { reader throws(HandoverError) in
            try reader.record { record throws(HandoverError) in
                guard let user = UserName(try record.string()) else { throw HandoverError("a user is none") }
                return Introduction(user: user, realName: try record.cleanText())
            }
        }
        guard !record.isAtEnd else { return }
        voicesBeneath = try record.list { reader throws(HandoverError) in try reader.roomID() }
        isProgram = try record.flag()
    }
}

extension HubSnapshot.Session {
    func write(to record: inout RecordWriter) {
        record.put(id)
        record.put(person)
        record.put(lastActive)
        record.put(current) { $0.put($1) }
        record.put(byte: filters.rawValue)
        record.records(ignored) { record, ignored in
            record.put(ignored.nick.text)
            record.put(ignored.person)
            record.put(ignored.account) { $0.put($1) }
        }
        record.put(lastCorrespondent) { $0.put($1) }
        record.put(knowsUpTo)
        record.put(hasAsked)
        record.put(watched) { $0.put($1.text) }
    }

    /// How it reads is in the section of its dialect.
    init(_ record: inout RecordReader) throws(HandoverError) {
        self.init(id: try record.sessionID(), person: try record.personID(), lastActive: try record.signed())
        current = try record.optional { reader throws(HandoverError) in try reader.roomID() }
        filters = View.Filters(rawValue: try record.byte())
        ignored = try record.records { record throws(HandoverError) in
            var ignored = HubSnapshot.Ignored(nick: try record.nick(), person: try record.personID())
            guard !record.isAtEnd else { return ignored }
            ignored.account = try record.optional { reader throws(HandoverError) in try reader.accountID() }
            return ignored
        }
        lastCorrespondent = try record.optional { reader throws(HandoverError) in try reader.personID() }
        knowsUpTo = try record.integer(Int.self)
        hasAsked = try record.flag()
        guard !record.isAtEnd else { return }
        watched = try record.list { reader throws(HandoverError) in try reader.nick() }
    }
}
