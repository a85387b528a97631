import ChatCore
import Testing

@testable import Cluster

@Suite("Hubs that are one chat")
struct OrderingTests {
    private let chat: TwoHubs
    private let ann: SessionID
    private let bob: SessionID
    private let tea: RoomName

    /// Ann is at the first hub, and the op of #tea; bob is at the second, and in #tea.
    init() throws {
        chat = try TwoHubs()
        tea = try #require(RoomName("tea"))
        ann = try chat.newcomer(at: 0, "ann")
        bob = try chat.newcomer(at: 1, "bob")
        chat.do(.join(tea), by: ann, at: 0)
        chat.deliver()
        chat.do(.join(tea), by: bob, at: 1)
        chat.deliver()
    }

    private func refusal(of session: SessionID, at hub: Int) -> Refusal? {
        if case .refused(let refusal)? = chat.answer(to: session, at: hub) { refusal } else { nil }
    }

    private func reply(to session: SessionID, at hub: Int) -> Reply? {
        if case .done(let reply)? = chat.answer(to: session, at: hub) { reply } else { nil }
    }

    private func lines(at hub: Int) -> [String] {
        chat.events[hub].compactMap { event in
            if case .message(_, let text) = event.kind { text.description } else { nil }
        }
    }

    private func moderate(_ moderation: Moderation) { chat.do(.moderate(tea, moderation), by: ann, at: 0) }

    @Test("a line is answered when it comes back, under one id everywhere")
    func saying() throws {
        chat.do(.sayIn(tea, "hello"), by: bob, at: 1)
        #expect(chat.answer(to: bob, at: 1) == nil && lines(at: 1) == [])
        chat.deliver()
        guard case .said(let id, _) = try #require(reply(to: bob, at: 1)) else {
            Issue.record("it was not said")
            return
        }
        #expect(lines(at: 0) == ["hello"] && lines(at: 1) == ["hello"])
        #expect(chat.events.map { $0.last { $0.isSaid }?.id } == [id, id])
    }

    @Test("no line follows what keeps its author from speaking, also where it was decided before")
    func mutedMeanwhile() throws {
        let nick = try #require(Nick("bob"))
        moderate(.set(.mute, .person(nick), seconds: nil, reason: nil, putsOut: false))
        chat.do(.sayIn(tea, "one"), by: bob, at: 1)
        chat.deliver()
        #expect(refusal(of: bob, at: 1) == .speech(tea, .muted(seconds: nil)))
        moderate(.kick(nick, reason: nil))
        chat.do(.part(tea, reason: nil), by: bob, at: 1)
        chat.deliver()
        #expect(refusal(of: bob, at: 1) == .notInRoom(tea))
        #expect(lines(at: 0) == [] && lines(at: 1) == [])
    }

    @Test("nobody enters, sets a topic or does as an op what they may not any more")
    func ranksMeanwhile() throws {
        let cy = try chat.newcomer(at: 1, "cy")
        var closed = ModeChange()
        closed.add(word: "+invite-only")
        closed.add(word: "+topic-locked")
        moderate(.modes(closed))
        chat.do(.join(tea), by: cy, at: 1)
        chat.do(.setTopic(tea, "mine"), by: bob, at: 1)
        chat.deliver()
        #expect(refusal(of: cy, at: 1) == .entry(tea, .inviteOnly))
        #expect(refusal(of: bob, at: 1) == .moderation(tea, .needs(.op)))
        let (annsNick, bobsNick) = (try #require(Nick("ann")), try #require(Nick("bob")))
        moderate(.give(.op, bobsNick))
        chat.deliver()
        // Each takes the other's rank: the first does.
        chat.do(.moderate(tea, .take(.op, annsNick)), by: bob, at: 1)
        moderate(.take(.op, bobsNick))
        chat.deliver()
        #expect(reply(to: bob, at: 1) == .ranked(tea, annsNick, .none))
        #expect(refusal(of: ann, at: 0) == .moderation(tea, .needs(.op)))
    }

    @Test("of two who take one nick at once the first has it")
    func nicks() throws {
        let dee = try #require(Nick("dee"))
        chat.do(.nick(dee), by: bob, at: 1)
        chat.do(.nick(dee), by: ann, at: 0)
        chat.deliver()
        #expect(reply(to: bob, at: 1) == .nick(dee, isNew: true))
        #expect(refusal(of: ann, at: 0) == .nickInUse(dee))
        #expect(chat.hubs.map { $0.sessions(of: dee).count } == [0, 1])
    }

    @Test("what is so already when it comes back is answered as if it had just become so")
    func alreadySo() throws {
        chat.do(.account(.register), by: ann, at: 0)
        chat.deliver()
        let other = try chat.newcomer(at: 1)
        chat.do(.account(.logIn(AccountID(number: 1), keepsNick: false)), by: other, at: 1)
        chat.deliver()
        // Both are ann now.
        chat.do(.away(note: "tea"), by: ann, at: 0)
        chat.do(.away(note: "tea"), by: other, at: 1)
        chat.deliver()
        #expect(reply(to: ann, at: 0) == .away && reply(to: other, at: 1) == .away)
    }

    @Test("somebody at two nodes quits with the last session, wherever that is")
    func sessions() throws {
        chat.do(.account(.register), by: ann, at: 0)
        chat.deliver()
        let others = [try chat.newcomer(at: 1), try chat.newcomer(at: 1)]
        for other in others {
            chat.do(.account(.logIn(AccountID(number: 1), keepsNick: false)), by: other, at: 1)
        }
        chat.deliver()
        let nick = try #require(Nick("ann"))
        let person = try #require(chat.hubs[0].person(of: ann))
        chat.disconnect(ann, at: 0)
        chat.deliver()
        #expect(chat.hubs.allSatisfy { $0.isHere(person) })
        chat.disconnect(others[0], at: 1)
        chat.deliver()
        #expect(chat.hubs.allSatisfy { $0.isHere(person) })
        chat.disconnect(others[1], at: 1)
        chat.deliver()
        #expect(chat.hubs.allSatisfy { !$0.isHere(person) })
        #expect(chat.hubs.allSatisfy { $0.sessions(of: nick).isEmpty })
    }

    @Test("a session that ends while its login is on its way leaves nobody behind")
    func endsWhileLoggingIn() throws {
        chat.do(.account(.register), by: ann, at: 0)
        chat.deliver()
        let other = try chat.newcomer(at: 1)
        chat.do(.account(.logIn(AccountID(number: 1), keepsNick: false)), by: other, at: 1)
        chat.disconnect(other, at: 1)
        chat.deliver()
        let person = try #require(chat.hubs[0].person(of: ann))
        chat.disconnect(ann, at: 0)
        chat.deliver()
        #expect(chat.hubs.allSatisfy { !$0.isHere(person) })
    }

    @Test("of two who come under one nick at once the first does")
    func entrances() throws {
        let dee = try #require(Nick("dee"))
        let tickets = [try chat.enter(dee, at: 1), try chat.enter(dee, at: 0)]
        chat.deliver()
        #expect(chat.sessions[tickets[0]] != nil && chat.notArrived == [tickets[1]])
        #expect(chat.hubs.map { $0.sessions(of: dee).count } == [0, 1])
    }

    @Test("who comes by an account is logged in to it, and is one with whom is here by it at another node")
    func entranceByAccount() throws {
        chat.do(.account(.register), by: ann, at: 0)
        chat.deliver()
        let ticket = try chat.enter(try #require(Nick("ann2")), account: AccountID(number: 1), at: 1)
        chat.deliver()
        let session = try #require(chat.sessions[ticket])
        #expect(chat.hubs[1].person(of: session) == chat.hubs[0].person(of: ann))
        chat.disconnect(ann, at: 0)
        chat.deliver()
        #expect(chat.hubs[0].nick(of: try #require(chat.hubs[1].person(of: session))) == Nick("ann"))
    }

    @Test("with a node those go who are at no other")
    func losing() throws {
        chat.do(.account(.register), by: ann, at: 0)
        chat.deliver()
        let other = try chat.newcomer(at: 1)
        chat.do(.account(.logIn(AccountID(number: 1), keepsNick: false)), by: other, at: 1)
        chat.deliver()
        let people = [try #require(chat.hubs[0].person(of: ann)), try #require(chat.hubs[1].person(of: bob))]
        chat.lose(1)
        for hub in chat.hubs { #expect(people.map { hub.isHere($0) } == [true, false]) }
        let nick = try #require(Nick("bob"))
        #expect(chat.events[0].contains { $0.kind == .quit(nick, reason: nil) })
    }

    @Test("another node goes on from what all know")
    func snapshot() throws {
        chat.do(.account(.register), by: ann, at: 0)
        chat.do(.sayIn(tea, "hello"), by: bob, at: 1)
        chat.deliver()
        let third = try Hub(
            restoring: chat.hubs[0].snapshot().shared, lobby: chat.hubs[0].lobby, limits: chat.hubs[0].limits)
        #expect(third.digest == chat.hubs[0].digest && third.fullDigest == third.digest)
        #expect(third.sessionCount == 0)
    }
}
