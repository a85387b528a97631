import Glibc

/// A running `partylined` on free ports of its own.
final class DaemonProcess {
    let process: ChildProcess
    /// Where it listens, in the order of the flags.
    let addresses: [Address]

    var address: Address { addresses[0] }

    /// Starts it and waits until it listens. Without a `--listen` among the flags it gets `127.0.0.1:0`.
    init(_ flags: [String] = [], environment: [String: String] = [:]) throws {
        let flags = flags.contains("--listen") ? flags : ["--listen", "127.0.0.1:0"] + flags
        process = try ChildProcess(Binaries.daemon, flags, environment: environment)
        addresses = try Self.addresses(of: process, flags.count { $0.hasPrefix("--listen") })
    }

    /// Takes over a daemon that was started in some other way (under a limit, say).
    init(_ process: ChildProcess, listeners: Int = 1) throws {
        self.process = process
        addresses = try Self.addresses(of: process, listeners)
    }

    private static func addresses(of process: ChildProcess, _ count: Int) throws -> [Address] {
        let text = try process.waitForLog("\(count) times \"listening on ADDRESS\"", by: Deadline(seconds: 10)) {
            found(in: $0).count >= count
        }
        return found(in: text)
    }

    private static func found(in log: String) -> [Address] {
        log.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
            line.firstRange(of: "listening on ").map { range in
                Address(String(line[range.upperBound...].prefix { $0 != " " && $0 != "\"" }))
            }
        }
    }

    /// A new connection, of which nothing was read yet.
    func connect(_ name: String = "peer", receiveBuffer: Int32? = nil) throws -> Peer {
        try Peer(name, at: address, receiveBuffer: receiveBuffer)
    }

    /// A new connection that has taken a nick and read everything up to that.
    func join(_ nick: String) throws -> Peer {
        let peer = try connect(nick)
        try peer.send("/nick \(nick)")
        try peer.skip(to: "-- you are now \(nick)")
        return peer
    }

    /// Has it replaced by a new process of the program that is at its path now, which is the one to stop from then on.
    /// - Parameter meanwhile: done as soon as it was asked to.
    func upgrade(_ meanwhile: () throws -> Void = {}) throws {
        let count = successors(process.log.text).count
        process.send(signal: SIGUSR2)
        try meanwhile()
        let log = try process.waitForLog("that it was taken over", by: Deadline(seconds: 15)) {
            // Two processes write, the one or the other first.
            successors($0).count > count && $0.split(separator: "\n").count { $0.contains("took over") } > count
        }
        process.successor = successors(log).last
    }

    /// The processes that followed one another, by the log.
    private func successors(_ log: String) -> [pid_t] {
        log.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
            guard line.contains("handed over"), let range = line.firstRange(of: "process=") else { return nil }
            return pid_t(line[range.upperBound...].prefix { $0.isNumber })
        }
    }

    /// Asks it to end, as an administrator would, and waits until it has, in good order.
    func stop(signal: Int32 = SIGTERM, by deadline: Deadline = Deadline(seconds: 15)) throws {
        process.send(signal: signal)
        try expectEnd(by: deadline)
    }

    /// Waits until it has ended, in good order.
    func expectEnd(by deadline: Deadline = Deadline(seconds: 15)) throws {
        let exit = try process.waitForExit(by: deadline)
        guard exit == .exited(0) else {
            throw HarnessFailure("partylined ended with \(exit); it logged:\n\(process.log.text.suffix(8000))")
        }
    }
}

/// Runs the body against a daemon that is its own, and checks that the daemon then ends in good order. When the body fails, the
/// daemon's log is part of the failure, and the daemon is killed.
func withDaemon(
    _ flags: [String] = [], environment: [String: String] = [:], _ body: (DaemonProcess) throws -> Void
) throws {
    let daemon = try DaemonProcess(flags, environment: environment)
    do {
        try body(daemon)
    } catch {
        try? daemon.process.kill()
        throw HarnessFailure("\(error)\n  the daemon's log:\n\(daemon.process.log.text.suffix(4000))")
    }
    try daemon.stop()
}
