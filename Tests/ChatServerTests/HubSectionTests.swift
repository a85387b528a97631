import ChatCore
import Handover
import Libevent
import Passwords
import Testing

@testable import ChatServer

/// What ops, accounts and operators leave behind goes over to the next process.
@Suite("the hub's section")
struct HubSectionTests {
    private var limits: Hub.Limits {
        var limits = Hub.Limits()
        limits.tellsSources = true
        return limits
    }

    private func hub() throws -> Hub {
        let hub = Hub(lobby: RoomName("lobby"), limits: limits)
        var effects: [Effect] = []
        let now = Moment(wall: 1_795_000_000_000_000, steady: 1)
        let (ann, bob) = (
            hub.connect(from: Host("c-a"), at: now, &effects), hub.connect(from: Host("c-b"), at: now, &effects)
        )
        let tea = try #require(RoomName("tea"))
        var modes = ModeChange()
        for word in ["+key=word", "+limit=9", "+slow=5", "+secret"] { #expect([modes.add(word: word)] == [true]) }
        let (mask, mal) = (try #require(MaskSubject("nick:mal*")), try #require(Nick("mal")))
        let commands: [(Command, SessionID)] = [
            (.nick(Nick("ann")), ann), (.account(.register), ann), (.account(.reserve(mal)), ann),
            (.account(.messages(.accounts)), ann), (.account(.messages(.nobody)), bob), (.join(tea), ann),
            (.account(.registerRoom(nil)), ann), (.moderate(tea, .modes(modes)), ann),
            (.moderate(tea, .set(.ban, .subject(mask), seconds: 60, reason: "spam", putsOut: true)), ann),
            (.moderate(tea, .invite(try #require(hub.nick(of: bob)))), ann), (.join(tea), bob), (.say("hm"), bob),
            (.noticeIn(tea, "done"), ann), (.watch(.add([mal])), ann),
            (.moderate(tea, .kick(try #require(hub.nick(of: bob)), reason: nil)), ann),
            (.moderate(tea, .invite(try #require(hub.nick(of: bob)))), ann),
        ]
        for (command, id) in commands {
            effects = []
            hub.perform(command, by: id, at: now, &effects)
            for case .refused(let refusal) in effects { Issue.record("\(command): \(refusal)") }
        }
        _ = hub.setOperators([try #require(Nick("ann"))], at: now, &effects)
        hub.perform(
            .operate(.ban(.subject(.net("192.0.2.0/24")), seconds: nil, reason: nil)), by: ann, at: now, &effects)
        let introduction = Introduction(user: UserName(cleaning: "cy"), realName: "Cy, naïve")
        _ = try hub.enter(
            Hub.Entrance(try #require(Nick("[cy]")), introduction), from: Host("c-c"), at: now, &effects)
        // Bob has lost his connection, and somebody writes to him.
        _ = hub.hold(bob)
        hub.perform(.tell(try #require(Nick("guest2")), "psst"), by: ann, at: now, &effects)
        hub.perform(.noticeTo(try #require(Nick("guest2")), "done"), by: ann, at: now, &effects)
        return hub
    }

    @Test func allOfItIsRead() throws {
        var snapshot = try hub().snapshot()
        var ignored = HubSnapshot.Ignored(nick: snapshot.people[0].nick, person: snapshot.people[0].id)
        ignored.account = snapshot.accounts[0].id
        snapshot.accounts[0].ignored = [snapshot.accounts[0].id]
        snapshot.sessions[0].ignored = [ignored]
        snapshot.sessions[0].filters.insert(.ignores)
        #expect(snapshot.rooms.last?.said.map(\.userHost) == ["~line@c-b", "~line@c-a"])
        #expect(snapshot.mail.first?.messages.map(\.userHost) == ["~line@c-a", "~line@c-a"])
        #expect(snapshot.held.count == 1 && snapshot.mail.first?.messages.map(\.isNotice) == [false, true])
        snapshot.mail[0].messages[1].enclosure = Enclosure([1, 2])
        #expect(
            snapshot.rooms.last?.said.map(\.manner) == [.message, .notice] && snapshot.lastTime == 1_795_000_000_000_000
        )
        #expect(snapshot.people.last?.introduction?.realName == "Cy, naïve")
        #expect(snapshot.formerNicks.map(\.source.nick.text) == ["guest1"])
        #expect(snapshot.letters.map(\.nick.text) == ["guest2", "guest2"])
        snapshot.letters[0].recipientAccount = snapshot.accounts[0].id
        (snapshot.letters[0].isWaiting, snapshot.letters[1].continues) = (true, true)
        #expect(snapshot.sessions.first?.watched.map(\.text) == ["mal"])
        #expect(snapshot.accounts.count == 1 && snapshot.serverBans.count == 1 && snapshot.audit.count > 4)
        #expect(snapshot.slowWaits.count == 1 && snapshot.rooms.last?.rules?.invitations.count == 1)
        var state = HandoverState()
        state.hub = snapshot
        state.sessions = snapshot.sessions.map { SessionState(id: $0.id) }
        // Nobody is without a session who is not known to be lost.
        #expect(throws: HandoverError.self) { try HandoverState(state.bytes) }
        let (token, other) = (ResumeToken().digest, ResumeToken().digest)
        state.returns.lost = [
            LostSession(
                person: snapshot.held[0].session.person, isHeld: true, token: token, address: IPAddress("192.0.2.1"),
                due: Instant(nanoseconds: 5), reason: "connection lost"),
            LostSession(
                person: snapshot.people[0].id, isHeld: false, token: nil, address: nil, due: Instant(nanoseconds: 6),
                reason: nil),
        ]
        state.returns.tokens = [ReturnsState.Token(session: snapshot.sessions[0].id, digest: other.bytes)]
        state.returns.leftBehind = [ReturnsState.Session(id: snapshot.sessions[0].id, address: nil)]
        let read = try HandoverState(state.bytes)
        #expect(read.returns == state.returns)
        #expect(read.hub == snapshot)
        let hub = try Hub(restoring: read.hub, lobby: RoomName("lobby"), limits: limits)
        #expect(hub.snapshot() == snapshot)
    }
}
