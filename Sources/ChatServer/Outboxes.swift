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

    private struct Slot {
        /// -1: no stretch.
        var log: Int32 = -1
        /// Index of the session's own bytes; -1: none.
        var own: Int32 = -1
        var start: UInt32 = 0
        var end: UInt32 = 0
        var urgency = Urgency.none.rawValue
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var capacity: Int
    private var logs: [[UInt8]] = []
    private var logsInUse = 0
    private var owns: [[UInt8]] = []
    private var freeOwns: [Int32] = []
    private var prompt: [UInt32] = []
    private var late: [UInt32] = []

    /// Buffers that stand by with their memory, so that a busy server does not allocate them each turn.
    private static let spareBuffers = 512

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

    /// Whether something waits to be flushed, late output aside.
    var hasPrompt: Bool { !prompt.isEmpty }

    /// Whether late output waits.
    var hasLate: Bool { !late.isEmpty }

    // MARK: - Appending

    /// Appends bytes for one session.
    func append(_ bytes: [UInt8], to slot: UInt32) {
        guard !bytes.isEmpty else { return }
        let own = ownBytes(of: slot)
        owns[own].append(contentsOf: bytes)
        mark(slot, .prompt)
    }

    /// Begins a log, which lives until a flush leaves nothing late.
    func makeLog() -> Int32 {
        if logsInUse == logs.count { logs.append([]) }
        logsInUse += 1
        return Int32(logsInUse - 1)
    }

    /// Appends what `render` does to a log, for `share` to give to many.
    @inline(__always)
    func append(toLog log: Int32, _ render: (inout [UInt8]) -> Void) -> Stretch {
        let start = logs[Int(log)].count
        render(&logs[Int(log)])
        // A log is of one turn: the reads of a turn are far from 4 GB.
        return Stretch(log: log, start: UInt32(start), end: UInt32(logs[Int(log)].count))
    }

    /// Gives a stretch of a log to a session. This is the delivery of a line: it runs once a line and reader.
    @inline(__always)
    func share(_ stretch: Stretch, with slot: UInt32, _ urgency: Urgency) {
        let place = slots + Int(slot)
        if place.pointee.log == stretch.log, place.pointee.end == stretch.start,
            place.pointee.urgency >= urgency.rawValue
        {
            place.pointee.end = stretch.end
            return
        }
        shareAnew(stretch, with: slot, urgency)
    }

    private func shareAnew(_ stretch: Stretch, with slot: UInt32, _ urgency: Urgency) {
        if slots[Int(slot)].log == stretch.log, slots[Int(slot)].end == stretch.start {
            slots[Int(slot)].end = stretch.end
            return mark(slot, urgency)
        }
        if slots[Int(slot)].log >= 0 { _ = ownBytes(of: slot) }
        slots[Int(slot)].log = stretch.log
        slots[Int(slot)].start = stretch.start
        slots[Int(slot)].end = stretch.end
        mark(slot, urgency)
    }

    /// The session's own bytes, to append to: after what it has of a log.
    private func ownBytes(of slot: UInt32) -> Int {
        let place = slots + Int(slot)
        if place.pointee.own < 0 {
            if let free = freeOwns.popLast() {
                place.pointee.own = free
            } else {
                place.pointee.own = Int32(owns.count)
                owns.append([])
            }
        }
        let own = Int(place.pointee.own)
        if place.pointee.log >= 0 {
            owns[own].append(
                contentsOf: logs[Int(place.pointee.log)][Int(place.pointee.start)..<Int(place.pointee.end)])
            place.pointee.log = -1
        }
        return own
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
    func flush(_ send: (UInt32, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) -> Bool {
        for slot in prompt where slots[Int(slot)].urgency == Urgency.prompt.rawValue { flush(slot, send) }
        prompt.removeAll(keepingCapacity: true)
        guard late.isEmpty else { return false }
        for log in 0..<logsInUse { logs[log].removeAll(keepingCapacity: logs[log].capacity <= 1 << 18) }
        logsInUse = 0
        return true
    }

    /// Makes what is late prompt.
    func hasten() {
        let waiting = late
        late.removeAll(keepingCapacity: true)
        for slot in waiting { mark(slot, .prompt) }
    }

    /// Sends one session's output, before it goes, and leaves its slot empty.
    func flush(_ slot: UInt32, _ send: (UInt32, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void) {
        let place = slots[Int(slot)]
        slots[Int(slot)] = Slot()
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        func sendShared(after head: UnsafeRawBufferPointer) {
            guard place.log >= 0 else { return send(slot, head, nothing) }
            logs[Int(place.log)].withUnsafeBytes {
                send(slot, head, UnsafeRawBufferPointer(rebasing: $0[Int(place.start)..<Int(place.end)]))
            }
        }
        guard place.own >= 0 else {
            if place.log >= 0 { sendShared(after: nothing) }
            return
        }
        owns[Int(place.own)].withUnsafeBytes { sendShared(after: $0) }
        if freeOwns.count < Outboxes.spareBuffers {
            trim(&owns[Int(place.own)])
        } else {
            owns[Int(place.own)] = []
        }
        freeOwns.append(place.own)
    }

    /// Gives back the memory of buffers that stand by for the next turn.
    func releaseSpares() {
        for own in freeOwns { owns[Int(own)] = [] }
        for log in logsInUse..<logs.count { logs[log] = [] }
    }

    /// Empties a buffer, and gives back the memory of one that a busy turn has blown up.
    private func trim(_ buffer: inout [UInt8]) {
        buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 14)
    }
}
