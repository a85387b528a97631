import ChatCore

/// What a room is, and who is in it.
extension IRCAnswers {
    // MARK: - JOIN

    /// What one reads behind a JOIN of one's own: the topic of the room if it has one, and who is in it.
    /// - Parameters:
    ///   - members: with oneself.
    ///   - isSecret: as of the room's modes.
    ///   - marker: how far one has read there, for who wants to know it; nil: that is not known.
    package func putLook(
        of room: RoomName, topic: Topic?, members: [Occupant], isSecret: Bool, marker: Int64? = nil
    ) {
        if let topic { put(topic, of: room) }
        if capabilities.contains(.readMarker) { putMarker(room.text, marker) }
        guard !capabilities.contains(.noImplicitNames) else { return }
        putNames(of: room, members, isSecret: isSecret)
        putEndOfNames(room.text)
    }

    // MARK: - TOPIC

    /// The answer to `TOPIC #room`.
    package func putTopic(_ topic: Topic?, of room: RoomName) {
        if let topic, !topic.text.isEmpty { put(topic, of: room) } else { put(.noTopic, room.text) }
    }

    private func put(_ topic: Topic, of room: RoomName) {
        guard !topic.text.isEmpty else { return }
        var line = begin(.topic)
        line.parameter(room)
        line.trailing(UTF8Cut.text(topic.text, atMost: IRCLimits.note))
        line.end()
        line = begin(.topicWhoTime)
        line.parameter(room)
        line.parameter(topic.setBy)
        line.parameter(topic.time / 1_000_000)
        line.end()
    }

    // MARK: - NAMES

    /// Who is in a room, in as many lines as it takes; none for a room with nobody.
    package func putNames(of room: RoomName, _ members: [Occupant], isSecret: Bool) {
        var names = IRCWordLines(into: lines) {
            let line = begin(.namesReply)
            line.parameter(isSecret ? "@" : "=")
            line.parameter(room)
            return line
        }
        let hasHosts = capabilities.contains(.userhostInNames)
        for member in members {
            let source = member.source
            let prefixes = RankLetter.prefixes(
                member.rank, voiceBeneath: member.hasVoiceBeneath, all: capabilities.contains(.multiPrefix))
            let size = source.nick.text.utf8.count + prefixes.count
            names.add(hasHosts ? size + 1 + source.userHost.utf8.count : size) { lines in
                for prefix in prefixes { lines.append(prefix) }
                lines.put(source.nick)
                guard hasHosts else { return }
                lines.append(UInt8(ascii: "!"))
                lines.put(source.userHost)
            }
        }
        names.end()
    }

    /// - Parameter asked: the parameter as the client wrote it; `*` where it named no room.
    package func putEndOfNames(_ asked: String) {
        put(.endOfNames, asked)
    }

    // MARK: - LIST

    /// A room of LIST.
    package func putRoom(_ room: RoomName, members: Int, topic: Text?) {
        let line = begin(.list)
        line.parameter(room)
        line.parameter(Int64(members))
        line.trailing(UTF8Cut.text(topic ?? "", atMost: IRCLimits.note))
        line.end()
    }

    package func putEndOfList() {
        put(.listEnd)
    }
}
