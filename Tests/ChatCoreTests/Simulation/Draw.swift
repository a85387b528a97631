import TestSupport

@testable import ChatCore

/// What comes next, by the generator alone: nothing here depends on the order of a set or a dictionary.
struct Draw {
    enum Deed { case connect, announce, disconnect, vanish, hold, resume, letGo, command }

    static let mostPeople = 20
    private static let nicks = [
        "ann", "bob", "cy", "dee", "Eve", "Fritz", "guest3", "guest7", "[x]-1", "_b|", "Z", "NickServ",
        String(repeating: "n", count: Nick.maximumLength),
    ]
    private static let rooms = [
        "lobby", "kitchen", "garden", "a", "b.c++", "#Den", String(repeating: "R", count: RoomName.maximumLength),
    ]
    private static let year: Int64 = 365 * 86_400 * 1_000_000

    private var generator: SplitMix64
    private var texts = 0

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    // MARK: - The day

    /// Small ones, so that they are met.
    mutating func limits() -> Hub.Limits {
        var limits = Hub.Limits()
        limits.roomsPerSession = 1 + generator.below(4)
        limits.ignoredPerSession = 1 + generator.below(2)
        limits.watchedPerSession = 1 + generator.below(4)
        limits.historyEvents = generator.pick([0, 1, 3, 20, 20, 50])
        limits.historyBytes = generator.pick([12_000, 25_000, 1 << 20])
        limits.answerBytes = generator.pick([0, 1_000, 1 << 20])
        limits.masksPerRoom = 1 + generator.below(2)
        limits.accounts = 3 + generator.below(6)
        limits.nicksPerAccount = 1 + generator.below(2)
        limits.roomsPerAccount = 1 + generator.below(2)
        limits.tellsSources = generator.chance(50)
        limits.keepsServiceNicks = generator.chance(50)
        limits.crowd = generator.pick([2, 6, Audience.crowd])
        return limits
    }

    mutating func lobby() -> String? {
        generator.chance(85) ? "#Lobby" : nil
    }

    /// Time passes, sometimes none; and the wall clock jumps, seldom, to and fro, by hours or by decades.
    mutating func advance(_ now: inout Moment) {
        if generator.chance(70) {
            let passed = Int64(generator.below(17_000_000))
            now.wall += passed
            now.steady += passed
        }
        if generator.chance(1) { now.wall += Int64(generator.below(4 * 3_600) - 2 * 3_600) * 1_000_000 }
        if generator.chance(2) { now.wall += Int64(generator.below(5) - 2) }
        // Not before 1970, nor after what four digits of a year can say.
        if generator.below(1_000) == 0 {
            now.wall = min(max(0, now.wall + Int64(generator.below(101) - 50) * Draw.year), 7_900 * Draw.year)
        }
    }

    mutating func deed(people: Int, present: Int, wanted: Int) -> Deed {
        if present == 0 { return .connect }
        if generator.below(400) == 0 { return .vanish }
        let turn = generator.below(100)
        if turn < (people < wanted ? 14 : 2) { return .connect }
        if generator.chance(3) { return .announce }
        if generator.chance(2) { return generator.pick([.hold, .hold, .resume, .resume, .letGo]) }
        return turn >= (people > wanted ? 86 : 97) ? .disconnect : .command
    }

    mutating func host() -> String? { generator.pick([nil, "c-a", "c-b", "c-b", "c-cc"]) }

    mutating func isHidden() -> Bool { generator.chance(50) }

    /// Whether a newcomer says first who they are.
    mutating func isIntroduced() -> Bool { generator.chance(25) }

    mutating func entrance(_ model: Model) -> Hub.Entrance {
        // Each is here through one session.
        let accounts = model.accounts.map(\.id).filter { id in !model.present.contains { $0.account == id } }
        let user = UserName(cleaning: generator.pick(["ann", "Bob", "", "c y!"]))
        let introduction = Introduction(user: user, realName: words().prefix(bytes: 9))
        let account = accounts.isEmpty || generator.chance(60) ? nil : generator.pick(accounts)
        let own = model.accounts.filter { $0.id == account }.compactMap { Nick($0.name) }
        return Hub.Entrance(
            generator.chance(30) ? own.first ?? nick(model) : nick(model), introduction, account: account)
    }

    mutating func person(_ model: Model) -> Model.Person {
        model.people[generator.below(model.people.count)]
    }

    /// One who is here through a session.
    mutating func actor(_ model: Model) -> Model.Person { generator.pick(model.present) }

    /// Whether private messages to a newcomer are kept.
    mutating func keepsMail() -> Bool { generator.chance(30) }

    /// Somebody to come back as, who is mostly held.
    mutating func returning(_ model: Model, besides newcomer: SessionID) -> Model.Person? {
        let held = model.people.filter { $0.session == nil }
        let others = generator.chance(85) && !held.isEmpty ? held : model.people.filter { !$0.isHidden }
        let some = others.filter { $0.id != newcomer }
        return some.isEmpty ? nil : generator.pick(some)
    }

    /// Those who are held and are not to come back.
    mutating func givenUp(_ model: Model) -> [Model.Person] {
        model.people.filter { $0.session == nil && generator.chance(50) }
    }

    /// What somebody has read who is back.
    mutating func lastRead(_ model: Model) -> EventID? {
        generator.pick([nil, 0, model.lastID, model.lastID - 1_000_000, model.lastID - 50_000_000])
    }

    /// Who is gone all at once: a room with all who are in it, who said something last, or this one and that.
    mutating func victims(_ model: Model, lastSpeaker: SessionID?) -> [SessionID] {
        switch generator.below(4) {
        case 0:
            let room = room(of: person(model))
            return model.places[room.key]?.audience ?? []
        case 1: return model.present.map(\.id)
        case 2: return [lastSpeaker].compactMap { $0 }.filter { model.isHere($0) && !model.isHeld($0) }
        default: return model.present.map(\.id).filter { _ in generator.chance(40) }
        }
    }

    mutating func together() -> Bool {
        generator.chance(50)
    }

    /// How somebody reads from now on, if that changes.
    mutating func reading(of person: Model.Person) -> Reading? {
        guard generator.chance(3) else { return nil }
        var reading = person.reading
        reading.rendering = RenderingID(rawValue: UInt8(generator.below(RenderingID.capacity)))
        // As with a program, which stays one.
        if generator.chance(70) { (reading.marksRooms, reading.isShownRooms) = (false, false) }
        return reading
    }

    /// Whether the process is replaced by another before the next step.
    mutating func isPrepared() -> Bool {
        generator.chance(1)
    }

    mutating func isRestored() -> Bool {
        generator.chance(1)
    }

    // MARK: - Commands

    mutating func command(by person: Model.Person, _ model: Model) -> Command {
        switch generator.below(155) {
        case 140...: return .account(accountRequest(by: person, model))
        case 100...: return .moderate(ownRoom(of: person, model), moderation(by: person, model))
        case ..<20: return .say(words())
        case ..<24: return .sayOnce(nonce(), saying(by: person, model))
        case ..<28: return .sayIn(room(of: person), words())
        case ..<30: return .noticeIn(room(of: person), words())
        case ..<32: return .act(words())
        case ..<34: return .actIn(room(of: person), words())
        case ..<38: return .tell(nick(model), words())
        case ..<40: return .noticeTo(nick(model), words())
        case ..<43: return .reply(words())
        case ..<51: return .nick(generator.chance(90) ? nick(model) : nil)
        case ..<62:
            let name = room()
            return .join(
                name, since: generator.chance(70) ? nil : generator.pick(ids(of: name.key, model)),
                key: generator.pick([nil, nil, nil, "word", "other"]))
        case ..<68: return part(person)
        case ..<69: return .setTopic(maybe(room(of: person)), generator.chance(70) ? words() : "")
        case ..<74: return .ignore(generator.chance(90) ? nick(model) : nil)
        case ..<75: return .unignore(nick(model))
        case ..<80: return .set(generator.pick(Setting.allCases), generator.pick([nil, true, true, false]))
        case ..<84: return .away(note: generator.pick(["tea", "lunch", ""]))
        case ..<87: return .back
        default: return question(by: person, model)
        }
    }

    private mutating func accountRequest(by person: Model.Person, _ model: Model) -> AccountRequest {
        switch generator.below(160) {
        case ..<6: return .erase
        case ..<13: return .describe(maybe(nick(model)))
        default: break
        }
        switch generator.below(15) {
        case 0, 1: return .register
        // Each is here through one session, so nobody logs in to whom they could be here as already.
        case 2, 3, 4, 5:
            let held = model.people.filter { $0.session == nil }.compactMap(\.account)
            if !held.isEmpty, generator.chance(70) { return .logIn(generator.pick(held)) }
            let others = model.accounts.map(\.id).filter { id in !model.present.contains { $0.account == id } }
            return .logIn(generator.pick(others + [AccountID(number: 99)]), keepsNick: generator.chance(30))
        case 6: return .logOut
        case 7, 8: return .reserve(nick(model))
        case 9:
            let own = model.account(of: person.id)?.nicks.compactMap { Nick($0) } ?? []
            return .release(generator.pick(own + [nick(model)]))
        case 10: return .dropRoom(room(of: person))
        default: return .registerRoom(ownRoom(of: person, model))
        }
    }

    private mutating func question(by person: Model.Person, _ model: Model) -> Command {
        switch generator.below(10) {
        case 7: return .whowas(nick(model), count: generator.pick([nil, 1, 2]))
        case 8, 9: return .watch(watchRequest(model))
        case 0:
            return .rooms(containing: generator.pick([nil, "", "#", "E", "d", "zz"]), after: maybe(room()))
        case 1: return .names(maybe(room()), after: generator.chance(30) ? nick(model) : nil)
        case 2: return .who(maybe(room()), after: generator.chance(50) ? nick(model) : nil)
        case 3: return .whois(nick(model))
        case 4: return .topic(maybe(room()))
        default:
            let name = maybe(room(of: person))
            let count = generator.pick([nil, nil, 0, 1, 5, 1_000])
            let ids = ids(of: name?.key ?? person.current ?? "", model)
            return .history(name, count: count, stretch(ids))
        }
    }

    private mutating func watchRequest(_ model: Model) -> WatchRequest {
        switch generator.below(8) {
        case 0: .remove([nick(model), nick(model)])
        case 1: generator.chance(20) ? .clear : .list
        case 2: .tell
        default: .add((0...generator.below(3)).map { _ in nick(model) })
        }
    }

    private mutating func stretch(_ ids: [EventID]) -> HistoryStretch {
        let since = generator.chance(50) ? nil : generator.pick(ids)
        let before = generator.chance(60) ? nil : generator.pick(ids)
        // Nothing lies between these two: what is around one is asked for instead.
        if let since, let before, since >= before { return .around(since) }
        return since.map { .since($0, before: before) } ?? .last(before: before)
    }

    /// Mostly one of which the person is an op.
    private mutating func ownRoom(of person: Model.Person, _ model: Model) -> RoomName? {
        let own = person.rooms.filter { model.places[$0].map { $0.rank(person.id) >= .op } ?? false }
        guard !own.isEmpty, generator.chance(80) else { return maybe(room(of: person)) }
        return RoomName(generator.pick(own))
    }

    private mutating func moderation(by person: Model.Person, _ model: Model) -> Moderation {
        let kind = generator.pick([MaskKind.ban, .ban, .mute, .mute, .exempt, .invited])
        switch generator.below(20) {
        case 19: return .rename(room(), reason: reason().map(Draw.text))
        case 0, 1: return .give(generator.pick([.voice, .op, .op]), nick(model))
        case 2: return .take(generator.pick([.voice, .op]), nick(model))
        case 3: return .listRanks
        case 4: return .kick(nick(model), reason: reason().map(Draw.text))
        case 5, 6, 14, 15:
            let target: MaskTarget = generator.chance(50) ? .person(nick(model)) : .subject(subject())
            return .set(
                kind, target, seconds: generator.pick([nil, 5, 60, 3_600]), reason: reason().map(Draw.text),
                putsOut: kind == .ban && generator.chance(70))
        case 7: return .unset(kind, reference(model))
        case 8: return .list(kind)
        case 9, 10: return .invite(nick(model))
        case 11: return .modes(ModeChange())
        default: return .modes(modes())
        }
    }

    private mutating func subject() -> MaskSubject {
        generator.pick([
            "nick:guest*", "nick:?b*", "nick:*e*e*", "host:c-a", "host:c-*", "account:ann", "mask:*!*@c-b",
            "mask:a*!~line@*", "mask:*!~bob@*", "nick:*",
        ])
    }

    private mutating func reference(_ model: Model) -> MaskReference {
        switch generator.below(3) {
        case 0: .number(generator.below(4))
        case 1: .nick(nick(model))
        default: .subject(subject())
        }
    }

    private mutating func modes() -> ModeChange {
        var change = ModeChange()
        for _ in 0...generator.below(3) {
            let mode = RoomMode.all[
                generator.pick([0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 11, 11, 11])]
            if generator.chance(40) {
                change.remove(mode.bit)
                continue
            }
            switch mode.bit {
            case .key: change.setKey(generator.pick(["word", "other"]))
            case .limit: change.setLimit(1 + generator.below(3))
            case .slow: change.setSlow(1 + generator.below(60))
            // Few are logged in.
            case .accountsOnly, .speakAccounts: if generator.chance(20) { change.add(mode.bit) }
            default: change.add(mode.bit)
            }
        }
        return change
    }

    /// Ids at which a room's history may be asked for.
    private func ids(of room: String, _ model: Model) -> [EventID] {
        model.places[room].map { [0, $0.floor - 1, $0.floor, $0.lastID] + $0.said.map(\.id) } ?? [0]
    }

    /// One of a few, so that some come again.
    private mutating func nonce() -> Nonce {
        let digits = String(1_000_000_000_000_000 + generator.below(40))
        guard let nonce = Nonce(digits) else { preconditionFailure("\(digits) is no nonce") }
        return nonce
    }

    private mutating func saying(by person: Model.Person, _ model: Model) -> Saying {
        switch generator.below(4) {
        case 0: .here(words())
        case 1: .action(words())
        case 2: .inRoom(room(of: person), words())
        default: .to(nick(model), words())
        }
    }

    private mutating func part(_ person: Model.Person) -> Command {
        if generator.chance(30) { return .part(nil, reason: nil) }
        return .part(room(of: person), reason: reason().map(Draw.text))
    }

    mutating func reason() -> String? {
        generator.pick([nil, "", "see you", "connection lost"])
    }

    static func text(_ words: String) -> Text {
        Text(cleaned: Array(words.utf8))
    }

    /// No two are the same.
    private mutating func words() -> Text {
        texts += 1
        // 2,048 bytes is the most that a line can carry.
        let length =
            generator.chance(1) ? 2_048 - 8 : generator.chance(5) ? generator.below(2_000) : generator.below(30)
        return Draw.text("\(texts)" + String(repeating: "é", count: length / 2))
    }

    private mutating func maybe<Name>(_ name: Name) -> Name? {
        generator.chance(50) ? name : nil
    }

    /// Any, in any case.
    private mutating func room() -> RoomName {
        guard let name = RoomName(spelled(generator.pick(Draw.rooms))) else { return "#lobby" }
        return name
    }

    /// Mostly one that the person is in.
    private mutating func room(of person: Model.Person) -> RoomName {
        guard !person.rooms.isEmpty, generator.chance(75), let name = RoomName(spelled(generator.pick(person.rooms)))
        else { return room() }
        return name
    }

    /// Mostly somebody's who is here.
    private mutating func nick(_ model: Model) -> Nick {
        let text = generator.chance(60) && !model.people.isEmpty ? person(model).nick : generator.pick(Draw.nicks)
        guard let nick = Nick(spelled(text)) else { return "nobody" }
        return nick
    }

    private mutating func spelled(_ name: String) -> String {
        generator.chance(80) ? name : generator.chance(50) ? name.uppercased() : name.lowercased()
    }
}
