import Glibc
import Testing

/// SIGHUP, with the real daemon and its file.
@Suite struct ReloadTests {
    private static let listen = "[[listen]]\naddress = \"127.0.0.1:0\"\n"

    /// Runs the body while two talk, who must not notice; then all of it ends in good order.
    private func withDaemon(
        _ text: String = listen, _ flags: [String] = [], listeners: Int = 1,
        _ body: (ReloadedDaemon, Conversation) throws -> Void
    ) throws {
        let reloaded = try ReloadedDaemon(text, flags, listeners: listeners)
        do {
            let conversation = try Conversation(in: reloaded.daemon)
            try conversation.goesOn()
            try body(reloaded, conversation)
            try conversation.goesOn()
        } catch {
            try? reloaded.process.kill()
            throw HarnessFailure("\(error)\n  the daemon's log:\n\(reloaded.process.log.text.suffix(4000))")
        }
        try reloaded.daemon.stop()
    }

    @Test func whatNewcomersMeet() throws {
        try withDaemon("name = \"before\"\nmotd = \"Old.\"\n\(Self.listen)") { reloaded, conversation in
            let text = "name = \"after\"\nmotd = \"New.\"\n\(Self.listen)[rooms]\nlobby = \"#hall\"\nper_session = 1\n"
            try reloaded.reload(text)
            let peer = try reloaded.daemon.connect()
            try peer.expect("*** partyline/1 after. You are guest{n}. /help lists the commands.")
            try peer.expect("*** New.")
            try peer.expect("*** #hall: nobody else is here")
            try peer.send("/join #other")
            try peer.expect("!! too-many-rooms: {*}")
            try conversation.goesOn()
        }
    }

    /// Limits are those of the people who are there, too.
    @Test func limits() throws {
        try withDaemon { reloaded, conversation in
            let early = try reloaded.daemon.join("early")
            try reloaded.reload("\(Self.listen)[limits]\nline_bytes = 64\nconnections = 4\n")
            try early.send(String(repeating: "x", count: 65))
            try early.skip(to: "!! too-long: {*}")
            // Three are there.
            let last = try reloaded.daemon.connect()
            try last.expect("*** partyline/1 {*}")
            let late = try reloaded.daemon.connect()
            #expect(try late.linesToEnd().joined().contains("server-full"))
            try reloaded.reload("\(Self.listen)[limits]\nline_bytes = 128\n")
            try early.send(String(repeating: "y", count: 65))
            try conversation.hears("<early> \(String(repeating: "y", count: 65))")
            try reloaded.daemon.connect().expect("*** partyline/1 {*}")
        }
    }

    @Test func theLevelOfTheLog() throws {
        try withDaemon { reloaded, conversation in
            try reloaded.replace("name = \"quiet\"\nlog_level = \"error\"\n\(Self.listen)")
            reloaded.process.send(signal: SIGHUP)
            // It does not say so any more, so a newcomer has to.
            let deadline = Deadline.usual
            while try reloaded.daemon.connect().line()?.starts(with: "*** partyline/1 quiet.".utf8) != true {
                try #require(!deadline.hasPassed)
            }
            try reloaded.reload("log_level = \"info\"\n\(Self.listen)")
            #expect(reloaded.process.log.text.split(separator: "\n").count { $0.hasSuffix("msg=reloaded") } == 0)
            #expect(reloaded.process.log.text.split(separator: "\n").count { $0.contains("msg=reloaded ") } == 1)
        }
    }

    @Test func listenersComeAndGo() throws {
        let (path, other) = (freshPath(), freshPath())
        func text(_ addresses: String...) -> String {
            addresses.map { "[[listen]]\naddress = \"\($0)\"\n" }.joined()
        }
        try withDaemon(text("127.0.0.1:0")) { reloaded, conversation in
            let first = reloaded.daemon.address
            let half = try reloaded.daemon.join("half")
            try half.send(bytes: "a line that ".utf8)
            try reloaded.reload(text("127.0.0.1:0", "unix:\(path)", "127.0.0.1:0", "unix:\(other)"))
            #expect(reloaded.addresses.count == 4)
            let guests = try reloaded.addresses.map { address in
                let guest = try Peer("guest", at: address)
                try guest.skip(to: "*** #lobby: {*}")
                return guest
            }
            // Whoever came by an address that goes stays, and an unfinished line is finished.
            let removed = try #require(reloaded.addresses.last { $0.host == "127.0.0.1" })
            try reloaded.reload(text("unix:\(path)", "127.0.0.1:0"))
            #expect(reloaded.addresses == [first, Address("unix:\(path)")])
            #expect(throws: HarnessFailure.self) { try removed.connect() }
            #expect(throws: HarnessFailure.self) { try Address("unix:\(other)").connect() }
            #expect(access(other, F_OK) != 0)
            try half.send(bytes: "was begun before\n".utf8)
            try conversation.hears("<half> a line that was begun before")
            for guest in guests { try guest.skip(to: "<half> a line that was begun before") }
            try Peer("late", at: Address("unix:\(path)")).expect("*** partyline/1 {*}")
        }
        #expect(access(path, F_OK) != 0)
    }

    /// In the middle of a line, and of a telnet command.
    @Test func telnetInTheMiddle() throws {
        try withDaemon { reloaded, conversation in
            let peer = try reloaded.daemon.join("tel")
            try peer.send(bytes: "hal".utf8 + [0xFF, 0xFD])
            try reloaded.reload("motd = \"x\"\n\(Self.listen)")
            try peer.send(bytes: [0x06] + "f\r\n".utf8)
            try peer.expect(bytes: [0xFF, 0xFD, 0x00, 0xFF, 0xFC, 0x06])
            try conversation.hears("<tel> half")
        }
    }

    @Test func aBadFileChangesNothing() throws {
        try withDaemon("name = \"before\"\n\(Self.listen)") { reloaded, conversation in
            let bad = """
                name = "after"
                motd = 1
                [[listen]]
                address = "nowhere"
                [limits]
                brust = 1
                line_bytes = 1
                """
            let faults = try reloaded.refuse(bad)
            #expect(faults.count == 4)
            for (fault, words) in zip(faults, ["line 2: motd", "line 4: listen.add", "did you mean burst", "line 7: "])
            {
                #expect(fault.contains(reloaded.path) && fault.contains(words), "\(fault)")
            }
            try reloaded.daemon.connect().expect("*** partyline/1 before. {*}")
            #expect(reloaded.addresses == [reloaded.daemon.address])
            // An address that can't be had does not let the others through, either.
            let taken = "name = \"after\"\n\(Self.listen)[[listen]]\naddress = \"192.0.2.1:6000\"\n"
            let refusal = try reloaded.refuse(taken)
            #expect(refusal.count == 1 && refusal[0].contains("192.0.2.1:6000"))
            try reloaded.daemon.connect().expect("*** partyline/1 before. {*}")
            #expect(reloaded.addresses == [reloaded.daemon.address])
        }
    }

    /// What would have ended the process, its callers or its memory.
    @Test func aFileThatIsNone() throws {
        try withDaemon { reloaded, conversation in
            let path = reloaded.path
            func expectRefusal(_ words: String) throws {
                let faults = try reloaded.expectRefusal()
                #expect(faults.count == 1 && faults[0].contains(words), "\(faults)")
                try conversation.goesOn()
            }
            try #require(unlink(path) == 0)
            try expectRefusal("No such file or directory")
            try #require(mkdir(path, 0o700) == 0)
            try expectRefusal("is a directory")
            try #require(rmdir(path) == 0 && mkfifo(path, 0o600) == 0)
            try expectRefusal("is not a regular file")
            try #require(unlink(path) == 0 && symlink(path, path) == 0)
            try expectRefusal("Too many levels of symbolic links")
            try #require(unlink(path) == 0)
            try writeFile("", at: path)
            try #require(truncate(path, 100_000_000) == 0)
            try expectRefusal("over 1048576 bytes")
            try writeFile("x = 1\n[!]\n", at: path)
            try expectRefusal("line 2: expected a key")
            try writeFile(Array(repeating: "a", count: 200_000).joined(separator: ".") + " = 1", at: path)
            try expectRefusal("nested")
            try reloaded.reload("name = \"again\"\n\(Self.listen)")
            try reloaded.daemon.connect().expect("*** partyline/1 again. {*}")
        }
    }

    @Test func fiftyReloads() throws {
        try withDaemon { reloaded, conversation in
            for round in 0..<25 {
                try reloaded.reload("name = \"good\(round)\"\n\(Self.listen)[[listen]]\naddress = \"127.0.0.1:0\"\n")
                #expect(try reloaded.refuse("name = \"bad\(round)\"\nnmae = 1\n\(Self.listen)").count == 1)
                try reloaded.daemon.connect().expect("*** partyline/1 good\(round). {*}")
            }
            try conversation.goesOn()
            // As fast as they can be sent; the last one counts.
            for _ in 0..<50 {
                try reloaded.replace("name = \"bad\"\n[")
                reloaded.process.send(signal: SIGHUP)
                try reloaded.replace("name = \"last\"\n\(Self.listen)")
                reloaded.process.send(signal: SIGHUP)
            }
            let deadline = Deadline.usual
            while try reloaded.daemon.connect().line()?.starts(with: "*** partyline/1 last.".utf8) != true {
                try #require(!deadline.hasPassed)
            }
        }
    }

    /// Flags win over the file, as they did at the start.
    @Test func flagsStay() throws {
        try withDaemon("name = \"file\"\n\(Self.listen)", ["--motd", "Flag."]) { reloaded, _ in
            try reloaded.reload("name = \"other\"\nmotd = \"File.\"\n\(Self.listen)")
            let peer = try reloaded.daemon.connect()
            try peer.expect("*** partyline/1 other. {*}")
            try peer.expect("*** Flag.")
        }
    }

    @Test func whatNeedsARestart() throws {
        try withDaemon { reloaded, _ in
            let text = "name = \"x\"\n\(Self.listen)[service]\npid_file = \"\(freshPath())\"\n"
            try reloaded.reload(text)
            try reloaded.daemon.connect().expect("*** partyline/1 x. {*}")
            func warnings() -> Int {
                let lines = reloaded.process.log.text.split(separator: "\n")
                return lines.count { $0.contains("level=warning msg=\"[service] is not what") }
            }
            #expect(warnings() == 1)
            // Each reload says so, as long as it is so.
            try reloaded.reload(text + "user = \"nobody\"\n")
            try reloaded.daemon.connect().expect("*** partyline/1 x. {*}")
            #expect(warnings() == 2)
            try reloaded.reload(Self.listen)
            try reloaded.daemon.connect().expect("*** partyline/1 localhost. {*}")
            #expect(warnings() == 2)
        }
    }

    /// Who was root when it bound an address can't share it as another; it says what to do.
    @Test(.enabled(if: getuid() == 0, "needs root")) func anOverlapAfterRootWasGivenUp() throws {
        let service = "[service]\nuser = \"nobody\"\n"
        let reloaded = try ReloadedDaemon(Self.listen + service)
        chmod(reloaded.path, 0o644)
        let port = reloaded.daemon.address.port
        let faults = try reloaded.refuse("[[listen]]\naddress = \"0.0.0.0:\(port)\"\n\(service)")
        #expect(faults.count == 1 && faults[0].contains("reload once without either, or restart"), "\(faults)")
        try reloaded.daemon.connect().expect("*** partyline/1 {*}")
        try reloaded.daemon.stop()
    }
}
