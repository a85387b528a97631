import Glibc
import Threads

/// What the loop gives to the writer: packed facts, in their order. Neither side ever waits for the other.
///
/// Facts stay here until they are committed. So what another process is to go on with can be asked for at any time.
package final class StoreQueue: Sendable {
    private struct State {
        /// What the writer has not taken.
        var waiting: [UInt8] = []
        var waitingCount: UInt64 = 0
        /// What the writer is at, and what of it is committed.
        var taken: [UInt8] = []
        var takenCount: UInt64 = 0
        var committedBytes = 0
        /// Numbers of facts: the last one that was given, and the last one that is committed.
        var last: UInt64 = 0
        var committed: UInt64 = 0
        /// The array that was taken before: its memory is used again.
        var spare: [UInt8] = []
        var isAsleep = false
        var isEnded = false
        var isPaused = false
    }

    /// What the writer gets.
    struct Taken {
        let bytes: [UInt8]
        /// The number of the first of them.
        let first: UInt64
    }

    /// How far it is.
    package struct Figures: Hashable, Sendable {
        /// The number of the last fact.
        package var last: UInt64 = 0
        package var committed: UInt64 = 0
        /// Bytes of all that is not committed.
        package var bytes = 0

        package init() {}

        init(last: UInt64, committed: UInt64, bytes: Int) {
            self.last = last
            self.committed = committed
            self.bytes = bytes
        }
    }

    private let state: Locked<State>
    private let pipe: WakePipe
    /// Bytes that it is meant for. What is more is taken all the same: it is for the loop to hold messages back.
    package let capacity: Int

    /// - Returns: nil where no descriptor is to be had.
    package init?(capacity: Int) {
        guard let pipe = WakePipe() else { return nil }
        self.pipe = pipe
        self.capacity = capacity
        var first = State()
        // Beforehand, so that the loop does not copy all of it where it grows. Memory that is not used is not there.
        first.waiting.reserveCapacity(capacity)
        first.spare.reserveCapacity(capacity)
        state = Locked(first)
    }

    // MARK: - The loop's side

    /// Puts facts in.
    package func put(_ batch: FactBatch) -> Figures {
        put(batch.bytes, count: batch.count)
    }

    /// Puts facts in that are packed already.
    package func put(_ bytes: [UInt8], count: Int) -> Figures {
        let (figures, mustWake) = state.withLock { state in
            state.waiting.append(contentsOf: bytes)
            state.waitingCount += UInt64(count)
            state.last += UInt64(count)
            defer { state.isAsleep = false }
            return (StoreQueue.figures(of: state), state.isAsleep)
        }
        if mustWake { pipe.wake() }
        return figures
    }

    /// No more comes: the writer ends when all there is is committed.
    package func end() {
        state.withLock { $0.isEnded = true }
        pipe.wake()
    }

    /// Has the writer begin nothing new: another process is about to write.
    /// What it is at is finished before the other one gets the file's lock.
    package func pause() { state.withLock { $0.isPaused = true } }

    /// The other process does not write after all.
    package func resume() {
        state.withLock { $0.isPaused = false }
        pipe.wake()
    }

    /// Waits until all facts up to a number are committed, for so many milliseconds. (On a thread that may be blocked.)
    package func awaitCommit(of number: UInt64, atMost milliseconds: Int) {
        for _ in 0..<milliseconds / 2 where state.withLock({ $0.committed < number }) { usleep(2_000) }
    }

    package var figures: Figures { state.withLock { StoreQueue.figures(of: $0) } }

    private static func figures(of state: State) -> Figures {
        Figures(
            last: state.last, committed: state.committed,
            bytes: state.waiting.count + state.taken.count - state.committedBytes)
    }

    /// All facts that are not known to be committed, packed, with how many they are.
    package var uncommitted: (bytes: [UInt8], count: Int) {
        state.withLock { state in
            (
                Array(state.taken[state.committedBytes...]) + state.waiting,
                Int(state.last - state.committed)
            )
        }
    }

    // MARK: - The writer's side

    /// Takes all that waits, if all that was taken before is committed.
    func take() -> Taken? {
        state.withLock { state in
            guard state.waitingCount > 0, state.takenCount == 0 else { return nil }
            swap(&state.taken, &state.waiting)
            swap(&state.waiting, &state.spare)
            state.takenCount = state.waitingCount
            state.waitingCount = 0
            return Taken(bytes: state.taken, first: state.committed + 1)
        }
    }

    /// So many more facts are committed, which end after so many bytes of what was taken.
    func commit(_ count: UInt64, upTo bytes: Int) -> UInt64 {
        state.withLock { state in
            state.committed += count
            state.committedBytes = bytes
            state.takenCount -= count
            return state.committed
        }
    }

    /// Gives back what was taken, all of which is committed.
    func giveBack(_ taken: consuming [UInt8]) {
        state.withLock { state in
            // From here on nobody else has the array, so its memory can be used again.
            state.taken = []
            state.committedBytes = 0
        }
        taken.removeAll(keepingCapacity: true)
        state.withLock { state in
            state.spare = taken
        }
    }

    /// Whether something waits.
    var hasMore: Bool { state.withLock { $0.waitingCount > 0 } }

    /// Nothing waits, and no more comes.
    var isOver: Bool { state.withLock { $0.isEnded && $0.waitingCount == 0 } }

    var isEnded: Bool { state.withLock { $0.isEnded } }

    var isPaused: Bool { state.withLock { $0.isPaused } }

    /// Sleeps until something is put in, or for so long; nil: for as long as it takes.
    func sleep(atMost milliseconds: Int32?) {
        let isIdle = state.withLock { state in
            guard state.waitingCount == 0, !state.isEnded else { return false }
            state.isAsleep = true
            return true
        }
        if isIdle { pipe.sleep(atMost: milliseconds) }
    }

    /// Sleeps for so long, whatever is put in, but not past the end.
    func pause(milliseconds: Int32) {
        guard !isEnded else { return }
        pipe.sleep(atMost: milliseconds)
    }
}
