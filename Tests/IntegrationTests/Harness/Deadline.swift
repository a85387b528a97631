import Glibc
import TestSupport

/// A point in time by which something must have happened. Nothing in these tests sleeps: all waiting is `poll` with one of these.
struct Deadline {
    /// How much longer than usual to wait.
    static let patience = testPatience

    private let instant: ContinuousClock.Instant

    init(seconds: Double) {
        instant = ContinuousClock.now + .seconds(seconds) * Self.patience
    }

    /// What one expectation is given.
    static var usual: Deadline { Deadline(seconds: 5) }

    /// What is left, as `poll` wants it; rounded up, so that a wait never ends early.
    var milliseconds: Int32 {
        let left = instant - ContinuousClock.now
        guard left > .zero else { return 0 }
        return Int32(clamping: Int64(left / .milliseconds(1)) + 1)
    }

    var hasPassed: Bool { milliseconds == 0 }

    /// Waits until one of the descriptors has one of its events; false when the deadline passed first.
    func poll(_ watched: inout [pollfd]) -> Bool {
        while true {
            let ready = Glibc.poll(&watched, nfds_t(watched.count), milliseconds)
            if ready > 0 { return true }
            if ready == 0 && hasPassed { return false }
        }
    }
}
