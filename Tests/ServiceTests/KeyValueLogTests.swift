import Glibc
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Service

/// A clock that stands still until it is set.
private final class StillClock: Sendable {
    private let steady = Atomic<Int64>(0)

    var clock: LogClock {
        LogClock { [self] in .init(wall: 1_795_375_681_000_000, steady: steady.load(ordering: .relaxed)) }
    }

    func pass(seconds: Int64) {
        steady.add(seconds * 1_000_000_000, ordering: .relaxed)
    }
}

@Suite struct KeyValueLogTests {
    private let pipe: Pipe
    private let time = StillClock()
    private let log: KeyValueLog

    init() throws {
        signal(SIGPIPE, SIG_IGN)
        pipe = try Pipe()
        log = KeyValueLog(descriptor: pipe.writing, level: .info, form: .timed, clock: time.clock)
    }

    private let stamp = "time=2026-11-22T19:28:01.000Z"

    @Test func aLine() {
        log.logger().notice("listening on 127.0.0.1:6000", metadata: ["tls": "true", "address": "[::]:6000"])
        #expect(pipe.text() == "\(stamp) level=notice msg=\"listening on 127.0.0.1:6000\" address=[::]:6000 tls=true\n")
    }

    @Test func theMoreParticularMetadataWins() {
        var logger = log.logger()
        logger[metadataKey: "a"] = "logger"
        logger[metadataKey: "b"] = "logger"
        logger.info("x", metadata: ["b": "line", "c": .stringConvertible(3)])
        #expect(logger[metadataKey: "a"] == "logger")
        logger.info("y", error: ServiceError("broken", exitCode: EX_OSERR))
        #expect(
            pipe.text()
                == "\(stamp) level=info msg=x a=logger b=line c=3\n\(stamp) level=info msg=y a=logger b=logger error=broken\n"
        )
    }

    /// One change is for all loggers, save those that have a level of their own.
    @Test func theLevelCanBeChanged() {
        let early = log.logger()
        var own = log.logger()
        own.logLevel = .warning
        early.debug("no")
        log.level = .debug
        early.debug("yes")
        own.info("no")
        log.level = .error
        #expect(early.logLevel == .error && log.level == .error)
        early.warning("no")
        own.warning("yes too")
        #expect(pipe.text() == "\(stamp) level=debug msg=yes\n\(stamp) level=warning msg=\"yes too\"\n")
    }

    @Test func aFloodIsHeldBackAndTold() {
        let logger = log.logger()
        for number in 0..<100 { logger.info("connection \(number)") }
        logger.error("still heard")
        #expect(log.suppressedLines == 40)
        time.pass(seconds: 1)
        log.tellSuppressed()
        let lines = pipe.text().split(separator: "\n")
        #expect(lines.count == 62)
        #expect(lines[60].hasSuffix("msg=\"still heard\""))
        #expect(lines[61] == "\(stamp) level=info msg=\"connection 99\" suppressed=40")
        log.tellSuppressed(all: true)
        #expect(pipe.text() == "")
    }

    /// Without a call of its own it is told together with the next line.
    @Test func aFloodIsToldByTheNextLine() {
        let logger = log.logger()
        for _ in 0..<61 { logger.info("again") }
        _ = pipe.take()
        time.pass(seconds: 2)
        logger.info("later")
        #expect(pipe.text() == "\(stamp) level=info msg=again suppressed=1\n\(stamp) level=info msg=later\n")
    }

    @Test func aFullPipeIsNotWaitedFor() {
        let logger = log.logger()
        pipe.fill()
        withWatchdog {
            for _ in 0..<3 { logger.error("lost") }
        }
        #expect(log.lostLines == 3)
        #expect(pipe.take().allSatisfy { $0 == UInt8(ascii: ".") })
        logger.error("heard")
        let words = "standard error could not take lines of the log, which are lost"
        #expect(pipe.text() == "\(stamp) level=warning msg=\"\(words)\" lost=3\n\(stamp) level=error msg=heard\n")
        #expect(log.lostLines == 3)
    }

    /// The longest line fits wherever poll(2) says that there is room: no line is cut off, and none waits.
    @Test func thePipeFillsWithWholeLines() {
        let long = String(repeating: "x", count: 10_000)
        var logger = log.logger()
        logger[metadataKey: "long"] = "\(long)"
        withWatchdog {
            for _ in 0..<100 {
                logger.error("long")
                time.pass(seconds: 1)
            }
        }
        #expect(log.lostLines > 0 && log.lostLines < 100)
        let lines = pipe.text().split(separator: "\n")
        #expect(lines.count == 100 - Int(log.lostLines))
        #expect(lines.allSatisfy { $0.hasSuffix("cut=true") && $0.utf8.count > 4_000 })
    }

    @Test func aReaderThatIsGoneIsNoSignal() throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        close(ends[1])
        defer { close(ends[0]) }
        let log = KeyValueLog(descriptor: ends[0], level: .info, form: .journal, clock: .system)
        log.logger().info("into the void")
        #expect(log.lostLines == 1)
    }

    @Test func severalThreadsWriteWholeLines() throws {
        let path = freshPath()
        let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        unlink(path)
        let log = KeyValueLog(descriptor: file, level: .info, form: .journal, clock: .system)
        var threads: [pthread_t] = []
        for _ in 0..<4 {
            var thread = pthread_t()
            let context = Unmanaged.passUnretained(log).toOpaque()
            try #require(pthread_create(&thread, nil, logFortyLines, context) == 0)
            threads.append(thread)
        }
        for thread in threads { pthread_join(thread, nil) }
        log.tellSuppressed(all: true)
        var bytes = [UInt8](repeating: 0, count: 65536)
        let text = String(decoding: bytes[..<max(0, pread(file, &bytes, bytes.count, 0))], as: UTF8.self)
        let lines = text.split(separator: "\n")
        #expect(lines.count { $0 == "<6>level=info msg=\"from a thread\"" } == 160 - Int(log.suppressedLines))
        #expect(
            lines.dropLast(log.suppressedLines > 0 ? 1 : 0).allSatisfy { $0 == "<6>level=info msg=\"from a thread\"" })
    }
}

private func logFortyLines(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let logger = Unmanaged<KeyValueLog>.fromOpaque(context).takeUnretainedValue().logger()
    for _ in 0..<40 { logger.info("from a thread") }
    return nil
}
