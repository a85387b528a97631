import Dialects
import LineEditing
import Testing
import WireClient

@testable import partyline

@Suite struct ThemeTests {
    @Test func aNickHasOneColour() {
        #expect(Theme.colour(of: "Ann") == Theme.colour(of: "aNN"))
        let colours = Set((0..<200).map { Theme.colour(of: "nick\($0)") })
        #expect(colours.count == 10)
        // Neither the blacks and whites, nor what needs more than sixteen colours.
        #expect(colours.isDisjoint(with: [30, 37, 90, 97, 38]))
    }

    @Test func withoutColoursThereAreNoSequences() {
        let theme = Theme(isColoured: false)
        #expect(theme.nick("ann") == "ann" && theme.bold("x") == "x")
        #expect(Theme(isColoured: true).bold("x") == "\u{1B}[1mx\u{1B}[0m")
    }
}

@Suite struct RendererTests {
    @Test func coloursNeverComeFromText() {
        var renderer = Renderer(theme: Theme(isColoured: true), showsTime: true)
        renderer.nick = "ann"
        let event = WireEvent(.message("hi ann"), id: 1, time: Talk.time, room: "#lobby", nick: "bob")
        let line = renderer.line(.event(event), now: Talk.time)
        #expect(line.contains("#lobby <\u{1B}[\(Theme.colour(of: "bob"))mbob\u{1B}[0m> \u{1B}[1mhi ann\u{1B}[0m"))
        #expect(line.hasPrefix("\u{1B}[2m"))
    }

    @Test func whatIsReplayedIsColouredAsWhatIsLive() {
        var renderer = Renderer(theme: Theme(isColoured: true), showsTime: true)
        renderer.nick = "ann"
        renderer.currentRoom = "#lobby"
        for text in ["hi ann", "hi all"] {
            for kind in [WireEvent.Kind.message(text), .action(text)] {
                let event = WireEvent(kind, id: 1, time: Talk.time, room: "#lobby", nick: "bob")
                let live = renderer.line(.event(event), now: Talk.time).split(separator: "m ", maxSplits: 1).last
                let replayed = renderer.line(.replayed(event), now: Talk.time)
                #expect(replayed.hasSuffix(live ?? "?"), "\(replayed.debugDescription)")
                #expect(replayed.contains("\u{1B}[1m") == text.contains("ann"))
            }
        }
        let own = WireEvent(.message("mine"), id: 1, time: Talk.time, room: "#lobby", nick: "Ann")
        #expect(renderer.line(.replayed(own), now: Talk.time).contains("<\u{1B}[1mAnn\u{1B}[0m> mine"))
    }

    @Test func oldMessagesHaveTheirDay() {
        let renderer = Renderer(theme: Theme(isColoured: false), showsTime: true)
        let event = WireEvent(.message("hi"), id: 1, time: Talk.time, room: "#lobby", nick: "bob")
        let line = renderer.line(.replayed(event), now: Talk.time + 90_000_000_000)
        #expect(line.wholeMatch(of: /-- \d\d-\d\d \d\d:\d\d #lobby <bob> hi/) != nil)
    }
}

@Suite struct JSONLineTests {
    static func object(_ line: String) -> String? {
        Array(line.utf8).withUnsafeBytes { WireLine($0) }.map(JSONLine.object)
    }

    @Test(arguments: [
        (
            "MSG 7 \(Talk.stamp) #lobby ann :say \"hi\" \\ 日本",
            ##"{"verb":"MSG","id":"7","time":"2026-11-22T19:58:01.123Z","room":"#lobby","nick":"ann","text":"say \"hi\" \\ 日本"}"##
        ),
        (
            "JOIN \(Talk.stamp) #lobby ann",
            ##"{"verb":"JOIN","time":"2026-11-22T19:58:01.123Z","room":"#lobby","nick":"ann"}"##
        ),
        ("NICK \(Talk.stamp) a b", ##"{"verb":"NICK","time":"2026-11-22T19:58:01.123Z","nick":"a","new":"b"}"##),
        ("OK 1 nick=bot", ##"{"verb":"OK","tag":"1","keys":{"nick":"bot"}}"##), ("OK 1", ##"{"verb":"OK","tag":"1"}"##),
        ("ERR - no-tag :x", ##"{"verb":"ERR","tag":"-","code":"no-tag","text":"x"}"##),
        (
            "ERR 4 unknown-command near=join :/jion",
            ##"{"verb":"ERR","tag":"4","code":"unknown-command","keys":{"near":"join"},"text":"/jion"}"##
        ),
        (
            "BYE \(Talk.stamp) shutting-down retry=5 :soon",
            ##"{"verb":"BYE","time":"2026-11-22T19:58:01.123Z","code":"shutting-down","keys":{"retry":"5"},"text":"soon"}"##
        ),
        ("BYE \(Talk.stamp) idle :x", ##"{"verb":"BYE","time":"2026-11-22T19:58:01.123Z","code":"idle","text":"x"}"##),
        ("ROW 3 names #a ann bob", ##"{"verb":"ROW","tag":"3","kind":"names","fields":["#a","ann","bob"]}"##),
        (
            "ROW 3 MSG 7 \(Talk.stamp) #a ann :hi",
            ##"{"verb":"ROW","tag":"3","kind":"MSG","id":"7","time":"2026-11-22T19:58:01.123Z","room":"#a","nick":"ann","text":"hi"}"##
        ),
        (
            "RANK \(Talk.stamp) #a bob op by=ann",
            ##"{"verb":"RANK","time":"2026-11-22T19:58:01.123Z","room":"#a","nick":"bob","rank":"op","keys":{"by":"ann"}}"##
        ),
        ("NOTE \(Talk.stamp) :bye", ##"{"verb":"NOTE","time":"2026-11-22T19:58:01.123Z","text":"bye"}"##),
        ("PING x", ##"{"verb":"PING","token":"x"}"##), ("REDACT a b", ##"{"verb":"REDACT","line":"REDACT a b"}"##),
    ]) func objects(line: String, json: String) {
        #expect(Self.object(line) == json)
    }

    @Test func controlsAreEscaped() { #expect(JSONLine.quoted("a\u{1}\n") == #""a\u0001\u000a""#) }
}

@Suite struct SmallPartsTests {
    @Test func backoffDoublesUpToAMinute() {
        var backoff = Backoff()
        var random = SystemRandomNumberGenerator()
        for limit in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
            let delay = backoff.next(using: &random)
            #expect(delay <= .seconds(limit) && delay >= .seconds(limit) / 2)
        }
        backoff.reset()
        #expect(backoff.next(using: &random) <= .seconds(1))
    }

    @Test(arguments: [(5, 5), (0, 1), (3600, 3600), (Int.max, 3600)]) func aServerMayAskForADelay(
        asked: Int, seconds: Int
    ) {
        let delay = Backoff.delay(asked: asked)
        #expect(delay >= .seconds(seconds) && delay <= .seconds(seconds) * 1.25)
    }

    @Test func noncesAreLettersAndDigits() {
        let nonces = (0..<100).map { _ in Nonces.random() }
        #expect(Set(nonces).count == 100)
        #expect(nonces.allSatisfy { $0.wholeMatch(of: /[a-z0-9]{16,32}/) != nil })
    }

    @Test func inputIsTold() {
        #expect(UserInput("hi") == .say("hi"))
        #expect(UserInput("//hi") == .say("/hi"))
        #expect(UserInput("/TELL  ann  hi ") == .command(verb: "msg", arguments: "ann  hi "))
        #expect(UserInput("/") == .command(verb: "", arguments: ""))
        for line in ["/login ann hunter22", "/REGISTER x", "/ password a b", "/forget x"] {
            #expect(UserInput(line).hasSecret, "\(line)")
        }
        for line in ["/login", "/login  ", "/logout now", "login x", "//login x"] {
            #expect(!UserInput(line).hasSecret, "\(line)")
        }
    }

    /// What comes to the server's commands comes to the completion, too.
    @Test func completionKnowsTheServersCommands() {
        for verb in CommandTable.verbs {
            let usage = CommandTable.help(on: verb)?.first?.usage ?? ""
            let first = usage.split(separator: " ").dropFirst().first?.filter { $0 != "[" && $0 != "]" }
            switch first {
            case "ROOM" where usage.contains("NICK"):
                #expect(CommandArguments.all[verb]?.first == .nick, "\(usage)")
            // Modes are what one changes of the current room.
            case "ROOM" where verb == "mode":
                guard case .word(let words)? = CommandArguments.all[verb]?.last else {
                    Issue.record("\(usage)")
                    break
                }
                #expect(words.contains("+moderated") && words.contains("-secret"))
            case "ROOM" where verb == "history": #expect(CommandArguments.all[verb]?.first == .addressee)
            case "ROOM", "PART": #expect(CommandArguments.all[verb]?.first == .room, "\(usage)")
            case "NICK": #expect([.nick, .addressee].contains(CommandArguments.all[verb]?.first), "\(usage)")
            case "COMMAND": #expect(CommandArguments.all[verb]?.first == .command, "\(usage)")
            default: #expect(![.room, .nick].contains(CommandArguments.all[verb]?.first), "\(usage)")
            }
        }
        for (verb, kinds) in [
            "nick": [], "echo": [.word(["on", "off"])], "me": [], "back": [], "motd": nil, "msg": [.addressee],
            "token": [.word(["add", "remember", "del"])], "remember": [.word(["off"])], "ban": [.nick],
            "unmute": [.nick],
        ] as [String: [CompletionCandidates.Argument]?] {
            #expect(CommandArguments.all[verb] == kinds, "/\(verb)")
        }
        for alias in ["j", "m", "dm", "w", "leave"] { #expect(CommandArguments.all[alias]?.isEmpty == false) }
    }

    @Test(arguments: [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3600, "1 h"), (172_800, "2 days")])
    func durations(seconds: Int, words: String) { #expect(Words.duration(seconds) == words) }
}
