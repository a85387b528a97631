import ChatCore
import ChatProtocol

/// Carries the hub's effects out into outboxes: renders each event once for each kind of reader, and gives the bytes to all of that kind.
final class Delivery {
    /// Presence in a room larger than this may be told late, so that a crowd's arrival does not cost a packet for each two of it.
    static let crowd = 50
    /// Lines about who is there that may be gathered before they are sent: what is sent at once others wait for.
    static let linesOfCrowds: UInt64 = 100_000

    let outboxes = Outboxes()
    var renderer = Renderer()
    private let hub: Hub
    private let metrics: Metrics
    /// The log of a room and a rendering, at `place * View.renderings + rendering`; -1: none this turn. Place 0 is for what
    /// belongs to no room, and a room's is its index + 1.
    private var placeLogs: [Int32] = []
    private var placesWithLogs: [Int] = []
    /// Of the event at hand, by rendering: where its line stands in a log, if it was rendered so.
    private let stretches: UnsafeMutableBufferPointer<Outboxes.Stretch>
    /// Lines given to sessions since the start.
    private(set) var deliveries: UInt64 = 0
    /// Of these, what was told of people since the logs were forgotten: of presence in crowds, and what is shown beyond a room.
    private var crowdLines: UInt64 = 0

    init(hub: Hub, metrics: Metrics) {
        self.hub = hub
        self.metrics = metrics
        stretches = .allocate(capacity: View.renderings)
        stretches.initialize(repeating: Outboxes.Stretch(log: -1, start: 0, end: 0))
    }

    deinit {
        stretches.deallocate()
    }

    /// A session that asked for something, and how its answer is written.
    struct Asker {
        let id: SessionID
        let tag: Tag
        let view: View
    }

    func carryOut(_ effects: [Effect], for asker: Asker, now: Int64) {
        for effect in effects {
            switch effect {
            case .row(let row): answer(asker) { $0.append(row, tag: asker.tag, now: now, for: asker.view, to: $1) }
            // In words it speaks for itself; it comes with every line that is said.
            case .done(.said) where asker.tag == .none: break
            case .done(let reply): answer(asker) { $0.append(reply, tag: asker.tag, for: asker.view, to: $1) }
            case .refused(let refusal):
                metrics.refusals.add(refusal.code)
                answer(asker) { $0.append(refusal, tag: asker.tag, for: asker.view, to: $1) }
            case .arrived(let arrival): answer(asker) { $0.append(arrival, now: now, for: asker.view, to: $1) }
            case .deliver(let event, let room, let author):
                metrics.count(event)
                deliver(event, to: room, from: author)
            case .show(let event, let readers):
                metrics.count(event)
                show(event, to: readers)
            case .roomClosed(let room): roomClosed(room)
            }
        }
    }

    /// So much about who is there is gathered that it should be sent before there is more of it.
    var isCrowded: Bool { crowdLines >= Delivery.linesOfCrowds }

    /// A room's place may be another's from now on.
    func roomClosed(_ room: RoomID) {
        closeLogs(of: Int(room.index) + 1)
    }

    /// Appends lines for the session that asked.
    func answer(_ asker: Asker, _ render: (Renderer, ByteBuffer) -> Void) {
        outboxes.append(to: asker.id.slot) { render(renderer, $0) }
    }

    /// The logs are gone.
    func forgetLogs() {
        for place in placesWithLogs { closeLogs(of: place) }
        placesWithLogs.removeAll(keepingCapacity: true)
        crowdLines = 0
    }

    // MARK: - Readers

    private func deliver(_ event: Event, to room: RoomID, from author: SessionID) {
        let members = hub.members(of: room)
        let urgency = urgency(of: event, for: members.count)
        let place = Int(room.index) + 1
        var rendered: UInt32 = 0
        var count: UInt64 = 0
        members.withUnsafeBufferPointer { members in
            for member in members where concerns(event, author, member) {
                share(event, member.view, member.session.slot, urgency, in: place, &rendered)
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
        var rendered: UInt32 = 0
        for reader in readers { share(event, hub.view(of: reader), reader.slot, urgency, in: 0, &rendered) }
        deliveries += UInt64(readers.count)
        crowdLines += UInt64(readers.count)
    }

    private func urgency(of event: Event, for readers: Int) -> Outboxes.Urgency {
        event.isPresence && readers > Delivery.crowd ? .late : .prompt
    }

    /// - Parameter rendered: which renderings of the event are in a log by now, a bit each.
    @inline(__always)
    private func share(
        _ event: Event, _ view: View, _ slot: UInt32, _ urgency: Outboxes.Urgency, in place: Int,
        _ rendered: inout UInt32
    ) {
        let rendering = view.rendering
        let bit: UInt32 = 1 &<< UInt32(truncatingIfNeeded: rendering)
        if rendered & bit == 0 {
            rendered |= bit
            stretches[rendering] = render(event, for: view, in: place)
        }
        outboxes.share(stretches[rendering], with: slot, urgency)
    }

    private func render(_ event: Event, for view: View, in place: Int) -> Outboxes.Stretch {
        let renderer = renderer
        return outboxes.append(toLog: log(of: place, view.rendering)) { renderer.append(event, for: view, to: $0) }
    }

    // MARK: - Logs

    private func log(of place: Int, _ rendering: Int) -> Int32 {
        let index = place * View.renderings + rendering
        while placeLogs.count <= index { placeLogs.append(contentsOf: repeatElement(-1, count: View.renderings)) }
        if placeLogs[index] < 0 {
            placeLogs[index] = outboxes.makeLog()
            placesWithLogs.append(place)
        }
        return placeLogs[index]
    }

    private func closeLogs(of place: Int) {
        let first = place * View.renderings
        guard first < placeLogs.count else { return }
        for index in first..<first + View.renderings { placeLogs[index] = -1 }
    }
}
