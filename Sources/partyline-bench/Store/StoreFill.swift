import Glibc
import SQLite
import Store

/// Fills a store by the daemon's own writer, which always has more to write.
struct StoreFill {
    /// Facts that are given to the writer at once.
    private static let together = 500

    let path: String
    var search = true

    struct Figures {
        var seconds = 0.0
        /// Microseconds of processor time of the writer's thread, the index included.
        var microsecondsPerMessage = 0.0
        /// Of the file.
        var bytesPerMessage = 0.0
    }

    /// - Parameter first: the id of the first message, in microseconds since 1970; they come as often as makes two years of them.
    func run(messages: Int, from first: Int64 = 1_730_000_000_000_000) throws -> Figures {
        do {
            return try write(messages, from: first)
        } catch let error as StoreError {
            throw BenchError("\(path): \(error)")
        } catch let error as SQLiteError {
            throw BenchError("\(path): \(error)")
        }
    }

    private func write(_ messages: Int, from first: Int64) throws -> Figures {
        try StoreFile.prepare(path)
        guard let queue = StoreQueue(capacity: 4 << 20) else { throw BenchError("no descriptor is left") }
        var values = StoreSettings.Values()
        (values.search, values.keepDays, values.keepCount) = (search, 0, 0)
        let start = monotonic()
        let own = try Machine.processorTimes(ofThreadsOf: getpid())
        let writer = try WriterThread(
            path: path, queue: queue, settings: StoreSettings(values),
            clock: {
                var time = timespec()
                clock_gettime(CLOCK_REALTIME, &time)
                return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
            }, report: { _ in })
        try putAll(messages, from: first, into: queue)
        try awaitIndex(queue, messages)
        let times = try Machine.processorTimes(ofThreadsOf: getpid())
        let spent = times.filter { own[$0.key] == nil }.values.reduce(0, +)
        let seconds = monotonic() - start
        guard writer.finish(atMost: 60_000) else { throw BenchError("\(path) can't be written") }
        let pages = try Database(path: path, .readOnly).number(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return Figures(
            seconds: seconds, microsecondsPerMessage: Double(spent) / 1_000 / Double(messages),
            bytesPerMessage: Double(pages ?? 0) / Double(messages))
    }

    /// Fills it with accounts, and nothing else.
    func run(accounts: Int) throws {
        var batch = FactBatch()
        let time: Int64 = 1_730_000_000_000_000
        for number in 1...Int64(accounts) {
            batch.append(.account(Fact.Account(number: number, name: "account\(number)", created: time, used: time)))
        }
        do {
            try StoreFile.prepare(path)
            guard let queue = StoreQueue(capacity: 64 << 20) else { throw BenchError("no descriptor is left") }
            let writer = try WriterThread(
                path: path, queue: queue, settings: StoreSettings(StoreSettings.Values()), clock: { time },
                report: { _ in })
            _ = queue.put(batch)
            guard writer.finish(atMost: 60_000) else { throw BenchError("\(path) can't be written") }
        } catch let error as StoreError {
            throw BenchError("\(path): \(error)")
        }
    }

    private func putAll(_ messages: Int, from first: Int64, into queue: StoreQueue) throws {
        var (texts, batch) = (StoreTexts(), FactBatch())
        for room in 1...Int64(StoreTexts.rooms) {
            batch.append(.room(Fact.Room(number: room, name: "#room\(room)", created: first)))
        }
        let step = max(1, 2 * 365 * 86_400 * 1_000_000 / Int64(messages))
        for number in 0..<messages {
            let line = texts.next()
            let id = first + Int64(number) * step
            batch.append(
                room: line.room, id: id, time: id, account: line.account, kind: .message, nick: line.nick,
                text: line.text)
            guard batch.count >= StoreFill.together || number == messages - 1 else { continue }
            var figures = queue.put(batch)
            batch.removeAll()
            while figures.bytes > queue.capacity / 2 {
                usleep(500)
                figures = queue.figures
            }
        }
    }

    /// Waits until all is committed, and its words are in the index.
    private func awaitIndex(_ queue: StoreQueue, _ messages: Int) throws {
        while queue.figures.bytes > 0 { usleep(1_000) }
        guard search else { return }
        let database = try Database(path: path, .readOnly)
        while try database.number("SELECT value FROM meta WHERE key = 'indexed'") != Int64(messages) { usleep(20_000) }
    }

    private func monotonic() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
