import Bytes
import ChatCore

/// Lines for people (docs/PROTOCOL.md, section 5). The first characters decide the kind, and no text of a user's ever stands first.
/// Each `put` appends whole lines without the last one's end.
package struct HumanRendering {
    /// Of the zone that times are shown in, in seconds east of UTC.
    var offset: Int64

    func put(_ event: Event, form: LineForm, into line: ByteBuffer) {
        if form.contains(.timestamps) {
            Timestamp(event.time, offset: offset).putClock(into: line)
            line.put(" ")
        }
        if event.rank != .none {
            putAudience(of: event, into: line)
        } else if form.contains(.elsewhere), event.isSaid, let room = event.room {
            line.put(room)
            line.put(" ")
        }
        putBody(event, into: line)
    }

    private func putBody(_ event: Event, into line: ByteBuffer) {
        switch event.kind {
        case .message(let nick, let text):
            line.append(UInt8(ascii: "<"))
            line.put(nick)
            line.append(UInt8(ascii: ">"))
            line.append(UInt8(ascii: " "))
            line.put(text)
        case .action(let nick, let text):
            line.put("* ")
            line.put(nick)
            line.put(" ")
            line.put(text)
        case .privateMessage(let from, let to, let text, let isCopy):
            line.put(isCopy ? "[-> " : "[")
            line.put(isCopy ? to : from)
            line.put("] ")
            line.put(text)
        case .join(let nick): put(nick, " joined ", event.room, into: line)
        case .part(let nick, let reason):
            put(nick, " left ", event.room, into: line)
            putInBrackets(reason, into: line)
        case .quit(let nick, let reason):
            put(nick, " quit", nil, into: line)
            putInBrackets(reason, into: line)
        case .nick(let old, let new):
            put(old, " is now ", nil, into: line)
            line.put(new)
        case .topic(let nick, let text):
            put(nick, text.isEmpty ? " cleared the topic of " : " set the topic of ", event.room, into: line)
            putAfterColon(text, into: line)
        case .away(let nick, let note):
            put(nick, note == nil ? " is back" : " is away", nil, into: line)
            if let note { putAfterColon(note, into: line) }
        case .notice(let text):
            line.put("*** ")
            line.put(text)
        case .account(let nick, let account):
            put(nick, account == nil ? " is logged out" : " is logged in as ", nil, into: line)
            if let account { line.put(account) }
        case .realName(let nick, let name):
            put(nick, " is really called ", nil, into: line)
            line.put(name)
        case .signal(let nick, _, let text):
            put(nick, " has a program ask", nil, into: line)
            putAfterColon(text, into: line)
        case .broadcast(let nick, let text):
            put(nick, " tells the operators", nil, into: line)
            putAfterColon(text, into: line)
        case .online(let nick): put(nick, " is here", nil, into: line)
        case .offline(let nick): put(nick, " is not here", nil, into: line)
        case .merged(let nick, let other):
            put(nick, " quit (logged in as ", nil, into: line)
            line.put("\(other))")
        case .report(let nick, let by, _, let reason):
            line.put("*** \(by) reports \(nick)")
            if let room = event.room { line.put(" in \(room)") }
            putAfterColon(reason, into: line)
        case .parted, .kick, .kicked, .rank, .voiceBeneath, .modes, .masks, .invitation, .takenBack, .roomRenamed:
            putModeration(event, into: line)
        case .aside: break
        }
    }

    /// As `#tea (to ops) `: whoever is no op there does not read it.
    private func putAudience(of event: Event, into line: ByteBuffer) {
        if let room = event.room { line.put("\(room) ") }
        switch event.rank {
        case .none: break
        case .voice: line.put("(to those with voice) ")
        case .op: line.put("(to ops) ")
        case .founder: line.put("(to the founder) ")
        }
    }

    private func put(_ nick: Nick, _ what: StaticString, _ room: RoomName?, into line: ByteBuffer) {
        line.put("*** ")
        line.put(nick)
        line.put(what)
        if let room { line.put(room) }
    }

    func putInBrackets(_ text: Text?, into line: ByteBuffer) {
        guard let text, !text.isEmpty else { return }
        line.put(" (")
        line.put(text)
        line.put(")")
    }

    func putAfterColon(_ text: Text, into line: ByteBuffer) {
        guard !text.isEmpty else { return }
        line.put(": ")
        line.put(text)
    }

    // MARK: - Answers

    /// `-- HH:MM <ann> hi`, with the day in front when that is over a day ago.
    /// - Parameter room: that it is to name, if it is to name any.
    func putHistory(_ event: Event, in room: RoomName? = nil, now: Int64, into line: ByteBuffer) {
        let time = Timestamp(event.time, offset: offset)
        line.put("-- ")
        if HumanRendering.isOfAnotherDay(event.time, at: now) { time.putDay(into: line) }
        time.putClock(into: line)
        line.put(" ")
        if let room {
            line.put(room.text)
            line.put(" ")
        }
        putBody(event, into: line)
    }

    /// Whether a clock's time alone would not tell when that was. Both may be any number there is.
    static func isOfAnotherDay(_ time: Int64, at now: Int64) -> Bool {
        let (age, overflow) = now.subtractingReportingOverflow(time)
        return overflow ? now > time : age > 86_400_000_000
    }

    func put(_ row: Row, now: Int64, into line: ByteBuffer) {
        switch row {
        case .history(let event): return putHistory(event, now: now, into: line)
        case .found(let event): return putHistory(event, in: event.room, now: now, into: line)
        default: line.put("-- ")
        }
        switch row {
        case .room(let room, let members, let topic):
            line.put("\(room) (\(members))")
            if let topic { putAfterColon(topic, into: line) }
        case .names(let room, let nicks):
            line.put("\(room): \(nicks.map(\.text).joined(separator: ", "))")
        case .who(let profile):
            line.put(profile.nick)
            put(profile, into: line)
        case .whois(let profile):
            line.put(profile.nick)
            put(profile, into: line)
            line.put("; here since ")
            let time = Timestamp(profile.since, offset: offset)
            if HumanRendering.isOfAnotherDay(profile.since, at: now) { time.putDay(into: line) }
            time.putClock(into: line)
            if let account = profile.account { line.put("; logged in as \(account)") }
            if let host = profile.host { line.put("; comes from \(host)") }
            if !profile.addresses.isEmpty { line.put("; address \(profile.addresses.joined(separator: ", "))") }
        case .topic(let room, let topic):
            line.put("the topic of \(room) is: ")
            line.put(topic.text)
            putInBrackets(Text(cleaned: Array("set by \(topic.setBy)".utf8)), into: line)
        case .away(let nick, let note):
            line.put("\(nick) is away")
            putAfterColon(note, into: line)
        case .ignored(let nick): line.put("you ignore \(nick)")
        case .watched(let nick): line.put("you are told of \(nick)")
        case .presence(let nick, let isHere, _): line.put("\(nick) is \(isHere ? "" : "not ")here")
        case .former(let former):
            line.put("\(former.source.nick) was here until ")
            if HumanRendering.isOfAnotherDay(former.time, at: now) {
                Timestamp(former.time, offset: offset).putDay(into: line)
            }
            Timestamp(former.time, offset: offset).putClock(into: line)
        case .rank, .mask, .modes: putModeration(row, now: now, into: line)
        case .account(let profile): put(profile, now: now, into: line)
        case .audit(let entry): put(entry, now: now, into: line)
        case .serverBan(let ban): put(ban, now: now, into: line)
        case .history, .found: break
        }
    }

    private func put(_ profile: Profile, into line: ByteBuffer) {
        let rooms = profile.rooms.map(\.text).joined(separator: ", ")
        line.put(rooms.isEmpty ? ": in no room" : ": in \(rooms)")
        if profile.idleSeconds >= 60 { line.put("; idle for \(HumanRendering.words(forSeconds: profile.idleSeconds))") }
        guard let note = profile.away else { return }
        line.put("; away")
        putAfterColon(note, into: line)
    }

    /// As `3 d 4 h`, `4 h 5 min`, `5 min` or `6 s`.
    static func words(forSeconds seconds: Int64) -> String {
        switch seconds {
        case 86_400...: "\(seconds / 86_400) d \(seconds % 86_400 / 3_600) h"
        case 3_600...: "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
        case 60...: "\(seconds / 60) min"
        default: "\(seconds) s"
        }
    }

    func put(_ entry: RoomEntry, now: Int64, form: LineForm, into line: ByteBuffer) {
        line.put("*** \(entry.room): ")
        if entry.otherCount == 0 {
            line.put("nobody else is here")
        } else {
            line.put(entry.others.map(\.text).joined(separator: ", "))
            if entry.otherCount > entry.others.count { line.put(", ...") }
            line.put(entry.otherCount == 1 ? " (1 other here)" : " (\(entry.otherCount) others here)")
        }
        if let topic = entry.topic {
            line.endLine(form)
            line.put("*** the topic of \(entry.room) is: ")
            line.put(topic.text)
        }
        for event in entry.history {
            line.endLine(form)
            putHistory(event, now: now, into: line)
        }
    }

    /// The words of an answer's end; nil where success speaks for itself.
    func words(for reply: Reply) -> String? {
        switch reply {
        case .said, .saidBefore, .joined, .whois, .presented: nil
        case .takenBack(let room, _, _): "you took back a line in \(room)"
        case .roomRenamed(let old, let room): "\(old) is now called \(room)"
        case .takenBackPrivate(let nick, _, _): "you took back what you wrote to \(nick)"
        case .waiting(let name, _, _): "\(name) is not here, and reads it when they come"
        case .nick(let nick, let isNew): isNew ? "you are now \(nick)" : "you are \(nick)"
        case .parted(let room, let current):
            "you left \(room); \(HumanRendering.words(forCurrent: current))"
        case .listed(_, 0, _, _): "there are none"
        case .listed(_, _, _, let next?): "... and more: the same with after=\(next) lists them"
        case .listed: nil
        case .topic(let room, let topic): topic == nil ? "\(room) has no topic" : nil
        case .topicSet(let room, let text, _, _):
            text.isEmpty ? "\(room) has no topic now" : "the topic of \(room) is now: \(text)"
        case .away: "you are away; /back tells that you are back"
        case .back: "you are back"
        case .ignoring(let nick): "you ignore \(nick) now"
        case .unignored(let nick): "you ignore \(nick) no more"
        case .ignored(let count): count == 0 ? "you ignore nobody" : nil
        case .watching(let count, _): count == 0 ? "you are told of nobody" : nil
        case .setting(let setting, let value): HumanRendering.words(setting.rawValue, value)
        case .history(let room, let replay):
            switch (replay.count, replay.gap) {
            case (0, true): "what was said in \(room) is no longer kept"
            case (0, false): "nothing was said in \(room)"
            case (_, true): "(what was said before these is no longer kept)"
            default: replay.more && !replay.isBackward ? "(and more was said after these)" : nil
            }
        case .conversation(let nick, let replay):
            replay.count == 0
                ? "no private messages between you and \(nick) are kept"
                : replay.more && !replay.isBackward ? "(and more was said after these)" : nil
        case .found(0, _): "nothing was found"
        case .found(let count, let next): next == nil ? "\(count) found" : "\(count) found; /search more goes on"
        case .exported(_, nil): "that is all that is kept of you; /token lists your tokens"
        case .exported(let count, _): "\(count == 1 ? "a line" : "\(count) lines"); /export more goes on"
        case .ranked, .kicked, .masked, .invited, .modes: words(moderating: reply)
        case .registered, .loggedIn, .loggedOut, .reserved, .released, .messages, .erased, .roomRegistered,
            .roomDropped,
            .account:
            words(ofAccounts: reply)
        case .operated(let operated): HumanRendering.words(for: operated)
        }
    }

    /// As `you are in #tea now`.
    static func words(forCurrent room: RoomName?) -> String {
        room.map { "you are in \($0) now" } ?? "you are in no room now, /join ROOM enters one"
    }

    private static func words(_ setting: String, _ value: Bool) -> String { "\(setting) is \(value ? "on" : "off")" }

    /// The words of a server answer's end; nil where success speaks for itself.
    func words(for reply: ServerReply) -> String? {
        switch reply {
        case .motd(let isEmpty): isEmpty ? "there is no message of the day" : nil
        case .version(let version): "partyline \(version), protocol \(protocolVersion)"
        case .uptime(let seconds): "up for \(HumanRendering.words(forSeconds: seconds))"
        case .nodes(let count): count == 0 ? "this server is the whole chat" : nil
        case .time(let value): HumanRendering.words("time", value)
        case .ping(let token): token.map { "pong \($0)" } ?? "pong"
        case .account(let reply): HumanRendering.words(for: reply)
        // Programs alone come back so.
        case .help, .pong, .wire, .quit, .resumed: nil
        }
    }
}
