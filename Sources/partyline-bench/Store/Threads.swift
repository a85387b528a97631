import Glibc

extension Machine {
    /// Nanoseconds of processor time by thread of a process, by their ids. The first thread has the process's own (`/proc/PID/task`).
    static func processorTimes(ofThreadsOf process: pid_t) throws -> [pid_t: Int] {
        guard let folder = opendir("/proc/\(process)/task") else { throw BenchError("the server has ended") }
        defer { closedir(folder) }
        var times: [pid_t: Int] = [:]
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let thread = pid_t(name) else { continue }
            // A thread may end in between.
            let path = "/proc/\(process)/task/\(thread)/schedstat"
            guard let words = try? text(of: path).split(separator: " "), let time = words.first.flatMap({ Int($0) })
            else { continue }
            times[thread] = time
        }
        return times
    }

    /// The processor time of the first thread of a process, and that of all its other threads together, in nanoseconds.
    static func processorTime(ofLoopOf process: pid_t) throws -> (loop: Int, others: Int) {
        let times = try processorTimes(ofThreadsOf: process)
        let loop = times[process] ?? 0
        return (loop, times.values.reduce(0, +) - loop)
    }
}
