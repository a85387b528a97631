import Testing

@testable import ChatCore

/// A hub begins with what a store kept.
@Suite struct RecallTests {
    private static let lobby = RoomName("lobby")

    private func past(_ ids: EventID..., floor: EventID = 0) throws -> HubSnapshot.Past {
        let (lobby, ann) = (RecallTests.lobby, Nick("ann"))
        var past = HubSnapshot.Past(room: lobby, floor: floor)
        past.hasForgotten = floor > 0
        past.said = ids.map {
            HubSnapshot.Said(
                id: $0, time: $0, author: PersonID(slot: .max, generation: .max), nick: ann, text: "tea",
                as: .message)
        }
        return past
    }

    @Test func itGoesOnBehindWhatWasKept() throws {
        let hub = Hub(lobby: RecallTests.lobby)
        let ann: Nick = "ann"
        let kept = try past(20, 30, floor: 10)
        var room = Hub.Kept.Room(kept)
        room.topic = (Topic(text: "cakes", setBy: ann, time: 25), id: 25)
        try hub.recall(Hub.Kept(room, after: 1_000))
        #expect(hub.shared.digest == hub.shared.fullDigest)
        #expect(hub.past(of: kept.room) == kept)
        #expect(hub.topic(of: kept.room)?.topic.text == "cakes" && hub.topic(of: kept.room)?.id == 25)
        var effects: [Effect] = []
        let now = Moment(wall: 500, steady: 0)
        let session = hub.connect(at: now, &effects)
        #expect(hub.reach(in: nil, for: session) == Hub.Reach(room: kept.room, floor: 10, hasForgotten: true))
        #expect(hub.kept(in: kept.room, before: 30, upTo: 9) == 1)
        hub.perform(.say("more"), by: session, at: now, &effects)
        #expect(hub.past(of: kept.room)?.said.map(\.id) == [20, 30, 1_001])
        #expect(hub.shared.digest == hub.shared.fullDigest)
        // It hands over as any other does.
        let copy = try Hub(restoring: hub.snapshot(), lobby: RecallTests.lobby)
        #expect(copy.snapshot() == hub.snapshot())
    }

    /// Accounts, registered rooms and bans are there before anybody comes.
    @Test func whatLastsIsThere() throws {
        let (ann, bob) = (AccountID(number: 1), AccountID(number: 3))
        var kept = Hub.Kept(after: 50)
        kept.accounts = [
            HubSnapshot.Account(id: ann, name: "ann", created: 1),
            HubSnapshot.Account(id: bob, name: "bob", created: 2),
        ]
        kept.accounts[1].nicks = ["bobby"]
        kept.lastAccount = 4
        kept.retiredNames = [HubSnapshot.RetiredName(key: "cy", until: 1_000)]
        kept.serverBans = [ServerBan(.net("192.0.2.0/24"), by: "ann", at: 3, until: nil, reason: nil)]
        var tea = Hub.Kept.Room(HubSnapshot.Past(room: "tea", floor: 0))
        var rules = RoomRules()
        rules.registration = Registration(at: 5, [Registration.Standing(ann, .founder, since: 5)])
        tea.rules = rules
        kept.rooms = [tea, Hub.Kept.Room(try past(20))]
        let hub = Hub(lobby: RecallTests.lobby)
        try hub.recall(kept)
        #expect(hub.shared.digest == hub.shared.fullDigest)
        #expect(hub.registeredRooms == ["tea"] && hub.keeps("tea") && hub.keeps("lobby") && !hub.keeps("cake"))
        #expect(hub.account(owning: "BOBBY")?.id == bob && hub.accountCount == 2)
        #expect(hub.serverBans == kept.serverBans)
        // The next number is one that nobody had.
        var effects: [Effect] = []
        let now = Moment(wall: 500, steady: 0)
        let session = hub.connect(at: now, &effects)
        hub.perform(.nick("cy"), by: session, at: now, &effects)
        hub.perform(.account(.register), by: session, at: now, &effects)
        #expect(hub.account(of: session) == nil)
        hub.perform(.nick("dee"), by: session, at: now, &effects)
        hub.perform(.account(.register), by: session, at: now, &effects)
        #expect(hub.account(of: session)?.id == AccountID(number: 5))
        #expect(try Hub(restoring: hub.snapshot(), lobby: RecallTests.lobby).snapshot() == hub.snapshot())
    }

    @Test func whatContradictsItselfIsRefused() throws {
        var twice = Hub.Kept()
        twice.accounts = [HubSnapshot.Account(id: AccountID(number: 1), name: "ann", created: 1)]
        #expect(throws: SnapshotError.self) { try Hub(lobby: RecallTests.lobby).recall(twice) }
        twice.lastAccount = 2
        twice.accounts.append(HubSnapshot.Account(id: AccountID(number: 2), name: "ANN", created: 1))
        #expect(throws: SnapshotError.self) { try Hub(lobby: RecallTests.lobby).recall(twice) }
        var rooms = Hub.Kept(Hub.Kept.Room(try past(20)))
        rooms.rooms.append(Hub.Kept.Room(try past(30)))
        #expect(throws: SnapshotError.self) { try Hub(lobby: RecallTests.lobby).recall(rooms) }
        var rules = Hub.Kept(Hub.Kept.Room(try past(20)))
        rules.rooms[0].rules = RoomRules()
        rules.rooms[0].rules?.limit = 5
        #expect(throws: SnapshotError.self) { try Hub(lobby: RecallTests.lobby).recall(rules) }
    }

    @Test func whatIsNoPastIsRefused() throws {
        #expect(throws: SnapshotError.self) {
            try Hub(lobby: RecallTests.lobby).recall(Hub.Kept(Hub.Kept.Room(past(30, 20))))
        }
        #expect(throws: SnapshotError.self) {
            try Hub(lobby: RecallTests.lobby).recall(Hub.Kept(Hub.Kept.Room(past(10, floor: 10))))
        }
    }

    /// What a room is not to remember nobody keeps.
    @Test func noHistoryIsNotKept() throws {
        let hub = Hub(lobby: RecallTests.lobby)
        var effects: [Effect] = []
        let session = hub.connect(at: Moment(wall: 5, steady: 0), &effects)
        let room = try #require(hub.shared.rooms.find(RecallTests.lobby))
        let person = try #require(hub.local.sessions[session]?.person)
        #expect(hub.latest(by: person.id, in: RoomReference(room))?.nick == person.nick)
        hub.perform(
            .join("tea", since: nil, key: nil), by: session, at: Moment(wall: 6, steady: 1), &effects)
        var change = ModeChange()
        _ = change.add(word: "+no-history")
        hub.perform(.moderate(nil, .modes(change)), by: session, at: Moment(wall: 7, steady: 2), &effects)
        let tea = try #require(hub.shared.rooms.find("tea"))
        #expect(hub.latest(by: person.id, in: RoomReference(tea)) == nil)
        #expect(hub.rooms(of: session).map(\.text) == ["#lobby", "#tea"])
    }
}

extension Hub.Kept {
    fileprivate init(_ rooms: Room..., after lastID: EventID = 0) {
        self.init()
        self.rooms = rooms
        self.lastID = lastID
    }
}
