import Testing

@testable import ChatCore

@Suite("Times never go back")
struct TimeTests {
    let party = Party()
    private static let hour: Int64 = 3_600_000_000

    @Test("where the wall clock is put back, what happens has the time of the last until the clock has caught up")
    func clockPutBack() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let start = party.now.wall
        party.do(.say("one"), by: ann)
        party.now.wall -= TimeTests.hour
        party.do(.say("two"), by: ann)
        party.do(.tell("bob", "psst"), by: ann)
        party.do(.setTopic(nil, "tea"), by: ann)
        party.do(.away(note: "tea"), by: ann)
        party.do(.nick("Anna"), by: ann)
        party.do(.part(nil, reason: nil), by: ann)
        party.do(.join("#lobby"), by: ann)
        let other = party.connect().id
        party.disconnect(other)
        let events = party.events(for: bob)
        #expect(events.count == 10)
        #expect(events.allSatisfy { $0.time == start })
        party.now.wall = start + 1
        party.do(.say("three"), by: ann)
        #expect(party.events(for: bob).map(\.time) == [start + 1])
    }

    @Test("an id is never smaller than its time, and both grow together")
    func idsAndTimes() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        for (step, text) in zip([0, 5, -7, 2, -1, 9], ["a", "b", "c", "d", "e", "f"] as [Text]) {
            party.now.wall += Int64(step)
            party.do(.say(text), by: ann)
        }
        let events = party.events(for: bob)
        #expect(events.allSatisfy { $0.id >= $0.time })
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.id < $1.id && $0.time <= $1.time })
    }

    @Test("what changes nothing lets no time pass, and what the hub kept has the same times")
    func nothingHappens() throws {
        let ann = party.newcomer("ann")
        party.do(.say("one"), by: ann)
        let before = party.hub.lastTime
        party.now.wall += TimeTests.hour
        party.do(.history(nil, count: nil, .last()), by: ann)
        var effects: [Effect] = []
        party.hub.apply(.announce(PersonID(slot: 99, generation: 0)), at: party.now.wall, &effects)
        #expect(party.hub.lastTime == before)
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby")
        #expect(restored.lastTime == before)
        // As an older version hands it over.
        var older = party.hub.snapshot()
        older.lastTime = 0
        #expect(try Hub(restoring: older, lobby: "#lobby").lastTime == before)
    }

    @Test("how long something holds goes by the wall clock all the same")
    func expiry() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, bob, into: "#tea")
        party.do(.say("one"), by: ann)
        party.now.wall -= TimeTests.hour
        party.do(
            .moderate(nil, .set(.mute, .person("bob"), seconds: 60, reason: nil, putsOut: false)), by: ann)
        #expect(party.do(.say("hm"), by: bob).code == .muted)
        party.now.wall += 61_000_000
        #expect(party.do(.say("ah"), by: bob).code == nil)
    }
}
