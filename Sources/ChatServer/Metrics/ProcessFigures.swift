import Glibc

/// What the kernel says of this process; nil if it does not say it (as with a hidden `/proc`).
struct ProcessFigures {
    /// User and system time, in seconds (getrusage(2)).
    let cpuSeconds: Double
    let residentBytes: UInt64?
    let openDescriptors: Int?
    let maximumDescriptors: UInt64?

    /// The figures as they are now.
    init() {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        cpuSeconds = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        residentBytes = ProcessFigures.residentPages().map { $0 * UInt64(sysconf(Int32(_SC_PAGESIZE))) }
        openDescriptors = ProcessFigures.countDescriptors()
        var limit = rlimit()
        let status = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        maximumDescriptors = status == 0 ? UInt64(limit.rlim_cur) : nil
    }

    /// The second number of `/proc/self/statm` (proc(5)).
    private static func residentPages() -> UInt64? {
        let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(file, &bytes, bytes.count)
        let numbers = bytes.prefix(max(0, count)).split(separator: UInt8(ascii: " "))
        return numbers.count > 1 ? UInt64(String(decoding: numbers[1], as: UTF8.self)) : nil
    }

    private static func countDescriptors() -> Int? {
        let path = "/proc/self/fd"
        // Since Linux 6.2 the size is the number of descriptors, and costs nothing.
        var status = stat()
        if stat(path, &status) == 0, status.st_size > 0 { return Int(status.st_size) }
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var entries = 0
        while readdir(directory) != nil { entries += 1 }
        // `.`, `..` and the descriptor of the directory itself do not count.
        return entries - 3
    }
}
