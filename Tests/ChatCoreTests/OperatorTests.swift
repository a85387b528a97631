import Dialects
import Testing

@testable import ChatCore

/// What operators of the server do, and what anybody may tell them.
@Suite("Operators")
struct OperatorTests {
    private let party = Party()
    private let (ann, bob, cy): (SessionID, SessionID, SessionID)

    init() {
        (ann, bob, cy) = (party.newcomer("ann"), party.newcomer("bob", from: "c-b"), party.newcomer("cy"))
        party.do(.account(.register), by: ann)
        var effects: [Effect] = []
        _ = party.hub.setOperators(["ann"], at: party.now, &effects)
    }

    @Test func othersMayNot() {
        for request in [
            .kill("ann", reason: nil), .ban(.person("ann"), seconds: nil, reason: nil), .unban(.mask("nick:x")),
            .listBans, .announce("hi"), .suspend("ann", true), .audit(nil, count: nil),
        ] as [OperatorRequest] { #expect(party.do(.operate(request), by: bob).code == .notAllowed) }
    }

    @Test func kill() {
        #expect(party.do(.operate(.kill("bob", reason: "spam")), by: ann).reply == .operated(.killed("bob")))
        #expect(party.dismissed == [bob: Dismissal(by: "ann", isBan: false, reason: "spam")])
    }

    @Test("a ban from the server holds for who is here, who comes and who takes a nick")
    func bans() {
        party.do(.operate(.ban(.person("bob"), seconds: 60, reason: "spam")), by: ann)
        #expect(party.dismissed.keys.sorted { $0.slot < $1.slot } == [bob])
        party.disconnect(bob)
        let again = party.connect(from: "c-b").id
        #expect(party.dismissed[again] == Dismissal(by: nil, isBan: true, seconds: 60, reason: "spam"))
        party.do(.operate(.ban(.subject(.mask("nick:mal*")), seconds: nil, reason: nil)), by: ann)
        #expect(party.do(.nick("mallory"), by: cy).code == .nickReserved)
        #expect(party.do(.operate(.listBans), by: ann).rows.count == 2)
        party.pass(seconds: 60)
        #expect(party.dismissed[party.connect(from: "c-b").id] == nil)
        #expect(party.do(.operate(.unban(.mask("nick:mal*"))), by: ann).code == nil)
        #expect(party.do(.operate(.unban(.mask("nick:mal*"))), by: ann).code == .noSuchMask)
        #expect(party.do(.nick("mallory"), by: cy).code == nil)
    }

    @Test("what an operator tells all reaches the operators, and whoever wants to hear it")
    func broadcast() {
        party.hub.setReading(of: cy, to: Reading(interests: .broadcasts))
        #expect(party.do(.operate(.broadcast("hear")), by: bob).code == .notAllowed)
        #expect(party.do(.operate(.broadcast("hear")), by: ann).reply == .operated(.announced))
        #expect(party.heard(by: cy) == ["ann to all: hear"])
        #expect(party.heard(by: bob) == [] && party.heard(by: ann) == [])
    }

    @Test("no ban keeps out who sets it, another operator, or whoever comes")
    func bansOfAll() {
        func ban(_ target: ServerBanTarget) -> Code? {
            party.do(.operate(.ban(target, seconds: 60, reason: nil)), by: ann).code
        }
        for text in ["nick:*", "nick:guest*", "nick:g*", "host:*", "host:c-*", "mask:*!*@*", "mask:guest*!*@*"] {
            #expect(MaskSubject(text).map { ban(.subject(.mask($0))) } == .notAllowed, "\(text)")
        }
        for text in ["nick:ann", "account:ann", "mask:ann!*@*"] {
            #expect(MaskSubject(text).map { ban(.subject(.mask($0))) } == .notAllowed, "\(text)")
        }
        for text in ["nick:guest7", "nick:mal*", "host:c-b", "account:mal", "mask:mal*!*@*"] {
            #expect(MaskSubject(text).map { ban(.subject(.mask($0))) } == .some(nil), "\(text)")
        }
        #expect(ban(.person("ann")) == .notAllowed)
        party.do(.account(.register), by: bob)
        var effects: [Effect] = []
        _ = party.hub.setOperators(["ann", "bob"], at: party.now, &effects)
        #expect(ban(.person("bob")) == .notAllowed)
        #expect(party.do(.operate(.suspend("bob", true)), by: ann).code == .notAllowed)
        #expect(party.do(.operate(.suspend("ann", true)), by: ann).code == .notAllowed)
    }

    @Test("one makes few reports, and none of oneself")
    func reportsAreBounded() {
        #expect(party.do(.operate(.report("cy", "me")), by: cy).code == .usage)
        for _ in 1...3 { #expect(party.do(.operate(.report("bob", "swears")), by: cy).code == nil) }
        #expect(party.do(.operate(.report("bob", "swears")), by: cy).code == .slowDown)
        #expect(party.do(.operate(.report("cy", "lies")), by: bob).code == nil)
        party.pass(seconds: 60)
        #expect(party.do(.operate(.report("bob", "swears")), by: cy).code == nil)
    }

    @Test func networks() {
        let before = party.hub.serverBansVersion
        party.do(.operate(.ban(.subject(.net("192.0.2.0/24")), seconds: 60, reason: nil)), by: ann)
        #expect(party.hub.serverBansVersion != before)
        #expect(party.hub.bannedNetworks(at: party.now).map(\.net) == ["192.0.2.0/24"])
        party.pass(seconds: 60)
        #expect(party.hub.bannedNetworks(at: party.now).isEmpty)
    }

    @Test("where guests are banned one may log in, and nothing else")
    func guestsOfNetworks() {
        guard let ban = ServerBanSubject("needs-account:192.0.2.0/24") else { return #expect(Bool(false)) }
        #expect(ban == .guests(of: "192.0.2.0/24") && ban.description == "needs-account:192.0.2.0/24")
        var banned: Set<SessionID> = [cy]
        party.hub.comesFromBannedGuests = { banned.contains($0) }
        party.bring(ann, bob, cy, into: "#tea")
        #expect(party.hub.say("not yet", by: cy, at: party.now) != nil)
        party.do(.operate(.ban(.subject(ban), seconds: 60, reason: nil)), by: ann)
        #expect(party.hub.say("the short way", by: cy, at: party.now) == nil)
        #expect(party.hub.say("others may", by: bob, at: party.now) != nil)
        for command in [
            .say("hi"), .sayIn("#lobby", "hi"), .tell("ann", "hi"),
            .noticeIn("#lobby", "hi"), .noticeTo("ann", "hi"), .join("#cake"), .who(nil), .whois("ann"),
            .account(.register), .setTopic(nil, "hi"), .history(nil, count: nil, .last()),
        ] as [Command] { #expect(party.do(command, by: cy).code == .needsAccount, "\(command)") }
        var effects: [Effect] = []
        let late = party.hub.connect(at: party.now, mustLogIn: true, &effects)
        banned.insert(late)
        #expect(party.hub.rooms(of: late).isEmpty && party.hub.isOutside(late))
        #expect(party.do(.nick("late"), by: late).code == nil)
        #expect(party.do(.account(.logIn(AccountID(number: 1))), by: late).code == nil)
        #expect(party.do(.sayIn("#tea", "I am ann"), by: late).code == nil)
        #expect(party.do(.account(.logOut), by: late).code == .notAllowed)
        party.do(.operate(.unban(ban)), by: ann)
        #expect(party.hub.say("free again", by: cy, at: party.now) != nil)
    }

    @Test func announce() {
        party.do(.part("#lobby", reason: nil), by: cy)
        party.do(.operate(.announce("back at nine")), by: ann)
        for id in [bob, cy] { #expect(party.heard(by: id).last == "! back at nine") }
        #expect(!party.heard(by: ann).contains("! back at nine"))
    }

    @Test("a report goes to the ops of the room and to operators, with what was said last")
    func report() {
        party.bring(bob, cy, into: "#tea")
        for _ in 0..<7 { party.do(.say("spam"), by: cy) }
        let dee = party.newcomer("dee")
        party.bring(dee, into: "#tea")
        #expect(party.do(.operate(.report("cy", "shouts")), by: dee).reply == .operated(.reported("cy")))
        for id in [ann, bob] { #expect(party.heard(by: id) == ["#tea dee reports cy 5: shouts"]) }
        #expect(party.heard(by: cy).isEmpty)
    }

    @Test("what was done is kept for those who may see it, also by another process")
    func audit() throws {
        party.bring(bob, cy, into: "#tea")
        var entries: [AuditEntry] = []
        party.hub.onAudited = { entries.append($0) }
        party.do(.moderate("#tea", .kick("cy", reason: "spam")), by: bob)
        party.do(.operate(.kill("cy", reason: nil)), by: ann)
        #expect(entries.map(\.what) == ["kick", "kill"])
        #expect(entries.map(\.subject) == ["cy", "cy"])
        #expect(party.do(.operate(.audit("#tea", count: nil)), by: bob).rows == [.audit(entries[0])])
        #expect(party.do(.operate(.audit(nil, count: nil)), by: ann).rows.count == 2)
        #expect(party.do(.operate(.audit("#tea", count: nil)), by: cy).code == .notAllowed)
        let other = try Hub(restoring: party.hub.snapshot(), lobby: "#lobby")
        #expect(other.snapshot().audit == entries)
    }
}
