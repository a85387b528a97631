import Glibc

/// Threads for what would block the loop. They get no signals: those are the loop's.
package enum BackgroundThread {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Runs the body on a thread of its own, which nobody waits for: what may take as long as a resolver likes.
    /// - Returns: false where no thread is to be had.
    package static func run(_ body: @escaping @Sendable () -> Void) -> Bool {
        guard let thread = start(body) else { return false }
        pthread_detach(thread)
        return true
    }

    /// Has the calling thread, and no other of this process, yield to others: Linux keeps it by thread (setpriority(2)).
    /// - Parameter amount: 0 to 19, more than now.
    package static func beNicer(by amount: Int32) {
        let ofThreads = __priority_which_t(PRIO_PROCESS.rawValue)
        // Where it fails the thread is as urgent as the others.
        _ = setpriority(ofThreads, 0, getpriority(ofThreads, 0) + amount)
    }

    /// Runs the body on a thread that is to be joined.
    /// - Returns: nil where no thread is to be had.
    package static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
        let work = Unmanaged.passRetained(Work(body))
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            }, work.toOpaque())
        guard status == 0 else {
            work.release()
            return nil
        }
        return thread
    }
}
