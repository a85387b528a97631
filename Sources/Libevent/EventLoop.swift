import CLibevent
import Glibc

/// A point of monotonic time (`CLOCK_MONOTONIC`), in nanoseconds since an arbitrary start.
public struct Instant: Comparable, Hashable, Sendable {
    public var nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The clock as it is now; `EventLoop.now` is cheaper where a turn's start is exact enough.
    public static func current() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    public static func - (left: Instant, right: Instant) -> Duration {
        .nanoseconds(left.nanoseconds - right.nanoseconds)
    }

    public static func + (left: Instant, right: Duration) -> Instant {
        let (seconds, attoseconds) = right.components
        return Instant(nanoseconds: left.nanoseconds + seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

/// One event loop on one thread (`event_base`, without locks).
///
/// Everything made on a loop belongs to its thread. The only way in from another thread is a `Mailbox`.
///
/// A **turn** is one wait for the kernel and the callbacks of all that it reported. `onTurnEnd` runs after them, and so
/// sees a turn's output whole. (An event of low priority would not do: libevent runs it only in a turn in which
/// nothing else is ready, so a busy loop would never get there.)
public final class EventLoop {
    let base: OpaquePointer
    private var isStopping = false
    private var turnTime: Instant?
    private var turnWallTime: Int64?

    /// Called after the callbacks of each turn.
    public var onTurnEnd: (() -> Void)?

    /// Makes a loop (`event_base_new_with_config`), and ignores SIGPIPE for the process: a closed peer is an error to handle.
    /// - Throws: `LibeventError` where the kernel gives no descriptor.
    public init() throws(LibeventError) {
        signal(SIGPIPE, SIG_IGN)
        guard let configuration = event_config_new() else { throw LibeventError("event_config_new") }
        defer { event_config_free(configuration) }
        // One thread: locks would cost 44 % more instructions a line.
        event_config_set_flag(configuration, Int32(EVENT_BASE_FLAG_NOLOCK.rawValue))
        guard let base = event_base_new_with_config(configuration) else {
            throw LibeventError("event_base_new_with_config")
        }
        self.base = base
    }

    deinit {
        // A callback still pending when its base is freed would leak.
        event_base_loop(base, EVLOOP_NONBLOCK)
        event_base_free(base)
    }

    /// Turns until `stop()` is called, or nothing is left to wait for (`event_base_loop` with `EVLOOP_ONCE`).
    public func run() {
        isStopping = false
        // Who asked for the time before was in no turn.
        turnTime = nil
        turnWallTime = nil
        while !isStopping {
            let status = event_base_loop(base, EVLOOP_ONCE)
            onTurnEnd?()
            turnTime = nil
            turnWallTime = nil
            if status != 0 { break }
        }
    }

    /// Makes `run()` return at the end of this turn.
    public func stop() {
        isStopping = true
    }

    /// Monotonic time, read once a turn.
    public var now: Instant {
        if let turnTime { return turnTime }
        let time = Instant.current()
        turnTime = time
        return time
    }

    /// Wall-clock time in microseconds since 1970 (UTC), read once a turn. It may jump, both ways.
    public var wallTime: Int64 {
        if let turnWallTime { return turnWallTime }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
        turnWallTime = microseconds
        return microseconds
    }

    /// When the first callback of this turn that asked for the time did; nil: none has.
    public var turnStart: Instant? { turnTime }

    /// libevent's version, as `2.1.12-stable`.
    public static var libeventVersion: String { String(cString: event_get_version()) }

    /// libevent's version and its kernel interface, as `2.1.12-stable (epoll)`.
    public var description: String {
        "\(EventLoop.libeventVersion) (\(String(cString: event_base_get_method(base))))"
    }
}

extension Duration {
    /// As libevent takes it; rounded down to microseconds, negative ones to zero.
    var timeval: Glibc.timeval {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return Glibc.timeval() }
        return Glibc.timeval(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
    }
}
