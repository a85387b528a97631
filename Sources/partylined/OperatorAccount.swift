import ChatCore
import ChatServer
import Configuration
import Glibc
import Secrets

/// Makes the account of one of the server's operators, for who can write the store.
enum OperatorAccount {
    /// Asks for the password, and writes the account.
    /// - Throws: `Failure`, `NewAccount.Fault` or `StoreError`.
    static func create(_ name: String, _ configuration: Configuration) throws {
        guard !configuration.store.path.isEmpty else { throw Failure.noStore }
        guard let nick = Nick(name), !nick.isReserved else {
            throw Failure(EX_USAGE, "\"\(name)\" can't be an account's name; see partylined --help")
        }
        let password = try isatty(STDIN_FILENO) == 1 ? typedTwice(for: nick) : line()
        try NewAccount.write(nick, password, configuration)
        tell("\(nick) has an account now.\n")
        if !configuration.accounts.operators.contains(nick) {
            Failure.tell("\(nick) is no operator until operators in [accounts] names it", priority: 4)
        }
    }

    private static func typedTwice(for nick: Nick) throws -> Secret {
        let first = try typed("Password for \(nick): ")
        guard try typed("The same again: ") == first else {
            throw Failure(EX_DATAERR, "the two differ, and no account was made")
        }
        return first
    }

    /// Reads a line from the terminal, which shows nothing of it (termios(3)).
    private static func typed(_ prompt: String) throws -> Secret {
        tell(prompt)
        var modes = termios()
        tcgetattr(STDIN_FILENO, &modes)
        var silent = modes
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes)
            tell("\n")
        }
        return try line()
    }

    /// A line of standard input, without its end.
    private static func line() throws -> Secret {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4_096)
        defer { Secret.wipe(&bytes) }
        var byte: UInt8 = 0
        while bytes.count < 4_096, read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
        guard !bytes.isEmpty else { throw Failure(EX_NOINPUT, "there is no password on standard input") }
        return Secret(bytes)
    }

    private static func tell(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}
