import ChatCore
import ChatProtocol

/// Carries the hub's effects out into outboxes: renders each event once for each kind of reader, and gives the bytes to all of that kind.
final class Delivery {
    /// Presence in a room larger than this may be told late, so that a crowd's arrival does not cost a packet for each two of it.
    static let crowd = 50

    let outboxes = Outboxes()
    var renderer = Renderer()
    private let hub: Hub
    /// The log of a room and a rendering, at `room * View.renderings + rendering`; -1: none this turn.
    private var roomLogs: [Int32] = []
    private var roomsWithLogs: [Int] = []
    /// Of the event at hand, by rendering: where its line stands in a log, if it was rendered so.
    private var stretches = [Outboxes.Stretch](
        repeating: Outboxes.Stretch(log: -1, start: 0, end: 0), count: View.renderings)
    /// Of the event at hand, by rendering: its line, for those who get a copy.
    private var copies = [[UInt8]](repeating: [], count: View.renderings)
    private var line: [UInt8] = []
    /// Lines given to sessions since the start.
    private(set) var deliveries: UInt64 = 0

    init(hub: Hub) {
        self.hub = hub
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
            case .row(let row): answer(asker) { $0.append(row, tag: asker.tag, now: now, for: asker.view, to: &$1) }
            // In words it speaks for itself; it comes with every line that is said.
            case .done(.said) where asker.tag == .none: break
            case .done(let reply): answer(asker) { $0.append(reply, tag: asker.tag, for: asker.view, to: &$1) }
            case .refused(let refusal):
                answer(asker) { $0.append(refusal, tag: asker.tag, for: asker.view, to: &$1) }
            case .arrived(let arrival): answer(asker) { $0.append(arrival, now: now, for: asker.view, to: &$1) }
            case .deliver(let event, let room, let author): deliver(event, to: room, from: author)
            case .show(let event, let readers): show(event, to: readers)
            case .roomClosed(let room): closeLogs(of: room)
            }
        }
    }

    /// Appends lines for the session that asked.
    func answer(_ asker: Asker, _ render: (Renderer, inout [UInt8]) -> Void) {
        line.removeAll(keepingCapacity: true)
        render(renderer, &line)
        outboxes.append(line, to: asker.id.slot)
    }

    /// After a flush the logs are gone.
    func forgetLogs() {
        for room in roomsWithLogs {
            for index in room * View.renderings..<(room + 1) * View.renderings { roomLogs[index] = -1 }
        }
        roomsWithLogs.removeAll(keepingCapacity: true)
    }

    // MARK: - Rooms

    private func deliver(_ event: Event, to room: RoomID, from author: SessionID) {
        let members = hub.members(of: room)
        if event.isPresence && members.count > Delivery.crowd {
            let readers = members.lazy.filter { self.concerns(event, author, $0) }
            copy(event, late: true, to: readers.map { ($0.session, $0.view) })
        } else {
            share(event, of: room, from: author, with: members)
        }
    }

    @inline(__always)
    private func concerns(_ event: Event, _ author: SessionID, _ member: Member) -> Bool {
        // Most members take everything but their own: only the others need to be looked at.
        if member.session != author && member.view.takesEverything { return true }
        return hub.shows(event, by: author, to: member)
    }

    private func share(
        _ event: Event, of room: RoomID, from author: SessionID, with members: [Member]
    ) {
        let outboxes = outboxes
        var count: UInt64 = 0
        var rendered: UInt32 = 0
        stretches.withUnsafeMutableBufferPointer { stretches in
            for member in members where concerns(event, author, member) {
                let rendering = member.view.rendering
                if rendered & (1 << rendering) == 0 {
                    rendered |= 1 << rendering
                    stretches[rendering] = self.render(event, for: member.view, in: room)
                }
                outboxes.share(stretches[rendering], with: member.session.slot)
                count += 1
            }
        }
        deliveries += count
    }

    private func render(_ event: Event, for view: View, in room: RoomID) -> Outboxes.Stretch {
        let renderer = renderer
        return outboxes.append(toLog: log(of: Int(room.index), view.rendering)) {
            renderer.append(event, for: view, to: &$0)
        }
    }

    private func log(of room: Int, _ rendering: Int) -> Int32 {
        let index = room * View.renderings + rendering
        while roomLogs.count <= index { roomLogs.append(contentsOf: repeatElement(-1, count: View.renderings)) }
        if roomLogs[index] < 0 {
            roomLogs[index] = outboxes.makeLog()
            roomsWithLogs.append(room)
        }
        return roomLogs[index]
    }

    private func closeLogs(of room: RoomID) {
        let first = Int(room.index) * View.renderings
        guard first < roomLogs.count else { return }
        for index in first..<first + View.renderings { roomLogs[index] = -1 }
    }

    // MARK: - Chosen readers

    private func show(_ event: Event, to readers: [SessionID]) {
        let isLate = event.isPresence && readers.count > Delivery.crowd
        copy(event, late: isLate, to: readers.lazy.map { ($0, self.hub.view(of: $0)) })
    }

    private func copy(_ event: Event, late: Bool, to readers: some Sequence<(SessionID, View)>) {
        for rendering in 0..<View.renderings { copies[rendering].removeAll(keepingCapacity: true) }
        for (session, view) in readers {
            if copies[view.rendering].isEmpty { renderer.append(event, for: view, to: &copies[view.rendering]) }
            outboxes.append(copies[view.rendering], to: session.slot, late: late)
            deliveries += 1
        }
    }
}
