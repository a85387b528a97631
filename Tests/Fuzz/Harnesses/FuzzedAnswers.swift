@testable import ChatCore
@testable import Dialects

/// Answers drawn from a fuzzer's bytes, within the bounds of what the hub gives.
enum FuzzedAnswers {
    static func row(_ data: inout FuzzedData) -> Row {
        switch data.below(15) {
        case 0: .room(data.room(), members: count(&data), topic: data.textIfAny())
        case 1: .names(data.room(), nicks(&data, atMost: 20))
        case 2: .who(profile(&data))
        case 3: .whois(profile(&data))
        case 4: .topic(data.room(), topic(&data))
        case 5: .away(data.nick(), note: data.text())
        case 6: .ignored(data.nick())
        case 8: .rank(data.room(), data.nick(), data.pick(Rank.allCases))
        case 9: .mask(data.room(), number: count(&data), data.mask())
        case 10: .modes(data.room(), data.modes())
        case 12:
            .audit(
                AuditEntry(
                    time: data.number(), by: data.nick(), account: nil, what: "kick",
                    room: data.flag() ? data.room() : nil,
                    subject: data.nick().text, reason: data.textIfAny()))
        case 13:
            .serverBan(
                ServerBan(
                    .mask(data.maskSubject()), by: data.nick(), at: data.number(),
                    until: data.flag() ? data.number() : nil, reason: data.textIfAny()))
        case 11:
            .account(
                AccountProfile(
                    name: data.nick(), nicks: nicks(&data, atMost: 3), created: data.number(), isHere: data.flag(),
                    rooms: data.flag() ? [data.room()] : [], isSuspended: data.flag()))
        case 14: .found(said(&data))
        default: .history(said(&data))
        }
    }

    static func reply(_ data: inout FuzzedData) -> Reply {
        switch data.below(38) {
        case 0: .said(id: id(&data), time: data.number())
        case 1: .nick(data.nick(), isNew: data.flag())
        case 2:
            .joined(
                data.room(), members: count(&data), last: id(&data), missed: data.flag() ? replay(&data) : nil,
                kept: data.flag() ? count(&data) : nil)
        case 3: .parted(data.room(), current: data.flag() ? data.room() : nil)
        case 4:
            .listed(
                data.flag() ? data.room() : nil, count: count(&data), total: data.flag() ? count(&data) : nil,
                next: data.flag() ? data.nick().text : nil)
        case 5: .topic(data.room(), data.flag() ? topic(&data) : nil)
        case 6: .topicSet(data.room(), data.text(), id: id(&data), time: data.number())
        case 7: .away
        case 8: .back
        case 9: .ignoring(data.nick())
        case 10: .unignored(data.nick())
        case 11: .ignored(count: count(&data))
        case 12: .whois
        case 13: .setting(data.pick(Setting.allCases), data.flag())
        case 14: .saidBefore(id: id(&data), time: data.number())
        case 16: .ranked(data.room(), data.nick(), data.pick(Rank.allCases))
        case 17: .kicked(data.room(), data.nick())
        case 18:
            .masked(data.room(), data.maskChange(), seconds: data.flag() ? data.number() : nil, putOut: count(&data))
        case 19: .invited(data.room(), data.nick())
        case 36: .conversation(data.nick(), replay(&data))
        case 37: .exported(count: count(&data), next: data.flag() ? place(&data) : nil)
        case 35: .waiting(data.nick(), id: id(&data), time: data.number())
        case 34: .found(count: count(&data), next: data.flag() ? id(&data) : nil)
        case 20: .modes(data.room(), data.flag() ? data.modes() : nil)
        case 21: .registered(data.nick())
        case 22: .loggedIn(data.nick(), nick: data.nick())
        case 23: .loggedOut(nick: data.nick())
        case 24: .reserved(data.nick())
        case 25: .released(data.nick())
        case 26: .messages(data.pick(MessagePolicy.allCases))
        case 27: .erased(data.nick())
        case 28: .roomRegistered(data.room(), kept: data.flag() ? count(&data) : nil)
        case 29: .roomDropped(data.room())
        case 30: .operated(.killed(data.nick()))
        case 31: .operated(.banned([.mask(data.maskSubject())], until: data.flag() ? data.number() : nil))
        case 32: .operated(.suspended(data.nick(), data.flag()))
        case 33: .operated(.reported(data.nick()))
        default: .history(data.room(), replay(&data))
        }
    }

    private static func place(_ data: inout FuzzedData) -> ExportPlace {
        switch data.below(3) {
        case 0: .rank(id(&data))
        case 1: .said(id(&data))
        default: .privateMessage(id(&data))
        }
    }

    private static func replay(_ data: inout FuzzedData) -> Replay {
        Replay(count: count(&data), gap: data.flag(), more: data.flag(), isBackward: data.flag())
    }

    static func refusal(_ data: inout FuzzedData) -> RefusalText {
        let (code, words) = (data.pick(Code.allCases), data.text().description)
        return switch data.below(4) {
        case 0: RefusalText(code, words, about: .room(data.room()), .most(count(&data)))
        case 1: RefusalText(code, words, about: .nick(data.nick()), .retry(count(&data)))
        case 2: RefusalText(code, words, about: .near("topic"))
        default: RefusalText(code, words)
        }
    }

    static func entry(_ data: inout FuzzedData) -> RoomEntry {
        let others = nicks(&data, atMost: 20)
        var history: [Event] = []
        for _ in 0..<data.below(4) { history.append(said(&data)) }
        return RoomEntry(
            room: data.room(), others: others, otherCount: others.count + (others.count == 20 ? count(&data) : 0),
            topic: data.flag() ? topic(&data) : nil, history: history)
    }

    private static func said(_ data: inout FuzzedData) -> Event {
        let kind: Event.Kind =
            data.flag() ? .action(from: data.nick(), data.text()) : .message(from: data.nick(), data.text())
        return Event(id: id(&data), time: data.number(), room: data.room(), kind, of: data.nickIfAny())
    }

    private static func topic(_ data: inout FuzzedData) -> Topic {
        Topic(text: data.text(), setBy: data.nick(), time: data.number())
    }

    private static func profile(_ data: inout FuzzedData) -> Profile {
        var rooms: [RoomName] = []
        for _ in 0..<data.below(51) { rooms.append(data.room()) }
        var profile = Profile(
            nick: data.nick(), rooms: rooms, since: data.number(), idleSeconds: max(0, data.number()),
            away: data.textIfAny())
        profile.account = data.nickIfAny()
        return profile
    }

    private static func nicks(_ data: inout FuzzedData, atMost bound: Int) -> [Nick] {
        var nicks: [Nick] = []
        for _ in 0..<data.below(bound + 1) { nicks.append(data.nick()) }
        return nicks
    }

    private static func id(_ data: inout FuzzedData) -> EventID {
        max(0, data.number())
    }

    private static func count(_ data: inout FuzzedData) -> Int {
        Int(data.byte()) << 8 | Int(data.byte())
    }
}
