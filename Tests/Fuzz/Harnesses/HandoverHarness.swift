import ChatCore
import ChatProtocol

@testable import ChatServer

/// A handover of any kind is read, or refused. What was read says the same when it is written and read again, and the hub that is made
/// of it is a whole one: it hands over the same, takes every command, and is empty when all have left.
public struct HandoverHarness: Harness {
    typealias Write = (HandoverState) -> [UInt8]

    private let write: Write

    public init() {
        self.init { $0.bytes }
    }

    init(write: @escaping Write) {
        self.write = write
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        guard let state = try? HandoverState(Array(input)) else { return }
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
        try use(hub)
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
        guard var telnet = session.telnet.flatMap({ TelnetDecoder(snapshot: $0) }) else { return }
        var text: [UInt8] = []
        var answers: [UInt8] = []
        var signals: [TelnetDecoder.Signal] = []
        let bytes: [UInt8] = [0x61, 0xF0, 0xFF, 0xFD, 3, 0x0D, 0x0A]
        bytes.withUnsafeBytes { telnet.decode($0, text: &text, answers: &answers, signals: &signals) }
    }

    // MARK: - The hub in use

    private static let now = Moment(wall: 1_795_000_000_000_000, steady: 5_000_000_000)

    private func use(_ hub: Hub) throws(Violation) {
        var effects: [Effect] = []
        let people = hub.snapshot().people.map(\.id)
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
            .history(nil, count: 1_000, since: nil), .history(nil, count: nil, since: 0), .part(nil, reason: nil),
        ]
    }()
}
