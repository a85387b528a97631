import Libevent

/// The loop on which all clients run, and the waiting for what is to happen there.
final class Stage {
    let loop: EventLoop
    /// What the server logged last, for the report of a failure.
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

    // A loop must outlive what was made on it.
    deinit { deadline = nil }

    /// Ends the present wait, and each that follows, with an error. The first failure counts.
    func fail(_ reason: String) {
        if failure == nil { failure = BenchError(reason + "\nthe end of the server's log:\n" + (lastWords?() ?? "")) }
        loop.stop()
    }

    /// Has the present wait look at its condition again, after this turn.
    func wake() { loop.stop() }

    /// Turns the loop until the condition holds, looking each time `wake` was called.
    /// - Throws: what `fail` was told, or that it took too long.
    func wait(for what: String, within time: Duration, until done: () -> Bool) throws {
        guard try turn(within: time, until: done) else { throw BenchError("\(what): not within \(time)") }
    }

    /// The same, where being late is no failure.
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
