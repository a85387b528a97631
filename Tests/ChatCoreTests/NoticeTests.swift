import Testing

@testable import ChatCore

@Suite("Notices")
struct NoticeTests {
    let party = Party()

    @Test("in a room all read it as a message, marked so that no program answers it, and it is kept as such")
    func inRoom() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let outcome = party.do(.noticeIn("#lobby", "done"), by: ann)
        let event = try #require(party.events(for: bob).first)
        #expect(event.kind == .message(from: "ann", "done"))
        #expect(event.isNotice)
        #expect(outcome.reply == .said(id: event.id, time: event.time))
        #expect(party.do(.history(nil, count: nil, .last()), by: bob).rows == [.history(event)])
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby")
        #expect(restored.past(of: "#lobby")?.said.map(\.manner) == [.notice])
        #expect(restored.digest == party.hub.digest)
    }

    @Test("in private it is marked, too, tells nothing of an away note, and may be replied to")
    func inPrivate() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.away(note: "tea"), by: bob)
        party.do(.set(.echo, true), by: ann)
        _ = party.events(for: ann)
        let outcome = party.do(.noticeTo("bob", "done"), by: ann)
        #expect(outcome.rows == [])
        #expect(party.heard(by: bob) == ["[ann -> bob] done (notice)"])
        #expect(party.heard(by: ann) == ["[ann -> bob] done (notice) (copy)"])
        party.do(.reply("thanks"), by: bob)
        #expect(party.heard(by: ann) == ["[bob -> ann] thanks"])
    }

    @Test("whatever keeps somebody from speaking holds for notices")
    func rules() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, bob, into: "#tea")
        var change = ModeChange()
        change.add(.moderated)
        party.do(.moderate(nil, .modes(change)), by: ann)
        #expect(party.do(.noticeIn("#tea", "hm"), by: bob).code == .muted)
        #expect(party.do(.noticeIn("#cake", "hm"), by: bob).code == .noSuchRoom)
        party.do(.ignore("bob"), by: ann)
        _ = party.events(for: ann)
        party.do(.noticeTo("ann", "hm"), by: bob)
        #expect(party.heard(by: ann) == [])
    }

    @Test("it waits for nobody who is not here, though a message does")
    func absent() throws {
        var limits = Hub.Limits()
        limits.waitingPerAccount = 10
        let party = Party(limits: limits)
        let ann = party.newcomer("ann")
        party.do(.account(.register), by: ann)
        let bob = party.newcomer("bob")
        party.do(.account(.register), by: bob)
        party.disconnect(ann)
        #expect(party.do(.noticeTo("ann", "hm"), by: bob).code == .noSuchNick)
        #expect(party.do(.tell("ann", "hm"), by: bob).code == nil)
    }

    @Test("to somebody who is held it is kept as one")
    func held() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.hub.keepMail(of: bob)
        let person = try #require(party.hub.hold(bob))
        // Nobody reads it, so it goes to the mailbox alone.
        party.do(.noticeTo("bob", "done"), by: ann)
        let hub = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby")
        #expect(hub.snapshot() == party.hub.snapshot())
        let back = party.newcomer()
        #expect(party.resume(person, by: back).outcome.replayed == ["[ann -> bob] done (notice)"])
    }
}
