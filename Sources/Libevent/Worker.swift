import Glibc
import Threads

/// A thread that does for the loop what would block it, one thing after the other: hashing, or a disk's work.
///
/// 1. `offer` never blocks, and takes no more than `capacity` things that are not answered yet.
/// 2. What was taken is done once and answered once, on the loop's thread, in the order in which it was offered, and never from within
///    `offer`.
/// 3. After `finish`, `cancel` or the worker's own end, nothing runs on its thread any more, and nothing is answered. After `abandon`
///    nothing is answered, and what had begun may go on for a while.
///
/// Work is passed through a pipe, as messages of a `Mailbox` are, so no lock is needed.
public final class Worker<Result: Sendable> {
    private final class Work: Sendable {
        let body: @Sendable () -> Result
        init(_ body: @escaping @Sendable () -> Result) { self.body = body }
    }

    private let capacity: Int
    private var mailbox: Mailbox<Result>?
    private var thread: pthread_t?
    /// The queue: the thread reads pointers to work out of it.
    let reading: Int32
    private var writing: Int32
    /// Who gets the results of what was taken; in its order, as the one thread keeps it.
    private var completions: [(Result) -> Void] = []

    /// - Parameters:
    ///   - capacity: at most 4,096, so that neither the queue nor the results ever fill a pipe.
    ///   - niceness: of its thread alone, 0 to 19 more than the loop's (setpriority(2)): what computes for long on the loop's own core is to
    ///     wait for the loop.
    /// - Throws: `LibeventError` where no pipe or thread is to be had.
    public init(on loop: EventLoop, capacity: Int, niceness: Int32 = 0) throws(LibeventError) {
        precondition(1...4_096 ~= capacity, "a worker's capacity")
        self.capacity = capacity
        (reading, writing) = try makePipe()
        // The loop never waits. Nor does the thread in `read`: where work is cancelled, the loop may have taken it before.
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        let mailbox = try Mailbox<Result>(on: loop) { [unowned self] in self.answer($0) }
        self.mailbox = mailbox
        // Its own end, as it may outlive the worker. (By `dup`, which the thread sanitizer follows. Only the loop's thread starts programs, so
        // none comes between the two calls.)
        let queue = dup(reading)
        guard queue >= 0 else { throw LibeventError("dup", code: errno) }
        _ = fcntl(queue, F_SETFD, FD_CLOEXEC)
        let sender = mailbox.sender
        thread = BackgroundThread.start {
            defer { Glibc.close(queue) }
            if niceness > 0 { BackgroundThread.beNicer(by: niceness) }
            while let work = Self.next(of: queue) { sender.post(work.body()) }
        }
        guard thread != nil else {
            Glibc.close(queue)
            throw LibeventError("pthread_create", code: EAGAIN)
        }
    }

    deinit {
        cancel()
        Glibc.close(reading)
    }

    /// How much was taken and is not answered yet.
    public var waitingCount: Int { completions.count }

    /// Has something done.
    /// - Parameters:
    ///   - work: runs on the worker's thread. It is to depend on nothing but what it is given, as it may be done again elsewhere.
    ///   - completion: gets its result, on the loop's thread; it may drop the worker.
    /// - Returns: false where it was not taken, as too much waits, or the worker has ended.
    public func offer(_ work: @escaping @Sendable () -> Result, _ completion: @escaping (Result) -> Void) -> Bool {
        guard writing >= 0, completions.count < capacity else { return false }
        let box = Unmanaged.passRetained(Work(work))
        var pointer = box.toOpaque()
        let size = MemoryLayout<UnsafeMutableRawPointer>.size
        // A write of a pointer's size is atomic (PIPE_BUF). A small pipe may be full: a user's pipes have a limit (pipe(7)).
        guard write(writing, &pointer, size) == size else {
            box.release()
            return false
        }
        completions.append(completion)
        return true
    }

    /// Takes no more, waits until all that was taken is done, and answers it before this returns.
    public func finish() {
        join()
        let mailbox = mailbox
        mailbox?.takeAll()
        self.mailbox = nil
    }

    /// Takes no more, drops what is not begun, and waits for what is. Nothing of it is answered.
    public func cancel() {
        dropWaiting()
        join()
        forgetAnswers()
    }

    /// The same without waiting for what is begun: for work that changes nothing. It ends when it is done.
    public func abandon() {
        dropWaiting()
        if let thread { pthread_detach(thread) }
        thread = nil
        join()
        forgetAnswers()
    }

    private func dropWaiting() {
        if writing >= 0 { while Self.take(from: reading) != nil {} }
    }

    private func forgetAnswers() {
        mailbox = nil
        completions = []
    }

    private func join() {
        guard writing >= 0 else { return }
        // Behind what was taken the thread finds the queue's end.
        Glibc.close(writing)
        writing = -1
        if let thread { pthread_join(thread, nil) }
        thread = nil
    }

    private func answer(_ result: Result) {
        completions.removeFirst()(result)
    }

    // MARK: - The queue

    /// Waits for work; nil where no more will come.
    private static func next(of queue: Int32) -> Work? {
        while true {
            if let work = take(from: queue) { return work }
            var ready = pollfd(fd: queue, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, -1) >= 0 || errno == EINTR else { return nil }
            if ready.revents & Int16(POLLIN) == 0, ready.revents & Int16(POLLHUP) != 0 { return nil }
        }
    }

    private static func take(from queue: Int32) -> Work? {
        var pointer: UnsafeMutableRawPointer?
        let size = MemoryLayout<UnsafeMutableRawPointer>.size
        guard read(queue, &pointer, size) == size, let pointer else { return nil }
        return Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue()
    }
}
