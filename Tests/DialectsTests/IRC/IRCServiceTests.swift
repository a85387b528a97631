import ChatCore
import Secrets
import Testing

@testable import Dialects

@Suite("IRC: services")
struct IRCServiceTests {
    private func asked(_ line: String) -> IRCService.Request? {
        guard case .serve(_, let request)? = Array(line.utf8).withUnsafeBytes({ IRCRequest(line: $0) })?.steps.first
        else { return nil }
        return request
    }

    private func secret(_ text: String) -> Secret { Secret(text.utf8) }

    @Test("they are asked by a message, or by a command of their own")
    func ways() {
        for line in [
            "PRIVMSG NickServ :IDENTIFY ann hunter22", "privmsg nickserv@services :identify ann  hunter22",
            "NS IDENTIFY ann hunter22", "NICKSERV :login ann hunter22", "ns id ann hunter22",
        ] { #expect(asked(line) == .prove(.login("ann", secret("hunter22")))) }
        #expect(asked("PRIVMSG ChanServ :REGISTER #tea") == .account(.registerRoom("#tea")))
        #expect(asked("CS DROP #tea") == .account(.dropRoom("#tea")))
        // A program's notice is answered by nobody, and neither is another nick.
        #expect(asked("NOTICE NickServ :IDENTIFY ann hunter22") == nil)
        #expect(asked("PRIVMSG NickServer :IDENTIFY ann hunter22") == nil)
    }

    @Test("what there is to ask for")
    func requests() {
        #expect(asked("NS REGISTER hunter22 ann@example") == .prove(.register(secret("hunter22"))))
        #expect(asked("NS IDENTIFY hunter22") == .prove(.login(nil, secret("hunter22"))))
        #expect(asked("NS LOGOUT") == .account(.logOut))
        #expect(
            asked("NS PASSWD old-one new-one")
                == .prove(.changePassword(old: secret("old-one"), new: secret("new-one"))))
        #expect(
            asked("NS SET PASSWORD old-one new-one")
                == .prove(.changePassword(old: secret("old-one"), new: secret("new-one"))))
        #expect(asked("NS DROP hunter22") == .prove(.forget(secret("hunter22"))))
        #expect(asked("NS CERT") == .prove(.certificate(.list)))
        #expect(asked("NS CERT ADD") == .prove(.certificate(.add)))
        #expect(asked("NS CERT del ab12") == .prove(.certificate(.remove(AccountLabel("ab12")!))))
        #expect(asked("NS GROUP bob") == .account(.reserve("bob")))
        #expect(asked("NS INFO") == .account(.describe(nil)))
    }

    @Test("what is not written so is told how it is, without a word of it")
    func misuse() {
        for line in ["NS", "NS HELP", "CS", "CS help"] { #expect(asked(line) == .help) }
        // A slip is no reason for ten lines.
        for line in ["NS hunter22", "NS SET EMAIL hunter22", "CS hunter22"] { #expect(asked(line) == .unknown) }
        for line in [
            "NS REGISTER", "NS IDENTIFY", "NS IDENTIFY a b c", "NS IDENTIFY 1x hunter22", "NS PASSWD hunter22",
            "NS DROP", "NS CERT DEL", "NS GROUP 1x", "NS INFO 1x", "NS UNGROUP", "CS REGISTER tea", "CS DROP",
        ] {
            guard case .misused(let usage)? = asked(line) else {
                Issue.record("\(line)")
                continue
            }
            #expect(!usage.contains("hunter22"))
        }
    }

    @Test("they answer by NOTICE, and refuse in words")
    func answers() {
        #expect(
            answered { $0.put(.loggedIn("ann", nick: "ann"), by: .nickServ) }
                == [":NickServ!NickServ@irc.example NOTICE ann :you are logged in as ann"])
        #expect(
            answered { $0.put(ServerRefusal.account(.wrongPassword("ann")), by: .nickServ) }
                == [":NickServ!NickServ@irc.example NOTICE ann :that is not the password"])
        #expect(
            answered { $0.put(AccountReply.certificates(count: 0), by: .nickServ) }
                == [":NickServ!NickServ@irc.example NOTICE ann :no certificate logs you in"])
        for service in IRCService.allCases {
            for line in service.help { #expect(line.utf8.count < 300) }
        }
    }
}
