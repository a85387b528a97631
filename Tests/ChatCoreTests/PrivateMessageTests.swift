import Testing

@testable import ChatCore

@Suite("Private messages")
struct PrivateMessageTests {
    let party = Party()

    @Test("it reaches that one alone, whatever rooms they are in")
    func tell() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        party.do(.part(nil, reason: nil), by: bob)
        _ = party.events(for: ann)
        _ = party.events(for: cy)
        let outcome = party.do(.tell("BOB", "psst"), by: ann)
        let event = try #require(party.events(for: bob).first)
        #expect(event.brief == "[ann -> bob] psst")
        #expect(event.room == nil)
        #expect(outcome.reply == .said(id: event.id, time: event.time))
        #expect(party.heard(by: ann) == [])
        #expect(party.heard(by: cy) == [])
    }

    @Test("to nobody it is refused")
    func absent() {
        let ann = party.newcomer("ann")
        #expect(party.do(.tell("bob", "psst"), by: ann).code == .noSuchNick)
    }

    @Test("with echo on, one's own comes back, once, marked as the copy that it is")
    func echo() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.set(.echo, true), by: ann)
        party.do(.tell("bob", "psst"), by: ann)
        let psst = { Event.Kind.privateMessage(from: "ann", to: "bob", "psst", isCopy: $0) }
        #expect(party.events(for: ann).map(\.kind) == [psst(true)])
        #expect(party.events(for: bob).map(\.kind) == [psst(false)])
    }

    @Test("one may write to oneself, and reads it once", arguments: [true, false])
    func toOneself(echo: Bool) {
        let ann = party.newcomer("ann")
        party.do(.set(.echo, echo), by: ann)
        party.do(.tell("ann", "milk"), by: ann)
        #expect(party.heard(by: ann) == ["[ann -> ann] milk"])
    }

    @Test("an away note comes back before the answer")
    func away() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.away(note: "tea"), by: bob)
        let outcome = party.do(.tell("bob", "psst"), by: ann)
        #expect(outcome.rows == [.away("bob", note: "tea")])
        guard case .done = outcome.effects.last else {
            Issue.record("the answer is not last: \(outcome.effects)")
            return
        }
        #expect(party.heard(by: bob) == ["[ann -> bob] psst"])
    }

    @Test("a reply goes to the last who wrote, under whatever nick")
    func reply() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        #expect(party.do(.reply("hm"), by: cy).code == .noSuchNick)
        party.do(.tell("cy", "one"), by: ann)
        party.do(.tell("cy", "two"), by: bob)
        party.do(.nick("rob"), by: bob)
        _ = party.events(for: cy)
        party.do(.reply("hi"), by: cy)
        #expect(party.heard(by: bob) == ["[cy -> rob] hi"])
        #expect(party.heard(by: ann) == ["bob is rob"])
        party.do(.reply("oh"), by: bob)
        #expect(party.heard(by: cy) == ["[rob -> cy] oh"])
    }

    @Test("a reply to one who has left is refused, also when another has their nick or place")
    func replyToGone() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.tell("bob", "hi"), by: ann)
        party.disconnect(ann)
        let other = party.newcomer("ann")
        #expect(other.slot == ann.slot)
        #expect(party.do(.reply("hi"), by: bob).code == .noSuchNick)
        #expect(party.heard(by: other) == [])
    }

    @Test("sending does not change to whom one replies")
    func sendingIsNoCorrespondence() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        party.do(.tell("ann", "hi"), by: bob)
        party.do(.tell("cy", "hi"), by: ann)
        _ = party.events(for: bob)
        party.do(.reply("you"), by: ann)
        #expect(party.heard(by: bob) == ["[ann -> bob] you"])
        #expect(party.heard(by: cy) == ["[ann -> cy] hi"])
    }

    @Test("one who is ignored is not heard, learns nothing of it, and is nobody to reply to")
    func ignored() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.ignore("bob"), by: ann)
        #expect(party.do(.tell("ann", "psst"), by: bob).code == nil)
        #expect(party.heard(by: ann) == [])
        #expect(party.do(.reply("what?"), by: ann).code == .noSuchNick)
    }

    @Test("none of it is in a room's history")
    func notInHistory() {
        let ann = party.newcomer("ann")
        _ = party.newcomer("bob")
        party.do(.tell("bob", "psst"), by: ann)
        #expect(party.do(.history(nil, count: nil, .last()), by: ann).replayed == [])
        #expect(party.hub.historyBytes == 0)
    }

    @Test("their ids grow, whatever the wall clock does")
    func ids() throws {
        let ann = party.newcomer("ann")
        _ = party.newcomer("bob")
        let one = try #require(party.do(.tell("bob", "1"), by: ann).id)
        let two = try #require(party.do(.tell("bob", "2"), by: ann).id)
        party.now.wall -= 3_600_000_000
        let three = try #require(party.do(.tell("bob", "3"), by: ann).id)
        #expect(one < two)
        #expect(two < three)
    }
}
