import Testing

@testable import ChatCore

/// That a whole hub goes on as before is the simulation's to show; here is what no hub can be.
@Suite struct SnapshotTests {
    private func snapshot() -> HubSnapshot {
        let hub = Hub(lobby: RoomName("lobby"))
        var effects: [Effect] = []
        let now = Moment(wall: 1_795_000_000_000_000, steady: 1)
        let ann = hub.connect(at: now, &effects)
        let bob = hub.connect(at: now, &effects)
        _ = hub.connect(at: now, &effects)
        hub.perform(.say("hello"), by: ann, at: now, &effects)
        hub.perform(.say("hi"), by: bob, at: now, &effects)
        hub.disconnect(bob, reason: nil, at: now, &effects)
        return hub.snapshot()
    }

    private func refuses(_ change: (inout HubSnapshot) -> Void) -> Bool {
        var snapshot = snapshot()
        change(&snapshot)
        do {
            _ = try Hub(restoring: snapshot, lobby: RoomName("lobby"))
            return false
        } catch {
            return true
        }
    }

    @Test func goesOn() throws {
        #expect(!refuses { _ in })
        let hub = try Hub(restoring: snapshot(), lobby: RoomName("lobby"))
        #expect(hub.snapshot() == snapshot())
        #expect(hub.sessionCount == 2)
    }

    /// However many came before, and when so many have come that their numbers begin anew.
    @Test(arguments: [
        0, Int(Int32.max) - 1, Int(Int32.max), 3_000_000_000, People.mostGuests - 1, People.mostGuests,
    ])
    func manyGuests(_ guests: Int) throws {
        var snapshot = snapshot()
        snapshot.guests = guests
        let hub = try Hub(restoring: snapshot, lobby: RoomName("lobby"))
        var effects: [Effect] = []
        for number in 1...3 {
            let id = hub.connect(at: Moment(wall: 1_795_000_000_000_000, steady: 1), &effects)
            let nick = try #require(hub.nick(of: id)?.text)
            #expect(Nick(nick) != nil)
            // guest1 and guest3 are there.
            if guests < People.mostGuests - 3, guests > 3 { #expect(nick == "guest\(guests + number)") }
        }
        #expect(try Hub(restoring: hub.snapshot(), lobby: RoomName("lobby")).sessionCount == 5)
        snapshot.guests = People.mostGuests + 1
        #expect(throws: SnapshotError.self) { try Hub(restoring: snapshot, lobby: RoomName("lobby")) }
    }

    /// A hub of which a part was handed over before.
    private func restored(
        _ changePast: (inout HubSnapshot.Past) -> Void = { _ in }, _ change: (inout HubSnapshot) -> Void = { _ in }
    ) throws -> Hub {
        let whole = try Hub(restoring: snapshot(), lobby: RoomName("lobby"))
        let backlog = Backlog()
        var past = try #require(whole.past(of: "LOBBY"))
        let known = try #require(past.said.last?.id)
        changePast(&past)
        try backlog.add(past)
        var effects: [Effect] = []
        let now = Moment(wall: 1_795_000_000_000_009, steady: 9)
        whole.perform(.say("since"), by: try #require(whole.snapshot().sessions.first?.id), at: now, &effects)
        var rest = whole.snapshot(after: [past.room: known])
        #expect(rest.rooms[0].said.map(\.text) == ["since"])
        change(&rest)
        let hub = try Hub(restoring: rest, after: backlog, lobby: RoomName("lobby"))
        #expect(hub.historyBytes > 0 && hub.historyBytes <= whole.historyBytes + 200)
        return hub
    }

    @Test func goesOnAfterItsBacklog() throws {
        let hub = try restored()
        #expect(hub.past(of: "lobby")?.said.map(\.text) == ["hello", "hi", "since"])
        // What was forgotten since is not there any more.
        let shorter = try Hub(restoring: hub.snapshot(), lobby: RoomName("lobby"))
        let first = try #require(shorter.past(of: "lobby")?.said.first?.id)
        let backlog = Backlog()
        try backlog.add(try #require(shorter.past(of: "lobby")))
        var rest = shorter.snapshot(after: ["lobby": .max])
        rest.rooms[0].floor = first
        let again = try Hub(restoring: rest, after: backlog, lobby: RoomName("lobby"))
        #expect(again.past(of: "lobby")?.said.map(\.text) == ["hi", "since"])
        #expect(again.past(of: "lobby")?.floor == first)
    }

    @Test("what an account said is not handed over where it was erased after the backlog was taken")
    func erasedAfterTheBacklog() throws {
        let party = Party()
        let (ann, bob) = (party.newcomer("ann"), party.newcomer("bob"))
        party.do(.account(.register), by: ann)
        party.do(.say("hers"), by: ann)
        party.do(.say("his"), by: bob)
        let backlog = Backlog()
        let past = try #require(party.hub.past(of: "#lobby"))
        try backlog.add(past)
        party.do(.account(.erase), by: ann)
        party.do(.say("since"), by: bob)
        let rest = party.hub.snapshot(after: [past.room: try #require(past.said.last?.id)])
        let next = try Hub(restoring: rest, after: backlog, lobby: "#lobby")
        #expect(next.past(of: "#lobby")?.said.map(\.text) == ["his", "since"])
        #expect(next.snapshot() == party.hub.snapshot())
    }

    @Test func contradictionsOfBacklogs() throws {
        #expect(throws: SnapshotError.self) { try restored { $0.said.swapAt(0, 1) } }
        #expect(throws: SnapshotError.self) { try restored { $0.floor = .min } }
        #expect(throws: SnapshotError.self) { try restored { $0.said[0].time = .max } }
        #expect(throws: SnapshotError.self) { try restored { $0.floor = $0.said[0].id } }
        // It says again what is known.
        #expect(throws: SnapshotError.self) { try restored({ _ in }, { $0.rooms[0].said[0].id -= 1_000 }) }
        #expect(throws: SnapshotError.self) { try restored({ _ in }, { $0.rooms[0].floor -= 1_000_000 }) }
        let backlog = Backlog()
        let past = try #require(try restored().past(of: "lobby"))
        try backlog.add(past)
        #expect(throws: SnapshotError("the past of #lobby is there twice")) { try backlog.add(past) }
    }

    @Test func contradictions() {
        #expect(refuses { $0.people.removeLast() })
        #expect(refuses { $0.people.append($0.people[0]) })
        #expect(refuses { $0.people[0].id = PersonID(slot: 99, generation: 0) })
        #expect(refuses { $0.people[0].id = PersonID(slot: 0, generation: 7) })
        #expect(refuses { $0.people[0].nick = $0.people[1].nick })
        #expect(refuses { $0.people[0].rooms = [] })
        #expect(refuses { $0.people[0].rooms.append($0.people[0].rooms[0]) })
        #expect(refuses { $0.people[0].rooms = [RoomID(index: 9)] })
        #expect(refuses { $0.people[0].rooms = [RoomID(index: -1)] })
        #expect(refuses { $0.sessions[0].current = RoomID(index: 3) })
        #expect(refuses { $0.sessions[0].filters = .elsewhere })
        #expect(refuses { $0.sessions[0].filters = .ignores })
        #expect(refuses { $0.sessions.removeLast() })
        #expect(refuses { $0.sessions.append($0.sessions[0]) })
        #expect(refuses { $0.sessions[0].id = SessionID(slot: 99, generation: 0) })
        #expect(refuses { $0.sessions[0].person = PersonID(slot: 99, generation: 0) })
        #expect(refuses { $0.newcomers = [HubSnapshot.Newcomer(person: $0.people[0].id, order: 1, knownTo: [])] })
        #expect(refuses { $0.guests = -1 })
    }

    @Test func contradictionsOfRooms() {
        #expect(refuses { $0.rooms = [] })
        #expect(refuses { $0.rooms.append($0.rooms[0]) })
        #expect(refuses { $0.rooms[0].id = RoomID(index: 5) })
        #expect(refuses { $0.rooms[0].id = RoomID(index: -5) })
        #expect(refuses { $0.rooms[0].members.removeLast() })
        #expect(refuses { $0.rooms[0].members.append($0.rooms[0].members[0]) })
        #expect(refuses { $0.rooms[0].members[0] = SessionID(slot: 77, generation: 1) })
        #expect(refuses { $0.rooms[0].said.swapAt(0, 1) })
        #expect(refuses { $0.rooms[0].lastID = 5 })
        #expect(refuses { $0.freeRooms = [RoomID(index: 0)] })
        #expect(refuses { $0.rooms[0].roster.removeLast() })
        #expect(refuses { $0.rooms[0].roster.append($0.rooms[0].roster[0]) })
        #expect(refuses { $0.rooms[0].roster[0] = PersonID(slot: 77, generation: 1) })
        for free in [\HubSnapshot.freePeople, \HubSnapshot.freeSessions] {
            #expect(refuses { $0[keyPath: free] = [] })
            #expect(refuses { $0[keyPath: free] = [0] })
            #expect(refuses { $0[keyPath: free].append(40) })
        }
        #expect(refuses { $0.personGenerations.append(1) })
        #expect(refuses { $0.sessionGenerations.append(1) })
    }

    /// Nothing could be counted on from them.
    @Test(arguments: [Int64.max, .min]) func numbersWithoutEnd(_ number: Int64) {
        #expect(refuses { $0.lastID = number })
        #expect(refuses { $0.people[0].since = number })
        #expect(refuses { $0.sessions[0].lastActive = number })
        #expect(refuses { $0.rooms[0].lastID = number })
        #expect(refuses { $0.rooms[0].floor = number })
        #expect(refuses { $0.rooms[0].said[0].time = number })
        #expect(refuses { $0.rooms[0].topic = Topic(text: "x", setBy: $0.people[0].nick, time: number) })
    }

    @Test func whatLiesBetweenTwoNumbersCanBeHad() {
        let bounds = HubSnapshot.bounds
        #expect(!bounds.upperBound.subtractingReportingOverflow(bounds.lowerBound).overflow)
    }

    /// As where a configuration was changed before an upgrade: nobody would ever close it.
    @Test func anOldLobbyWithNobodyInItIsGone() throws {
        let hub = Hub(lobby: RoomName("hall"))
        var effects: [Effect] = []
        let now = Moment(wall: 1_795_000_000_000_000, steady: 1)
        let ann = hub.connect(at: now, &effects)
        hub.perform(.say("hello"), by: ann, at: now, &effects)
        hub.perform(.join("den"), by: ann, at: now, &effects)
        hub.perform(.part("hall", reason: nil), by: ann, at: now, &effects)
        #expect(hub.roomCount == 2)
        let restored = try Hub(restoring: hub.snapshot(), lobby: RoomName("lobby"))
        #expect(restored.roomCount == 1)
        #expect(restored.historyBytes == 0)
    }
}
