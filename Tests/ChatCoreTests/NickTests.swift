import Testing

@testable import ChatCore

@Suite("Nicks")
struct NickTests {
    let party = Party()

    @Test("newcomers are guest and a number that nobody has")
    func guests() {
        let ann = party.newcomer()
        #expect(party.hub.nick(of: ann)?.text == "guest1")
        party.do(.nick("Guest2"), by: ann)
        #expect(party.hub.nick(of: party.newcomer())?.text == "guest3")
        party.disconnect(ann)
        #expect(party.hub.nick(of: party.newcomer())?.text == "guest4")
    }

    @Test("the answer tells the new one; those who share a room are told once, and quiet does not hide it")
    func change() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        party.bring(ann, bob, into: "#kitchen")
        party.do(.set(.quiet, true), by: bob)
        party.do(.part(nil, reason: nil), by: cy)
        _ = party.events(for: ann)
        #expect(party.do(.nick("anna"), by: ann).reply == .nick("anna", isNew: true))
        #expect(party.heard(by: bob) == ["ann is anna"])
        #expect(party.heard(by: ann) == [])
        #expect(party.heard(by: cy) == [])
        party.do(.say("hi"), by: ann)
        #expect(party.heard(by: bob) == ["#kitchen <anna> hi"])
    }

    @Test("a nick of another is refused, in any case; the owner's spelling is told")
    func taken() {
        let ann = party.newcomer("Ann")
        let bob = party.newcomer("bob")
        let outcome = party.do(.nick("aNN"), by: bob)
        #expect(outcome.code == .nickInUse)
        guard case .refused(let refusal) = outcome.effects.first else { return }
        #expect(refusal == .nickInUse("Ann"))
        #expect(party.hub.nick(of: bob)?.text == "bob")
        #expect(party.hub.nick(of: ann)?.text == "Ann")
    }

    @Test("one's own in another case is a change; the same again is none")
    func ownSpelling() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        #expect(party.do(.nick("ann"), by: ann).effects == [.done(.nick("ann", isNew: false))])
        party.do(.nick("ANN"), by: ann)
        #expect(party.heard(by: bob) == ["ann is ANN"])
        #expect(party.hub.nick(of: ann)?.text == "ANN")
        #expect(party.hub.sessionCount == 2)
    }

    @Test("without a nick one's own is told")
    func told() {
        let ann = party.newcomer("ann")
        #expect(party.do(.nick(nil), by: ann).effects == [.done(.nick("ann", isNew: false))])
    }

    @Test("a nick that was given up, or whose owner has left, is free")
    func free() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.nick("anna"), by: ann)
        #expect(party.do(.nick("ann"), by: bob).reply == .nick("ann", isNew: true))
        party.disconnect(bob)
        #expect(party.do(.nick("ann"), by: ann).reply == .nick("ann", isNew: true))
        #expect(party.do(.whois("anna"), by: ann).code == .noSuchNick)
    }

    @Test("two can swap their nicks by way of a third")
    func swap() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.nick("x"), by: ann)
        party.do(.nick("ann"), by: bob)
        party.do(.nick("bob"), by: ann)
        #expect(party.hub.nick(of: ann)?.text == "bob")
        #expect(party.hub.nick(of: bob)?.text == "ann")
        _ = party.events(for: ann)
        party.do(.tell("bob", "hi"), by: bob)
        #expect(party.heard(by: ann) == ["[ann -> bob] hi"])
    }
}
