import Testing

@testable import ChatCore

@Suite("Ignoring")
struct IgnoreTests {
    let party = Party()
    let ann: SessionID
    let bob: SessionID
    let cy: SessionID

    init() {
        ann = party.newcomer("ann")
        bob = party.newcomer("bob")
        cy = party.newcomer("cy")
        party.do(.ignore("bob"), by: ann)
    }

    private func listed() -> [String] {
        party.do(.ignore(nil), by: ann).rows.compactMap { if case .ignored(let nick) = $0 { nick.text } else { nil } }
    }

    @Test("what the ignored one says is hidden, from who ignores alone")
    func hidden() {
        party.do(.say("hi"), by: bob)
        party.do(.act("waves"), by: bob)
        party.do(.tell("ann", "psst"), by: bob)
        #expect(party.heard(by: ann) == [])
        #expect(party.heard(by: cy) == ["#lobby <bob> hi", "#lobby * bob waves"])
        party.do(.say("hi"), by: cy)
        #expect(party.heard(by: ann) == ["#lobby <cy> hi"])
    }

    @Test("what the ignored one does is not")
    func presenceShows() {
        party.do(.setTopic(nil, "pies"), by: bob)
        party.do(.away(note: "tea"), by: bob)
        party.do(.part(nil, reason: nil), by: bob)
        #expect(party.heard(by: ann) == ["#lobby bob set: pies", "bob away: tea", "#lobby -bob"])
    }

    @Test("a later nick does not help, also not in a room entered later")
    func laterNick() {
        party.do(.nick("rob"), by: bob)
        party.bring(ann, bob, into: "#kitchen")
        party.do(.say("hi"), by: bob)
        party.do(.tell("ann", "psst"), by: bob)
        #expect(party.heard(by: ann) == [])
        #expect(listed() == ["rob"])
        party.do(.unignore("rob"), by: ann)
        party.do(.say("hi"), by: bob)
        #expect(party.heard(by: ann) == ["#kitchen <rob> hi"])
    }

    @Test("coming back under the same nick does not help either")
    func comingBack() {
        party.disconnect(bob)
        #expect(listed() == ["bob"])
        let again = party.newcomer("BOB")
        party.do(.say("hi"), by: again)
        #expect(party.heard(by: ann) == [])
    }

    @Test("ignoring again who came back holds under their later nicks")
    func ignoringAgain() {
        party.disconnect(bob)
        let again = party.newcomer("bob")
        #expect(party.do(.ignore("bob"), by: ann).reply == .ignoring("bob"))
        party.do(.nick("rob"), by: again)
        _ = party.events(for: ann)
        party.do(.say("hi"), by: again)
        #expect(party.heard(by: ann) == [])
        #expect(listed() == ["rob"])
    }

    @Test("the next owner of the nick is ignored on their own account when asked for, and both stay so")
    func twoOfOneNick() {
        party.do(.nick("rob"), by: bob)
        let next = party.newcomer("bob")
        party.do(.ignore("bob"), by: ann)
        party.do(.nick("bert"), by: next)
        _ = party.events(for: ann)
        party.do(.say("hi"), by: bob)
        party.do(.say("hi"), by: next)
        #expect(party.heard(by: ann) == [])
        #expect(listed() == ["rob", "bert"])
    }

    @Test("who is unignored is heard, however many entries were theirs")
    func unignoreAll() {
        party.do(.ignore("cy"), by: ann)
        party.disconnect(cy)
        party.do(.nick("cy"), by: bob)
        #expect(party.do(.unignore("cy"), by: ann).reply == .unignored("cy"))
        _ = party.events(for: ann)
        party.do(.say("hi"), by: bob)
        #expect(party.heard(by: ann) == ["#lobby <cy> hi"])
        #expect(listed() == [])
        #expect(!party.hub.view(of: ann).filters.contains(.ignores))
    }

    @Test("unignoring needs no presence, but an entry")
    func unignore() {
        party.disconnect(bob)
        #expect(party.do(.unignore("BOB"), by: ann).reply == .unignored("bob"))
        #expect(party.do(.unignore("bob"), by: ann).code == .noSuchNick)
        #expect(party.do(.unignore("cy"), by: ann).code == .noSuchNick)
        let again = party.newcomer("bob")
        party.do(.say("hi"), by: again)
        #expect(party.heard(by: ann) == ["#lobby <bob> hi"])
    }

    @Test("ignoring twice is once")
    func twice() {
        #expect(party.do(.ignore("BOB"), by: ann).reply == .ignoring("bob"))
        #expect(listed() == ["bob"])
        #expect(party.do(.ignore(nil), by: ann).reply == .ignored(count: 1))
    }

    @Test("nobody, or oneself, cannot be ignored")
    func refused() {
        #expect(party.do(.ignore("nobody"), by: ann).code == .noSuchNick)
        #expect(party.do(.ignore("Ann"), by: ann).code == .usage)
        #expect(listed() == ["bob"])
    }

    @Test("who takes an ignored nick themselves still reads what they send to themselves")
    func ownNick() {
        party.disconnect(bob)
        party.do(.nick("bob"), by: ann)
        _ = party.events(for: ann)
        party.do(.tell("bob", "milk"), by: ann)
        #expect(party.heard(by: ann) == ["[bob -> bob] milk"])
        party.do(.say("hi"), by: ann)
        #expect(party.do(.history(nil, count: nil, .last()), by: ann).replayed == ["#lobby <bob> hi"])
    }

    @Test("replayed history hides it too, under whatever nick it was said, and counts what it shows")
    func replayed() {
        party.do(.say("one"), by: bob)
        party.do(.nick("rob"), by: bob)
        party.do(.say("two"), by: bob)
        party.do(.nick("bert"), by: bob)
        party.do(.say("three"), by: cy)
        party.do(.say("four"), by: bob)
        let last = party.do(.history(nil, count: 1, .last()), by: ann)
        #expect(last.replayed == ["#lobby <cy> three"])
        let since = party.do(.history(nil, count: 1, .since(party.now.wall)), by: ann)
        #expect(since.replayed == ["#lobby <cy> three"])
        #expect(since.reply == .history("#lobby", count: 1, gap: false))
        #expect(party.do(.history(nil, count: nil, .last()), by: cy).replayed.count == 4)
        #expect(party.do(.join("#lobby"), by: ann).entry?.history.map(\.brief) == ["#lobby <cy> three"])
        party.disconnect(bob)
        #expect(party.do(.history(nil, count: nil, .last()), by: ann).replayed == ["#lobby <cy> three"])
    }
}
