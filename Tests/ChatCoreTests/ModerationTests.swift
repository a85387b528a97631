import Dialects
import Testing

@testable import ChatCore

/// What ops do in a room, and who is one.
@Suite("Moderation")
struct ModerationTests {
    private let party = Party()
    private let (ann, bob, cy): (SessionID, SessionID, SessionID)

    /// Ann has made the room, so it is hers.
    init() {
        (ann, bob, cy) = (party.newcomer("ann"), party.newcomer("bob", from: "c-b"), party.newcomer("cy", from: "c-c"))
        party.bring(ann, bob, into: "#tea")
    }

    private func modes(_ words: String..., by id: SessionID) -> Outcome {
        var change = ModeChange()
        for word in words {
            let isAdded = change.add(word: word)
            #expect(isAdded, "\(word)")
        }
        return party.do(.moderate(nil, .modes(change)), by: id)
    }

    private func set(
        _ kind: MaskKind, _ target: MaskTarget, seconds: Int64? = nil, reason: Text? = nil
    ) -> Outcome {
        let command = Moderation.set(kind, target, seconds: seconds, reason: reason, putsOut: kind == .ban)
        return party.do(.moderate("#tea", command), by: ann)
    }

    // MARK: - Ranks

    @Test("who makes a room is its op; nobody is the lobby's")
    func maker() {
        #expect(party.do(.moderate("#tea", .listRanks), by: bob).rows == [.rank("#tea", "ann", .op)])
        #expect(party.do(.moderate("#lobby", .listRanks), by: ann).rows.isEmpty)
        #expect(party.do(.moderate("#lobby", .kick("bob", reason: nil)), by: ann).code == .notAllowed)
        #expect(party.do(.moderate("#tea", .kick("ann", reason: nil)), by: bob).code == .notAllowed)
    }

    @Test func ranksAreGivenAndTaken() {
        #expect(party.do(.moderate(nil, .give(.voice, "BOB")), by: ann).reply == .ranked("#tea", "bob", .voice))
        #expect(party.heard(by: bob) == ["#tea bob voice by ann"])
        #expect(party.heard(by: ann).isEmpty)
        // Who has more keeps it.
        #expect(party.do(.moderate(nil, .give(.op, "bob")), by: ann).reply == .ranked("#tea", "bob", .op))
        #expect(party.do(.moderate(nil, .give(.voice, "bob")), by: ann).reply == .ranked("#tea", "bob", .op))
        #expect(party.do(.moderate(nil, .take(.voice, "bob")), by: ann).reply == .ranked("#tea", "bob", .op))
        #expect(party.heard(by: bob) == ["#tea bob op by ann, was voice"])
        #expect(party.do(.moderate(nil, .take(.op, "ann")), by: bob).reply == .ranked("#tea", "ann", .none))
        #expect(party.do(.moderate(nil, .take(.op, "bob")), by: ann).code == .notAllowed)
        #expect(party.do(.moderate(nil, .give(.op, "cy")), by: bob).code == .noSuchNick)
        #expect(party.do(.moderate(nil, .give(.op, "nobody")), by: bob).code == .noSuchNick)
    }

    @Test("a rank is gone with who leaves the room")
    func leaving() {
        party.do(.part("#tea", reason: nil), by: ann)
        party.do(.join("#tea"), by: ann)
        #expect(party.do(.moderate(nil, .listRanks), by: ann).rows.isEmpty)
    }

    // MARK: - Kicks

    @Test func kick() {
        party.bring(cy, into: "#tea")
        let outcome = party.do(.moderate(nil, .kick("bob", reason: "spam")), by: ann)
        #expect(outcome.reply == .kicked("#tea", "bob"))
        #expect(party.heard(by: cy) == ["#tea bob out by ann (spam)"])
        #expect(party.heard(by: bob) == ["#tea you, bob, out by ann (spam), now in #lobby"])
        #expect(party.do(.sayIn("#tea", "why?"), by: bob).code == .notInRoom)
        #expect(party.hub.currentRoom(of: bob) == "#lobby")
        // They may come back.
        #expect(party.do(.join("#tea"), by: bob).code == nil)
    }

    @Test("an op who puts themself out as the last one closes the room")
    func kickOfOneself() {
        party.do(.moderate(nil, .kick("bob", reason: nil)), by: ann)
        #expect(party.do(.moderate(nil, .kick("ann", reason: nil)), by: ann).closedRooms == 1)
        #expect(party.do(.topic("#tea"), by: ann).code == .noSuchRoom)
    }

    // MARK: - Ranks of who is not here

    @Test("in a registered room accounts have ranks, be they there or not")
    func ranksOfAbsentAccounts() {
        party.do(.account(.register), by: ann)
        party.do(.account(.register), by: bob)
        #expect(party.do(.account(.registerRoom("#tea")), by: ann).reply == .roomRegistered("#tea", kept: nil))
        party.do(.moderate("#tea", .give(.op, "bob")), by: ann)
        party.disconnect(bob)
        let listed = party.do(.moderate("#tea", .listRanks), by: ann)
        #expect(listed.rows == [.rank("#tea", "ann", .founder), .rank("#tea", "bob", .op)])
        #expect(party.do(.moderate("#tea", .take(.op, "bob")), by: ann).reply == .ranked("#tea", "bob", .none))
        #expect(party.do(.moderate("#tea", .listRanks), by: ann).rows == [.rank("#tea", "ann", .founder)])
        #expect(party.do(.moderate("#tea", .give(.voice, "bob")), by: ann).reply == .ranked("#tea", "bob", .voice))
        // Who is no account is nobody there, and no other room keeps what accounts are.
        #expect(party.do(.moderate("#tea", .give(.op, "zoe")), by: ann).code == .noSuchNick)
        party.do(.join("#den"), by: ann)
        #expect(party.do(.moderate("#den", .give(.op, "bob")), by: ann).code == .noSuchNick)
    }

    @Test("what one ban set is lifted together")
    func liftedTogether() {
        party.do(.account(.register), by: bob)
        party.do(.moderate("#tea", .set(.ban, .subject("nick:x*"), seconds: nil, reason: nil, putsOut: false)), by: ann)
        party.now.wall += 1
        let banned = party.do(
            .moderate("#tea", .set(.ban, .person("bob"), seconds: nil, reason: nil, putsOut: true)), by: ann)
        #expect(banned.code == nil)
        #expect(party.do(.join("#tea"), by: bob).code == .banned)
        #expect(party.do(.moderate("#tea", .list(.ban)), by: ann).rows.count == 3)
        #expect(party.do(.moderate("#tea", .unset(.ban, .number(3))), by: ann).code == nil)
        #expect(party.do(.moderate("#tea", .list(.ban)), by: ann).rows.count == 1)
        #expect(party.do(.join("#tea"), by: bob).code == nil)
    }

    // MARK: - Bans and mutes

    @Test("a ban of somebody holds for where they come from, under whatever nick")
    func ban() {
        let outcome = set(.ban, .person("bob"), reason: "spam")
        #expect(
            outcome.reply
                == .masked("#tea", MaskChange(.ban, ["host:c-b"], isSet: true, reason: "spam"), seconds: nil, putOut: 1)
        )
        #expect(party.heard(by: bob) == ["#tea you, bob, banned by ann (spam), now in #lobby"])
        party.do(.nick("robert"), by: bob)
        let refused = party.do(.join("#tea"), by: bob)
        #expect(refused.effects == [.refused(.entry("#tea", .banned(seconds: nil, reason: "spam")))])
        #expect(party.do(.moderate("#tea", .unset(.ban, .nick("robert"))), by: ann).code == nil)
        #expect(party.do(.join("#tea"), by: bob).code == nil)
    }

    @Test func bansEnd() {
        _ = set(.ban, .subject("nick:bob"), seconds: 60)
        #expect(
            party.do(.join("#tea"), by: bob).effects == [
                .refused(.entry("#tea", .banned(seconds: 60, reason: nil)))
            ])
        party.pass(seconds: 60)
        #expect(party.do(.join("#tea"), by: bob).code == nil)
        #expect(party.do(.moderate("#tea", .list(.ban)), by: ann).rows.isEmpty)
    }

    @Test("an exemption, an invitation and a rank let in whom a mask keeps out")
    func exempt() {
        _ = set(.ban, .subject("nick:*"))
        #expect(party.do(.join("#tea"), by: cy).code == .banned)
        _ = set(.exempt, .subject("nick:c?"))
        #expect(party.do(.join("#tea"), by: cy).code == nil)
        party.do(.moderate("#tea", .invite("bob")), by: ann)
        #expect(party.do(.join("#tea"), by: bob).code == nil)
        #expect(party.do(.say("hm"), by: ann).code == nil)
        #expect(party.do(.say("hm"), by: bob).code == .muted)
    }

    @Test func mute() {
        _ = set(.mute, .person("bob"), seconds: 600)
        #expect(
            party.do(.say("hm"), by: bob).effects == [.refused(.speech("#tea", .muted(seconds: 600)))])
        party.pass(seconds: 599)
        #expect(party.do(.say("hm"), by: bob).code == .muted)
        party.pass(seconds: 1)
        #expect(party.do(.say("hm"), by: bob).code == nil)
    }

    @Test("whom a mute is about is looked up anew where a nick has changed")
    func muteOfNicks() {
        _ = set(.mute, .subject("nick:bo*"))
        #expect(party.do(.say("hm"), by: bob).code == .muted)
        party.do(.nick("robert"), by: bob)
        #expect(party.do(.say("hm"), by: bob).code == nil)
        party.do(.nick("bonnie"), by: bob)
        #expect(party.do(.act("hms"), by: bob).code == .muted)
        party.do(.moderate("#tea", .give(.voice, "bonnie")), by: ann)
        #expect(party.do(.say("hm"), by: bob).code == nil)
        #expect(set(.mute, .person("bonnie")).code == .notAllowed)
    }

    @Test("only other ops are told of masks, and only ops see them")
    func masksAreForOps() {
        party.bring(cy, into: "#tea")
        party.do(.moderate("#tea", .give(.op, "cy")), by: ann)
        _ = (party.heard(by: cy), party.heard(by: bob))
        _ = set(.mute, .subject("account:mal"), seconds: 60, reason: "why")
        #expect(party.heard(by: bob).isEmpty)
        #expect(party.heard(by: cy) == ["#tea ann +mute=account:mal \(party.now.wall + 60_000_000) (why)"])
        #expect(party.do(.moderate("#tea", .list(.mute)), by: bob).code == .notAllowed)
        #expect(party.do(.moderate("#tea", .list(.mute)), by: cy).rows.count == 1)
        #expect(party.do(.moderate("#tea", .unset(.mute, .number(2))), by: cy).code == .noSuchMask)
        #expect(party.do(.moderate("#tea", .unset(.mute, .number(1))), by: cy).code == nil)
    }

    @Test func listsAreBounded() {
        for number in 1...100 {
            guard let subject = MaskSubject("nick:n\(number)") else { continue }
            #expect(set(.ban, .subject(subject)).code == nil)
        }
        #expect(set(.ban, .subject("nick:more")).code == .listFull)
        // One that is there may be set anew, and other lists have room.
        #expect(set(.ban, .subject("nick:n7"), reason: "again").code == nil)
        #expect(set(.mute, .subject("nick:more")).code == nil)
    }

    // MARK: - Modes

    @Test func inviteOnly() {
        #expect(modes("+invite-only", by: bob).code == .notAllowed)
        #expect(modes("+invite-only", by: ann).code == nil)
        #expect(party.heard(by: bob) == ["#tea ann +invite-only"])
        #expect(party.do(.join("#tea"), by: cy).code == .inviteOnly)
        #expect(party.do(.moderate("#tea", .invite("cy")), by: bob).code == .notAllowed)
        #expect(party.do(.moderate("#tea", .invite("cy")), by: ann).reply == .invited("#tea", "cy"))
        #expect(party.heard(by: cy) == ["#tea cy asked in by ann"])
        #expect(party.do(.join("#tea"), by: cy).code == nil)
        #expect(party.do(.moderate("#tea", .invite("cy")), by: ann).code == .alreadyInRoom)
        // It is good for once.
        party.do(.part("#tea", reason: nil), by: cy)
        #expect(party.do(.join("#tea"), by: cy).code == .inviteOnly)
        party.do(.moderate("#tea", .invite("cy")), by: ann)
        party.pass(seconds: 86_400)
        #expect(party.do(.join("#tea"), by: cy).code == .inviteOnly)
    }

    @Test func keyAndLimit() {
        #expect(modes("+key=word", "+limit=2", by: ann).code == nil)
        #expect(party.heard(by: bob) == ["#tea ann +key +limit=2"])
        #expect(party.do(.join("#tea"), by: cy).effects == [.refused(.entry("#tea", .needsKey(isWrong: false)))])
        #expect(
            party.do(.join("#tea", key: "wrong"), by: cy).effects == [
                .refused(.entry("#tea", .needsKey(isWrong: true)))
            ])
        #expect(party.do(.join("#tea", key: "word"), by: cy).code == .roomFull)
        _ = modes("-limit", by: ann)
        #expect(party.do(.join("#tea", key: "word"), by: cy).code == nil)
        var all = ModeChange()
        all.add([.key, .noOutside])
        #expect(party.do(.moderate("#tea", .modes(ModeChange())), by: cy).rows == [.modes("#tea", all)])
        all.setKey("word")
        #expect(party.do(.moderate("#tea", .modes(ModeChange())), by: ann).rows == [.modes("#tea", all)])
    }

    @Test func speaking() {
        _ = modes("+moderated", by: ann)
        #expect(party.do(.say("hm"), by: bob).code == .muted)
        party.do(.moderate(nil, .give(.voice, "bob")), by: ann)
        #expect(party.do(.say("hm"), by: bob).code == nil)
        #expect(party.do(.sayIn("#tea", "hm"), by: cy).code == .notInRoom)
        _ = modes("-moderated", "-no-outside", by: ann)
        _ = party.heard(by: bob)
        #expect(party.do(.sayIn("#tea", "from outside"), by: cy).code == nil)
        #expect(party.heard(by: bob) == ["#tea <cy> from outside"])
        #expect(party.hub.currentRoom(of: cy) == "#lobby")
    }

    @Test func speakingNeedsAnAccountOrVoice() {
        _ = modes("+speak-accounts", by: ann)
        #expect(party.do(.say("hm"), by: bob).code == .needsAccount)
        party.do(.moderate(nil, .give(.voice, "bob")), by: ann)
        #expect(party.do(.say("hm"), by: bob).code == nil)
        party.do(.moderate(nil, .take(.voice, "bob")), by: ann)
        #expect(party.do(.say("hm"), by: bob).code == .needsAccount)
        party.do(.account(.register), by: bob)
        #expect(party.do(.say("hm"), by: bob).code == nil)
    }

    @Test func slow() {
        _ = modes("+slow=10", by: ann)
        #expect(party.do(.say("one"), by: bob).code == nil)
        party.pass(seconds: 3)
        #expect(
            party.do(.say("two"), by: bob).effects == [.refused(.speech("#tea", .tooSoon(slow: 10, retry: 7)))])
        #expect(party.do(.say("ops speak"), by: ann).code == nil)
        #expect(party.do(.say("as often as they like"), by: ann).code == nil)
        party.pass(seconds: 7)
        #expect(party.hub.say("three, the short way", by: bob, at: party.now) != nil)
        #expect(party.hub.say("four", by: bob, at: party.now) == nil)
        #expect(party.do(.say("four"), by: bob).code == .slowDown)
    }

    @Test func topicLocked() {
        #expect(party.do(.setTopic("#tea", "cakes"), by: bob).code == nil)
        _ = modes("+topic-locked", by: ann)
        #expect(party.do(.setTopic("#tea", "buns"), by: bob).code == .notAllowed)
        #expect(party.do(.setTopic("#tea", "buns"), by: ann).code == nil)
    }

    @Test func secret() {
        _ = modes("+secret", by: ann)
        #expect(party.do(.rooms(containing: "tea"), by: cy).rows.isEmpty)
        #expect(party.do(.rooms(containing: "tea"), by: bob).rows.count == 1)
        for command in [.names("#tea"), .who("#tea"), .topic("#tea"), .rooms(containing: nil, after: "#tea")]
            as [Command]
        {
            #expect(party.do(command, by: cy).code == .noSuchRoom)
        }
        // Why something can't be done there would tell of it, too.
        for name in ["#tea", "#nowhere"] as [RoomName] {
            let commands: [Command] = [
                .setTopic(name, "x"), .sayIn(name, "x"), .actIn(name, "x"), .noticeIn(name, "x"),
                .history(name, count: nil, .last()), .moderate(name, .modes(ModeChange())),
                .moderate(name, .modes(ModeChange(adding: .moderated))), .moderate(name, .invite("bob")),
                .moderate(name, .kick("ann", reason: nil)), .sayToRank(name, .op, "x", .message),
                .signalIn(name, "VERSION", isNotice: false), .takeBack(name, 1, reason: nil),
                .moderate(name, .listRanks), .account(.dropRoom(name)),
            ]
            for command in commands { #expect(party.do(command, by: cy).code == .noSuchRoom, "\(command)") }
            #expect(party.do(.part(name, reason: nil), by: cy).code == .notInRoom)
        }
        guard case .whois(let profile) = party.do(.whois("ann"), by: cy).rows.first else {
            Issue.record("nobody is ann")
            return
        }
        #expect(profile.rooms == ["#lobby"])
    }

    @Test("nothing of what was said stays where nothing is kept")
    func noHistory() throws {
        party.do(.say("before"), by: bob)
        _ = modes("+no-history", by: ann)
        let said = try #require(party.do(.say("not kept"), by: bob).id)
        #expect(party.do(.history(nil, count: nil, .since(0)), by: bob).reply == .history("#tea", count: 0, gap: true))
        #expect(party.do(.history(nil, count: nil, .since(said)), by: bob).reply == .history("#tea", count: 0))
        _ = modes("-no-history", by: ann)
        party.do(.say("kept"), by: bob)
        #expect(party.do(.history(nil, count: nil, .since(said)), by: bob).replayed == ["#tea <bob> kept"])
    }

    @Test("a room in which nothing is set has no memory for it")
    func plain() throws {
        let room = try #require(party.hub.shared.rooms.find("#tea"))
        #expect(room.rules == nil)
        _ = modes("+secret", by: ann)
        _ = set(.ban, .subject("nick:x"))
        #expect(room.rules != nil)
        _ = modes("-secret", by: ann)
        party.do(.moderate("#tea", .unset(.ban, .number(1))), by: ann)
        #expect(room.rules == nil)
        // What is so already changes nothing, and nobody is told.
        _ = party.heard(by: bob)
        #expect(modes("-secret", "+no-outside", by: ann).reply == .modes("#tea", nil))
        #expect(party.heard(by: bob).isEmpty)
    }

    /// They go by value on the way of each line.
    @Test func sizes() {
        #expect(MemoryLayout<Record>.size <= 73)
        #expect(MemoryLayout<Command>.size <= 57)
        #expect(MemoryLayout<Event.Kind>.size <= 41)
        #expect(MemoryLayout<Person.Membership>.size == 8)
    }
}
