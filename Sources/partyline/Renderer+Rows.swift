import Bytes
import Dialects
import WireClient

/// Rows of answers.
extension Renderer {
    func words(_ row: WireRow, now: Int64) -> String {
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
        case "rank" where row.fields.count > 2:
            return ModerationWords.rank(row.fields[2], of: theme.nick(row.fields[1]), in: name)
        case "ban", "mute", "exempt", "invited", "serverban": return mask(row, now: now)
        case "mode":
            return text.isEmpty ? "\(name) has no modes" : "\(name) is \(ModerationWords.modes(text) ?? text)"
        case "token", "certificate": return token(row)
        case "account": return account(row)
        case "audit": return audit(row, now: now)
        default:
            let keys = row.keys.pairs.map { "\($0.key)=\($0.value)" }
            return ([row.kind] + row.fields + keys + [text]).joined(separator: " ")
        }
    }

    private func about(_ row: WireRow) -> String {
        var parts: [String] = []
        if let account = row.keys["account"] { parts.append("account \(account)") }
        if let since = row.keys["since"].flatMap(Timestamp.microseconds) {
            parts.append("here since \(LocalClock.date(since, isFull: true))")
        }
        if let idle = row.keys["idle"].flatMap({ Int($0) }) { parts.append("idle \(Words.duration(idle))") }
        if let rooms = row.keys["rooms"] { parts.append("in \(rooms.split(separator: ",").joined(separator: " "))") }
        if let host = row.keys["host"] { parts.append("from \(host)") }
        if let address = row.keys["addr"] { parts.append("address \(address)") }
        if row.keys["away"] != nil { parts.append("away" + inBrackets(row.text)) }
        return parts.joined(separator: ", ")
    }

    private func topic(_ row: WireRow) -> String {
        guard row.fields.count > 1 else { return row.text ?? "" }
        let time =
            row.keys["time"].flatMap(Timestamp.microseconds).map { ", " + LocalClock.date($0, isFull: true) } ?? ""
        return "\(row.fields[0]): \(row.text ?? "") (\(theme.nick(row.fields[1]))\(time))"
    }

    /// As `1: nick:spam* is banned, set by ann at 18:02, ends in 2 h (spam)`; a ban of the server has no number.
    private func mask(_ row: WireRow, now: Int64) -> String {
        let subject = row.keys["subject"] ?? "?"
        var words =
            switch row.kind {
            case "ban": "\(row.fields.dropFirst().first ?? "?"): \(subject) is banned"
            case "mute": "\(row.fields.dropFirst().first ?? "?"): \(subject) is muted"
            case "exempt": "\(row.fields.dropFirst().first ?? "?"): \(subject) is exempt"
            case "invited": "\(row.fields.dropFirst().first ?? "?"): \(subject) may enter"
            default: subject
            }
        words += ", set by \(theme.nick(row.keys["by"] ?? "?"))" + clock(row.keys["time"], now: now, before: " at ")
        if let until = row.keys["until"].flatMap(Timestamp.microseconds) {
            words += ", ends in \(Words.span(from: now, to: until))"
        }
        return words + inBrackets(row.text)
    }

    private func token(_ row: WireRow) -> String {
        var words = "\(row.fields.first ?? "?"): \(row.kind == "token" ? "made" : "bound") \(day(row.keys["created"]))"
        words += row.keys["used"].map { ", used \(day($0))" } ?? ", never used"
        if let until = row.keys["until"] { words += ", good until \(day(until))" }
        if row.keys["remembered"] != nil { words += ", ends with the password" }
        return words
    }

    private func account(_ row: WireRow) -> String {
        let since = row.keys["since"].flatMap(Timestamp.microseconds)
        var words = "\(theme.nick(row.fields.first ?? "?")): since "
        words += since.map { LocalClock.date($0, isFull: true) } ?? "?"
        if let nicks = row.keys["nicks"] { words += ", also \(AccountWords.list(nicks))" }
        if let rooms = row.keys["rooms"] { words += "; of \(AccountWords.list(rooms))" }
        if let used = row.keys["used"] { words += "; last logged in to on \(used.prefix(10))" }
        if row.keys["suspended"] == "1" { words += "; suspended" }
        return words + (row.keys["here"] == "1" ? "; here" : "; not here")
    }

    /// As `18:02 ann: kick bob in #tea (spam)`.
    private func audit(_ row: WireRow, now: Int64) -> String {
        var words = clock(row.keys["time"], now: now, before: "") + " \(theme.nick(row.keys["by"] ?? "?")):"
        words += " \(row.fields.first ?? "?")"
        if let subject = row.keys["subject"] { words += " \(subject)" }
        if let room = row.keys["room"] { words += " in \(room)" }
        return words + inBrackets(row.text)
    }

    private func clock(_ time: String?, now: Int64, before: String) -> String {
        guard let time = time.flatMap(Timestamp.microseconds) else { return "" }
        return before + (now - time > 86_400_000_000 ? LocalClock.date(time) : LocalClock.time(time))
    }

    private func day(_ time: String?) -> String {
        time.flatMap(Timestamp.microseconds).map { LocalClock.day($0) } ?? "?"
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

    func aligned(_ usage: String, _ words: String) -> String {
        theme.bold(usage) + String(repeating: " ", count: max(1, 26 - usage.count)) + words
    }
}
