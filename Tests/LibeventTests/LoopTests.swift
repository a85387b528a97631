import Glibc
import Testing

@testable import Libevent

@Suite struct TimerTests {
    private let loop: EventLoop

    init() throws {
        loop = try EventLoop()
    }

    @Test func firesOnceAndNotBeforeItsTime() throws {
        var count = 0
        let timer = try Libevent.Timer(on: loop) { count += 1 }
        let stop = try Libevent.Timer(on: loop) { [loop] in loop.stop() }
        #expect(!timer.isScheduled)
        let start = Instant.current()
        timer.schedule(after: .milliseconds(20))
        stop.schedule(after: .milliseconds(60))
        #expect(timer.isScheduled)
        loop.run()
        #expect(count == 1)
        #expect(!timer.isScheduled)
        // libevent counts by the kernel's coarse clock: a tick early is in time.
        #expect(Instant.current() - start >= .milliseconds(50))
    }

    @Test func firesEveryTimeUntilCancelled() throws {
        var count = 0
        var timer: Libevent.Timer?
        timer = try Libevent.Timer(on: loop) {
            count += 1
            if count == 5 { timer?.cancel() }
        }
        timer?.schedule(every: .milliseconds(1))
        // It returns as nothing is left to wait for.
        loop.run()
        #expect(count == 5)
        timer = nil
    }

    @Test func theLastScheduleCounts() throws {
        var count = 0
        let timer = try Libevent.Timer(on: loop) { count += 1 }
        timer.schedule(every: .milliseconds(1))
        timer.schedule(after: .seconds(-1))
        loop.run()
        #expect(count == 1)
    }

    @Test func mayBeScheduledAgainAndDroppedInItsOwnCallback() throws {
        var count = 0
        var timer: Libevent.Timer?
        timer = try Libevent.Timer(on: loop) {
            count += 1
            if count < 3 { timer?.schedule(after: .zero) } else { timer = nil }
        }
        timer?.schedule(after: .zero)
        loop.run()
        #expect(count == 3)
        #expect(timer == nil)
    }

    @Test func aDroppedOneDoesNotFire() throws {
        var timer: Libevent.Timer? = try Libevent.Timer(on: loop) { Issue.record("it fired") }
        timer?.schedule(after: .zero)
        timer = nil
        loop.run()
    }
}

@Suite struct EventLoopTests {
    @Test func timeStandsStillInATurn() throws {
        let loop = try EventLoop()
        var times: [Instant] = []
        var walls: [Int64] = []
        let timer = try Libevent.Timer(on: loop) {
            for _ in 0..<2 {
                times.append(loop.now)
                walls.append(loop.wallTime)
                while Instant.current() - times[0] < .milliseconds(1) {}
            }
            if times.count == 4 { loop.stop() }
        }
        timer.schedule(every: .milliseconds(1))
        loop.run()
        #expect(times[0] == times[1])
        #expect(walls[0] == walls[1])
        #expect(times[2] > times[1])
        #expect(times[2] - times[1] >= .milliseconds(1))
        #expect(times[1] + .milliseconds(3) - times[1] == .milliseconds(3))
    }

    @Test func aTurnStartsWhenSomebodyAsksForTheTime() throws {
        let loop = try EventLoop()
        let before = loop.now
        while Instant.current() - before < .milliseconds(1) {}
        var isAsking = false
        var starts: [Instant?] = []
        let timer = try Libevent.Timer(on: loop) { if isAsking { _ = loop.now } }
        loop.onTurnEnd = {
            starts.append(loop.turnStart)
            if isAsking { loop.stop() }
            isAsking = true
        }
        timer.schedule(every: .milliseconds(1))
        loop.run()
        loop.onTurnEnd = nil
        #expect(starts.first == .some(nil))
        #expect(try #require(starts.last ?? nil) > before)
    }

    @Test func theTurnEndsAfterItsCallbacks() throws {
        let loop = try EventLoop()
        var log: [String] = []
        loop.onTurnEnd = { log.append("end") }
        let timers = try ["a", "b"].map { name in try Libevent.Timer(on: loop) { log.append(name) } }
        for timer in timers { timer.schedule(after: .zero) }
        loop.run()
        #expect(log.prefix(3) == ["a", "b", "end"])
    }

    @Test func saysWhatItIs() throws {
        #expect(try EventLoop().description.contains("epoll"))
    }
}

@Suite struct SignalWatchTests {
    /// In a process of its own, as signals are the process's.
    @Test func callsBackForEachSignal() async {
        await #expect(processExitsWith: .exitCode(7)) {
            let loop = try EventLoop()
            var count = 0
            let watch = try SignalWatch(on: loop, signal: SIGUSR1) {
                count += 1
                if count == 3 { exit(7) }
                kill(getpid(), SIGUSR1)
            }
            kill(getpid(), SIGUSR1)
            loop.run()
            withExtendedLifetime(watch) {}
        }
    }

    @Test func aSignalThatCannotBeCaught() throws {
        let loop = try EventLoop()
        #expect(throws: LibeventError.self) { _ = try SignalWatch(on: loop, signal: SIGKILL) {} }
    }

    /// A closed peer is an error to handle, not the end of the process.
    @Test func brokenPipesAreIgnored() throws {
        let loop = try EventLoop()
        let ends = try connectedPair()
        close(ends.theirs)
        #expect(send(ends.ours, "x", 1, 0) == -1)
        #expect(errno == EPIPE)
        close(ends.ours)
        withExtendedLifetime(loop) {}
    }
}

@Suite struct DescriptorWatchTests {
    @Test func aRegularFileIsRefused() throws {
        let loop = try EventLoop()
        let file = open("/proc/self/exe", O_RDONLY)
        defer { close(file) }
        #expect(throws: LibeventError("event_add", code: EPERM)) {
            _ = try DescriptorWatch(on: loop, descriptor: file) {}
        }
    }

    @Test func mayBeDisabledAndDroppedInItsOwnCallback() throws {
        let loop = try EventLoop()
        let ends = try connectedPair()
        #expect(send(ends.theirs, "x", 1, 0) == 1)
        var count = 0
        var watch: DescriptorWatch?
        watch = try DescriptorWatch(on: loop, descriptor: ends.ours) {
            count += 1
            watch?.disable()
            watch?.enable()
            if count == 3 { watch = nil }
        }
        loop.run()
        #expect(count == 3)
        #expect(watch == nil)
        close(ends.ours)
        close(ends.theirs)
    }
}
