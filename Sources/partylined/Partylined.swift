import ArgumentParser
import ChatCore
import ChatServer
import Configuration
import Dialects
import Glibc
import Handover
import JetStreamLog
import Libevent
import Service
import Store

/// The daemon's command: from flags to a process that serves.
@main
struct Partylined: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partylined",
        abstract: "A chat server that anything with a TCP socket can join.",
        discussion: "Without flags it serves localhost:6000; try: telnet localhost 6000",
        version: "partylined \(partylineVersion)")

    @OptionGroup var flags: Flags

    mutating func run() {
        let image = SelfImage()
        var successor: Successor?
        do {
            successor = try Successor()
            let configuration = try flags.configuration()
            if flags.checkConfig {
                try Check(configuration).tell()
            } else if let backup = flags.backup {
                try back(up: configuration.store.path, to: backup)
            } else if let name = flags.createOperator {
                try OperatorAccount.create(name, configuration)
            } else if let name = flags.export.first {
                try export(name, to: flags.export[1], configuration)
            } else if flags.clusterInit {
                try ClusterErrand(ClusterSettings(configuration.cluster, as: flags.credentials)).makeStreams()
            } else if flags.clusterStatus {
                try ClusterErrand(ClusterSettings(configuration.cluster, as: flags.credentials)).tell()
            } else {
                try serve(configuration, image, successor)
            }
        } catch {
            let failure = Failure(error)
            successor?.refuse(failure.words)
            failure.end()
        }
    }

    /// Starts and serves, in the only order that works. Inherited descriptors are counted before any other is opened.
    /// Forks come before the loop. The pid file is taken by the daemon and not by the process that was started. What
    /// needs root comes before root is given up. Readiness is told last.
    private func serve(_ configuration: Configuration, _ image: SelfImage, _ successor: Successor?) throws {
        let inherited = try SocketActivation.takeSockets().map {
            InheritedSocket(descriptor: $0.descriptor, name: $0.name)
        }
        let identity = try Identity(configuration.service)
        try identity.check(configuration, inherited)
        // A successor is in the background already, and the pid file of its predecessor is not free yet.
        let daemonization = flags.service.daemonize && successor == nil ? try daemonize(configuration) : nil
        // A successor was started in the folder of its predecessor, as its flags may name relative paths. A daemon must
        // not keep a folder busy.
        if flags.service.daemonize, chdir("/") != 0 { throw Failure(EX_OSERR, "can't enter /") }
        let pidFile = ServicePidFile(configuration.service.pidFile)
        if successor == nil { try pidFile.take() }
        defer { pidFile.remove() }

        let log = KeyValueLog(level: configuration.logLevel)
        let notifier = ServiceNotifier(log: log.logger())
        raiseDescriptorLimit()
        let loop = try EventLoop()
        var inheritance = try successor?.inherit { try $0.rehearse(configuration) }
        let files = inheritance?.files ?? [:]
        let membership =
            configuration.cluster.isOn
            ? try ClusterEntry.enter(configuration, on: loop, log: log.logger()) : nil
        let server = try Server(
            configuration, on: loop, inherited: inherited, continuing: inheritance, in: membership,
            log: log.logger())
        // All of it was taken over, so its memory is not needed as long as this process serves.
        inheritance = nil
        let daemon = try Daemon(server, on: loop, log: log, notifier: notifier, image, pidFile) { [flags] in
            let changed = try flags.configuration()
            try identity.check(changed, inherited)
            return changed
        }
        try server.start()
        try identity.assume(for: configuration)
        try server.openStore()
        if case .root = identity {
            log.logger().warning("running as root, which serves this machine alone; name a user to serve others, too")
        }
        daemonization?.ready()
        if let successor {
            try successor.takeOver()
            // This comes before the log says that this process is the server.
            pidFile.adopt(files)
            server.goOn()
        }
        server.joinCluster()
        try daemon.run()
    }

    /// Copies the store, beside a daemon that may have it.
    private func back(up path: String, to copy: String) throws {
        guard !path.isEmpty else { throw Failure.noStore }
        try StoreBackup.write(path, to: copy)
    }

    /// Writes what the store has of an account, beside a daemon that may have the store.
    private func export(_ name: String, to file: String, _ configuration: Configuration) throws {
        guard !configuration.store.path.isEmpty else { throw Failure.noStore }
        guard let nick = Nick(name) else { throw Failure(EX_USAGE, "\"\(name)\" is no account's name") }
        try AccountExport.write(nick, to: file, configuration)
    }

    /// - Throws: `Failure` if a path of the file would mean another file at `/`, the folder of a daemon.
    private func daemonize(_ configuration: Configuration) throws -> Daemonization {
        for case .endpoint(.path(let path)) in configuration.listen.map(\.place) where !path.hasPrefix("/") {
            throw Failure(
                EX_CONFIG, "unix:\(path) must be an absolute path for a daemon, as unix:/run/partyline/line.sock")
        }
        return try Daemonization.begin()
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
        StandardStreams.ensureOpen()
        // If the reader of the log goes away, that is no reason to end.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            guard exitCode(for: error) != .success else { exit(withError: error) }
            let words = message(for: error).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            Failure(EX_USAGE, "\(words); see partylined --help").end()
        }
    }
}
