import Bytes
import ChatCore
import Dialects
import WireClient

/// Things to show as lines for people, much as the server would write them (docs/PROTOCOL.md, section 5).
struct Renderer {
    let theme: Theme
    /// Whether what is said, and what happens, starts with the time.
    let showsTime: Bool
    /// Where the user is now: what is said there needs no room in front.
    var currentRoom: String?
    /// The user's nick, to tell from others.
    var nick = ""

    init(theme: Theme, showsTime: Bool) {
        self.theme = theme
        self.showsTime = showsTime
    }

    /// - Parameter now: microseconds since 1970.
    func line(_ display: Display, now: Int64) -> String {
        switch display {
        case .status(let text): text
        case .greeting(let text): event(text)
        case .event(let event): stamp(event.time) + line(event, isOwn: false)
        case .own(let event): stamp(event.time == 0 ? now : event.time) + line(event, isOwn: true)
        case .replayed(let event): replayed(event, now: now)
        case .notice(let time, let text): stamp(time) + self.event(text)
        case .row(let row): "-- " + words(row)
        case .answer(let text): "-- " + text
        case .members(let room, let nicks): "-- \(room): " + nicks.map(theme.nick).joined(separator: ", ")
        case .refusal(let code, let text): theme.refusal("!! \(code):") + " " + text
        }
    }

    private func stamp(_ time: Int64) -> String {
        showsTime ? theme.faint(LocalClock.time(time)) + " " : ""
    }

    private func event(_ text: String) -> String { theme.event("***") + " " + text }

    private func replayed(_ event: WireEvent, now: Int64) -> String {
        let isOld = now - event.time > 86_400_000_000
        let time = isOld ? LocalClock.date(event.time) : LocalClock.time(event.time)
        let isOwn = event.nick.asciiLowercased == nick.asciiLowercased
        return theme.faint("-- \(time)") + " " + line(event, isOwn: isOwn)
    }

    private func line(_ event: WireEvent, isOwn: Bool) -> String {
        let name = isOwn ? theme.own(event.nick) : theme.nick(event.nick)
        return switch event.kind {
        case .message(let text): room(event) + "<\(name)> " + marked(text, isOwn)
        case .action(let text): room(event) + "* \(name) " + marked(text, isOwn)
        case .direct(let text, let addressee?): "[-> \(theme.nick(addressee))] " + text
        case .direct(let text, nil): "[\(name)] " + text
        case .join: self.event("\(name) joined \(event.room ?? "")")
        case .part(let reason): self.event("\(name) left \(event.room ?? "")" + inBrackets(reason))
        case .quit(let reason): self.event("\(name) quit" + inBrackets(reason))
        case .nick(let new): self.event("\(name) is now \(theme.nick(new))")
        case .topic(""): self.event("\(name) cleared the topic of \(event.room ?? "")")
        case .topic(let text): self.event("\(name) set the topic of \(event.room ?? ""): \(text)")
        case .away(let note?): self.event("\(name) is away" + inBrackets(note))
        case .away(nil): self.event("\(name) is back")
        case .kick(let by, let reason):
            self.event("\(name) was put out of \(event.room ?? "") by \(theme.nick(by))" + inBrackets(reason))
        case .rank(let rank, let by): self.event(words(rank, of: name, in: event.room ?? "", by: theme.nick(by)))
        case .mode(let words): self.event("\(name) set in \(event.room ?? ""): \(words)")
        case .invite(let by):
            self.event("\(theme.nick(by)) invites you to \(event.room ?? ""); /join \(event.room ?? "") enters it")
        }
    }

    private func words(_ rank: String, of name: String, in room: String, by: String) -> String {
        switch rank {
        case "none": "\(by) took from \(name) what they were in \(room)"
        case "voice": "\(by) gave \(name) voice in \(room)"
        default: "\(by) made \(name) \(rank) of \(room)"
        }
    }

    /// The user's own name stands out in what others say.
    private func marked(_ text: String, _ isOwn: Bool) -> String {
        !isOwn && Mention.stands(nick, in: text) ? theme.bold(text) : text
    }

    private func room(_ event: WireEvent) -> String {
        guard let room = event.room, room.asciiLowercased != currentRoom?.asciiLowercased else { return "" }
        return room + " "
    }

    private func inBrackets(_ reason: String?) -> String {
        reason.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
    }

    // MARK: Rows

    private func words(_ row: WireRow) -> String {
        let name = row.fields.first ?? ""
        let text = row.text ?? ""
        switch row.kind {
        case "room": return "\(name) (\(row.keys["members"] ?? "?"))" + (text.isEmpty ? "" : ": \(text)")
        case "names": return "\(name): " + row.fields.dropFirst().map(theme.nick).joined(separator: ", ")
        case "who", "whois": return "\(theme.nick(name)): " + about(row)
        case "topic": return topic(row)
        case "away": return "\(theme.nick(name)) is away" + (text.isEmpty ? "" : ": \(text)")
        case "ignored": return "\(theme.nick(name)) is ignored"
        case "help": return help(name, text)
        case "motd": return text
        default:
            let keys = row.keys.pairs.map { "\($0.key)=\($0.value)" }
            return ([row.kind] + row.fields + keys + [text]).joined(separator: " ")
        }
    }

    private func about(_ row: WireRow) -> String {
        var parts: [String] = []
        if let since = row.keys["since"].flatMap(Timestamp.microseconds) {
            parts.append("here since \(LocalClock.date(since, isFull: true))")
        }
        if let idle = row.keys["idle"].flatMap({ Int($0) }) { parts.append("idle \(Words.duration(idle))") }
        if let rooms = row.keys["rooms"] { parts.append("in \(rooms.split(separator: ",").joined(separator: " "))") }
        if row.keys["away"] != nil { parts.append("away" + inBrackets(row.text)) }
        return parts.joined(separator: ", ")
    }

    private func topic(_ row: WireRow) -> String {
        guard row.fields.count > 1 else { return row.text ?? "" }
        let time =
            row.keys["time"].flatMap(Timestamp.microseconds).map { ", " + LocalClock.date($0, isFull: true) } ?? ""
        return "\(row.fields[0]): \(row.text ?? "") (\(theme.nick(row.fields[1]))\(time))"
    }

    /// The text is `ARGUMENTS: words`, or the words alone, which begin with a small letter. What commands do stands in a column, as the
    /// server writes it for people.
    private func help(_ command: String, _ text: String) -> String {
        let name = command.hasPrefix("/") ? command : "/" + command
        guard text.first?.isLowercase != true, let colon = text.firstRange(of: ": ") else {
            return aligned(name, text)
        }
        return aligned("\(name) \(text[..<colon.lowerBound])", String(text[colon.upperBound...]))
    }

    private func aligned(_ usage: String, _ words: String) -> String {
        theme.bold(usage) + String(repeating: " ", count: max(1, 26 - usage.count)) + words
    }
}
