import TestSupport
import Testing

@testable import ChatCore

@Suite("Records")
struct RecordTests {
    @Test("have a form that an administrator can read")
    func form() throws {
        let (ann, bob) = (PersonID(slot: 3, generation: 0), PersonID(slot: 4, generation: 2))
        let lobby = RoomReference("#lobby")
        let nonce = try #require(Nonce("1234567890abcdef"))
        var modes = ModeChange()
        for word in ["-secret", "+limit=5", "+key=word"] {
            let isAdded = modes.add(word: word)
            #expect(isAdded, "\(word)")
        }
        let lines: [(Record, String)] = [
            (.arrive(isHidden: true), "arrive hidden"),
            (.announce(ann), "announce 3/0"),
            (.say(ann, lobby, "100% sure", as: .message, nil), "say 3/0 #lobby message - :100%25%20sure"),
            (.say(ann, lobby, "", as: .action, nonce), "say 3/0 #lobby action 1234567890abcdef :"),
            (.say(ann, lobby, "done", as: .notice, nil), "say 3/0 #lobby notice - :done"),
            (.tell(ann, to: bob, "bob", "é-", nil), "tell 3/0 4/2 bob - :é-"),
            (.tell(ann, to: bob, "bob", "done", nil, isNotice: true), "notice 3/0 4/2 bob - :done"),
            (.tell(ann, to: bob, "bob", "hm", nil, isWaiting: true), "tell-waiting 3/0 4/2 bob - :hm"),
            (
                .tell(ann, to: bob, "bob", "hm", nil, isNotice: true, isWaiting: true),
                "notice-waiting 3/0 4/2 bob - :hm"
            ),
            (.post(ann, to: AccountID(number: 7), "bob", "é-", nil), "post 3/0 7 bob - :é-"),
            (.post(ann, to: AccountID(number: 7), "bob", "hm", nil, with: Enclosure([2])), "post 3/0 7 bob - :hm 02"),
            (.account(.collect(AccountID(number: 7))), "collect 7"),
            (.account(.mark(AccountID(number: 7), "#tea", 1_000)), "mark 7 #tea 1000"),
            (
                .say(ann, lobby, "hi", as: .message, nil, with: Enclosure([1, 0xAB])),
                "say 3/0 #lobby message - :hi 01AB"
            ),
            (.tell(ann, to: bob, "bob", "hi", nil, with: Enclosure([2])), "tell 3/0 4/2 bob - :hi 02"),
            (
                .tell(ann, to: bob, "bob", "hi", nil, with: Enclosure([2], continues: true)),
                "tell 3/0 4/2 bob - :hi +02"
            ),
            (.pass(ann, to: .room(lobby), try #require(Enclosure([3]))), "pass 3/0 #lobby 03"),
            (.pass(ann, to: .person(bob), try #require(Enclosure([3]))), "pass 3/0 4/2 03"),
            (.pass(ann, to: .room(lobby), try #require(Enclosure([3])), isKept: true), "pass 3/0 #lobby 03 kept"),
            (.takeBack(ann, lobby, 42, reason: "no"), "take-back 3/0 #lobby 42 :no"),
            (.takeBackPrivate(ann, [42, 43], reason: nil), "take-back-private 3/0 42,43 -"),
            (.rename(ann, "Ann"), "rename 3/0 Ann"),
            (.enter(ann, "#Den"), "enter 3/0 #Den"),
            (.leave(ann, lobby, reason: nil), "leave 3/0 #lobby -"),
            (.setTopic(ann, lobby, ""), "topic 3/0 #lobby :"),
            (.setAway(ann, "-"), "away 3/0 :-"),
            (.present(ann, .realName("Ann B.")), "real-name 3/0 :Ann%20B."),
            (.present(ann, .isProgram(true)), "program 3/0 on"),
            (.sayToRank(ann, lobby, .op, "psst", as: .notice), "say-to 3/0 #lobby op notice :psst"),
            (.moderate(by: ann, lobby, .voiceBeneath(bob, true)), "voice-beneath 3/0 #lobby 4/2 on"),
            (.operate(by: ann, .broadcast("hear")), "broadcast 3/0 :hear"),
            (.quit([Record.Departure(ann, reason: nil), Record.Departure(bob, reason: "bye")]), "quit 3/0 - 4/2 :bye"),
            (.moveLobby(nil), "lobby -"),
            (.boundTopics(1_000), "topic-bytes 1000"),
            (.arrive(isHidden: false, from: Host("c-abc")), "arrive shown c-abc"),
            (
                .introduce("ann", Introduction(user: .line, realName: "Ann B."), from: Host("c-abc")),
                "introduce ann c-abc ~line :Ann%20B."
            ),
            (
                .introduce("[ann]", Introduction(user: UserName(cleaning: "a"), realName: ""), from: nil),
                "introduce [ann] - ~a :"
            ),
            (.account(.logIn(ann, AccountID(number: 7), keepsNick: true)), "login 3/0 7 as-they-are"),
            (.moderate(by: ann, lobby, .rank(bob, .op)), "rank 3/0 #lobby 4/2 op"),
            (.moderate(by: ann, lobby, .kick(bob, reason: "no")), "kick 3/0 #lobby 4/2 :no"),
            (
                .moderate(
                    by: ann, lobby,
                    .mask(
                        MaskChange(.ban, ["host:c-x", "account:mal"], isSet: true, until: 99, reason: "spam"),
                        putsOut: true)),
                "mask 3/0 #lobby ban host:c-x,account:mal 99 out :spam"
            ),
            (
                .moderate(by: ann, lobby, .mask(MaskChange(.mute, ["nick:a*"], isSet: true), putsOut: false)),
                "mask 3/0 #lobby mute nick:a* - stay -"
            ),
            (
                .moderate(by: ann, lobby, .mask(MaskChange(.exempt, ["nick:a*"], isSet: false), putsOut: false)),
                "unmask 3/0 #lobby exempt nick:a*"
            ),
            (.moderate(by: ann, lobby, .invite(bob, opens: true)), "invite 3/0 #lobby 4/2 opens"),
            (.moderate(by: ann, lobby, .invite(bob, opens: false)), "invite 3/0 #lobby 4/2 asks"),
            (.moderate(by: ann, lobby, .register), "register-room 3/0 #lobby"),
            (.moderate(by: ann, lobby, .drop), "drop-room 3/0 #lobby"),
            (.moderate(by: ann, lobby, .rename("#Hall", reason: "why")), "rename-room 3/0 #lobby #Hall :why"),
            (.moderate(by: ann, lobby, .rename("#Hall", reason: nil)), "rename-room 3/0 #lobby #Hall -"),
            (.moderate(by: ann, lobby, .standing(AccountID(number: 7), .op)), "standing 3/0 #lobby 7 op"),
            (.account(.register("Ann", by: ann)), "register Ann 3/0"),
            (.account(.register("Ann", by: nil)), "register Ann -"),
            (.account(.logIn(ann, AccountID(number: 7))), "login 3/0 7"), (.account(.logOut(ann)), "logout 3/0"),
            (.account(.reserve(AccountID(number: 7), "a2")), "reserve 7 a2"),
            (.account(.release(AccountID(number: 7), "a2")), "release 7 a2"),
            (.account(.suspend(AccountID(number: 7), true)), "suspend 7 on"),
            (.account(.makeOperator(AccountID(number: 7), false)), "operator 7 off"),
            (.account(.messages(AccountID(number: 7), .accounts)), "dms 7 accounts"),
            (.account(.ignore(AccountID(number: 7), AccountID(number: 8), true)), "ignore 7 8 on"),
            (.account(.erase(AccountID(number: 7))), "erase 7"), (.account(.displace(ann)), "displace 3/0"),
            (.account(.guestMessages(ann, .nobody)), "guest-dms 3/0 nobody"),
            (.operate(by: ann, .kill(bob, reason: nil)), "kill 3/0 4/2 -"),
            (
                .operate(by: ann, .ban([.net("192.0.2.0/24"), .mask("nick:a*")], until: nil, reason: "no")),
                "server-ban 3/0 net:192.0.2.0/24,nick:a* - :no"
            ),
            (.operate(by: ann, .unban(.mask("nick:a*"))), "server-unban 3/0 nick:a*"),
            (.operate(by: ann, .announce("hi")), "announce-all 3/0 :hi"),
            (.operate(by: ann, .reset(AccountID(number: 7))), "reset 3/0 7"),
            (.operate(by: ann, .report(bob, "#lobby", ids: [5, 6], "shouts")), "report 3/0 4/2 #lobby 5,6 :shouts"),
            (.operate(by: ann, .report(bob, nil, ids: [], "")), "report 3/0 4/2 - - :"),
            (.moderate(by: ann, lobby, .modes(modes)), "mode 3/0 #lobby +key=word +limit=5 -secret"),
        ]
        for (record, line) in lines {
            #expect(record.line(at: 17) == "1 17 " + line)
            let read = try Record.read("1 17 " + line)
            #expect(read.record == record && read.time == 17)
            #expect(record.bareLine == line)
            #expect(try Record.read(bareLine: line) == record)
        }
    }

    @Test("what can't be a record is refused")
    func refused() {
        let lines = [
            "", " ", "1", "1 17", "2 17 announce 3/0", "1 017 announce 3/0", "1 17  announce 3/0", "1 17 announce 3/0 ",
            "1 17 announce 3", "1 17 announce 3/0/0", "1 17 announce 03/0", "1 17 announce -3/0",
            "1 17 announce 3/0 4/0",
            "1 17 dance 3/0", "1 17 say 3/0 lobby message - :x", "1 17 say 3/0 #lobby message short :x",
            "1 17 say 3/0 #lobby shout - :x", "1 17 say 3/0 #lobby message - x", "1 17 say 3/0 #lobby message - -",
            "1 17 away 3/0 :%", "1 17 away 3/0 :%2", "1 17 away 3/0 :%41", "1 17 away 3/0 :%2f", "1 17 away 3/0 :%0A",
            "1 17 away 3/0 :a\tb", "1 17 away 3/0 :\u{202E}", "1 17 quit", "1 17 quit 3/0", "1 17 lobby",
            "1 17 topic-bytes -1", "1 17 arrive shown C-X", "1 17 arrive shown -", "1 17 rank 3/0 #lobby 4/2 king",
            "1 17 rank 3/0 #lobby 4/2", "1 17 login 3/0 0", "1 17 login 3/0 07", "1 17 register 9 -", "1 17 suspend 7",
            "1 17 dms 7 some", "1 17 server-ban 3/0 net: - -", "1 17 server-ban 3/0 net:A::/16 - -",
            "1 17 report 3/0 4/2 - 1,2,3,4,5,6 :x", "1 17 report 3/0 4/2 - 01 :x", "1 17 announce-all 3/0 -",
            "1 17 kick 3/0 #lobby 4/2", "1 17 mask 3/0 #lobby ban nick:A - stay -",
            "1 17 mask 3/0 #lobby ban nick:a - away -", "1 17 mask 3/0 #lobby ban nick:a, - stay -",
            "1 17 mask 3/0 #lobby spam nick:a - stay -", "1 17 unmask 3/0 #lobby ban nick:a -",
            "1 17 mask 3/0 #lobby ban nick:** - stay -", "1 17 invite 3/0 #lobby 4/2", "1 17 mode 3/0 #lobby",
            "1 17 mode 3/0 #lobby +limit=5 +key=word", "1 17 mode 3/0 #lobby +key", "1 17 mode 3/0 #lobby +slow=0",
            "1 17 mode 3/0 #lobby +secret -secret", "1 17 mode 3/0 #lobby -key=word", "1 17 mode 3/0 #lobby secret",
            "1 17 unmask 3/0 #lobby ban " + Array(repeating: "nick:a", count: 11).joined(separator: ","),
            "1 \(Int64.max) announce 3/0", "1 17 rename 3/0 3", "1 17 enter 3/0 #",
            "1 17 away 3/0 :" + String(repeating: "x", count: Record.textBytes + 1),
            "1 17 quit" + String(repeating: " 3/0 -", count: Record.mostDepartures + 1),
            "1 17 away 3/0 :" + String(repeating: "x", count: Record.maximumBytes),
        ]
        for line in lines {
            #expect(throws: RecordError.self, "\(line.prefix(60))") { try Record.read(line) }
            #expect(throws: RecordError.self, "\(line.prefix(60))") { try Record.read(bareLine: line) }
        }
    }

    @Test("are read as they were written, and no part or mutation of a line is another one's", arguments: 1...20)
    func roundTrip(seed: UInt64) throws {
        var draw = RecordDraw(seed: seed)
        for _ in 0..<50 {
            let (record, time) = (draw.record(), draw.time())
            let line = record.line(at: time)
            let read = try Record.read(line)
            #expect(read.record == record && read.time == time)
            let bytes = Array(line.utf8)
            for end in stride(from: 0, to: bytes.count, by: 1 + bytes.count / 60) { isItself(bytes[..<end]) }
            for _ in 0..<20 { isItself(draw.mutation(of: bytes)[...]) }
        }
    }

    private func isItself(_ bytes: ArraySlice<UInt8>) {
        guard let line = String(validating: bytes, as: UTF8.self), let read = try? Record.read(line) else { return }
        #expect(read.record.line(at: read.time) == line)
    }

    /// What is decided elsewhere may be about people and rooms that are gone.
    @Test("whatever they are about, applying them leaves the digest that all there is has", arguments: 1...20)
    func anyRecord(seed: UInt64) throws {
        var draw = RecordDraw(seed: seed)
        let party = Party()
        for _ in 0..<4 { _ = party.newcomer() }
        var effects: [Effect] = []
        for _ in 0..<300 {
            party.pass(seconds: 1)
            party.hub.apply(draw.record(), at: party.now.wall, &effects)
            #expect(party.hub.digest == party.hub.shared.fullDigest)
            if draw.isCommand() {
                let session = party.hub.local.sessions.all.first { _ in true }?.id ?? party.newcomer()
                party.do(.who(nil), by: session)
                party.do(.join("#den"), by: session)
                party.do(.say("hello"), by: session)
            }
        }
        let restored = try Hub(restoring: party.hub.snapshot(), lobby: party.hub.lobby, limits: party.hub.limits)
        #expect(restored.shared.people.count == party.hub.shared.people.count)
    }
}

/// Records of few people and rooms.
private struct RecordDraw {
    private var generator: SplitMix64

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    mutating func isCommand() -> Bool { generator.chance(20) }

    mutating func time() -> Int64 { Int64(generator.below(1 << 40)) - 1_000 }

    private mutating func person() -> PersonID {
        PersonID(slot: UInt32(generator.below(8)), generation: UInt32(generator.chance(80) ? 0 : generator.below(3)))
    }

    private mutating func room() -> RoomName { generator.pick(["#lobby", "#den", "#Den", "#a.b"]) }

    private mutating func nick() -> Nick { generator.pick(["ann", "Ann", "bob", "guest2", "x-1"]) }

    private mutating func nonce() -> Nonce? {
        generator.chance(50) ? nil : Nonce(String(repeating: "a", count: 16 + generator.below(17)))
    }

    private mutating func text() -> Text {
        let words: [Text] = ["", "-", ":", "%", "%20", " ", "two words", "é", "日本", "a:b", "100 %"]
        let text = generator.pick(words)
        return generator.chance(5) ? Text(cleaned: Array(repeating: UInt8(ascii: "%"), count: 2_000)) : text
    }

    mutating func record() -> Record {
        let (person, room) = (person(), RoomReference(room()))
        switch generator.below(17) {
        case 12...: return .moderate(by: person, room, change())
        case 0 where generator.chance(50):
            let introduction = Introduction(
                user: UserName(cleaning: generator.pick(["ann", "", "B.-_9"])), realName: text())
            return .introduce(nick(), introduction, from: generator.pick([nil, Host("c-a"), Host("c-b")]))
        case 0: return .arrive(isHidden: generator.chance(50), from: generator.pick([nil, Host("c-a"), Host("c-b")]))
        case 1: return .announce(person)
        case 2:
            return .say(
                person, room, text(), as: generator.pick(Manner.allCases), nonce(),
                with: generator.pick([nil, Enclosure([1, 2, 0xFF])]))
        case 3 where generator.chance(50):
            return .post(person, to: AccountID(number: 7), nick(), text(), nonce())
        case 3:
            return .tell(
                person, to: self.person(), nick(), text(), nonce(), isNotice: generator.chance(30),
                isWaiting: generator.chance(20))
        case 4 where generator.chance(30): return .present(person, .isProgram(generator.chance(50)))
        case 4 where generator.chance(30): return .present(person, .realName(generator.pick(["", "Ann B.", "é %"])))
        case 4: return .rename(person, nick())
        case 5 where generator.chance(30):
            return .sayToRank(
                person, room, generator.pick([.voice, .op, .founder]), text(), as: generator.pick(Manner.allCases))
        case 5: return .enter(person, room.name)
        case 6 where generator.chance(30):
            return .takeBack(person, room, Int64(generator.below(9)), reason: generator.chance(50) ? nil : text())
        case 6: return .leave(person, room, reason: generator.chance(50) ? nil : text())
        case 7: return .setTopic(person, room, text())
        case 8: return .setAway(person, generator.chance(50) ? nil : text())
        case 9:
            return .quit(
                (0...generator.below(3)).map { _ in
                    Record.Departure(self.person(), reason: generator.chance(50) ? nil : text())
                })
        case 10: return .moveLobby(generator.chance(30) ? nil : room.name)
        default: return .boundTopics(generator.below(3_000))
        }
    }

    private mutating func change() -> RoomChange {
        let kind = generator.pick(MaskKind.allCases)
        switch generator.below(6) {
        case 0 where generator.chance(20): return .voiceBeneath(person(), generator.chance(50))
        case 0: return .rank(person(), generator.pick(Rank.allCases))
        case 1: return .kick(person(), reason: generator.chance(50) ? nil : text())
        case 2:
            let until: Int64? = generator.chance(50) ? nil : time()
            let change = MaskChange(
                kind, subjects(), isSet: true, until: until, reason: generator.chance(50) ? nil : text())
            return .mask(change, putsOut: generator.chance(50))
        case 3: return .mask(MaskChange(kind, subjects(), isSet: false), putsOut: false)
        case 4: return .invite(person(), opens: generator.chance(50))
        default:
            var change = ModeChange()
            for mode in RoomMode.all where generator.chance(20) {
                switch mode.bit {
                case .key: change.setKey("word")
                case .limit: change.setLimit(1 + generator.below(100))
                case .slow: change.setSlow(1 + generator.below(100))
                default: change.add(mode.bit)
                }
            }
            if change.isEmpty { change.remove(.secret) }
            return .modes(change)
        }
    }

    private mutating func subjects() -> [MaskSubject] {
        (0...generator.below(3)).map { _ in
            generator.pick(["nick:a*", "host:c-a", "account:ann", "mask:*!*@*", "nick:*"])
        }
    }

    mutating func mutation(of bytes: [UInt8]) -> [UInt8] {
        var changed = bytes
        for _ in 0...generator.below(3) {
            let place = generator.below(changed.count)
            switch generator.below(3) {
            case 0: changed[place] = UInt8(generator.below(256))
            case 1: changed.insert(generator.pick(Array(" %:-/0#".utf8)), at: place)
            default: changed.remove(at: place)
            }
            if changed.isEmpty { return bytes }
        }
        return changed
    }
}
