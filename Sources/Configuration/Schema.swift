import Bytes
import ChatCore
import Libevent
import Logging
import Web

/// All keys of the configuration file, in the order in which they are written. The reader, the checks and
/// `--check-config` all use it.
enum Schema {
    static let root: [Setting<Configuration>] = [
        .text("name", \.name) { name in
            (1...255).contains(name.utf8.count) && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
                ? nil : "must be 1 to 255 printable ASCII characters without spaces, as chat.example.org"
        },
        motd, motdFile, logLevel, .flag("log_nicks", \.logNicks),
    ]

    static let listen: [Setting<Configuration.Listen>] = [
        address, .choice("protocol", \.spoken), .flag("tls", \.tls), .flag("client_certificates", \.clientCertificates),
        .flag("proxy_protocol", \.proxyProtocol), .flag("web", \.web), .flag("forwarded", \.forwarded), mode,
    ]

    /// The tables below the root, each of which may be given once.
    static let sections: [(name: String, settings: [Setting<Configuration>])] = [
        ("tls", [.file("certificate", \.tls.certificate), .file("key", \.tls.key)]),
        ("proxy", [.networks("trusted", \.proxy.trusted)]),
        ("web", web),
        ("rooms", [lobby, .integer("per_session", \.rooms.perSession, 1...1_000)]),
        (
            "store",
            [
                .file("path", \.store.path), .integer("commit_ms", \.store.commitMilliseconds, 0...1_000),
                .integer("queue_bytes", \.store.queueBytes, 65_536...(1 << 30)),
            ]
        ),
        (
            "history",
            [
                durability, .integer("keep_days", \.history.keepDays, 0...36_500),
                .integer("keep_count", \.history.keepCount, 0...1_000_000_000),
                .flag("search", \.history.search), .choice("private", \.history.privateMessages),
            ]
        ),
        ("accounts", accounts),
        (
            "moderation",
            [
                .integer("rooms_per_account", \.moderation.roomsPerAccount, 0...1_000),
                .integer("masks_per_room", \.moderation.masksPerRoom, 1...1_000),
                .integer("audit_days", \.moderation.auditDays, 0...36_500),
                .integer("guest_quiet_seconds", \.moderation.guestQuietSeconds, 0...3_600),
                .integer("repeat_lines", \.moderation.repeatLines, 0...1_000),
                .integer("guest_new_people", \.moderation.guestNewPeople, 0...50),
                .integer("join_burst", \.moderation.joinBurst, 0...1_000),
            ]
        ),
        (
            "irc",
            [
                .text("network", \.irc.network) { name in
                    (1...64).contains(name.utf8.count) && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
                        ? nil : "must be 1 to 64 printable ASCII characters without spaces, as ExampleNet"
                },
                .text("description", \.irc.description) { text in
                    text.utf8.count <= 100 ? nil : "has \(text.utf8.count) bytes; it may have 100"
                },
                .choice("usernames", \.irc.usernames), .integer("replay_lines", \.irc.replayLines, 0...100),
                .integer("sts_port", \.irc.stsPort, 0...65_535),
                .integer("sts_seconds", \.irc.stsSeconds, 0...315_360_000),
                password,
            ]
        ),
        ("limits", limits),
        ("cluster", cluster),
        ("admin", [adminAddress]),
        (
            "service",
            [
                .text("user", \.service.user), .text("group", \.service.group),
                .file("pid_file", \.service.pidFile),
            ]
        ),
    ]

    private static let web: [Setting<Configuration>] = [
        .words("hosts", \.web.hosts, "hosts", as: "chat.example.org", isGood: WebRules.isHost),
        .words("origins", \.web.origins, "origins", as: "https://www.example.org", isGood: WebRules.isOrigin),
        .flag("page", \.web.page),
        .words("embed", \.web.embed, "origins", as: "https://www.example.org", isGood: WebRules.isOrigin),
        .file("root", \.web.root),
        .text("telnet", \.web.telnet) { text in
            text.utf8.count <= 255 && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
                ? nil : "must be up to 255 printable ASCII characters, as \"chat.example.org 6000\""
        },
    ]

    private static let accounts: [Setting<Configuration>] = [
        .flag("registration", \.accounts.registration),
        .integer("max", \.accounts.most, 1...10_000_000),
        .choice("guests", \.accounts.guests),
        .choice("clear_text", \.accounts.clearText),
        .integer("password_min", \.accounts.passwordBytes, 1...128),
        .integer("hash_memory_mib", \.accounts.hashMemory, 19...1_024),
        .integer("hash_passes", \.accounts.hashPasses, 1...16),
        .integer("tokens", \.accounts.tokens, 0...100),
        .integer("nicks", \.accounts.nicks, 0...100),
        .integer("register_after_seconds", \.accounts.registerAfterSeconds, 0...86_400),
        .integer("registrations_per_address_day", \.accounts.registrationsPerAddressDay, 0...1_000_000),
        .integer("registrations_per_10_minutes", \.accounts.registrationsPer10Minutes, 0...1_000_000),
        .nicks("operators", \.accounts.operators),
        .flag("scram", \.accounts.scram),
        .integer("scram_rounds", \.accounts.scramRounds, 4_096...1_000_000),
        .flag("register_before_connect", \.accounts.registerBeforeConnect),
        .flag("register_needs_email", \.accounts.registerNeedsEmail),
        .flag("always_on", \.accounts.alwaysOn),
        .integer("resume_seconds", \.accounts.resumeSeconds, 0...3_600),
    ]

    private static let limits: [Setting<Configuration>] = [
        .integer("connections", \.limits.connections, 1...1_000_000),
        .integer("connections_per_address", \.limits.connectionsPerAddress, 1...1_000_000),
        .number("connects_per_second", \.limits.connectsPerSecond, 0...1_000_000),
        .integer("arrival_grace_ms", \.limits.arrivalGraceMilliseconds, 0...10_000),
        .integer("handshake_seconds", \.limits.handshakeSeconds, 1...3_600),
        .integer("first_line_seconds", \.limits.firstLineSeconds, 0...86_400),
        .networks("exempt", \.limits.exempt),
        // The longest line that we send, one's away note after the names of 50 rooms, is 1,837 bytes longer and must stay within 4096.
        .integer("line_bytes", \.limits.lineBytes, 64...2_250),
        .number("messages_per_second", \.limits.messagesPerSecond, 0...1_000_000),
        .integer("burst", \.limits.burst, 1...1_000_000),
        .integer("send_queue_bytes", \.limits.sendQueueBytes, 4_096...(1 << 30)),
        .integer("idle_seconds", \.limits.idleSeconds, 0...31_536_000),
        .integer("ping_seconds", \.limits.pingSeconds, 0...86_400),
    ]

    /// How many lines a message of the day may have.
    static let motdLines = 200
    /// How long each of them may be.
    static let motdLineBytes = 2_048

    // MARK: - Keys of a kind of their own

    private static let motd = Setting<Configuration>.text("motd") { text, configuration, _ in
        configuration.motd = Configuration.lines(of: text)
        return nil
    } fault: { configuration in
        let lines = configuration.motd
        if lines.count > motdLines { return "has \(lines.count) lines; \(motdLines) are allowed" }
        return lines.contains { $0.utf8.count > motdLineBytes } ? "has a line over \(motdLineBytes) bytes" : nil
    } written: { configuration in
        let isLastEmpty = configuration.motd.last?.isEmpty == true
        return (configuration.motd.joined(separator: "\n") + (isLastEmpty ? "\n" : "")).asTOMLString
    }

    /// A key that is read into the place of another one, and never written.
    private static let motdFile = Setting<Configuration>.text("motd_file") { name, configuration, folder in
        do {
            if !name.isEmpty { configuration.motd = try Configuration.motd(file: folder.path(of: name)) }
            return nil
        } catch {
            return "can't be read: \(error)"
        }
    } written: { _ in
        nil
    }

    private static let logLevel = Setting<Configuration>.text("log_level") { text, configuration, _ in
        guard let level = Logger.Level(rawValue: text) else {
            let names = Logger.Level.allCases.map(\.rawValue)
            let hint = nearest(to: text, among: names).map { "; did you mean \($0)?" }
            return "is \"\(text.shown())\"\(hint ?? "; known are \(names.joined(separator: ", "))")"
        }
        configuration.logLevel = level
        return nil
    } written: {
        $0.logLevel.rawValue.asTOMLString
    }

    private static let address = Setting<Configuration.Listen>.text("address") { text, listen, _ in
        guard let read = Configuration.Listen(address: text) else {
            return "is \(Configuration.badAddress(text))"
        }
        listen.place = read.place
        return nil
    } written: {
        $0.description.asTOMLString
    }

    private static let mode = Setting<Configuration.Listen>.text("mode") { text, listen, _ in
        let digits = text.utf8.count
        guard (3...4).contains(digits), text.utf8.allSatisfy({ (0x30...0x37).contains($0) }),
            let mode = UInt16(text, radix: 8)
        else {
            return "is \"\(text.shown())\"; write the permissions in octal, as \"0660\""
        }
        listen.mode = mode
        return nil
    } fault: {
        $0.mode <= 0o777 ? nil : "must be from \"0000\" to \"0777\""
    } written: { listen in
        guard listen.isUnix else { return nil }
        let digits = String(listen.mode, radix: 8)
        return (String(repeating: "0", count: max(0, 4 - digits.count)) + digits).asTOMLString
    }

    private static let lobby = Setting<Configuration>.text("lobby") { name, configuration, _ in
        let room = RoomName(name)
        guard room != nil || name.isEmpty else {
            return "is not a room's name: "
                + "# and up to 32 letters, digits and _.-+&/~$^'[]{}\\`|, with one more # at most"
        }
        configuration.rooms.lobby = room
        return nil
    } written: {
        ($0.rooms.lobby?.text ?? "").asTOMLString
    }

    /// It is told nobody: where there is one it is left out of what is written.
    private static let password = Setting<Configuration>.text("password") { text, configuration, _ in
        configuration.irc.password = text
        return nil
    } fault: { configuration in
        let password = configuration.irc.password
        // It has to fit in a line, as one word or behind a colon.
        return password.utf8.count <= 400 && password.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
            ? nil : "must be at most 400 bytes without control characters"
    } written: {
        $0.irc.password.isEmpty ? "".asTOMLString : nil
    }

    private static let durability = Setting<Configuration>.choice("durability", \.history.durability)

    private static let adminAddress = Setting<Configuration>.text("address") { text, configuration, _ in
        let endpoint = Endpoint(text)
        guard endpoint != nil || text.isEmpty else {
            return "is \"\(text.shown())\", which is not an address; write HOST:PORT, as 127.0.0.1:6060"
        }
        configuration.admin.address = endpoint
        return nil
    } written: {
        ($0.admin.address?.description ?? "").asTOMLString
    }
}
