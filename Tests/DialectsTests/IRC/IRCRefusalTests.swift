import Testing

@testable import ChatCore
@testable import Dialects

@Suite("Refusals in IRC")
struct IRCRefusalTests {
    private static let room: RoomName = "#tea"

    private func told(_ refusal: Refusal, of command: IRCCommand, for target: String = "*") -> String {
        answered { $0.put(IRCRefusal(refusal, of: command, for: target)) }.joined(separator: "|")
    }

    @Test(
        "each of the hub's has its number and what it is about",
        arguments: [
            (.noSuchRoom("#tea"), .join, "403 ann #tea :No such channel"),
            (.notInRoom("#tea"), .part, "442 ann #tea :You're not on that channel"),
            (.notInRoom("#tea"), .privmsg, "404 ann #tea :Cannot send to channel"),
            (.noCurrentRoom, .topic, "442 ann x :You're not on that channel"),
            (.tooManyRooms("#tea", count: 50, most: 50), .join, "405 ann #tea :You have joined too many channels"),
            (.nickInUse("bob"), .nick, "433 ann bob :Nickname is already in use"),
            (.noSuchNick("bob"), .privmsg, "401 ann bob :No such nick"),
            (.noCorrespondent, .privmsg, "401 ann x :No such nick"),
            (.correspondentLeft, .privmsg, "401 ann x :No such nick"),
            (.ignoresItself, .privmsg, "400 ann PRIVMSG :Could not be carried out"),
            (.entry("#tea", .banned(seconds: nil, reason: nil)), .join, "474 ann #tea :Cannot join channel (+b)"),
            (.entry("#tea", .inviteOnly), .join, "473 ann #tea :Cannot join channel (+i)"),
            (.entry("#tea", .needsKey(isWrong: true)), .join, "475 ann #tea :Cannot join channel (+k)"),
            (.entry("#tea", .full(most: 2)), .join, "471 ann #tea :Cannot join channel (+l)"),
            (.entry("#tea", .needsAccount), .join, "477 ann #tea :You need to be logged in to an account"),
            (.speech("#tea", .moderated), .privmsg, "404 ann #tea :Cannot send to channel (+m)"),
            (
                .speech("#tea", .muted(seconds: 5)), .privmsg,
                "404 ann #tea :Cannot send to channel (you are banned or muted)"
            ),
            (
                .speech("#tea", .tooSoon(slow: 30, retry: 7)), .privmsg,
                "404 ann #tea :Cannot send to channel (+f): one line in 30 seconds, try again in 7"
            ),
            (.moderation("#tea", .needs(.op)), .mode, "482 ann #tea :You're not a channel operator"),
            (
                .moderation("#tea", .outranked("bob", .founder)), .kick,
                "482 ann #tea :bob is the founder of the channel"
            ),
            (.moderation("#tea", .notHere("bob")), .kick, "441 ann bob #tea :They aren't on that channel"),
            (.moderation("#tea", .alreadyHere("bob")), .invite, "443 ann bob #tea :is already on channel"),
            (.moderation("#tea", .listFull(.ban, most: 100)), .mode, "478 ann #tea b :Channel list is full"),
            (.moderation("#tea", .noSuchMask(.exempt)), .mode, "698 ann #tea e x :is not on that list"),
            (.account(.nickReserved("bob")), .nick, "433 ann x :Nickname is somebody's account"),
            (.account(.guestsOnlyRead), .privmsg, "477 ann x :You need to be logged in to an account"),
            (.account(.needsOperator), .kill, "481 ann :Permission denied - you're not an operator of this server"),
            (.account(.absent("bob")), .privmsg, "401 ann bob :No such nick"),
            (
                .spam(.repeated(most: 3, retry: 9)), .privmsg,
                "263 ann PRIVMSG :You said that 3 times just now; try again in 9 seconds"
            ),
        ] as [(Refusal, IRCCommand, String)])
    func hub(refusal: Refusal, command: IRCCommand, expected: String) {
        #expect(told(refusal, of: command, for: "x") == ":irc.example " + expected)
    }

    /// One of each case: a new one does not compile here until it is added.
    private static func all(_ fault: AccountFault) -> [AccountFault] {
        let next: AccountFault? =
            switch fault {
            case .needsLogin: .loggedIn("bob")
            case .loggedIn: .noSuchAccount("bob")
            case .noSuchAccount: .accountExists("bob")
            case .accountExists: .cannotRegister("bob")
            case .cannotRegister: .nickReserved("bob")
            case .nickReserved: .suspended("bob")
            case .suspended: .notReserved("bob")
            case .notReserved: .tooManyNicks(most: 3)
            case .tooManyNicks: .tooManyAccounts
            case .tooManyAccounts: .tooManyRooms(most: 3)
            case .tooManyRooms: .roomIsRegistered(room)
            case .roomIsRegistered: .roomIsNotRegistered(room)
            case .roomIsNotRegistered: .guestsOnlyRead
            case .guestsOnlyRead: .guestsBanned
            case .guestsBanned: .guestsStayOut
            case .guestsStayOut: .lobby(room)
            case .lobby: .takesNoMessages("bob", needsLogin: true)
            case .takesNoMessages(_, true): .takesNoMessages("bob", needsLogin: false)
            case .takesNoMessages(_, false): .absent("bob")
            case .absent: .mailboxFull("bob")
            case .mailboxFull: .needsOperator
            case .needsOperator: .nickBanned("bob")
            case .nickBanned: .reportsOneself
            case .reportsOneself: .isOperator("bob")
            case .isOperator: .bansOneself
            case .bansOneself: .bansNewcomers
            case .bansNewcomers: .noSuchServerBan
            case .noSuchServerBan: .tooManyServerBans
            case .tooManyServerBans: nil
            }
        return [fault] + (next.map(all) ?? [])
    }

    @Test("each about accounts is one line with words, whatever was asked", arguments: IRCCommand.allCases)
    func accounts(command: IRCCommand) {
        for fault in IRCRefusalTests.all(.needsLogin) {
            let line = told(.account(fault), of: command, for: "bob")
            #expect(line.hasPrefix(":irc.example ") && line.contains(" :") && !line.contains("/"), "\(fault): \(line)")
        }
    }

    @Test(
        "what is not about the hub",
        arguments: [
            (.unknownCommand("FOO"), .join, "421 ann FOO :Unknown command"),
            (.usage("x"), .kick, "461 ann KICK :Not enough parameters"),
            (.nothingToSay, .privmsg, "412 ann :No text to send"),
            (.badNick("9lives"), .nick, "432 ann 9lives :Erroneous nickname"),
            (.badNick("a b"), .nick, "432 ann * :Erroneous nickname"),
            (.badRoom("tea"), .join, "403 ann tea :No such channel"),
            (.tooLong(most: 512), .privmsg, "417 ann :Input line was too long"),
            (.notNow(retry: 3), .join, "263 ann JOIN :Please wait a while and try again"),
            (.slowDown(perSecond: 2, retry: 3), .join, "263 ann JOIN :Please wait a while and try again"),
            (.account(.wrongPassword("bob")), .oper, "464 ann :Password incorrect"),
            (
                .account(.operatorsNeedTLS), .oper,
                "491 ann :No O-lines for your host: others may read this connection, and operators log in by TLS alone"
            ),
            (
                .account(.wrongPassword("bob")), .authenticate,
                "904 ann :SASL authentication failed: that is not the password"
            ),
            (.account(.wrongPassword("bob")), .pass, "464 ann :Password incorrect"),
            (
                .account(.registrationClosed), .nickServ,
                "400 ann NICKSERV :Could not be carried out: only who runs this server makes accounts here"
            ),
            (
                .dismissed(Dismissal(by: nil, isBan: true, reason: nil)), .join,
                "465 ann :You are banned from this server"
            ),
        ] as [(ServerRefusal, IRCCommand, String)])
    func server(refusal: ServerRefusal, command: IRCCommand, expected: String) {
        let told = answered { $0.put(IRCRefusal(refusal, of: command)) }
        #expect(told == [":irc.example " + expected])
    }

    @Test("standard replies, unknown commands, too few parameters")
    func others() {
        #expect(
            answered {
                $0.put(IRCStandardReply(.fail, "REGISTER", "ACCOUNT_EXISTS", "bob", words: "It is somebody's"))
                $0.put(IRCStandardReply(.warn, "*", "CODE", words: ""))
                $0.put(IRCRefusal(.unknownCommand, "F\u{7}O"))
                $0.put(IRCRefusal(.unknownCommand, "a b"))
                $0.put(IRCRefusal(.needMoreParameters, "KICK"))
            } == [
                ":irc.example FAIL REGISTER ACCOUNT_EXISTS bob :It is somebody's", ":irc.example WARN * CODE :",
                ":irc.example 421 ann FO :Unknown command", ":irc.example 421 ann * :Unknown command",
                ":irc.example 461 ann KICK :Not enough parameters",
            ])
    }

    @Test("REGISTER is refused by words")
    func registering() {
        let told = answered {
            $0.put(.registering("bob", Refusal.account(.accountExists("bob"))))
            $0.put(.registering("bob", Refusal.account(.cannotRegister("bob"))))
            $0.put(.registering("bob", Refusal.account(.loggedIn("ann"))))
            $0.put(.registering("bob", Refusal.account(.tooManyAccounts)))
            $0.put(.registering("bob", AccountRefusal.badPassword(.tooShort(least: 8))))
            $0.put(.registering("bob", AccountRefusal.badPassword(.tooLong(most: 1_000))))
            $0.put(.registering("bob", AccountRefusal.operatorsName("bob")))
            $0.put(.registering("bob", AccountRefusal.registrationClosed))
            $0.put(.registering("b b", "INVALID_EMAIL", "There is no e-mail here"))
        }
        let codes = [
            "ACCOUNT_EXISTS", "BAD_ACCOUNT_NAME", "ALREADY_AUTHENTICATED", "TEMPORARILY_UNAVAILABLE", "WEAK_PASSWORD",
            "UNACCEPTABLE_PASSWORD", "BAD_ACCOUNT_NAME", "TEMPORARILY_UNAVAILABLE",
        ]
        #expect(told.count == codes.count + 1)
        for (line, code) in zip(told, codes) {
            #expect(line.hasPrefix(":irc.example FAIL REGISTER \(code) bob :"), "\(line)")
        }
        #expect(told.last == ":irc.example FAIL REGISTER INVALID_EMAIL * :There is no e-mail here")
    }

    @Test("logging in, and what is no UTF-8")
    func loggingIn() {
        #expect(
            answered {
                $0.putLoggedIn(as: "ann", mask: "ann!~ann@c-abc")
                $0.putLoggedOut(mask: "ann!~ann@c-abc")
                $0.put(.notUTF8("PRIVMSG"))
            } == [
                ":irc.example 900 ann ann!~ann@c-abc ann :You are now logged in as ann",
                ":irc.example 901 ann ann!~ann@c-abc :You are now logged out",
                ":irc.example FAIL PRIVMSG INVALID_UTF8 :Message rejected: all that is sent here has to be UTF-8",
            ])
    }
}
