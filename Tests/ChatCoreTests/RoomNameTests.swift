import Testing

@testable import ChatCore

@Suite("Rooms that are called otherwise")
struct RoomNameTests {
    let party: Party = {
        var limits = Hub.Limits()
        limits.tellsSources = true
        return Party(limits: limits)
    }()

    private func rename(_ room: RoomName, to name: RoomName, by id: SessionID) -> Outcome {
        party.do(.moderate(room, .rename(name, reason: "why")), by: id)
    }

    @Test("all of it stays, and who is in it is told")
    func all() throws {
        let tea: RoomName = "#tea"
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.account(.register), by: bob)
        party.bring(ann, bob, into: "#tea")
        party.do(.sayIn("#tea", "one"), by: bob)
        party.do(.setTopic("#tea", "cakes"), by: ann)
        party.do(.moderate("#tea", .give(.voice, "bob")), by: ann)
        let spam = try #require(MaskSubject("nick:spam*"))
        party.do(.moderate("#tea", .set(.ban, .subject(spam), seconds: nil, reason: nil, putsOut: false)), by: ann)
        let cy = party.newcomer("cy")
        party.do(.moderate("#tea", .invite("cy")), by: ann)
        #expect(party.hub.mark(tea.markerKey, upTo: 1_000, by: bob, at: party.now) == 1_000)
        _ = party.events(for: bob)
        #expect(rename("#tea", to: "#Cake", by: ann).reply == .roomRenamed(from: "#tea", "#Cake"))
        #expect(party.heard(by: bob) == ["#Cake was #tea until ann (why)"])
        #expect(party.heard(by: ann) == [])
        let name: RoomName = "#cake"
        #expect(party.hub.currentRoom(of: bob)?.text == "#Cake" && !party.hub.hasRoom("#tea"))
        party.do(.say("two"), by: bob)
        #expect(party.heard(by: ann) == ["#Cake <bob> two"])
        #expect(
            party.do(.history(name, count: nil, .last()), by: ann).replayed == ["#Cake <bob> one", "#Cake <bob> two"])
        #expect(party.do(.topic(name), by: bob).rows.count == 1)
        #expect(party.do(.moderate(name, .list(.ban)), by: ann).rows.count == 1)
        #expect(party.hub.invitations(of: cy, at: party.now) == [name])
        #expect(party.hub.marker(name.markerKey, of: bob) == 1_000)
        #expect(party.hub.marker(tea.markerKey, of: bob) == nil)
        #expect(
            party.do(.playback(name, count: 9, .last()), by: ann).replayed.contains("#Cake was #tea until ann (why)"))
        #expect(party.hub.digest == party.hub.shared.fullDigest)
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby", limits: party.hub.limits)
        #expect(restored.digest == party.hub.digest && restored.snapshot() == party.hub.snapshot())
        // The old name is anybody's.
        #expect(party.do(.join("#tea"), by: cy).code == nil)
        #expect(party.do(.history("#tea", count: nil, .last()), by: cy).replayed == [])
    }

    @Test("ops alone do it, of a registered room its founder alone, and operators of the server")
    func byWhom() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        let root = party.newcomer("root")
        for id in [ann, root] { party.do(.account(.register), by: id) }
        party.bring(ann, bob, into: "#tea")
        #expect(rename("#tea", to: "#cake", by: bob).code == .notAllowed)
        #expect(rename("#tea", to: "#cake", by: root).code == .notInRoom)
        party.do(.moderate("#tea", .give(.op, "bob")), by: ann)
        #expect(rename("#tea", to: "#cake", by: bob).code == nil)
        party.do(.account(.registerRoom("#cake")), by: ann)
        #expect(rename("#cake", to: "#pie", by: bob).code == .notAllowed)
        #expect(rename("#cake", to: "#pie", by: ann).code == nil)
        #expect(party.hub.keeps("#pie") && !party.hub.keeps("#cake"))
        var effects: [Effect] = []
        _ = party.hub.setOperators(["root"], at: party.now, &effects)
        #expect(rename("#pie", to: "#tart", by: root).code == nil)
        #expect(party.hub.hasRoom("#tart"))
    }

    @Test("no two rooms have one name, and what newcomers enter has the server's")
    func names() throws {
        let ann = party.newcomer("ann")
        party.do(.join("#a"), by: ann)
        party.do(.join("#b"), by: ann)
        #expect(rename("#a", to: "#B", by: ann).code == .notAllowed)
        #expect(rename("#a", to: "#a", by: ann).code == .notAllowed)
        #expect(rename("#a", to: "#A", by: ann).reply == .roomRenamed(from: "#a", "#A"))
        #expect(rename("#a", to: "#LOBBY", by: ann).code == .notAllowed)
        var effects: [Effect] = []
        party.do(.account(.register), by: ann)
        _ = party.hub.setOperators(["ann"], at: party.now, &effects)
        #expect(rename("#lobby", to: "#hall", by: ann).code == .notAllowed)
        #expect(party.hub.digest == party.hub.shared.fullDigest)
    }
}
