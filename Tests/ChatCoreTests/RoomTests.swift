import Testing

@testable import ChatCore

@Suite("Rooms")
struct RoomTests {
    let party = Party()

    @Test("newcomers are in the lobby, the others are told, and they are told who is there")
    func lobby() throws {
        let ann = party.newcomer("ann")
        let (bob, outcome) = party.connect()
        #expect(party.heard(by: ann) == ["#lobby +guest2"])
        #expect(party.heard(by: bob) == [])
        let entry = try #require(outcome.entry)
        #expect(entry.room == "#lobby")
        #expect(entry.others.map(\.text) == ["ann"])
        #expect(entry.otherCount == 1)
        #expect(party.hub.currentRoom(of: bob) == "#lobby")
    }

    @Test("the first in the lobby is told that nobody is")
    func firstInLobby() throws {
        let (_, outcome) = party.connect()
        let entry = try #require(outcome.entry)
        #expect(entry.others == [])
        #expect(entry.otherCount == 0)
        #expect(entry.topic == nil)
        #expect(entry.history == [])
        #expect(outcome.effects.count == 1)
    }

    @Test("without a lobby newcomers are nowhere")
    func noLobby() {
        let party = Party(lobby: nil)
        let (ann, outcome) = party.connect()
        #expect(outcome.effects == [])
        #expect(party.hub.currentRoom(of: ann) == nil)
        #expect(party.hub.roomCount == 0)
        for command in [.say("hi"), .act("waves"), .part(nil, reason: nil), .setTopic(nil, "x"), .topic(nil)]
            as [Command]
        {
            #expect(party.do(command, by: ann).code == .notInRoom)
        }
        #expect(party.do(.history(nil, count: nil, .last()), by: ann).code == .notInRoom)
        #expect(party.do(.names(nil), by: ann).code == .notInRoom)
    }

    @Test("the first who joins makes the room, named as typed; others enter it in any case")
    func make() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        #expect(party.do(.join("#Kitchen"), by: ann).reply == .joined("#Kitchen", members: 1, last: party.now.wall))
        #expect(party.heard(by: bob) == [], "who is not in a room hears nothing of it")
        guard case .joined(let name, 2, _, nil, nil) = party.do(.join("#kitchen"), by: bob).reply else {
            Issue.record("bob is not in")
            return
        }
        #expect(name.text == "#Kitchen")
        #expect(party.heard(by: ann) == ["#Kitchen +bob"])
        #expect(party.hub.roomCount == 2)
    }

    @Test("the joiner is told after the answer who is there, the topic and the last 10 messages")
    func entry() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, into: "#kitchen")
        party.do(.setTopic(nil, "cakes"), by: ann)
        for _ in 1...12 { party.do(.say("hi"), by: ann) }
        let outcome = party.do(.join("#kitchen"), by: bob)
        let entry = try #require(outcome.entry)
        #expect(entry.room == "#kitchen")
        #expect(entry.others.map(\.text) == ["ann"])
        #expect(entry.topic?.text == "cakes")
        #expect(entry.topic?.setBy == "ann")
        #expect(entry.history.count == 10)
        #expect(entry.history.last?.brief == "#kitchen <ann> hi")
        guard case .entered = outcome.effects.last else {
            Issue.record("something came after: \(outcome.effects)")
            return
        }
    }

    @Test("the entry into a room names the first 20 of the others, and how many there are")
    func crowdedArrival() throws {
        for number in 1...24 { _ = party.newcomer("n\(number)") }
        let entry = try #require(party.connect().outcome.entry)
        #expect(entry.others.map(\.text) == (1...20).map { "n\($0)" })
        #expect(entry.otherCount == 24)
    }

    @Test("who is not shown rooms is told by the answer alone")
    func unshownArrival() {
        let ann = party.newcomer("ann")
        party.hub.setReading(of: ann, to: Reading(isShownRooms: false))
        let outcome = party.do(.join("#kitchen"), by: ann)
        #expect(outcome.effects == [.done(.joined("#kitchen", members: 1, last: party.now.wall))])
    }

    @Test("joining where one is makes it current and tells nobody else")
    func rejoin() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, bob, into: "#kitchen")
        let outcome = party.do(.join("#LOBBY"), by: ann)
        #expect(outcome.reply == .joined("#lobby", members: 2, last: party.now.wall))
        #expect(outcome.entry?.room == "#lobby")
        #expect(party.heard(by: bob) == [])
        #expect(party.hub.currentRoom(of: ann) == "#lobby")
    }

    @Test("the others are told who left, with the reason; the answer tells where one is now")
    func part() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, bob, into: "#kitchen")
        #expect(party.do(.part(nil, reason: "late"), by: bob).reply == .parted("#kitchen", current: "#lobby"))
        #expect(party.heard(by: ann) == ["#kitchen -bob (late)"])
        #expect(party.heard(by: bob) == [])
        party.do(.say("still here?"), by: ann)
        #expect(party.heard(by: bob) == [])
        #expect(party.do(.part("#lobby", reason: nil), by: bob).reply == .parted("#lobby", current: nil))
        #expect(party.heard(by: ann) == ["#lobby -bob"])
        #expect(party.do(.say("anyone?"), by: bob).code == .notInRoom)
    }

    @Test("nobody parts from where they are not; whether there is such a room does not matter")
    func partElsewhere() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(bob, into: "#kitchen")
        #expect(party.do(.part("#kitchen", reason: nil), by: ann).code == .notInRoom)
        #expect(party.do(.part("#nowhere", reason: nil), by: ann).code == .notInRoom)
        #expect(party.heard(by: bob) == [])
    }

    @Test("a room is gone with its last member, topic and history too")
    func lastMember() {
        let ann = party.newcomer("ann")
        party.bring(ann, into: "#kitchen")
        party.do(.setTopic(nil, "cakes"), by: ann)
        party.do(.say("hi"), by: ann)
        #expect(party.do(.part(nil, reason: nil), by: ann).closedRooms == 1)
        #expect(party.hub.roomCount == 1)
        #expect(party.do(.topic("#kitchen"), by: ann).code == .noSuchRoom)
        #expect(party.hub.historyBytes == 0)
        party.bring(ann, into: "#KITCHEN")
        #expect(party.do(.topic(nil), by: ann).reply == .topic("#kitchen", nil))
        #expect(party.do(.history(nil, count: nil, .last()), by: ann).replayed == [])
        #expect(party.do(.rooms(containing: "kit"), by: ann).rows == [.room("#KITCHEN", members: 1, topic: nil)])
    }

    @Test("the lobby stays when all have left, and keeps its topic and history")
    func lobbyStays() {
        let ann = party.newcomer("ann")
        party.do(.setTopic(nil, "hello"), by: ann)
        party.do(.say("hi"), by: ann)
        #expect(party.do(.part(nil, reason: nil), by: ann).closedRooms == 0)
        #expect(party.disconnect(ann).effects == [])
        let entry = party.connect().outcome.entry
        #expect(entry?.topic?.text == "hello")
        #expect(entry?.history.map(\.brief) == ["#lobby <ann> hi"])
    }

    @Test("a slot of the table is given to the next room, and nothing of the old one shows")
    func slotsAreReused() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, into: "#kitchen")
        party.do(.part(nil, reason: nil), by: ann)
        party.bring(bob, into: "#garden")
        party.do(.say("hi"), by: ann)
        #expect(party.heard(by: bob) == ["#lobby <ann> hi"])
        #expect(party.do(.sayIn("#garden", "hi"), by: ann).code == .notInRoom)
        #expect(party.hub.shared.rooms.count == 2)
    }

    @Test("who quits is told of once to each, however many rooms they shared, and rooms left empty close")
    func quit() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        party.bring(ann, bob, into: "#kitchen")
        party.bring(ann, bob, into: "#garden")
        party.bring(ann, into: "#attic")
        party.do(.part("#lobby", reason: nil), by: cy)
        _ = party.events(for: bob)
        #expect(party.disconnect(ann, reason: "see you").closedRooms == 1)
        #expect(party.heard(by: bob) == ["ann quit (see you)"])
        #expect(party.heard(by: cy) == [], "who shared no room is told nothing")
        #expect(party.hub.sessionCount == 2)
        #expect(party.hub.roomCount == 3)
    }

    @Test("a session that is gone changes nothing, and its slot's next owner is another")
    func gone() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.disconnect(ann)
        _ = party.events(for: bob)
        #expect(party.disconnect(ann).effects == [])
        let cy = party.newcomer("cy")
        #expect(cy.slot == ann.slot)
        #expect(cy != ann)
        #expect(party.do(.say("boo"), by: ann).effects == [])
        #expect(party.heard(by: bob) == [])
        #expect(party.hub.nick(of: ann) == nil)
        #expect(party.hub.currentRoom(of: ann) == nil)
        party.hub.setReading(of: ann, to: Reading(rendering: RenderingID(rawValue: 1)))
        #expect(party.hub.view(of: cy) == View())
    }

    // MARK: - The current room

    @Test("the current room is the one last joined, or spoken in by its name")
    func current() {
        let ann = party.newcomer("ann")
        party.bring(ann, into: "#kitchen")
        #expect(party.hub.currentRoom(of: ann) == "#kitchen")
        party.do(.sayIn("#lobby", "hi"), by: ann)
        #expect(party.hub.currentRoom(of: ann) == "#lobby")
        party.do(.topic("#kitchen"), by: ann)
        party.do(.setTopic("#kitchen", "cakes"), by: ann)
        party.do(.names("#kitchen"), by: ann)
        party.do(.history("#kitchen", count: nil, .last()), by: ann)
        #expect(party.hub.currentRoom(of: ann) == "#lobby", "only joining and speaking change it")
        party.do(.join("#kitchen"), by: ann)
        #expect(party.hub.currentRoom(of: ann) == "#kitchen")
    }

    @Test("leaving the current room leads to the one joined last of the others; leaving another changes nothing")
    func currentAfterParting() {
        let ann = party.newcomer("ann")
        for room in ["#a", "#b", "#c"] as [RoomName] { party.bring(ann, into: room) }
        party.do(.part("#b", reason: nil), by: ann)
        #expect(party.hub.currentRoom(of: ann) == "#c")
        party.do(.part(nil, reason: nil), by: ann)
        #expect(party.hub.currentRoom(of: ann) == "#a")
        party.do(.part(nil, reason: nil), by: ann)
        #expect(party.hub.currentRoom(of: ann) == "#lobby")
    }

    @Test("what is refused makes no room current")
    func currentAfterRefusal() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(bob, into: "#kitchen")
        #expect(party.do(.sayIn("#kitchen", "hi"), by: ann).code == .notInRoom)
        #expect(party.do(.sayIn("#nowhere", "hi"), by: ann).code == .noSuchRoom)
        #expect(party.hub.currentRoom(of: ann) == "#lobby")
    }

    // MARK: - Topics

    @Test("a topic is told to the others, kept, and cleared by an empty one")
    func topic() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let set = party.do(.setTopic(nil, "cakes"), by: ann)
        #expect(set.reply == .topicSet("#lobby", "cakes", id: try #require(set.id), time: party.now.wall))
        #expect(party.heard(by: bob) == ["#lobby ann set: cakes"])
        #expect(party.heard(by: ann) == [])
        guard case .topic(_, let topic) = party.do(.topic(nil), by: bob).rows.first else {
            Issue.record("no topic is told")
            return
        }
        #expect(topic.text == "cakes")
        #expect(topic.setBy == "ann")
        #expect(topic.time == party.now.wall)
        party.do(.setTopic("#LOBBY", ""), by: bob)
        #expect(party.heard(by: ann) == ["#lobby bob set: "])
        let cleared = party.do(.topic(nil), by: ann)
        #expect(cleared.rows == [])
        #expect(cleared.reply == .topic("#lobby", nil))
    }

    @Test("a topic is told to who asks from outside, but set only by members")
    func topicFromOutside() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, into: "#kitchen")
        party.do(.setTopic(nil, "cakes"), by: ann)
        #expect(party.do(.topic("#kitchen"), by: bob).rows.count == 1)
        #expect(party.do(.setTopic("#kitchen", "pies"), by: bob).code == .notInRoom)
        #expect(party.do(.setTopic("#nowhere", "pies"), by: bob).code == .noSuchRoom)
        #expect(party.heard(by: ann) == [])
    }
}
