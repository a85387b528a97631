import ChatCore
import Dialects
import Libevent
import Passwords
import Secrets
import Testing

@testable import ChatServer

/// What programs log in by, and what becomes of passwords.
@Suite struct TokenTests {
    @Test func programsLogInByTokens() throws {
        let served = try AccountsServed { $0.tokens = 2 }
        let ann = try served.program("ann")
        _ = try ann.ask("/register hunter22")
        #expect(try ann.ask("/token") == "OK count=0")
        let added = try ann.ask("/token add my-bot 30")
        #expect(added.hasPrefix("OK label=my-bot token=pt_"))
        let token = try #require(added.split(separator: "token=").last)
        #expect(try ann.ask("/token add my-bot").hasPrefix("ERR token-exists :"))
        #expect(try ann.ask("/token add other").hasPrefix("OK label=other token=pt_"))
        #expect(try ann.ask("/token add third").hasPrefix("ERR too-many-tokens max=2 :"))
        let bot = try served.program()
        #expect(try bot.ask("/login bob \(token)").hasPrefix("ERR bad-password :"))
        #expect(try bot.ask("/login \(token)") == "OK account=ann nick=ann")
        let rows = try ann.answer(to: ann.send("/token"))
        #expect(rows.count == 3 && rows[2] == "OK count=2")
        #expect(
            rows[0].hasPrefix("ROW token my-bot created=") && rows[0].contains(" used=") && rows[0].contains(" until="))
        #expect(
            rows[1].hasPrefix("ROW token other created=") && !rows[1].contains("used") && !rows[1].contains("until"))
        #expect(try ann.ask("/token del my-bot") == "OK label=my-bot")
        #expect(try ann.ask("/token del my-bot").hasPrefix("ERR no-such-token :"))
        #expect(try served.program().ask("/login \(token)").hasPrefix("ERR bad-password :"))
        #expect(served.hashing.done == 1)
        for line in ["/token add", "/token add b!d", "/token add bot 0", "/token add bot x", "/token del", "/token x"] {
            #expect(try ann.ask(line).hasPrefix("ERR usage :/token "), "\(line)")
        }
    }

    /// A client remembers a token in the password's place: a new password ends it, and no other token.
    @Test func aRememberedTokenEndsWithThePassword() throws {
        let served = try AccountsServed()
        let ann = try served.program("ann")
        _ = try ann.ask("/register hunter22")
        let lasting = try token(in: ann.ask("/token add bot"))
        let remembered = try token(in: ann.ask("/token remember desk 30"))
        let rows = try ann.answer(to: ann.send("/token"))
        #expect(rows.count == 3 && !rows[0].contains("remembered") && rows[1].hasSuffix(" remembered=1"))
        #expect(try served.program().ask("/login \(remembered)") == "OK account=ann nick=ann")
        #expect(try ann.ask("/password wrong battery").hasPrefix("ERR bad-password"))
        #expect(try served.program().ask("/login \(remembered)") == "OK account=ann nick=ann")
        #expect(try ann.ask("/password hunter22 battery staple") == "OK")
        #expect(try served.program().ask("/login \(remembered)").hasPrefix("ERR bad-password :"))
        #expect(try served.program().ask("/login \(lasting)") == "OK account=ann nick=ann")
        #expect(try ann.ask("/token remember desk").hasPrefix("OK label=desk token=pt_"))
        #expect(try ann.ask("/token remember").hasPrefix("ERR usage :/token "))
    }

    @Test func anOperatorLetsInWhoHasLostThePassword() throws {
        let served = try AccountsServed { $0.tokens = 1 }
        let (ann, root) = (try served.program("ann"), try served.program("root"))
        _ = try ann.ask("/register hunter22")
        #expect(try root.ask("/reset ann").hasPrefix("ERR not-allowed :"))
        _ = try root.ask("/register correct horse")
        #expect(try root.ask("/reset ann").hasPrefix("ERR not-allowed :"))
        #expect(try root.ask("/reset").hasPrefix("ERR usage :/reset NAME"))
        var effects: [Effect] = []
        let name = try #require(Nick("root"))
        #expect(served.hub.setOperators([name], at: served.served.server.driver.moment, &effects) == [])
        #expect(try root.ask("/reset eve").hasPrefix("ERR no-such-account nick=eve :"))
        // A second one takes the place of the first.
        let first = try token(in: root.ask("/reset ann"))
        let answer = try root.ask("/reset ANN")
        #expect(answer.hasPrefix("OK account=ann until="))
        let second = try token(in: answer)
        // Whoever is logged in is told.
        #expect(ann.peer.text.contains(":root made a token that logs in to your account, ann"))
        #expect(try root.ask("/audit").contains("ROW audit reset "))
        // Her own tokens are counted without it, and the password is good until it is used.
        #expect(try ann.ask("/token add bot").hasPrefix("OK label=bot token=pt_"))
        #expect(try served.program().ask("/login ann hunter22") == "OK account=ann nick=ann")
        let back = try served.program()
        #expect(try back.ask("/login \(first)").hasPrefix("ERR bad-password :"))
        #expect(try back.ask("/login \(second)") == "OK account=ann nick=ann")
        #expect(try served.program().ask("/login ann hunter22").hasPrefix("ERR bad-password nick=ann :ann has no"))
        // A connection that broke before there is a new password is no end of it.
        #expect(try served.program().ask("/login \(second)") == "OK account=ann nick=ann")
        #expect(try back.ask("/password hunter23") == "OK")
        #expect(try served.program().ask("/login \(second)").hasPrefix("ERR bad-password :"))
        #expect(try served.program().ask("/login ann hunter23") == "OK account=ann nick=ann")
        let rows = try back.answer(to: back.send("/token"))
        #expect(rows.count == 2 && rows[0].hasPrefix("ROW token bot "))
    }

    private func token(in answer: String) throws -> String {
        String(try #require(answer.split(separator: "token=").last))
    }

    @Test func aTokenEndsWithItsTime() throws {
        let served = try AccountsServed()
        let ann = try served.program("ann")
        _ = try ann.ask("/register hunter22")
        let token = LoginToken()
        let account = try served.account("ann")
        served.logins.add(StoredToken(account: account, digest: token.digest, label: "old", created: 0, until: 1))
        #expect(try served.program().ask("/login \(token.text)").hasPrefix("ERR bad-password :"))
        #expect(try ann.ask("/token") == "OK count=0")
    }

    @Test func passwordsChange() throws {
        let served = try AccountsServed()
        let ann = try served.program("ann")
        _ = try ann.ask("/register hunter22")
        #expect(try ann.ask("/password").hasPrefix("ERR usage :/password [OLD NEW]"))
        #expect(try ann.ask("/password hunter22 short").hasPrefix("ERR bad-password :"))
        #expect(try ann.ask("/password wrong battery staple").hasPrefix("ERR bad-password nick=ann"))
        let other = try served.program()
        #expect(try other.ask("/login ann hunter22") == "OK account=ann nick=ann")
        #expect(try ann.ask("/password hunter22 battery staple") == "OK")
        // Whoever else is logged in is told.
        #expect(other.peer.text.contains(":the password of your account, ann, was changed"))
        #expect(!ann.peer.text.contains("was changed"))
        #expect(try served.program().ask("/login ann hunter22").hasPrefix("ERR bad-password"))
        #expect(try served.program().ask("/login ann battery staple") == "OK account=ann nick=ann")
        // Without the old one only where there is none.
        #expect(try ann.ask("/password hunter23").hasPrefix("ERR bad-password nick=ann"))
        served.logins.forgetPassword(of: try served.account("ann"))
        #expect(
            try served.program().ask("/login ann hunter22").hasPrefix("ERR bad-password nick=ann :ann has no password"))
        #expect(try ann.ask("/password hunter23") == "OK")
        #expect(try served.program().ask("/login ann hunter23") == "OK account=ann nick=ann")
        #expect(try served.program().ask("/password a b").hasPrefix("ERR not-logged-in"))
    }
}
