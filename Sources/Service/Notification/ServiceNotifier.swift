import Glibc
import Logging

/// Tells a service manager how the service does (`sd_notify(3)`, over its plain socket). Without a manager it does nothing.
///
/// Nothing here waits or fails: what can't be sent is logged once, until something gets through again. Confined to one thread.
public final class ServiceNotifier {
    /// The manager ends the service after so long without a `watchdog()`; nil: it doesn't look. Send one at half of it.
    public let watchdogInterval: Duration?

    private let socket: NotifySocket?
    private let log: Logger
    private var lastStatus: String?
    /// Changes of state that the manager had no room for; they go first next time.
    private var unsent: [String] = []
    private var isBroken = false

    /// Takes `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` from the environment. Values that can't be are logged and ignored.
    public init(_ environment: ServiceEnvironment = .process, log: Logger) {
        self.log = log
        let place = environment.take("NOTIFY_SOCKET")
        let watchdog = Watchdog(
            microseconds: environment.take("WATCHDOG_USEC"), process: environment.take("WATCHDOG_PID"))
        do {
            socket = try place.map { try NotifySocket(place: $0) }
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

    /// It reads its configuration again; `ready()` follows (`RELOADING=1`, with the time as `MONOTONIC_USEC`).
    public func reloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        change(to: "RELOADING=1\nMONOTONIC_USEC=\(Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)")
    }

    /// Another process goes on as the service (`MAINPID=`).
    public func follow(_ process: pid_t) {
        change(to: "MAINPID=\(process)")
    }

    /// It is about to end (`STOPPING=1`).
    public func stopping() {
        change(to: "STOPPING=1")
    }

    /// A line for people (`STATUS=`); sent where it is not what was sent last.
    public func status(_ words: @autoclosure () -> String) {
        guard socket != nil else { return }
        let words = words()
        guard words != lastStatus else { return retry() }
        // A line's end would begin the next assignment.
        let line = String(words.map { $0.isNewline ? " " : $0 })
        if send("STATUS=\(line)") { lastStatus = words }
    }

    /// The loop turns (`WATCHDOG=1`).
    public func watchdog() {
        send("WATCHDOG=1")
    }

    /// Tries again what there was no room for; cheap where there is nothing.
    public func retry() {
        if !unsent.isEmpty { send(nil) }
    }

    private func change(to state: String) {
        guard !send(state), !isBroken else { return }
        // RELOADING after RELOADING, say, as often as an administrator likes: the last few tell all.
        if unsent.count == 8 { unsent.removeFirst() }
        unsent.append(state)
    }

    @discardableResult private func send(_ text: String?) -> Bool {
        guard let socket else { return true }
        // One datagram each, in their order, as the manager looks only at what a whole datagram says.
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
