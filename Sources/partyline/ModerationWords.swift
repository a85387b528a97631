import Bytes
import ChatCore
import Dialects
import WireClient

/// What ops do, in the words that people read who use telnet.
enum ModerationWords {
    /// The end of an answer to a command that changed something; nil where the command is none of these.
    static func ending(of verb: String, _ arguments: String, _ keys: WireKeys, now: Int64) -> String? {
        let (room, nick) = (keys["room"] ?? "?", keys["nick"] ?? "?")
        switch verb {
        case "op" where keys["rank"] == nil: return "nobody has a rank in \(room)"
        case "op", "deop", "voice", "devoice": return rank(keys["rank"] ?? "", of: nick, in: room)
        case "kick": return "\(nick) is out of \(room)"
        case "invite": return "\(nick) is invited to \(room)"
        case "ban" where keys["subjects"] == nil: return "nobody is banned from \(room)"
        case "mute" where keys["subjects"] == nil: return "nobody is muted in \(room)"
        case "exempt" where keys["subjects"] == nil: return "nobody is exempt in \(room)"
        case "invited" where keys["subjects"] == nil: return "nobody may enter \(room) at any time"
        case "exempt": return masked("exempt in", true, keys, now)
        case "unexempt": return masked("exempt in", false, keys, now)
        case "invited", "uninvited":
            let subjects = AccountWords.list(keys["subjects"] ?? "?")
            return "\(subjects) may \(verb == "invited" ? "" : "no longer ")enter \(room)\(span(keys, now))"
        case "ban": return masked("banned from", true, keys, now)
        case "unban": return masked("banned from", false, keys, now)
        case "mute": return masked("muted in", true, keys, now)
        case "unmute": return masked("muted in", false, keys, now)
        case "mode", "key", "slow":
            return "\(room) is \(change(verb, arguments).map(ModeWords.becoming(by:)) ?? "changed")"
        case "registerroom":
            return "\(room) is registered and stays; you are its founder, and only ops set its topic" + kept(keys)
        case "droproom":
            return "\(room) is registered no more; what was kept of it is deleted, and it is gone when all have left"
        default: return nil
        }
    }

    /// For how long what is said there is kept, where it is.
    private static func kept(_ keys: WireKeys) -> String {
        switch keys["kept"].flatMap({ Int($0) }) {
        case nil: ""
        case 0?: "; what is said there is kept for good"
        case 1?: "; what is said there is kept for a day"
        case let days?: "; what is said there is kept for \(days) days"
        }
    }

    static func rank(_ rank: String, of nick: String, in room: String) -> String {
        switch rank {
        case "none": "\(nick) has no rank in \(room)"
        case "voice": "\(nick) has voice in \(room)"
        case "op": "\(nick) is an op of \(room)"
        case "founder": "\(nick) is the founder of \(room)"
        default: "\(nick) is \(rank) in \(room)"
        }
    }

    private static func masked(_ what: String, _ isSet: Bool, _ keys: WireKeys, _ now: Int64) -> String {
        let subjects = keys["subjects"] ?? "?"
        let verb = (subjects.contains(",") ? "are" : "is") + (isSet ? "" : " no longer")
        let out = keys["out"].map { "; \($0) had to leave" } ?? ""
        return "\(AccountWords.list(subjects)) \(verb) \(what) \(keys["room"] ?? "?")\(span(keys, now))\(out)"
    }

    /// As ` for 2 h`; nothing where it is for good.
    private static func span(_ keys: WireKeys, _ now: Int64) -> String {
        keys["until"].flatMap(Timestamp.microseconds).map { " for \(Words.span(from: now, to: $0))" } ?? ""
    }

    /// What the arguments of a command change in a room; nil where the server knew them and this client does not.
    private static func change(_ verb: String, _ arguments: String) -> ModeChange? {
        var words = arguments.split(separator: " ").map(String.init)
        if words.first?.hasPrefix("#") == true { words.removeFirst() }
        switch verb {
        case "key": words = words.map { $0 == "-" ? "-key" : "+key=\($0)" }
        case "slow": words = words.map { $0 == "0" ? "-slow" : "+slow=\($0)" }
        default: break
        }
        return change(words.joined(separator: " "))
    }

    /// `+invite-only -slow` as `invite-only, no longer slow`; nil where there are others than this client knows.
    static func modes(_ text: String) -> String? { change(text).map(ModeWords.words(for:)) }

    private static func change(_ text: String) -> ModeChange? {
        var change = ModeChange()
        for word in text.split(separator: " ") {
            // Others than ops are told of a key, but not which.
            if word == "+key" { change.add(.key) } else if !change.add(word: word) { return nil }
        }
        return change.isEmpty ? nil : change
    }

    /// What somebody did by a `MODE`, without who: as `made #tea secret`, or `banned nick:spam* from #tea`.
    static func change(_ text: String, in room: String, _ event: WireEvent) -> String {
        let all = text.split(separator: " ")
        if let first = all.first, let words = masks[String(first.prefix { $0 != "=" })] {
            let subjects = all.map { String($0.drop { $0 != "=" }.dropFirst()) }.joined(separator: ", ")
            let until = event.keys["until"].flatMap(Timestamp.microseconds)
            let span = until.map { " for \(Words.span(from: event.time, to: $0))" } ?? ""
            return "\(words.before) \(subjects) \(words.behind.replacing("#", with: room))\(span)"
        }
        return modes(text).map { "made \(room) \($0)" } ?? "set in \(room): \(text)"
    }

    /// What is said of a change of masks before and behind whom it is about; `#` is the room.
    private static let masks: [String: (before: String, behind: String)] = [
        "+ban": ("banned", "from #"), "-ban": ("lets", "into # again"), "+mute": ("muted", "in #"),
        "-mute": ("lets", "speak in # again"), "+exempt": ("exempted", "in #"),
        "-exempt": ("no longer exempts", "in #"), "+invited": ("lets", "into # at any time"),
        "-invited": ("no longer lets", "into # at any time"),
    ]
}
