import Libevent

@testable import ChatServer

/// Hashes on the loop's own thread, in a later turn, or when a test says so.
final class HandHashing: Hashing {
    private var waiting: [(HashWork, (HashWork.Outcome) -> Void)] = []
    private var timer: Timer?
    /// It waits for the test.
    var isHeld = false
    /// There is no memory.
    var isFailing = false
    private(set) var done = 0

    init(on loop: EventLoop) throws {
        timer = try Timer(on: loop) { [unowned self] in self.finish() }
    }

    var count: Int { waiting.count }

    func perform(_ work: HashWork, _ completion: @escaping (HashWork.Outcome) -> Void) -> Bool {
        guard waiting.isEmpty else { return false }
        waiting.append((work, completion))
        if !isHeld { timer?.schedule(after: .zero) }
        return true
    }

    /// Hashes what waits.
    func finish() {
        guard let (work, completion) = waiting.popLast() else { return }
        done += 1
        completion(isFailing ? .failed : work.perform())
    }

    func cancel() { waiting = [] }
}
