import Bytes
import ChatCore

/// Lines for programs (docs/PROTOCOL.md, section 6). Each `put` appends one line without its end.
enum Wire {
    static func put(_ event: Event, into line: ByteBuffer) {
        switch event.kind {
        case .message(let nick, let text):
            putSaid("MSG ", event, nick, into: line)
            put(text, into: line)
        case .action(let nick, let text):
            putSaid("ACT ", event, nick, into: line)
            put(text, into: line)
        case .privateMessage(let from, let to, let text, let isCopy):
            putSaid("DM ", event, from, into: line)
            if isCopy { put("to", to.text, into: line) }
            put(text, into: line)
        case .join(let nick):
            putHead("JOIN ", event, nick.text, into: line)
            if let account = event.account { put("account", account.text, into: line) }
        case .part(let nick, let reason), .parted(let nick, let reason, _):
            putHead("PART ", event, nick.text, into: line)
            put(reason, into: line)
        case .quit(let nick, let reason):
            putHead("QUIT ", event, nick.text, into: line)
            put(reason, into: line)
        case .nick(let old, let new):
            putHead("NICK ", event, old.text, into: line)
            line.put(" ")
            line.put(new)
        case .topic(let nick, let text):
            putHead("TOPIC ", event, nick.text, into: line)
            put("id", String(event.id), into: line)
            put(text, into: line)
        case .away(let nick, let note):
            putHead("AWAY ", event, nick.text, into: line)
            put(note, into: line)
        case .notice(let text):
            putHead("NOTE ", event, nil, into: line)
            // Up to where it was told what happens, who is told this.
            if event.id > 0 { put("since", String(event.id), into: line) }
            put(text, into: line)
        case .account(let nick, let account):
            putHead("NOTE ", event, nil, into: line)
            line.put(account.map { " :\(nick) is logged in as \($0)" } ?? " :\(nick) is logged out")
        case .realName(let nick, let name):
            putHead("NOTE ", event, nil, into: line)
            line.put(" :\(nick) is really called \(name)")
        case .signal(let nick, _, let text):
            putHead("NOTE ", event, nil, into: line)
            line.put(" :\(nick) has a program ask: \(text)")
        case .broadcast(let nick, let text):
            putHead("NOTE ", event, nil, into: line)
            line.put(" :\(nick) tells the operators: \(text)")
        case .online(let nick):
            putHead("NOTE ", event, nil, into: line)
            line.put(" :\(nick) is here")
        case .offline(let nick):
            putHead("NOTE ", event, nil, into: line)
            line.put(" :\(nick) is not here")
        case .merged(let nick, let other):
            putHead("QUIT ", event, nick.text, into: line)
            line.put(" :logged in as \(other)")
        case .report(let nick, let by, let ids, let reason):
            putReport(of: nick, by, ids, reason, event, into: line)
        case .kick, .kicked, .rank, .voiceBeneath, .modes, .masks, .invitation, .takenBack, .roomRenamed:
            putModeration(event, into: line)
        case .aside: break
        }
    }

    /// The verb, id, time, room where there is one, and nick of what somebody says.
    private static func putSaid(_ verb: StaticString, _ event: Event, _ nick: Nick, into line: ByteBuffer) {
        line.put(verb)
        line.put(event.id)
        line.put(" ")
        Timestamp(event.time).putRFC3339(into: line)
        line.put(" ")
        if let room = event.room {
            line.put(room)
            line.put(" ")
        }
        line.put(nick)
        if let account = event.account { put("account", account.text, into: line) }
        if event.isNotice { put("notice", "1", into: line) }
        if event.rank != .none { putRank(of: event, into: line) }
    }

    /// To whom alone it is said: no nick is written so.
    private static func putRank(of event: Event, into line: ByteBuffer) {
        switch event.rank {
        case .none: break
        case .voice: put("to", "+", into: line)
        case .op: put("to", "@", into: line)
        case .founder: put("to", "~", into: line)
        }
    }

    /// The verb, time, room where there is one, and what follows.
    static func putHead(_ verb: StaticString, _ event: Event, _ nick: String?, into line: ByteBuffer) {
        line.put(verb)
        Timestamp(event.time).putRFC3339(into: line)
        if let room = event.room {
            line.put(" ")
            line.put(room)
        }
        guard let nick else { return }
        line.put(" ")
        line.put(nick)
    }

    static func put(_ text: Text?, into line: ByteBuffer) {
        guard let text else { return }
        line.put(" :")
        line.put(text)
    }

    static func put(_ key: StaticString, _ value: String, into line: ByteBuffer) {
        line.put(" ")
        line.put(key)
        line.put("=")
        line.put(value)
    }

    // MARK: - Answers

    static func put(_ row: Row, tag: String, into line: ByteBuffer) {
        line.put("ROW ")
        line.put(tag)
        line.put(" ")
        switch row {
        case .room(let room, let members, let topic):
            line.put("room ")
            line.put(room)
            put("members", String(members), into: line)
            put(topic, into: line)
        case .names(let room, let nicks):
            line.put("names ")
            line.put(room)
            for nick in nicks {
                line.put(" ")
                line.put(nick)
            }
        case .who(let profile):
            line.put("who ")
            line.put(profile.nick)
            put(profile, withTime: false, into: line)
        case .whois(let profile):
            line.put("whois ")
            line.put(profile.nick)
            put(profile, withTime: true, into: line)
        case .topic(let room, let topic):
            line.put("topic ")
            line.put(room)
            line.put(" ")
            line.put(topic.setBy)
            put("time", Timestamp(topic.time).rfc3339, into: line)
            put(topic.text, into: line)
        case .away(let nick, let note):
            line.put("away ")
            line.put(nick)
            put(note, into: line)
        case .ignored(let nick):
            line.put("ignored ")
            line.put(nick)
        case .history(let event), .found(let event):
            put(event, into: line)
        case .watched(let nick):
            line.put("watched ")
            line.put(nick)
        case .presence(let nick, let isHere, _):
            line.put("presence ")
            line.put(nick)
            put("here", isHere ? "1" : "0", into: line)
        case .former(let former):
            line.put("former ")
            line.put(former.source.nick)
            put("time", Timestamp(former.time).rfc3339, into: line)
        case .rank, .mask, .modes: putModeration(row, into: line)
        case .account(let profile): put(profile, into: line)
        case .audit(let entry): put(entry, into: line)
        case .serverBan(let ban): put(ban, into: line)
        }
    }

    private static func put(_ profile: Profile, withTime: Bool, into line: ByteBuffer) {
        if withTime { put("since", Timestamp(profile.since).rfc3339, into: line) }
        if let account = profile.account { put("account", account.text, into: line) }
        if let host = profile.host { put("host", host.text, into: line) }
        if !profile.addresses.isEmpty { put("addr", profile.addresses.joined(separator: ","), into: line) }
        put("idle", String(profile.idleSeconds), into: line)
        if !profile.rooms.isEmpty { put("rooms", profile.rooms.map(\.text).joined(separator: ","), into: line) }
        guard let note = profile.away else { return }
        put("away", "1", into: line)
        if !note.isEmpty { put(note, into: line) }
    }

    static func put(_ row: ServerRow, tag: String, into line: ByteBuffer) {
        line.put("ROW ")
        line.put(tag)
        switch row {
        case .motd(let text):
            line.put(" motd")
            put(text, into: line)
        case .kept(let room, let days):
            line.put(" motd :")
            line.put(HumanRendering.words(keeping: room, forDays: days))
        case .help(let help):
            let usage = help.usage.split(separator: " ", maxSplits: 1)
            line.put(" help ")
            line.put(String(usage[0]))
            line.put(" :")
            line.put(usage.count > 1 ? "\(usage[1]): \(help.words)" : help.words)
        case .account(let row): put(row, into: line)
        case .node(let number, let life, let isAlive, let isThis):
            line.put(" node \(number)")
            put("life", String(life), into: line)
            put("here", isAlive, into: line)
            if isThis { put("this", true, into: line) }
        }
    }

    static func put(_ reply: Reply, tag: String, into line: ByteBuffer) {
        line.put("OK ")
        line.put(tag)
        switch reply {
        case .takenBack(let room, let id, _):
            put("room", room.text, into: line)
            put("target", String(id), into: line)
        case .roomRenamed(_, let room): put("room", room.text, into: line)
        case .takenBackPrivate(let nick, let id, _):
            put("nick", nick.text, into: line)
            put("target", String(id), into: line)
        case .said(let id, let time):
            put("id", String(id), into: line)
            put("time", Timestamp(time).rfc3339, into: line)
        case .waiting(_, let id, let time):
            put("id", String(id), into: line)
            put("time", Timestamp(time).rfc3339, into: line)
            put("waiting", "1", into: line)
        case .nick(let nick, _): put("nick", nick.text, into: line)
        case .saidBefore(let id, let time):
            put("id", String(id), into: line)
            put("time", Timestamp(time).rfc3339, into: line)
            put("again", "1", into: line)
        case .joined(let room, let members, let last, let missed, let days):
            put("room", room.text, into: line)
            put("members", String(members), into: line)
            put("id", String(last), into: line)
            if let missed { put(missed, into: line) }
            if let days { put("kept", String(days), into: line) }
        case .parted(let room, _), .topic(let room, _): put("room", room.text, into: line)
        case .listed(let room, let count, let total, let next):
            if let room { put("room", room.text, into: line) }
            put("count", String(count), into: line)
            if let total { put("total", String(total), into: line) }
            if next != nil { put("more", "1", into: line) }
        case .topicSet(let room, _, let id, let time):
            put("room", room.text, into: line)
            put("id", String(id), into: line)
            put("time", Timestamp(time).rfc3339, into: line)
        case .setting(let setting, let value): put("\(setting.rawValue)", value, into: line)
        case .history(let room, let replay):
            put("room", room.text, into: line)
            put(replay, into: line)
        case .conversation(let nick, let replay):
            put("nick", nick.text, into: line)
            put(replay, into: line)
        case .found(let count, let next):
            put("count", String(count), into: line)
            if let next { put("more", String(next), into: line) }
        case .exported(let count, let next):
            put("count", String(count), into: line)
            if let next { put("more", next.description, into: line) }
        case .ranked, .kicked, .masked, .invited, .modes: putModeration(reply, into: line)
        case .registered, .loggedIn, .loggedOut, .reserved, .released, .messages, .erased, .roomRegistered,
            .roomDropped:
            putAccounts(reply, into: line)
        case .operated(let operated): put(operated, into: line)
        case .watching(let count, _): put("count", String(count), into: line)
        case .away, .back, .ignoring, .unignored, .ignored, .whois, .account, .presented: break
        }
    }

    private static func put(_ replay: Replay, into line: ByteBuffer) {
        put("count", String(replay.count), into: line)
        if replay.gap { put("gap", "1", into: line) }
        if replay.more { put("more", "1", into: line) }
    }

    private static func put(_ key: String, _ value: Bool, into line: ByteBuffer) {
        line.put(" ")
        line.put(key)
        line.put(value ? "=on" : "=off")
    }

    static func put(_ reply: ServerReply, tag: String, into line: ByteBuffer) {
        line.put("OK ")
        line.put(tag)
        switch reply {
        case .version(let version):
            put("version", version, into: line)
            put("proto", String(protocolVersion), into: line)
        case .uptime(let seconds): put("seconds", String(seconds), into: line)
        case .nodes(let count): put("count", String(count), into: line)
        case .ping(let token): if let token { put("token", token, into: line) }
        case .time(let value): put("time", value, into: line)
        case .wire(let session):
            put("proto", String(protocolVersion), into: line)
            put("nick", session.nick.text, into: line)
            if let room = session.room { put("room", room.text, into: line) }
            if let id = session.lastID { put("id", String(id), into: line) }
            put("server", session.server, into: line)
            put(session.limits, into: line)
            put("caps", capabilities.joined(separator: ","), into: line)
            if let token = session.token { put("resume", token, into: line) }
        case .account(let reply): put(reply, into: line)
        case .resumed(let back):
            put("nick", back.nick.text, into: line)
            if let room = back.room { put("room", room.text, into: line) }
            put("id", String(back.lastID), into: line)
            put(back.missed, into: line)
            if let token = back.token { put("resume", token, into: line) }
        case .motd, .pong, .help, .quit: break
        }
    }

    private static func put(_ limits: ServerReply.Limits, into line: ByteBuffer) {
        let rate = limits.messagesPerSecond
        put("max-line", String(limits.lineBytes), into: line)
        put("rate", rate == rate.rounded() ? String(Int(rate)) : String(rate), into: line)
        put("burst", String(limits.burst), into: line)
        put("waiting", String(limits.burst), into: line)
        put("ping", String(limits.pingSeconds), into: line)
        put("history", String(limits.historyEvents), into: line)
        put("rooms", String(limits.rooms), into: line)
    }

    static func put(_ refusal: RefusalText, tag: String, into line: ByteBuffer) {
        line.put("ERR ")
        line.put(tag)
        putReason(refusal, into: line)
    }

    /// The end of a session that nobody asked for.
    static func putEnding(_ refusal: RefusalText, time: Int64, into line: ByteBuffer) {
        line.put("BYE ")
        Timestamp(time).putRFC3339(into: line)
        putReason(refusal, into: line)
    }

    private static func putReason(_ refusal: RefusalText, into line: ByteBuffer) {
        line.put(" ")
        line.put(refusal.code.rawValue)
        for subject in refusal.subjects {
            switch subject {
            case .room(let room): put("room", room.text, into: line)
            case .nick(let nick): put("nick", nick.text, into: line)
            case .near(let word): put("near", word, into: line)
            case .retry(let seconds): put("retry", String(seconds), into: line)
            case .most(let number): put("max", String(number), into: line)
            }
        }
        line.put(" :")
        line.put(refusal.words)
    }
}
