import Glibc
import Synchronization

/// The terminal on standard input and output: raw while the editor runs, and as it was before at all other times.
///
/// Its modes are put back on every way out that a program can see: `leave`, crashes, and limits of the system's.
final class Terminal {
    /// What undoes everything that `enter` and the screen switch on: bracketed paste, autowrap off, a style.
    private static let resetSequence = "\u{1B}[?2004l\u{1B}[?7h\u{1B}[0m"

    private let original: termios
    private(set) var isRaw = false

    /// Signals that end a process and leave it time to take its leave, but for those that it was started to ignore, as by nohup(1). Among
    /// them are those of real time.
    static var endingSignals: [Int32] {
        ([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGIO, SIGPWR]
            + Array(__libc_current_sigrtmin()...__libc_current_sigrtmax())).filter { !isIgnored($0) }
    }

    /// Those of crashes, and those of a process that may be too busy to notice any other.
    private static let suddenSignals: [Int32] = [
        SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS, SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGSTKFLT,
    ]

    private static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(signal, nil, &action) == 0 else { return true }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }

    /// Nil where one of the two is no terminal, or it has no escape sequences.
    init?(kind: String?) {
        var modes = termios()
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &modes) == 0,
            let kind, !kind.isEmpty, kind != "dumb"
        else { return nil }
        original = modes
    }

    deinit { leave() }

    /// Takes each key as it is typed.
    func enter() {
        guard !isRaw else { return }
        var modes = original
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        modes.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | IXON | ISTRIP)
        withUnsafeMutableBytes(of: &modes.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        crashModes.withLock { $0 = original }
        for signal in Self.suddenSignals { Glibc.signal(signal, restoreAndDie) }
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
        Output.write("\u{1B}[?2004h", to: STDOUT_FILENO)
        isRaw = true
    }

    /// Puts everything back.
    func leave() {
        guard isRaw else { return }
        isRaw = false
        Output.write(Self.resetSequence, to: STDOUT_FILENO)
        var modes = original
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
        crashModes.withLock { $0 = nil }
    }

    /// Somebody else may have changed the modes while this program was stopped.
    func reenter() {
        isRaw = false
        enter()
    }

    /// Stops this process until somebody wakes it, and returns then; at once where nobody could: in a session's leader, or in a group of
    /// processes without a shell. (The system lets SIGTSTP do nothing there, and SIGSTOP would stop us for good.)
    static func stopProcess() {
        var caught = (stop: sigaction(), wake: sigaction())
        var plain = sigaction()
        plain.__sigaction_handler.sa_handler = SIG_DFL
        sigaction(SIGTSTP, &plain, &caught.stop)
        // Being woken is noticed here.
        sigaction(SIGCONT, &plain, &caught.wake)
        raise(SIGTSTP)
        sigaction(SIGTSTP, &caught.stop, nil)
        sigaction(SIGCONT, &caught.wake, nil)
    }

    /// Columns and rows; 80 by 24 where the kernel does not know.
    static var size: (columns: Int, lines: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    fileprivate static func resetAfterCrash(_ modes: termios) {
        var modes = modes
        tcsetattr(STDIN_FILENO, TCSANOW, &modes)
        let sequence: StaticString = "\u{1B}[?2004l\u{1B}[?7h\u{1B}[0m\r\n"
        _ = write(STDOUT_FILENO, sequence.utf8Start, sequence.utf8CodeUnitCount)
    }
}

/// The modes to put back by a signal handler, which can be given nothing; nil while they are in place.
private let crashModes = Mutex<termios?>(nil)

private func restoreAndDie(_ signal: Int32) {
    // No waiting for the lock: the crash may have been inside it.
    _ = crashModes.withLockIfAvailable { modes in
        if let modes { Terminal.resetAfterCrash(modes) }
    }
    Glibc.signal(signal, SIG_DFL)
    raise(signal)
}
