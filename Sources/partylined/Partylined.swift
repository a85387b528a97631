import ArgumentParser
import ChatProtocol
import ChatServer
import Glibc
import Libevent
import Logging

/// The daemon: flags, signals and exit codes (sysexits(3)).
@main
struct Partylined: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partylined",
        abstract: "A chat server that anything with a TCP socket can join.",
        discussion: "Without flags it serves localhost:6000; try: telnet localhost 6000",
        version: "partylined \(partylineVersion)")

    @OptionGroup var flags: Flags

    mutating func run() throws {
        let configuration: Configuration
        do {
            configuration = try flags.configuration()
        } catch {
            Partylined.fail(flags.config == nil ? EX_USAGE : EX_CONFIG, "\(error)")
        }
        if flags.checkConfig {
            print(configuration.summary)
            return
        }
        raiseDescriptorLimit()
        serve(configuration)
    }

    private func serve(_ configuration: Configuration) {
        var log = Logger(label: "partylined") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = configuration.logLevel
        do {
            let loop = try EventLoop()
            let server = try Server(configuration, on: loop, log: log)
            var signals = try [SIGINT, SIGTERM].map { signal in
                try SignalWatch(on: loop, signal: signal) { server.drain() }
            }
            signals.append(try SignalWatch(on: loop, signal: SIGHUP) { reload(server) })
            signals.append(try SignalWatch(on: loop, signal: SIGUSR1) { server.logFigures() })
            try server.start()
            withExtendedLifetime((server, signals)) { loop.run() }
            log.notice("stopped")
        } catch let error as LibeventError {
            Partylined.fail(Partylined.exitCode(of: error), "can't listen: \(error)\(Partylined.hint(for: error))")
        } catch let error as ResolveError {
            Partylined.fail(EX_NOHOST, "can't listen: \(error)")
        } catch {
            Partylined.fail(EX_SOFTWARE, "\(error)")
        }
    }

    /// Reads the file again; flags win over it, as they did at the start.
    private func reload(_ server: Server) {
        do {
            try server.reload(try flags.configuration())
        } catch {
            server.reloadFailed(error)
        }
    }

    private static func exitCode(of error: LibeventError) -> Int32 {
        switch error.code {
        case EACCES, EPERM: EX_NOPERM
        case EMFILE, ENFILE, ENOMEM, ENOBUFS: EX_OSERR
        default: EX_UNAVAILABLE
        }
    }

    private static func hint(for error: LibeventError) -> String {
        switch error.code {
        case EADDRINUSE: " (is another partylined running? --listen takes another address)"
        case EACCES: " (ports below 1024 are for root)"
        case EEXIST: " (and it is no socket; remove it or listen elsewhere)"
        case EADDRNOTAVAIL: " (no interface of this machine has that address)"
        default: ""
        }
    }

    /// One line on stderr, and a code that a script can read.
    static func fail(_ code: Int32, _ words: String) -> Never {
        let lines = Array(words.split(separator: "\n").map { "partylined: \($0)\n" }.joined().utf8)
        _ = write(STDERR_FILENO, lines, lines.count)
        Glibc.exit(code)
    }

    /// Each connection takes a descriptor, and the soft limit is 1,024 on most systems.
    private func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Bad flags end with EX_USAGE (64), as sysexits has it; help and version with 0.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            guard exitCode(for: error) != .success else { exit(withError: error) }
            let words = message(for: error).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            fail(EX_USAGE, "\(words); see partylined --help")
        }
    }
}
