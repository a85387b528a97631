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
                isAction: false)
        }
        return past
    }

    @Test func itGoesOnBehindWhatWasKept() throws {
        let hub = Hub(lobby: RecallTests.lobby)
        let ann: Nick = "ann"
        let kept = try past(20, 30, floor: 10)
        try hub.recall(kept, topic: (Topic(text: "cakes", setBy: ann, time: 25), id: 25), after: 1_000)
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

    @Test func whatIsNoPastIsRefused() throws {
        #expect(throws: SnapshotError.self) {
            try Hub(lobby: RecallTests.lobby).recall(past(30, 20), topic: nil, after: 0)
        }
        #expect(throws: SnapshotError.self) {
            try Hub(lobby: RecallTests.lobby).recall(past(10, floor: 10), topic: nil, after: 0)
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
