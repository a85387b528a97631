import Bytes
import Dialects
import WireClient

/// Lines of the wire as JSON objects (RFC 8259), one a line, the members in a fixed order.
///
/// Ids are strings: they may be larger than what a program that reads all numbers as doubles can hold.
struct JSONLine {
    private(set) var text = "{"

    /// The object of one line of the wire.
    static func object(_ line: WireLine) -> String {
        var object = JSONLine()
        switch line {
        case .event(let event): object.put(event, verbKey: "verb")
        case .notice(let time, let text, let keys):
            object.put("verb", "NOTE")
            object.put("time", Timestamp(time).rfc3339)
            object.put(keys)
            object.put("text", text)
        case .row(let row):
            object.put("verb", "ROW")
            object.put("tag", row.tag)
            if let event = row.event {
                object.put(event, verbKey: "kind")
            } else {
                object.put("kind", row.kind)
                object.putName("fields")
                object.text += "[" + row.fields.map(quoted).joined(separator: ",") + "]"
                object.put(row.keys)
                if let text = row.text { object.put("text", text) }
            }
        case .ok(let tag, let keys):
            object.put("verb", "OK")
            object.put("tag", tag)
            object.put(keys)
        case .refused(let tag, let code, let keys, let text):
            object.put("verb", "ERR")
            object.put("tag", tag)
            object.put("code", code)
            object.put(keys)
            object.put("text", text)
        case .bye(let time, let code, let keys, let text):
            object.put("verb", "BYE")
            object.put("time", Timestamp(time).rfc3339)
            object.put("code", code)
            object.put(keys)
            object.put("text", text)
        case .ping(let token):
            object.put("verb", "PING")
            object.put("token", token)
        case .unknown(let verb, let line):
            object.put("verb", verb)
            object.put("line", line)
        }
        return object.text + "}"
    }

    private mutating func put(_ event: WireEvent, verbKey: String) {
        let (verb, text) = Self.verbAndText(event.kind)
        put(verbKey, verb)
        if let id = event.id { put("id", String(id)) }
        put("time", Timestamp(event.time).rfc3339)
        if let room = event.room { put("room", room) }
        put("nick", event.nick)
        if case .nick(let new) = event.kind { put("new", new) }
        if case .rename(let new, _) = event.kind { put("new", new) }
        if case .rank(let rank, _) = event.kind { put("rank", rank) }
        put(event.keys)
        if let text { put("text", text) }
    }

    private static func verbAndText(_ kind: WireEvent.Kind) -> (String, String?) {
        switch kind {
        case .message(let text): ("MSG", text)
        case .action(let text): ("ACT", text)
        case .direct(let text, _): ("DM", text)
        case .join: ("JOIN", nil)
        case .part(let reason): ("PART", reason)
        case .quit(let reason): ("QUIT", reason)
        case .nick: ("NICK", nil)
        case .topic(let text): ("TOPIC", text)
        case .away(let note): ("AWAY", note)
        case .kick(_, let reason): ("KICK", reason)
        case .rank: ("RANK", nil)
        case .mode(let words): ("MODE", words)
        case .rename(_, let reason): ("RENAME", reason)
        case .invite: ("INVITE", nil)
        }
    }

    /// Keys are an object of their own, so that none can hide a field.
    private mutating func put(_ keys: WireKeys) {
        guard !keys.pairs.isEmpty else { return }
        putName("keys")
        text += "{" + keys.pairs.map { Self.quoted($0.key) + ":" + Self.quoted($0.value) }.joined(separator: ",") + "}"
    }

    private mutating func put(_ name: String, _ value: String) {
        putName(name)
        text += Self.quoted(value)
    }

    private mutating func putName(_ name: String) {
        if text.utf8.count > 1 { text += "," }
        text += Self.quoted(name) + ":"
    }

    /// A JSON string. Controls can't be there, as lines are cleaned; they are escaped all the same.
    static func quoted(_ string: String) -> String {
        var quoted = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
