import Testing

@testable import ChatCore

/// What commands have to go through, for which they are charged.
@Suite("what a command walks")
struct WalkTests {
    let party = Party()
    let ann: SessionID
    let kitchen: RoomName = "kitchen"

    init() {
        ann = party.newcomer("ann")
        for _ in 0..<29 { _ = party.newcomer() }
        party.bring(ann, into: kitchen)
        for _ in 0..<9 { party.bring(party.newcomer(), into: kitchen) }
    }

    /// 39 in the lobby, 10 in the kitchen.
    private func walked(by command: Command) -> Int {
        party.do(command, by: ann)
        return party.hub.walked
    }

    @Test("who shares a room is gone through for a nick and a note")
    func neighbours() {
        #expect(walked(by: .nick("bea")) == 49)
        #expect(walked(by: .nick("bea")) == 0, "it is hers already")
        #expect(walked(by: .nick(nil)) == 0)
        #expect(walked(by: .away(note: "out")) == 49)
        #expect(walked(by: .away(note: "out")) == 0, "she is away already")
        #expect(walked(by: .back) == 49)
    }

    @Test("lists go through what they list, and /rooms through all rooms")
    func lists() {
        #expect(walked(by: .names("lobby")) == 39)
        #expect(walked(by: .names(nil)) == 10)
        #expect(walked(by: .who(nil)) == 39)
        #expect(walked(by: .who(kitchen)) == 10)
        #expect(walked(by: .rooms(containing: "nothing that is there")) == 2)
        #expect(walked(by: .whois("ann")) == 0)
    }

    /// Where that is one knows, or nearly: nobody searches the members of a room.
    @Test("settings are kept with each membership")
    func settings() {
        #expect(walked(by: .set(.quiet, true)) == 2)
        #expect(walked(by: .set(.quiet, nil)) == 0)
    }

    /// Each has a bit in the set of a room that is a crowd, and a word has 64.
    @Test("… and where rooms are crowds, their sets")
    func crowds() {
        let people = (0..<300).map { _ in party.newcomer() }
        for id in people { party.do(.join(kitchen), by: id) }
        let words = (party.hub.sessionCount + 63) / 64
        #expect(walked(by: .nick("bea")) <= 2 * words)
        #expect(walked(by: .away(note: "out")) <= 2 * words)
        #expect(party.heard(by: people[299]).suffix(2) == ["ann is bea", "bea away: out"])
    }

    /// Not each room for each of them.
    @Test("who leave together are taken out of each room in one pass")
    func departures() {
        let people = (0..<300).map { _ in party.newcomer() }
        let others: [RoomName] = ["#a", "#b", "#c", "#d", "#e"]
        for id in people {
            for room in others { party.do(.join(room), by: id) }
        }
        party.do(.join("#c"), by: ann)
        #expect(walked(by: .nick(nil)) == 0)
        var effects: [Effect] = []
        party.hub.disconnect(people.map { Hub.Leaver(id: $0, reason: nil) }, at: party.now, &effects)
        // 339 in the lobby, 300 in four others and 301 with ann; then those who stay, for each who leaves.
        #expect(party.hub.walked <= 339 + 5 * 301 + 300 * (39 + 1))
        #expect(effects.count == 300 + 4, "a QUIT for each, and four rooms are gone")
    }

    /// They are here until they are disconnected, and others read of them; they do not read of each other.
    @Test("who is about to leave is told of nobody's going any more")
    func leaving() {
        let (bob, cy) = (party.newcomer("bob"), party.newcomer("cy"))
        _ = party.heard(by: ann)
        party.hub.leave(bob)
        party.hub.leave(bob)
        party.disconnect(cy)
        party.do(.nick("bea"), by: ann)
        #expect(party.heard(by: ann) == ["cy quit"])
        #expect(party.heard(by: bob) == [])
        #expect(party.do(.whois("bob"), by: ann).rows.count == 1)
        party.disconnect(bob)
        #expect(party.heard(by: ann) == ["bob quit"])
        // Whoever has its slot next is told again.
        let dee = party.newcomer("dee")
        #expect(dee.slot == bob.slot || dee.slot == cy.slot)
        party.do(.nick("ann"), by: ann)
        #expect(party.heard(by: dee) == ["bea is ann"])
        // It is no slot at all.
        party.hub.leave(SessionID(slot: 9_999, generation: 0))
    }

    /// A member of 12 bytes is what the delivery of a line goes through.
    @Test("a member takes 12 bytes")
    func memberSize() {
        #expect(MemoryLayout<Member>.stride == 12)
    }

    @Test("messages are gone through where some may be hidden")
    func history() throws {
        for _ in 0..<30 { party.do(.say("hello"), by: ann) }
        #expect(walked(by: .history(nil, count: 1, .last())) == 0)
        let other = try #require(party.hub.shared.people.all.first { $0.nick != "ann" })
        party.do(.ignore(other.nick), by: ann)
        #expect(walked(by: .history(nil, count: 1, .last())) == 30)
    }

    @Test("what is said walks nothing but its delivery")
    func messages() {
        #expect(walked(by: .names(nil)) > 0)
        #expect(walked(by: .say("hello")) == 0)
        #expect(walked(by: .act("waves")) == 0)
        #expect(walked(by: .sayIn("lobby", "hello")) == 0)
    }
}
