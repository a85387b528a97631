import Dialects

@testable import ChatCore

/// What the model says that a step leads to; and what it did lead to, in the same words.
struct Expected: Equatable {
    var reply: Reply?
    var code: Code?
    var rows: [String] = []
    var heard: [Heard] = []
    var entry: String?
    /// Rooms that are gone, by key.
    var closed: [String] = []

    static func refused(_ code: Code) -> Expected {
        Expected(code: code)
    }
}

/// An event and who is shown it, each as often as they are.
struct Heard: Equatable {
    let event: String
    let by: [SessionID]

    init(_ event: String, by recipients: [SessionID]) {
        self.event = event
        by = recipients.sorted { ($0.slot, $0.generation) < ($1.slot, $1.generation) }
    }
}

extension Row {
    var brief: String {
        switch self {
        case .room(let name, let members, let topic): "room \(name) \(members) \(topic?.description ?? "-")"
        case .names(let name, let nicks): "names \(name) \(nicks.map(\.text))"
        case .who(let profile): "who \(profile.brief)"
        case .whois(let profile): "whois \(profile.brief)"
        case .topic(let name, let topic): "topic \(name) \(topic.setBy) \(topic.time) \(topic.text)"
        case .away(let nick, let note): "away \(nick) \(note)"
        case .ignored(let nick): "ignored \(nick)"
        case .watched(let nick): "watched \(nick)"
        case .presence(let nick, let isHere, let source): "presence \(nick) \(isHere) \(source?.userHost ?? "-")"
        case .former(let former):
            "former \(former.source.nick) \(former.source.userHost) \(former.source.account?.text ?? "-")"
                + " \(former.realName?.description ?? "-") \(former.time)"
        case .rank(let name, let nick, let rank): "rank \(name) \(nick) \(rank.name)"
        case .mask(let name, let number, let mask):
            "\(mask.kind.name) \(name) \(number) \(mask.subject) \(mask.by) \(mask.time) \(mask.until ?? 0)"
                + " \(mask.reason?.description ?? "-")"
        case .modes(let name, let change): "modes \(name) \(change.words)"
        case .audit(let entry): "audit \(entry.what) \(entry.by) \(entry.subject)"
        case .serverBan(let ban): "serverban \(ban.subject)"
        case .account(let profile):
            "account \(profile.name) \(profile.nicks.map(\.text)) \(profile.created) \(profile.isHere)"
        case .history(let event), .found(let event): "\(event.id) \(event.time) \(event.brief)"
        }
    }
}

extension Profile {
    var brief: String { "\(nick) \(rooms.map(\.text)) \(since) \(idleSeconds) \(away?.description ?? "-")" }
}

extension RoomEntry {
    var brief: String {
        "\(room) \(others.map(\.text)) \(otherCount) \(topic?.text.description ?? "-") \(history.map(\.brief))"
    }
}
