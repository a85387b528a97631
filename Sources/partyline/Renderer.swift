import ChatCore
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
        case .found(let event): replayed(event, now: now, namesRoom: true)
        case .row(let row): "-- " + words(row, now: now)
        case .help(let usage, let words): "-- " + aligned(usage, words)
        case .answer(let text): "-- " + text
        case .members(let room, let members): "-- \(room): " + members.map(name).joined(separator: ", ")
        case .refusal(let code, let text): theme.refusal("!! \(code):") + " " + text
        }
    }

    private func stamp(_ time: Int64) -> String {
        showsTime ? theme.faint(LocalClock.time(time)) + " " : ""
    }

    private func event(_ text: String) -> String { theme.event("***") + " " + text }

    private func name(_ member: Member) -> String { member.mark + theme.nick(member.nick) }

    private func replayed(_ event: WireEvent, now: Int64, namesRoom: Bool = false) -> String {
        let isOld = now - event.time > 86_400_000_000
        let time = isOld ? LocalClock.date(event.time) : LocalClock.time(event.time)
        let isOwn = event.nick.asciiLowercased == nick.asciiLowercased
        var renderer = self
        if namesRoom { renderer.currentRoom = nil }
        return theme.faint("-- \(time)") + " " + renderer.line(event, isOwn: isOwn)
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
        case .kick(let by, let reason): kick(event, name, by: theme.nick(by), reason)
        case .rank(let rank, let by): self.event(words(rank, of: name, in: event.room ?? "", by: theme.nick(by)))
        case .mode(let words): self.event("\(name) \(ModerationWords.change(words, in: event.room ?? "", event))")
        case .rename(let new, let reason): self.event("\(event.room ?? "") is now called \(new)" + inBrackets(reason))
        case .invite(let by):
            self.event("\(theme.nick(by)) invites you to \(event.room ?? ""); /join \(event.room ?? "") enters it")
        }
    }

    /// Who is put out reads where they talk now.
    private func kick(_ event: WireEvent, _ name: String, by: String, _ reason: String?) -> String {
        let isOurs = event.nick.asciiLowercased == nick.asciiLowercased
        let words = "put out of \(event.room ?? "") by \(by)" + inBrackets(reason)
        guard isOurs else { return self.event("\(name) was \(words)") }
        let place = currentRoom.map { "\($0) now" } ?? "no room now, /join ROOM enters one"
        return self.event("you were \(words); you are in \(place)")
    }

    private func words(_ rank: String, of name: String, in room: String, by: String) -> String {
        switch rank {
        case "none": "\(by) took the rank of \(name) in \(room) away"
        case "voice": "\(by) gave \(name) voice in \(room)"
        case "op": "\(by) made \(name) an op of \(room)"
        case "founder": "\(name) is the founder of \(room) now"
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

    func inBrackets(_ reason: String?) -> String {
        reason.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
    }
}
