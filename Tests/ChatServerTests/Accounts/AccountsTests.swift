import ChatCore
import Dialects
import Libevent
import Passwords
import Secrets
import Testing

@testable import ChatServer

@Suite struct AccountsTests {
    @Test func anAccountIsMadeAndLoggedInTo() throws {
        let served = try AccountsServed()
        let ann = try served.program("ann")
        #expect(try ann.ask("/register hunter 22") == "OK account=ann")
        #expect(try ann.ask("/register hunter 22").hasPrefix("ERR logged-in nick=ann :"))
        #expect(try ann.ask("/logout").hasPrefix("OK nick=guest"))
        #expect(try ann.ask("/logout").hasPrefix("ERR not-logged-in :"))
        #expect(try ann.ask("/login Ann hunter 22").hasPrefix("OK account=ann nick="))
        let other = try served.program()
        #expect(try other.ask("/login ann hunter22").hasPrefix("ERR bad-password nick=ann :"))
        #expect(try other.ask("/login bob hunter22").hasPrefix("ERR no-such-account nick=bob :"))
        #expect(try other.ask("/login ann hunter 22").hasPrefix("OK account=ann nick="))
        #expect(served.hashing.done == 4 && served.accounts.waitingCount == 0)
    }

    @Test func whoMayNotRegisterIsToldWhy() throws {
        let served = try AccountsServed()
        let ann = try served.program("ann")
        #expect(try ann.ask("/register short").hasPrefix("ERR bad-password :a password has 8 "))
        #expect(try ann.ask("/register").hasPrefix("ERR usage :/register [PASSWORD]"))
        #expect(try served.program().ask("/register hunter22").hasPrefix("ERR nick-reserved nick=guest"))
        #expect(try served.program("NickServ").ask("/register hunter22").hasPrefix("ERR nick-reserved nick=NickServ"))
        #expect(try ann.ask("/register hunter22") == "OK account=ann")
        _ = try ann.ask("/logout")
        served.hub.limits.accounts = 1
        #expect(try served.program("bob").ask("/register hunter22").hasPrefix("ERR not-now :"))
        served.accounts.rules.registration = false
        #expect(try served.program("cy").ask("/register hunter22").hasPrefix("ERR not-allowed :"))
        #expect(served.hashing.done == 1)
    }

    /// 10 s after coming, 3 a day of an address, 30 in 10 minutes.
    @Test func registeringHasItsPace() throws {
        let early = try AccountsServed(exempt: false) {
            $0.registrations = Registrations.Limits(afterSeconds: 1_000, perAddressDay: 0, per10Minutes: 0)
        }
        let answer = try early.program("ann").ask("/register hunter22")
        #expect(answer.hasPrefix("ERR not-now retry=1000 :") || answer.hasPrefix("ERR not-now retry=999 :"))
        let often = try AccountsServed(exempt: false) {
            $0.registrations = Registrations.Limits(afterSeconds: 0, perAddressDay: 1, per10Minutes: 0)
        }
        // What comes to nothing is not counted.
        often.hashing.isFailing = true
        #expect(try often.program("ann").ask("/register hunter22").hasPrefix("ERR not-now"))
        often.hashing.isFailing = false
        #expect(try often.program("bob").ask("/register hunter22") == "OK account=bob")
        #expect(try often.program("cy").ask("/register hunter22").hasPrefix("ERR not-now retry=86"))
    }

    @Test func triesAreBounded() throws {
        let served = try AccountsServed()
        _ = try served.program("ann").ask("/register hunter22")
        let other = try served.program()
        for _ in 0..<5 { #expect(try other.ask("/login ann wrong").hasPrefix("ERR bad-password")) }
        let answer = try other.ask("/login ann hunter22")
        #expect(answer.hasPrefix("ERR not-now retry=60 :") || answer.hasPrefix("ERR not-now retry=59 :"))
        #expect(served.hashing.done == 6)
    }

    @Test func twoOfAnAddressAreHashedAtATime() throws {
        let served = try AccountsServed(exempt: false)
        for nick in ["ann", "bob", "cy"] { _ = try served.program(nick).ask("/register hunter22") }
        served.hashing.isHeld = true
        let programs = try ["ann", "bob", "cy"].map { ($0, try served.program()) }
        let tags = programs.prefix(2).map { $1.send("/login \($0) hunter22") }
        try served.served.run { served.hashing.count == 1 && served.accounts.waitingCount == 1 }
        #expect(try programs[2].1.ask("/login cy hunter22").hasPrefix("ERR not-now retry=5 :"))
        served.hashing.isHeld = false
        served.hashing.finish()
        for (program, tag) in zip(programs, tags) {
            #expect(try program.1.answer(to: tag)[0].hasPrefix("OK account=\(program.0) nick="))
        }
    }

    /// Others go before who fails; where there is no more room for it, it is refused.
    @Test func aFloodPutsNobodyOff() throws {
        let served = try AccountsServed()
        _ = try served.program("ann").ask("/register hunter22")
        served.hashing.isHeld = true
        var programs: [(AccountsServed.Program, String)] = []
        for number in 0..<33 {
            let program = try served.program("nick\(number)")
            programs.append((program, program.send("/register hunter22")))
        }
        try served.served.run { served.accounts.waitingCount == 32 && served.hashing.count == 1 }
        #expect(try served.program("late").ask("/register hunter22").hasPrefix("ERR not-now retry=5 :"))
        served.hashing.isHeld = false
        served.hashing.finish()
        for (program, tag) in programs { #expect(try program.answer(to: tag)[0].hasPrefix("OK account=nick")) }
    }

    /// Nobody waits for it any more, so it is not hashed.
    @Test func whoLeavesCostsNothing() throws {
        let served = try AccountsServed()
        served.hashing.isHeld = true
        let (first, second, third) = (try served.program("ann"), try served.program("bob"), try served.program("cy"))
        let tag = first.send("/register hunter22")
        try served.served.run { served.hashing.count == 1 }
        _ = second.send("/register hunter22")
        let last = third.send("/register hunter22")
        try served.served.run { served.accounts.waitingCount == 2 }
        let session = try #require(served.served.server.sessions[1])
        served.served.server.end(session, .idle, telling: .silent(seconds: 1))
        served.hashing.isHeld = false
        served.hashing.finish()
        #expect(try first.answer(to: tag) == ["OK account=ann"])
        #expect(try third.answer(to: last) == ["OK account=cy"])
        #expect(served.hashing.done == 2 && served.hub.accountCount == 2)
    }

    /// What was allowed before the password was hashed may not be so any more.
    @Test func whatHasChangedMeanwhileCounts() throws {
        let served = try AccountsServed()
        served.hashing.isHeld = true
        let ann = try served.program("ann")
        let tag = ann.send("/register hunter22")
        try served.served.run { served.hashing.count == 1 }
        served.hub.limits.accounts = 0
        served.hashing.finish()
        #expect(try ann.answer(to: tag)[0].hasPrefix("ERR not-now"))
        #expect(served.hub.accountCount == 0)
    }

    @Test func withoutMemoryOrStoreItIsNotNow() throws {
        let served = try AccountsServed()
        let ann = try served.program("ann")
        _ = try ann.ask("/register hunter22")
        let other = try served.program()
        served.hashing.isFailing = true
        for _ in 0..<8 { #expect(try other.ask("/login ann hunter22").hasPrefix("ERR not-now retry=5 :")) }
        served.hashing.isFailing = false
        served.logins.isFailing = true
        for _ in 0..<8 { #expect(try other.ask("/login ann hunter22").hasPrefix("ERR not-now retry=5 :")) }
        #expect(try ann.ask("/token").hasPrefix("ERR not-now"))
        served.logins.isFailing = false
        served.logins.isFull = true
        #expect(try ann.ask("/token").hasPrefix("ERR not-now"))
        #expect(try other.ask("/login ann hunter22").hasPrefix("ERR not-now"))
        served.logins.isFull = false
        #expect(try other.ask("/login ann hunter22") == "OK account=ann nick=ann")
    }

    @Test func costsThatChangedAreTakenAtTheNextLogin() throws {
        let served = try AccountsServed()
        let ann = try served.program("ann")
        _ = try ann.ask("/register hunter22")
        let name = try served.account("ann")
        let before = served.logins.password(of: name)
        served.accounts.rules.cost = try #require(PasswordHash.Cost(memory: 20, passes: 1))
        _ = try served.program().ask("/login ann hunter22")
        let after = try #require(served.logins.password(of: name))
        #expect(after != before && after.hash.text.contains("m=20480,t=1"))
    }

    @Test func suspendedAccountsAreNotLoggedInTo() throws {
        let served = try AccountsServed()
        let ann = try served.program("ann")
        _ = try ann.ask("/register hunter22")
        let token = try #require(try ann.ask("/token add bot").split(separator: "token=").last.map(String.init))
        var effects: [Effect] = []
        served.hub.apply(.account(.suspend(try served.account("ann"), true)), at: 0, &effects)
        let other = try served.program()
        #expect(try other.ask("/login ann hunter22").hasPrefix("ERR suspended nick=ann :"))
        #expect(try other.ask("/login \(token)").hasPrefix("ERR suspended nick=ann :"))
    }

    // MARK: - People

    @Test func aPersonIsAskedForThePassword() throws {
        let served = try AccountsServed()
        let (ann, bob) = (try served.served.join(), try served.served.join())
        func type(_ lines: String, until words: String) throws {
            ann.send(lines)
            try served.served.run { ann.text.contains(words) }
        }
        try type("/nick ann\n/register\n", until: "-- a password for your nick, please")
        try type("hunter 22\n", until: "-- the same again, please")
        try type("hunter 22\n", until: "-- ann is yours now; /login ann next time")
        try type("/logout\n", until: "-- logged out; you are guest")
        try type("/login ann\n", until: "-- the password of ann, please; it is not shown, and an empty line stops")
        try type("wrong\n", until: "!! bad-password: that is not the password of ann; try again")
        try type("/login ann hunter 22\nhello\n", until: "-- you are logged in as ann")
        try type("/password\nhunter 22\nnewer one\nnewer one\n", until: "-- your password is changed")
        try type("/forget\nnewer one\n", until: "-- the account ann is erased")
        try served.served.run { bob.text.contains("> hello") }
        #expect(!bob.text.contains("hunter") && !bob.text.contains("newer one") && served.hub.accountCount == 0)
        // Four times nothing was shown.
        #expect(ann.bytes.indices.count { ann.bytes[$0...].starts(with: [255, 251, 1]) } == 4)
        #expect(ann.bytes.indices.count { ann.bytes[$0...].starts(with: [255, 252, 1]) } == 4)
    }

    /// Debian's telnet sends no IAC by itself: it shows nothing of the password all the same, and then shows what is typed again.
    @Test func aTelnetShowsNoPassword() throws {
        let served = try AccountsServed()
        let address = try #require(served.served.server.addresses.first)
        let telnet = try TelnetOnTerminal(on: served.served.loop, to: address)
        func wait(for words: String) throws { try served.served.run { telnet.text.contains(words) } }
        try wait(for: "*** #lobby: nobody else is here\r\n")
        telnet.type("/nick ann\r")
        try wait(for: "-- you are now ann\r\n")
        telnet.type("/register\r")
        try wait(for: "an empty line stops\r\n")
        // Telnet has its own editor: one letter is erased in it.
        telnet.type("huntex\u{7F}r 22\r")
        try wait(for: "-- the same again, please\r\n")
        telnet.type("hunter 22\r")
        try wait(for: "-- ann is yours now; /login ann next time\r\n")
        telnet.type("/logout\r")
        try wait(for: "/logout\r\n-- logged out; you are guest")
        telnet.type("/login ann\r")
        try wait(for: "-- the password of ann, please; it is not shown, and an empty line stops\r\n")
        telnet.type("hunter 22\r")
        try wait(for: "-- you are logged in as ann")
        telnet.type("/ping done\r")
        try wait(for: "/ping done\r\n-- pong done\r\n")
        #expect(!telnet.text.contains("hunt"), "\(telnet.text)")
    }

    @Test func aTokenOnTheLineIsTakenAtOnce() throws {
        let served = try AccountsServed()
        let ann = try served.program("ann")
        _ = try ann.ask("/register hunter22")
        let token = try #require(try ann.ask("/token add bot").split(separator: "token=").last)
        let person = try served.served.join()
        person.send("/login \(token)\n")
        try served.served.run { person.text.contains("-- you are logged in as ann") }
        #expect(served.hashing.done == 1)
    }

    @Test func whereNoAccountsAreKept() throws {
        let served = try Served()
        let peer = try served.join()
        peer.send("/login\n/register hunter22\n/token\n/logout now\n")
        try served.run { peer.text.contains("usage") }
        #expect(
            peer.lines.suffix(4) == [
                "!! unknown-command: /login: this server keeps no accounts",
                "!! unknown-command: /register: this server keeps no accounts",
                "!! unknown-command: /token: this server keeps no accounts", "!! usage: /logout",
            ])
    }
    // MARK: - Nicks, the end

    @Test func nicksAreReserved() throws {
        let served = try AccountsServed()
        served.hub.limits.nicksPerAccount = 1
        let (ann, bob) = (try served.program("ann"), try served.program("bob"))
        _ = try ann.ask("/register hunter22")
        _ = try bob.ask("/register hunter22")
        #expect(try ann.ask("/reserve ann2") == "OK nick=ann2")
        #expect(try ann.ask("/reserve ann2") == "OK nick=ann2")
        #expect(try ann.ask("/reserve ann3").hasPrefix("ERR too-many-nicks max=1 :"))
        #expect(try bob.ask("/reserve ann2").hasPrefix("ERR account-exists nick=ann :"))
        #expect(try bob.ask("/reserve guest5").hasPrefix("ERR nick-reserved nick=guest5 :"))
        #expect(try bob.ask("/account ANN2").hasSuffix(" nicks=ann2 here=1\nOK"))
        #expect(try bob.ask("/account").hasPrefix("ROW account bob since="))
        #expect(try bob.ask("/account eve").hasPrefix("ERR no-such-account nick=eve :"))
        #expect(try served.program().ask("/account").hasPrefix("ERR not-logged-in :"))
        #expect(try ann.ask("/release ann2") == "OK nick=ann2")
        #expect(try ann.ask("/release ann2").hasPrefix("ERR no-such-nick nick=ann2 :"))
        #expect(try served.program().ask("/login ann2 hunter22").hasPrefix("ERR no-such-account"))
    }

    @Test func anAccountIsForgotten() throws {
        let served = try AccountsServed()
        let ann = try served.program("ann")
        _ = try ann.ask("/register hunter22")
        #expect(try ann.ask("/forget").hasPrefix("ERR usage :/forget [PASSWORD]"))
        #expect(try ann.ask("/forget hunter23").hasPrefix("ERR bad-password nick=ann :"))
        #expect(try ann.ask("/forget hunter22") == "OK account=ann")
        #expect(served.hub.accountCount == 0)
        #expect(try ann.ask("/forget hunter22").hasPrefix("ERR not-logged-in"))
    }

    // MARK: - Upgrades

    /// What is being hashed is hashed anew by the process that takes over, and answered once.
    @Test func anUpgradeHashesAnew() throws {
        let served = try AccountsServed()
        served.hashing.isHeld = true
        let ann = try served.program("ann")
        let tag = ann.send("/register hunter22")
        try served.served.run { served.hashing.count == 1 }
        var accounts: AccountRequests?
        let hashing = try HandHashing(on: served.served.loop)
        let next = try served.served.server.handOver { next in
            accounts = try? AccountRequests(next.requests, served.logins, hashing, served.accounts.rules)
            next.requests.accounts = accounts
            next.requests.deferral = accounts
        }
        #expect(served.hashing.count == 0)
        #expect(try ann.answer(to: tag) == ["OK account=ann"])
        #expect(next.hub.accountCount == 1 && served.hashing.done == 0 && hashing.done == 1)
        #expect(next.requests.waitingCount == 0)
        #expect(try ann.ask("/logout").hasPrefix("OK nick=guest"))
    }

    /// What was given up is asked for anew where the upgrade failed.
    @Test func aFailedUpgradeGoesOn() throws {
        let served = try AccountsServed()
        _ = try served.program("ann").ask("/register hunter22")
        served.hashing.isHeld = true
        let other = try served.program()
        for _ in 0..<8 {
            let tag = other.send("/login ann wrong")
            try served.served.run { served.hashing.count == 1 || other.peer.text.contains(" \(tag) not-now") }
            if other.peer.text.contains(" \(tag) not-now") { break }
            served.served.server.requests.suspend()
            #expect(served.hashing.count == 0)
            served.served.server.requests.resume()
            try served.served.run { served.hashing.count == 1 }
            served.hashing.finish()
            #expect(try other.answer(to: tag)[0].hasPrefix("ERR bad-password"))
        }
        // A try that was given up is counted once.
        #expect(served.hashing.done == 6)
    }
}
