import Testing

/// Who the client is, and that nothing is said by anybody else.
@Suite struct ClientNickTests {
    @Test func nothingIsSaidUnderAnotherName() throws {
        try withDaemon { daemon in
            let ann = try daemon.join("ann")
            let outcome = try ClientLineTests.run(
                of: daemon, ["--nick", "Ann", "--join", "#ops"], input: "secret\n/me waves\n")
            #expect(outcome.exit == .exited(1))
            #expect(outcome.errors.contains("!! nick-in-use: "))
            #expect(outcome.errors.contains("Nothing was sent, as the nick Ann is not to be had.\n"))
            try ann.send("/rooms ops")
            let before = try ann.skip(to: "-- {*}")
            #expect(before.allSatisfy { !$0.contains("secret") && !$0.contains("waves") && !$0.contains("ops") })
        }
    }

    @Test func othersReadOneLine() throws {
        try withDaemon { daemon in
            let ann = try daemon.join("ann")
            let outcome = try ClientLineTests.run(
                of: daemon, ["--nick", "bot", "--join", "ops"], input: "/msg #lobby hi\n")
            #expect(outcome.exit == .exited(0))
            try ann.expect("*** bot joined #lobby")
            try ann.expect("<bot> hi")
            try ann.expect("*** bot quit{*}")
        }
    }

    /// In a pipe, what is for one room is not said in another.
    @Test func nothingIsSaidInAnotherRoom() throws {
        try withDaemon(configured: "[[listen]]\naddress = \"127.0.0.1:0\"\n[rooms]\nper_session = 1\n") { daemon in
            let ann = try daemon.join("ann")
            let outcome = try ClientLineTests.run(of: daemon, ["--nick", "bot", "--join", "#ops"], input: "secret\n")
            #expect(outcome.exit == .exited(1))
            #expect(outcome.errors.contains("!! too-many-rooms: "))
            #expect(outcome.errors.contains("Nothing was sent, as #ops can't be joined.\n"))
            try ann.expectSilence()
        }
    }

    @Test func theOldNickIsHadAsSoonAsTheOtherLeaves() throws {
        try withDaemon { daemon in
            let ghost = try daemon.join("ann")
            try ghost.send("boo")
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon)
            try terminal.wait(forText: "!! nick-in-use: ")
            try terminal.wait(forLastRows: ["[guest2 #lobby]"])
            ghost.close()
            try terminal.wait(forLastRows: ["-- you are now ann", "[ann #lobby]"])
        }
    }

    @Test func theOldNickIsHadAsSoonAsTheOtherTakesAnother() throws {
        try withDaemon { daemon in
            let ghost = try daemon.join("ann")
            try ghost.send("boo")
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon)
            try terminal.wait(forLastRows: ["[guest2 #lobby]"])
            try ghost.send("/nick anna")
            try terminal.wait(forLastRows: ["-- you are now ann", "[ann #lobby]"])
        }
    }

    @Test func whoChoosesAnotherKeepsIt() throws {
        try withDaemon { daemon in
            let ghost = try daemon.join("ann")
            try ghost.send("boo")
            let bob = try daemon.join("bob")
            let terminal = try ClientTerminal(client: ["--nick", "ann"], of: daemon)
            try terminal.wait(forLastRows: ["[guest3 #lobby]"])
            try terminal.type("/nick cy")
            try terminal.press("Enter")
            try terminal.wait(forLastRows: ["[cy #lobby]"])
            ghost.close()
            try terminal.wait(forText: "*** ann quit")
            try terminal.type("hello")
            try terminal.press("Enter")
            try bob.skip(to: "<cy> hello")
            try bob.expectSilence()
            try terminal.wait(forLastRows: ["[cy #lobby]"])
        }
    }
}
