import Testing

@testable import ChatCore
@testable import Dialects

@Suite("What IRC is told of the server")
struct IRCServerAnswersTests {
    private static let started: Int64 = 1_796_025_600_123_456

    private var census: IRCCensus {
        var census = IRCCensus()
        census.people = 5
        census.invisible = 2
        census.operators = 1
        census.newcomers = 3
        census.rooms = 4
        census.mostPeople = 9
        return census
    }

    private func welcome(motd: [Text]) -> IRCWelcome {
        IRCWelcome(
            network: "TeaNet", version: "partyline-0.9", started: IRCServerAnswersTests.started,
            isupport: ISupport(ISupport.Facts()), census: census, motd: motd)
    }

    @Test("who comes reads all of it in one order")
    func burst() {
        var ann = IRCPerson(.ann)
        ann.modes = [.invisible, .secure]
        let told = answered { $0.putWelcome(welcome(motd: ["Tea at five", ""]), to: ann) }
        #expect(
            told.prefix(3) == [
                ":irc.example 001 ann :Welcome to the TeaNet IRC network ann",
                ":irc.example 002 ann :Your host is irc.example, running version partyline-0.9",
                ":irc.example 003 ann :This server was started 2026-11-30T08:00:00.123Z",
            ])
        #expect(told[3] == ":irc.example 004 ann irc.example partyline-0.9 BRTZiow CHIMRbefiklmnoqstv Ibefkloqv")
        let numbers = told.compactMap { $0.split(separator: " ").dropFirst().first }.map(String.init)
        let others = numbers.filter { $0 != "005" }
        #expect(
            others == [
                "001", "002", "003", "004", "251", "252", "253", "254", "255", "265", "266", "375", "372", "372", "376",
                "221",
            ])
        #expect(numbers.count { $0 == "005" } >= 3 && numbers[4] == "005")
        #expect(
            told.suffix(5) == [
                ":irc.example 375 ann :- irc.example Message of the day - ", ":irc.example 372 ann :- Tea at five",
                ":irc.example 372 ann :- ", ":irc.example 376 ann :End of MOTD", ":irc.example 221 ann +Zi",
            ])
    }

    @Test("who has no message of the day says so")
    func noMotd() {
        let told = answered { $0.putWelcome(welcome(motd: []), to: IRCPerson(.ann)) }
        #expect(told.suffix(2) == [":irc.example 422 ann :MOTD File is missing", ":irc.example 221 ann +"])
    }

    @Test("LUSERS")
    func lusers() {
        #expect(
            answered { $0.putCensus(census) } == [
                ":irc.example 251 ann :There are 3 users and 2 invisible on 1 servers",
                ":irc.example 252 ann 1 :operators online",
                ":irc.example 253 ann 3 :connections that are not registered yet",
                ":irc.example 254 ann 4 :channels formed",
                ":irc.example 255 ann :I have 5 clients and 0 servers",
                ":irc.example 265 ann 5 9 :Current local users 5, max 9",
                ":irc.example 266 ann 5 9 :Current global users 5, max 9",
            ])
    }

    @Test("VERSION, TIME, INFO, ADMIN and what there is not")
    func questions() {
        let told = answered { $0.putVersion("partyline-0.9", description: "tea", ISupport(ISupport.Facts())) }
        #expect(told[0] == ":irc.example 351 ann partyline-0.9 irc.example :tea" && told[1].contains(" 005 "))
        #expect(
            answered {
                $0.putTime(IRCServerAnswersTests.started)
                $0.putInfo(["Partyline", ""])
                $0.putAdmin(description: "A server", contact: "root@example.org")
                $0.putAdmin(description: "A server", contact: nil)
                $0.putLinks()
                $0.putStats("u")
                $0.putUsers()
                $0.putSummon()
            } == [
                ":irc.example 391 ann irc.example :2026-11-30T08:00:00.123Z",
                ":irc.example 371 ann :Partyline", ":irc.example 371 ann :", ":irc.example 374 ann :End of INFO",
                ":irc.example 256 ann irc.example :Administrative info", ":irc.example 257 ann :A server",
                ":irc.example 259 ann :root@example.org",
                ":irc.example 256 ann irc.example :Administrative info", ":irc.example 257 ann :A server",
                ":irc.example 365 ann * :End of LINKS list", ":irc.example 219 ann u :End of STATS",
                ":irc.example 446 ann :USERS has been disabled", ":irc.example 445 ann :SUMMON has been disabled",
            ])
    }

    @Test("HELP")
    func help() {
        #expect(
            answered { $0.putHelp(about: "privmsg") } == [
                ":irc.example 704 ann privmsg :PRIVMSG target[,target…] :text", ":irc.example 705 ann privmsg :",
                ":irc.example 705 ann privmsg :Says something in a room or to somebody.",
                ":irc.example 706 ann privmsg :End of help",
            ])
        #expect(answered { $0.putHelp(about: "NOSUCH") } == [":irc.example 524 ann NOSUCH :Help not found"])
        let index = answered { $0.putHelp(about: nil) }
        #expect(index.first == ":irc.example 704 ann * :Commands; HELP COMMAND tells more")
        #expect(index.contains { $0.contains("PRIVMSG") } && index.last == ":irc.example 706 ann * :End of help")
        #expect(answered { $0.putHelp(about: "") } == index)
    }

    /// Of what is answered by 421 there is none.
    @Test("each command has its help", arguments: IRCCommand.allCases.filter { $0 != .knock && $0 != .rename })
    func allHelp(command: IRCCommand) {
        #expect(IRCHelp.lines(about: command.rawValue)?.count == 3, "\(command)")
        #expect(IRCHelp.rows.count { $0.command == command } == 1)
    }

    @Test("PING, PONG, ERROR and notices")
    func others() {
        #expect(
            answered(to: "*") {
                $0.putPing()
                $0.putPong("a token".utf8)
                $0.putPong("".utf8)
                $0.putError("Bye\r\nfor now")
                $0.putNotice("hello")
                $0.putEnding(.pingTimeout)
            } == [
                "PING :irc.example", ":irc.example PONG irc.example :a token", ":irc.example PONG irc.example :",
                "ERROR :Byefor now", ":irc.example NOTICE * :hello",
                "ERROR :Closing link: \(RefusalText(.pingTimeout).words)",
            ])
    }

    @Test("one's own modes are told as they change")
    func userModes() {
        #expect(
            answered {
                $0.putUserModes(of: IRCPerson(.ann), [.invisible, .bot], were: [.wallops])
                $0.putUserModes(of: IRCPerson(.ann), [.invisible], were: [.invisible])
                $0.putUserModes([.invisible])
            } == [":ann!~ann@c-abc MODE ann +Bi-w", ":irc.example 221 ann +i"])
    }
}
