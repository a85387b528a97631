import Glibc
import Testing

@testable import Libevent

/// A door that work waits at, so that a worker is as slow as a test wants it.
private final class Gate: Sendable {
    private let reading: Int32
    private let writing: Int32

    init() throws {
        (reading, writing) = try makePipe()
    }

    deinit {
        Glibc.close(reading)
        Glibc.close(writing)
    }

    /// Waits until it is opened, once for each that waits.
    func pass() {
        var byte: UInt8 = 0
        while read(reading, &byte, 1) < 0, errno == EINTR {}
    }

    func open() {
        var byte: UInt8 = 1
        _ = write(writing, &byte, 1)
    }
}

@Suite struct WorkerTests {
    /// Runs the loop until the condition holds, which is asked after each turn.
    private func run(_ loop: EventLoop, until condition: @escaping () -> Bool) {
        loop.onTurnEnd = { [unowned loop] in if condition() { loop.stop() } }
        loop.run()
        loop.onTurnEnd = {}
    }

    @Test func answersInOrderOnTheLoop() throws {
        let loop = try EventLoop()
        let worker = try Worker<(Int, UInt)>(on: loop, capacity: 1_000)
        let here = UInt(pthread_self())
        var answers: [Int] = []
        for number in 0..<1_000 {
            let isTaken = worker.offer(
                { (number, UInt(pthread_self())) },
                { answer, there in
                    answers.append(answer)
                    #expect(there != here && UInt(pthread_self()) == here)
                })
            #expect(isTaken)
        }
        #expect(answers.isEmpty && worker.waitingCount == 1_000)
        run(loop) { answers.count == 1_000 }
        #expect(answers == Array(0..<1_000) && worker.waitingCount == 0)
    }

    @Test func itsThreadAloneIsNice() throws {
        let loop = try EventLoop()
        let worker = try Worker<Int32>(on: loop, capacity: 1, niceness: 10)
        @Sendable func niceness() -> Int32 { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }
        let here = niceness()
        var there: Int32?
        let isTaken = worker.offer({ niceness() }, { there = $0 })
        worker.finish()
        #expect(isTaken && there == min(here + 10, 19) && niceness() == here)
    }

    /// What is too much is refused, and the loop turns on; it is taken as soon as an answer has come.
    @Test func aSlowWorkerHoldsNobody() throws {
        let loop = try EventLoop()
        let worker = try Worker<Int>(on: loop, capacity: 2)
        let gate = try Gate()
        var answers: [Int] = []
        func offer(_ number: Int) -> Bool {
            worker.offer(
                {
                    gate.pass()
                    return number
                }, { answers.append($0) })
        }
        #expect(offer(1) && offer(2) && !offer(3))
        var ticks = 0
        let pulse = try Libevent.Timer(on: loop) { ticks += 1 }
        pulse.schedule(every: .microseconds(100))
        run(loop) { ticks >= 10 }
        #expect(answers.isEmpty && !offer(4))
        gate.open()
        run(loop) { answers == [1] }
        #expect(offer(5) && !offer(6))
        for _ in 0..<2 { gate.open() }
        run(loop) { answers == [1, 2, 5] }
    }

    /// All that was taken is answered before `finish` returns, and nothing is taken after it.
    @Test func finishesWhatItTook() throws {
        let loop = try EventLoop()
        let worker = try Worker<Int>(on: loop, capacity: 10)
        let gate = try Gate()
        var answers: [Int] = []
        for number in 0..<10 {
            let isTaken = worker.offer(
                {
                    if number == 0 { gate.pass() }
                    return number
                }, { answers.append($0) })
            #expect(isTaken)
        }
        let opener = try Thread { gate.open() }
        worker.finish()
        opener.join()
        #expect(answers == Array(0..<10))
        let isTaken = worker.offer({ 11 }, { answers.append($0) })
        #expect(!isTaken)
        worker.finish()
        worker.cancel()
        #expect(answers.count == 10)
    }

    /// What is under way is not waited for, the rest is not begun, and nothing is answered.
    @Test func abandonsWhatIsBegun() throws {
        let loop = try EventLoop()
        var worker: Worker<Void>? = try Worker<Void>(on: loop, capacity: 10)
        let (started, goOn, done) = (try makePipe(), try makePipe(), try makePipe())
        defer {
            for pipe in [started, goOn, done] { for end in [pipe.reading, pipe.writing] { Glibc.close(end) } }
        }
        var byte: UInt8 = 0
        let isTaken = worker?.offer(
            {
                var byte: UInt8 = 1
                _ = write(started.writing, &byte, 1)
                _ = read(goOn.reading, &byte, 1)
                _ = write(done.writing, &byte, 1)
            }, { Issue.record("it was answered") })
        let waits = worker?.offer({ Issue.record("it was begun") }, { Issue.record("it was answered") })
        #expect(isTaken == true && waits == true)
        #expect(read(started.reading, &byte, 1) == 1)
        worker?.abandon()
        #expect(worker?.waitingCount == 0 && worker?.offer({}, {}) == false)
        worker = nil
        _ = write(goOn.writing, &byte, 1)
        #expect(read(done.reading, &byte, 1) == 1)
        let mark = try Libevent.Timer(on: loop) { loop.stop() }
        mark.schedule(after: .zero)
        loop.run()
    }

    /// What is under way is waited for, the rest is not begun, and nothing is answered.
    @Test func cancelsWhatIsNotBegun() throws {
        let loop = try EventLoop()
        let worker = try Worker<Void>(on: loop, capacity: 10)
        let (started, done) = (try makePipe(), try makePipe())
        defer { for end in [started.reading, started.writing, done.reading, done.writing] { Glibc.close(end) } }
        let queue = worker.reading
        let isTaken = worker.offer(
            {
                var byte: UInt8 = 1
                _ = write(started.writing, &byte, 1)
                // Until the queue is closed, which is behind where the rest was dropped.
                var state = pollfd(fd: queue, events: 0, revents: 0)
                while state.revents & Int16(POLLHUP) == 0 { poll(&state, 1, -1) }
                _ = write(done.writing, &byte, 1)
            }, { Issue.record("it was answered") })
        #expect(isTaken)
        for _ in 0..<5 {
            let waits = worker.offer({ Issue.record("it was begun") }, { Issue.record("it was answered") })
            #expect(waits)
        }
        var byte: UInt8 = 0
        #expect(read(started.reading, &byte, 1) == 1)
        worker.cancel()
        _ = fcntl(done.reading, F_SETFL, O_NONBLOCK)
        #expect(read(done.reading, &byte, 1) == 1)
        let isLate = worker.offer({}, {})
        #expect(!isLate)
        let mark = try Libevent.Timer(on: loop) { loop.stop() }
        mark.schedule(after: .zero)
        loop.run()
    }

    /// A worker may be dropped in an answer, with work that waits.
    @Test func mayBeDroppedInAnAnswer() throws {
        let loop = try EventLoop()
        var worker: Worker<Int>? = try Worker(on: loop, capacity: 10)
        var answers = 0
        for number in 0..<10 {
            let isTaken = worker?.offer(
                { number },
                { _ in
                    answers += 1
                    worker = nil
                    loop.stop()
                })
            #expect(isTaken == true)
        }
        loop.run()
        #expect(answers == 1 && worker == nil)
    }
}
