import ChatCore
import Secrets
import Testing

@testable import Dialects

@Suite("IRC: registration")
struct IRCRegistrationTests {
    private static let facts = IRCRegistration.Facts(
        server: "irc.example", offer: CapabilityOffer([.serverTime, .batch, .capNotify]))

    /// A conversation: lines of the client, and of the server behind `<`.
    struct Talk: CustomTestStringConvertible {
        let name: String
        let script: String
        var outcome = IRCRegistration.Outcome.goesOn

        var testDescription: String { name }
    }

    private func run(_ registration: inout IRCRegistration, _ lines: [String], _ facts: IRCRegistration.Facts? = nil)
        -> (answers: [String], outcome: IRCRegistration.Outcome)
    {
        var outcome = IRCRegistration.Outcome.goesOn
        let answers = rendered { buffer in
            for line in lines {
                outcome = Array(line.utf8).withUnsafeBytes {
                    registration.receive($0, facts ?? IRCRegistrationTests.facts, into: buffer)
                }
            }
        }
        return (answers.split(separator: "\r\n").map(String.init), outcome)
    }

    @Test("who asks for it may be away before the welcome, and is told of 005")
    func beforeTheWelcome() {
        let facts = IRCRegistration.Facts(
            server: "irc.example", offer: CapabilityOffer([.preAway, .extendedISupport, .batch]))
        var plain = IRCRegistration()
        #expect(
            run(&plain, ["AWAY :out", "ISUPPORT"], facts).answers.map { $0.split(separator: " ")[1] } == ["451", "451"])
        #expect(plain.away == nil)
        var registration = IRCRegistration()
        _ = run(&registration, ["CAP REQ :draft/pre-away draft/extended-isupport"], facts)
        #expect(run(&registration, ["AWAY :out"], facts).answers.first?.contains(" 306 * :") == true)
        #expect(registration.away == "out")
        #expect(run(&registration, ["AWAY"], facts).answers.first?.contains(" 305 * :") == true)
        #expect(registration.away == nil)
        #expect(run(&registration, ["ISUPPORT"], facts).answers.allSatisfy { $0.contains(" 005 * ") })
        _ = run(&registration, ["CAP REQ batch"], facts)
        let batch = run(&registration, ["ISUPPORT"], facts).answers
        #expect(batch.first == ":irc.example BATCH +isupport draft/isupport")
        #expect(batch.last == ":irc.example BATCH -isupport")
        #expect(batch.dropFirst().dropLast().allSatisfy { $0.hasPrefix("@batch=isupport :irc.example 005 * ") })
    }

    @Test(arguments: [
        Talk(name: "both orders, nick first", script: "NICK ann|USER a 0 * :Ann B", outcome: .isComplete),
        Talk(name: "both orders, user first", script: "USER a 0 * :Ann B|NICK ann", outcome: .isComplete),
        Talk(name: "a password is read over", script: "PASS secret|NICK ann|USER a 0 * Ann", outcome: .isComplete),
        Talk(name: "pidgin's old ways", script: "PROTOCTL NAMESX|NICK :ann|USER a a h :Ann", outcome: .isComplete),
        Talk(
            name: "negotiation holds it",
            script: "CAP LS 302|<:irc.example CAP * LS :batch cap-notify server-time|NICK ann|USER a 0 * :Ann"),
        Talk(
            name: "until its end",
            script: """
                CAP LS 302|<:irc.example CAP * LS :batch cap-notify server-time|NICK ann|USER a 0 * :Ann\
                |CAP REQ :batch nonsense|<:irc.example CAP ann NAK :batch nonsense\
                |CAP REQ :batch|<:irc.example CAP ann ACK :batch|CAP END
                """, outcome: .isComplete),
        Talk(
            name: "irssi joins nothing too early",
            script: "CAP LS 302|<:irc.example CAP * LS :batch cap-notify server-time|JOIN :"
                + "|<:irc.example 451 * :You have not registered"),
        Talk(
            name: "what does not exist",
            script: "BREW coffee|<:irc.example 421 * BREW :Unknown command||PRIVMSG #r :hi"
                + "|<:irc.example 451 * :You have not registered"),
        Talk(
            name: "a nick",
            script: "NICK|<:irc.example 431 * :No nickname given|NICK :|<:irc.example 431 * :No nickname given"),
        Talk(name: "a bad nick", script: "NICK 1a|<:irc.example 432 * 1a :Erroneous nickname"),
        Talk(name: "a bad nick of two words", script: "NICK :a b|<:irc.example 432 * * :Erroneous nickname"),
        Talk(name: "a service's nick", script: "NICK NickServ|<:irc.example 432 * NickServ :Erroneous nickname"),
        Talk(name: "the last nick counts", script: "NICK ann|NICK bob|USER a 0 * :Ann", outcome: .isComplete),
        Talk(
            name: "too few",
            script: "USER a 0 *|<:irc.example 461 * USER :Not enough parameters"
                + "|USER a 0 * :|<:irc.example 461 * USER :Not enough parameters"),
        Talk(
            name: "a user twice",
            script: "USER a 0 * :Ann|USER b 0 * :Bob|<:irc.example 462 * :You may not reregister"),
        Talk(
            name: "ping",
            script: "PING abc|<:irc.example PONG irc.example :abc|PING :a b|<:irc.example PONG irc.example :a b"
                + "|PING|<:irc.example 409 * :No origin specified|PONG x"),
        Talk(name: "quit", script: "NICK ann|QUIT :bye", outcome: .quits),
        Talk(
            name: "nobody logs in",
            script: "AUTHENTICATE PLAIN|<:irc.example 904 * :SASL authentication failed"
                + "|AUTHENTICATE *|<:irc.example 906 * :SASL authentication aborted"),
    ])
    func conversation(_ talk: Talk) {
        var registration = IRCRegistration()
        let lines = talk.script.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        let (answers, outcome) = run(&registration, lines.filter { !$0.hasPrefix("<") })
        #expect(answers == lines.filter { $0.hasPrefix("<") }.map { String($0.dropFirst()) })
        #expect(outcome == talk.outcome)
    }

    @Test("what is about accounts is asked for, where there are any")
    func accounts() {
        let facts = IRCRegistration.Facts(server: "irc.example", offer: CapabilityOffer([]), hasAccounts: true)
        var registration = IRCRegistration()
        #expect(run(&registration, ["AUTHENTICATE PLAIN"], facts).outcome == .asks(.authenticate(Secret("PLAIN".utf8))))
        #expect(
            run(&registration, ["REGISTER * a@b :pass word"], facts).outcome
                == .asks(.register(account: "*", email: "a@b", Secret("pass word".utf8))))
        #expect(
            run(&registration, ["REGISTER ann hunter22"], facts).outcome
                == .asks(.register(account: "ann", email: "*", Secret("hunter22".utf8))))
        let (answers, outcome) = run(&registration, ["VERIFY ann 123"], facts)
        #expect(answers.count == 1 && answers[0].hasPrefix(":irc.example FAIL VERIFY INVALID_CODE ann :"))
        #expect(outcome == .goesOn)
        let none = run(&registration, ["REGISTER * * hunter22"])
        #expect(
            none.answers.map { String($0.prefix(55)) } == [":irc.example FAIL REGISTER TEMPORARILY_UNAVAILABLE * :T"])
    }

    @Test("the last two passwords are kept, and registering waits for none")
    func passwords() {
        var registration = IRCRegistration()
        let (_, outcome) = run(&registration, ["PASS a", "PASS b", "PASS :c d", "NICK ann", "USER a 0 * :Ann"])
        #expect(outcome == .isComplete && registration.isComplete)
        #expect(registration.passwords == [Secret("b".utf8), Secret("c d".utf8)])
        #expect(registration.mask(from: nil) == "ann!~a@unknown")
        #expect(registration.mask(from: Host("c-abc")) == "ann!~a@c-abc")
    }

    @Test("who it is")
    func identity() {
        var registration = IRCRegistration()
        _ = run(&registration, ["NICK Ann", "USER a+b 0 * :\u{2}Ann\u{2}  B"])
        #expect(registration.nick?.text == "Ann")
        #expect(registration.user == IRCRegistration.User(name: "~ab", realName: "Ann  B"))
        var hidden = IRCRegistration()
        let facts = IRCRegistration.Facts(server: "irc.example", offer: CapabilityOffer([]), hidesUsers: true)
        _ = run(&hidden, ["NICK ann", "USER root 0 * :" + String(repeating: "ä", count: 100)], facts)
        #expect(hidden.user?.name == "~u")
        #expect(hidden.user?.realName.utf8.count == IRCLimits.realName)
    }

    @Test("a nick that is another's is asked for again")
    func refusedNick() {
        var registration = IRCRegistration()
        #expect(run(&registration, ["NICK ann", "USER a 0 * :Ann"]).outcome == .isComplete)
        let told = rendered {
            registration.nickWasRefused(.nickInUse, IRCRegistrationTests.facts, into: $0)
        }
        #expect(told == ":irc.example 433 * ann :Nickname is already in use\r\n")
        #expect(run(&registration, ["PING x"]).outcome == .goesOn)
        #expect(run(&registration, ["NICK ann2"]).outcome == .isComplete)
    }

    @Test("what is too long, or no UTF-8")
    func badLines() {
        var registration = IRCRegistration()
        let long = "NICK " + String(repeating: "a", count: 600)
        #expect(run(&registration, [long]).answers == [":irc.example 417 * :Input line was too long"])
        let answers = rendered { buffer in
            let line: [UInt8] = Array("USER a 0 * :".utf8) + [0xFF]
            let outcome = line.withUnsafeBytes { registration.receive($0, IRCRegistrationTests.facts, into: buffer) }
            #expect(outcome == .goesOn)
        }
        #expect(answers.hasPrefix(":irc.example FAIL * INVALID_UTF8 :"))
        #expect(registration.user == nil)
    }
}
