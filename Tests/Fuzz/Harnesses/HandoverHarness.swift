import ChatCore
import Framing
import Handover

@testable import ChatServer

/// A handover of any kind is read, or refused. What was read says the same when it is written and read again, and the hub that is made
/// of it is a whole one: it hands over the same, at once or with what its rooms keep before the rest, takes every command, and is empty
/// when all have left.
public struct HandoverHarness: Harness {
    typealias Write = (HandoverState) -> [UInt8]

    typealias WritePast = (HubSnapshot.Past) -> [UInt8]

    private let write: Write
    private let writePast: WritePast

    public init() {
        self.init(write: { $0.bytes }, writePast: { $0.bytes })
    }

    init(write: @escaping Write = { $0.bytes }, writePast: @escaping WritePast = { $0.bytes }) {
        self.write = write
        self.writePast = writePast
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        let bytes = Array(input)
        if let past = (try? HubSnapshot.Past(bytes)) ?? (try? RecordReader.version2Past(bytes)) {
            return try check(past)
        }
        var isRehearsal = false
        guard
            let state = (try? HandoverState(bytes)) ?? (try? HandoverState(version2: bytes, isRehearsal: &isRehearsal))
        else { return }
        let written = write(state)
        guard let again = try? HandoverState(written) else {
            throw Violation(description: "what was written can't be read: \(written)")
        }
        try demand(again == state, "\(state) was read again as \(again)")
        for session in state.sessions { restore(session) }
        guard let hub = try? HandoverHarness.hub(state.hub) else { return }
        let snapshot = hub.snapshot()
        guard let copy = try? HandoverHarness.hub(snapshot) else {
            throw Violation(description: "the hub hands over what it would not take itself: \(snapshot)")
        }
        try demand(copy.snapshot() == snapshot, "a copy of the hub is another: \(copy.snapshot()), not \(snapshot)")
        try checkInTwo(hub, snapshot)
        try use(hub)
    }

    /// By itself it is what a hub's lobby may have kept, or it is refused.
    private func check(_ past: HubSnapshot.Past) throws(Violation) {
        try demand(reread(past) == past, "\(past) was read again as something else")
        let backlog = Backlog()
        guard (try? backlog.add(past)) != nil else { return }
        var snapshot = HubSnapshot()
        let lastID = past.said.last?.id ?? past.floor
        snapshot.rooms = [HubSnapshot.Room(id: RoomID(index: 0), name: past.room, lastID: lastID, floor: past.floor)]
        guard let hub = try? Hub(restoring: snapshot, after: backlog, lobby: past.room) else {
            throw Violation(description: "no hub goes on from \(past)")
        }
        try demand(hub.past(of: past.room) == past, "the hub that goes on from \(past) kept something else")
    }

    /// What its rooms keep comes before the rest.
    private func checkInTwo(_ hub: Hub, _ whole: HubSnapshot) throws(Violation) {
        let backlog = Backlog()
        var known: [RoomName: EventID] = [:]
        for past in hub.roomNames.compactMap({ hub.past(of: $0) }) {
            guard (try? backlog.add(reread(past))) != nil else {
                throw Violation(description: "a past can't be handed over: \(past)")
            }
            known[past.room] = past.said.last?.id
        }
        guard
            let copy = try? Hub(restoring: hub.snapshot(after: known), after: backlog, lobby: RoomName("lobby"))
        else { throw Violation(description: "the hub hands over in two what it would not take itself: \(whole)") }
        try demand(copy.snapshot() == whole, "handed over in two it is another: \(copy.snapshot()), not \(whole)")
    }

    private func reread(_ past: HubSnapshot.Past) throws(Violation) -> HubSnapshot.Past {
        guard let read = try? HubSnapshot.Past(writePast(past)) else {
            throw Violation(description: "what was written can't be read: \(past)")
        }
        return read
    }

    private static func hub(_ snapshot: HubSnapshot) throws -> Hub {
        try Hub(restoring: snapshot, lobby: RoomName("lobby"))
    }

    /// Lines that wait, and a telnet peer's state.
    private func restore(_ session: SessionState) {
        let rate = RateLimit.Rate(perSecond: 5, burst: 20)
        var intake = Intake(entries: session.waiting, fullAt: session.fullAt)
        _ = intake.next(rate, at: 1_000_000)
        _ = intake.admit(nil, rate, at: 1_000_000)
        if let framed = session.webSocket, let input = try? WebSocketInput(resuming: framed) {
            var lines: [UInt8] = []
            let bytes: [UInt8] = [0x81, 0x82, 1, 2, 3, 4, 0x40, 0x40]
            _ = bytes.withUnsafeBytes { input.decode($0, into: &lines) }
        }
        guard var telnet = session.telnet.flatMap({ TelnetDecoder(snapshot: $0) }) else { return }
        var text: [UInt8] = []
        var answers: [UInt8] = []
        let bytes: [UInt8] = [0x61, 0xF0, 0xFF, 0xFD, 3, 0x0D, 0x0A]
        _ = bytes.withUnsafeBytes { telnet.decode($0, at: 5_000_000, text: &text, answers: &answers) }
    }

    // MARK: - The hub in use

    private static let now = Moment(wall: 1_795_000_000_000_000, steady: 5_000_000_000)

    private func use(_ hub: Hub) throws(Violation) {
        var effects: [Effect] = []
        let people = hub.snapshot().sessions.map(\.id)
        for id in people.prefix(8) {
            for command in HandoverHarness.commands {
                effects.removeAll(keepingCapacity: true)
                hub.perform(command, by: id, at: HandoverHarness.now, &effects)
                for case .deliver(let event, let room, let author) in effects {
                    for member in hub.members(of: room) { _ = hub.shows(event, by: author, to: member) }
                }
            }
        }
        let newcomer = hub.connect(at: HandoverHarness.now, &effects)
        try demand(hub.nick(of: newcomer) != nil, "a newcomer has no nick")
        try demand(!people.contains(newcomer), "a newcomer has the place of one who is here")
        let held = hub.snapshot().held.map { Record.Departure($0.session.person, reason: nil) }
        if let first = held.first?.person {
            _ = hub.resume(
                first, by: newcomer, after: nil, since: 0, reason: nil, at: HandoverHarness.now, &effects)
        }
        hub.letGo(held, at: HandoverHarness.now, &effects)
        for id in people + [newcomer] { hub.disconnect(id, reason: nil, at: HandoverHarness.now, &effects) }
        try demand(hub.sessionCount == 0, "\(hub.sessionCount) sessions are left of none")
        try demand(hub.roomCount == 1, "\(hub.roomCount) rooms are left of the lobby")
    }

    private static let commands: [Command] = {
        guard let ann = Nick("ann"), let zed = Nick("zed"), let lobby = RoomName("lobby"), let room = RoomName("a")
        else {
            fatalError("names that are none")
        }
        return [
            .say("hello"), .act("waves"), .join(lobby), .join(room), .sayIn(room, "in a"), .nick(zed),
            .tell(ann, "psst"), .reply("and"), .setTopic(nil, "cakes"), .topic(nil), .away(note: "tea"), .back,
            .ignore(ann), .unignore(ann), .who(nil), .whois(zed), .names(nil), .rooms(containing: nil),
            .history(nil, count: 1_000, .last()), .history(nil, count: nil, .since(0)), .part(nil, reason: nil),
        ]
    }()
}
