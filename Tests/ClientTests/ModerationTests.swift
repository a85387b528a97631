import Testing

@testable import partyline

/// What ops and operators do, as the client shows it.
@Suite struct ModerationTests {
    @Test(arguments: [
        ("KICK \(Talk.stamp) #lobby bob by=ann :spam", "*** bob was put out of #lobby by ann (spam)"),
        ("RANK \(Talk.stamp) #lobby bob op by=ann", "*** ann made bob an op of #lobby"),
        ("RANK \(Talk.stamp) #lobby bob voice by=ann", "*** ann gave bob voice in #lobby"),
        ("RANK \(Talk.stamp) #lobby bob none by=ann", "*** ann took the rank of bob in #lobby away"),
        ("RANK \(Talk.stamp) #lobby bob founder by=ann", "*** bob is the founder of #lobby now"),
        (
            "MODE \(Talk.stamp) #lobby ann :+moderated +slow=30",
            "*** ann made #lobby moderated, slow (a line each 30 s)"
        ),
        ("MODE \(Talk.stamp) #lobby ann :+key -secret", "*** ann made #lobby open by a key only, no longer secret"),
        ("MODE \(Talk.stamp) #lobby ann :+later", "*** ann set in #lobby: +later"),
        (
            "MODE \(Talk.stamp) #lobby ann until=2026-11-22T21:58:01.123Z :+ban=nick:spam* +ban=host:c-x",
            "*** ann banned nick:spam*, host:c-x from #lobby for 2 h"
        ),
        ("MODE \(Talk.stamp) #lobby ann :-mute=account:bob", "*** ann lets account:bob speak in #lobby again"),
        ("RENAME \(Talk.stamp) #lobby #hall ann :larger", "*** #lobby is now called #hall (larger)"),
        ("INVITE \(Talk.stamp) #tea guest1 by=ann", "*** ann invites you to #tea; /join #tea enters it"),
        ("NOTE \(Talk.stamp) report=mal by=ann room=#tea ids=5 :spam", "*** ann reports mal in #tea: spam"),
        (
            "KICK \(Talk.stamp) #lobby guest1 by=ann",
            "*** you were put out of #lobby by ann; you are in no room now, /join ROOM enters one"
        ),
    ]) func events(line: String, shown: String) {
        var talk = Talk.ready()
        talk.hear(line)
        #expect(talk.shown().joined(separator: "\n") == shown)
    }

    /// It is told once, with where one talks now, and with what was yet to be said in that room.
    @Test func whoIsPutOutKnowsWhereTheyTalk() {
        var talk = Talk.ready()
        for room in ["#tea", "#a"] {
            talk.say("/join \(room)")
            talk.hear("OK \(room == "#tea" ? 1 : 2) room=\(room) members=2")
        }
        _ = talk.shown()
        talk.hear("KICK \(Talk.stamp) #a guest1 by=bob :enough")
        #expect(talk.shown() == ["*** you were put out of #a by bob (enough); you are in #tea now"])
        // Another room than the one where one talks.
        talk.hear("KICK \(Talk.stamp) #lobby guest1 by=bob")
        #expect(talk.shown() == ["*** you were put out of #lobby by bob; you are in #tea now"])
        #expect(talk.conversation.rooms.map(\.name) == ["#tea"])
    }

    @Test(arguments: [
        ("/op bob", "OK 1 room=#a nick=bob rank=op", "-- bob is an op of #a"),
        ("/deop bob", "OK 1 room=#a nick=bob rank=none", "-- bob has no rank in #a"),
        ("/op", "OK 1 room=#a count=0", "-- nobody has a rank in #a"),
        ("/kick bob spam", "OK 1 room=#a nick=bob", "-- bob is out of #a"),
        ("/ban bob", "OK 1 room=#a subjects=host:c-x out=1", "-- host:c-x is banned from #a; 1 had to leave"),
        ("/ban bob", "OK 1 room=#a subjects=account:bob,host:c-x", "-- account:bob, host:c-x are banned from #a"),
        ("/unban 1", "OK 1 room=#a subjects=nick:spam*", "-- nick:spam* is no longer banned from #a"),
        ("/ban", "OK 1 room=#a count=0", "-- nobody is banned from #a"),
        ("/mute bob", "OK 1 room=#a subjects=host:c-x", "-- host:c-x is muted in #a"),
        ("/exempt bob", "OK 1 room=#a subjects=host:c-x", "-- host:c-x is exempt in #a"),
        ("/unexempt 1", "OK 1 room=#a subjects=host:c-x", "-- host:c-x is no longer exempt in #a"),
        ("/exempt", "OK 1 room=#a count=0", "-- nobody is exempt in #a"),
        ("/invited bob", "OK 1 room=#a subjects=account:bob,host:c-x", "-- account:bob, host:c-x may enter #a"),
        ("/uninvited bob", "OK 1 room=#a subjects=host:c-x", "-- host:c-x may no longer enter #a"),
        ("/invited", "OK 1 room=#a count=0", "-- nobody may enter #a at any time"),
        ("/invite bob", "OK 1 room=#a nick=bob", "-- bob is invited to #a"),
        ("/mode #a +secret", "OK 1 room=#a", "-- #a is now secret"),
        ("/key tea", "OK 1 room=#a", "-- #a is now open by the key tea only"),
        ("/key #a -", "OK 1 room=#a", "-- #a is no longer open by a key only"),
        ("/slow 30", "OK 1 room=#a", "-- #a is now slow (a line each 30 s)"),
        ("/mode +later", "OK 1 room=#a", "-- #a is changed"),
        ("/register hunter22", "OK 1 account=ann", "-- ann is yours now; /login ann next time"),
        ("/login ann hunter22", "OK 1 account=ann nick=ann2", "-- you are logged in as ann, and called ann2"),
        ("/token add bot", "OK 1 label=bot token=pt_x", "-- your token bot, which is shown this once: pt_x"),
        (
            "/reset ann", "OK 1 account=ann until=2026-11-20T10:00:00.000Z token=pt_x",
            "-- ann can log in for a day by a token, which is shown this once: pt_x"
        ),
        ("/token", "OK 1 count=0", "-- you have no tokens; /token add LABEL makes one"),
        ("/dms accounts", "OK 1 dms=accounts", "-- private messages come through from those who are logged in"),
        ("/serverban bob", "OK 1 subjects=host:c-x", "-- kept from the server: host:c-x"),
        (
            "/registerroom", "OK 1 room=#a",
            "-- #a is registered and stays; you are its founder, and only ops set its topic"
        ),
        (
            "/registerroom", "OK 1 room=#a kept=30",
            "-- #a is registered and stays; you are its founder, and only ops set its topic; what is said there is kept for 30 days"
        ),
    ]) func answers(line: String, answer: String, shown: String) {
        var talk = Talk.ready()
        talk.say(line)
        talk.hear(answer)
        #expect(talk.shown() == [shown])
    }

    @Test(arguments: [
        ("/op", "ROW 1 rank #a bob op", "-- bob is an op of #a"),
        ("/mode", "ROW 1 mode #a :+moderated +no-outside", "-- #a is moderated, closed to who is outside"),
        ("/mode", "ROW 1 mode #a :", "-- #a has no modes"),
        (
            "/token", "ROW 1 token desk created=2026-11-20T10:00:00.000Z used=2026-11-22T10:00:00.000Z",
            "-- desk: made 2026-11-20, used 2026-11-22"
        ),
        (
            "/token", "ROW 1 token bot created=2026-11-20T10:00:00.000Z until=2026-12-20T10:00:00.000Z",
            "-- bot: made 2026-11-20, never used, good until 2026-12-20"
        ),
        (
            "/token", "ROW 1 token desk created=2026-11-20T10:00:00.000Z remembered=1",
            "-- desk: made 2026-11-20, never used, ends with the password"
        ),
    ]) func rows(line: String, row: String, shown: String) {
        var talk = Talk.ready()
        talk.say(line)
        talk.hear(row, "OK 1 room=#a count=1")
        #expect(talk.shown() == [shown])
    }

    /// Those with a clock in them, which is of whatever zone.
    @Test(arguments: [
        (
            "/ban", "ROW 1 ban #a 1 subject=host:c-x by=ann time=\(Talk.stamp) until=2026-11-22T21:57:01.123Z :spam",
            #"-- 1: host:c-x is banned, set by ann at \d\d:\d\d, ends in 1 h 59 min \(spam\)"#
        ),
        (
            "/mute", "ROW 1 mute #a 2 subject=nick:x by=ann time=\(Talk.stamp)",
            #"-- 2: nick:x is muted, set by ann at \d\d:\d\d"#
        ),
        (
            "/exempt", "ROW 1 exempt #a 1 subject=nick:x by=ann time=\(Talk.stamp)",
            #"-- 1: nick:x is exempt, set by ann at \d\d:\d\d"#
        ),
        (
            "/invited", "ROW 1 invited #a 1 subject=nick:x by=ann time=\(Talk.stamp)",
            #"-- 1: nick:x may enter, set by ann at \d\d:\d\d"#
        ),
        (
            "/serverban", "ROW 1 serverban subject=net:192.0.2.0/24 by=ann time=\(Talk.stamp)",
            #"-- net:192.0.2.0/24, set by ann at \d\d:\d\d"#
        ),
        (
            "/audit", "ROW 1 audit kick time=\(Talk.stamp) by=ann room=#a subject=bob :spam",
            #"-- \d\d:\d\d ann: kick bob in #a \(spam\)"#
        ),
        (
            "/account", "ROW 1 account ann since=\(Talk.stamp) nicks=ann2,anna here=1 rooms=#a",
            #"-- ann: since 2026-11-2\d \d\d:\d\d, also ann2, anna; of #a; here"#
        ),
    ]) func rowsWithTimes(line: String, row: String, pattern: String) throws {
        let shown = try Regex(pattern)
        var talk = Talk.ready()
        talk.say(line)
        talk.hear(row, "OK 1 count=1")
        let lines = talk.shown()
        #expect(lines.count == 1 && lines[0].wholeMatch(of: shown) != nil, "\(lines)")
    }

    @Test func ranksStandBeforeNames() {
        var talk = Talk.ready(context: true)
        _ = talk.sent()
        talk.say("/join #tea")
        talk.hear("OK c1 room=#lobby", "OK c2 room=#lobby")
        _ = talk.sent()
        talk.hear("OK 1 room=#tea members=4 id=9")
        #expect(talk.sent() == ["@c3 /op #tea", "@c4 /names #tea", "@c5 /topic #tea"])
        talk.hear(
            "ROW c3 rank #tea ann founder", "ROW c3 rank #tea bob op", "ROW c3 rank #tea cy voice",
            "OK c3 room=#tea count=3")
        talk.hear("ROW c4 names #tea ann bob cy dee", "OK c4 room=#tea count=4")
        #expect(talk.shown() == ["-- #tea: ~ann, @bob, +cy, dee"])
        talk.hear("OK c5 room=#tea", "OK c6 room=#tea count=0")
        // They follow what happens, and are asked for again before a list.
        talk.hear(
            "RANK \(Talk.stamp) #tea dee voice by=bob", "NICK \(Talk.stamp) bob rob", "PART \(Talk.stamp) #tea cy",
            "JOIN \(Talk.stamp) #tea cy")
        _ = talk.sent()
        #expect(
            talk.conversation.rooms[1].member("rob").mark == "@" && talk.conversation.rooms[1].member("cy").mark == "")
        #expect(talk.conversation.rooms[1].member("dee").mark == "+")
        talk.say("/names")
        #expect(talk.sent() == ["@c7 /op #tea", "@2 /names"])
        talk.hear(
            "ROW c7 rank #tea rob op", "OK c7 room=#tea count=1", "ROW 2 names #tea ann rob", "OK 2 room=#tea count=2")
        #expect(talk.shown() == ["-- #tea: ann, @rob"])
    }

    /// A server of before there were ranks.
    @Test func withoutRanksThereAreNames() {
        var talk = Talk.ready(context: true)
        talk.hear("OK c1 room=#lobby", "OK c2 room=#lobby")
        _ = talk.sent()
        talk.say("/names")
        talk.hear("ERR c3 unknown-command :/op", "ROW 1 names #lobby ann", "OK 1 room=#lobby count=1")
        #expect(talk.shown() == ["-- #lobby: ann"])
    }
}
