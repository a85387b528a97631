import Glibc
import Logging
import Synchronization
import Threads

/// A process's log: lines of `key=value` on standard error, for all of its loggers.
///
/// It never makes its writer wait. A line that standard error can't take now is dropped and counted, and so is a line
/// that comes too often from one call site. Each line is one write(2) of at most 4,096 bytes, so lines of several processes
/// don't mix.
public final class KeyValueLog: Sendable {
    private let descriptor: Int32
    private let form: LogForm
    private let clock: LogClock
    private let threshold: Atomic<Int>
    private let state = Locked(State())

    private struct State {
        var line = LogLine()
        var limit = LogRateLimit()
        /// Lines that could not be written: in all, and since this was last told.
        var lost: UInt64 = 0
        var lostUntold: UInt64 = 0
    }

    /// A log on a descriptor. The descriptor stays open, and the caller's.
    public convenience init(descriptor: Int32 = STDERR_FILENO, level: Logger.Level = .info) {
        self.init(descriptor: descriptor, level: level, form: LogForm(for: descriptor), clock: .system)
    }

    init(descriptor: Int32, level: Logger.Level, form: LogForm, clock: LogClock) {
        self.descriptor = descriptor
        self.form = form
        self.clock = clock
        threshold = Atomic(level.position)
    }

    /// Less severe lines are not logged, unless a logger was given a level of its own. It may be changed at any time.
    public var level: Logger.Level {
        get { levels[threshold.load(ordering: .relaxed)] }
        set { threshold.store(newValue.position, ordering: .relaxed) }
    }

    /// A logger of this log; there may be any number.
    public func logger(_ label: String = "") -> Logger {
        Logger(label: label) { _ in KeyValueLogHandler(self) }
    }

    /// Lines that were held back since the start, as they came too often.
    public var suppressedLines: UInt64 { state.withLock { $0.limit.omitted } }

    /// Lines that were lost since the start, as standard error could not take them.
    public var lostLines: UInt64 { state.withLock { $0.lost } }

    /// Tells how many lines were held back, by a line with `suppressed=N`, if that is due. Call it each second, say.
    /// - Parameter all: tell it even if it is not due, as at the end.
    public func tellSuppressed(all: Bool = false) {
        state.withLock { tellSuppressed(&$0, at: clock.now(), all: all) }
    }

    func log(_ event: LogEvent, _ metadata: [(key: String, value: String)]) {
        let now = clock.now()
        let site = LogRateLimit.CallSite(level: event.level, file: event.file, line: event.line)
        state.withLock { state in
            tellSuppressed(&state, at: now, all: false)
            guard state.limit.admits(site, at: now.steady, event.message.description) else { return }
            state.line.begin(event.level, form, time: now.wall)
            state.line.add("msg", event.message.description)
            for (key, value) in metadata { state.line.add(key, value) }
            state.line.end()
            write(&state, at: now)
        }
    }

    private func tellSuppressed(_ state: inout State, at now: LogClock.Reading, all: Bool) {
        for omission in state.limit.takeDue(at: now.steady, all: all) {
            state.line.begin(omission.level, form, time: now.wall)
            state.line.add("msg", omission.message)
            state.line.add("suppressed", "\(omission.count)")
            state.line.end()
            write(&state, at: now)
        }
    }

    /// Writes the line that was built. If lines were lost before it, a line that says so comes first.
    private func write(_ state: inout State, at now: LogClock.Reading) {
        if state.lostUntold > 0 {
            var notice = LogLine()
            notice.begin(.warning, form, time: now.wall)
            notice.add("msg", "standard error could not take lines of the log, which are lost")
            notice.add("lost", "\(state.lostUntold)")
            notice.end()
            if wrote(notice.bytes) { state.lostUntold = 0 }
        }
        guard state.lostUntold == 0, wrote(state.line.bytes) else {
            state.lost += 1
            state.lostUntold += 1
            return
        }
    }

    /// One write(2), if poll(2) says that it won't wait. A pipe that is ready has room for 4,096 bytes, the longest
    /// line.
    private func wrote(_ line: [UInt8]) -> Bool {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&ready, 1, 0) == 1, ready.revents & Int16(POLLOUT) != 0 else { return false }
        var count = Glibc.write(descriptor, line, line.count)
        while count < 0 && errno == EINTR { count = Glibc.write(descriptor, line, line.count) }
        return count == line.count
    }
}

/// The clocks that a log needs.
struct LogClock: Sendable {
    struct Reading {
        /// Microseconds since 1970 (UTC).
        var wall: Int64
        /// Monotonic nanoseconds.
        var steady: Int64
    }

    let now: @Sendable () -> Reading

    static let system = LogClock {
        var (wall, steady) = (timespec(), timespec())
        clock_gettime(CLOCK_REALTIME, &wall)
        clock_gettime(CLOCK_MONOTONIC, &steady)
        return Reading(
            wall: Int64(wall.tv_sec) * 1_000_000 + Int64(wall.tv_nsec) / 1_000,
            steady: Int64(steady.tv_sec) * 1_000_000_000 + Int64(steady.tv_nsec))
    }
}

/// Made once, as `allCases` makes an array each time, and the level is looked up for every line, logged or not.
private let levels = Logger.Level.allCases

extension Logger.Level {
    fileprivate var position: Int { levels.firstIndex(of: self) ?? 0 }
}
