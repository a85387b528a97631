import Dialects
import TestSupport
import Testing

@testable import ChatCore

/// Names that are somebody's, and rooms that stay. That somebody may log in was proved before.
@Suite("Accounts")
struct AccountTests {
    private let party = Party()

    private func registered(_ name: String) throws -> (session: SessionID, account: AccountID) {
        let id = party.newcomer(name)
        #expect(party.do(.account(.register), by: id).reply == .registered(try #require(Nick(name))))
        return (id, try #require(party.hub.account(of: id)?.id))
    }

    @Test func register() throws {
        let ann = try registered("ann")
        #expect(ann.account == AccountID(number: 1))
        #expect(party.do(.account(.register), by: ann.session).code == .loggedIn)
        let guest = party.newcomer()
        #expect(party.do(.account(.register), by: guest).code == .nickReserved)
        for name in ["NickServ", "guest77"] {
            party.do(.nick(Nick(name)), by: guest)
            #expect(party.do(.account(.register), by: guest).code == .nickReserved)
        }
        // The name is nobody else's, here or not.
        #expect(party.do(.nick("Ann"), by: guest).code == .nickReserved)
        party.disconnect(ann.session)
        #expect(party.do(.nick("ann"), by: guest).code == .nickReserved)
        #expect(party.do(.account(.logIn(ann.account)), by: guest).reply == .loggedIn("ann", nick: "ann"))
    }

    @Test("whom an account ignores it ignores by each of its sessions, and when it comes back")
    func ignoringLasts() throws {
        let (ann, bob) = (try registered("ann"), try registered("bob"))
        #expect(party.do(.ignore("bob"), by: ann.session).reply == .ignoring("bob"))
        #expect(party.hub.digest == party.hub.shared.fullDigest)
        // Once more changes nothing.
        #expect(party.do(.ignore("bob"), by: ann.session).reply == .ignoring("bob"))
        party.do(.say("one"), by: bob.session)
        #expect(party.heard(by: ann.session) == [])
        let second = party.newcomer()
        party.do(.account(.logIn(ann.account)), by: second)
        party.do(.say("two"), by: bob.session)
        #expect(party.heard(by: second) == [])
        for id in [ann.session, second] { party.disconnect(id) }
        // Bob is somebody else now, under another nick, but by his account.
        party.disconnect(bob.session)
        let again = party.newcomer("robert")
        party.do(.account(.logIn(bob.account)), by: again)
        party.do(.nick("robert"), by: again)
        let third = party.newcomer("ann2")
        #expect(party.do(.history(nil, count: 1, .last()), by: third).replayed == ["#lobby <bob> two"])
        party.do(.account(.logIn(ann.account)), by: third)
        party.do(.say("three"), by: again)
        #expect(party.heard(by: third) == [])
        #expect(party.do(.history(nil, count: nil, .last()), by: third).replayed == [])
        #expect(party.do(.ignore(nil), by: third).rows == [.ignored("robert")])
        // He who logs in later is heard no more than he who was here.
        party.disconnect(again)
        #expect(party.do(.ignore(nil), by: third).rows == [.ignored("bob")])
        let later = party.newcomer("bob2")
        party.do(.say("four"), by: later)
        #expect(party.heard(by: third) == ["#lobby <bob2> four"])
        party.do(.account(.logIn(bob.account)), by: later)
        party.do(.say("five"), by: later)
        #expect(party.heard(by: third) == ["bob2 is bob"])
        // All of it goes over.
        let copy = try Hub(restoring: party.hub.snapshot(), lobby: "lobby")
        #expect(copy.snapshot() == party.hub.snapshot() && copy.digest == party.hub.digest)
        #expect(party.do(.unignore("bob"), by: third).reply == .unignored("bob"))
        #expect(party.do(.unignore("bob"), by: third).code == .noSuchNick)
        party.do(.say("six"), by: later)
        #expect(party.heard(by: third) == ["#lobby <bob> six"])
        #expect(party.hub.keptAccount(ann.account)?.ignored == [])
    }

    @Test("what an account ignores is bounded, and ends with who is ignored")
    func ignoringIsBounded() throws {
        party.hub.limits.ignoredPerSession = 2
        let (ann, bob) = (try registered("ann"), try registered("bob"))
        _ = (try registered("cy"), try registered("dee"))
        for nick in ["bob", "cy"] as [Nick] { #expect(party.do(.ignore(nick), by: ann.session).code == nil) }
        #expect(party.do(.ignore("dee"), by: ann.session).code == .tooManyIgnored)
        party.do(.account(.erase), by: bob.session)
        #expect(party.hub.keptAccount(ann.account)?.ignored == [AccountID(number: 3)])
        #expect(party.do(.ignore(nil), by: ann.session).rows == [.ignored("cy")])
        #expect(party.do(.ignore("dee"), by: ann.session).reply == .ignoring("dee"))
        #expect(party.hub.digest == party.hub.shared.fullDigest)
        // A guest's list is of its session, as ever.
        let guest = party.newcomer("gus")
        party.do(.ignore("ann"), by: guest)
        #expect(party.do(.ignore(nil), by: guest).rows == [.ignored("ann")])
    }

    @Test("a private message waits for an account that nobody is here by")
    func messagesWait() throws {
        let (ann, bob) = (try registered("ann"), try registered("bob"))
        party.disconnect(ann.session)
        // Without a store nothing can wait.
        #expect(party.do(.tell("ann", "hi"), by: bob.session).code == .noSuchNick)
        party.hub.limits.waitingPerAccount = 2
        let guest = party.newcomer("cy")
        #expect(party.do(.tell("ann", "hi"), by: guest).code == .noSuchNick)
        guard case .waiting("ann", let first, _)? = party.do(.tell("ANN", "hi"), by: bob.session).reply else {
            Issue.record("it does not wait")
            return
        }
        guard case .waiting("ann", let second, _)? = party.do(.tell("ann", "you"), by: bob.session).reply else {
            Issue.record("it does not wait")
            return
        }
        #expect(first < second && party.hub.waiting(for: ann.account) == 2)
        #expect(party.do(.tell("ann", "there"), by: bob.session).code == .noMessages)
        // It is known after an upgrade, and over once it was shown.
        let copy = try Hub(restoring: party.hub.snapshot(), lobby: "lobby")
        #expect(copy.waiting(for: ann.account) == 2 && copy.digest == party.hub.digest)
        party.hub.collect(for: ann.account, at: party.now)
        #expect(party.hub.waiting(for: ann.account) == 0 && party.hub.digest == party.hub.shared.fullDigest)
        // Who takes none gets none, here or not.
        let other = party.newcomer("dee")
        party.do(.account(.logIn(ann.account)), by: other)
        party.do(.account(.messages(.nobody)), by: other)
        party.disconnect(other)
        #expect(party.do(.tell("ann", "hi"), by: bob.session).code == .noMessages)
    }

    @Test("a private message to an account reaches who is here by it under another nick")
    func messagesFindTheirPerson() throws {
        let (ann, bob) = (try registered("ann"), try registered("bob"))
        party.do(.nick("annie"), by: ann.session)
        let told = party.do(.tell("ann", "hi"), by: bob.session)
        guard case .said? = told.reply else {
            Issue.record("it was not said")
            return
        }
        #expect(party.hub.waiting(for: ann.account) == 0)
    }

    @Test("who logs in is called as their account is, if nobody else is")
    func nameOfTheAccount() throws {
        let ann = try registered("ann")
        party.do(.account(.reserve("annie")), by: ann.session)
        let bob = party.newcomer("bob")
        party.disconnect(ann.session)
        let guest = party.newcomer("phone")
        #expect(party.do(.account(.logIn(ann.account)), by: guest).reply == .loggedIn("ann", nick: "ann"))
        #expect(party.heard(by: bob) == ["phone is ann"])
        #expect(party.heard(by: guest).isEmpty)
        // A nick of the account's is as good.
        party.do(.nick("annie"), by: guest)
        party.do(.account(.logOut), by: guest)
        party.disconnect(guest)
        let early = party.newcomer()
        #expect(party.do(.account(.logIn(ann.account)), by: early).reply == .loggedIn("ann", nick: "ann"))
        #expect(party.hub.digest == party.hub.shared.fullDigest)
    }

    @Test func logOut() throws {
        let ann = try registered("ann")
        let bob = party.newcomer("bob")
        #expect(party.do(.account(.logOut), by: bob).code == .notLoggedIn)
        #expect(party.do(.account(.logOut), by: ann.session).reply == .loggedOut(nick: "guest3"))
        #expect(party.heard(by: bob) == ["ann is guest3"])
        #expect(party.do(.nick("ann"), by: bob).code == .nickReserved)
    }

    @Test("who has a nick that is another's account's gives it back")
    func displace() throws {
        let ann = try registered("ann")
        #expect(party.do(.account(.reserve("annie")), by: ann.session).reply == .reserved("annie"))
        #expect(party.do(.account(.reserve("a2")), by: ann.session).code == nil)
        #expect(party.do(.account(.reserve("a3")), by: ann.session).code == nil)
        #expect(party.do(.account(.reserve("a4")), by: ann.session).code == .tooManyNicks)
        party.do(.nick("a2"), by: ann.session)
        party.do(.account(.release("a2")), by: ann.session)
        party.do(.nick("annie"), by: ann.session)
        let bob = party.newcomer("a2")
        party.do(.account(.reserve("a4")), by: ann.session)
        #expect(party.do(.account(.reserve("a2")), by: ann.session).code == .nickInUse)
        #expect(party.do(.nick("a4"), by: bob).code == .nickReserved)
    }

    @Test("an erased name is nobody's for a while, and its number is never given again")
    func erase() throws {
        let ann = try registered("ann")
        #expect(party.do(.account(.erase), by: ann.session).reply == .erased("ann"))
        party.do(.nick("ann"), by: ann.session)
        #expect(party.do(.account(.register), by: ann.session).code == .nickReserved)
        party.pass(seconds: 30 * 86_400)
        #expect(party.do(.account(.register), by: ann.session).code == nil)
        #expect(party.hub.account(of: ann.session)?.id == AccountID(number: 2))
    }

    @Test func suspension() throws {
        let ann = try registered("ann")
        var effects: [Effect] = []
        party.hub.apply(.account(.suspend(ann.account, true)), at: party.now.wall, &effects)
        #expect(party.hub.account(of: ann.session) == nil)
        #expect(party.hub.nick(of: ann.session) == "guest2")
        #expect(party.do(.account(.logIn(ann.account)), by: ann.session).code == .suspended)
    }

    @Test func privateMessages() throws {
        let ann = try registered("ann")
        let bob = party.newcomer("bob")
        #expect(party.do(.account(.messages(.accounts)), by: ann.session).reply == .messages(.accounts))
        #expect(party.do(.tell("ann", "psst"), by: bob).code == .noMessages)
        party.do(.account(.register), by: bob)
        #expect(party.do(.tell("ann", "psst"), by: bob).code == nil)
        #expect(party.do(.account(.messages(.nobody)), by: bob).reply == .messages(.nobody))
        #expect(party.do(.tell("bob", "psst"), by: ann.session).code == .noMessages)
        #expect(party.do(.reply("psst"), by: ann.session).code == .noMessages)
    }

    // MARK: - Rooms

    @Test("a registered room stays, with its ranks, modes and masks")
    func rooms() throws {
        let (ann, bob) = (try registered("ann"), try registered("bob"))
        let cy = party.newcomer("cy")
        party.bring(ann.session, bob.session, into: "#tea")
        #expect(party.do(.account(.registerRoom("#lobby")), by: ann.session).code == .notAllowed)
        #expect(party.do(.account(.registerRoom(nil)), by: bob.session).code == .notAllowed)
        #expect(party.do(.account(.registerRoom(nil)), by: ann.session).reply == .roomRegistered("#tea", kept: nil))
        #expect(party.heard(by: bob.session) == ["#tea ann founder by ann, was op", "#tea ann +topic-locked"])
        #expect(party.do(.account(.registerRoom(nil)), by: ann.session).code == .notAllowed)
        party.do(.moderate(nil, .give(.op, "bob")), by: ann.session)
        #expect(party.do(.moderate(nil, .kick("ann", reason: nil)), by: bob.session).code == .notAllowed)
        for id in [ann.session, bob.session] { party.do(.part("#tea", reason: nil), by: id) }
        #expect(party.hub.roomCount == 2)
        // Who comes first is not its op, but who was it is it again.
        party.bring(cy, bob.session, into: "#tea")
        let ranks: [Row] = [.rank("#tea", "ann", .founder), .rank("#tea", "bob", .op)]
        #expect(party.do(.moderate("#tea", .listRanks), by: cy).rows == ranks)
        #expect(party.hub.nick(of: bob.session) == "bob")
        party.do(.account(.logOut), by: bob.session)
        // The account is an op, and who was logged in to it is not.
        #expect(party.do(.moderate("#tea", .listRanks), by: cy).rows == ranks)
        #expect(party.do(.moderate("#tea", .kick("cy", reason: nil)), by: bob.session).code == .notAllowed)
        #expect(party.do(.account(.dropRoom("#tea")), by: cy).code == .notAllowed)
        #expect(party.do(.account(.dropRoom("#tea")), by: ann.session).reply == .roomDropped("#tea"))
        for id in [cy, bob.session] { party.do(.part("#tea", reason: nil), by: id) }
        #expect(party.hub.roomCount == 1)
    }

    @Test("a founder whose account is erased is followed by the oldest op")
    func founders() throws {
        let (ann, bob, cy) = (try registered("ann"), try registered("bob"), try registered("cy"))
        party.bring(ann.session, bob.session, cy.session, into: "#tea")
        party.do(.account(.registerRoom(nil)), by: ann.session)
        party.do(.moderate(nil, .give(.op, "cy")), by: ann.session)
        party.pass(seconds: 1)
        party.do(.moderate(nil, .give(.op, "bob")), by: ann.session)
        party.do(.account(.erase), by: ann.session)
        #expect(
            party.do(.moderate("#tea", .listRanks), by: bob.session).rows == [
                .rank("#tea", "cy", .founder), .rank("#tea", "bob", .op),
            ])
    }

    @Test("operators of the server may do everywhere what ops may, and are no ops for that")
    func operators() throws {
        let (ann, bob) = (try registered("ann"), party.newcomer("bob"))
        var effects: [Effect] = []
        #expect(party.hub.setOperators(["ann", "nobody"], at: party.now, &effects) == ["nobody"])
        party.bring(bob, into: "#tea")
        #expect(party.do(.moderate("#tea", .kick("bob", reason: nil)), by: ann.session).code == nil)
        #expect(party.do(.moderate("#lobby", .kick("bob", reason: nil)), by: ann.session).code == nil)
        #expect(party.do(.moderate("#lobby", .listRanks), by: ann.session).rows.isEmpty)
        #expect(party.hub.setOperators([], at: party.now, &effects).isEmpty)
        #expect(party.do(.moderate("#lobby", .listRanks), by: ann.session).code == nil)
        #expect(party.do(.moderate("#lobby", .modes(ModeChange())), by: ann.session).code == nil)
        #expect(party.do(.moderate("#lobby", .kick("ann", reason: nil)), by: ann.session).code == .notAllowed)
    }

    // MARK: - Several sessions of one person

    @Test("who logs in to whom is here becomes one with them")
    func merging() throws {
        let ann = try registered("ann")
        let (cy, guest) = (party.newcomer("cy"), party.newcomer("phone"))
        party.bring(ann.session, cy, into: "#tea")
        party.bring(guest, cy, into: "#den")
        #expect(party.do(.account(.logIn(ann.account)), by: guest).reply == .loggedIn("ann", nick: "ann"))
        #expect(party.heard(by: cy) == ["phone is one with ann", "#den +ann"])
        #expect(party.heard(by: ann.session) == ["phone is one with ann", "#den +ann"])
        #expect(party.hub.sessionCount == 3)
        party.do(.sayIn("#tea", "by phone"), by: guest)
        #expect(party.heard(by: ann.session) == ["#tea <ann> by phone"])
        party.do(.sayIn("#den", "both"), by: cy)
        for id in [ann.session, guest] { #expect(party.heard(by: id) == ["#den <cy> both"]) }
        // What the guest was there is theirs.
        #expect(party.do(.moderate("#den", .kick("cy", reason: nil)), by: ann.session).code == nil)
        // The first connection breaks, and nobody notices.
        #expect(party.disconnect(ann.session).effects.isEmpty)
        party.do(.sayIn("#tea", "still here"), by: guest)
        #expect(party.heard(by: cy).last == "#tea <ann> still here")
        #expect(party.hub.digest == party.hub.shared.fullDigest)
    }

    /// Two hubs, of which one only applies, and a third that is made anew now and then.
    @Test("however people come, log in and go, two hubs know the same", arguments: 1...20)
    func anyDay(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let follower = Hub(lobby: "#lobby")
        var lines: [String] = []
        party.hub.onApplied = { record, time in lines.append(record.line(at: time)) }
        var sessions: [SessionID] = []
        var effects: [Effect] = []
        for step in 0..<400 {
            party.pass(seconds: Int64(generator.below(3)))
            if sessions.isEmpty || generator.chance(12) {
                sessions.append(party.hub.connect(at: party.now, isHidden: generator.chance(30), &effects))
            }
            let id = generator.pick(sessions)
            if generator.chance(6) {
                party.disconnect(id)
                sessions.removeAll { $0 == id }
            } else {
                party.do(command(&generator), by: id)
            }
            for line in lines {
                let read = try Record.read(line)
                #expect(read.record.line(at: read.time) == line)
                follower.apply(read.record, at: read.time, &effects)
            }
            lines = []
            #expect(follower.digest == party.hub.digest, "seed \(seed), step \(step)")
            try check(party.hub)
        }
        #expect(party.hub.digest == party.hub.shared.fullDigest)
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby", limits: party.hub.limits)
        #expect(restored.digest == party.hub.digest && restored.snapshot() == party.hub.snapshot())
    }

    private func command(_ generator: inout SplitMix64) -> Command {
        let account = AccountID(number: UInt32(1 + generator.below(6)))
        let nick: Nick = generator.pick(["ann", "bob", "cy", "a2", "b2"])
        let room: RoomName = generator.pick(["#lobby", "#tea", "#den", "#a"])
        switch generator.below(16) {
        case 0, 1, 2: return .account(.logIn(account))
        case 3: return .account(.register)
        case 4: return generator.chance(40) ? .account(.erase) : .account(.reserve(nick))
        case 5: return .account(.release(nick))
        case 6: return .account(.logOut)
        case 7, 8: return .nick(nick)
        case 9, 10: return .join(room)
        case 11: return .part(room, reason: nil)
        case 12: return .account(.registerRoom(room))
        case 13: return generator.chance(30) ? .account(.dropRoom(room)) : .moderate(room, .give(.op, nick))
        case 14: return .account(.messages(generator.pick(MessagePolicy.allCases)))
        default: return .sayIn(room, "hm")
        }
    }

    /// Whoever is in a room reads it by each session, once.
    private func check(_ hub: Hub) throws {
        for room in hub.shared.rooms.all {
            let people = room.roster.compactMap { hub.shared.people.slots[Int($0)] }
            let read = Set(hub.members(of: room.id).map(\.session))
            #expect(read == Set(people.flatMap { Array($0.sessions) }), "\(room.name)")
            #expect(read.count == hub.members(of: room.id).count, "\(room.name)")
            #expect(room.hiddenCount == people.count { $0.isHidden }, "\(room.name)")
            for person in people {
                #expect(person.isIn(room.id))
                guard let first = person.sessions.first, let session = hub.local.sessions[first] else { continue }
                let audience = try #require(hub.local.audience(of: room.id))
                #expect(hub.local.position(of: session, in: room.id, audience) != nil)
            }
        }
        for person in hub.shared.people.all {
            if let account = person.account { #expect(account.person == person.id) }
            for id in person.sessions { #expect(hub.local.sessions[id]?.person === person) }
        }
    }
}
