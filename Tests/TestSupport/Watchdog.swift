import Threads

/// Ends the whole run with a word when a call does not come back, which nothing else could end.
///
/// Swift Testing's own time limits count the wait for a thread, too. That is many minutes where all tests start at
/// once and a sanitizer slows them. This one counts from where the body begins.
/// - Parameters:
///   - seconds: how long the body may take; `testPatience` times as long where that is more than 1.
///   - name: what hung, in the words that end the run.
public func withWatchdog<Result>(
    seconds: Int32 = 60, _ name: String = #function, _ body: () throws -> Result
) rethrows -> Result {
    guard let over = WakePipe() else { fatalError("no pipe for a watchdog") }
    let isOver = Locked(false)
    let isStarted = BackgroundThread.run {
        over.sleep(atMost: seconds * Int32(testPatience) * 1_000)
        if !isOver.withLock({ $0 }) { fatalError("\(name) hangs") }
    }
    precondition(isStarted, "no thread for a watchdog")
    defer {
        isOver.withLock { $0 = true }
        over.wake()
    }
    return try body()
}
