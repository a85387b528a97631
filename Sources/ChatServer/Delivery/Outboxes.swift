import ChatCore

/// The output of one turn of the loop, gathered for each session and sent once.
///
/// A line for a room is rendered once and stands once in a *log*, however many read it. A session's output is its *own* bytes
/// followed by one stretch of a log: as long as the lines it is to get follow each other in the log, a delivery moves
/// the stretch's end and copies nothing. Where they do not (a reply between, a line that is not for it, another
/// room), the stretch is copied to its own bytes first. So order is kept always, and one busy room costs no copy at all.
///
/// 1. What was appended for a session is flushed in that order, each byte once.
/// 2. A session with nothing to send keeps no memory but its slot.
/// 3. Nothing is sent but by `flush`, so appending never meets a socket.
/// 4. A slot that there is no room for ends the process: it is a fault of ours, and nothing beside the slots is read or written.
final class Outboxes {
    /// A stretch of a log.
    struct Stretch {
        let log: Int32
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
    }

    /// What a session is to be sent.
    struct Slot {
        /// -1: no stretch.
        fileprivate var log: Int32 = -1
        /// Index of the session's own bytes; -1: none.
        fileprivate var own: Int32 = -1
        fileprivate var start: UInt32 = 0
        fileprivate var end: UInt32 = 0
        fileprivate var urgency = Urgency.none.rawValue

        /// Takes a stretch that follows on the one it has, and needs no more haste: nearly every delivery of a busy room.
        @inline(__always)
        fileprivate mutating func extend(by stretch: Stretch, _ urgency: Urgency) -> Bool {
            guard log == stretch.log, end == stretch.start, self.urgency >= urgency.rawValue else { return false }
            end = stretch.end
            return true
        }
    }

    /// Buffers that stand by with their memory, so that a busy server does not allocate them each turn.
    private static let spareBuffers = 512
    /// What a buffer that stands by keeps at most, in bytes.
    private static let spareOwnBytes = 1 << 14
    private static let spareLogBytes = 1 << 18
    /// Up to here a stretch is sent as one with the bytes before it.
    private static let joinBytes = 4_096

    private var slots: UnsafeMutablePointer<Slot>
    private var capacity: Int
    private var logs: [ByteBuffer] = []
    private var logsInUse = 0
    private var owns: [ByteBuffer] = []
    private var freeOwns: [Int32] = []
    private var prompt: [UInt32] = []
    private var late: [UInt32] = []

    init() {
        capacity = 64
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: Slot(), count: capacity)
    }

    deinit {
        slots.deinitialize(count: capacity)
        slots.deallocate()
    }

    /// Makes room for a session's slot.
    func open(_ slot: UInt32) {
        guard Int(slot) >= capacity else { return }
        let larger = max(capacity * 2, Int(slot) + 1)
        let moved = UnsafeMutablePointer<Slot>.allocate(capacity: larger)
        moved.moveInitialize(from: slots, count: capacity)
        (moved + capacity).initialize(repeating: Slot(), count: larger - capacity)
        slots.deallocate()
        slots = moved
        capacity = larger
    }

    /// Where a slot is.
    @inline(__always)
    private func place(of slot: UInt32) -> UnsafeMutablePointer<Slot> {
        precondition(Int(slot) < capacity, "a slot that was not opened")
        return slots + Int(slot)
    }

    /// Whether something waits to be flushed, late output aside.
    var hasPrompt: Bool { !prompt.isEmpty }

    /// Whether late output waits.
    var hasLate: Bool { !late.isEmpty }

    /// Bytes of a session's own that wait, those of its stretch aside.
    func ownCount(of slot: UInt32) -> Int {
        let own = place(of: slot).pointee.own
        return own < 0 ? 0 : owns[Int(own)].count
    }

    /// Bytes that wait for a session.
    func count(of slot: UInt32) -> Int {
        let place = place(of: slot).pointee
        return ownCount(of: slot) + (place.log < 0 ? 0 : Int(place.end - place.start))
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

    /// Begins a log, which lives until a flush leaves nothing late.
    func makeLog() -> Int32 {
        if logsInUse == logs.count { logs.append(ByteBuffer()) }
        logsInUse += 1
        return Int32(logsInUse - 1)
    }

    /// Appends what `render` does to a log, for `share` to give to many.
    @inline(__always)
    func append(toLog log: Int32, _ render: (ByteBuffer) -> Void) -> Stretch {
        let buffer = logs[Int(log)]
        let start = buffer.count
        render(buffer)
        // A log is of one turn, or of 50 ms: far from 4 GB.
        return Stretch(log: log, start: UInt32(start), end: UInt32(buffer.count))
    }

    /// Gives a stretch of a log to a session. This is the delivery of a line: it runs once a line and reader.
    @inline(__always)
    func share(_ stretch: Stretch, with slot: UInt32, _ urgency: Urgency) {
        if !place(of: slot).pointee.extend(by: stretch, urgency) { shareAnew(stretch, with: slot, urgency) }
    }

    private func shareAnew(_ stretch: Stretch, with slot: UInt32, _ urgency: Urgency) {
        let place = place(of: slot)
        if place.pointee.log == stretch.log, place.pointee.end == stretch.start {
            place.pointee.end = stretch.end
            return mark(slot, urgency)
        }
        if place.pointee.log >= 0 { _ = ownBytes(of: slot) }
        place.pointee.log = stretch.log
        place.pointee.start = stretch.start
        place.pointee.end = stretch.end
        mark(slot, urgency)
    }

    /// The session's own bytes, to append to: after what it has of a log.
    private func ownBytes(of slot: UInt32) -> Int {
        let place = place(of: slot)
        if place.pointee.own < 0 {
            if let free = freeOwns.popLast() {
                place.pointee.own = free
            } else {
                place.pointee.own = Int32(owns.count)
                owns.append(ByteBuffer())
            }
        }
        let own = Int(place.pointee.own)
        if place.pointee.log >= 0 {
            owns[own].append(shared(place.pointee))
            place.pointee.log = -1
        }
        return own
    }

    private func releaseOwn(of slot: UInt32) {
        let own = slots[Int(slot)].own
        owns[Int(own)].clear(keeping: freeOwns.count < Outboxes.spareBuffers ? Outboxes.spareOwnBytes : 0)
        freeOwns.append(own)
        slots[Int(slot)].own = -1
    }

    /// The bytes of a slot's stretch; none where it has none.
    private func shared(_ place: Slot) -> UnsafeRawBufferPointer {
        guard place.log >= 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(rebasing: logs[Int(place.log)].bytes[Int(place.start)..<Int(place.end)])
    }

    private func mark(_ slot: UInt32, _ urgency: Urgency) {
        guard slots[Int(slot)].urgency < urgency.rawValue else { return }
        slots[Int(slot)].urgency = urgency.rawValue
        if urgency == .prompt { prompt.append(slot) } else { late.append(slot) }
    }

    // MARK: - Flushing

    /// Sends all that is prompt, and with it what waits late for the same sessions.
    /// - Parameter send: gets a session's slot and its bytes in two parts, either of which may be empty. It must not append.
    /// - Returns: whether the logs are gone; where something late refers to them they go on.
    @inline(__always)
    func flush(_ send: (UInt32, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) -> Bool {
        for slot in prompt where slots[Int(slot)].urgency == Urgency.prompt.rawValue { flush(slot, send) }
        prompt.removeAll(keepingCapacity: true)
        guard late.isEmpty else { return false }
        for log in logs[..<logsInUse] { log.clear(keeping: Outboxes.spareLogBytes) }
        logsInUse = 0
        return true
    }

    /// Makes what is late prompt.
    func hasten() {
        let waiting = late
        late.removeAll(keepingCapacity: true)
        // Others of them were flushed meanwhile.
        for slot in waiting where slots[Int(slot)].urgency == Urgency.late.rawValue { mark(slot, .prompt) }
    }

    /// Sends one session's output, before it goes, and leaves its slot empty.
    func flush(_ slot: UInt32, _ send: (UInt32, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) {
        var place = place(of: slot).pointee
        var tail = shared(place)
        if place.own >= 0, !tail.isEmpty, tail.count <= Outboxes.joinBytes {
            // One part costs the kernel less than two, and this the copy of a few lines.
            _ = ownBytes(of: slot)
            place = slots[Int(slot)]
            tail = shared(place)
        }
        if place.own >= 0 {
            send(slot, owns[Int(place.own)].bytes, tail)
            releaseOwn(of: slot)
        } else if !tail.isEmpty {
            send(slot, UnsafeRawBufferPointer(start: nil, count: 0), tail)
        }
        slots[Int(slot)] = Slot()
    }

    /// Gives back the memory of buffers that stand by for the next turn.
    func releaseSpares() {
        for own in freeOwns { owns[Int(own)].clear(keeping: 0) }
        for log in logs[logsInUse...] { log.clear(keeping: 0) }
    }
}
