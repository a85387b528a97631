import Testing

@testable import ChatCore

@Suite("Private messages that are taken back")
struct TakingBackTests {
    let party: Party = {
        var limits = Hub.Limits()
        limits.waitingPerAccount = 2
        return Party(limits: limits)
    }()

    private func tell(_ nick: Nick, _ text: Text, with enclosure: Enclosure? = nil, by id: SessionID) throws -> EventID
    {
        let command = enclosure.map { Command.convey(Parcel(to: .nick(nick), text, $0)) } ?? .tell(nick, text)
        switch party.do(command, by: id).reply {
        case .said(let id, _), .waiting(_, let id, _): return id
        default: throw SnapshotError("nothing was said")
        }
    }

    @Test("who wrote it takes it back, and who reads it and their own other sessions are told")
    func byAuthor() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        let id = try tell("bob", "psst", by: ann)
        _ = party.events(for: bob)
        let outcome = party.do(.takeBackPrivate("BOB", id, reason: "oops"), by: ann)
        guard case .takenBackPrivate("bob", id, at: _)? = outcome.reply else {
            Issue.record("it was not taken back: \(String(describing: outcome.reply))")
            return
        }
        #expect(party.heard(by: bob) == ["ann took back \(id) (oops)"])
        #expect(party.heard(by: ann) == [] && party.heard(by: cy) == [])
        #expect(party.do(.takeBackPrivate("bob", id, reason: nil), by: ann).code == .noSuchMessage)
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby")
        #expect(restored.digest == party.hub.digest)
    }

    @Test("nobody else does, and who had no part in it is told nothing of it")
    func byOthers() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        let id = try tell("bob", "psst", by: ann)
        #expect(party.do(.takeBackPrivate("ann", id, reason: nil), by: bob).code == .notAllowed)
        #expect(party.do(.takeBackPrivate("bob", id, reason: nil), by: cy).code == .noSuchMessage)
        #expect(party.do(.takeBackPrivate("cy", id, reason: nil), by: ann).code == .noSuchMessage)
        #expect(party.do(.takeBackPrivate("nobody", id, reason: nil), by: ann).code == .noSuchMessage)
        // A nick that was somebody else's when it was written.
        party.do(.nick("bobby"), by: bob)
        party.do(.nick("bob"), by: cy)
        #expect(party.do(.takeBackPrivate("bobby", id, reason: nil), by: ann).code == nil)
        #expect(party.heard(by: bob).last == "ann took back \(id)")
    }

    @Test("who ignores the author is told nothing")
    func ignored() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.ignore("ann"), by: bob)
        let id = try tell("bob", "psst", by: ann)
        #expect(party.do(.takeBackPrivate("bob", id, reason: nil), by: ann).code == nil)
        #expect(party.heard(by: bob) == [])
    }

    @Test("a text of several lines is taken back as a whole")
    func severalLines() throws {
        let ann = party.newcomer("ann")
        _ = party.newcomer("bob")
        let next = try #require(Enclosure([1], continues: true))
        let before = try tell("bob", "zero", by: ann)
        let first = try tell("bob", "one", by: ann)
        let rest = try (0..<2).map { _ in try tell("bob", "more", with: next, by: ann) }
        let after = try tell("bob", "another", by: ann)
        var records: [Record] = []
        party.hub.onApplied = { record, _ in records.append(record) }
        #expect(party.do(.takeBackPrivate("bob", first, reason: nil), by: ann).code == nil)
        let id = try #require(party.hub.person(of: ann))
        #expect(records == [.takeBackPrivate(id, [first] + rest, reason: nil)])
        #expect(party.hub.snapshot().letters.map(\.id) == [before, after])
    }

    @Test("what waits for who is not here waits no more, and what was shown stays counted as it is")
    func waiting() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        for id in [ann, bob] { party.do(.account(.register), by: id) }
        let account = try #require(party.hub.account(of: bob)?.id)
        party.disconnect(bob)
        let shown = try tell("bob", "one", by: ann)
        party.hub.collect(for: account, at: party.now)
        let kept = try tell("bob", "two", by: ann)
        let gone = try tell("bob", "three", by: ann)
        #expect(party.hub.waiting(for: account) == 2)
        for (id, left) in [(gone, 1), (shown, 1), (kept, 0)] {
            #expect(party.do(.takeBackPrivate("bob", id, reason: nil), by: ann).code == nil)
            #expect(party.hub.waiting(for: account) == left)
        }
        #expect(party.hub.digest == party.hub.shared.fullDigest)
    }

    @Test("who is held does not read it any more")
    func held() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.hub.keepMail(of: bob)
        #expect(party.hub.hold(bob) != nil)
        let (one, two) = (try tell("bob", "one", by: ann), try tell("bob", "two", by: ann))
        party.do(.takeBackPrivate("bob", one, reason: nil), by: ann)
        #expect(party.hub.snapshot().mail.first?.messages.map(\.id) == [two])
    }

    @Test("so many are known of, and an account's author is who is logged in to it")
    func bounded() throws {
        let ann = party.newcomer("ann")
        _ = party.newcomer("bob")
        party.do(.account(.register), by: ann)
        let account = try #require(party.hub.account(of: ann)?.id)
        let first = try tell("bob", "psst", by: ann)
        let second = try tell("bob", "psst", by: ann)
        for _ in 2...Letters.capacity { _ = try tell("bob", "psst", by: ann) }
        #expect(party.hub.snapshot().letters.count == Letters.capacity)
        #expect(party.hub.digest == party.hub.shared.fullDigest)
        party.disconnect(ann)
        let cy = party.newcomer("cy")
        #expect(party.do(.takeBackPrivate("bob", second, reason: nil), by: cy).code == .noSuchMessage)
        party.do(.account(.logIn(account)), by: cy)
        #expect(party.do(.takeBackPrivate("bob", first, reason: nil), by: cy).code == .noSuchMessage)
        #expect(party.do(.takeBackPrivate("bob", second, reason: nil), by: cy).code == nil)
    }
}
