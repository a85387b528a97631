import Dialects
import Testing

@testable import ChatCore

/// What holds for guests alone.
@Suite("Spam rules")
struct SpamTests {
    private func party(_ change: (inout SpamRules) -> Void) -> Party {
        var limits = Hub.Limits()
        change(&limits.spam)
        return Party(limits: limits)
    }

    @Test("the same is said so often in half a minute, wherever it is said")
    func repeats() throws {
        let nonce = try #require(Nonce("1234567890123456"))
        let party = party { $0.repeatedLines = 3 }
        let (ann, bob) = (party.newcomer("ann"), party.newcomer("bob"))
        // Who makes a room is its op.
        party.bring(ann, bob, into: "#tea")
        #expect(party.do(.say("buy"), by: bob).code == nil)
        #expect(party.hub.say("buy", by: bob, at: party.now) != nil)
        party.pass(seconds: 10)
        #expect(party.do(.tell("ann", "buy"), by: bob).code == nil)
        #expect(party.hub.say("buy", by: bob, at: party.now) == nil)
        for command in [
            .say("buy"), .sayIn("#lobby", "buy"), .act("buy"), .tell("ann", "buy"),
            .noticeIn("#lobby", "buy"), .noticeTo("ann", "buy"),
            .sayOnce(nonce, .here("buy")),
        ] as [Command] {
            let outcome = party.do(command, by: bob)
            #expect(
                outcome.effects.contains { $0.isRefusal(Refusal.spam(.repeated(most: 3, retry: 20))) }, "\(command)")
        }
        #expect(party.do(.say("else"), by: bob).code == nil)
        #expect(party.do(.say("buy"), by: ann).code == nil)
        party.pass(seconds: 20)
        #expect(party.do(.say("buy"), by: bob).code == nil)
    }

    @Test("whoever is turned to is somebody new, be it with words or without")
    func turning() throws {
        let party = party {
            $0.newPeople = 1
            $0.quietSeconds = 600
        }
        let (ann, bob, cy) = (party.newcomer("ann"), party.newcomer("bob"), party.newcomer("cy"))
        let eve = party.newcomer("eve")
        party.bring(eve, into: "#tea")
        let enclosure = try #require(Enclosure([1]))
        #expect(party.do(.tell("ann", "hi"), by: eve).code == nil)
        for command in [
            .tell("bob", "hi"), .convey(Parcel(to: .nick("bob"), nil, enclosure)), .moderate("#tea", .invite("bob")),
        ] as [Command] {
            #expect(party.do(command, by: eve).code == .slowDown, "\(command)")
        }
        // Whom one knows already, or who wrote first.
        #expect(party.do(.convey(Parcel(to: .nick("ann"), nil, enclosure)), by: eve).code == nil)
        party.do(.tell("eve", "who are you?"), by: cy)
        #expect(party.do(.moderate("#tea", .invite("cy")), by: eve).code == nil)
        // What others read of somebody is as what they say.
        #expect(party.do(.present(.realName("see www.example.org")), by: eve).code == .slowDown)
        #expect(party.do(.present(.realName("Eve")), by: eve).code == nil)
        #expect(party.hub.refusal(toShow: "see www.example.org", by: eve, at: party.now) != nil)
        #expect(party.hub.refusal(toShow: "Eve", by: eve, at: party.now) == nil)
        _ = (ann, bob)
    }

    @Test("several lines are looked at one by one where one may be too often, or a link when read as a whole")
    func severalLines() {
        let party = party {
            $0.repeatedLines = 2
            $0.quietSeconds = 600
        }
        let ann = party.newcomer("ann")
        func isHeldBack(_ lines: [Text], whole: [Text] = []) -> Bool {
            party.hub.isHeldBack(ann, saying: lines, whole: whole, in: "#lobby", at: party.now)
        }
        #expect(!isHeldBack(["one", "two"]))
        #expect(isHeldBack(["one", "two", "one"]))
        #expect(isHeldBack(["see http:", "//evil.example"], whole: ["see http://evil.example"]))
        party.do(.say("two"), by: ann)
        #expect(isHeldBack(["one", "two"]))
        party.do(.account(.register), by: ann)
        #expect(!isHeldBack(["two", "two"]))
    }

    @Test("who is logged in, an op or exempt is free of it")
    func freedom() {
        let party = party {
            $0.repeatedLines = 1
            $0.quietSeconds = 30
        }
        let (ann, bob, cy) = (party.newcomer("ann"), party.newcomer("bob", from: "c-b"), party.newcomer("cy"))
        party.do(.account(.register), by: cy)
        party.bring(ann, bob, cy, into: "#tea")
        func twice(by id: SessionID) -> Bool {
            let codes = (0..<2).map { _ in party.do(.say("see www.example.org"), by: id).code }
            return codes == [nil, nil]
        }
        #expect(twice(by: ann))
        #expect(twice(by: cy))
        #expect(!twice(by: bob))
        let free = Moderation.set(.exempt, .subject("host:c-b"), seconds: nil, reason: nil, putsOut: false)
        #expect(party.do(.moderate("#tea", free), by: ann).code == nil)
        #expect(twice(by: bob))
        #expect(party.do(.sayIn("#lobby", "see www.example.org"), by: bob).code == .slowDown)
        // Nobody is an op of what is said in private.
        #expect(party.do(.tell("bob", "http://example.org"), by: ann).code == .slowDown)
    }

    @Test("a guest who has just come sends no links")
    func links() {
        let party = party { $0.quietSeconds = 30 }
        let ann = party.newcomer("ann")
        _ = party.newcomer("bob")
        for text in ["http://a.b", "see HTTPS://a.b", "WWW.a.b"] as [Text] {
            #expect(party.do(.say(text), by: ann).code == .slowDown)
            #expect(party.do(.setTopic(nil, text), by: ann).code == .slowDown)
            #expect(party.do(.tell("bob", text), by: ann).code == .slowDown)
        }
        #expect(party.do(.say("the ratio is 3:/4, ww.w"), by: ann).code == nil)
        party.pass(seconds: 10)
        #expect(
            party.do(.say("http://a.b"), by: ann).effects.contains {
                $0.isRefusal(.spam(.link(quiet: 30, retry: 20)))
            })
        party.pass(seconds: 20)
        #expect(party.do(.say("http://a.b"), by: ann).code == nil)
    }

    @Test("a guest writes to so many new people a minute, and answers whoever wrote last")
    func newPeople() {
        let party = party { $0.newPeople = 2 }
        let bob = party.newcomer("bob")
        let others = ["ann", "cy", "dee", "eve"].map { party.newcomer($0) }
        #expect(party.do(.tell("ann", "1"), by: bob).code == nil)
        party.pass(seconds: 20)
        #expect(party.do(.tell("bob", "to myself"), by: bob).code == nil)
        #expect(party.do(.tell("cy", "2"), by: bob).code == nil)
        #expect(party.do(.tell("ann", "3"), by: bob).code == nil)
        #expect(
            party.do(.tell("dee", "4"), by: bob).effects.contains {
                $0.isRefusal(.spam(.newPeople(most: 2, retry: 40)))
            })
        party.do(.tell("bob", "hello"), by: others[3])
        #expect(party.do(.reply("5"), by: bob).code == nil)
        #expect(party.do(.tell("eve", "6"), by: bob).code == nil)
        party.pass(seconds: 40)
        #expect(party.do(.tell("dee", "7"), by: bob).code == nil)
    }

    @Test("so many of one host enter a room in ten seconds")
    func joins() {
        let party = party { $0.joins = 2 }
        let guests = (0..<4).map { _ in party.newcomer(nil, from: "c-a") }
        let (ann, bob) = (party.newcomer("ann", from: "c-a"), party.newcomer("bob"))
        party.do(.account(.register), by: ann)
        #expect(party.do(.join("#tea"), by: guests[0]).code == nil)
        #expect(party.do(.join("#tea"), by: guests[1]).code == nil)
        #expect(
            party.do(.join("#tea"), by: guests[2]).effects.contains {
                $0.isRefusal(.spam(.joins("#tea", most: 2, retry: 10)))
            })
        #expect(party.do(.join("#cake"), by: guests[2]).code == nil)
        for id in [ann, bob] { #expect(party.do(.join("#tea"), by: id).code == nil) }
        party.pass(seconds: 10)
        #expect(party.do(.join("#tea"), by: guests[3]).code == nil)
    }

    @Test("a line that is not said counts for nothing")
    func pace() {
        let party = party { $0.repeatedLines = 1 }
        let (ann, bob) = (party.newcomer("ann"), party.newcomer("bob"))
        party.bring(ann, bob, into: "#tea")
        var change = ModeChange()
        change.setSlow(5)
        party.do(.moderate("#tea", .modes(change)), by: ann)
        #expect(party.do(.say("one"), by: bob).code == nil)
        #expect(party.do(.say("two"), by: bob).code == .slowDown)
        party.pass(seconds: 5)
        #expect(party.do(.say("one"), by: bob).code == .slowDown)
        #expect(party.do(.say("two"), by: bob).code == nil)
    }
}

extension Effect {
    fileprivate func isRefusal(_ refusal: Refusal) -> Bool {
        if case .refused(let found) = self { found == refusal } else { false }
    }
}
