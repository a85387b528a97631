import ChatCore

/// The output of one turn of the loop, gathered for each session and sent once.
///
/// A line for a room is rendered once and stands once on a *tape*, however many read it. A session's output is its *own* bytes
/// followed by one stretch of a tape: as long as the lines it is to get follow each other on the tape, a delivery moves
/// the stretch's end and copies nothing. Where they do not (a reply between, a line that is not for it, another
/// room), the stretch is copied to its own bytes first. So order is kept always, and one busy room costs no copy at all.
///
/// 1. What was appended for a session is flushed in that order, each byte once.
/// 2. A session with nothing to send keeps no memory but its slot.
/// 3. Nothing is sent but by `flush`, so appending never meets a socket.
/// 4. What a slot that is held is to be sent waits until `release`, in its order.
/// 5. A slot that there is no room for ends the process: it is a fault of ours, and nothing beside the outboxes is read or written.
final class Outboxes {
    /// A stretch of a tape.
    struct Stretch {
        let tape: Int32
        let start: UInt32
        let end: UInt32
    }

    /// When output is to go out.
    enum Urgency: UInt8 {
        /// There is none.
        case none
        /// With anything that is prompt, or after `hasten`.
        case late
        /// With the next flush.
        case prompt
        /// Not before `release`: more than prompt, so that nothing on the way of a delivery has to look for it.
        case held
    }

    /// What a session is to be sent.
    struct Outbox {
        /// -1: no stretch.
        fileprivate var tape: Int32 = -1
        /// Index of the session's own bytes; -1: none.
        fileprivate var own: Int32 = -1
        fileprivate var start: UInt32 = 0
        fileprivate var end: UInt32 = 0
        fileprivate var urgency = Urgency.none.rawValue

        /// Takes a stretch that follows on the one it has, and needs no more haste: nearly every delivery of a busy room.
        @inline(__always)
        fileprivate mutating func extend(by stretch: Stretch, _ urgency: Urgency) -> Bool {
            guard tape == stretch.tape, end == stretch.start, self.urgency >= urgency.rawValue else { return false }
            end = stretch.end
            return true
        }
    }

    /// Buffers that stand by with their memory, so that a busy server does not allocate them each turn.
    private static let spareBuffers = 512
    /// What a buffer that stands by keeps at most, in bytes.
    private static let spareOwnBytes = 1 << 14
    private static let spareTapeBytes = 1 << 18
    /// Up to here a stretch is sent as one with the bytes before it.
    private static let joinBytes = 4_096

    private var outboxes: UnsafeMutablePointer<Outbox>
    private var capacity: Int
    private var tapes: [ByteBuffer] = []
    private var tapesInUse = 0
    private var owns: [ByteBuffer] = []
    private var freeOwns: [Int32] = []
    private var prompt: [UInt32] = []
    private var late: [UInt32] = []
    /// Slots that are held, and some that were.
    private var held: [UInt32] = []

    init() {
        capacity = 64
        outboxes = .allocate(capacity: capacity)
        outboxes.initialize(repeating: Outbox(), count: capacity)
    }

    deinit {
        outboxes.deinitialize(count: capacity)
        outboxes.deallocate()
    }

    /// Makes room for a session's slot.
    func open(_ slot: UInt32) {
        guard Int(slot) >= capacity else { return }
        let larger = max(capacity * 2, Int(slot) + 1)
        let moved = UnsafeMutablePointer<Outbox>.allocate(capacity: larger)
        moved.moveInitialize(from: outboxes, count: capacity)
        (moved + capacity).initialize(repeating: Outbox(), count: larger - capacity)
        outboxes.deallocate()
        outboxes = moved
        capacity = larger
    }

    /// The outbox at a slot.
    @inline(__always)
    private func outbox(of slot: UInt32) -> UnsafeMutablePointer<Outbox> {
        precondition(Int(slot) < capacity, "a slot that was not opened")
        return outboxes + Int(slot)
    }

    /// Whether something waits to be flushed, late output aside.
    var hasPrompt: Bool { !prompt.isEmpty }

    /// Whether late output waits.
    var hasLate: Bool { !late.isEmpty }

    /// Bytes of a session's own that wait, those of its stretch aside.
    func ownCount(of slot: UInt32) -> Int {
        let own = outbox(of: slot).pointee.own
        return own < 0 ? 0 : owns[Int(own)].count
    }

    /// Bytes that wait for a session.
    func count(of slot: UInt32) -> Int {
        let outbox = outbox(of: slot).pointee
        return ownCount(of: slot) + (outbox.tape < 0 ? 0 : Int(outbox.end - outbox.start))
    }

    // MARK: - Appending

    /// Appends bytes for one session.
    func append(_ bytes: UnsafeRawBufferPointer, to slot: UInt32) {
        guard !bytes.isEmpty else { return }
        owns[ownBytes(of: slot)].append(bytes)
        mark(slot, .prompt)
    }

    /// Appends what `render` does for one session.
    func append(to slot: UInt32, _ render: (ByteBuffer) -> Void) {
        let own = owns[ownBytes(of: slot)]
        let before = own.count
        render(own)
        // A command may have nothing to say; its session keeps no buffer for it then.
        if own.count > before { mark(slot, .prompt) } else if own.isEmpty { releaseOwn(of: slot) }
    }

    /// Begins a tape, which lives until a flush leaves nothing late.
    func makeTape() -> Int32 {
        if tapesInUse == tapes.count { tapes.append(ByteBuffer()) }
        tapesInUse += 1
        return Int32(tapesInUse - 1)
    }

    /// Appends what `render` does to a tape, for `share` to give to many.
    @inline(__always)
    func append(toTape tape: Int32, _ render: (ByteBuffer) -> Void) -> Stretch {
        let buffer = tapes[Int(tape)]
        let start = buffer.count
        render(buffer)
        // A tape is of one turn, or of 50 ms: far from 4 GB.
        return Stretch(tape: tape, start: UInt32(start), end: UInt32(buffer.count))
    }

    /// Gives a stretch of a tape to a session. This is the delivery of a line: it runs once a line and reader.
    @inline(__always)
    func share(_ stretch: Stretch, with slot: UInt32, _ urgency: Urgency) {
        if !outbox(of: slot).pointee.extend(by: stretch, urgency) { shareAnew(stretch, with: slot, urgency) }
    }

    /// Apart, as most deliveries need none of it.
    @inline(never)
    private func shareAnew(_ stretch: Stretch, with slot: UInt32, _ urgency: Urgency) {
        let outbox = outbox(of: slot)
        if outbox.pointee.tape == stretch.tape, outbox.pointee.end == stretch.start {
            outbox.pointee.end = stretch.end
            return mark(slot, urgency)
        }
        if outbox.pointee.tape >= 0 { _ = ownBytes(of: slot) }
        outbox.pointee.tape = stretch.tape
        outbox.pointee.start = stretch.start
        outbox.pointee.end = stretch.end
        mark(slot, urgency)
    }

    /// The session's own bytes, to append to: after what it has of a tape.
    private func ownBytes(of slot: UInt32) -> Int {
        let outbox = outbox(of: slot)
        if outbox.pointee.own < 0 {
            if let free = freeOwns.popLast() {
                outbox.pointee.own = free
            } else {
                outbox.pointee.own = Int32(owns.count)
                owns.append(ByteBuffer())
            }
        }
        let own = Int(outbox.pointee.own)
        if outbox.pointee.tape >= 0 {
            owns[own].append(shared(outbox.pointee))
            outbox.pointee.tape = -1
        }
        return own
    }

    private func releaseOwn(of slot: UInt32) {
        let own = outboxes[Int(slot)].own
        owns[Int(own)].clear(keeping: freeOwns.count < Outboxes.spareBuffers ? Outboxes.spareOwnBytes : 0)
        freeOwns.append(own)
        outboxes[Int(slot)].own = -1
    }

    /// The bytes of a slot's stretch; none where it has none.
    private func shared(_ outbox: Outbox) -> UnsafeRawBufferPointer {
        guard outbox.tape >= 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(rebasing: tapes[Int(outbox.tape)].bytes[Int(outbox.start)..<Int(outbox.end)])
    }

    private func mark(_ slot: UInt32, _ urgency: Urgency) {
        guard outboxes[Int(slot)].urgency < urgency.rawValue else { return }
        outboxes[Int(slot)].urgency = urgency.rawValue
        if urgency == .prompt { prompt.append(slot) } else { late.append(slot) }
    }

    // MARK: - Flushing

    /// Sends all that is prompt, and with it what waits late for the same sessions.
    /// - Parameter send: gets a session's slot and its bytes in two parts, either of which may be empty. It must not append.
    /// - Returns: whether the tapes are gone; where something late refers to them they go on.
    @inline(__always)
    func flush(_ send: (UInt32, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) -> Bool {
        for slot in prompt where outboxes[Int(slot)].urgency == Urgency.prompt.rawValue { flush(slot, send) }
        prompt.removeAll(keepingCapacity: true)
        guard late.isEmpty else { return false }
        if !held.isEmpty { leaveTapes() }
        for tape in tapes[..<tapesInUse] { tape.clear(keeping: Outboxes.spareTapeBytes) }
        tapesInUse = 0
        return true
    }

    /// Makes what is late prompt.
    func hasten() {
        let waiting = late
        late.removeAll(keepingCapacity: true)
        // Others of them were flushed meanwhile.
        for slot in waiting where outboxes[Int(slot)].urgency == Urgency.late.rawValue { mark(slot, .prompt) }
    }

    /// Sends one session's output, before it goes, and leaves its slot empty.
    func flush(_ slot: UInt32, _ send: (UInt32, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) {
        var outbox = outbox(of: slot).pointee
        var tail = shared(outbox)
        if outbox.own >= 0, !tail.isEmpty, tail.count <= Outboxes.joinBytes {
            // One part costs the kernel less than two, and this the copy of a few lines.
            _ = ownBytes(of: slot)
            outbox = outboxes[Int(slot)]
            tail = shared(outbox)
        }
        if outbox.own >= 0 {
            send(slot, owns[Int(outbox.own)].bytes, tail)
            releaseOwn(of: slot)
        } else if !tail.isEmpty {
            send(slot, UnsafeRawBufferPointer(start: nil, count: 0), tail)
        }
        outboxes[Int(slot)] = Outbox()
    }

    // MARK: - Holding

    /// Keeps back all that a slot is to be sent, also what comes to it later.
    func hold(_ slot: UInt32) {
        guard !isHeld(slot) else { return }
        outboxes[Int(slot)].urgency = Urgency.held.rawValue
        held.append(slot)
    }

    /// Whether a slot's output is kept back. A flush of that slot alone ends it.
    func isHeld(_ slot: UInt32) -> Bool { outbox(of: slot).pointee.urgency == Urgency.held.rawValue }

    /// Sends with the next flush what was kept back.
    func release(_ slot: UInt32) {
        guard isHeld(slot) else { return }
        outboxes[Int(slot)].urgency = Urgency.none.rawValue
        held.removeAll { $0 == slot }
        if count(of: slot) > 0 { mark(slot, .prompt) }
    }

    /// What a slot that is held waits to be sent.
    func heldBytes(of slot: UInt32) -> [UInt8] {
        ownCount(of: slot) == 0 && outbox(of: slot).pointee.tape < 0 ? [] : Array(owns[ownBytes(of: slot)].bytes)
    }

    /// Has slots that are held refer to no tape, as tapes go.
    private func leaveTapes() {
        held.removeAll { outboxes[Int($0)].urgency != Urgency.held.rawValue }
        for slot in held where outboxes[Int(slot)].tape >= 0 { _ = ownBytes(of: slot) }
    }

    /// Gives back the memory of buffers that stand by for the next turn.
    func releaseSpares() {
        for own in freeOwns { owns[Int(own)].clear(keeping: 0) }
        for tape in tapes[tapesInUse...] { tape.clear(keeping: 0) }
    }
}
