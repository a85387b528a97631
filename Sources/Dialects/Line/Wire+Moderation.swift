import Bytes
import ChatCore

/// What ops do, for programs.
extension Wire {
    static func putModeration(_ event: Event, into line: ByteBuffer) {
        switch event.kind {
        case .kick(let nick, let by, let reason), .kicked(let nick, let by, let reason, _, _):
            putHead("KICK ", event, nick.text, into: line)
            put("by", by.text, into: line)
            put(reason, into: line)
        case .rank(let nick, let rank, let by, _):
            putHead("RANK ", event, nick.text, into: line)
            line.put(" \(rank.name)")
            put("by", by.text, into: line)
        // Their rank is what it was.
        case .voiceBeneath(let nick, let isSet, let by):
            line.put("NOTE ")
            Timestamp(event.time).putRFC3339(into: line)
            line.put(isSet ? " :\(by) gave \(nick) voice, too" : " :\(by) took the voice of \(nick) away")
            if let room = event.room { line.put(" in \(room)") }
        case .modes(let by, let change):
            putHead("MODE ", event, by.text, into: line)
            line.put(" :")
            line.put(change.words.joined(separator: " "))
        case .masks(let by, let change):
            putHead("MODE ", event, by.text, into: line)
            if let until = change.until { put("until", Timestamp(until).rfc3339, into: line) }
            line.put(" :")
            let sign = change.isSet ? "+" : "-"
            line.put(change.subjects.map { "\(sign)\(change.kind.name)=\($0)" }.joined(separator: " "))
        case .takenBack(let id, _, let other, let by, let reason):
            line.put("REDACT ")
            line.put(event.id)
            line.put(" ")
            // Where a room stands otherwise: no nick begins as a room does.
            putHead("", event, other.map { "\($0) \(by)" } ?? by.text, into: line)
            put("target", String(id), into: line)
            put(reason, into: line)
        case .roomRenamed(let old, let by, let reason):
            line.put("RENAME ")
            Timestamp(event.time).putRFC3339(into: line)
            line.put(" \(old) \(event.room?.text ?? old.text) \(by)")
            put(reason, into: line)
        case .invitation(let nick, let by):
            putHead("INVITE ", event, nick.text, into: line)
            put("by", by.text, into: line)
        default: break
        }
    }

    static func putModeration(_ row: Row, into line: ByteBuffer) {
        switch row {
        case .rank(let room, let nick, let rank): line.put("rank \(room) \(nick) \(rank.name)")
        case .mask(let room, let number, let mask):
            line.put("\(mask.kind.name) \(room) \(number)")
            put("subject", mask.subject.description, into: line)
            put("by", mask.by.text, into: line)
            put("time", Timestamp(mask.time).rfc3339, into: line)
            if let until = mask.until { put("until", Timestamp(until).rfc3339, into: line) }
            put(mask.reason, into: line)
        case .modes(let room, let modes):
            line.put("mode \(room) :")
            line.put(modes.words.joined(separator: " "))
        default: break
        }
    }

    static func putModeration(_ reply: Reply, into line: ByteBuffer) {
        switch reply {
        case .ranked(let room, let nick, let rank):
            put("room", room.text, into: line)
            put("nick", nick.text, into: line)
            put("rank", rank.name, into: line)
        case .kicked(let room, let nick), .invited(let room, let nick):
            put("room", room.text, into: line)
            put("nick", nick.text, into: line)
        case .masked(let room, let change, _, let putOut):
            put("room", room.text, into: line)
            put("subjects", change.subjects.map(\.description).joined(separator: ","), into: line)
            if let until = change.until { put("until", Timestamp(until).rfc3339, into: line) }
            if putOut > 0 { put("out", String(putOut), into: line) }
        case .modes(let room, _): put("room", room.text, into: line)
        default: break
        }
    }
}
