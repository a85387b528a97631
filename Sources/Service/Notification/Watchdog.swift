import Glibc

/// How often a service manager wants to hear from us (`sd_watchdog_enabled(3)`).
struct Watchdog: Equatable {
    /// A loop that also serves can't keep a shorter interval.
    static let shortest: UInt64 = 20_000

    /// The silence after which the manager takes us to be hung; nil if nobody listens.
    var interval: Duration?
    /// The fault in the variables, if there is one. They are then ignored.
    var fault: String?

    /// - Parameters:
    ///   - microseconds: `WATCHDOG_USEC`.
    ///   - process: `WATCHDOG_PID`, the process that the variables are meant for; nil means any that reads them.
    init(microseconds: String?, process: String?, own: pid_t = getpid()) {
        guard let microseconds else { return }
        if let process {
            guard let pid = UInt64(digits: process), pid > 0 else {
                fault = "WATCHDOG_PID is not a process's number; there will be no watchdog messages"
                return
            }
            guard pid == UInt64(own) else { return }
        }
        guard let time = UInt64(digits: microseconds), time > 0, time < UInt64(Int64.max) else {
            fault = "WATCHDOG_USEC is not a number of microseconds; there will be no watchdog messages"
            return
        }
        guard time >= Watchdog.shortest else {
            fault = "WATCHDOG_USEC is \(time), less than \(Watchdog.shortest); there will be no watchdog messages"
            return
        }
        interval = .microseconds(Int64(time))
    }
}
