import Libevent

/// Does what takes a tenth of a second and much memory, one thing after the other. A test does it by hand.
protocol Hashing: AnyObject {
    /// - Parameter completion: gets the outcome on the loop's thread, and not from within this call.
    /// - Returns: false where it can't be done.
    func perform(_ work: HashWork, _ completion: @escaping (HashWork.Outcome) -> Void) -> Bool

    /// Gives all up: nothing is answered. What is being hashed is not waited for, as it changes nothing.
    func cancel()
}

/// A thread that hashes. It begins with the first thing to do.
final class HashingThread: Hashing {
    /// Behind the loop where both have one core: at nice 0 the loop was late by 4 ms, and with this it is not.
    private static let niceness: Int32 = 10

    private let loop: EventLoop
    private var worker: Worker<HashWork.Outcome>?

    init(on loop: EventLoop) {
        self.loop = loop
    }

    func perform(_ work: HashWork, _ completion: @escaping (HashWork.Outcome) -> Void) -> Bool {
        // What waits is in `HashQueue`, so that it may change its order.
        if worker == nil { worker = try? Worker(on: loop, capacity: 1, niceness: HashingThread.niceness) }
        return worker?.offer({ work.perform() }, completion) ?? false
    }

    func cancel() {
        worker?.abandon()
        worker = nil
    }
}
