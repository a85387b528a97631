import Libevent

/// The loop on which all clients run. It waits for what should happen there.
final class Stage {
    let loop: EventLoop
    /// The server's last lines in its log, for the report of a failure.
    var lastWords: (() -> String)?
    private var failure: BenchError?
    private var deadline: Timer?
    private var isLate = false

    init() throws {
        loop = try EventLoop()
        deadline = try Timer(on: loop) { [unowned self] in
            self.isLate = true
            self.loop.stop()
        }
    }

    // A loop must live longer than objects that were made on it.
    deinit { deadline = nil }

    /// Ends the present wait and all that follow with an error. The first failure counts.
    func fail(_ reason: String) {
        if failure == nil { failure = BenchError(reason + "\nthe end of the server's log:\n" + (lastWords?() ?? "")) }
        loop.stop()
    }

    /// Makes the present wait check its condition again, after this turn.
    func wake() { loop.stop() }

    /// Turns the loop until the condition holds. It checks each time `wake` was called.
    /// - Throws: the error that `fail` was given, or one that says that it took too long.
    func wait(for what: String, within time: Duration, until done: () -> Bool) throws {
        guard try turn(within: time, until: done) else { throw BenchError("\(what): not within \(time)") }
    }

    /// The same, but it is no failure if it takes too long.
    /// - Returns: whether the condition holds.
    func turn(within time: Duration, until done: () -> Bool) throws -> Bool {
        isLate = false
        deadline?.schedule(after: time)
        defer { deadline?.cancel() }
        while failure == nil, !isLate, !done() { loop.run() }
        if let failure { throw failure }
        return done()
    }

    /// Turns the loop for a time.
    func pause(_ time: Duration) throws {
        _ = try turn(within: time) { false }
    }
}
