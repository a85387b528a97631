import ChatCore
import Configuration
import Dialects
import Libevent
import Testing

@testable import ChatServer

@Suite("Who may come in by IRC")
struct IRCEntryTests {
    @Test(
        "who is banned from the server is not let in by this door either",
        arguments: ["mask:*!~zed@*", "host:*", "nick:zz"])
    func serverBans(subject: String) throws {
        let town = try IRCTown()
        var effects: [Effect] = []
        _ = town.accounts.hub.setOperators([IRCTown.ann], at: town.served.server.moment, &effects)
        let ann = try town.accounts.program()
        #expect(try ann.ask("/login ann hunter22").hasPrefix("OK"))
        guard subject != "host:*" else {
            // One of everybody is refused, so it is of the host that is seen.
            let before = try town.welcomed("yy")
            let ban = try ann.ask("/serverban yy 1h")
            #expect(ban.hasPrefix("OK"), "\(ban)")
            try town.served.run { before.isAtEnd }
            return
        }
        #expect(try ann.ask("/serverban \(subject) 1h be kind").hasPrefix("OK"))
        let zed = try town.client("NICK zz", "USER zed 0 * :Zed")
        try town.served.run { zed.isAtEnd || zed.text.contains(" 432 ") || zed.text.contains(" 001 ") }
        #expect(!zed.text.contains(" 001 "), "\(zed.text)")
        #expect(town.accounts.hub.source(of: IRCTown.nick("zz")) == nil)
    }

    @Test("a network that is banned while somebody from there is not welcomed yet keeps them out")
    func bannedBeforeTheWelcome() throws {
        let proxies = try Network("127.0.0.0/8")
        let town = try IRCTown {
            $0.listen[1].proxyProtocol = true
            $0.proxy.trusted = [proxies]
        }
        var effects: [Effect] = []
        _ = town.accounts.hub.setOperators([IRCTown.ann], at: town.served.server.moment, &effects)
        let ann = try town.accounts.program()
        #expect(try ann.ask("/login ann hunter22").hasPrefix("OK"))
        let zed = try town.client("PROXY TCP4 203.0.113.9 198.51.100.1 40000 6667", "NICK zed", "JOIN #tea")
        try town.wait(zed, " 451 ")
        #expect(try ann.ask("/serverban net:203.0.113.0/24 1h pills").hasPrefix("OK"))
        zed.send("USER z 0 * :Zed\r\n")
        try town.served.run { zed.isAtEnd }
        #expect(zed.text.contains(" 465 zed :") && zed.text.contains("pills") && !zed.text.contains(" 001 "))
    }

    @Test("the server's password is tried by PASS alone, and not by what REGISTER answers")
    func passwordByRegister() throws {
        let town = try IRCTown {
            $0.irc.password = "sesame"
            $0.accounts.registerBeforeConnect = true
        }
        let eve = try town.client("NICK eve", "PASS guess", "REGISTER eve * hunter22")
        try town.served.run { eve.isAtEnd }
        #expect(eve.text.contains(" 464 "))
        #expect(town.accounts.hub.account(owning: IRCTown.nick("eve")) == nil)
    }

    @Test("nobody is answered without end before they are welcomed")
    func answersBeforeTheWelcome() throws {
        let town = try IRCTown()
        let eve = try town.client(String(repeating: "CAP LS 302\r\n", count: 400))
        try town.served.run { eve.isAtEnd }
        #expect(eve.bytes.count < 80 << 10)
    }
}
