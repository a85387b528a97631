import Testing

@testable import ChatCore

@Suite("Who did something, as events tell it")
struct SourceTests {
    let party: Party

    init() {
        var limits = Hub.Limits()
        limits.tellsSources = true
        party = Party(limits: limits)
    }

    @Test("all events of somebody share one, until they are called otherwise or log in")
    func shared() throws {
        let ann = party.newcomer("ann", from: "c-a")
        let bob = party.newcomer("bob")
        for command in [.say("hi"), .act("waves"), .tell("bob", "psst"), .setTopic(nil, "tea"), .away(note: "")]
            as [Command]
        { party.do(command, by: ann) }
        let sources = party.events(for: bob).compactMap(\.source)
        let first = try #require(sources.first)
        #expect(sources.count == 5 && sources.allSatisfy { $0 === first })
        #expect(first.nick == "ann" && first.userHost == "~line@c-a" && first.account == nil && !first.isBot)
        party.do(.nick("Anna"), by: ann)
        party.do(.account(.register), by: ann)
        party.do(.say("hi"), by: ann)
        let later = party.events(for: bob)
        #expect(later.map { $0.source?.nick.text } == ["Anna", "Anna"])
        #expect(later.map { $0.source?.account } == [nil, "Anna"])
        #expect(later.allSatisfy { $0.source !== first })
        #expect(first.nick.text == "ann", "what was told stays as it was")
    }

    @Test("who comes and goes is told with it, also where all of them are gone together")
    func presence() throws {
        let ann = party.newcomer("ann")
        let bob = party.connect(from: "c-b").id
        party.do(.part(nil, reason: nil), by: bob)
        party.do(.join("#lobby"), by: bob)
        party.disconnect(bob, reason: "bye")
        // The next has the slot.
        let cy = party.connect(from: "c-c").id
        party.do(.say("hi"), by: cy)
        let events = party.events(for: ann)
        #expect(
            events.map { $0.source?.userHost } == [
                "~line@c-b", "~line@c-b", "~line@c-b", "~line@c-b", "~line@c-c", "~line@c-c",
            ])
        #expect(events[3].source?.nick == "guest2" && events[4].source?.nick == "guest3")
    }

    @Test("what ops do is told with who they are, and not whom it is done to")
    func moderation() {
        let ann = party.newcomer("ann", from: "c-a")
        let bob = party.newcomer("bob", from: "c-b")
        party.bring(ann, bob, into: "#tea")
        party.do(.moderate(nil, .give(.voice, "bob")), by: ann)
        party.do(.moderate(nil, .kick("bob", reason: nil)), by: ann)
        party.do(.moderate(nil, .invite("bob")), by: ann)
        #expect(party.events(for: bob).map { $0.source?.userHost } == ["~line@c-a", "~line@c-a", "~line@c-a"])
    }

    @Test("history keeps it, whatever they are called later, and so does a hub that goes on")
    func kept() throws {
        let ann = party.newcomer("ann", from: "c-a")
        let bob = party.newcomer("bob")
        party.do(.say("one"), by: ann)
        party.do(.sayOnce(try #require(Nonce("1234567890123456")), .here("two")), by: ann)
        let events = party.events(for: bob)
        party.disconnect(ann)
        let rows = party.do(.history(nil, count: nil, .last()), by: bob).rows
        #expect(rows == events.map { .history($0) })
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby", limits: party.hub.limits)
        #expect(restored.snapshot() == party.hub.snapshot())
        #expect(restored.past(of: "#lobby")?.said.map(\.userHost) == ["~line@c-a", "~line@c-a"])
        #expect(restored.past(of: "#lobby")?.said.map(\.nonce) == ["", "1234567890123456"])
    }

    @Test("where nobody asks for it there is none, nor memory for it; it is had from when somebody does")
    func off() {
        let party = Party()
        let ann = party.newcomer("ann", from: "c-a")
        let bob = party.newcomer("bob")
        party.do(.say("one"), by: ann)
        #expect(party.hub.past(of: "#lobby")?.said.map(\.userHost) == [""])
        party.hub.limits.tellsSources = true
        party.do(.say("two"), by: ann)
        #expect(party.events(for: bob).map { $0.source?.userHost } == [nil, "~line@c-a"])
        party.hub.limits.tellsSources = false
        party.do(.say("three"), by: ann)
        #expect(party.events(for: bob).map(\.source) == [nil])
    }

    @Test(
        "what can be user@host",
        arguments: [
            ("~line@c-a", true), ("ann@unknown", false), ("~a.b-c_9@local", true), ("~123456789@x", true),
            ("~1234567890@x", false), ("@x", false), ("~@x", false), ("ann@", false), ("ann", false), ("a@b@c", false),
            ("a b@c", false), ("a!b@c", false), ("ann@C-A", false), ("ann@-", false), ("", false),
        ])
    func userHost(text: String, isOne: Bool) {
        #expect(Source.isUserHost(text) == isOne)
    }
}
