import Bytes
import ChatCore
import WireClient

/// What a client must read where an event was rendered.
extension WireHarness {
    static func expected(of event: Event) -> WireLine {
        let time = shown(event.time)
        let room = event.room?.text
        switch event.kind {
        case .message(let nick, let text):
            return .event(
                WireEvent(
                    .message(text.description), id: event.id, time: time, room: room, nick: nick.text,
                    keys: account(event)))
        case .action(let nick, let text):
            return .event(
                WireEvent(
                    .action(text.description), id: event.id, time: time, room: room, nick: nick.text,
                    keys: account(event)))
        case .privateMessage(let from, let to, let text, let isCopy):
            let kind = WireEvent.Kind.direct(text.description, to: isCopy ? to.text : nil)
            return .event(
                WireEvent(
                    kind, id: event.id, time: time, nick: from.text, keys: account(event, isCopy ? ["to=\(to)"] : [])))
        case .join(let nick):
            return .event(
                WireEvent(.join, time: time, room: room, nick: nick.text, keys: account(event)))
        case .part(let nick, let reason), .parted(let nick, let reason, _):
            return .event(WireEvent(.part(reason: reason?.description), time: time, room: room, nick: nick.text))
        case .quit(let nick, let reason):
            return .event(WireEvent(.quit(reason: reason?.description), time: time, nick: nick.text))
        case .nick(let old, let new):
            return .event(WireEvent(.nick(new: new.text), time: time, nick: old.text))
        case .topic(let nick, let text):
            return .event(
                WireEvent(
                    .topic(text.description), id: event.id, time: time, room: room, nick: nick.text,
                    keys: keys("id", String(event.id))))
        case .away(let nick, let note):
            return .event(WireEvent(.away(note: note?.description), time: time, nick: nick.text))
        case .report(let nick, let by, let ids, let reason):
            var words = ["report=\(nick)", "by=\(by)"]
            if let room { words.append("room=\(room)") }
            if !ids.isEmpty { words.append("ids=" + ids.map { String($0) }.joined(separator: ",")) }
            return .notice(time: time, text: reason.description, keys: WireKeys(words))
        case .account(let nick, let account):
            let words = account.map { "\(nick) is logged in as \($0)" } ?? "\(nick) is logged out"
            return .notice(time: time, text: words, keys: WireKeys())
        case .realName(let nick, let name):
            return .notice(time: time, text: "\(nick) is really called \(name)", keys: WireKeys())
        case .signal(let nick, _, let text):
            return .notice(time: time, text: "\(nick) has a program ask: \(text)", keys: WireKeys())
        case .broadcast(let nick, let text):
            return .notice(time: time, text: "\(nick) tells the operators: \(text)", keys: WireKeys())
        case .voiceBeneath(let nick, let isSet, let by):
            let words = isSet ? "\(by) gave \(nick) voice, too" : "\(by) took the voice of \(nick) away"
            return .notice(time: time, text: words + (room.map { " in \($0)" } ?? ""), keys: WireKeys())
        case .online(let nick): return .notice(time: time, text: "\(nick) is here", keys: WireKeys())
        case .offline(let nick): return .notice(time: time, text: "\(nick) is not here", keys: WireKeys())
        case .merged(let nick, let other):
            return .event(WireEvent(.quit(reason: "logged in as \(other)"), time: time, nick: nick.text))
        case .kick(let nick, let by, let reason), .kicked(let nick, let by, let reason, _, _):
            return moderated(event, .kick(by: by.text, reason: reason?.description), nick, by: by)
        case .rank(let nick, let rank, let by, _): return moderated(event, .rank(rank.name, by: by.text), nick, by: by)
        case .invitation(let nick, let by): return moderated(event, .invite(by: by.text), nick, by: by)
        case .modes(let by, let change):
            return .event(
                WireEvent(.mode(change.words.joined(separator: " ")), time: time, room: room, nick: by.text))
        case .roomRenamed(let old, let by, let reason):
            return .event(
                WireEvent(
                    .rename(to: room ?? old.text, reason: reason?.description), time: time, room: old.text,
                    nick: by.text))
        case .masks(let by, let change):
            let sign = change.isSet ? "+" : "-"
            let words = change.subjects.map { "\(sign)\(change.kind.name)=\($0)" }.joined(separator: " ")
            let until = change.until.map { keys("until", Timestamp($0).rfc3339) }
            return .event(
                WireEvent(.mode(words), time: time, room: room, nick: by.text, keys: until ?? WireKeys()))
        case .notice(let text): return .notice(time: time, text: text.description, keys: WireKeys())
        // The first has no line, and clients do not know the other yet.
        case .aside, .takenBack: return .notice(time: time, text: "", keys: WireKeys())
        }
    }

    private static func moderated(_ event: Event, _ kind: WireEvent.Kind, _ nick: Nick, by: Nick) -> WireLine {
        .event(
            WireEvent(
                kind, time: shown(event.time), room: event.room?.text, nick: nick.text, keys: keys("by", by.text)))
    }

    /// A time as lines show it: to the millisecond, within the years 1970 to 9999.
    static func shown(_ time: Int64) -> Int64 {
        min(max(0, time), 253_402_300_799_999_999) / 1_000 * 1_000
    }

    private static func account(_ event: Event, _ words: [String] = []) -> WireKeys {
        WireKeys(
            (event.account.map { ["account=\($0)"] } ?? []) + (event.isNotice ? ["notice=1"] : []) + rank(event)
                + words)
    }

    private static func rank(_ event: Event) -> [String] {
        switch event.rank {
        case .none: []
        case .voice: ["to=+"]
        case .op: ["to=@"]
        case .founder: ["to=~"]
        }
    }

    /// Keys are made by reading alone.
    private static func keys(_ key: String, _ value: String) -> WireKeys {
        let line = Array("OK - \(key)=\(value)".utf8).withUnsafeBytes { WireLine($0) }
        guard case .ok(_, let keys)? = line else { return WireKeys() }
        return keys
    }

    /// Whether lines are the same byte for byte: of strings, `==` takes what is canonically equivalent for equal.
    static func same(_ one: WireLine, _ other: WireLine) -> Bool {
        one == other
            && zip(strings(of: one), strings(of: other)).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    }

    /// All that a client may come to show.
    static func strings(of line: WireLine) -> [String] {
        switch line {
        case .event(let event): strings(of: event)
        case .notice(_, let text, let keys): [text] + strings(of: keys)
        case .row(let row):
            [row.tag, row.kind] + row.fields + strings(of: row.keys) + [row.text].compactMap { $0 }
                + (row.event.map { strings(of: $0) } ?? [])
        case .ok(let tag, let keys): [tag] + strings(of: keys)
        case .refused(let tag, let code, let keys, let text): [tag, code, text] + strings(of: keys)
        case .bye(_, let code, let keys, let text): [code, text] + strings(of: keys)
        case .ping(let token): [token]
        case .unknown(let verb, let line): [verb, line]
        }
    }

    private static func strings(of keys: WireKeys) -> [String] {
        keys.pairs.flatMap { [$0.key, $0.value] }
    }

    private static func strings(of event: WireEvent) -> [String] {
        var strings = [event.nick] + [event.room].compactMap { $0 } + strings(of: event.keys)
        switch event.kind {
        case .message(let text), .action(let text), .topic(let text), .nick(new: let text): strings.append(text)
        case .direct(let text, let to): strings += [text] + [to].compactMap { $0 }
        case .part(let words), .quit(let words), .away(let words): strings += [words].compactMap { $0 }
        case .kick(let by, let reason): strings += [by] + [reason].compactMap { $0 }
        case .rank(let one, let other): strings += [one, other]
        case .rename(to: let name, let reason): strings += [name] + [reason].compactMap { $0 }
        case .mode(let words), .invite(by: let words): strings.append(words)
        case .join: break
        }
        return strings
    }
}
