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

    @Test("settings are kept with each membership, which has to be found")
    func settings() {
        #expect(walked(by: .set(.quiet, true)) == 49)
        #expect(walked(by: .set(.quiet, nil)) == 0)
    }

    @Test("messages are gone through where some may be hidden")
    func history() throws {
        for _ in 0..<30 { party.do(.say("hello"), by: ann) }
        #expect(walked(by: .history(nil, count: 1, since: nil)) == 0)
        let other = try #require(party.hub.directory.participants.first { $0.id != ann })
        party.do(.ignore(other.nick), by: ann)
        #expect(walked(by: .history(nil, count: 1, since: nil)) == 30)
    }

    @Test("what is said walks nothing but its delivery")
    func messages() {
        #expect(walked(by: .names(nil)) > 0)
        #expect(walked(by: .say("hello")) == 0)
        #expect(walked(by: .act("waves")) == 0)
        #expect(walked(by: .sayIn("lobby", "hello")) == 0)
    }
}
