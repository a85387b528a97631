import ChatCore
import Dialects

/// Carries the hub's effects out into outboxes: renders each event once for each kind of reader, and gives the bytes to all of that kind.
final class Delivery {
    /// Presence in a room larger than this may be told late, so that a crowd's arrival does not cost a packet for each two of it.
    static let crowd = 50
    /// Lines about who is there that may be gathered before they are sent: what is sent at once others wait for.
    static let linesOfCrowds: UInt64 = 100_000

    let outboxes = Outboxes()
    /// What sessions may read.
    var renderings = Renderings()
    /// In which people are shown times, in seconds east of UTC.
    var zone: Int64 = 0
    private let hub: Hub
    private let metrics: Metrics
    /// The log of a room and a kind of reader, at `place * width + kind`; -1: none this turn. Place 0 is for what belongs to no room,
    /// and a room's is its index + 1.
    private var placeLogs: [Int32] = []
    /// More than any kind that anybody is of: it grows with them.
    private var width = 16
    private var placesWithLogs: [Int] = []
    /// By kind of reader, where the line of an event stands in a log, and of which event that is.
    private let rendered: UnsafeMutableBufferPointer<Rendered>
    /// Events that were carried out since the start.
    private var events: UInt64 = 0
    /// Lines given to sessions since the start.
    private(set) var deliveries: UInt64 = 0
    /// Of these, what was told of people since the logs were forgotten: of presence in crowds, and what is shown beyond a room.
    private var crowdLines: UInt64 = 0

    init(hub: Hub, metrics: Metrics) {
        self.hub = hub
        self.metrics = metrics
        rendered = .allocate(capacity: View.kinds)
        rendered.initialize(repeating: Rendered(event: 0, stretch: Outboxes.Stretch(log: -1, start: 0, end: 0)))
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
        var first: Int?
        for (index, effect) in effects.enumerated() {
            switch effect {
            case .row, .done, .arrived: first = first ?? index
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
            }
        }
        if let first { put(Answer(effects[first...]), for: asker, at: LocalTime(now: now, zone: zone)) }
    }

    /// Answers come after all that was to be told to others: what somebody did, they see before it is confirmed.
    private func put(_ whole: Answer, for asker: Asker, at time: LocalTime) {
        guard !asker.dialect.isSilent(on: whole, tag: asker.tag) else { return }
        answer(asker) { $0.put(whole, tag: asker.tag, at: time, into: $1) }
    }

    /// So much about who is there is gathered that it should be sent before there is more of it.
    var isCrowded: Bool { crowdLines >= Delivery.linesOfCrowds }

    /// A room's place may be another's from now on.
    func roomClosed(_ room: RoomID) {
        closeLogs(of: Int(room.index) + 1)
    }

    /// Appends lines for the session that asked.
    func answer(_ asker: Asker, _ render: (Dialect, ByteBuffer) -> Void) {
        outboxes.append(to: asker.id.slot) { render(asker.dialect, $0) }
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
        events &+= 1
        let number = events
        var count: UInt64 = 0
        members.withUnsafeBufferPointer { members in
            for member in members where concerns(event, author, member) {
                share(event, number, member.view, member.session.slot, urgency, in: place)
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
        for reader in readers { share(event, events, hub.view(of: reader), reader.slot, urgency, in: 0) }
        deliveries += UInt64(readers.count)
        crowdLines += UInt64(readers.count)
    }

    private func urgency(of event: Event, for readers: Int) -> Outboxes.Urgency {
        event.isPresence && readers > Delivery.crowd ? .late : .prompt
    }

    /// - Parameter number: tells the event from others.
    @inline(__always)
    private func share(
        _ event: Event, _ number: UInt64, _ view: View, _ slot: UInt32, _ urgency: Outboxes.Urgency, in place: Int
    ) {
        let kind = view.kind
        if rendered[kind].event != number {
            rendered[kind] = Rendered(event: number, stretch: render(event, for: view, in: place))
        }
        outboxes.share(rendered[kind].stretch, with: slot, urgency)
    }

    private func render(_ event: Event, for view: View, in place: Int) -> Outboxes.Stretch {
        let rendering = renderings[view.rendering]
        let isElsewhere = view.filters.contains(.elsewhere)
        return outboxes.append(toLog: log(of: place, view.kind)) {
            rendering.append(event, isElsewhere: isElsewhere, zone: zone, to: $0)
        }
    }

    // MARK: - Logs

    private func log(of place: Int, _ kind: Int) -> Int32 {
        while width <= kind { widen() }
        let index = place * width + kind
        while placeLogs.count <= index { placeLogs.append(contentsOf: repeatElement(-1, count: width)) }
        if placeLogs[index] < 0 {
            placeLogs[index] = outboxes.makeLog()
            placesWithLogs.append(place)
        }
        return placeLogs[index]
    }

    /// Makes room for kinds of readers that were not there before.
    private func widen() {
        let places = placeLogs.count / width
        var wider = [Int32](repeating: -1, count: 2 * width * places)
        for place in 0..<places {
            for kind in 0..<width { wider[place * 2 * width + kind] = placeLogs[place * width + kind] }
        }
        placeLogs = wider
        width *= 2
    }

    private func closeLogs(of place: Int) {
        let first = place * width
        guard first < placeLogs.count else { return }
        for index in first..<first + width { placeLogs[index] = -1 }
    }
}
