import ArgumentParser
import ChatCore
import ChatServer
import Libevent
import Logging

/// What the command line says; it wins over the file.
struct Flags: ParsableArguments {
    @Option(help: ArgumentHelp("Read this TOML file; flags win over it.", valueName: "file"))
    var config: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Listen here: HOST:PORT, [IPV6]:PORT, unix:/PATH or systemd[:NAME]; may be given again.",
            valueName: "address"))
    var listen: [String] = []

    @Option(help: "The server's name, shown to newcomers.")
    var name: String?

    @Option(help: ArgumentHelp("The message of the day.", valueName: "text"))
    var motd: String?

    @Option(help: ArgumentHelp("Read the message of the day from this file.", valueName: "file"))
    var motdFile: String?

    @Option(help: ArgumentHelp("The room that newcomers enter; \"\" for none.", valueName: "room"))
    var lobby: String?

    @Option(help: ArgumentHelp("Rooms that a session may be in (50).", valueName: "n"))
    var roomsPerSession: Int?

    @Option(help: ArgumentHelp("Connections in all (10000).", valueName: "n"))
    var connections: Int?

    @Option(help: ArgumentHelp("Connections from one address (64).", valueName: "n"))
    var connectionsPerAddress: Int?

    @Option(help: ArgumentHelp("Bytes of a line (2048).", valueName: "n"))
    var lineBytes: Int?

    @Option(help: ArgumentHelp("Lines a second that a session may send (5); 0: no limit.", valueName: "n"))
    var messagesPerSecond: Double?

    @Option(help: ArgumentHelp("Lines that may come at once (20).", valueName: "n"))
    var burst: Int?

    @Option(help: ArgumentHelp("Output that may wait for a peer (1048576).", valueName: "n"))
    var sendQueueBytes: Int?

    @Option(help: ArgumentHelp("Close sessions that were silent for so long (0: never).", valueName: "n"))
    var idleSeconds: Int?

    @Option(help: ArgumentHelp("Ask peers that were silent for so long (120; 0: never).", valueName: "n"))
    var pingSeconds: Int?

    @Option(
        help: ArgumentHelp(
            "Serve figures and health over HTTP here: HOST:PORT; \"\" for nowhere.", valueName: "address"))
    var admin: String?

    @Option(
        help: ArgumentHelp("trace, debug, info (default), notice, warning, error or critical.", valueName: "level"))
    var logLevel: Logger.Level?

    @Option(help: ArgumentHelp("Started as root: become this user once all is bound.", valueName: "name"))
    var user: String?

    @Option(help: ArgumentHelp("With a user: this group instead of the user's own.", valueName: "name"))
    var group: String?

    @Option(help: ArgumentHelp("Lock this file and write the process's number to it.", valueName: "file"))
    var pidFile: String?

    @Flag(help: "Go on in the background: return when it serves, or say why it can't.")
    var daemonize = false

    @Flag(help: "Print what would run, and exit.")
    var checkConfig = false

    func configuration() throws -> Configuration {
        var configuration = Configuration()
        if let config { configuration = try Configuration(file: config) }
        var faults: [String] = []
        if !listen.isEmpty {
            configuration.listen = listen.compactMap(Configuration.Listen.init(address:))
            faults += listen.filter { Configuration.Listen(address: $0) == nil }.map {
                "--listen: \(Configuration.badAddress($0))"
            }
        }
        if let name { configuration.name = name }
        if let logLevel { configuration.logLevel = logLevel }
        if motd != nil && motdFile != nil { faults.append("--motd and --motd-file can't both be given") }
        if let motd { configuration.motd = Configuration.lines(of: motd) }
        if let motdFile { configuration.motd = try Configuration.motd(file: motdFile) }
        if let lobby {
            configuration.rooms.lobby = RoomName(lobby)
            if !lobby.isEmpty, configuration.rooms.lobby == nil {
                faults.append("--lobby: \"\(lobby)\" is not a room's name: # and 1 to 32 letters, digits, _ . or -")
            }
        }
        if let admin {
            configuration.admin.address = Endpoint(admin)
            if !admin.isEmpty, configuration.admin.address == nil {
                faults.append("--admin: \(Configuration.badAddress(admin))")
            }
        }
        apply(to: &configuration)
        if faults.isEmpty { faults = configuration.faults }
        guard faults.isEmpty else { throw ConfigurationError(faults) }
        return configuration
    }

    private func apply(to configuration: inout Configuration) {
        if let roomsPerSession { configuration.rooms.perSession = roomsPerSession }
        if let connections { configuration.limits.connections = connections }
        if let connectionsPerAddress { configuration.limits.connectionsPerAddress = connectionsPerAddress }
        if let lineBytes { configuration.limits.lineBytes = lineBytes }
        if let messagesPerSecond { configuration.limits.messagesPerSecond = messagesPerSecond }
        if let burst { configuration.limits.burst = burst }
        if let sendQueueBytes { configuration.limits.sendQueueBytes = sendQueueBytes }
        if let idleSeconds { configuration.limits.idleSeconds = idleSeconds }
        if let pingSeconds { configuration.limits.pingSeconds = pingSeconds }
        if let user { configuration.service.user = user }
        if let group { configuration.service.group = group }
        if let pidFile { configuration.service.pidFile = pidFile }
    }

    /// Paths of the command line are relative to where it was typed, which a daemon leaves.
    mutating func makePathsAbsolute(in directory: String) {
        func absolute(_ path: String) -> String { path.hasPrefix("/") || path.isEmpty ? path : "\(directory)/\(path)" }
        config = config.map(absolute)
        motdFile = motdFile.map(absolute)
        pidFile = pidFile.map(absolute)
        let unix = "unix:"
        listen = listen.map { $0.hasPrefix(unix) ? unix + absolute(String($0.dropFirst(unix.count))) : $0 }
    }
}

extension Logger.Level: ArgumentParser.ExpressibleByArgument {}

extension Configuration {
    /// What would run, as the file that says the same.
    var summary: String {
        let number = limits.messagesPerSecond
        let rate = number == number.rounded() ? "\(Int(number))" : "\(number)"
        return """
            name = \(quoted(name))
            motd = \(quoted(motd.joined(separator: "\n")))

            \(listen.map { "[[listen]]\naddress = \(quoted($0.description))" }.joined(separator: "\n\n"))

            [rooms]
            lobby = \(quoted(rooms.lobby?.text ?? ""))
            per_session = \(rooms.perSession)

            [limits]
            connections = \(limits.connections)
            connections_per_address = \(limits.connectionsPerAddress)
            line_bytes = \(limits.lineBytes)
            messages_per_second = \(rate)
            burst = \(limits.burst)
            send_queue_bytes = \(limits.sendQueueBytes)
            idle_seconds = \(limits.idleSeconds)
            ping_seconds = \(limits.pingSeconds)

            [admin]
            address = \(quoted(admin.address?.description ?? ""))
            """
    }

    /// A basic string of TOML.
    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
