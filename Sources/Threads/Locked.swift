import CLinux
import Synchronization

/// A value that several threads use, one at a time: `Mutex`, whose order ThreadSanitizer is told.
///
/// Where two threads meet at a `Mutex`, one of them takes it within the standard library, which is not instrumented. ThreadSanitizer would
/// call everything that the lock guards a data race then.
package final class Locked<Value>: Sendable {
    private let mutex: Mutex<Value>

    package init(_ value: sending Value) {
        mutex = Mutex(value)
    }

    /// Waits until no other thread has the value, and has it while the body runs. (The body must not ask for it again.)
    package func withLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        try mutex.withLock { value throws(Failure) in
            // (The value's own address would be a use of the value.)
            let address = Unmanaged.passUnretained(self).toOpaque()
            partyline_lock_taken(address)
            defer { partyline_lock_released(address) }
            return try body(&value)
        }
    }
}
