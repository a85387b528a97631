import Libevent
import Testing

@testable import Configuration

/// What is wrong with a file, and on which line.
@Suite struct ConfigurationFaultTests {
    private func faults(_ text: String) -> [String] {
        ConfigurationFile(text: text, directory: "/nonexistent").faults
    }

    @Test(arguments: [
        ("\nnmae = \"x\"", "line 2: unknown key nmae; did you mean name?"),
        ("[limits]\nbrust = 1", "line 2: unknown key limits.brust; did you mean burst?"),
        ("[limtis]\nburst = 1", "line 1: unknown key limtis; did you mean limits?"),
        ("[[lisen]]\naddress = \"x\"", "line 1: unknown key lisen; did you mean listen?"),
        ("burst = 1", "line 1: unknown key burst; burst belongs under [limits]"),
        ("address = \"[::1]:1\"", "line 1: unknown key address; address belongs under [[listen]] or [admin]"),
        ("[limits]\nname = \"x\"", "line 2: unknown key limits.name; name belongs before the first table in brackets"),
        ("[tls]\nenabled = true", "line 2: unknown key tls.enabled; known are certificate, key"),
        ("[rooms.x]\ny = 1", "line 1: unknown key rooms.x; known are lobby, per_session"),
        (
            "\"a b\\u001b\" = 1\n",
            "line 1: unknown key \"a b\\u001b\"; known are \(Schema.rootKeys.joined(separator: ", "))"
        ),
        (
            "[[listen]]\naddress = \"[::1]:1\"\nport = 1",
            "line 3: unknown key listen.port; known are address, protocol, tls, client_certificates, proxy_protocol, web, forwarded, mode"
        ),
    ])
    func unknownKeys(_ text: String, _ fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test func whereClientsAreSentToTLS() {
        let plain = "[[listen]]\naddress = \"127.0.0.1:6667\"\nprotocol = \"irc\"\n"
        let rest = "[irc]\nsts_port = 6697\n"
        let fault = "irc.sts_port sends clients to TLS, which needs a [[listen]] with protocol = \"irc\" and tls = true"
        #expect(faults(plain + rest) == ["line 5: \(fault)"])
        let tls = "[[listen]]\naddress = \"127.0.0.1:6697\"\nprotocol = \"irc\"\ntls = true\n"
        #expect(!faults(plain + tls + rest).contains { $0.contains("sts_port") })
    }

    @Test(arguments: [
        ("name = 1", "line 1: name must be a string in quotes"),
        ("motd = [\"x\"]", "line 1: motd must be a string in quotes"),
        ("motd_file = 1", "line 1: motd_file must be a string in quotes"),
        ("log_level = 1", "line 1: log_level must be a string in quotes"),
        ("listen = \"[::1]:1\"", "line 1: listen must be written [[listen]], once for each address"),
        ("listen = [1]", "line 1: listen must be written [[listen]], once for each address"),
        ("[listen]\naddress = \"x:1\"", "line 1: listen must be written [[listen]], once for each address"),
        ("[[listen]]", "line 1: a [[listen]] needs an address, as address = \"127.0.0.1:6000\""),
        ("[[listen]]\naddress = 6000", "line 2: listen.address must be a string in quotes"),
        ("[[listen]]\naddress = \"x:1\"\ntls = \"yes\"", "line 3: listen.tls must be true or false"),
        ("[[listen]]\naddress = \"x:1\"\nproxy_protocol = 2", "line 3: listen.proxy_protocol must be true or false"),
        ("[[listen]]\naddress = \"unix:/x\"\nmode = 0o660", "line 3: listen.mode must be a string in quotes"),
        ("rooms = 1", "line 1: rooms must be a table, written [rooms]"),
        ("[[rooms]]", "line 1: rooms must be a table, written [rooms]"),
        ("limits = \"many\"", "line 1: limits must be a table, written [limits]"),
        ("[rooms]\nlobby = 1", "line 2: rooms.lobby must be a string in quotes"),
        ("[limits]\nburst = 1.5", "line 2: limits.burst must be a whole number"),
        ("[limits]\nburst = \"1\"", "line 2: limits.burst must be a whole number"),
        ("[limits]\nburst = true", "line 2: limits.burst must be a whole number"),
        ("[limits]\nburst = [1]", "line 2: limits.burst must be a whole number"),
        ("[limits.burst]", "line 1: limits.burst must be a whole number"),
        ("[limits]\nmessages_per_second = \"5\"", "line 2: limits.messages_per_second must be a number"),
        ("[limits]\nmessages_per_second = true", "line 2: limits.messages_per_second must be a number"),
    ])
    func wrongTypes(_ text: String, _ fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test(arguments: [
        ("[limits]\n\nconnections = 0", "line 3: limits.connections is 0; it must be from 1 to 1000000"),
        ("[limits]\nburst = -1", "line 2: limits.burst is -1; it must be from 1 to 1000000"),
        (
            "limits.burst = 9223372036854775807",
            "line 1: limits.burst is 9223372036854775807; it must be from 1 to 1000000"
        ),
        ("[limits]\nline_bytes = 63", "line 2: limits.line_bytes is 63; it must be from 64 to 2250"),
        ("[limits]\nsend_queue_bytes = 1", "line 2: limits.send_queue_bytes is 1; it must be from 4096 to 1073741824"),
        ("[limits]\nidle_seconds = -1", "line 2: limits.idle_seconds is -1; it must be from 0 to 31536000"),
        ("[limits]\nping_seconds = 86401", "line 2: limits.ping_seconds is 86401; it must be from 0 to 86400"),
        ("[limits]\nhandshake_seconds = 0", "line 2: limits.handshake_seconds is 0; it must be from 1 to 3600"),
        ("[limits]\nfirst_line_seconds = -1", "line 2: limits.first_line_seconds is -1; it must be from 0 to 86400"),
        (
            "[limits]\nmessages_per_second = -0.5",
            "line 2: limits.messages_per_second is -0.5; it must be from 0 to 1000000"
        ),
        (
            "[limits]\nconnects_per_second = nan",
            "line 2: limits.connects_per_second is nan; it must be from 0 to 1000000"
        ),
        (
            "[limits]\nconnects_per_second = inf",
            "line 2: limits.connects_per_second is inf; it must be from 0 to 1000000"
        ),
        ("[rooms]\nper_session = 0", "line 2: rooms.per_session is 0; it must be from 1 to 1000"),
        (
            "\nname = \"a b\"",
            "line 2: name must be 1 to 255 printable ASCII characters without spaces, as chat.example.org"
        ),
        ("name = \"\"", "line 1: name must be 1 to 255 printable ASCII characters without spaces, as chat.example.org"),
        ("log_level = \"inof\"", "line 1: log_level is \"inof\"; did you mean info?"),
        (
            "log_level = \"verbose\"",
            "line 1: log_level is \"verbose\"; known are trace, debug, info, notice, warning, error, critical"
        ),
        (
            "[rooms]\nlobby = \"a b\"",
            "line 2: rooms.lobby is not a room's name: # and up to 32 letters, digits and _.-+&/~$^'[]{}\\`|, with one more # at most"
        ),
        (
            "[irc]\nnetwork = \"a b\"",
            "line 2: irc.network must be 1 to 64 printable ASCII characters without spaces, as ExampleNet"
        ),
        ("[irc]\nusernames = \"none\"", "line 2: irc.usernames is \"none\"; known are given, fixed"),
        ("[accounts]\nscram_rounds = 4095", "line 2: accounts.scram_rounds is 4095; it must be from 4096 to 1000000"),
        // It is not shown.
        (
            "[irc]\npassword = \"a\\tb\"",
            "line 2: irc.password must be at most 400 bytes without control characters"
        ),
        ("[irc]\nreplay_lines = 101", "line 2: irc.replay_lines is 101; it must be from 0 to 100"),
        (
            "[admin]\naddress = \"6060\"",
            "line 2: admin.address is \"6060\", which is not an address; write HOST:PORT, as 127.0.0.1:6060"
        ),
    ])
    func impossibleValues(_ text: String, _ fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test(arguments: [
        ("listen = []", "line 1: nothing to listen on; give at least one address, as 127.0.0.1:6000"),
        ("[[listen]]\naddress = \"nowhere\"", "line 2: listen.address is \(Configuration.badAddress("nowhere"))"),
        (
            "[[listen]]\naddress = \"[::1]:1\"\n[[listen]]\naddress = \"[::1]:1\"",
            "line 4: listen names [::1]:1 twice"
        ),
        (
            "[[listen]]\naddress = \"[::1]:1\"\nprotocol = \"x\"",
            "line 3: listen.protocol is \"x\"; known are line, irc"
        ),
        (
            "[[listen]]\naddress = \"[::1]:1\"\nprotocol = \"icr\"",
            "line 3: listen.protocol is \"icr\"; did you mean irc?"
        ),
        (
            "[[listen]]\naddress = \"unix:/x\"\nmode = \"rw\"",
            "line 3: listen.mode is \"rw\"; write the permissions in octal, as \"0660\""
        ),
        ("[[listen]]\naddress = \"unix:/x\"\nmode = \"4755\"", "line 3: listen.mode must be from \"0000\" to \"0777\""),
        (
            "[[listen]]\naddress = \"[::1]:1\"\nmode = \"0660\"",
            "line 3: listen.mode is of a Unix socket's file; [::1]:1 has none"
        ),
        (
            "[[listen]]\naddress = \"systemd\"\nmode = \"0660\"",
            "line 3: listen.mode is of a Unix socket's file; systemd has none"
        ),
        (
            "[[listen]]\naddress = \"[::1]:1\"\ntls = true",
            "line 3: [::1]:1 is to have TLS, which needs a certificate and a key: [tls], or --tls-certificate and --tls-key"
        ),
        (
            "[[listen]]\naddress = \"[::1]:1\"\nclient_certificates = true",
            "line 3: [::1]:1 has client_certificates = true, which needs tls = true beside it"
        ),
        (
            "[[listen]]\naddress = \"systemd\"\nproxy_protocol = true",
            "line 3: systemd has proxy_protocol = true, which needs [proxy] with the trusted networks"
        ),
        (
            "[[listen]]\naddress = \"[::1]:1\"\nprotocol = \"irc\"\nweb = true",
            "line 3: [::1]:1 has web = true, where IRC is spoken by the path /irc; take protocol out"
        ),
        (
            "[[listen]]\naddress = \"unix:/x\"\nforwarded = true",
            "line 3: unix:/x has forwarded = true, which needs web = true beside it"
        ),
        (
            "[[listen]]\naddress = \"[::1]:1\"\nweb = true\nforwarded = true",
            "line 4: [::1]:1 has forwarded = true, which needs [proxy] with the trusted networks"
        ),
        (
            "[[listen]]\naddress = \"unix:/x\"\nweb = true\nproxy_protocol = true\nforwarded = true",
            "line 5: unix:/x has forwarded = true and proxy_protocol = true; one of them says who comes"
        ),
        (
            "[service]\ngroup = \"daemon\"",
            "line 2: the group daemon needs a user beside it: user in [service], or --user"
        ),
        ("[tls]\nkey = \"/k\"", "line 2: tls.key needs a tls.certificate beside it"),
        ("[tls]\ncertificate = \"/c\"\nkey = \"\"", "line 2: tls.certificate needs a tls.key beside it"),
        ("motd = \"\"\nmotd_file = \"\"", "line 2: motd and motd_file can't both be given"),
        (
            "motd_file = \"/nonexistent\"",
            "line 1: motd_file can't be read: /nonexistent: No such file or directory"
        ),
    ])
    func impossibleListenersAndPairs(_ text: String, _ fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test func hostsAndOriginsThatAreNone() {
        let text = """
            [web]
            hosts = ["chat.example.org", "https://x"]
            origins = [
              "www.example.org",
              "https://www.example.org", "*",
            ]
            """
        #expect(
            faults(text) == [
                "line 2: web.hosts is \"https://x\", which is none; write it as chat.example.org",
                "line 4: web.origins is \"www.example.org\", which is none; write it as https://www.example.org",
            ])
        #expect(
            faults("[web]\nhosts = \"x\"") == ["line 2: web.hosts must be a list of hosts, as [\"chat.example.org\"]"])
    }

    /// Each of a list is told, on its line.
    @Test func networksThatAreNone() {
        let text = """
            [proxy]
            trusted = "10.0.0.0/8"
            [limits]
            exempt = [
                "10.0.0.0/8", "localhost",
                10,
                # "::/200",
                "10.0.0.1/8", "\\u001b",
            ]
            """
        #expect(
            faults(text) == [
                "line 2: proxy.trusted must be a list of networks, as [\"10.0.0.0/8\", \"::1\"]",
                "line 5: limits.exempt has a fault: \(fault("localhost"))",
                "line 6: limits.exempt must have strings in quotes",
                "line 8: limits.exempt has a fault: \(fault("10.0.0.1/8"))",
                "line 8: limits.exempt has a fault: \(fault("\\u{1b}"))",
            ])
    }

    private func fault(_ network: String) -> String {
        do {
            return "\(try Network(network)) is one"
        } catch {
            return "\(error)"
        }
    }

    @Test func addressesWithinOthers() {
        func faults(_ addresses: String...) -> [String] {
            self.faults(addresses.map { "[[listen]]\naddress = \"\($0)\"\n" }.joined())
        }
        func within(_ part: String, _ all: String, line: Int) -> [String] {
            ["line \(line): \(part) is within \(all), which is listened on, too; take one of them out"]
        }
        #expect(faults("0.0.0.0:6000", "127.0.0.1:6000") == within("127.0.0.1:6000", "0.0.0.0:6000", line: 4))
        #expect(faults("[::1]:6000", "[::]:6000") == within("[::1]:6000", "[::]:6000", line: 2))
        #expect(faults("localhost:6000", "[::]:6000") == within("localhost:6000", "[::]:6000", line: 2))
        #expect(faults(":6000", "0.0.0.0:6000") == within(":6000", "0.0.0.0:6000", line: 2))
        #expect(faults("0.0.0.0:6000", "[::]:6000", "[::]:6001", "127.0.0.1:6002", "host.example:6000") == [])
        #expect(faults("0.0.0.0:0", "127.0.0.1:0") == [])
    }

    /// The lines are those of the entry that is meant, whatever is wrong with those before it.
    @Test func linesOfLaterListeners() {
        let text = """
            [[listen]]
            address = "nowhere"
            tls = 1
            [[listen]]
            address = "[::1]:1"
            [[listen]]
            # not this one
            address = "[::1]:1"
            mode = "0660"
            tls = true
            """
        #expect(
            faults(text) == [
                "line 2: listen.address is \(Configuration.badAddress("nowhere"))",
                "line 3: listen.tls must be true or false",
                "line 8: listen names [::1]:1 twice",
                "line 9: listen.mode is of a Unix socket's file; [::1]:1 has none",
                "line 10: [::1]:1 is to have TLS, which needs a certificate and a key: [tls], or --tls-certificate and --tls-key",
            ])
    }

    @Test func aLongMessageOfTheDay() {
        let long = String(repeating: "y", count: 2_049)
        #expect(faults("motd = \"\(long)\"") == ["line 1: motd has a line over 2048 bytes"])
        let many = String(repeating: "x\\n", count: 201)
        #expect(faults("\nmotd = \"\(many)\"") == ["line 2: motd has 201 lines; 200 are allowed"])
    }

    @Test func allFaultsAreListedInTheOrderOfTheLines() {
        let text = """
            [limits]
            line_bytes = 1
            burst = "many"
            conections = 5
            [rooms]
            loby = "x"
            [[listen]]
            address = "nowhere"
            [nothing]
            """
        #expect(
            faults(text) == [
                "line 2: limits.line_bytes is 1; it must be from 64 to 2250",
                "line 3: limits.burst must be a whole number",
                "line 4: unknown key limits.conections; did you mean connections?",
                "line 6: unknown key rooms.loby; did you mean lobby?",
                "line 8: listen.address is \(Configuration.badAddress("nowhere"))",
                "line 9: unknown key nothing; known are \(Schema.rootKeys.joined(separator: ", "))",
            ])
    }

    @Test func moreFaultsThanAnybodyReads() {
        let found = faults((1...150).map { "x\($0) = 1\n" }.joined())
        #expect(found.count == 101)
        #expect(found.last == "and 50 more")
        #expect(found[99].hasPrefix("line 100: unknown key x100"))
    }

    /// A fault is one line that a terminal shows, whatever the file has in it.
    @Test func whatIsShownOfAFile() {
        let long = String(repeating: "x", count: 100_000)
        let texts = [
            "\"a\\nb\\u001b[2J\\u202e\" = 1", "log_level = \"\\n\\u009b\"", "\(long) = 1", "rooms.\"\(long)\" = 1",
            "[[listen]]\naddress = \"\(long)\"", "log_level = \"\(long)\"", "\(long) = 1\n\(long) = 1",
            "[[listen]]\naddress = \"unix:/x\"\nmode = \"\(long)\"", "admin.address = \"\(long)\"",
        ]
        for text in texts {
            let found = faults(text)
            #expect(found.count == 1)
            #expect(found.allSatisfy { $0.utf8.count < 1_100 })
            let shown = found.joined().unicodeScalars
            #expect(shown.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0 != "\u{202E}" })
        }
    }

    @Test(arguments: [
        (
            "name = chat.example.org",
            "line 1: chat.example.org is not a number, true or false; text needs quotes (column 8)"
        ),
        ("name = \nx = 1", "line 1: expected a value, but there is the end of the line (column 8)"),
        ("name =", "line 1: expected a value, but there is the end of the file (column 7)"),
        ("name: \"x\"", "line 1: expected = after the key, but there is \":\" (column 5)"),
        ("name", "line 1: expected = after the key, but there is the end of the file (column 5)"),
        ("\nname = \"a\" x = 1", "line 2: expected the end of the line, but there is \"x\" (column 12)"),
        ("\n\n[limits\n", "line 3: expected ] to end the table's name, but there is the end of the line (column 8)"),
        (
            "[[listen]\naddress = 1",
            "line 1: expected ] to end the table's name, but there is the end of the line (column 10)"
        ),
        ("x = 1\n[!]", "line 2: expected a key, but there is \"!\" (column 2)"),
        ("[]", "line 1: expected a key, but there is \"]\" (column 2)"),
        ("[ä]", "line 1: expected a key, but there is \"ä\" (column 2)"),
        ("\u{1B} = 1", "line 1: expected a key, but there is \"\\u{1b}\" (column 1)"),
        ("x = [1,\n2\ny = 3", "line 3: expected , or ] in the array, but there is \"y\" (column 1)"),
        ("x = [}", "line 1: expected a value, but there is \"}\" (column 6)"),
        ("x = {a = 1,\n}", "line 1: expected a key, but there is the end of the line (column 12)"),
        ("x = {a = 1", "line 1: expected , or } in the table, but there is the end of the file (column 11)"),
        ("name = \"x\ny = 1", "line 1: a string begins with \", and does not end with it (column 8)"),
        ("\nmotd = \"\"\"\n\nx", "line 2: a string begins with \"\"\", and does not end with it (column 8)"),
        ("x = '''", "line 1: a string begins with ''', and does not end with it (column 5)"),
        ("x = \"\\u00g1\"", "line 1: \\u needs 4 digits of base 16, and \\U 8, that name a character (column 6)"),
        (
            "x = 1979-05-27true32:00Z",
            "line 1: 1979-05-27true32:00Z is not a date or a time that there is; text needs quotes (column 5)"
        ),
    ])
    func brokenTOML(_ text: String, _ fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test(arguments: [
        ("name = \"a\"\nname = \"b\"", "line 2: name is given twice, first in line 1 (column 1)"),
        ("[limits]\nburst = 1\n[limits]\n", "line 3: limits is given twice, first in line 1 (column 2)"),
        ("limits.burst = 1\n[limits.burst]", "line 2: limits.burst is given twice, first in line 1 (column 9)"),
        ("x = 1\rname = 2", "line 1: expected the end of the line, but there is a CR without a LF (column 6)"),
        ("burst = 010", "line 1: 010 begins with a 0, which no number of several digits may (column 9)"),
        (
            "\nx = \"C:\\path\"",
            "line 2: a \\ in \"\" begins an escape, as \\n; write it \\\\, or put the text in '' (column 8)"
        ),
    ])
    func whatIsGivenTwiceOrWrongly(_ text: String, _ fault: String) {
        #expect(faults(text) == [fault])
    }

    /// No key takes a date; and C would take a text to end at a NUL.
    @Test func valuesThatNoKeyTakes() {
        #expect(faults("[limits]\nburst = 1979-05-27") == ["line 2: limits.burst must be a whole number"])
        #expect(faults("name = 07:32:00") == ["line 1: name must be a string in quotes"])
        #expect(faults("\nname = \"chat\\u0000.example.org\"") == ["line 2: name can't have a NUL (\\u0000)"])
        #expect(faults("motd_file = \"\\u0000\"") == ["line 1: motd_file can't have a NUL (\\u0000)"])
    }
}
