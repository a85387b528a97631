import Testing

@testable import ChatCore

/// A person is here through one session, several or none. Nothing but tests uses several yet.
@Suite("a person is not a session")
struct PersonTests {
    let party = Party()
    let ann: SessionID
    let bob: SessionID

    init() {
        ann = party.newcomer("ann")
        bob = party.newcomer("bob")
    }

    /// Another session of ann's.
    private func second() throws -> SessionID {
        let person = try #require(party.hub.local.sessions[ann]?.person)
        return party.hub.connect(to: person, at: party.now)
    }

    @Test("each session of a person reads what is said in their rooms")
    func reading() throws {
        let other = try second()
        #expect(party.hub.sessionCount == 3)
        party.do(.say("hello"), by: bob)
        #expect(party.heard(by: ann) == ["#lobby <bob> hello"])
        #expect(party.heard(by: other) == ["#lobby <bob> hello"])
        party.do(.tell("ann", "psst"), by: bob)
        #expect(party.heard(by: ann) == ["[bob -> ann] psst"])
        #expect(party.heard(by: other) == ["[bob -> ann] psst"])
    }

    @Test("what one session does, the others read as the room does")
    func doing() throws {
        let other = try second()
        party.do(.say("hello"), by: ann)
        #expect(party.heard(by: ann) == [])
        #expect(party.heard(by: other) == ["#lobby <ann> hello"])
        party.do(.nick("bea"), by: other)
        #expect(party.heard(by: ann) == ["ann is bea"])
        party.do(.away(note: "tea"), by: ann)
        #expect(party.heard(by: other) == ["bea away: tea"])
        party.do(.tell("bob", "psst"), by: other)
        #expect(party.heard(by: ann) == ["[bea -> bob] psst (copy)"])
        #expect(party.heard(by: other) == [])
    }

    @Test("rooms are the person's, and which is current is each session's")
    func rooms() throws {
        let other = try second()
        party.do(.join("#den"), by: ann)
        #expect(party.hub.currentRoom(of: ann) == "#den")
        #expect(party.hub.currentRoom(of: other) == "#lobby")
        party.do(.sayIn("#den", "hello"), by: other)
        #expect(party.heard(by: ann) == ["#den <ann> hello"])
        let parted = party.do(.part("#den", reason: nil), by: ann)
        #expect(parted.closedRooms == 1)
        #expect(party.hub.currentRoom(of: other) == "#lobby")
        #expect(party.view(of: other, in: "#lobby") == View())
    }

    @Test("the others of a person are told where they are now, what they are called, and that they are away")
    func telling() throws {
        let other = try second()
        party.do(.join("#den"), by: ann)
        #expect(party.heard(by: other) == ["#den +ann"] && party.told(other) == [.room("#den")])
        #expect(party.heard(by: ann) == [] && party.told(ann) == [])
        party.do(.join("#den"), by: bob)
        _ = party.heard(by: ann) + party.heard(by: other)
        party.do(.setTopic("#den", "tea"), by: other)
        #expect(party.heard(by: ann) == ["#den ann set: tea"] && party.told(ann) == [])
        party.do(.part("#den", reason: "tea"), by: other)
        #expect(party.heard(by: ann) == ["#den -you, ann (tea), now in #lobby"] && party.heard(by: other) == [])
        #expect(party.heard(by: bob).last == "#den -ann (tea)")
        party.do(.part("#lobby", reason: nil), by: ann)
        #expect(party.heard(by: other) == ["#lobby -you, ann, now in none"])
        // Also where nobody else is.
        party.do(.nick("bea"), by: other)
        #expect(party.heard(by: ann) == ["ann is bea"] && party.told(ann) == [.nick("bea")])
        party.do(.away(note: "tea"), by: ann)
        party.do(.back, by: other)
        #expect(party.told(other) == [.away(note: "tea")] && party.told(ann) == [.away(note: nil)])
        // Nobody who is alone is told anything.
        party.disconnect(other)
        party.do(.join("#den"), by: ann)
        #expect(party.told(ann) == [] && party.told(bob) == [])
    }

    @Test("the others of a guest are told to which account one of them logs in, and out, and what they are by that")
    func logins() throws {
        let other = try second()
        party.do(.account(.register), by: ann)
        let account = try #require(party.hub.account(of: ann)?.id)
        #expect(party.told(other) == [.account("ann")] && party.told(ann) == [])
        party.do(.account(.logOut), by: other)
        let guest = try #require(party.hub.nick(of: ann))
        #expect(party.told(ann) == [.nick(guest), .account(nil)])
        #expect(party.heard(by: ann) == ["ann is \(guest)"])
        // Somebody is logged in meanwhile, in another room, and takes both along.
        let third = party.newcomer("cy")
        party.do(.account(.logIn(account)), by: third)
        party.bring(third, into: "#den")
        _ = party.told(third)
        party.do(.account(.logIn(account)), by: ann)
        #expect(party.told(other) == [.nick("ann"), .account("ann"), .room("#den")])
        #expect(party.heard(by: other) == ["\(guest) is ann", "#den +ann"])
        #expect(party.told(ann) == [] && party.heard(by: ann) == [])
    }

    @Test("lists count people")
    func lists() throws {
        _ = try second()
        #expect(party.do(.who(nil), by: bob).rows.count == 2)
        #expect(party.do(.join("#lobby"), by: bob).reply == .joined("#lobby", members: 2, last: 1_700_000_000_000_000))
    }

    @Test("who is ignored is so through each session, and each session ignores for itself")
    func ignoring() throws {
        let other = try second()
        party.do(.ignore("bob"), by: ann)
        party.do(.say("hello"), by: bob)
        #expect(party.heard(by: ann) == [])
        #expect(party.heard(by: other) == ["#lobby <bob> hello"])
        party.do(.ignore("ann"), by: bob)
        party.do(.say("hello"), by: other)
        #expect(party.heard(by: bob) == [])
    }

    @Test("who leaves through one session is here through the others, and is gone with the last")
    func leaving() throws {
        let other = try second()
        #expect(party.disconnect(ann).effects == [])
        #expect(party.heard(by: bob) == [])
        #expect(party.hub.sessionCount == 2)
        party.do(.say("still here"), by: other)
        #expect(party.heard(by: bob) == ["#lobby <ann> still here"])
        party.do(.join("#den"), by: other)
        party.do(.part("#den", reason: nil), by: other)
        party.disconnect(other)
        #expect(party.heard(by: bob) == ["ann quit"])
        #expect(party.hub.shared.people.count == 1)
    }

    @Test("… also where both go together")
    func leavingTogether() throws {
        let other = try second()
        var effects: [Effect] = []
        party.hub.disconnect(
            [ann, other].map { Hub.Leaver(id: $0, reason: nil) }, at: party.now, &effects)
        #expect(effects.count == 1)
        #expect(party.hub.sessionCount == 1 && party.hub.shared.people.count == 1)
    }

    @Test("a hub goes on with all sessions of a person, in their order")
    func snapshots() throws {
        let other = try second()
        let snapshot = party.hub.snapshot()
        let hub = try Hub(restoring: snapshot, lobby: "#lobby")
        #expect(hub.snapshot() == snapshot)
        #expect(hub.shared.people.find("ann").map { Array($0.sessions) } == [ann, other])
    }

    /// As one who is connected to another node.
    @Test("who has no session here is in lists all the same, and is heard")
    func elsewhere() throws {
        var effects: [Effect] = []
        party.hub.apply(.arrive(isHidden: false), at: party.now.wall, &effects)
        guard case .deliver(let event, let room, .none) = try #require(effects.first) else {
            Issue.record("\(effects)")
            return
        }
        #expect(event.brief == "#lobby +guest3")
        #expect(party.hub.members(of: room).count == 2)
        #expect(party.do(.whois("guest3"), by: ann).rows.count == 1)
        #expect(party.do(.tell("guest3", "hello"), by: ann).id != nil)
        let guest = try #require(party.hub.shared.people.find("guest3")?.id)
        party.do(.ignore("guest3"), by: bob)
        effects = []
        party.hub.apply(.say(guest, RoomReference("#lobby"), "hi", as: .message, nil), at: party.now.wall, &effects)
        guard case .deliver(let said, _, let from) = try #require(effects.first) else { return }
        let readers = party.hub.members(of: room).filter { party.hub.shows(said, by: from, to: $0) }.map(\.session)
        #expect(readers == [ann], "bob ignores who said it")
    }
}
