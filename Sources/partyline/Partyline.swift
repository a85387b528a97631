import ArgumentParser
import ChatCore
import Dialects
import Glibc
import Libevent

/// The terminal client: flags and exit codes (sysexits(3)).
@main
struct Partyline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partyline",
        abstract: "Talks in the rooms of a Partyline server.",
        discussion: """
            In a terminal it edits the line while others talk: Tab completes nicks, rooms and commands, /help lists the commands, Ctrl-D ends.

            Otherwise it sends the lines of its standard input, each when the one before it was answered, and prints what comes. It exits \
            with 0, or with 1 where a line was refused, or the nick or a room, without which nothing is sent; with 66 where its input can't \
            be read, with 69 where there is no connection, with 76 where the server can't be trusted or is none of Partyline, and with 64 on \
            a mistake in its arguments.
            """,
        version: "partyline \(partylineVersion)")

    @Argument(help: "The server's name or address, also as HOST:PORT or [IPV6]:PORT; or unix:PATH.")
    var host: String
    @Argument(help: "Its port; 6000 where none is given.") var port: UInt16?
    @Flag(help: "Speak TLS with a server that proves its name; the system says who may vouch for it.") var tls = false
    @Option(
        help: ArgumentHelp(
            "Speak TLS, and let those alone vouch whose certificates are here (PEM).", valueName: "file"),
        completion: .file())
    var ca: String?
    @Option(
        help: ArgumentHelp(
            "Show the server this certificate (PEM), so that /cert add has it log you in.", valueName: "file"),
        completion: .file())
    var certificate: String?
    @Option(
        help: ArgumentHelp("The certificate's private key (PEM), without a passphrase.", valueName: "file"),
        completion: .file())
    var key: String?
    @Option(help: "How many seconds to try to connect.") var timeout: Double = 2
    @Option(
        help: ArgumentHelp(
            "Log in by the token that this file has for the server. (Unless given it is ~/.config/partyline/tokens.)",
            valueName: "file"),
        completion: .file())
    var tokens: String?
    @Option(help: "The nick to take.") var nick: String?
    @Option(name: .customLong("join"), help: ArgumentHelp("A room to join; may be repeated.", valueName: "room"))
    var rooms: [String] = []
    @Flag(help: "Print each line of the server's as a JSON object.") var json = false
    @Flag(help: "Use no colours (as does a NO_COLOR in the environment).") var noColor = false
    @Flag(help: "End when the connection is lost, instead of trying again.") var noReconnect = false

    func validate() throws {
        guard timeout > 0, timeout <= 3600 else {
            throw ValidationError("The timeout is a number of seconds from 0 to 3600.")
        }
        _ = try endpoint()
        guard !isSecure || !host.hasPrefix("unix:") else {
            throw ValidationError(
                "A socket's path has no name that a certificate could be for: leave out --tls and --ca.")
        }
        try validateCertificate()
        if let nick, Nick(nick) == nil {
            throw ValidationError("'\(nick)' is not a nick: \(Nick.rule).")
        }
        if let room = rooms.first(where: { RoomName($0) == nil }) {
            throw ValidationError("'\(room)' is not a room: \(RoomName.rule).")
        }
    }

    private func validateCertificate() throws {
        guard certificate != nil || key != nil else { return }
        guard isSecure else {
            throw ValidationError(
                "A certificate is shown by TLS alone: "
                    + (host.hasPrefix("unix:")
                        ? "leave out --certificate and --key." : "give --tls (or --ca FILE), too."))
        }
        guard key != nil else {
            throw ValidationError("A certificate needs its private key: give --key FILE, which may be the same file.")
        }
        guard certificate != nil else {
            throw ValidationError(
                "A key is that of a certificate: give --certificate FILE, which may be the same file.")
        }
    }

    func run() throws {
        StandardStreams.open()
        let endpoint = try endpoint()
        if let fault = StandardInput.fault {
            Output.write(fault + "\n", to: STDERR_FILENO)
            throw ExitCode(EX_NOINPUT)
        }
        let security = try security()
        let terminal = json ? nil : Terminal(kind: Self.environment("TERM"))
        let isForPeople = isatty(STDIN_FILENO) == 1 && !json
        let interface: any Interface =
            if let terminal {
                EditorInterface(terminal, theme: Theme(isColoured: isColoured))
            } else {
                LineInterface(json ? .json : .text)
            }
        let file = (tokens ?? TokenFile.usualPath(Self.environment)).map(TokenFile.init(path:))
        var wishes = Conversation.Wishes(
            nick: nick, rooms: rooms, context: isForPeople, comesBack: interface.isForPeople && !noReconnect,
            insists: !interface.isForPeople)
        wishes.token = token(in: file, for: endpoint, isSecure: security != nil)
        wishes.tokenPlace = file?.path ?? ""
        wishes.keepsTokens = file != nil
        wishes.label = TokenFile.label
        wishes.showsCertificate = certificate != nil
        let settings = Client.Settings(
            endpoint: endpoint, security: security, timeout: .milliseconds(Int(timeout * 1000)),
            reconnects: !noReconnect, tokens: file, wishes: wishes)
        do {
            throw ExitCode(try Client(settings, interface).run())
        } catch let error as LibeventError {
            Output.write("\(error)\n", to: STDERR_FILENO)
            throw ExitCode(EX_OSERR)
        }
    }

    private func token(in file: TokenFile?, for endpoint: Endpoint, isSecure: Bool) -> Conversation.Token? {
        let contents = file?.read(for: endpoint, isSecure: isSecure, mayLack: tokens == nil)
        for warning in contents?.warnings ?? [] { Output.write(warning + "\n", to: STDERR_FILENO) }
        return contents?.token
    }

    private var isSecure: Bool { tls || ca != nil }

    private func security() throws -> Security? {
        guard isSecure else { return nil }
        do throws(TLSError) {
            var identity: TLSContext.Identity?
            if let certificate, let key { identity = try TLSContext.Identity(certificate: certificate, key: key) }
            return try Security(trusting: ca, showing: identity)
        } catch {
            Output.write("\(error)\n", to: STDERR_FILENO)
            throw ExitCode(EX_USAGE)
        }
    }

    private func endpoint() throws -> Endpoint {
        do throws(ServerAddress.Fault) {
            return try ServerAddress.endpoint(host, port: port)
        } catch {
            throw ValidationError(error.words)
        }
    }

    private var isColoured: Bool { !noColor && (Self.environment("NO_COLOR") ?? "").isEmpty }

    private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
