import Testing

@testable import ChatCore

@Suite("Who says first who they are")
struct IntroductionTests {
    let party: Party

    init() {
        var limits = Hub.Limits()
        limits.tellsSources = true
        party = Party(limits: limits)
    }

    private func introduction(_ user: String = "ann", _ realName: Text = "Ann B.") -> Introduction {
        Introduction(user: UserName(cleaning: user), realName: realName)
    }

    /// What keeps somebody from coming under a nick.
    private func refusal(_ nick: Nick, account: AccountID? = nil) -> Refusal? {
        do throws(Refusal) {
            try party.hub.checkEntrance(as: nick, account: account, at: party.now)
            return nil
        } catch {
            return error
        }
    }

    @Test("comes under their nick, into no room, and nobody is told before they enter one")
    func entering() throws {
        let bob = party.newcomer("bob")
        let ann = try party.enter("ann", introduction(), from: "c-a")
        #expect(party.hub.nick(of: ann) == "ann" && party.hub.currentRoom(of: ann) == nil)
        #expect(party.heard(by: bob) == [] && party.heard(by: ann) == [])
        party.do(.join("#lobby"), by: ann)
        let events = party.events(for: bob)
        #expect(events.map(\.brief) == ["#lobby +ann"])
        #expect(events.first?.source?.userHost == "~ann@c-a")
        // The next guest has the number that they would have had.
        let guest = party.newcomer()
        #expect(party.hub.nick(of: guest) == "guest2")
    }

    @Test("is found by /whois with what they said")
    func whois() throws {
        let ann = try party.enter("ann", introduction("ann", "Ann, naïve"), from: "c-a")
        let bob = party.newcomer("bob")
        func profile(of nick: Nick) throws -> Profile {
            try #require(
                party.do(.whois(nick), by: bob).rows.lazy.compactMap {
                    if case .whois(let profile) = $0 { profile } else { nil }
                }
                .first)
        }
        #expect(try profile(of: "ann").realName == "Ann, naïve" && profile(of: "ann").source?.userHost == "~ann@c-a")
        #expect(try profile(of: "bob").realName == nil && profile(of: "bob").source?.userHost == "~line@unknown")
        party.disconnect(ann)
        #expect(party.do(.whois("ann"), by: bob).code == .noSuchNick)
    }

    @Test("a nick that somebody has, that is an account's, a ban's or a service's, is refused, and nothing has changed")
    func refused() throws {
        var limits = party.hub.limits
        limits.keepsServiceNicks = true
        party.hub.limits = limits
        let bob = party.newcomer("bob")
        party.do(.account(.register), by: bob)
        party.do(.nick("bobby"), by: bob)
        _ = party.newcomer("cy")
        let before = party.hub.snapshot()
        #expect(refusal("BOB") == .account(.nickReserved("bob")))
        #expect(refusal("bobby") == .nickInUse("bobby") && refusal("CY") == .nickInUse("cy"))
        #expect(refusal("NickServ") == .nickInUse("NickServ") && refusal("Server") == .nickInUse("Server"))
        #expect(refusal("ann") == nil && refusal("servant") == nil)
        for nick in ["BOB", "cy", "ChanServ"] as [Nick] {
            #expect(throws: Refusal.self) { try party.enter(nick, introduction()) }
        }
        #expect(party.hub.snapshot() == before)
        #expect(party.do(.nick("NickServ"), by: bob).code == .nickInUse)
        limits.keepsServiceNicks = false
        party.hub.limits = limits
        #expect(refusal("NickServ") == nil)
    }

    @Test("who proves whose they are is logged in, and keeps the nick that they wanted")
    func loggedIn() throws {
        let bob = party.newcomer("bob")
        party.do(.account(.register), by: bob)
        let account = try #require(party.hub.account(of: bob)).id
        party.disconnect(bob)
        let bar = try party.enter("bar", introduction(), account: account)
        #expect(party.hub.nick(of: bar) == "bar" && party.hub.account(of: bar)?.name == "bob")
        party.disconnect(bar)
        // Who has the account's name while nobody is here by it gives it back.
        let cy = party.newcomer("cy")
        #expect(party.do(.nick("bob"), by: cy).code == .nickReserved)
        let again = try party.enter("BOB", introduction(), account: account)
        #expect(party.hub.nick(of: again) == "BOB")
        #expect(refusal("ann", account: AccountID(number: 9)) == .account(.needsLogin))
    }

    @Test("where the person of the account is here, they become one with them, be the nick taken or not")
    func joining() throws {
        let bob = party.newcomer("bob")
        let cy = party.newcomer("cy")
        party.do(.account(.register), by: bob)
        let account = try #require(party.hub.account(of: bob)).id
        party.bring(bob, cy, into: "#tea")
        for nick in ["cy", "other"] as [Nick] {
            let phone = try party.enter(nick, introduction(), account: account)
            #expect(party.hub.nick(of: phone) == "bob" && party.hub.person(of: phone) == party.hub.person(of: bob))
            #expect(party.heard(by: cy) == [] && party.heard(by: bob) == [])
            party.do(.sayIn("#tea", "hi"), by: phone)
            #expect(party.heard(by: bob) == ["#tea <bob> hi"] && party.heard(by: cy) == ["#tea <bob> hi"])
            party.disconnect(phone)
            #expect(party.heard(by: cy) == [])
        }
    }

    @Test("a room's masks are of the user, in any case")
    func masks() throws {
        let bob = party.newcomer("bob")
        let ann = try party.enter("ann", introduction("Ann"), from: "c-a")
        party.bring(bob, into: "#tea")
        party.do(
            .moderate(nil, .set(.ban, .subject("mask:*!~ann@*"), seconds: nil, reason: nil, putsOut: true)), by: bob)
        #expect(party.do(.join("#tea"), by: ann).code == .banned)
        let other = try party.enter("ann2", introduction("other"), from: "c-a")
        #expect(party.do(.join("#tea"), by: other).code == nil)
    }

    @Test("a hub that goes on knows what they said")
    func restored() throws {
        _ = try party.enter("ann", introduction(), from: "c-a")
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby", limits: party.hub.limits)
        #expect(restored.snapshot() == party.hub.snapshot() && restored.digest == party.hub.digest)
        #expect(restored.snapshot().people.first?.introduction == introduction())
    }

    @Test("a user is ~ and what is said, as far as it can be one")
    func users() {
        for (said, user) in [
            ("ann", "~ann"), ("Ann-B_1.2", "~Ann-B_1.2"), ("0123456789abc", "~012345678"), ("~x", "~x"), ("", "~user"),
            ("é!@", "~user"), ("a b", "~ab"),
        ] {
            #expect(UserName(cleaning: said).text == user)
            #expect(UserName(user)?.text == user)
        }
        for text in ["", "~", "ann", "~a b", "~a@b", "~0123456789", "~é"] { #expect(UserName(text) == nil) }
    }

    @Test("a real name is cut after a whole character")
    func realNames() {
        let long = Introduction(user: .line, realName: Text(cleaned: Array(String(repeating: "é", count: 76).utf8)))
        #expect(long.realName.utf8.count == 150)
        let odd = Text(cleaned: [UInt8(ascii: "x")] + Array(String(repeating: "é", count: 76).utf8))
        #expect(Introduction(user: .line, realName: odd).realName.utf8.count == 149)
        #expect(Text("é").prefix(bytes: 1).isEmpty && Text("日本").prefix(bytes: 5) == "日")
    }
}
