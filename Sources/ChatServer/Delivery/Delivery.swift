import ChatCore
import Dialects

/// Carries the hub's effects out into outboxes: renders each event once for each kind of reader, and gives the bytes to all of that kind.
final class Delivery {
    /// Presence in a room larger than this may be told late, so that a crowd's arrival does not cost a packet for each two of it.
    static let crowd = 50
    /// Lines about who is there that may be gathered before they are sent: what is sent at once others wait for.
    static let linesOfCrowds: UInt64 = 100_000

    /// Is to end these sessions.
    var onDismissed: (([SessionID], Dismissal) -> Void)?
    /// Is to tell these what is so from now on, where their dialect tells it otherwise than by the event. It must not ask the hub to do
    /// anything: it is in the middle of what the hub decided.
    var onShared: ((Sharing, [SessionID]) -> Void)?
    let outboxes = Outboxes()
    /// What sessions may read.
    let renderings = Renderings()
    /// In which people are shown times, in seconds east of UTC.
    var zone: Int64 = 0
    private let hub: Hub
    private let metrics: Metrics
    /// Tapes, at `shelf * width + kind`; -1: none this turn. Each room has a shelf, with a tape for each kind of reader: its index + 1.
    /// Shelf 0 is for what belongs to no room.
    private var tapes: [Int32] = []
    /// More than any kind that anybody is of: it grows with them.
    private var width = 16
    private var shelvesInUse: [Int] = []
    /// By kind of reader, where the line of an event stands on a tape, and of which event that is.
    private let rendered: UnsafeMutableBufferPointer<Rendered>
    /// Events that were carried out since the start.
    private var events: UInt64 = 0
    /// Lines given to sessions since the start.
    private(set) var deliveries: UInt64 = 0
    /// Of these, what was told of people since the tapes were forgotten: of presence in crowds, and what is shown beyond a room.
    private var crowdLines: UInt64 = 0

    init(hub: Hub, metrics: Metrics) {
        self.hub = hub
        self.metrics = metrics
        rendered = .allocate(capacity: View.kinds)
        rendered.initialize(repeating: Rendered(event: 0, stretch: Outboxes.Stretch(tape: -1, start: 0, end: 0)))
    }

    deinit {
        rendered.deallocate()
    }

    private struct Rendered {
        let event: UInt64
        let stretch: Outboxes.Stretch
    }

    /// A session that asked for something.
    struct Asker {
        let id: SessionID
        let tag: Tag
        let dialect: Dialect
    }

    func carryOut(_ effects: [Effect], for asker: Asker, now: Int64) {
        guard let first = tellOthers(effects) else { return }
        put(Answer(effects[first...]), for: asker, at: LocalTime(now: now, zone: zone))
    }

    /// Carries out all but the answer.
    /// - Returns: where the answer begins; nil: there is none.
    func tellOthers(_ effects: [Effect]) -> Int? {
        var first: Int?
        for (index, effect) in effects.enumerated() {
            switch effect {
            case .row, .done, .entered: first = first ?? index
            case .refused(let refusal):
                metrics.refusals.add(refusal.code)
                first = first ?? index
            case .deliver(let event, let room, let author):
                metrics.count(event)
                deliver(event, to: room, from: author)
            case .show(let event, let readers):
                metrics.count(event)
                show(event, to: readers)
            case .roomClosed(let room): roomClosed(room)
            case .dismissed(let sessions, let dismissal): onDismissed?(sessions, dismissal)
            case .shared(let sharing, let sessions): onShared?(sharing, sessions)
            }
        }
        return first
    }

    /// Tells a room what somebody has said in it, where nothing else came of that.
    func tell(_ said: Event, in room: RoomID, from author: SessionID) {
        metrics.count(said)
        deliver(said, to: room, from: author)
    }

    /// Carries out all but the answer.
    /// - Returns: the answer, as it may be told later; empty: there is none.
    func answer(in effects: [Effect]) -> [Effect] {
        guard let first = tellOthers(effects) else { return [] }
        return effects[first...].filter(\.isOfAnswer)
    }

    /// Tells who asked what came of it, if anything is to be told. Others were told already.
    func put(_ answer: [Effect], for asker: Asker, now: Int64) {
        if !answer.isEmpty { put(Answer(answer[...]), for: asker, at: LocalTime(now: now, zone: zone)) }
    }

    /// Answers come after all that was to be told to others: what somebody did, they see before it is confirmed.
    private func put(_ whole: Answer, for asker: Asker, at time: LocalTime) {
        guard !asker.dialect.isSilent(on: whole, tag: asker.tag) else { return }
        answer(asker) { $0.put(whole, tag: asker.tag, at: time, into: $1) }
    }

    /// So much about who is there is gathered that it should be sent before there is more of it.
    var isCrowded: Bool { crowdLines >= Delivery.linesOfCrowds }

    /// A room's index may be another's from now on.
    func roomClosed(_ room: RoomID) {
        clear(shelf: Int(room.index) + 1)
    }

    /// Appends lines for the session that asked.
    func answer(_ asker: Asker, _ render: (Dialect, ByteBuffer) -> Void) {
        append(to: asker.id.slot, asker.dialect) { render(asker.dialect, $0) }
    }

    /// Appends lines for a session in the form in which it reads them.
    func append(to slot: UInt32, _ dialect: Dialect, _ write: (ByteBuffer) -> Void) {
        outboxes.append(to: slot) {
            let start = $0.count
            write($0)
            if let opcode = dialect.opcode { $0.frameLines(from: start, as: opcode) }
        }
    }

    /// The outboxes have no tapes any more.
    func forgetTapes() {
        for shelf in shelvesInUse { clear(shelf: shelf) }
        shelvesInUse.removeAll(keepingCapacity: true)
        crowdLines = 0
    }

    // MARK: - Readers

    private func deliver(_ event: Event, to room: RoomID, from author: SessionID) {
        let members = hub.members(of: room)
        let urgency = urgency(of: event, for: members.count)
        let shelf = Int(room.index) + 1
        events &+= 1
        let number = events
        var count: UInt64 = 0
        members.withUnsafeBufferPointer { members in
            for member in members where concerns(event, author, member) {
                share(event, number, member.view, member.session.slot, urgency, on: shelf)
                count += 1
            }
        }
        deliveries += count
        if urgency == .late { crowdLines += count }
    }

    @inline(__always)
    private func concerns(_ event: Event, _ author: SessionID, _ member: Member) -> Bool {
        // Most members take everything but their own: only the others need to be looked at.
        if member.session != author && member.view.takesEverything { return true }
        return hub.shows(event, by: author, to: member)
    }

    private func show(_ event: Event, to readers: [SessionID]) {
        let urgency = urgency(of: event, for: readers.count)
        events &+= 1
        for reader in readers { share(event, events, hub.view(of: reader), reader.slot, urgency, on: 0) }
        deliveries += UInt64(readers.count)
        crowdLines += UInt64(readers.count)
    }

    private func urgency(of event: Event, for readers: Int) -> Outboxes.Urgency {
        event.isPresence && readers > Delivery.crowd ? .late : .prompt
    }

    /// - Parameter number: tells the event from others.
    @inline(__always)
    private func share(
        _ event: Event, _ number: UInt64, _ view: View, _ slot: UInt32, _ urgency: Outboxes.Urgency, on shelf: Int
    ) {
        let kind = view.kind
        if rendered[kind].event != number {
            rendered[kind] = Rendered(event: number, stretch: render(event, for: view, on: shelf))
        }
        outboxes.share(rendered[kind].stretch, with: slot, urgency)
    }

    /// Apart, as it runs once for many readers, and leaves their loop short.
    @inline(never)
    private func render(_ event: Event, for view: View, on shelf: Int) -> Outboxes.Stretch {
        outboxes.append(toTape: tape(on: shelf, view.kind)) {
            let isElsewhere = view.filters.contains(.elsewhere)
            renderings.append(event, in: view.rendering, isElsewhere: isElsewhere, zone: zone, to: $0)
        }
    }

    // MARK: - Tapes

    private func tape(on shelf: Int, _ kind: Int) -> Int32 {
        while width <= kind { widen() }
        let index = shelf * width + kind
        while tapes.count <= index { tapes.append(contentsOf: repeatElement(-1, count: width)) }
        if tapes[index] < 0 {
            tapes[index] = outboxes.makeTape()
            shelvesInUse.append(shelf)
        }
        return tapes[index]
    }

    /// Makes room for kinds of readers that were not there before.
    private func widen() {
        let shelves = tapes.count / width
        var wider = [Int32](repeating: -1, count: 2 * width * shelves)
        for shelf in 0..<shelves {
            for kind in 0..<width { wider[shelf * 2 * width + kind] = tapes[shelf * width + kind] }
        }
        tapes = wider
        width *= 2
    }

    private func clear(shelf: Int) {
        let first = shelf * width
        guard first < tapes.count else { return }
        for index in first..<first + width { tapes[index] = -1 }
    }
}

extension Effect {
    /// It is for the session that asked.
    fileprivate var isOfAnswer: Bool {
        switch self {
        case .row, .done, .refused, .entered: true
        default: false
        }
    }
}
