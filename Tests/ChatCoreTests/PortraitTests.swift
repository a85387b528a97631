import Testing

@testable import ChatCore

@Suite("Portraits")
struct PortraitTests {
    let party = Party()

    @Test("who is in a room, in the order in which they came, with their ranks")
    func occupants() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, bob, into: "#tea")
        let occupants = try #require(party.hub.occupants(of: "#tea", for: bob))
        #expect(occupants.map(\.source.nick) == ["ann", "bob"])
        #expect(occupants.map(\.rank) == [.op, .none])
        #expect(party.hub.occupants(of: "#cake", for: bob) == nil)
        #expect(party.hub.isIn("#tea", bob) && !party.hub.isIn("#cake", bob))
    }

    @Test("a secret room is told of to who is in it alone")
    func secret() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, into: "#tea")
        var change = ModeChange()
        change.add(.secret)
        party.do(.moderate("#tea", .modes(change)), by: ann)
        #expect(party.hub.isSecret("#tea") && !party.hub.isSecret("#lobby"))
        #expect(party.hub.occupants(of: "#tea", for: bob) == nil)
        #expect(party.hub.occupants(of: "#tea", for: ann)?.count == 1)
        let portrait = try #require(party.hub.portrait(of: "ann", for: bob, at: party.now))
        #expect(!portrait.profile.rooms.contains("#tea"))
        let own = try #require(party.hub.portrait(of: "ann", for: ann, at: party.now))
        #expect(zip(own.profile.rooms, own.ranks).contains { $0 == "#tea" && $1 == .op })
    }

    @Test("those who are wanted, and no more than are asked for")
    func search() {
        let ann = party.newcomer("ann")
        for nick in ["bob", "cid", "dan"] { _ = party.newcomer(nick) }
        let all = party.hub.portraits(for: ann, most: 3, at: party.now) { $0.source.nick != "cid" }
        #expect(all.map(\.source.nick) == ["ann", "bob", "dan"])
        #expect(party.hub.portraits(for: ann, most: 2, at: party.now) { _ in true }.count == 2)
        #expect(party.hub.personCount == 4 && party.hub.operatorCount == 0)
    }

    @Test("the rooms that are wanted, the largest first, and none that is secret")
    func rooms() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, into: "#cake")
        party.bring(ann, bob, into: "#tea")
        party.bring(ann, into: "#hidden")
        party.do(.moderate("#hidden", .modes(ModeChange(adding: .secret))), by: ann)
        party.do(.setTopic("#cake", "crumbs"), by: ann)
        let all = party.hub.rooms(for: bob) { _ in true }
        #expect(all.map(\.name) == ["#lobby", "#tea", "#cake"])
        #expect(all.map(\.members) == [2, 2, 1])
        #expect(all.last?.topic?.text == "crumbs")
        #expect(party.hub.rooms(for: bob) { $0.members < 2 }.map(\.name) == ["#cake"])
        #expect(party.hub.rooms(for: ann) { $0.name == "#hidden" }.count == 1)
        #expect(party.hub.modes(of: "#hidden").contains(.secret) && party.hub.modes(of: "#nowhere").isEmpty)
    }

    @Test("something is done in a room that is named, be it the current one or not")
    func acting() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.bring(ann, bob, into: "#tea")
        party.do(.join("#lobby"), by: ann)
        _ = party.events(for: bob)
        party.do(.actIn("#tea", "waves"), by: ann)
        #expect(party.events(for: bob).map(\.kind) == [.action(from: "ann", "waves")])
        #expect(party.do(.actIn("#cake", "waves"), by: ann).code == .noSuchRoom)
    }
}
