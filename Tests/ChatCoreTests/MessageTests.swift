import Testing

@testable import ChatCore

@Suite("Messages")
struct MessageTests {
    let party = Party()

    @Test("what is said reaches all in the room but its author")
    func say() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        #expect(party.do(.say("hello"), by: ann).code == nil)
        #expect(party.heard(by: ann) == [])
        #expect(party.heard(by: bob) == ["#lobby <ann> hello"])
        #expect(party.heard(by: cy) == ["#lobby <ann> hello"])
    }

    @Test("an action reaches the same ones")
    func act() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.act("waves"), by: ann)
        #expect(party.heard(by: bob) == ["#lobby * ann waves"])
        #expect(party.heard(by: ann) == [])
    }

    @Test("it reaches nobody outside the room, and members whatever their current room is")
    func onlyMembers() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        party.bring(ann, bob, into: "#kitchen")
        party.do(.join("#lobby"), by: bob)
        party.do(.say("cake?"), by: ann)
        #expect(party.heard(by: bob) == ["#kitchen <ann> cake?"])
        #expect(party.heard(by: cy) == [])
    }

    @Test("the answer carries the id and the time of the event")
    func answer() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let outcome = party.do(.say("hello"), by: ann)
        let event = try #require(party.events(for: bob).first)
        #expect(outcome.reply == .said(id: event.id, time: event.time))
        #expect(event.time == party.now.wall)
        #expect(event.id > 0)
    }

    @Test("a line that goes the short way is the same event")
    func shortWay() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let said = try #require(party.hub.say("hello", by: ann, at: party.now))
        #expect(said.event.brief == "#lobby <ann> hello")
        #expect(party.hub.members(of: said.room).map(\.session) == [ann, bob])
        #expect(party.do(.say("hi"), by: bob).id == said.event.id + 1)
    }

    @Test("in a room that is named it is short, too, and that is the current one then")
    func shortWayIntoRoom() throws {
        let (ann, bob) = (party.newcomer("ann"), party.newcomer("bob"))
        party.bring(ann, bob, into: "#Kitchen")
        party.do(.join("#lobby"), by: ann)
        for name: RoomName in ["#kitchen", "#Kitchen"] {
            let said = try #require(party.hub.say("cake", in: name, by: ann, at: party.now))
            #expect(said.event.brief == "#Kitchen <ann> cake")
        }
        party.do(.say("more"), by: ann)
        #expect(party.heard(by: bob).suffix(1) == ["#Kitchen <ann> more"])
        party.do(.part("#Kitchen", reason: nil), by: ann)
        #expect(party.hub.say("from outside", in: "#kitchen", by: ann, at: party.now) == nil)
        #expect(party.hub.say("in none", in: "#nowhere", by: ann, at: party.now) == nil)
    }

    @Test("the short way is left to lines of which nothing else comes")
    func noShortWay() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.part(nil, reason: nil), by: ann)
        #expect(party.hub.say("in no room", by: ann, at: party.now) == nil)
        party.disconnect(ann)
        #expect(party.hub.say("who is gone", by: ann, at: party.now) == nil)
        party.hub.limits.guests = .read
        #expect(party.hub.say("a guest's", by: bob, at: party.now) == nil)
        party.hub.limits.guests = .speak
        var effects: [Effect] = []
        _ = party.hub.connect(at: party.now, isHidden: true, &effects)
        #expect(party.hub.say("beside a hidden one", by: bob, at: party.now) == nil)
        #expect(party.do(.say("all the same"), by: bob).code == nil)
    }

    @Test("the answer stands where the event stands for the others")
    func order() {
        let ann = party.newcomer("ann")
        let effects = party.do(.say("hello"), by: ann).effects
        guard effects.count == 2, case .deliver = effects[0], case .done = effects[1] else {
            Issue.record("not deliver, done: \(effects)")
            return
        }
    }

    @Test("presence has no id, as history does not keep it")
    func presence() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.part(nil, reason: nil), by: bob)
        party.do(.join("#lobby"), by: bob)
        party.do(.away(note: "tea"), by: bob)
        party.do(.nick("rob"), by: bob)
        party.disconnect(bob)
        let events = party.events(for: ann)
        #expect(events.count == 5)
        #expect(events.allSatisfy { $0.id == 0 })
    }

    // MARK: - History

    @Test("history is told to members: the last 20, or as many as asked for, oldest first")
    func history() {
        let ann = party.newcomer("ann")
        for _ in 1...30 { party.do(.say("hi"), by: ann) }
        party.do(.act("waves"), by: ann)
        let outcome = party.do(.history(nil, count: nil, .last()), by: ann)
        #expect(outcome.reply == .history("#lobby", count: 20, more: true, isBackward: true))
        #expect(outcome.replayed.last == "#lobby * ann waves")
        #expect(party.do(.history("#lobby", count: 2, .last()), by: ann).replayed.count == 2)
        #expect(party.do(.history(nil, count: 500, .last()), by: ann).replayed.count == 31)
        #expect(party.do(.history(nil, count: 0, .last()), by: ann).replayed == [])
    }

    @Test("history since an id yields what was missed, each once, in order")
    func missed() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.say("one"), by: ann)
        let last = try #require(party.events(for: bob).last)
        party.disconnect(bob)
        party.do(.say("two"), by: ann)
        party.do(.setTopic(nil, "cakes"), by: ann)
        party.do(.act("three"), by: ann)
        let again = party.newcomer("bob")
        let outcome = party.do(.history("#lobby", count: nil, .since(last.id)), by: again)
        #expect(outcome.replayed == ["#lobby <ann> two", "#lobby * ann three"])
        #expect(outcome.reply == .history("#lobby", count: 2, gap: false))
    }

    @Test("history is for members only")
    func historyForMembers() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, into: "#kitchen")
        #expect(party.do(.history("#kitchen", count: nil, .last()), by: bob).code == .notInRoom)
        #expect(party.do(.history("#nowhere", count: nil, .last()), by: bob).code == .noSuchRoom)
    }

    @Test("what is on both sides of a message is told, and whether there is more")
    func around() {
        let ann = party.newcomer("ann")
        let ids = (1...9).compactMap { party.do(.say(Text(cleaned: Array("\($0)".utf8))), by: ann).id }
        func ask(_ count: Int?, _ id: EventID) -> (said: [String], reply: Reply?) {
            let outcome = party.do(.history(nil, count: count, .around(id)), by: ann)
            return (outcome.replayed.map { String($0.suffix(1)) }, outcome.reply)
        }
        #expect(ask(5, ids[3]).said == ["2", "3", "4", "5", "6"])
        #expect(ask(5, ids[3]).reply == .history("#lobby", count: 5, more: true, isBackward: true))
        #expect(ask(4, ids[0]).said == ["1", "2", "3"])
        #expect(ask(4, ids[8]).said == ["8", "9"])
        #expect(ask(nil, ids[4]).said.count == 9)
        #expect(ask(nil, ids[4]).reply == .history("#lobby", count: 9, isBackward: true))
        #expect(ask(2, 0).said == ["1"])
        #expect(ask(2, .max).said == ["9"])
        party.hub.limits.historyEvents = 9
        party.do(.say("0"), by: ann)
        #expect(ask(4, ids[0]).reply == .history("#lobby", count: 2, gap: true, more: true, isBackward: true))
    }

    @Test("counts and ids that make no sense are no harm", arguments: [Int.min, -1, .max])
    func oddCounts(count: Int) {
        let ann = party.newcomer("ann")
        for _ in 1...3 { party.do(.say("hi"), by: ann) }
        for since in [nil, .min, -1, 0, party.now.wall, .max] as [EventID?] {
            let outcome = party.do(.history(nil, count: count, since.map { .since($0) } ?? .last()), by: ann)
            #expect(outcome.code == nil)
            #expect(outcome.replayed.count <= 3)
        }
    }

    @Test("what was said stays under the nick under which it was said")
    func oldNicks() {
        let ann = party.newcomer("ann")
        party.do(.say("hi"), by: ann)
        party.do(.nick("anna"), by: ann)
        #expect(party.do(.history(nil, count: nil, .last()), by: ann).replayed == ["#lobby <ann> hi"])
    }
}
