import Glibc
import Synchronization
import TestSupport
import Testing
import Threads

@testable import SQLite
@testable import Store

/// Every deadline is so many times as long, as under a sanitizer.
private let patience = testPatience

/// What a writer's thread tells, in its order, for tests to wait for.
private final class Reports: Sendable {
    private let all = Locked<[StoreReport]>([])
    private let pipe: WakePipe

    init() throws {
        pipe = try #require(WakePipe())
    }

    func add(_ report: StoreReport) {
        all.withLock { $0.append(report) }
        pipe.wake()
    }

    var soFar: [StoreReport] { all.withLock { $0 } }

    /// Waits for a report.
    func wait(for isIt: (StoreReport) -> Bool) throws {
        for _ in 0..<100 * patience {
            if soFar.contains(where: isIt) { return }
            pipe.sleep(atMost: 100)
        }
        throw Missing(reports: soFar)
    }

    struct Missing: Error {
        let reports: [StoreReport]
    }
}

@Suite struct WriterThreadTests {
    private let store: Fixture
    private let queue: StoreQueue
    private let settings = StoreSettings()
    private let reports: Reports

    init() throws {
        store = try Fixture()
        queue = try #require(StoreQueue(capacity: 1 << 20))
        reports = try Reports()
        settings.values.commitMilliseconds = 0
        // The tests' ids are small, so they are of long ago.
        settings.values.keepDays = 0
    }

    private static let clock: @Sendable () -> Int64 = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    private func start() throws -> WriterThread {
        let reports = reports
        return try WriterThread(path: store.path, queue: queue, settings: settings, clock: WriterThreadTests.clock) {
            reports.add($0)
        }
    }

    /// The same on a thread of the test's own, with what a test may want to be otherwise.
    private func start(_ change: @escaping @Sendable (inout WriterLoop) -> Void) throws {
        let (reports, path, queue, settings) = (reports, store.path, queue, settings)
        let isStarted = BackgroundThread.run {
            var loop = WriterLoop(path: path, queue: queue, settings: settings, clock: WriterThreadTests.clock) {
                reports.add($0)
            }
            change(&loop)
            loop.run()
            reports.add(.stopped("the end"))
        }
        try #require(isStarted)
    }

    @discardableResult
    private func put(_ facts: Fact...) -> StoreQueue.Figures { put(facts) }

    @discardableResult
    private func put(_ facts: [Fact]) -> StoreQueue.Figures {
        var batch = FactBatch()
        for fact in facts { batch.append(fact) }
        return queue.put(batch)
    }

    private func end() throws {
        queue.end()
        try reports.wait { $0 == .stopped("the end") }
    }

    @Test func whatIsPutInIsCommittedInOrder() throws {
        let thread = try start()
        var last: UInt64 = 0
        for round in 0..<20 {
            last = put((0..<50).map { .said(Int64(round * 50 + $0 + 1), "tea") }).last
        }
        #expect(last == 1_000)
        try reports.wait { $0 == .committed(upTo: 1_000) }
        #expect(thread.finish(atMost: Int32(10_000 * patience)))
        #expect(queue.figures == StoreQueue.Figures(last: 1_000, committed: 1_000, bytes: 0))
        #expect(queue.uncommitted.bytes.isEmpty && queue.uncommitted.count == 0)
        let numbers = reports.soFar.compactMap { if case .committed(let number) = $0 { number } else { nil } }
        #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
        #expect(try store.number("SELECT count(*) FROM message") == 1_000)
    }

    @Test func theEndComesBehindAllThatWasPutIn() throws {
        settings.values.commitMilliseconds = 50
        put((1...5_000).map { .said($0, "tea") })
        let thread = try start()
        #expect(thread.finish(atMost: Int32(20_000 * patience)))
        #expect(try store.number("SELECT count(*) FROM message") == 5_000)
    }

    @Test func noMoreCommitsThanAreAskedFor() throws {
        settings.values.commitMilliseconds = 1_000
        let thread = try start()
        put(.said(1, "tea"))
        try reports.wait { $0 == .committed(upTo: 1) }
        for id in 2...Int64(40) { put(.said(id, "tea")) }
        #expect(thread.finish(atMost: Int32(10_000 * patience)))
        #expect(reports.soFar.filter { if case .committed = $0 { true } else { false } }.count <= 3)
    }

    @Test func wordsAreFoundSoon() throws {
        let thread = try start()
        put([.open(1, "#tea")] + (1...400).map { .said($0, "word\($0)") })
        try find("word400")
        put(.said(401, "late"))
        try find("late")
        #expect(thread.finish(atMost: Int32(10_000 * patience)))
    }

    @Test func whoIsErasedIsToldOf() throws {
        let thread = try start()
        put([.register(1, "ann"), .open(1, "#tea")] + (1...300).map { .said($0, "mine", account: 1) })
        put(.erased(account: 1, nameFreeAt: 5))
        try reports.wait { $0 == .erased(account: 1, messages: 300) }
        #expect(thread.finish(atMost: Int32(10_000 * patience)))
        #expect(!store.contains("mine"))
    }

    /// Waits until a word is found. Nothing tells of that, so it is asked for again and again.
    private func find(_ word: String) throws {
        let pause = try #require(WakePipe())
        for _ in 0..<1_000 * patience {
            if store.search(word)?.count == 1 { return }
            pause.sleep(atMost: 10)
        }
        Issue.record("\(word) is not found: \(reports.soFar)")
    }

    // MARK: - What can go wrong

    @Test func aFullDiskIsWaitedFor() throws {
        let flag = Flag()
        try start { loop in
            loop.onOpen = { database in
                if flag.isSet { try? database.execute("PRAGMA max_page_count = 1") }
            }
        }
        put((1...500).map { .said($0, String(repeating: "x", count: 1_000)) })
        try reports.wait { if case .failing(let why) = $0 { why.contains("full") } else { false } }
        // Nothing is lost, and the loop goes on putting in.
        put(.said(501, "tea"))
        #expect(queue.uncommitted.count == 501)
        flag.isSet = false
        try reports.wait { $0 == .recovered }
        try reports.wait { $0 == .committed(upTo: 501) }
        try end()
        #expect(try store.number("SELECT count(*) FROM message") == 501)
    }

    @Test func aLockIsWaitedFor() throws {
        try start { $0.lockPatience = 1 }
        put(.said(1, "tea"))
        try reports.wait { $0 == .committed(upTo: 1) }
        let other = try Database(path: store.path, .readWrite)
        other.waitForLocks(milliseconds: 10_000)
        try other.execute("BEGIN IMMEDIATE")
        put(.said(2, "tea"))
        try reports.wait { if case .failing(let why) = $0 { why.contains("locked") } else { false } }
        try other.execute("COMMIT")
        try reports.wait { $0 == .committed(upTo: 2) }
        #expect(reports.soFar.contains(.recovered))
        try end()
    }

    @Test func aFolderThatIsGoneIsWaitedFor() throws {
        let elsewhere = store.path + ".away"
        try #require(rename(store.path, elsewhere) == 0)
        let thread = try start()
        put(.said(1, "tea"))
        try reports.wait { if case .failing = $0 { true } else { false } }
        try #require(rename(elsewhere, store.path) == 0)
        try reports.wait { $0 == .committed(upTo: 1) }
        #expect(thread.finish(atMost: Int32(10_000 * patience)))
    }

    /// What is not written when the time is over can still be had.
    @Test func theEndDoesNotWaitForEver() throws {
        try #require(rename(store.path, store.path + ".away") == 0)
        let thread = try start()
        put(.said(1, "tea"), .said(2, "tea"))
        try reports.wait { if case .failing = $0 { true } else { false } }
        #expect(!thread.finish(atMost: 1))
        #expect(queue.uncommitted.count == 2)
        #expect(try Fact.all(in: queue.uncommitted.bytes) == [.said(1, "tea"), .said(2, "tea")])
    }

    /// A table with pages that were overwritten.
    private func damage(_ table: String) throws {
        do {
            let writer = try store.writer()
            try writer.write([.open(1, "#tea")] + (1...3_000).map { .said($0, "tea word\($0)") })
            try writer.indexAll()
            try writer.database.checkpoint()
        }
        let database = try Database(path: store.path, .readWrite)
        try database.execute("PRAGMA journal_mode = DELETE")
        let pages = try database.prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'")
        try pages.bind(1, table)
        var damaged: [Int] = []
        while try pages.step() { damaged.append(Int(pages.number(0))) }
        for page in damaged { store.overwrite((page - 1) * 4_096..<page * 4_096) }
    }

    @Test func aDamagedFileIsNotWrittenAnyMore() throws {
        try damage("message")
        try start { _ in }
        put(.said(9_000, "tea"))
        try reports.wait { if case .stopped(let why) = $0 { why.contains("malformed") } else { false } }
        try reports.wait { $0 == .stopped("the end") }
        #expect(queue.uncommitted.count == 1)
    }

    @Test func aDamagedIndexIsMadeAnew() throws {
        try damage("words_data")
        let thread = try start()
        put((9_000..<9_400).map { .said($0, "tea") })
        try reports.wait { $0 == .indexRemade }
        try find("word7")
        #expect(thread.finish(atMost: Int32(10_000 * patience)))
    }

    // MARK: - From process to process

    /// The new writer gets what the old one has not committed, and may have: nothing is lost, nothing is there twice.
    @Test func handedOverAtAnyMoment() throws {
        var random = SplitMix64(seed: 3)
        var id: Int64 = 0
        var queue = queue
        for _ in 0..<20 {
            let thread = try WriterThread(
                path: store.path, queue: queue, settings: settings, clock: WriterThreadTests.clock
            ) { _ in }
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                var batch = FactBatch()
                for _ in 0..<Int.random(in: 1...40, using: &random) {
                    id += 1
                    batch.append(.said(id, "tea"))
                }
                _ = queue.put(batch)
                // Nothing is waited for: it has the handover come at any moment of the writer's work.
                if Bool.random(using: &random) { usleep(UInt32.random(in: 0...300, using: &random)) }
            }
            let next = try #require(StoreQueue(capacity: 1 << 20))
            let (bytes, count) = queue.uncommitted
            #expect(try Fact.all(in: bytes).count == count)
            _ = next.put(bytes, count: count)
            // The old one writes on for a while beside the new one.
            queue.end()
            withExtendedLifetime(thread) {}
            queue = next
        }
        let last = try WriterThread(path: store.path, queue: queue, settings: settings, clock: WriterThreadTests.clock)
        { _ in }
        #expect(last.finish(atMost: Int32(30_000 * patience)))
        #expect(try store.number("SELECT count(*) FROM message") == id)
        #expect(try store.number("SELECT count(DISTINCT id) FROM message") == id)
    }

    /// What is handed over is the next one's to write: what the old one wrote late would undo what came later.
    @Test func whoHandsOverWritesNoMore() throws {
        let other = try Database(path: store.path, .readWrite)
        other.waitForLocks(milliseconds: 10_000)
        let thread = try start()
        put(.open(1, "#tea"))
        try reports.wait { $0 == .committed(upTo: 1) }
        queue.pause()
        put(.open(1, "#late"))
        queue.end()
        #expect(thread.finish(atMost: Int32(10_000 * patience)))
        #expect(try store.state().rooms.map(\.name) == ["#tea"])
        #expect(queue.uncommitted.count == 1)
    }

    @Test func aHandoverThatFailsIsGoneOnFrom() throws {
        let thread = try start()
        queue.pause()
        put(.said(1, "tea"))
        queue.resume()
        try reports.wait { $0 == .committed(upTo: 1) }
        #expect(thread.finish(atMost: Int32(10_000 * patience)))
    }

    private final class Flag: Sendable {
        private let value = Atomic(true)
        var isSet: Bool {
            get { value.load(ordering: .relaxed) }
            set { value.store(newValue, ordering: .relaxed) }
        }
    }
}

@Suite struct StoreQueueTests {
    private let queue: StoreQueue

    init() throws {
        queue = try #require(StoreQueue(capacity: 1_000))
    }

    private func put(_ count: Int) {
        var batch = FactBatch()
        for id in 0..<count { batch.append(.roomDropped(Int64(id))) }
        _ = queue.put(batch)
    }

    @Test func whatIsTakenStaysUntilItIsCommitted() throws {
        put(3)
        let first = try #require(queue.take())
        #expect(first.first == 1)
        put(2)
        // Nothing is taken twice.
        #expect(queue.take() == nil && queue.hasMore)
        #expect(queue.uncommitted.count == 5)
        let size = first.bytes.count / 3
        #expect(queue.commit(2, upTo: 2 * size) == 2)
        #expect(queue.uncommitted.count == 3)
        #expect(try Fact.all(in: queue.uncommitted.bytes) == [.roomDropped(2), .roomDropped(0), .roomDropped(1)])
        #expect(queue.figures == StoreQueue.Figures(last: 5, committed: 2, bytes: 3 * size))
        #expect(queue.commit(1, upTo: 3 * size) == 3)
        queue.giveBack(first.bytes)
        let second = try #require(queue.take())
        #expect(second.first == 4 && second.bytes.count == 2 * size)
        queue.end()
        #expect(queue.isOver && queue.isEnded)
    }

    @Test func sleepersWake() {
        put(1)
        queue.sleep(atMost: nil)
        _ = queue.take()
        queue.sleep(atMost: 1)
        queue.end()
        queue.sleep(atMost: nil)
        queue.pause(milliseconds: 60_000)
    }
}
