import Glibc

/// A terminal as a person sees it: a tmux server of its own with one window, in which a program runs.
///
/// tmux is an implementation of a terminal that owes nothing to the client's own ideas of one.
final class ClientTerminal {
    let columns: Int
    private let name = "partyline-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"

    /// Runs the shell command in a window of that size. `"$CLIENT"` in it is the client, whose path may have spaces.
    init(_ command: String, columns: Int = 60, rows: Int = 20, environment: [String: String] = [:]) throws {
        self.columns = columns
        let all = environment.merging(["CLIENT": Binaries.client]) { given, _ in given }
        let variables = all.flatMap { ["-e", "\($0.key)=\($0.value)"] }
        try tmux(
            ["start-server", ";", "set", "-g", "history-limit", "20000", ";"]
                + ["set", "-g", "default-terminal", "screen", ";", "set", "-g", "escape-time", "0", ";"]
                + ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"] + variables + [command])
    }

    /// The client against a daemon, with further arguments; when it has ended, its exit status is on the screen.
    convenience init(
        client arguments: [String], of daemon: DaemonProcess, columns: Int = 60, rows: Int = 20,
        environment: [String: String] = [:]
    ) throws {
        let words = ["\"$CLIENT\"", daemon.address.host, daemon.address.port] + arguments
        try self.init(
            words.joined(separator: " ") + "; echo exit $?; exec cat", columns: columns, rows: rows,
            environment: environment)
    }

    deinit { _ = try? tmux(["kill-server"]) }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        // The server that the first command leaves behind must not hold the descriptor by which the harness sees the command's end.
        let process = try ChildProcess(
            "/bin/sh", ["-c", "exec 3>&-; exec tmux \"$@\"", "tmux", "-u", "-L", name, "-f", "/dev/null"] + arguments,
            environment: ["TMUX": "", "LC_ALL": "C.UTF-8"])
        let output = try process.output.takeToEnd()
        guard try process.waitForExit() == .exited(0) else {
            throw HarnessFailure("tmux \(arguments): \(process.log.text)")
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Types text, as it is.
    func type(_ text: String) throws { try tmux(["send-keys", "-l", text]) }

    /// Presses keys by tmux's names: `Enter`, `C-c`, `Left`.
    func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

    /// Pastes text as a terminal does: in brackets, where the program has asked for them.
    func paste(_ text: String) throws {
        try tmux(["set-buffer", text, ";", "paste-buffer", "-p"])
    }

    func resize(columns: Int, rows: Int) throws { try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"]) }

    /// The rows of the screen, without blanks at their ends and without blank rows at the end.
    func rows() throws -> [String] { try Self.rows(tmux(["capture-pane", "-p"])) }

    /// Those that have scrolled off as well.
    func everything() throws -> [String] { try Self.rows(tmux(["capture-pane", "-p", "-S", "-"])) }

    private static func rows(_ text: String) -> [String] {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map { row in
            String(row.reversed().drop { $0 == " " }.reversed())
        }
        while rows.last == "" { rows.removeLast() }
        return rows
    }

    /// What tmux knows by that name.
    func value(_ format: String) throws -> String {
        let text = try tmux(["display-message", "-p", "#{\(format)}"])
        return String(text.prefix { $0 != "\n" })
    }

    /// Waits until the screen is as asked; there is nothing else to wait on than to look again.
    @discardableResult
    func wait(
        for what: String, by deadline: Deadline = .usual, until satisfied: ([String]) throws -> Bool
    ) throws -> [String] {
        while true {
            let rows = try rows()
            if try satisfied(rows) { return rows }
            guard !deadline.hasPassed else {
                throw HarnessFailure("the screen did not show \(what):\n  " + rows.joined(separator: "\n  "))
            }
            poll(nil, 0, 10)
        }
    }

    /// Waits until a row is exactly so.
    @discardableResult
    func wait(forRow row: String, by deadline: Deadline = .usual) throws -> [String] {
        try wait(for: "the row \"\(row)\"", by: deadline) { $0.contains(row) }
    }

    /// Waits until a row contains the text.
    @discardableResult
    func wait(forText text: String, by deadline: Deadline = .usual) throws -> [String] {
        try wait(for: "\"\(text)\"", by: deadline) { $0.contains { $0.contains(text) } }
    }

    /// Waits until the last rows are these.
    @discardableResult
    func wait(forLastRows last: [String], by deadline: Deadline = .usual) throws -> [String] {
        try wait(for: "at its end \(last)", by: deadline) { $0.suffix(last.count).elementsEqual(last) }
    }

    /// Waits until the client has ended, and returns its exit status.
    func waitForExit() throws -> Int? {
        let rows = try wait(forText: "exit ")
        return rows.last.flatMap { Int($0.dropFirst("exit ".count)) }
    }
}
