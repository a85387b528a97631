import ChatCore

/// Who comes and goes, and what is changed in a room.
extension IRCRendering {
    func putPresence(_ event: Event, into lines: ByteBuffer) {
        switch event.kind {
        case .join(let nick):
            let line = begin(event, by: nick, "JOIN", into: lines)
            IRCRendering.put(event.room, into: line)
            if readers.hasExtendedJoin {
                line.parameter(word: (event.account ?? event.source?.account)?.text ?? IRCName.nobody)
                line.trailing(IRCPerson(nick, realName: event.source?.realName).shownName)
            }
            line.end()
        case .part(let nick, let reason), .parted(let nick, let reason, _):
            let line = begin(event, by: nick, "PART", into: lines)
            IRCRendering.put(event.room, into: line)
            if let reason { IRCRendering.put(reason, into: line) }
            line.end()
        case .quit(let nick, let reason):
            let line = begin(event, by: nick, "QUIT", into: lines)
            IRCRendering.put(reason ?? "Quit", into: line)
            line.end()
        case .merged(let nick, let other):
            let line = begin(event, by: nick, "QUIT", into: lines)
            IRCRendering.put(Text(cleaned: Array("logged in as \(other)".utf8)), into: line)
            line.end()
        case .nick(let old, let new):
            let line = begin(event, by: old, "NICK", into: lines)
            line.parameter(new)
            line.end()
        case .away(let nick, let note):
            let line = begin(event, by: nick, "AWAY", into: lines)
            if let note { IRCRendering.put(note, into: line) }
            line.end()
        case .account(let nick, let account):
            let line = begin(event, by: nick, "ACCOUNT", into: lines)
            line.parameter(word: account?.text ?? IRCName.nobody)
            line.end()
        case .realName(let nick, let name):
            let line = begin(event, by: nick, "SETNAME", into: lines)
            line.trailing(UTF8Cut.text(name, atMost: IRCLimits.realName))
            line.end()
        case .broadcast(let nick, let text):
            let line = begin(event, by: nick, "WALLOPS", into: lines)
            IRCRendering.put(text, into: line)
            line.end()
        // For all who watch the nick, so not one of them is named.
        case .online(let nick):
            putWatched(event, .monitorOnline, "\(nick)!\(IRCRendering.userHost(of: event))", into: lines)
        case .offline(let nick): putWatched(event, .monitorOffline, nick.text, into: lines)
        default: break
        }
    }

    private func putWatched(_ event: Event, _ numeric: IRCNumeric, _ word: String, into lines: ByteBuffer) {
        putServerTags(of: event, into: lines)
        var line = IRCLine(into: lines)
        line.source(server: server)
        line.command(numeric)
        line.parameter(word: IRCName.nobody)
        line.trailing(words: word)
        line.end()
    }

    func putChange(_ event: Event, into lines: ByteBuffer) {
        switch event.kind {
        case .topic(let nick, let text):
            let line = begin(event, by: nick, "TOPIC", into: lines)
            IRCRendering.put(event.room, into: line)
            IRCRendering.put(text, into: line)
            line.end()
        case .kick(let nick, let by, let reason), .kicked(let nick, let by, let reason, _, _):
            let line = begin(event, by: by, "KICK", into: lines)
            IRCRendering.put(event.room, into: line)
            line.parameter(nick)
            IRCRendering.put(reason ?? Text(cleaned: Array(by.text.utf8)), into: line)
            line.end()
        case .rank(let nick, let rank, let by, let old):
            // In IRC one may have several: what they were is taken from them.
            let gone = rank == old ? nil : RoomModeLetter.rank(old, nick, isSet: false)
            putModes(
                event, [RoomModeLetter.rank(rank, nick, isSet: true), gone].compactMap(\.self), by: by, into: lines)
        case .voiceBeneath(let nick, let isSet, let by):
            putModes(event, [RoomModeLetter.rank(.voice, nick, isSet: isSet)].compactMap(\.self), by: by, into: lines)
        case .modes(let by, let change): putModes(event, RoomModeLetter.all(of: change), by: by, into: lines)
        case .masks(let by, let change):
            let letters = change.subjects.map { RoomModeLetter.mask(IRCMask(change.kind, $0), isSet: change.isSet) }
            putModes(event, letters, by: by, into: lines)
        case .roomRenamed(let old, let by, let reason):
            let line = begin(event, by: by, "RENAME", into: lines)
            line.parameter(old)
            IRCRendering.put(event.room, into: line)
            // Of a reason there is always one in the draft, be it empty.
            IRCRendering.put(reason ?? "", into: line)
            line.end()
        case .invitation(let nick, let by):
            let line = begin(event, by: by, "INVITE", into: lines)
            line.parameter(nick)
            IRCRendering.put(event.room, into: line)
            line.end()
        default: break
        }
    }

    private func putModes(_ event: Event, _ letters: [RoomModeLetter], by nick: Nick, into lines: ByteBuffer) {
        let told = RoomModeWriting.lines(letters, room: IRCRendering.bytesOfModes)
        // Where nothing has changed, that is told: an event has a line.
        for (index, changes) in (told.isEmpty ? [[]] : told).enumerated() {
            let line = begin(event, by: nick, "MODE", isFirst: index == 0, into: lines)
            IRCRendering.put(event.room, into: line)
            RoomModeWriting.put(changes, into: line)
            line.end()
        }
    }

    /// What a line has room for whoever makes the change.
    private static let bytesOfModes = 350

    static func put(_ room: RoomName?, into line: IRCLine) {
        if let room { line.parameter(room) } else { line.parameter("*") }
    }

    /// A reason, a topic, a note: its readers have no use for more of it.
    static func put(_ text: Text, into line: IRCLine) {
        line.trailing(UTF8Cut.text(text, atMost: IRCLimits.note))
    }
}
