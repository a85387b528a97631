import Testing

@testable import ChatCore

@Suite("Ids")
struct IdentifierTests {
    let party = Party()

    @Test("an id is the microseconds since 1970, where that is larger than the last")
    func wallClock() {
        let ann = party.newcomer("ann")
        party.pass(seconds: 1)
        #expect(party.do(.say("hi"), by: ann).id == party.now.wall)
        #expect(party.do(.say("hi"), by: ann).id == party.now.wall + 1)
        #expect(party.do(.setTopic(nil, "x"), by: ann).id == party.now.wall + 2)
        party.pass(seconds: 1)
        #expect(party.do(.act("hi"), by: ann).id == party.now.wall)
    }

    @Test("it grows when the wall clock jumps, back and forth", arguments: [-86_400, -1, 0, 1, 86_400] as [Int64])
    func jump(seconds: Int64) throws {
        let ann = party.newcomer("ann")
        var last: EventID = 0
        for _ in 1...5 {
            for command in [.say("hi"), .act("hi"), .setTopic(nil, "x")] as [Command] {
                let id = try #require(party.do(command, by: ann).id)
                #expect(id > last)
                last = id
            }
            party.now.wall += seconds * 1_000_000
        }
    }

    @Test("history in order and since an id holds over a jump back")
    func historyAfterJump() throws {
        let ann = party.newcomer("ann")
        let first = try #require(party.do(.say("one"), by: ann).id)
        party.now.wall -= 3_600_000_000
        party.do(.say("two"), by: ann)
        party.do(.say("three"), by: ann)
        let outcome = party.do(.history(nil, count: nil, .since(first)), by: ann)
        #expect(outcome.replayed == ["#lobby <ann> two", "#lobby <ann> three"])
        #expect(outcome.reply == .history("#lobby", count: 2, gap: false))
    }

    @Test("rooms and private messages share one sequence of ids")
    func shared() throws {
        let ann = party.newcomer("ann")
        party.bring(ann, into: "#kitchen")
        party.pass(seconds: 1)
        #expect(party.do(.sayIn("#lobby", "hi"), by: ann).id == party.now.wall)
        #expect(party.do(.sayIn("#kitchen", "hi"), by: ann).id == party.now.wall + 1)
        #expect(party.do(.tell("ann", "hi"), by: ann).id == party.now.wall + 2)
        #expect(party.do(.setTopic("#lobby", "cakes"), by: ann).id == party.now.wall + 3)
    }

    @Test("a room that was closed and made again goes on after all of its ids, also when the clock jumped back")
    func reopened() throws {
        let ann = party.newcomer("ann")
        party.bring(ann, into: "#kitchen")
        let last = try #require(party.do(.say("one"), by: ann).id)
        party.do(.part(nil, reason: nil), by: ann)
        party.now.wall -= 3_600_000_000
        party.bring(ann, into: "#kitchen")
        let id = try #require(party.do(.say("two"), by: ann).id)
        #expect(id > last)
        let outcome = party.do(.history(nil, count: nil, .since(last)), by: ann)
        #expect(outcome.replayed == ["#kitchen <ann> two"])
    }

    @Test("who asks since an id of the room's earlier life is told of the gap")
    func gapOverReopening() throws {
        let ann = party.newcomer("ann")
        party.bring(ann, into: "#kitchen")
        let first = try #require(party.do(.say("one"), by: ann).id)
        party.do(.say("two"), by: ann)
        party.do(.part(nil, reason: nil), by: ann)
        party.now.wall -= 3_600_000_000
        party.bring(ann, into: "#kitchen")
        let outcome = party.do(.history(nil, count: nil, .since(first)), by: ann)
        #expect(outcome.reply == .history("#kitchen", count: 0, gap: true))
    }
}
