import Foundation
import Glibc
import TestSupport
import Testing

/// Accounts, ranks and searches with the client, against a daemon with a store.
@Suite struct ClientAccountTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func withStore(_ body: (DaemonProcess) throws -> Void) throws {
        let text = """
            [limits]
            messages_per_second = 0
            [[listen]]
            address = "127.0.0.1:0"
            [store]
            path = "\(folder.file("partyline.db"))"
            commit_ms = 0
            [accounts]
            register_after_seconds = 0
            """
        try withDaemon(configured: text, body)
    }

    private var tokens: String { folder.file("tokens") }

    private func terminal(of daemon: DaemonProcess, _ arguments: [String] = []) throws -> ClientTerminal {
        let terminal = try ClientTerminal(
            client: ["--tokens", tokens] + arguments, of: daemon, columns: 140, rows: 40)
        try terminal.wait(forText: "*** partyline/1 ")
        return terminal
    }

    private func enter(_ text: String, _ terminal: ClientTerminal) throws {
        try terminal.type(text)
        try terminal.press("Enter")
    }

    /// A password is asked for, and nowhere on the screen; what is remembered logs in the next time.
    @Test func aPasswordIsTypedUnseenAndATokenIsRemembered() throws {
        try withStore { daemon in
            let first = try terminal(of: daemon, ["--nick", "ann"])
            try first.wait(forRow: "-- you are now ann")
            try enter("/register", first)
            try first.wait(forRow: "password:")
            try enter("hunter22", first)
            try first.wait(forRow: "-- the same again, please")
            try enter("hunter22", first)
            try first.wait(forText: "-- ann is yours now; /login ann next time")
            try first.press("Up")
            try first.wait(forLastRows: ["[ann #lobby] /register"])
            try first.press("C-u")
            try enter("/remember", first)
            try first.wait(forText: "-- kept in \(tokens)")
            let all = try first.everything()
            #expect(!all.contains { $0.contains("hunter22") || $0.contains("pt_") })
            var status = stat()
            #expect(stat(tokens, &status) == 0 && status.st_mode & 0o777 == 0o600)
            try first.press("C-d")
            #expect(try first.waitForExit() == 0)

            let second = try terminal(of: daemon)
            try second.wait(forText: "-- you are logged in as ann")
            try enter("/account", second)
            try second.wait(forText: "-- ann: since ")
            try enter("/remember off", second)
            try second.wait(forRow: "-- this client does not log in by itself any more")
            try enter("/token", second)
            try second.wait(forText: "-- you have no tokens")
            try second.press("C-d")
            #expect(try second.waitForExit() == 0)

            let third = try terminal(of: daemon)
            try enter("/login ann", third)
            try third.wait(forRow: "password:")
            try enter("wrong-one", third)
            try third.wait(forText: "!! bad-password:")
            try enter("/login ann", third)
            try third.wait(forRow: "password:")
            try third.press("C-c")
            try third.wait(forRow: "-- nothing was done")
            try enter("/login ann", third)
            try third.wait(forRow: "password:")
            try enter("hunter22", third)
            try third.wait(forText: "-- you are logged in as ann")
            #expect(try !third.everything().contains { $0.contains("hunter22") || $0.contains("wrong-one") })
        }
    }

    /// Nobody who was held is there any more: what is remembered logs in, and what stays is entered.
    @Test func aTokenLogsInAgainWhereTheServerWasKilled() throws {
        let configuration = try folder.write(
            "partyline.toml",
            "[store]\npath = \"partyline.db\"\ncommit_ms = 0\n[accounts]\nregister_after_seconds = 0\n".utf8)
        let socket = "unix:" + folder.file("line.sock")
        func start() throws -> DaemonProcess {
            try DaemonProcess(["--config", configuration, "--listen", socket, "--messages-per-second", "0"])
        }
        var daemon = try start()
        let ann = try ClientTerminal(
            "\"$CLIENT\" \(socket) --nick ann --tokens \(tokens); echo exit $?; exec cat", columns: 140, rows: 40)
        try ann.wait(forRow: "-- you are now ann")
        for (text, answer) in [
            ("/register hunter22", "-- ann is yours now"), ("/remember", "-- kept in \(tokens)"),
            ("/join tea", "-- you joined #tea"), ("/registerroom", "-- #tea is registered"),
        ] {
            try enter(text, ann)
            try ann.wait(forText: answer)
        }
        try enter("before", ann)
        try ann.wait(forText: "<ann> before")
        try daemon.process.kill()
        daemon = try start()
        try ann.wait(for: "the login", by: Deadline(seconds: 15)) { rows in
            rows.last == "[ann #tea]" && rows.contains { $0.hasSuffix("-- you are logged in as ann") }
        }
        try enter("after", ann)
        try ann.wait(forText: "<ann> after")
        // They are the same person there, and still the founder.
        let bob = try daemon.join("bob")
        try bob.send("/whois ann\n/wire 1\n@1 /join tea")
        try bob.skip(to: "-- ann{*}")
        try bob.skip(to: "OK 1 {*}")
        try bob.send("@2 /op #tea")
        try bob.skip(to: "ROW 2 rank #tea ann founder")
        try daemon.stop()
    }

    /// A token that is void is told, and the person goes on as a guest; a script says nothing then.
    @Test func aVoidTokenIsTold() throws {
        try withStore { daemon in
            let token = "pt_" + String(repeating: "a", count: 43)
            let server = "\(daemon.address.host):\(daemon.address.port)"
            _ = try folder.write("tokens", "\(server) \(token)\n".utf8)
            chmod(tokens, 0o644)
            let guest = try terminal(of: daemon)
            try guest.wait(forText: "type chmod 600 \(tokens)")
            try guest.wait(forText: "you in no longer: you go on as a guest.")
            let bob = try daemon.join("bob")
            try enter("hello", guest)
            try bob.skip(to: "<guest{n}> hello")
            let script = try ClientLineTests.run(of: daemon, ["--tokens", tokens], input: "from a script\n")
            #expect(script.exit == .exited(1))
            #expect(script.errors.contains("Nothing was sent, as the login is refused."))
            try bob.expectSilence()
        }
    }

    /// All that the server has of somebody, in a file of theirs: page by page, and never over another.
    @Test func whatIsKeptIsWrittenToAFile() throws {
        try withStore { daemon in
            let file = folder.file("ann.txt")
            let talk = (1...1_200).map { "line \($0)\n" }.joined()
            let first = try ClientLineTests.run(
                of: daemon, ["--nick", "ann"], input: "/register correct horse\n\(talk)/export \(file)\n")
            #expect(first.exit == .exited(0))
            #expect(first.output.last == "-- \(file) has all that is kept of you: 1201 lines")
            let content = try String(contentsOfFile: file, encoding: .utf8)
            let lines = content.split(separator: "\n")
            #expect(lines.count == 1_201 && lines.first?.hasPrefix("account ann since=") == true)
            #expect(
                lines.dropFirst().allSatisfy { $0.hasPrefix("MSG ") && $0.contains(" #lobby ann account=ann :line ") })
            #expect(lines.last?.hasSuffix(" :line 1200") == true)
            var status = stat()
            #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
            let second = try ClientLineTests.run(
                of: daemon, input: "/login ann correct horse\nmore of it\n/export \(file)\n")
            #expect(second.exit == .exited(1))
            #expect(second.errors.contains("\(file): File exists. Nothing was exported."))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == content)
            // A guest has nothing, and leaves no file.
            let other = folder.file("guest.txt")
            let guest = try ClientLineTests.run(of: daemon, input: "/export \(other)\n")
            #expect(guest.exit == .exited(1) && guest.errors.contains("!! not-logged-in:"))
            #expect(access(other, F_OK) != 0)
        }
    }

    /// Rooms and their ops, as a person sees them.
    @Test func ranksAndModerationAreShown() throws {
        try withStore { daemon in
            let ann = try terminal(of: daemon, ["--nick", "ann", "--join", "tea"])
            try ann.wait(forText: "-- you joined #tea")
            let bob = try daemon.join("bob")
            try bob.send("/join tea")
            try bob.skip(to: "*** #tea: ann (1 other here)")
            try enter("/voice bob", ann)
            try ann.wait(forRow: "-- bob has voice in #tea")
            try bob.skip(to: "*** ann gave bob voice in #tea")
            try enter("/names", ann)
            try ann.wait(forRow: "-- #tea: @ann, +bob")
            try enter("/mode +moderated", ann)
            try ann.wait(forRow: "-- #tea is now moderated")
            try enter("/ban bob 2h spam", ann)
            try ann.wait(forText: "banned from #tea for 2 h; 1 had to leave")
            try enter("/ban", ann)
            try ann.wait(forText: ", ends in ")
            try enter("/unban 1", ann)
            try ann.wait(forText: "is no longer banned from #tea")
            for number in 1...25 { try bob.send("line \(number) of the kettle") }
            try bob.settle()
            try enter("/join lobby", ann)
            // What was said is found once it is in the index.
            let deadline = Deadline.usual
            repeat {
                try enter("/search kettle", ann)
                try ann.wait(for: "an answer") { $0.contains { $0.hasSuffix("found") || $0.contains("found;") } }
            } while try !ann.rows().contains("-- 20 found; /search more goes on") && !deadline.hasPassed
            try enter("/search more", ann)
            try ann.wait(forRow: "-- 5 found")
        }
    }
}
