import ChatCore
import Configuration
import Dialects
import Libevent
import Passwords
import Secrets
import Testing

@testable import ChatServer

@Suite("Logins of clients of IRC")
struct IRCLoginTests {
    @Test(
        "no answer comes later than the answers to what was sent after it, before the welcome and after",
        arguments: [
            false, true,
        ])
    func order(_ isWelcomed: Bool) throws {
        let town = try IRCTown()
        let peer = isWelcomed ? try town.welcomed("bob") : try town.client("CAP REQ :sasl")
        town.accounts.hashing.isHeld = true
        peer.send("AUTHENTICATE PLAIN\r\n\(saslPlain("ann", "hunter22"))\r\nPING later\r\n")
        try town.served.run { town.accounts.hashing.count == 1 }
        #expect(peer.text.contains("AUTHENTICATE +") && !peer.text.contains("later"))
        town.accounts.hashing.isHeld = false
        town.accounts.hashing.finish()
        try town.wait(peer, ":later")
        let told = peer.lines.filter { $0.contains(" 900 ") || $0.contains(" 903 ") || $0.contains("PONG") }
        #expect(told.map { $0.split(separator: " ")[1] } == ["900", "903", "PONG"])
    }

    @Test("who has logged in comes as that account, under another nick")
    func entrance() throws {
        let town = try IRCTown()
        let peer = try town.client(
            "CAP REQ :sasl", "AUTHENTICATE PLAIN", saslPlain("ann", "wrong"), "AUTHENTICATE PLAIN",
            saslPlain("Ann", "hunter22"), "NICK bob", "USER b 0 * :Bob", "CAP END")
        // The one who registered is here and quits first.
        try town.wait(peer, " 903 ")
        #expect(peer.text.contains(" 904 * :SASL authentication failed"))
        try town.wait(peer, " 221 ")
        #expect(town.accounts.hub.account(behind: IRCTown.ann) == (try town.accounts.account("ann")))
    }

    @Test("who proves to be a banned account is told so, and who comes by PASS is closed")
    func bannedAccount() throws {
        let town = try IRCTown()
        let boss = try town.accounts.program("boss")
        #expect(try boss.ask("/register hunter33").hasPrefix("OK"))
        var effects: [Effect] = []
        _ = town.accounts.hub.setOperators([IRCTown.nick("boss")], at: town.served.server.moment, &effects)
        #expect(try boss.ask("/serverban account:ann 1h").hasPrefix("OK"))
        let peer = try town.client("CAP REQ :sasl", "AUTHENTICATE PLAIN", saslPlain("ann", "hunter22"))
        try town.wait(peer, " 904 * :SASL authentication failed: ")
        #expect(!peer.text.contains(" 900 "))
        let other = try town.client("PASS ann:hunter22", "NICK ann", "USER a 0 * :Ann")
        try town.wait(other, " 465 ")
        try town.served.run { other.isAtEnd }
        #expect(!other.text.contains(" 001 "))
    }

    @Test("what is offered no more, and what is new, is told at a reload, to newcomers too")
    func offers() throws {
        let town = try IRCTown()
        let peer = try town.client("CAP LS 302", "NICK bob", "USER b 0 * :Bob", "CAP REQ :sasl", "CAP END")
        try town.wait(peer, " 221 ")
        let newcomer = try town.client("CAP LS 302")
        try town.wait(newcomer, "CAP * LS")
        let old = try town.client("NICK cy", "USER c 0 * :Cy")
        try town.wait(old, " 221 ")
        var changed = town.served.server.configuration
        changed.accounts.registration = false
        changed.accounts.scram = false
        changed.irc.network = "Elsewhere"
        try town.served.server.reload(changed)
        for (peer, nick) in [(peer, "bob"), (newcomer, "*")] {
            try town.wait(peer, "CAP \(nick) DEL :draft/account-registration\r\n")
            try town.wait(peer, "CAP \(nick) NEW :sasl=PLAIN\r\n")
        }
        try town.wait(peer, " 005 bob NETWORK=Elsewhere :")
        // Who did not ask for it is told of tokens alone.
        try town.wait(old, " 005 cy NETWORK=Elsewhere :")
        #expect(!old.text.contains(" CAP "))
    }

    @Test("who logs in before the welcome is told how others will see them, as clients measure lines by that")
    func mask() throws {
        let proxies = try Network("127.0.0.0/8")
        let town = try IRCTown {
            $0.listen[1].proxyProtocol = true
            $0.proxy.trusted = [proxies]
        }
        let peer = try town.client(
            "PROXY TCP4 203.0.113.9 198.51.100.1 40000 6667", "NICK bob", "USER b 0 * :Bob", "CAP REQ :sasl",
            "AUTHENTICATE PLAIN", saslPlain("ann", "hunter22"))
        try town.wait(peer, " 903 ")
        let host = try #require(town.served.server.cloaks.host(of: IPAddress("203.0.113.9")))
        #expect(peer.text.contains(" 900 bob bob!~b@\(host) ann :"))
    }

    @Test("with always_on who has an account stays when they quit, is away, and reads what came when they are back")
    func alwaysOn() throws {
        let town = try IRCTown(configuring: { $0.accounts.alwaysOn = true })
        func ann() throws -> RawPeer {
            let peer = try town.client(
                "CAP REQ :sasl", "AUTHENTICATE PLAIN", saslPlain("ann", "hunter22"), "NICK ann", "USER a 0 * :Ann",
                "CAP END")
            try town.wait(peer, " 221 ")
            return peer
        }
        let first = try ann()
        let mark = "MARKREAD #tea timestamp=2022-11-11T11:11:11.111Z\r\n"
        first.send("JOIN #tea\r\n\(mark)QUIT :later\r\n")
        try town.served.run { first.isAtEnd }
        let bob = try town.welcomed("bob")
        bob.send("JOIN #tea\r\nPRIVMSG ann :psst\r\nWHOIS ann\r\n")
        try town.wait(bob, " 318 ")
        #expect(bob.text.contains("= #tea :@ann bob\r\n"))
        #expect(bob.text.contains(" 301 bob ann :not connected\r\n") && !bob.text.contains(" QUIT "))
        let second = try ann()
        try town.wait(second, " 366 ann #tea ")
        try town.wait(second, " PRIVMSG ann :psst\r\n")
        second.send("MARKREAD #tea\r\n")
        try town.wait(second, " \(mark)")
        let welcome = try #require(second.lines.firstIndex { $0.contains(" 001 ") })
        #expect(try #require(second.lines.firstIndex { $0.contains("psst") }) > welcome)
        bob.send("PRIVMSG ann :here?\r\nPING 1\r\n")
        try town.wait(bob, "PONG")
        #expect(bob.lines.count { $0.contains(" 301 ") } == 2)
        // A reload keeps them no more.
        second.halfClose()
        try town.served.run { second.isAtEnd }
        var changed = town.served.server.configuration
        (changed.accounts.alwaysOn, changed.accounts.resumeSeconds) = (false, 0)
        try town.served.server.reload(changed)
        try town.wait(bob, ":ann!")
        try town.served.run { bob.text.contains(" QUIT :") }
        #expect(town.accounts.hub.source(of: IRCTown.ann) == nil)
    }

    @Test("who asks for it may say before the welcome that they are away, and is so then")
    func awayBefore() throws {
        let town = try IRCTown()
        let peer = try town.client(
            "CAP REQ draft/pre-away", "AWAY :out", "NICK bob", "USER b 0 * :Bob", "CAP END")
        try town.wait(peer, " 221 ")
        try town.wait(peer, " 306 * :")
        peer.send("WHOIS bob\r\n")
        try town.wait(peer, " 301 bob bob :out\r\n")
        let plain = try town.client("AWAY :out", "NICK cy", "USER c 0 * :Cy")
        try town.wait(plain, " 221 ")
        #expect(plain.text.contains(" 451 * :") && !plain.text.contains(" 306 "))
    }

    @Test("who goes while a password is tried is gone, and who completes registration gives it up")
    func leaving() throws {
        let town = try IRCTown()
        town.accounts.hashing.isHeld = true
        let gone = try town.client("AUTHENTICATE PLAIN", saslPlain("ann", "hunter22"))
        try town.served.run { town.accounts.hashing.count == 1 }
        gone.halfClose()
        town.accounts.hashing.isHeld = false
        town.accounts.hashing.finish()
        let hasty = try town.client("CAP REQ :sasl", "AUTHENTICATE PLAIN", "NICK bob", "USER b 0 * :Bob", "CAP END")
        try town.wait(hasty, " 221 ")
        #expect(hasty.text.contains(" 906 bob :"))
    }

    @Test(
        "passwords over a connection that others may read are refused where they are for lines, and operators' always")
    func clearText() throws {
        let town = try IRCTown()
        let open = Claimant(address: IPAddress("192.0.2.1"), mustSpeak: false, since: town.served.loop.now)
        let loopback = Claimant(address: IPAddress("127.0.0.1"), mustSpeak: false, since: town.served.loop.now)
        #expect(!open.isProtected && !open.isLocal && loopback.isProtected && loopback.isLocal)
        var configuration = Configuration()
        configuration.store.path = "x"
        configuration.accounts.scram = true
        #expect(configuration.mechanisms(for: open, nil) == [.plain, .scramSHA256])
        configuration.accounts.clearText = .refuse
        #expect(configuration.mechanisms(for: open, nil) == [.scramSHA256])
        #expect(configuration.mechanisms(for: loopback, nil) == [.plain, .scramSHA256])
        let accounts = town.accounts.accounts
        accounts.rules.clearText = .refuse
        var refused: ServerRefusal?
        func tryPassword(_ claimant: Claimant) throws {
            refused = nil
            var isOver = false
            accounts.prove(
                IRCTown.ann, by: Secret("hunter22".utf8), for: claimant, as: Ticket(session: .none, number: 7),
                isWaiting: { true },
                { proved in
                    if case .failure(let refusal) = proved { refused = refusal }
                    isOver = true
                })
            try town.served.run { isOver }
        }
        try tryPassword(open)
        #expect(refused == .account(.clearText))
        try tryPassword(loopback)
        #expect(refused == nil)
        var effects: [Effect] = []
        _ = town.accounts.hub.setOperators([IRCTown.ann], at: town.served.server.moment, &effects)
        try tryPassword(open)
        #expect(refused == .account(.operatorsNeedTLS))
    }

    @Test("tries are counted with those of lines, whoever makes them")
    func tries() throws {
        let town = try IRCTown()
        let peer = try town.client("CAP REQ :sasl")
        for _ in 0..<3 { peer.send("AUTHENTICATE PLAIN\r\n\(saslPlain("ann", "wrong"))\r\n") }
        peer.send("PING three\r\n")
        try town.wait(peer, ":three")
        let line = try town.accounts.program()
        for _ in 0..<2 { #expect(try line.ask("/login ann wrong").hasPrefix("ERR bad-password")) }
        peer.send("AUTHENTICATE PLAIN\r\n\(saslPlain("ann", "hunter22"))\r\nPING four\r\n")
        try town.wait(peer, ":four")
        #expect(!peer.text.contains(" 900 "))
    }

    @Test("SCRAM proves a password that is not sent, and is the same for a name that is nobody's")
    func scram() throws {
        let town = try IRCTown()
        let peer = try town.client("CAP REQ :sasl")
        for (index, name) in ["ann", "nobody", "nobody"].enumerated() {
            peer.send("AUTHENTICATE SCRAM-SHA-256\r\nAUTHENTICATE \(base64("n,,n=\(name),r=abc"))\r\n")
            peer.send("AUTHENTICATE *\r\nPING p\(index)\r\n")
            try town.wait(peer, ":p\(index)")
        }
        let challenges = peer.lines.filter { $0.hasPrefix("AUTHENTICATE ") && $0.count > 40 }
        #expect(challenges.count == 3, "\(peer.text)")
        #expect(peer.lines.filter { $0.contains(" 906 ") }.count == 3)
    }

    @Test("a server's password is asked for at the end, and an account may stand there")
    func serverPassword() throws {
        let town = try IRCTown {
            $0.irc.password = "open sesame"
        }
        for lines in [["NICK a", "USER a 0 * :A"], ["PASS wrong", "NICK a", "USER a 0 * :A"]] {
            let peer = try town.client()
            for line in lines { peer.send(line + "\r\n") }
            try town.served.run { peer.isAtEnd }
            #expect(peer.text.contains(" 464 a :") && peer.text.contains("ERROR :") && !peer.text.contains(" 001 "))
        }
        let right = try town.client("PASS :open sesame", "NICK bob", "USER b 0 * :Bob")
        try town.wait(right, " 221 ")
        let account = try town.client("PASS :open sesame", "PASS ann:hunter22", "NICK cy", "USER c 0 * :Cy")
        try town.wait(account, " 221 ")
        #expect(account.text.contains(" 900 "))
        let wrong = try town.client("PASS :open sesame", "PASS ann:wrong", "NICK cy2", "USER c 0 * :Cy")
        try town.served.run { wrong.isAtEnd }
        #expect(wrong.text.contains(" 464 cy2 :") && !wrong.text.contains("wrong"))
    }

    @Test("an account is made before the welcome where that is let, and its nick is nobody else's")
    func registration() throws {
        let town = try IRCTown {
            $0.accounts.registerBeforeConnect = true
        }
        let bob = try town.client("NICK bob", "REGISTER * * bobs-password", "PING made")
        try town.wait(bob, ":made")
        #expect(bob.text.contains("REGISTER SUCCESS bob :"))
        let other = try town.client("NICK bob", "USER x 0 * :X", "PING other")
        try town.wait(other, " 433 ")
        let short = try town.client("NICK cy", "REGISTER * * short", "REGISTER dee * long-enough", "PING cy")
        try town.wait(short, ":cy")
        #expect(short.text.contains("FAIL REGISTER WEAK_PASSWORD cy :"))
        #expect(short.text.contains("FAIL REGISTER ACCOUNT_NAME_MUST_BE_NICK dee :"))
        bob.send("USER b 0 * :Bob\r\n")
        try town.wait(bob, " 221 ")
        #expect(town.accounts.hub.account(owning: IRCTown.bob) != nil)
    }

    @Test("a client does not take the others of its person along to another account")
    func severalClients() throws {
        let town = try IRCTown()
        _ = try town.accounts.program("cat").ask("/register hunter33")
        func client() throws -> RawPeer {
            let peer = try town.client(
                "CAP REQ :sasl", "AUTHENTICATE PLAIN", saslPlain("cat", "hunter33"), "NICK kitten",
                "USER c 0 * :Cat", "CAP END")
            try town.wait(peer, " 221 ")
            return peer
        }
        let (one, two) = (try client(), try client())
        one.send("AUTHENTICATE PLAIN\r\n\(saslPlain("ann", "hunter22"))\r\nPING tried\r\n")
        try town.wait(one, ":tried")
        #expect(one.text.contains(" 904 "))
        // Where the program is still here they are one with it, and called as it is.
        let welcome = try #require(two.lines.first { $0.contains(" 001 ") })
        two.send("WHOIS \(welcome.split(separator: " ")[2])\r\nPING asked\r\n")
        try town.wait(two, ":asked")
        #expect(two.text.contains(" cat :is logged in as") && !two.text.contains(" ann :is logged in as"))
    }
}
