import Glibc
import SQLite
import Threads

/// The thread that writes: it takes what waits in the queue, commits it, and sees to the index, retention and erasing in between.
package final class WriterThread: Sendable {
    private let queue: StoreQueue
    private let ending: Ending

    /// Says that the thread has ended, also to one who waits for that with a bound.
    private final class Ending: Sendable {
        private let pipe: WakePipe
        private let hasEnded = Locked(false)

        init?() {
            guard let pipe = WakePipe() else { return nil }
            self.pipe = pipe
        }

        func end() {
            hasEnded.withLock { $0 = true }
            pipe.wake()
        }

        func await(atMost milliseconds: Int32) -> Bool {
            if !hasEnded.withLock({ $0 }) { pipe.sleep(atMost: milliseconds) }
            return hasEnded.withLock { $0 }
        }
    }

    /// Begins to write.
    /// - Parameters:
    ///   - path: of a store that is of this program's form (`StoreFile`), and whose lock this process has.
    ///   - clock: microseconds since 1970.
    ///   - report: is called on the thread.
    /// - Throws: `StoreError.noResources` where no thread is to be had.
    package init(
        path: String, queue: StoreQueue, settings: StoreSettings, clock: @escaping @Sendable () -> Int64,
        report: @escaping @Sendable (StoreReport) -> Void
    ) throws(StoreError) {
        guard let ending = Ending() else { throw .noResources("no descriptor is left for the store's thread") }
        self.queue = queue
        self.ending = ending
        let thread = BackgroundThread.run {
            BackgroundThread.beNicer(by: 5)
            WriterLoop(path: path, queue: queue, settings: settings, clock: clock, report: report).run()
            ending.end()
        }
        guard thread else { throw .noResources("no thread is to be had for the store") }
    }

    /// Has it write all that is in the queue, and end.
    /// - Returns: whether it did so in time. If not, what `StoreQueue.uncommitted` has may be lost.
    package func finish(atMost milliseconds: Int32) -> Bool {
        queue.end()
        return ending.await(atMost: milliseconds)
    }
}

/// What the writer's thread does.
struct WriterLoop {
    /// How long it waits before it tries again what has failed: at first, then, and from then on; in milliseconds.
    private static let pauses: [Int32] = [200, 1_000, 5_000]
    /// Words of a message are in the index so soon, or when `Writer.indexedAtOnce` wait.
    private static let indexDelay: Int64 = 2_000_000
    /// It looks this often whether there is something to be done in between, in milliseconds.
    private static let idleInterval: Int32 = 1_000

    let path: String
    let queue: StoreQueue
    let settings: StoreSettings
    let clock: @Sendable () -> Int64
    let report: @Sendable (StoreReport) -> Void
    /// How long a statement waits for the lock of another program, in milliseconds.
    var lockPatience: Int32 = 5_000
    /// Is shown each connection that is opened.
    var onOpen: (Database) -> Void = { _ in }

    private var writer: Writer?
    private var isFailing = false
    private var failures = 0
    private var lastCommit: Int64 = 0
    /// Since when words wait for the index.
    private var unindexedSince: Int64?
    /// The index was damaged once: another time it is the file.
    private var hasRemadeIndex = false
    /// What is done in between failed, and is not tried again before.
    private var quietUntil: Int64 = 0

    init(
        path: String, queue: StoreQueue, settings: StoreSettings, clock: @escaping @Sendable () -> Int64,
        report: @escaping @Sendable (StoreReport) -> Void
    ) {
        self.path = path
        self.queue = queue
        self.settings = settings
        self.clock = clock
        self.report = report
    }

    /// Writes until the queue is over, or the file is damaged.
    consuming func run() {
        while true {
            let goesOn = write() && (queue.hasMore || doInBetween())
            if !goesOn { break }
            if queue.isOver { break }
            waitForMore()
        }
        // Files are closed here: SQLite moves the WAL into the file where nobody else has it open.
        writer = nil
    }

    // MARK: - Facts

    /// Writes all that waits.
    /// - Returns: false where nothing can be written any more.
    private mutating func write() -> Bool {
        guard let taken = queue.take() else { return true }
        var offset = 0
        while offset < taken.bytes.count {
            awaitCommitTime()
            do {
                let writer = try open()
                let written = try taken.bytes.withUnsafeBytes { bytes in
                    try writer.write(UnsafeRawBufferPointer(rebasing: bytes[offset...])) { !queue.isPaused }
                }
                guard written.count > 0 else {
                    // Another process has these facts, and writes them.
                    if queue.isEnded { return false }
                    queue.pause(milliseconds: WriterLoop.idleInterval)
                    continue
                }
                offset += written.bytes
                succeeded(written, upTo: offset)
            } catch {
                guard failed(error) else { return false }
            }
        }
        queue.giveBack(taken.bytes)
        return true
    }

    private mutating func succeeded(_ written: Writer.Written, upTo offset: Int) {
        lastCommit = clock()
        let number = queue.commit(written.count, upTo: offset)
        if isFailing {
            isFailing = false
            report(.recovered)
        }
        failures = 0
        report(.committed(upTo: number))
        if written.refused > 0 { report(.refused(written.refused)) }
    }

    /// - Returns: whether it is to be tried again.
    private mutating func failed(_ error: any Error) -> Bool {
        guard goesOn(after: error) else { return false }
        if !isFailing {
            isFailing = true
            report(.failing("\(error)"))
        }
        // A file that comes back is another one, perhaps.
        writer = nil
        let pause = WriterLoop.pauses[min(failures, WriterLoop.pauses.count - 1)]
        failures += 1
        if queue.isEnded {
            // Whoever waits for the end does so with a bound: there is time for a few more.
            guard failures < 20 else { return false }
            usleep(200_000)
        } else {
            queue.pause(milliseconds: pause)
        }
        return true
    }

    /// - Returns: false where the file is damaged, which is told.
    private func goesOn(after error: any Error) -> Bool {
        guard let error = error as? SQLiteError, error.kind == .corrupt || error.kind == .notADatabase else {
            return true
        }
        report(.stopped("\(error)"))
        return false
    }

    private mutating func open() throws(SQLiteError) -> Writer {
        if let writer { return writer }
        let database = try Database(path: path, .readWrite)
        database.waitForLocks(milliseconds: lockPatience)
        try database.execute(Schema.settings)
        onOpen(database)
        let opened = try Writer(database)
        if try opened.needsNewIndex() {
            try opened.remakeIndex()
            report(.indexRemade)
        }
        writer = opened
        return opened
    }

    // MARK: - In between

    /// Does some of what is to be done when no fact waits.
    /// - Returns: false where nothing can be written any more.
    private mutating func doInBetween() -> Bool {
        guard !queue.isEnded, !queue.isPaused, clock() >= quietUntil else { return true }
        do {
            let writer = try open()
            let values = settings.values
            repeat {
                let isBusy = try doSome(writer, values)
                if !isBusy { return true }
            } while !queue.hasMore && !queue.isEnded && !queue.isPaused
            return true
        } catch {
            return failedInBetween(error)
        }
    }

    /// - Returns: whether there is more to be done at once.
    private mutating func doSome(_ writer: Writer, _ values: StoreSettings.Values) throws(SQLiteError) -> Bool {
        let now = clock()
        if values.search, writer.unindexed > 0 {
            let since = unindexedSince ?? now
            unindexedSince = since
            if writer.unindexed >= Int64(Writer.indexedAtOnce) || now - since >= WriterLoop.indexDelay {
                try writer.index()
                if writer.unindexed == 0 { unindexedSince = nil }
                return true
            }
        }
        switch try writer.eraseSome() {
        case .done(let account, let messages):
            report(.erased(account: account, messages: messages))
            return true
        case .underWay: return true
        case .nothing: return try writer.expire(values, at: now)
        }
    }

    private mutating func failedInBetween(_ error: any Error) -> Bool {
        let kind = (error as? SQLiteError)?.kind
        if kind == .corrupt, !hasRemadeIndex, let writer {
            hasRemadeIndex = true
            if (try? writer.remakeIndex()) != nil {
                report(.indexRemade)
                return true
            }
        }
        report(.hindered("\(error)"))
        quietUntil = clock() + 5_000_000
        return goesOn(after: error)
    }

    // MARK: - Waiting

    /// Waits until the next commit may be made. Indexing is done meanwhile.
    private mutating func awaitCommitTime() {
        let pause = Int64(settings.values.commitMilliseconds) * 1_000
        let left = lastCommit + pause - clock()
        // A clock that was set back is no reason to wait.
        guard left > 0, left <= pause, !queue.isEnded else { return }
        if let writer, settings.values.search, writer.unindexed >= Int64(Writer.indexedAtOnce) {
            _ = try? writer.index()
        }
        let rest = lastCommit + pause - clock()
        if rest > 0, rest <= pause { queue.pause(milliseconds: Int32((rest + 999) / 1_000)) }
    }

    private func waitForMore() {
        queue.sleep(atMost: WriterLoop.idleInterval)
    }
}
