import Glibc
import Threads

/// Ends the whole run with a word when a call does not come back, which nothing else could end.
///
/// Swift Testing's own time limits count the wait for a thread, too. That is many minutes where all tests start at
/// once and a sanitizer slows them. This one counts from where the body begins.
/// - Parameters:
///   - seconds: how long the body may take; so many times as long as `PARTYLINE_TEST_PATIENCE` says.
///   - name: what hung, in the words that end the run.
public func withWatchdog<Result>(
    seconds: Int32 = 60, _ name: String = #function, _ body: () throws -> Result
) rethrows -> Result {
    let patience = getenv("PARTYLINE_TEST_PATIENCE").flatMap { Int32(String(cString: $0)) } ?? 1
    guard let over = WakePipe() else { fatalError("no pipe for a watchdog") }
    let isOver = Locked(false)
    let isStarted = BackgroundThread.run {
        over.sleep(atMost: seconds * max(1, patience) * 1_000)
        if !isOver.withLock({ $0 }) { fatalError("\(name) hangs") }
    }
    precondition(isStarted, "no thread for a watchdog")
    defer {
        isOver.withLock { $0 = true }
        over.wake()
    }
    return try body()
}
