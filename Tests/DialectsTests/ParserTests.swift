import ChatCore
import Secrets
import Testing

@testable import Dialects

@Suite("Commands parsed")
struct ParserTests {
    typealias Case = (line: String, body: Request.Body)

    private static let nonce = Nonce("0123456789abcdef")!

    static let commands: [Case] = [
        ("hello", .command(.say("hello"))),
        ("  hello  ", .command(.say("  hello  "))),
        ("//nick", .command(.say("/nick"))),
        ("//", .command(.say("/"))),
        ("///", .command(.say("//"))),
        (" /nick ann", .command(.say(" /nick ann"))),
        ("@1 hello", .command(.say("@1 hello"))),
        ("/nick", .command(.nick(nil))),
        ("/nick ann", .command(.nick("ann"))),
        ("/NICK ann", .command(.nick("ann"))),
        ("/nIcK   ann  ", .command(.nick("ann"))),
        ("/join #kitchen", .command(.join("#kitchen"))),
        ("/join kitchen", .command(.join("#kitchen"))),
        ("/part", .command(.part(nil, reason: nil))),
        ("/part  ", .command(.part(nil, reason: nil))),
        ("/part #kitchen", .command(.part("#kitchen", reason: nil))),
        ("/part #kitchen  too hot ", .command(.part("#kitchen", reason: "too hot "))),
        ("/part too hot", .command(.part("#too", reason: "hot"))),
        ("/leave kitchen", .command(.part("#kitchen", reason: nil))),
        ("/j kitchen", .command(.join("#kitchen"))),
        ("/join #kitchen since=17", .command(.join("#kitchen", since: 17))),
        ("/join since=0 kitchen", .command(.join("#kitchen", since: 0))),
        ("/rooms after=#kitchen", .command(.rooms(containing: nil, after: "#kitchen"))),
        ("/rooms kit after=kitchen", .command(.rooms(containing: "kit", after: "#kitchen"))),
        ("/who after=ann", .command(.who(nil, after: "ann"))),
        ("/who after=ann kitchen", .command(.who("#kitchen", after: "ann"))),
        ("/m ann psst", .command(.tell("ann", "psst"))),
        ("/dm ann psst", .command(.tell("ann", "psst"))),
        ("/say /quit", .command(.say("/quit"))),
        ("/say nonce=0123456789abcdef hi", .command(.sayOnce(nonce, .here("hi")))),
        ("/me nonce=0123456789abcdef waves", .command(.sayOnce(nonce, .action("waves")))),
        ("/msg nonce=0123456789abcdef ann  hi", .command(.sayOnce(nonce, .to("ann", "hi")))),
        ("/msg nonce=0123456789abcdef #kitchen hi", .command(.sayOnce(nonce, .inRoom("#kitchen", "hi")))),
        ("/q bye", .server(.quit(reason: "bye"))),
        ("/history around=17 #a 5", .command(.history("#a", count: 5, .around(17)))),
        ("/history @bob", .server(.mailbox(MailboxRequest(with: "bob")))),
        ("/history 5 @bob since=3", .server(.mailbox(MailboxRequest(with: "bob", count: 5, .since(3))))),
        ("/history around=9 @Bob", .server(.mailbox(MailboxRequest(with: "Bob", .around(9))))),
        ("/history before=17", .command(.history(nil, count: nil, .last(before: 17)))),
        ("/history before=17 5 since=3 #a", .command(.history("#a", count: 5, .since(3, before: 17)))),
        ("/rooms", .command(.rooms(containing: nil))),
        ("/rooms kit", .command(.rooms(containing: "kit"))),
        ("/list #", .command(.rooms(containing: "#"))),
        ("/names", .command(.names(nil))),
        ("/names kitchen", .command(.names("#kitchen"))),
        ("/names after=ann #kitchen", .command(.names("#kitchen", after: "ann"))),
        ("/who", .command(.who(nil))),
        ("/who #kitchen", .command(.who("#kitchen"))),
        ("/whois ann", .command(.whois("ann"))),
        ("/topic", .command(.topic(nil))),
        ("/topic #kitchen", .command(.topic("#kitchen"))),
        ("/topic kitchen", .command(.setTopic(nil, "kitchen"))),
        ("/topic cakes and  pies", .command(.setTopic(nil, "cakes and  pies"))),
        ("/topic #kitchen cakes", .command(.setTopic("#kitchen", "cakes"))),
        ("/topic -", .command(.setTopic(nil, ""))),
        ("/topic #kitchen -", .command(.setTopic("#kitchen", ""))),
        ("/topic --", .command(.setTopic(nil, "--"))),
        ("/msg ann psst", .command(.tell("ann", "psst"))),
        ("/tell ann  psst  there", .command(.tell("ann", "psst  there"))),
        ("/w ann /quit", .command(.tell("ann", "/quit"))),
        ("/msg #kitchen hi", .command(.sayIn("#kitchen", "hi"))),
        ("/msg kitchen hi", .command(.tell("kitchen", "hi"))),
        ("/reply yes, I do", .command(.reply("yes, I do"))),
        ("/me waves", .command(.act("waves"))),
        ("/away", .command(.away(note: ""))),
        ("/away out for tea", .command(.away(note: "out for tea"))),
        ("/back", .command(.back)),
        ("/ignore", .command(.ignore(nil))),
        ("/ignore ann", .command(.ignore("ann"))),
        ("/unignore ann", .command(.unignore("ann"))),
        ("/echo", .command(.set(.echo, nil))),
        ("/echo on", .command(.set(.echo, true))),
        ("/time OFF", .server(.dialect(.time(false)))),
        ("/quiet On ", .command(.set(.quiet, true))),
        ("/history", .command(.history(nil, count: nil, .last()))),
        ("/history 5", .command(.history(nil, count: 5, .last()))),
        ("/history 1000", .command(.history(nil, count: 1_000, .last()))),
        ("/history kitchen", .command(.history("#kitchen", count: nil, .last()))),
        ("/history #9 9", .command(.history("#9", count: 9, .last()))),
        ("/history since=0", .command(.history(nil, count: nil, .since(0)))),
        ("/history #lobby 3 since=17", .command(.history("#lobby", count: 3, .since(17)))),
        (
            "/history since=9223372036854775807 #lobby",
            .command(.history("#lobby", count: nil, .since(.max)))
        ),
        ("/motd", .server(.motd)),
        ("/version", .server(.version)),
        ("/uptime", .server(.uptime)), ("/nodes", .server(.nodes)),
        ("/ping", .server(.ping(token: nil))),
        ("/ping a1B2", .server(.ping(token: "a1B2"))),
        ("/pong a1", .server(.pong)),
        ("/wire 1", .server(.dialect(.wire(version: "1")))),
        ("/wire 1 resume", .server(.dialect(.wire(version: "1", resumes: true)))),
        ("/wire 2", .server(.dialect(.wire(version: "2")))),
        ("/help", .server(.help(verb: nil))),
        ("/help topic", .server(.help(verb: "topic"))),
        ("/help /topic", .server(.help(verb: "/topic"))),
        ("/register hunter 22", .account(.register(Secret("hunter 22".utf8)))),
        ("/login ann hunter22", .account(.login("ann", Secret("hunter22".utf8)))),
        ("/logout", .command(.account(.logOut))),
        ("/password old new", .account(.changePassword(old: Secret("old".utf8), new: Secret("new".utf8)))),
        ("/token", .account(.tokens)),
        ("/token add bot", .account(.addToken(AccountLabel("bot")!, days: nil))),
        ("/token ADD bot 30", .account(.addToken(AccountLabel("bot")!, days: 30))),
        ("/token remember desk", .account(.addToken(AccountLabel("desk")!, days: nil, isRemembered: true))),
        ("/reset ann", .account(.reset("ann"))),
        ("/token del bot", .account(.removeToken(AccountLabel("bot")!))),
        ("/cert", .account(.certificate(.list))), ("/cert ADD", .account(.certificate(.add))),
        ("/cert login", .account(.certificate(.logIn))),
        ("/cert del 0f1e", .account(.certificate(.remove(AccountLabel("0f1e")!)))),
        ("/reserve ann", .command(.account(.reserve("ann")))),
        ("/release ann", .command(.account(.release("ann")))),
        ("/account", .command(.account(.describe(nil)))),
        ("/account ann", .command(.account(.describe("ann")))),
        ("/forget hunter22", .account(.forget(Secret("hunter22".utf8)))),
        ("/quit", .server(.quit(reason: nil))),
        ("/quit see you", .server(.quit(reason: "see you"))),
        ("/exit", .server(.quit(reason: nil))),
        ("/op", moderate(.listRanks)),
        ("/op #tea", moderate(.listRanks, in: "#tea")),
        ("/op bob", moderate(.give(.op, "bob"))),
        ("/op bob tea", moderate(.give(.op, "bob"), in: "#tea")),
        // As `/ban #tea bob`.
        ("/op #tea bob", moderate(.give(.op, "bob"), in: "#tea")),
        ("/devoice #tea bob", moderate(.take(.voice, "bob"), in: "#tea")),
        ("/invite #tea bob", moderate(.invite("bob"), in: "#tea")),
        ("/deop bob", moderate(.take(.op, "bob"))),
        ("/voice bob #tea", moderate(.give(.voice, "bob"), in: "#tea")),
        ("/devoice bob", moderate(.take(.voice, "bob"))),
        ("/kick bob", moderate(.kick("bob", reason: nil))),
        ("/kick #tea bob go away", moderate(.kick("bob", reason: "go away"), in: "#tea")),
        ("/ban", moderate(.list(.ban))),
        ("/ban #tea", moderate(.list(.ban), in: "#tea")),
        ("/ban bob", moderate(mask(.ban, .person("bob")))),
        ("/ban bob 2h", moderate(mask(.ban, .person("bob"), seconds: 7_200))),
        ("/ban bob 2h spam 1d", moderate(mask(.ban, .person("bob"), seconds: 7_200, reason: "spam 1d"))),
        ("/ban bob for 2 hours", moderate(mask(.ban, .person("bob"), reason: "for 2 hours"))),
        ("/ban bob 99999999999999999w", moderate(mask(.ban, .person("bob"), seconds: .max))),
        ("/ban #tea HOST:C-x* 3D", moderate(mask(.ban, .subject(subject("host:c-x*")), seconds: 259_200), in: "#tea")),
        ("/ban spam*", moderate(mask(.ban, .subject(subject("nick:spam*"))))),
        ("/ban *!*@c-x", moderate(mask(.ban, .subject(subject("mask:*!*@c-x"))))),
        ("/unban 3", moderate(.unset(.ban, .number(3)))),
        ("/unban bob", moderate(.unset(.ban, .nick("bob")))),
        ("/unban #tea account:mal", moderate(.unset(.ban, .subject(subject("account:mal"))), in: "#tea")),
        ("/mute bob 10m", moderate(mask(.mute, .person("bob"), seconds: 600))),
        ("/unmute bob", moderate(.unset(.mute, .nick("bob")))),
        ("/exempt host:c-a 2h", moderate(mask(.exempt, .subject(subject("host:c-a")), seconds: 7_200))),
        ("/exempt #tea", moderate(.list(.exempt), in: "#tea")),
        ("/unexempt 2", moderate(.unset(.exempt, .number(2)))),
        ("/invited bob", moderate(mask(.invited, .person("bob")))),
        ("/uninvited nick:b*", moderate(.unset(.invited, .subject(subject("nick:b*"))))),
        ("/invite bob", moderate(.invite("bob"))),
        ("/invite bob tea", moderate(.invite("bob"), in: "#tea")),
        ("/key word", moderate(.modes(modes("+key=word")))),
        ("/key #tea -", moderate(.modes(modes("-key")), in: "#tea")),
        ("/mode", moderate(.modes(ModeChange()))),
        (
            "/mode #tea +Invite-Only -secret +limit=5",
            moderate(.modes(modes("+invite-only", "-secret", "+limit=5")), in: "#tea")
        ),
        ("/search the kettle", search { $0.words = "the kettle" }),
        (
            "/search tea in:a -\"no  sugar\" from:Ann before:1970-01-02 after:1970-01-01 cursor=5",
            search {
                $0.words = "tea -\"no sugar\""
                ($0.room, $0.speaker) = ("#a", "Ann")
                ($0.before, $0.after, $0.cursor) = (86_400_000_000, 0, 5)
            }
        ),
        ("/search \"in:a b\" in: in", search { $0.words = "\"in:a b\" in: in" }),
        ("/search from:ann", search { $0.speaker = "ann" }),
        ("/search more", search { $0.isMore = true }),
        ("/export", .server(.export(ExportRequest()))),
        ("/export 50", .server(.export(ExportRequest(count: 50)))),
        ("/export More", .server(.export(ExportRequest(isMore: true)))),
        ("/export more 50", .server(.export(ExportRequest(count: 50, isMore: true)))),
        ("/export cursor=s7 1000", .server(.export(ExportRequest(count: 1_000, cursor: .said(7))))),
        ("/export cursor=r0", .server(.export(ExportRequest(cursor: .rank(0))))),
        (
            "/export cursor=p9223372036854775807",
            .server(.export(ExportRequest(cursor: .privateMessage(.max))))
        ),
        ("/search more tea", search { $0.words = "more tea" }),
        ("/slow 10", moderate(.modes(modes("+slow=10")))),
        ("/registerroom", .command(.account(.registerRoom(nil)))),
        ("/registerroom tea", .command(.account(.registerRoom("#tea")))),
        ("/droproom #tea", .command(.account(.dropRoom("#tea")))),
        ("/dms", .command(.account(.messages(nil)))),
        ("/dms Accounts", .command(.account(.messages(.accounts)))),
        ("/report bob he shouts", .command(.operate(.report("bob", "he shouts")))),
        ("/audit", .command(.operate(.audit(nil, count: nil)))),
        ("/audit 5 tea", .command(.operate(.audit("#tea", count: 5)))),
        ("/kill bob spam", .command(.operate(.kill("bob", reason: "spam")))),
        ("/serverban", .command(.operate(.listBans))),
        ("/serverban bob 2h", .command(.operate(.ban(.person("bob"), seconds: 7_200, reason: nil)))),
        (
            "/serverban net:192.0.2.0/24 1d spam",
            .command(.operate(.ban(.subject(.net("192.0.2.0/24")), seconds: 86_400, reason: "spam")))
        ),
        ("/serverunban host:c-x", .command(.operate(.unban(.mask(subject("host:c-x")))))),
        ("/announce back at nine", .command(.operate(.announce("back at nine")))),
        ("/suspend mal", .command(.operate(.suspend("mal", true)))),
        ("/unsuspend mal", .command(.operate(.suspend("mal", false)))),
        ("/slow #tea 0", moderate(.modes(modes("-slow")), in: "#tea")),
        ("/join #tea word since=5", .command(.join("#tea", since: 5, key: RoomKey("word")))),
        ("", .nothing),
        ("   ", .nothing),
        ("\t", .nothing),
        ("\r", .nothing),
        ("\u{200B}\u{FEFF}\u{7F}", .nothing),
    ]

    private static func search(_ fill: (inout SearchRequest) -> Void) -> Request.Body {
        var request = SearchRequest()
        fill(&request)
        return .server(.search(request))
    }

    private static func moderate(_ moderation: Moderation, in room: RoomName? = nil) -> Request.Body {
        .command(.moderate(room, moderation))
    }

    private static func mask(
        _ kind: MaskKind, _ target: MaskTarget, seconds: Int64? = nil, reason: Text? = nil
    ) -> Moderation {
        .set(kind, target, seconds: seconds, reason: reason, putsOut: kind == .ban)
    }

    private static func subject(_ text: String) -> MaskSubject { MaskSubject(text) ?? .anybody }

    private static func modes(_ words: String...) -> ModeChange {
        words.reduce(into: ModeChange()) { change, word in _ = change.add(word: word) }
    }

    @Test("a line becomes what it says", arguments: commands)
    func command(_ given: Case) {
        #expect(Request(given.line).meaning == Request.Meaning(tag: .none, body: given.body))
    }

    @Test("with a tag it becomes the same", arguments: commands)
    func taggedCommand(_ given: Case) {
        guard case .nothing = given.body else {
            #expect(
                Request("@a1 " + given.line, isWire: true).meaning
                    == Request.Meaning(tag: .text("a1"), body: given.body))
            return
        }
        let empty = Request("@a1 " + given.line, isWire: true)
        #expect(empty.tag == .text("a1"))
        #expect(empty.code == .usage)
    }

    @Test("every verb and alias of the table is among these")
    func complete() {
        let tried = Set(ParserTests.commands.compactMap { $0.line.split(separator: " ").first?.lowercased() })
        for row in CommandTable.rows where row.verb != "resume" {
            for name in [row.verb] + row.aliases { #expect(tried.contains("/" + name), "/\(name)") }
        }
    }

    @Test("who comes back is a program, and says by which token")
    func resume() {
        func parsed(_ line: String) -> Request { Request(line, isWire: true) }
        let request = parsed("@1 /resume rt_x since=17")
        #expect(request.body == .server(.resume(token: "rt_x", since: 17)))
        #expect(request.cost == .dear && request.verb.map { CommandVerb.names[$0.index] } == "resume")
        #expect(parsed("@1 /resume rt_x").body == .server(.resume(token: "rt_x", since: nil)))
        for line in ["/resume", "/resume x 17", "/resume x since=1 y", "/resume x since=a", "/resume x since=-1"] {
            #expect(parsed("@1 \(line)").code == .usage)
        }
        #expect(Request("/resume rt_x").words == "/resume TOKEN [since=ID]: for programs, after /wire 1")
    }

    static let costs: [(line: String, cost: CommandCost, verb: String?)] = [
        ("hi", .plain, nil), ("/say hi", .plain, nil), ("/me waves", .plain, "me"), ("/msg ann hi", .plain, "msg"),
        ("/tell ann hi", .plain, "msg"), ("/msg #a hi", .plain, "msg"), ("/reply hi", .plain, "reply"),
        ("/say nonce=abcdefghijklmnop hi", .plain, nil), ("/me nonce=abcdefghijklmnop hi", .plain, "me"),
        ("/nick", .charged, "nick"), ("/nick  ", .charged, "nick"), ("/nick ann", .dear, "nick"),
        ("/ignore", .charged, "ignore"), ("/ignore ann", .dear, "ignore"), ("/unignore ann", .dear, "unignore"),
        ("/echo", .charged, "echo"), ("/echo on", .dear, "echo"), ("/quiet", .charged, "quiet"),
        ("/quiet off", .dear, "quiet"), ("/time", .charged, "time"), ("/time on", .dear, "time"),
        ("/join a", .dear, "join"), ("/part", .dear, "part"), ("/rooms", .dear, "rooms"), ("/list", .dear, "rooms"),
        ("/names", .dear, "names"), ("/who", .dear, "who"), ("/history", .dear, "history"), ("/away", .dear, "away"),
        ("/back", .dear, "back"), ("/whois ann", .charged, "whois"), ("/topic", .charged, "topic"),
        ("/topic cakes", .charged, "topic"), ("/motd", .charged, "motd"), ("/version", .charged, "version"),
        ("/uptime", .charged, "uptime"), ("/ping", .charged, "ping"), ("/pong", .charged, "pong"),
        ("/register x", .charged, "register"), ("/login", .charged, "login"), ("/login ann x", .charged, "login"),
        ("/logout", .dear, "logout"), ("/password a b", .charged, "password"), ("/token", .charged, "token"),
        ("/cert", .charged, "cert"),
        ("/reset ann", .charged, "reset"),
        ("/reserve ann", .charged, "reserve"), ("/release ann", .charged, "release"),
        ("/account", .dear, "account"), ("/export", .dear, "export"), ("/forget x", .charged, "forget"),
        ("/wire 1", .charged, "wire"), ("/resume x", .plain, nil), ("/help", .charged, "help"),
        ("/quit", .charged, "quit"),
        ("/op bob", .dear, "op"), ("/deop bob", .dear, "deop"), ("/voice bob", .dear, "voice"),
        ("/devoice bob", .dear, "devoice"), ("/kick bob", .dear, "kick"), ("/ban bob", .dear, "ban"),
        ("/unban bob", .dear, "unban"), ("/mute bob", .dear, "mute"), ("/unmute bob", .dear, "unmute"),
        ("/exempt bob", .dear, "exempt"), ("/unexempt 1", .dear, "unexempt"), ("/invited bob", .dear, "invited"),
        ("/uninvited bob", .dear, "uninvited"),
        ("/invite bob", .dear, "invite"), ("/key word", .dear, "key"), ("/mode", .dear, "mode"),
        ("/slow 5", .dear, "slow"), ("/registerroom", .dear, "registerroom"), ("/droproom a", .dear, "droproom"),
        ("/dms", .charged, "dms"), ("/report bob x", .dear, "report"), ("/audit", .dear, "audit"),
        ("/kill bob", .dear, "kill"), ("/serverban", .dear, "serverban"), ("/serverunban nick:a", .dear, "serverunban"),
        ("/announce x", .dear, "announce"), ("/suspend a", .dear, "suspend"), ("/unsuspend a", .dear, "unsuspend"),
        ("/search tea", .charged, "search"), ("/frob", .plain, nil), ("/join", .plain, nil), ("", .plain, nil),
    ]

    @Test("what a line costs, and is counted as, stands in its row", arguments: costs)
    func cost(line: String, cost: CommandCost, verb: String?) {
        #expect(Request(line).cost == cost)
        #expect(Request(line).verb.map { CommandVerb.names[$0.index] } == verb)
    }

    @Test("every row is among these")
    func allCosts() {
        let tried = Set(
            ParserTests.costs.compactMap { $0.line.split(separator: " ").first?.dropFirst() }.map(String.init))
        #expect(CommandTable.verbs.filter { !tried.contains($0) } == [])
    }

    static let refusals: [(line: String, code: Code)] = [
        ("/search", .usage), ("/search in:a", .usage), ("/search more in:a", .usage), ("/search tea in:a in:b", .usage),
        ("/search tea in:a,b", .badRoom), ("/search tea from:1a", .badNick), ("/search tea before:today", .usage),
        ("/export 0", .usage), ("/export 1001", .usage), ("/export -1", .usage), ("/export 1 2", .usage),
        ("/export me.txt", .usage), ("/export more more", .usage), ("/export more cursor=s1", .usage),
        ("/export cursor=s1 cursor=s2", .usage), ("/export cursor=", .usage), ("/export cursor=s", .usage),
        ("/export cursor=7", .usage), ("/export cursor=x7", .usage), ("/export cursor=s-7", .usage),
        ("/export cursor=s+7", .usage), ("/export cursor=p9223372036854775808", .usage), ("/export cursor=é7", .usage),
        ("/search tea after:2026-13-01", .usage), ("/search tea cursor=-1", .usage),
        ("/", .unknownCommand), ("/frob", .unknownCommand), ("/nickx ann", .unknownCommand),
        ("/nick! ann", .unknownCommand),
        ("/nick 1ann", .badNick), ("/nick änn", .badNick), ("/nick ann bob", .usage),
        ("/nick \(String(repeating: "n", count: 33))", .badNick),
        ("/join", .usage), ("/join a b c", .usage), ("/join a b,c", .usage), ("/kick", .usage), ("/kick 9", .badNick),
        ("/ban nick:", .usage), ("/ban 9", .badNick),
        ("/ban bob 2hours", .usage), ("/ban bob 0m", .usage), ("/mute #tea bob 10 adverts", .usage),
        ("/serverban bob 10min", .usage), (" /login ann hunter22", .usage), ("  /PASSWORD a b", .usage),
        ("/unban", .usage), ("/mode secret", .usage),
        ("/mode +frob", .usage), ("/mode +limit=0", .usage), ("/mode +key", .usage), ("/slow", .usage),
        ("/slow 9999", .usage), ("/slow x", .usage), ("/key", .usage), ("/key a b", .usage), ("/invite", .usage),
        ("/deop", .usage), ("/op bob a b", .usage), ("/op #a b c", .usage), ("/join #", .badRoom),
        ("/join #a,b", .badRoom),
        ("/join ##a#", .badRoom), ("/join #a%b", .badRoom), ("/nick a/b", .badNick), ("/nick -a", .badNick),
        ("/join \(String(repeating: "r", count: 33))", .badRoom),
        ("/part #kitch!en", .badRoom), ("/part # bye", .badRoom),
        ("/rooms a b", .usage),
        ("/names a b", .usage), ("/names after=1", .badNick), ("/names a!", .badRoom),
        ("/who a b", .usage), ("/who #", .badRoom),
        ("/whois", .usage), ("/whois 1", .badNick), ("/whois ann bob", .usage),
        ("/topic #kitch!en pies", .badRoom),
        ("/msg", .usage), ("/msg ann", .usage), ("/msg ann  ", .usage), ("/msg #kitchen", .usage),
        ("/msg 1 hi", .badNick),
        ("/msg #kitch!en hi", .badRoom),
        ("/reply", .usage), ("/reply  ", .usage), ("/me", .usage), ("/me   ", .usage),
        ("/back now", .usage),
        ("/ignore 1", .badNick), ("/ignore a b", .usage),
        ("/unignore", .usage), ("/unignore 1", .badNick), ("/unignore ann bob", .usage),
        ("/echo maybe", .usage), ("/echo on off", .usage), ("/time 1", .usage), ("/quiet yes", .usage),
        ("/history 0", .usage), ("/history 1001", .usage), ("/history -1", .usage), ("/history 5 5", .usage),
        ("/history a b", .usage), ("/history a!", .badRoom), ("/history since=", .usage), ("/history since=x", .usage),
        ("/history since=-1", .usage), ("/history since=9223372036854775808", .usage),
        ("/history since=1 since=2", .usage),
        ("/motd x", .usage), ("/version x", .usage), ("/uptime x", .usage), ("/nodes x", .usage),
        ("/ping a!", .usage), ("/ping a b", .usage), ("/ping \(String(repeating: "t", count: 33))", .usage),
        ("/pong a b", .usage),
        ("/wire", .usage), ("/wire 1 2", .usage), ("/wire 1 resume 2", .usage),
        ("/help a b", .usage),
    ]

    @Test("what makes no sense is refused with its code", arguments: refusals)
    func refusal(line: String, code: Code) {
        #expect(Request(line).code == code)
        let tagged = Request("@a1 " + line, isWire: true)
        #expect(tagged.code == code)
        #expect(tagged.tag == .text("a1"))
    }

    @Test("what follows a command stays byte for byte, also where it starts with a combining character")
    func combining() {
        #expect(Request("/me \u{301}x").body == .command(.act("\u{301}x")))
        #expect(Request("/msg ann  \u{FE0F}x").body == .command(.tell("ann", "\u{FE0F}x")))
        #expect(Request("/reply \u{200D}").body == .command(.reply("\u{200D}")))
        #expect(Request("/part #a \u{301}").body == .command(.part("#a", reason: "\u{301}")))
        #expect(Request("/nick \u{301}ann").code == .badNick)
    }

    @Test("a usage refusal tells how the command is written")
    func usage() {
        #expect(Request("/msg").words == "/msg NICK TEXT")
        #expect(Request("/join").words == "/join ROOM [KEY]")
    }

    @Test("the help tells every verb, with its aliases where one is asked for")
    func help() throws {
        let all = try #require(CommandTable.help(on: nil))
        #expect(all.count == CommandTable.verbs.count)
        #expect(Set(CommandTable.verbs).count == CommandTable.verbs.count)
        for verb in CommandTable.verbs {
            let lines = try #require(CommandTable.help(on: "/" + verb.uppercased()))
            #expect(lines.count == 1)
            #expect(lines[0].usage.split(separator: " ").first == "/\(verb)")
            #expect(!lines[0].words.isEmpty)
        }
        #expect(CommandTable.help(on: "tell")?.first?.words.contains("/tell") == true)
        #expect(CommandTable.help(on: "frob") == nil)
        #expect(CommandTable.help(on: "") == nil)
    }

    @Test("what is to come is unknown until then")
    func reserved() {
        #expect(Request("/redact x").code == .unknownCommand)
    }

    @Test("a line that is not UTF-8 is refused whole, whatever it would have been")
    func notUTF8() {
        for bytes in [[0xFF], Array("/nick a".utf8) + [0xC3], [0x68, 0xC0, 0x80], [0xED, 0xA0, 0x80], [0x80]]
            as [[UInt8]]
        {
            #expect(Request(bytes).code == .badUTF8)
            let tagged = Request(Array("@7 ".utf8) + bytes, isWire: true)
            #expect(tagged.code == .badUTF8)
            #expect(tagged.tag == .text("7"))
        }
    }
}
