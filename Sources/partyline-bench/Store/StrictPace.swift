import BenchSupport
import Glibc
import Libevent

/// Programs that say 1,000 lines a second in a room that is kept, in `strict`: how long it takes from a line to its OK.
final class StrictPace {
    static let key = "strict1000"
    private static let programs = 25
    private static let linesPerSecond = 1_000

    struct Figures {
        /// What one `fdatasync` takes beside it, in milliseconds: the median.
        var sync = 0.0
        var latency = Histogram()
    }

    private let partylined: String
    private let seconds: Int
    private var saidAt: [[Int64]] = []
    private var answered: [Int] = []
    private var figures = Figures()
    private var missing = 0

    init(_ partylined: String, seconds: Int) {
        self.partylined = partylined
        self.seconds = seconds
    }

    func run(bench: Bench) throws -> Figures {
        let folder = try StoreFolder()
        figures.sync = try StrictPace.sync(in: folder)
        let stage = try Stage()
        let server = try bench.start(try folder.program(partylined, .strict, lobby: "#lobby"), on: stage)
        let crowd = Crowd(of: server, dialect: .partyline, on: stage)
        saidAt = Array(repeating: [], count: StrictPace.programs)
        answered = Array(repeating: 0, count: StrictPace.programs)
        try crowd.connect(StrictPace.programs) { _ in "/wire 1\n" }
        crowd.onLine = { [unowned self] in self.take($1, at: $0, stage) }
        // Each is another: a guest says the same line only so often.
        let rest = String(repeating: "x", count: 72)
        let start = Instant.current()
        var said = 0
        let pulse = try Timer(on: stage.loop) { [unowned self] in
            let due = Int((Instant.current() - start) / .milliseconds(1)) * StrictPace.linesPerSecond / 1_000
            while said < min(due, self.seconds * StrictPace.linesPerSecond) {
                let program = said % StrictPace.programs
                self.saidAt[program].append(Instant.current().nanoseconds)
                self.missing += 1
                crowd.send("@s \(10_000_000 + said)\(rest)\n", from: program)
                said += 1
            }
        }
        pulse.schedule(every: .milliseconds(1))
        try stage.pause(.seconds(seconds))
        pulse.cancel()
        try stage.wait(for: "\(missing) answers", within: .seconds(20)) { missing == 0 }
        crowd.disperse()
        try server.end()
        return figures
    }

    private func take(_ line: UnsafeRawBufferPointer, at program: Int, _ stage: Stage) {
        if line.starts(with: "ERR s ".utf8) { return stage.fail(String(decoding: line, as: UTF8.self)) }
        guard line.starts(with: "OK s ".utf8) else { return }
        // The first second warms up.
        let since = saidAt[program][answered[program]]
        if answered[program] >= StrictPace.linesPerSecond / StrictPace.programs {
            figures.latency.record(UInt64(clamping: Instant.current().nanoseconds - since))
        }
        answered[program] += 1
        missing -= 1
        if missing == 0 { stage.wake() }
    }

    /// What it takes to write 4 KB and have the disk confirm it, where the store is.
    private static func sync(in folder: StoreFolder) throws -> Double {
        let path = "\(folder.path)/sync"
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BenchError("\(path): \(String(cString: strerror(errno)))") }
        defer {
            close(file)
            unlink(path)
        }
        let block = [UInt8](repeating: 7, count: 4_096)
        let times = try (0..<200).map { number in
            guard pwrite(file, block, block.count, off_t(number * block.count)) == block.count else {
                throw BenchError("\(path) can't be written")
            }
            let start = Instant.current()
            fdatasync(file)
            return (Instant.current() - start) / .milliseconds(1)
        }
        return times.median ?? .nan
    }
}
