import ChatCore
import Dialects
import Handover

/// Which sections there are. Golden files (Tests/Golden) have one of each version that was ever written.
extension HandoverProgram {
    static let partylined = HandoverProgram(
        version: partylineVersion,
        sections: [
            "server": 1, "doors": 1, "files": 1, "hub": 1, "past": 1, "sessions.line": 1, "store": 1, "held": 1,
            ReturnsState.sectionName: 1, SessionState.ircSectionName: 1,
            IRCNewcomerState.sectionName: 1, metadataSection: 1, peopleSection: 1,
            HandoverState.webSocketSectionName: 1,
        ])
}

extension HandoverProgram {
    static let metadataSection = "metadata.rooms"
    static let peopleSection = "metadata.people"

    /// The same without a section that is not written.
    func without(_ section: String) -> HandoverProgram {
        HandoverProgram(version: version, sections: sections.filter { $0.key != section })
    }
}

extension HandoverState {
    /// All of it, as it goes over.
    var bytes: [UInt8] {
        let required = [server, doorSection, fileSection, hub.section, SessionState.section(of: sessions)]
        let irc = sessions.filter { $0.irc != nil }
        return Sections.bytes(
            of: required + (irc.isEmpty ? [] : [SessionState.ircSection(of: irc)])
                + (ircNewcomers.isEmpty ? [] : [IRCNewcomerState.section(of: ircNewcomers)])
                + (roomMetadata.isEmpty ? [] : [metadataSection]) + (ircPeople.isEmpty ? [] : [peopleSection])
                + (webSocketSection.map { [$0] } ?? [])
                + (store.map { [$0.section] } ?? [])
                + (held.isEmpty ? [] : [HeldState.section(of: held)])
                + (returns.isEmpty ? [] : [returns.section]))
    }

    private var server: Section {
        Section("server", version: 1) { section in
            section.record { record in
                record.put(started)
                record.put(pasts)
                record.put(cloakKey)
                record.put(returns.tokens)
                record.put(secrets) { $0.put($1) }
            }
        }
    }

    private var metadataSection: Section {
        Section(HandoverProgram.metadataSection, version: 1) { section in
            section.records(roomMetadata.sorted { $0.key < $1.key }) { record, room in
                record.put(room.key)
                room.value.write(to: &record)
            }
        }
    }

    private var peopleSection: Section {
        Section(HandoverProgram.peopleSection, version: 1) { section in
            section.records(ircPeople.sorted { $0.key.slot < $1.key.slot }) { record, told in
                record.put(told.key)
                record.put(told.value.isInvisible)
                told.value.metadata.write(to: &record)
            }
        }
    }

    private var doorSection: Section {
        Section("doors", version: 1) { section in
            section.records(doors) { record, door in
                record.put(door.isAdmin)
                record.put(door.listen)
                record.put(door.descriptors) { $0.put($1) }
            }
        }
    }

    private var fileSection: Section {
        Section("files", version: 1) { section in
            section.records(files) { record, file in
                record.put(file.path)
                record.put(file.descriptor)
            }
        }
    }

    /// Has the hub know how each session is written to, which is in the section of its dialect.
    private mutating func readAsSessions() {
        let readings = Dictionary(sessions.map { ($0.id, $0.form.reading) }) { first, _ in first }
        for index in hub.sessions.indices {
            if let reading = readings[hub.sessions[index].id] { hub.sessions[index].reading = reading }
        }
    }

    /// - Throws: `HandoverError` if the bytes are not the whole state of a server, in sections that are known, or if sessions and hub are not
    ///   of each other.
    init(_ bytes: [UInt8]) throws(HandoverError) {
        let sections = try Sections(bytes, known: HandoverProgram.partylined.sections)
        func section<Value>(
            _ name: String, _ body: (inout RecordReader) throws(HandoverError) -> Value
        ) throws(HandoverError) -> Value {
            let value = try sections.read(name) { reader, _ throws(HandoverError) in try body(&reader) }
            guard let value else { throw HandoverError("it has no section \(name)") }
            return value
        }
        (started, pasts, cloakKey, returns.tokens, secrets) = try section("server") { reader throws(HandoverError) in
            try reader.record { record throws(HandoverError) in
                let (started, pasts) = (try record.time(), try record.number())
                let cloakKey = record.isAtEnd ? [] : try record.text()
                let tokens = record.isAtEnd ? [] : try record.tokens()
                let secrets =
                    record.isAtEnd
                    ? nil : try record.optional { reader throws(HandoverError) in try reader.integer(Int.self) }
                return (started, pasts, cloakKey, tokens, secrets)
            }
        }
        doors = try section("doors") { reader throws(HandoverError) in
            try reader.records { record throws(HandoverError) in
                DoorState(
                    isAdmin: try record.flag(), listen: try record.string(),
                    descriptors: try record.list { reader throws(HandoverError) in try reader.integer(Int.self) })
            }
        }
        files = try section("files") { reader throws(HandoverError) in
            try reader.records { record throws(HandoverError) in
                FileState(path: try record.string(), descriptor: try record.integer(Int.self))
            }
        }
        hub = try section("hub") { reader throws(HandoverError) in try HubSnapshot(&reader) }
        self.sessions = try section("sessions.line") { reader throws(HandoverError) in
            try reader.records { record throws(HandoverError) in try SessionState(&record) }
        }
        self.sessions +=
            try sections.read(SessionState.ircSectionName) { reader, _ throws(HandoverError) in
                try reader.records { record throws(HandoverError) in try SessionState(irc: &record) }
            } ?? []
        try checkSessions()
        ircNewcomers =
            try sections.read(IRCNewcomerState.sectionName) { reader, _ throws(HandoverError) in
                try reader.records { record throws(HandoverError) in try IRCNewcomerState(&record) }
            } ?? []
        let metadata =
            try sections.read(HandoverProgram.metadataSection) { reader, _ throws(HandoverError) in
                try reader.records { record throws(HandoverError) in
                    (try record.string(), try IRCMetadata(&record))
                }
            } ?? []
        roomMetadata = Dictionary(metadata) { first, _ in first }
        let people =
            try sections.read(HandoverProgram.peopleSection) { reader, _ throws(HandoverError) in
                try reader.records { record throws(HandoverError) -> (PersonID, IRCPeople.Entry) in
                    let (person, isInvisible) = (try record.personID(), try record.flag())
                    let metadata = try IRCMetadata(&record)
                    return (person, IRCPeople.Entry(metadata: metadata, isInvisible: isInvisible))
                }
            } ?? []
        ircPeople = Dictionary(people) { first, _ in first }
        var whole = self
        _ = try sections.read(HandoverState.webSocketSectionName) { reader, _ throws(HandoverError) in
            try whole.readWebSockets(&reader)
        }
        self = whole
        // A program that knows no store must not take over from one that has one: what it keeps would be lost.
        store = try sections.read("store") { reader, _ throws(HandoverError) in try StoreState(&reader) }
        held =
            try sections.read("held") { reader, _ throws(HandoverError) in try HeldState.all(&reader, of: self.sessions)
            } ?? []
        var returns = returns
        _ = try sections.read(ReturnsState.sectionName) { reader, _ throws(HandoverError) in try returns.read(&reader) }
        self.returns = returns
        try returns.check(hub)
        readAsSessions()
    }
}
