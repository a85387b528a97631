import ChatServer
import Configuration
import Glibc
import JetStreamLog
import Libevent
import Service
import Store

/// Why no daemon starts: a line for each fault that says what to do, and an exit code that a script can read
/// (sysexits(3)).
struct Failure: Error {
    let code: Int32
    let words: String

    init(_ code: Int32, _ words: String) {
        self.code = code
        self.words = words
    }

    static let noStore = Failure(EX_CONFIG, "there is no store: path in [store], of the file of --config")

    init(_ error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as Flags.Rejection: self.init(error.exitCode, error.description)
        case let error as ServiceError: self.init(error.exitCode, error.description)
        case let error as ConfigurationError: self.init(EX_CONFIG, error.description)
        case let error as ResolveError: self.init(EX_NOHOST, "can't listen: \(error)")
        case let error as LibeventError:
            self.init(Failure.code(for: error), "can't listen: \(error)\(Failure.hint(for: error))")
        case let error as JoinFault:
            self.init(error.isConfiguration ? EX_CONFIG : EX_UNAVAILABLE, error.description)
        case let error as NewAccount.Fault: self.init(EX_DATAERR, "no account was made: \(error)")
        case let error as AccountExport.Fault: self.init(EX_DATAERR, "nothing was exported: \(error)")
        case let error as StoreError: self.init(Failure.code(for: error), "can't open the store: \(error)")
        default: self.init(EX_SOFTWARE, "\(error)")
        }
    }

    /// Prints the lines on standard error and ends the process.
    func end() -> Never {
        Failure.tell(words)
        exit(code)
    }

    /// Prints a line for whoever typed the command, or for the journal.
    /// - Parameter priority: the journal's (syslog(3)); 3 is an error, 4 a warning.
    static func tell(_ words: String, priority: Int = 3) {
        var prefix = "partylined: "
        if case .journal = LogForm(for: STDERR_FILENO) { prefix = "<\(priority)>" + prefix }
        let lines = Array(words.split(separator: "\n").map { "\(prefix)\($0.printable)\n" }.joined().utf8)
        _ = write(STDERR_FILENO, lines, lines.count)
    }

    private static func code(for error: LibeventError) -> Int32 {
        switch error.code {
        case EACCES, EPERM: EX_NOPERM
        case EMFILE, ENFILE, ENOMEM, ENOBUFS: EX_OSERR
        default: EX_UNAVAILABLE
        }
    }

    private static func code(for error: StoreError) -> Int32 {
        switch error {
        case .notAccessible, .onNetwork, .newer, .notOfCluster: EX_CONFIG
        case .inUse, .needsRestart: EX_UNAVAILABLE
        case .notADatabase, .notOurs, .damaged: EX_DATAERR
        case .notMigrated, .sqlite: EX_SOFTWARE
        case .noResources: EX_OSERR
        }
    }

    private static func hint(for error: LibeventError) -> String {
        switch error.code {
        case EADDRINUSE: " (is another partylined running? --listen takes another address)"
        case EACCES: " (ports below 1024 are for root, who may name a --user, or for a systemd socket unit)"
        case EEXIST: " (and it is no socket; remove it or listen elsewhere)"
        case EADDRNOTAVAIL: " (no interface of this machine has that address)"
        default: ""
        }
    }
}
