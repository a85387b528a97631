import Glibc
import Logging

/// Tells a service manager the state of the service (`sd_notify(3)`, over its plain socket). Without a manager it does
/// nothing.
///
/// Nothing here waits or fails. If something can't be sent, that is logged, and not again until something gets through.
/// Confined to one thread.
public final class ServiceNotifier {
    /// The manager ends the service after this long without a `watchdog()`; nil if it doesn't look. Send one at half of
    /// it.
    public let watchdogInterval: Duration?

    private let socket: NotifySocket?
    private let log: Logger
    private var lastStatus: String?
    /// Changes of state that the manager had no room for. They are sent first the next time.
    private var unsent: [String] = []
    private var isBroken = false

    /// Takes `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` from the environment. Impossible values are logged and
    /// ignored.
    public init(_ environment: ServiceEnvironment = .process, log: Logger) {
        self.log = log
        let path = environment.take("NOTIFY_SOCKET")
        let watchdog = Watchdog(
            microseconds: environment.take("WATCHDOG_USEC"), process: environment.take("WATCHDOG_PID"))
        do {
            socket = try path.map { try NotifySocket(path: $0) }
        } catch {
            socket = nil
            log.warning("\(error); the service manager will hear nothing")
        }
        if let fault = watchdog.fault { log.warning("\(fault)") }
        watchdogInterval = socket == nil ? nil : watchdog.interval
    }

    /// Whether there is a manager to tell.
    public var isWanted: Bool { socket != nil }

    /// The service does its work, from its start or again after `reloading()` (`READY=1`).
    public func ready() {
        change(to: "READY=1")
    }

    /// The service reads its configuration again; `ready()` follows (`RELOADING=1`, with the time as `MONOTONIC_USEC`).
    public func reloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        change(to: "RELOADING=1\nMONOTONIC_USEC=\(Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)")
    }

    /// Another process goes on as the service (`MAINPID=`).
    public func follow(_ process: pid_t) {
        change(to: "MAINPID=\(process)")
    }

    /// The service is about to end (`STOPPING=1`).
    public func stopping() {
        change(to: "STOPPING=1")
    }

    /// A line for people (`STATUS=`). It is sent if it differs from the last one.
    public func status(_ words: @autoclosure () -> String) {
        guard socket != nil else { return }
        let words = words()
        guard words != lastStatus else { return retry() }
        // After a line feed the next assignment would begin.
        let line = String(words.map { $0.isNewline ? " " : $0 })
        if send("STATUS=\(line)") { lastStatus = words }
    }

    /// The event loop still turns (`WATCHDOG=1`).
    public func watchdog() {
        send("WATCHDOG=1")
    }

    /// Tries again to send what there was no room for. This is cheap if there is nothing.
    public func retry() {
        if !unsent.isEmpty { send(nil) }
    }

    private func change(to state: String) {
        guard !send(state), !isBroken else { return }
        // An administrator may reload again and again; the last few changes tell all.
        if unsent.count == 8 { unsent.removeFirst() }
        unsent.append(state)
    }

    @discardableResult private func send(_ text: String?) -> Bool {
        guard let socket else { return true }
        // Each is a datagram of its own, in order, as the manager looks only at the sum of a datagram.
        while let first = unsent.first {
            guard sent(first, by: socket) else { return false }
            unsent.removeFirst()
        }
        guard let text else { return true }
        return sent(text, by: socket)
    }

    private func sent(_ text: String, by socket: NotifySocket) -> Bool {
        let code = socket.send(text)
        if code == 0 {
            isBroken = false
            return true
        }
        guard code != EAGAIN, code != EINTR, code != ENOBUFS, code != ENOMEM else { return false }
        if !isBroken { log.warning("can't tell the service manager: \(String(cString: strerror(code)))") }
        isBroken = true
        unsent = []
        return false
    }
}
