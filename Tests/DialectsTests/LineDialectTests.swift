import Testing

@testable import ChatCore
@testable import Dialects

@Suite("The line protocol, as a session speaks it")
struct LineDialectTests {
    private static let nowhere = ServerReply.Session(
        nick: "ann", room: nil, lastID: nil, server: "s", limits: ServerReply.Limits())

    @Test("/wire makes it a program's for good, and is refused for another version")
    func wire() {
        var dialect = Dialect.line(LineDialect())
        var ending: ServerAnswer.Ending
        ending = dialect.perform(.wire(version: "2")) { Self.nowhere }
        #expect(ending == .refused(.noProtocol))
        #expect(!dialect.isChosen && dialect.isForPeople)
        #expect(dialect.pulse(isTelnet: false) == .none && dialect.pulse(isTelnet: true) == .noOperation)
        ending = dialect.perform(.wire(version: "1")) { Self.nowhere }
        #expect(ending == .done(.wire(Self.nowhere)))
        #expect(dialect.isChosen && !dialect.isForPeople)
        #expect(dialect.pulse(isTelnet: false) == .ping && dialect.pulse(isTelnet: true) == .ping)
        #expect(dialect.reading == LineForm.wire.reading)
        #expect(Dialect(resuming: dialect.reading.rendering) == dialect)
    }

    @Test("who is turned away reads when to try again at the end of the words")
    func turningAway() {
        let line = rendered {
            Dialect.line(LineDialect()).putTurningAway(.serverFull(.connections(2), retry: 30), into: $0)
        }
        #expect(line == "!! server-full: there are 2 connections, which is all (retry=30)\n")
    }

    @Test("/time is told, and changes the rendering")
    func time() {
        var dialect = Dialect.line(LineDialect())
        var ending: ServerAnswer.Ending
        ending = dialect.perform(.time(nil)) { Self.nowhere }
        #expect(ending == .done(.time(false)))
        ending = dialect.perform(.time(true)) { Self.nowhere }
        #expect(ending == .done(.time(true)))
        #expect(dialect.reading.rendering == LineForm.timestamps.rendering)
        ending = dialect.perform(.time(nil)) { Self.nowhere }
        #expect(ending == .done(.time(true)))
        ending = dialect.perform(.time(false)) { Self.nowhere }
        #expect(ending == .done(.time(false)))
        #expect(dialect == .line(LineDialect()))
    }

    @Test("hints are for people")
    func hints() {
        for (hint, words) in [
            (.nickCommand("bob"), "-- did you mean /nick bob?\r\n"), (.here, "-- yes\r\n"),
            (.leaving, "-- /quit leaves\r\n"),
        ] as [(Hint, String)] {
            #expect(rendered { Dialect.line(LineDialect(.crlf)).put(hint, into: $0) } == words)
            #expect(rendered { Dialect.line(LineDialect(.wire)).put(hint, into: $0) } == "")
        }
    }

    @Test(
        "a whole answer is its rows, its end and what a room looks like; only what was said by a person ends in nothing"
    )
    func answers() {
        let entry = RoomEntry(room: "#a", others: [], otherCount: 0, topic: nil, history: [])
        let time = LocalTime(now: 0, zone: 0)
        let whole: [Effect] = [.row(.ignored("bob")), .done(.back), .roomClosed(RoomID(index: 0)), .entered(entry)]
        let people = Dialect.line(LineDialect())
        #expect(
            rendered { people.put(Answer(whole[...]), tag: .none, at: time, into: $0) }
                == "-- you ignore bob\n-- you are back\n*** #a: nobody else is here\n")
        let said = Answer([.done(.said(id: 7, time: 0))])
        #expect(people.isSilent(on: said, tag: .none))
        #expect(!people.isSilent(on: Answer(whole[...]), tag: .none))
        #expect(!Dialect.line(LineDialect(.wire)).isSilent(on: said, tag: .text("a1")))
    }

    @Test("only a program that asked for it is answered a line that was said, as by a whole answer")
    func said() {
        let program = Dialect.line(LineDialect(.wire))
        #expect(program.isSilentOnSaid(tag: .silent))
        #expect(Dialect.line(LineDialect()).isSilentOnSaid(tag: .none))
        #expect(!program.isSilentOnSaid(tag: .text("a1")))
        let event = Event(id: 7, time: 1_700_000_000_000_000, room: "#a", .message(from: "ann", "hi"))
        let whole = Answer([.done(.said(id: event.id, time: event.time))])
        let time = LocalTime(now: 0, zone: 0)
        let line = rendered { program.putSaid(event, tag: .text("a1"), into: $0) }
        #expect(line.hasPrefix("OK a1 "))
        #expect(line == rendered { program.put(whole, tag: .text("a1"), at: time, into: $0) })
    }

    @Test("what an answer confirms and is not stored is told by its key, and to people in a line")
    func unstored() {
        func put(_ text: String, _ form: LineForm = .wire) -> String {
            rendered { Dialect.line(LineDialect(form)).putUnstored(Array(text.utf8), into: $0) }
        }
        #expect(put("MSG 1\nOK a id=1\nMSG 2 :\n") == "MSG 1\nOK a id=1 stored=0\nMSG 2 :\n")
        #expect(put("OK a id=1 :words :x\r\nMSG OK b\r\n") == "OK a id=1 stored=0 :words :x\r\nMSG OK b\r\n")
        #expect(put("ERR a x :no\n") == "ERR a x :no\n" && put("") == "")
        #expect(
            put("-- done\r\n", .crlf) == "-- done\r\n-- this is not written yet: the server can't at the moment\r\n")
    }
}
