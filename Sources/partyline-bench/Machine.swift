import CLinux
import Glibc

/// A failure, in words for the person at the terminal.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// The machine: its descriptors and processors, and what the kernel tells of a process.
enum Machine {
    /// Raises the soft limit of descriptors to the hard one; children inherit it.
    static func raiseDescriptorLimit() -> Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(clamping: limit.rlim_cur)
    }

    /// The processors that this process may run on, in order.
    static func processors() -> [Int32] {
        (0..<1024).filter { partyline_may_run_on($0) }
    }

    /// Binds this thread, and what it spawns from now on, to one processor.
    static func bind(to processor: Int32) throws {
        guard partyline_bind_to(processor) else { throw BenchError("can't bind to processor \(processor)") }
    }

    /// Binds all threads of a process but its first one to a processor.
    static func bind(othersOf process: pid_t, to processor: Int32) throws {
        for thread in try processorTimes(ofThreadsOf: process).keys where thread != process {
            guard partyline_bind_thread(thread, processor) else {
                throw BenchError("can't bind a thread of the server to processor \(processor)")
            }
        }
    }

    /// Nanoseconds of processor time that a process has used, all its threads together (`clock_getcpuclockid`).
    static func processorTime(of process: pid_t) throws -> Int {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
            throw BenchError("the server has ended")
        }
        return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    }

    /// Resident bytes of a process (`Rss` of smaps_rollup).
    static func residentBytes(of process: pid_t) throws -> Int {
        for line in try text(of: "/proc/\(process)/smaps_rollup").split(separator: "\n") where line.hasPrefix("Rss:") {
            if let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) {
                return kilobytes * 1024
            }
        }
        throw BenchError("/proc tells no resident size")
    }

    /// The processor and the kernel, as `AMD EPYC, Linux 6.1.0`.
    static var name: String {
        var system = utsname()
        uname(&system)
        let release = withUnsafeBytes(of: system.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let model = (try? text(of: "/proc/cpuinfo"))?.split(separator: "\n").first { $0.hasPrefix("model name") }
        let processor =
            model?.split(separator: ":", maxSplits: 1).last.map { $0.drop { $0 == " " } } ?? "unknown processor"
        return "\(processor), Linux \(release)"
    }

    /// The directory that this program was started from, with a slash at its end.
    static var ownDirectory: String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &path, path.count)
        guard length > 0, let slash = path[..<length].lastIndex(of: CChar(bitPattern: UInt8(ascii: "/"))) else {
            return "./"
        }
        return String(decoding: path[...slash].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Writes to standard error. (`stderr` itself is a mutable global, which Swift 6 does not let us touch.)
    static func complain(_ text: String) {
        let bytes = Array(text.utf8)
        write(2, bytes, bytes.count)
    }

    static func text(of path: String) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BenchError("\(path): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0, bytes.count < 4 << 20 else { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
