import ChatCore
import Testing

@testable import Cluster

@Suite("Who was lost at one hub comes back at another")
struct ReturningTests {
    private let chat: TwoHubs
    private let ann: SessionID
    private let bob: SessionID
    private let tea: RoomName
    private let annsNick: Nick

    /// Ann is at the first hub, and the op of #tea; bob is at the second, and in #tea.
    init() throws {
        chat = try TwoHubs()
        tea = try #require(RoomName("tea"))
        annsNick = try #require(Nick("ann"))
        ann = try chat.newcomer(at: 0, "ann")
        bob = try chat.newcomer(at: 1, "bob")
        chat.do(.join(tea), by: ann, at: 0)
        chat.deliver()
        chat.do(.join(tea), by: bob, at: 1)
        chat.deliver()
    }

    private func isHere(_ nick: Nick) -> [Bool] { chat.hubs.map { $0.person(of: nick) != nil } }

    private func quits(at hub: Int) -> [Nick] {
        chat.events[hub].compactMap { if case .quit(let nick, _) = $0.kind { nick } else { nil } }
    }

    @Test("a token of one hub is good at the other, with the rooms and what was missed")
    func resuming() throws {
        let token = try chat.giveToken(to: ann, at: 0)
        chat.deliver()
        let last = chat.hubs[0].lastID
        chat.lose(ann, token, at: 0)
        chat.do(.sayIn(tea, "missed"), by: bob, at: 1)
        chat.do(.tell(annsNick, "psst"), by: bob, at: 1)
        chat.deliver()
        #expect(isHere(annsNick) == [true, true])
        let newcomer = try chat.newcomer(at: 1)
        // What she had chosen at the other node nobody knows here.
        chat.do(.set(.echo, true), by: newcomer, at: 1)
        var back: Hub.Return?
        let isGood = try chat.resume(by: token, newcomer, since: last, at: 1) { back = $0 }
        #expect(isGood)
        chat.deliver()
        #expect(back?.nick == annsNick && back?.current == tea && back?.missed == Replay(count: 2))
        #expect(chat.hubs[1].person(of: newcomer) == chat.hubs[1].person(of: annsNick))
        #expect(chat.hubs[1].view(of: newcomer).filters.contains(.echo))
        // The guest that it was has quit, and ann has not.
        #expect(quits(at: 1).count == 1 && !quits(at: 1).contains(annsNick))
        // She is an op still, and quits with that session.
        chat.do(.sayIn(tea, "back"), by: newcomer, at: 1)
        chat.disconnect(newcomer, at: 1)
        chat.deliver()
        #expect(isHere(annsNick) == [false, false] && chat.hubs.allSatisfy { $0.losses.isEmpty })
    }

    @Test("a token is used up: of two who show it at once, at two hubs, the first is who was lost")
    func twice() throws {
        let token = try chat.giveToken(to: ann, at: 0)
        chat.deliver()
        chat.lose(ann, token, at: 0)
        chat.deliver()
        let newcomers = [try chat.newcomer(at: 0), try chat.newcomer(at: 1)]
        var backs: [Int: Bool] = [:]
        for hub in [1, 0] {
            let isGood = try chat.resume(by: token, newcomers[hub], at: hub) { backs[hub] = $0 != nil }
            #expect(isGood)
        }
        chat.deliver()
        #expect(backs == [0: false, 1: true])
        let isGood = try chat.resume(by: token, newcomers[0], at: 0) { _ in }
        #expect(!isGood)
    }

    @Test("who is here still by the session that has the token is replaced, wherever that is")
    func replacing() throws {
        let token = try chat.giveToken(to: ann, at: 0)
        chat.deliver()
        let newcomer = try chat.newcomer(at: 1)
        var back: Hub.Return?
        _ = try chat.resume(by: token, newcomer, at: 1) { back = $0 }
        chat.deliver()
        #expect(back?.nick == annsNick && chat.replaced == [[ann], []])
        chat.disconnect(ann, at: 0)
        chat.deliver()
        #expect(isHere(annsNick) == [true, true])
        chat.disconnect(newcomer, at: 1)
        chat.deliver()
        #expect(isHere(annsNick) == [false, false])
    }

    @Test("when their time is over they quit, and who came back meanwhile does not")
    func ending() throws {
        let token = try chat.giveToken(to: ann, at: 0)
        chat.deliver()
        chat.lose(ann, token, at: 0)
        chat.deliver()
        let newcomer = try chat.newcomer(at: 1)
        _ = try chat.resume(by: token, newcomer, at: 1) { _ in }
        chat.letGo(at: 0)
        chat.deliver()
        #expect(isHere(annsNick) == [true, true])
        chat.lose(newcomer, nil, at: 1)
        chat.deliver()
        // She has neither a token nor an account, and is held all the same where the server asks for it.
        #expect(isHere(annsNick) == [true, true])
        chat.letGo(at: 1)
        chat.letGo(at: 0)
        chat.deliver()
        #expect(isHere(annsNick) == [false, false] && quits(at: 1).count { $0 == annsNick } == 1)
    }

    @Test("who is held comes back by a login at the other hub, and is shown what came to nobody")
    func login() throws {
        chat.do(.account(.register), by: ann, at: 0)
        chat.deliver()
        chat.lose(ann, nil, at: 0)
        chat.deliver()
        chat.do(.tell(annsNick, "psst"), by: bob, at: 1)
        chat.deliver()
        let newcomer = try chat.newcomer(at: 1)
        chat.do(.account(.logIn(AccountID(number: 1), keepsNick: false)), by: newcomer, at: 1)
        chat.deliver()
        #expect(chat.hubs[1].person(of: newcomer) == chat.hubs[0].person(of: annsNick))
        #expect(chat.hubs.allSatisfy { $0.losses.isEmpty })
        #expect(
            chat.events[1].contains { event in
                if case .privateMessage(_, annsNick, "psst", isCopy: false) = event.kind { true } else { false }
            })
        chat.disconnect(newcomer, at: 1)
        chat.deliver()
        #expect(isHere(annsNick) == [false, false])
    }

    @Test("a session that is lost while its login is on its way takes its token along")
    func lostWhileLoggingIn() throws {
        chat.do(.account(.register), by: ann, at: 0)
        chat.deliver()
        let other = try chat.newcomer(at: 1)
        let token = try chat.giveToken(to: other, at: 1)
        chat.deliver()
        chat.do(.account(.logIn(AccountID(number: 1), keepsNick: false)), by: other, at: 1)
        chat.lose(other, token, at: 1)
        chat.deliver()
        chat.disconnect(ann, at: 0)
        chat.deliver()
        #expect(isHere(annsNick) == [false, false] && chat.hubs.allSatisfy { $0.losses.isEmpty })
        let third = try chat.newcomer(at: 0)
        let isGood = try chat.resume(by: token, third, at: 0) { _ in }
        #expect(!isGood)
    }

    @Test("a session that ends while it comes back leaves nobody behind")
    func endsWhileResuming() throws {
        let token = try chat.giveToken(to: ann, at: 0)
        chat.deliver()
        chat.lose(ann, token, at: 0)
        chat.deliver()
        let newcomer = try chat.newcomer(at: 1)
        var back: Hub.Return?? = .none
        _ = try chat.resume(by: token, newcomer, at: 1) { back = $0 }
        chat.disconnect(newcomer, at: 1)
        chat.deliver()
        #expect(back == .some(nil) && isHere(annsNick) == [false, false])
    }

    @Test("when a node is down those are held who have a token or an account, and the others quit")
    func losing() throws {
        let cy = try chat.newcomer(at: 0, "cy")
        let dee = try chat.newcomer(at: 0, "dee")
        let token = try chat.giveToken(to: ann, at: 0)
        chat.do(.account(.register), by: cy, at: 0)
        chat.deliver()
        chat.lose(0)
        let (cysNick, deesNick) = (try #require(Nick("cy")), try #require(Nick("dee")))
        #expect(isHere(annsNick)[1] && isHere(cysNick)[1] && !isHere(deesNick)[1])
        #expect(quits(at: 1) == [deesNick] && chat.absentees.map(\.id) == [ann, cy, dee])
        let newcomer = try chat.newcomer(at: 1)
        var back: Hub.Return?
        _ = try chat.resume(by: token, newcomer, at: 1) { back = $0 }
        chat.deliver()
        #expect(back?.nick == annsNick && chat.replaced == [[ann], []])
    }

    @Test("a node that was held for dead has its sessions be who they were, in their rooms")
    func readmitting() throws {
        let cy = try chat.newcomer(at: 0, "cy")
        let dee = try chat.newcomer(at: 0, "dee")
        chat.do(.join(tea), by: cy, at: 0)
        let token = try chat.giveToken(to: ann, at: 0)
        chat.deliver()
        chat.lose(0)
        // Somebody has dee's nick by now.
        let deesNick = try #require(Nick("dee"))
        chat.do(.nick(deesNick), by: bob, at: 1)
        chat.deliver()
        try chat.bringBack(ann, token, at: 0)
        try chat.bringBack(cy, at: 0)
        try chat.bringBack(dee, at: 0)
        #expect(chat.hubs[0].losses.isEmpty)
        #expect(chat.hubs[0].nick(of: ann) == annsNick && chat.hubs[0].nick(of: cy) == Nick("cy"))
        #expect(chat.hubs[0].nick(of: dee)?.text.hasPrefix("guest") == true)
        // Ann was not gone for anybody, and is in her rooms.
        #expect(chat.hubs[0].currentRoom(of: ann) == tea && chat.hubs[0].currentRoom(of: cy) == nil)
        chat.do(.sayIn(tea, "here"), by: ann, at: 0)
        chat.deliver()
        let said = chat.events[1].last { $0.isSaid }
        #expect(try #require(said).kind == Event.Kind.message(from: annsNick, "here"))
        // Ann's token is good still.
        chat.lose(ann, token, at: 0)
        chat.deliver()
        let newcomer = try chat.newcomer(at: 1)
        var back: Hub.Return?
        _ = try chat.resume(by: token, newcomer, at: 1) { back = $0 }
        chat.deliver()
        #expect(back?.nick == annsNick)
    }

    @Test("another node goes on from who is held and whose tokens are good")
    func snapshot() throws {
        let token = try chat.giveToken(to: ann, at: 0)
        _ = try chat.giveToken(to: bob, at: 1)
        chat.deliver()
        chat.lose(ann, token, at: 0)
        chat.deliver()
        let third = try Hub(
            restoring: chat.hubs[0].snapshot().shared, lobby: chat.hubs[0].lobby, limits: chat.hubs[0].limits)
        #expect(third.digest == chat.hubs[0].digest && third.fullDigest == third.digest)
        #expect(third.losses == chat.hubs[0].losses && third.losses.count == 1)
    }
}
