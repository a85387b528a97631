import Testing

@testable import ChatCore

/// Who lost the connection and comes back, and of whom nobody is told in between.
@Suite("People who are held")
struct HoldingTests {
    private let party = Party()
    private let ann: SessionID
    private let bob: SessionID

    init() {
        ann = party.newcomer("ann", from: "c-a")
        bob = party.newcomer("bob")
    }

    private func resume(
        _ person: PersonID, by session: SessionID, after old: SessionID? = nil, since: EventID? = nil
    ) -> (back: Hub.Return?, outcome: Outcome) {
        party.resume(person, by: session, after: old, since: since)
    }

    @Test("nobody is told of one who is held, and they go on where they were")
    func holding() throws {
        party.bring(ann, bob, into: "#tea")
        let held = try #require(party.hub.hold(ann))
        #expect(party.hub.sessionCount == 1 && party.hub.isHere(held))
        #expect(party.heard(by: bob).isEmpty)
        #expect(party.do(.names("#tea"), by: bob).rows == [.names("#tea", ["ann", "bob"])])
        let last = try #require(party.do(.say("hello"), by: bob).id)
        party.pass(seconds: 40)
        guard case .whois(let profile)? = party.do(.whois("ann"), by: bob).rows.first else { return }
        #expect(profile.idleSeconds == 40 && profile.rooms == ["#lobby", "#tea"])
        #expect(party.hub.digest == party.hub.shared.fullDigest)
        let (guest, came) = party.connect()
        #expect(came.entry?.otherCount == 2)
        _ = party.heard(by: bob)
        let (back, outcome) = resume(held, by: guest, since: 0)
        #expect(
            back
                == Hub.Return(nick: "ann", current: "#tea", missed: Replay(count: 1), lastID: last))
        #expect(
            outcome.rows.prefix(2) == [
                .room("#lobby", members: 2, topic: nil), .room("#tea", members: 2, topic: nil),
            ])
        #expect(outcome.replayed == ["#tea <bob> hello"])
        // The guest was known to bob.
        #expect(party.heard(by: bob) == ["guest3 quit (is ann)"])
        party.do(.sayIn("#tea", "back"), by: guest)
        #expect(party.heard(by: bob) == ["#tea <ann> back"])
        party.do(.sayIn("#lobby", "hm"), by: bob)
        #expect(party.heard(by: guest) == ["#lobby <bob> hm"])
        #expect(party.hub.digest == party.hub.shared.fullDigest)
    }

    @Test("who has an account and is held is away meanwhile, where that is told")
    func absence() throws {
        party.bring(ann, bob, into: "#tea")
        party.do(.account(.register), by: ann)
        let account = try #require(party.hub.account(of: ann)?.id)
        let held = try #require(party.hub.hold(ann))
        func note() -> [Effect] {
            var effects: [Effect] = []
            party.hub.noteAbsence(of: held, at: party.now, &effects)
            return effects
        }
        #expect(note().isEmpty)
        party.hub.limits.absenceNote = "gone"
        #expect(note().count == 1 && note().isEmpty)
        #expect(party.do(.tell("ann", "psst"), by: bob).rows == [.away("ann", note: "gone")])
        let phone = party.newcomer()
        party.do(.account(.logIn(account)), by: phone)
        #expect(party.heard(by: bob).last == "ann back" && !party.heard(by: phone).contains("ann back"))
        #expect(party.do(.tell("ann", "psst"), by: bob).rows == [])
        // Their own words stay.
        party.do(.away(note: "out"), by: phone)
        let again = try #require(party.hub.hold(phone))
        #expect(again == held && note().isEmpty)
        party.do(.account(.logIn(account)), by: party.newcomer())
        #expect(party.do(.tell("ann", "psst"), by: bob).rows == [.away("ann", note: "out")])
    }

    @Test("what a session had chosen for itself is the next one's")
    func choices() throws {
        party.bring(ann, bob, into: "#tea")
        party.do(.ignore("bob"), by: ann)
        party.do(.set(.echo, true), by: ann)
        party.do(.join("#lobby"), by: ann)
        let held = try #require(party.hub.hold(ann))
        party.do(.say("not for ann"), by: bob)
        party.do(.tell("ann", "nor this"), by: bob)
        let guest = party.newcomer()
        let (back, outcome) = resume(held, by: guest, since: 0)
        #expect(back?.current == "#lobby" && back?.missed == Replay(count: 0))
        #expect(outcome.replayed.isEmpty)
        #expect(party.do(.ignore(nil), by: guest).rows == [.ignored("bob")])
        party.do(.say("mine"), by: guest)
        #expect(party.heard(by: guest) == ["#lobby <ann> mine"])
        party.do(.sayIn("#tea", "not for ann"), by: bob)
        #expect(party.heard(by: guest).isEmpty)
    }

    @Test("private messages are kept, and told once")
    func mail() throws {
        party.hub.keepMail(of: ann)
        let first = try #require(party.do(.tell("ann", "one"), by: bob).id)
        let held = try #require(party.hub.hold(ann))
        party.do(.tell("ann", "two"), by: bob)
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby")
        #expect(restored.snapshot() == party.hub.snapshot())
        let guest = party.newcomer()
        // What came before it was lost was read, as far as is known.
        #expect(resume(held, by: guest).outcome.replayed == ["[bob -> ann] two"])
        #expect(party.do(.reply("yes?"), by: guest).code == nil)
        // The next connection says what it has read.
        let again = try #require(party.hub.hold(guest))
        #expect(resume(again, by: party.newcomer(), since: first - 1).outcome.replayed.count == 2)
    }

    @Test("of many private messages the last are kept, and it is told that some are missing")
    func muchMail() throws {
        let held = try #require(party.hub.hold(ann))
        for number in 0..<Mail.most + 5 { party.do(.tell("ann", Draw.text("\(number)")), by: bob) }
        let (back, outcome) = resume(held, by: party.newcomer())
        #expect(back?.missed == Replay(count: Mail.most, gap: true))
        #expect(outcome.replayed.first == "[bob -> ann] 5")
    }

    @Test("a connection that is thought to be there is taken over")
    func takingOver() throws {
        party.hub.keepMail(of: ann)
        let person = try #require(party.hub.person(of: ann))
        let lost = try #require(party.do(.say("on its way"), by: bob).id)
        party.do(.tell("ann", "this too"), by: bob)
        let guest = party.newcomer()
        _ = party.heard(by: bob)
        let (back, outcome) = resume(person, by: guest, after: ann, since: lost - 1)
        #expect(back?.missed.count == 2)
        #expect(outcome.replayed == ["#lobby <bob> on its way", "[bob -> ann] this too"])
        #expect(party.hub.hold(ann) == nil)
        #expect(party.heard(by: bob) == ["guest3 quit (is ann)"])
        party.do(.say("hello"), by: bob)
        #expect(party.heard(by: guest) == ["#lobby <bob> hello"])
    }

    @Test("a guest of whom nobody knew is not told of")
    func hidden() throws {
        let held = try #require(party.hub.hold(ann))
        var effects: [Effect] = []
        let guest = party.hub.connect(at: party.now, isHidden: true, &effects)
        #expect(resume(held, by: guest).back != nil)
        #expect(party.heard(by: bob).isEmpty)
        #expect(!party.hub.isHidden(guest))
    }

    @Test("an answer has bounds: the first that was missed come first")
    func bounds() throws {
        var limits = Hub.Limits()
        limits.answerBytes = 500
        let party = Party(limits: limits)
        let (ann, bob) = (party.newcomer("ann"), party.newcomer("bob"))
        let held = try #require(party.hub.hold(ann))
        for text in ["one", "two", "three", "four"] as [Text] { party.do(.say(text), by: bob) }
        let (back, outcome) = party.resume(held, by: party.newcomer(), since: 0)
        #expect(back?.missed.more == true && back?.missed.gap == false)
        #expect(outcome.replayed.first == "#lobby <bob> one" && outcome.replayed.count < 4)
    }

    @Test("who does not come back has quit")
    func lettingGo() throws {
        let held = try #require(party.hub.hold(ann))
        var released: [PersonID] = []
        party.hub.onReleased = { released.append($0) }
        var effects: [Effect] = []
        let departures = [Record.Departure(held, reason: "connection lost")]
        party.hub.letGo(departures, at: party.now, &effects)
        guard case .show(let event, [bob])? = effects.first else {
            Issue.record("nobody is told")
            return
        }
        #expect(event.brief == "ann quit (connection lost)")
        #expect(released == [held])
        #expect(resume(held, by: party.newcomer()).back == nil)
        effects = []
        party.hub.letGo(departures, at: party.now, &effects)
        #expect(effects.isEmpty)
    }

    @Test("nobody quits who is back")
    func notLettingGo() throws {
        let held = try #require(party.hub.hold(ann))
        #expect(resume(held, by: party.newcomer()).back != nil)
        var effects: [Effect] = []
        party.hub.letGo([Record.Departure(held, reason: nil)], at: party.now, &effects)
        #expect(effects.isEmpty)
    }

    @Test("who is put out of a room, or off, is so where they are held, too")
    func moderation() throws {
        party.bring(bob, ann, into: "#tea")
        let held = try #require(party.hub.hold(ann))
        #expect(party.do(.moderate("#tea", .kick("ann", reason: nil)), by: bob).code == nil)
        party.do(.account(.register), by: bob)
        var effects: [Effect] = []
        #expect(party.hub.setOperators(["bob"], at: party.now, &effects).isEmpty)
        _ = party.heard(by: bob)
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby")
        #expect(restored.isHere(held))
        #expect(party.do(.operate(.kill("ann", reason: "spam")), by: bob).code == nil)
        #expect(party.heard(by: bob) == ["ann quit (spam)"])
        #expect(!party.hub.isHere(held))
    }

    @Test("a login to the account of who is held takes them over")
    func login() throws {
        party.do(.account(.register), by: ann)
        let account = try #require(party.hub.account(of: ann)?.id)
        party.bring(ann, bob, into: "#tea")
        party.do(.ignore("eve"), by: ann)
        let held = try #require(party.hub.hold(ann))
        party.do(.account(.register), by: bob)
        party.do(.tell("ann", "are you there?"), by: bob)
        let mail = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby").snapshot().mail
        #expect(mail.first { $0.person == held }?.messages.map(\.account) == ["bob"])
        let guest = party.newcomer()
        var released: [PersonID] = []
        party.hub.onReleased = { released.append($0) }
        #expect(party.do(.account(.logIn(account)), by: guest).reply == .loggedIn("ann", nick: "ann"))
        #expect(party.heard(by: guest) == ["[bob -> ann] are you there?"])
        #expect(released == [held])
        party.do(.sayIn("#tea", "yes"), by: guest)
        #expect(party.heard(by: bob).last == "#tea <ann> yes")
        #expect(party.hub.person(of: guest) == held)
        #expect(party.hub.digest == party.hub.shared.fullDigest)
    }

    // MARK: - What waits

    /// bob and ann have accounts, and what is written to accounts that are not here waits.
    private func register() throws -> AccountID {
        party.hub.limits.waitingPerAccount = Mail.most + 10
        for id in [ann, bob] { party.do(.account(.register), by: id) }
        return try #require(party.hub.account(of: ann)?.id)
    }

    @Test("private messages to an account that is held wait, where it does not come back before it is let go")
    func waiting() throws {
        let account = try register()
        party.do(.tell("ann", "read"), by: bob)
        let held = try #require(party.hub.hold(ann))
        var notes: [Record] = []
        party.hub.onApplied = { record, _ in notes.append(record) }
        let one = try #require(party.do(.tell("ann", "one"), by: bob).id)
        party.do(.noticeTo("ann", "two"), by: bob)
        #expect(party.hub.waiting(for: account) == 2)
        #expect(notes.count == 2 && notes.allSatisfy(\.isWaitingMessage))
        // What is taken back waits no more.
        party.do(.takeBackPrivate("ann", one, reason: nil), by: bob)
        #expect(party.hub.waiting(for: account) == 1)
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby")
        #expect(restored.waiting(for: account) == 1 && restored.digest == party.hub.digest)
        var effects: [Effect] = []
        party.hub.letGo([Record.Departure(held, reason: nil)], at: party.now, &effects)
        #expect(party.hub.waiting(for: account) == 1)
        #expect(party.hub.digest == party.hub.shared.fullDigest)
    }

    @Test("what waited for who is held is read when they are back, and waits no more", arguments: [true, false])
    func collecting(byLogin: Bool) throws {
        let account = try register()
        let held = try #require(party.hub.hold(ann))
        party.do(.tell("ann", "one"), by: bob)
        let phone = party.newcomer()
        if byLogin {
            party.do(.account(.logIn(account)), by: phone)
            #expect(party.heard(by: phone) == ["[bob -> ann] one"])
        } else {
            #expect(resume(held, by: phone).outcome.replayed == ["[bob -> ann] one"])
        }
        #expect(party.hub.waiting(for: account) == 0)
        // They are here.
        party.do(.tell("ann", "two"), by: bob)
        #expect(party.hub.waiting(for: account) == 0)
        #expect(party.hub.digest == party.hub.shared.fullDigest)
    }

    @Test("where more waits for who is held than memory has, all of it is left to whoever has it kept")
    func muchWaits() throws {
        let account = try register()
        _ = try #require(party.hub.hold(ann))
        for number in 0..<Mail.most + 5 { party.do(.tell("ann", Draw.text("\(number)")), by: bob) }
        let phone = party.newcomer()
        party.do(.account(.logIn(account)), by: phone)
        #expect(party.heard(by: phone).isEmpty && party.hub.waiting(for: account) == Mail.most + 5)
        for _ in 0..<5 { party.do(.tell("ann", "read at once"), by: bob) }
        #expect(party.hub.waiting(for: account) == Mail.most + 5)
    }

    @Test("no more waits for who is held than for who is absent, and nothing of whom they ignore")
    func mailboxOfTheHeld() throws {
        let account = try register()
        party.hub.limits.waitingPerAccount = 1
        let eve = party.newcomer("eve")
        party.do(.ignore("eve"), by: ann)
        _ = try #require(party.hub.hold(ann))
        #expect(party.do(.tell("ann", "psst"), by: eve).code == nil && party.hub.waiting(for: account) == 0)
        #expect(party.do(.tell("ann", "one"), by: bob).code == nil)
        #expect(party.do(.tell("ann", "two"), by: bob).code == .noMessages)
    }

    @Test("a snapshot that contradicts itself is refused")
    func contradictions() throws {
        _ = try #require(party.hub.hold(ann))
        let snapshot = party.hub.snapshot()
        let changes: [(inout HubSnapshot) -> Void] = [
            { $0.held.append($0.held[0]) }, { $0.held[0].session.person = PersonID(slot: 9, generation: 0) },
            { $0.held[0].session.person = $0.sessions[0].person }, { $0.held[0].lastID = .max },
            { $0.mail.append($0.mail[0]) }, { $0.mail[0].person = PersonID(slot: 9, generation: 0) },
            { $0.held[0].session.filters = .ignores },
            {
                let message = HubSnapshot.PrivateMessage(id: 5, time: 1, from: "bob", to: "ann", text: "x")
                $0.mail[0].messages = [message, message]
            },
        ]
        for (index, change) in changes.enumerated() {
            var changed = snapshot
            change(&changed)
            #expect(throws: SnapshotError.self, "\(index)") { try Hub(restoring: changed, lobby: "#lobby") }
        }
    }
}

extension Record {
    fileprivate var isWaitingMessage: Bool {
        if case .tell(_, _, _, _, _, _, isWaiting: true, _) = self { true } else { false }
    }
}
