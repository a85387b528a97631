import Glibc

/// A process that runs, as /proc shows it (proc(5)).
struct RunningProcess {
    let pid: pid_t

    /// - Returns: nil if no process has that number.
    init?(pid: pid_t) {
        guard pid > 0, kill(pid, 0) == 0 || errno == EPERM else { return nil }
        self.pid = pid
    }

    /// When it began, in seconds since 1970; nil if /proc does not show it.
    var start: Double? {
        guard let line = readFile("/proc/\(pid)/stat"), let nameEnd = line.lastIndex(of: ")") else { return nil }
        // The name may hold anything, so fields are counted from its end. The state is field 3. The start is field 22,
        // in ticks since the machine started.
        let fields = line[line.index(after: nameEnd)...].split(separator: " ")
        guard fields.count > 19, let ticks = Double(fields[19]) else { return nil }
        return RunningProcess.machineStart + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Whether it may have written something at that time (seconds since 1970). If its start isn't known, it may have.
    func mayHaveWritten(at time: Double) -> Bool {
        // Ticks are 10 ms, and the clock may have been set a little since.
        start.map { $0 <= time + 2 } ?? true
    }

    private static var machineStart: Double {
        var (now, sinceStart) = (timespec(), timespec())
        clock_gettime(CLOCK_REALTIME, &now)
        clock_gettime(CLOCK_BOOTTIME, &sinceStart)
        return now.seconds - sinceStart.seconds
    }
}

extension timespec {
    var seconds: Double { Double(tv_sec) + Double(tv_nsec) / 1e9 }
}

/// The first 4,095 bytes of a small file; nil where it can't be read.
private func readFile(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
}
