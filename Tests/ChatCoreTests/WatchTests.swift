import Testing

@testable import ChatCore

@Suite("Nicks that are watched")
struct WatchTests {
    let party: Party

    init() {
        var limits = Hub.Limits()
        limits.tellsSources = true
        limits.watchedPerSession = 3
        party = Party(lobby: nil, limits: limits)
    }

    private func watch(_ request: WatchRequest, by id: SessionID) -> (rows: [String], reply: Reply?) {
        let outcome = party.do(.watch(request), by: id)
        return (outcome.rows.map(\.brief), outcome.reply)
    }

    @Test("who watches is told at once who is here, and then who comes and goes, in whatever room")
    func comingAndGoing() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("Bob", from: "c-b")
        let asked = watch(.add(["bob", "cy"]), by: ann)
        #expect(asked.rows == ["presence Bob true ~line@c-b", "presence cy false -"])
        #expect(asked.reply == .watching(count: 2, refused: []))
        let cy = party.connect().id
        party.do(.nick("CY"), by: cy)
        let events = party.events(for: ann)
        #expect(events.map(\.brief) == ["CY is here"] && events.first?.source?.userHost == "~line@unknown")
        party.do(.nick("cY"), by: cy)
        party.do(.nick("dee"), by: cy)
        party.disconnect(bob)
        #expect(party.heard(by: ann) == ["cY is gone", "Bob is gone"])
    }

    @Test("the list has an end, and those that do not fit are told; what is there already is not counted again")
    func full() {
        let ann = party.newcomer("ann")
        #expect(
            watch(.add(["a", "b", "A", "c", "d", "e"]), by: ann).reply == .watching(count: 3, refused: ["d", "e"]))
        #expect(watch(.list, by: ann).rows == ["watched a", "watched b", "watched c"])
        #expect(watch(.remove(["B", "nobody"]), by: ann).reply == .watching(count: 2, refused: []))
        #expect(watch(.tell, by: ann).rows == ["presence a false -", "presence c false -"])
        #expect(watch(.clear, by: ann).reply == .watching(count: 0, refused: []))
        _ = party.newcomer("a")
        #expect(party.heard(by: ann) == [])
    }

    @Test("who is hidden comes when they are announced, and one who never was is not told of")
    func hidden() throws {
        let ann = party.newcomer("ann")
        _ = watch(.add(["guest2", "guest3"]), by: ann)
        var effects: [Effect] = []
        let second = party.hub.connect(at: party.now, isHidden: true, &effects)
        let third = party.hub.connect(at: party.now, isHidden: true, &effects)
        #expect(
            effects.isEmpty && watch(.tell, by: ann).rows == ["presence guest2 false -", "presence guest3 false -"])
        party.hub.announce(second, at: party.now, &effects)
        let told = effects.compactMap {
            if case .show(let event, let readers) = $0 { (event.brief, readers) } else { nil }
        }
        #expect(told.map(\.0) == ["guest2 is here"] && told.map(\.1) == [[ann]])
        party.disconnect(third)
        #expect(party.heard(by: ann) == [])
        #expect(party.do(.whowas("guest3", count: nil), by: ann).code == .noSuchNick)
    }

    @Test("logging in and out by another nick is a going and a coming; so is becoming one with whom is here")
    func accounts() throws {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.account(.register), by: bob)
        let account = try #require(party.hub.account(of: bob)).id
        _ = watch(.add(["bob", "guest3", "guest4"]), by: ann)
        party.do(.account(.logOut), by: bob)
        party.do(.account(.logIn(account)), by: bob)
        #expect(party.heard(by: ann) == ["bob is gone", "guest3 is here", "guest3 is gone", "bob is here"])
        let phone = party.connect().id
        party.do(.account(.logIn(account)), by: phone)
        #expect(party.heard(by: ann) == ["guest4 is here", "guest4 is gone"])
    }

    @Test("who watches and goes is told nothing more, nor is their slot's next")
    func gone() {
        let ann = party.newcomer("ann")
        _ = watch(.add(["bob"]), by: ann)
        party.disconnect(ann)
        let next = party.newcomer("next")
        #expect(next.slot == ann.slot && party.hub.local.watches.isEmpty)
        _ = party.connect().id
        party.do(.nick("bob"), by: next)
        #expect(party.events(for: next).isEmpty)
    }

    @Test("a hub that goes on knows who watches whom, and who had a nick")
    func restored() throws {
        let ann = party.newcomer("ann")
        _ = watch(.add(["bob"]), by: ann)
        party.disconnect(party.newcomer("bob"))
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: nil, limits: party.hub.limits)
        #expect(restored.snapshot() == party.hub.snapshot())
        #expect(restored.snapshot().sessions.first?.watched == ["bob"])
        #expect(restored.snapshot().formerNicks.map(\.source.nick) == ["guest1", "guest2", "bob"])
        // It has none where nobody asks for sources any more.
        #expect(try Hub(restoring: party.hub.snapshot(), lobby: nil).snapshot().formerNicks == [])
    }
}

@Suite("Who had a nick before")
struct FormerNickTests {
    let party: Party

    init() {
        var limits = Hub.Limits()
        limits.tellsSources = true
        party = Party(limits: limits)
    }

    private func whowas(_ nick: Nick, _ count: Int? = nil, by id: SessionID) -> [String] {
        party.do(.whowas(nick, count: count), by: id).rows.compactMap {
            guard case .former(let former) = $0 else { return nil }
            return "\(former.source.nick) \(former.source.userHost) \(former.realName?.description ?? "-")"
        }
    }

    @Test("the last first, as they were, by whatever they gave the nick up; another spelling is none")
    func order() throws {
        let ann = party.newcomer("ann")
        let introduction = Introduction(user: UserName(cleaning: "b"), realName: "Bob One")
        party.disconnect(try party.enter("bob", introduction, from: "c-b"))
        let other = party.newcomer("Bob", from: "c-o")
        party.do(.nick("BOB"), by: other)
        party.do(.nick("rob"), by: other)
        #expect(whowas("bob", by: ann) == ["BOB ~line@c-o -", "bob ~b@c-b Bob One"])
        #expect(whowas("bob", 1, by: ann) == ["BOB ~line@c-o -"])
        #expect(party.do(.whowas("ann", count: nil), by: ann).code == .noSuchNick)
    }

    @Test("a thousand are kept")
    func ring() {
        var nicks = FormerNicks()
        for number in 0..<2_500 {
            let source = Source(nick: Nick(guest: number), userHost: "~a@b", account: nil, isBot: false)
            nicks.add(FormerNick(source: source, realName: nil, time: Int64(number)))
        }
        #expect(nicks.all.map(\.time) == (1_500..<2_500).map { Int64($0) })
        #expect(nicks.find("guest1499", most: 9).isEmpty && nicks.find("guest1500", most: 9).count == 1)
        #expect(nicks.find("GUEST2499", most: 9).map(\.time) == [2_499])
    }

    @Test("an account that is erased leaves none")
    func erased() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.account(.register), by: bob)
        party.do(.nick("bobby"), by: bob)
        party.do(.nick("bob"), by: bob)
        #expect(whowas("bob", by: ann).count == 1 && whowas("bobby", by: ann).count == 1)
        party.do(.account(.erase), by: bob)
        #expect(whowas("bobby", by: ann).isEmpty)
        #expect(whowas("bob", by: ann).isEmpty && whowas("guest2", by: ann).count == 1)
    }

    @Test("where nobody asks for sources there are none, nor any kept from before")
    func off() {
        let party = Party()
        let ann = party.newcomer("ann")
        party.disconnect(party.newcomer("bob"))
        #expect(party.do(.whowas("bob", count: nil), by: ann).code == .noSuchNick)
        party.hub.limits.tellsSources = true
        party.disconnect(party.newcomer("bob"))
        #expect(party.do(.whowas("bob", count: nil), by: ann).rows.count == 1)
        party.hub.limits.tellsSources = false
        #expect(party.do(.whowas("bob", count: nil), by: ann).code == .noSuchNick)
    }
}
