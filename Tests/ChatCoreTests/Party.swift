import Dialects

@testable import ChatCore

/// A hub with people in it, played command by command. It delivers as the server does, and keeps what each was shown.
final class Party {
    let hub: Hub
    var now = Moment(wall: 1_700_000_000_000_000, steady: 0)
    private var inboxes: [SessionID: [Event]] = [:]
    /// Whose connections the hub wants ended.
    private(set) var dismissed: [SessionID: Dismissal] = [:]

    /// What is so by another session of the same person, and was not asked for yet.
    private var shared: [SessionID: [Sharing]] = [:]

    init(lobby: String? = "#lobby", limits: Hub.Limits = Hub.Limits()) {
        hub = Hub(lobby: lobby.flatMap { RoomName($0) }, limits: limits)
    }

    /// A newcomer, who takes that nick if there is one. Nobody is left with anything unread.
    func newcomer(_ nick: String? = nil, from host: String? = nil) -> SessionID {
        let id = connect(from: host).id
        if let nick { self.do(.nick(Nick(nick)), by: id) }
        inboxes = [:]
        return id
    }

    func connect(from host: String? = nil) -> (id: SessionID, outcome: Outcome) {
        var effects: [Effect] = []
        let id = hub.connect(from: host.flatMap { Host($0) }, at: now, &effects)
        carryOut(effects)
        return (id, Outcome(effects: effects))
    }

    /// Somebody who says first who they are.
    func enter(
        _ nick: Nick, _ introduction: Introduction, from host: String? = nil, account: AccountID? = nil
    ) throws(Refusal) -> SessionID {
        var effects: [Effect] = []
        let id = try hub.enter(
            Hub.Entrance(nick, introduction, account: account), from: host.flatMap { Host($0) }, at: now, &effects)
        carryOut(effects)
        return id
    }

    @discardableResult
    func disconnect(_ id: SessionID, reason: Text? = nil) -> Outcome {
        var effects: [Effect] = []
        hub.disconnect(id, reason: reason, at: now, &effects)
        carryOut(effects)
        return Outcome(effects: effects)
    }

    @discardableResult
    func `do`(_ command: Command, by id: SessionID) -> Outcome {
        var effects: [Effect] = []
        hub.perform(command, by: id, at: now, &effects)
        carryOut(effects)
        return Outcome(effects: effects)
    }

    /// A session turns out to be somebody who is held, or here by another.
    func resume(
        _ person: PersonID, by session: SessionID, after old: SessionID? = nil, since: EventID? = nil
    ) -> (back: Hub.Return?, outcome: Outcome) {
        var effects: [Effect] = []
        let nick = hub.nick(of: person)?.text ?? "gone"
        let back = hub.resume(
            person, by: session, after: old, since: since, reason: Draw.text("is \(nick)"), at: now, &effects)
        carryOut(effects)
        return (back, Outcome(effects: effects))
    }

    /// Lets them into a room, one after the other; nobody is left with anything unread.
    func bring(_ ids: SessionID..., into room: RoomName) {
        for id in ids { self.do(.join(room), by: id) }
        inboxes = [:]
    }

    /// Both clocks go on.
    func pass(seconds: Int64) {
        now.wall += seconds * 1_000_000
        now.steady += seconds * 1_000_000
    }

    /// The events that one was shown since the last call.
    func events(for id: SessionID) -> [Event] {
        inboxes.removeValue(forKey: id) ?? []
    }

    /// The same, as short lines.
    func heard(by id: SessionID) -> [String] {
        events(for: id).map(\.brief)
    }

    /// What is so for one by another session of theirs, since the last call.
    func told(_ id: SessionID) -> [Sharing] {
        shared.removeValue(forKey: id) ?? []
    }

    /// The views with which one is in its rooms, as the server sees them.
    func view(of id: SessionID, in name: RoomName) -> View? {
        guard let room = hub.shared.rooms.find(name)?.id else { return nil }
        return hub.members(of: room).first { $0.session == id }?.view
    }

    private func carryOut(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .deliver(let event, let room, let author):
                let members = hub.members(of: room)
                for member in members where hub.shows(event, by: author, to: member) {
                    inboxes[member.session, default: []].append(event)
                }
            case .show(let event, let listed):
                for id in listed { inboxes[id, default: []].append(event) }
            case .row, .done, .refused, .entered, .roomClosed: break
            case .shared(let sharing, let ids): for id in ids { shared[id, default: []].append(sharing) }
            case .dismissed(let ids, let dismissal):
                for id in ids { dismissed[id] = dismissal }
            }
        }
    }
}

/// What a command led to.
struct Outcome {
    let effects: [Effect]

    var reply: Reply? {
        effects.lazy.compactMap { if case .done(let reply) = $0 { reply } else { nil } }.first
    }

    var code: Code? {
        effects.lazy.compactMap { if case .refused(let refusal) = $0 { refusal.code } else { nil } }.first
    }

    var rows: [Row] {
        effects.compactMap { if case .row(let row) = $0 { row } else { nil } }
    }

    var entry: RoomEntry? {
        effects.lazy.compactMap { if case .entered(let entry) = $0 { entry } else { nil } }.first
    }

    var closedRooms: Int {
        effects.count { if case .roomClosed = $0 { true } else { false } }
    }

    /// The id that the answer carries.
    var id: EventID? {
        switch reply {
        case .said(let id, _), .topicSet(_, _, let id, _): id
        default: nil
        }
    }

    /// The texts of the messages among the rows.
    var replayed: [String] {
        rows.compactMap { if case .history(let event) = $0 { event.brief } else { nil } }
    }
}

extension Event {
    /// One short line that tells this event from any other.
    var brief: String {
        let place = room.map { "\($0) " } ?? ""
        let mark = isNotice ? " (notice)" : ""
        switch kind {
        case .message(let nick, let text):
            return "\(place)\(rank == .none ? "" : "(to \(rank.name)) ")<\(nick)> \(text)\(mark)"
        case .action(let nick, let text): return "\(place)* \(nick) \(text)"
        case .privateMessage(let from, let to, let text, let isCopy):
            return "\(place)[\(from) -> \(to)] \(text)\(mark)" + (isCopy ? " (copy)" : "")
        case .join(let nick): return "\(place)+\(nick)"
        case .part(let nick, let reason): return "\(place)-\(nick)" + (reason.map { " (\($0))" } ?? "")
        case .parted(let nick, let reason, let current):
            return "\(place)-you, \(nick)" + (reason.map { " (\($0))" } ?? "") + ", now in \(current?.text ?? "none")"
        case .quit(let nick, let reason): return "\(place)\(nick) quit" + (reason.map { " (\($0))" } ?? "")
        case .nick(let old, let new): return "\(place)\(old) is \(new)"
        case .topic(let nick, let text): return "\(place)\(nick) set: \(text)"
        case .away(let nick, let note): return "\(place)\(nick) " + (note.map { "away: \($0)" } ?? "back")
        case .notice(let text): return "\(place)! \(text)"
        case .kick(let nick, let by, let reason):
            return "\(place)\(nick) out by \(by)" + (reason.map { " (\($0))" } ?? "")
        case .kicked(let nick, let by, let reason, let current, let ban):
            return "\(place)you, \(nick), \(ban == nil ? "out" : "banned") by \(by)" + (reason.map { " (\($0))" } ?? "")
                + ", now in \(current?.text ?? "none")"
        case .rank(let nick, let rank, let by, let old):
            return "\(place)\(nick) \(rank.name) by \(by)" + old.asOld
        case .modes(let by, let change): return "\(place)\(by) " + change.words.joined(separator: " ")
        case .masks(let by, let change):
            let sign = change.isSet ? "+" : "-"
            let subjects = change.subjects.map { "\(sign)\(change.kind.name)=\($0)" }.joined(separator: " ")
            return "\(place)\(by) \(subjects) \(change.until ?? 0)" + (change.reason.map { " (\($0))" } ?? "")
        case .report(let nick, let by, let ids, let reason):
            return "\(place)\(by) reports \(nick) \(ids.count): \(reason)"
        case .merged(let nick, let other): return "\(place)\(nick) is one with \(other)"
        case .account(let nick, let account): return "\(nick) is of \(account?.text ?? "nobody")"
        case .realName(let nick, let name): return "\(nick) is really \(name)"
        case .signal(let nick, let other, let text):
            return "\(place)\(nick) signals\(other.map { " to \($0)" } ?? "") \(text)\(mark)"
        case .broadcast(let nick, let text): return "\(nick) to all: \(text)"
        case .voiceBeneath(let nick, let isSet, let by):
            return "\(place)\(nick) \(isSet ? "+" : "-")voice beneath by \(by)"
        case .aside(let nick, let other):
            return "\(place)\(nick) aside\(other.map { " to \($0)" } ?? "")"
        case .takenBack(let id, _, _, let by, let reason):
            return "\(place)\(by) took back \(id)" + (reason.map { " (\($0))" } ?? "")
        case .roomRenamed(let old, let by, let reason):
            return "\(place)was \(old) until \(by)" + (reason.map { " (\($0))" } ?? "")
        case .online(let nick): return "\(nick) is here"
        case .offline(let nick): return "\(nick) is gone"
        case .invitation(let nick, let by): return "\(place)\(nick) asked in by \(by)"
        }
    }
}

extension Rank {
    /// What a brief line has of the rank that somebody had before.
    var asOld: String { self == .none ? "" : ", was \(name)" }
}

extension Reply {
    /// The end of a `/history` answer, in short.
    static func history(
        _ room: RoomName, count: Int, gap: Bool = false, more: Bool = false, isBackward: Bool = false
    ) -> Reply {
        .history(room, Replay(count: count, gap: gap, more: more, isBackward: isBackward))
    }
}

extension RoomName: ExpressibleByStringLiteral {
    public init(stringLiteral value: StaticString) {
        guard let name = RoomName(value.description) else { preconditionFailure("\(value) is not a room's name") }
        self = name
    }
}

extension Nick: ExpressibleByStringLiteral {
    public init(stringLiteral value: StaticString) {
        guard let nick = Nick(value.description) else { preconditionFailure("\(value) is not a nick") }
        self = nick
    }
}

extension MaskSubject: ExpressibleByStringLiteral {
    public init(stringLiteral value: StaticString) {
        guard let subject = MaskSubject(value.description) else { preconditionFailure("\(value) is not a mask") }
        self = subject
    }
}

extension RoomKey: ExpressibleByStringLiteral {
    public init(stringLiteral value: StaticString) {
        guard let key = RoomKey(value.description) else { preconditionFailure("\(value) is not a key") }
        self = key
    }
}

extension ModeChange {
    init(adding mode: RoomModes) {
        self.init()
        add(mode)
    }
}
