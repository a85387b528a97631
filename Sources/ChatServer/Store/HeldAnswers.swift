import ChatCore
import Dialects
import Libevent

/// Answers that wait until what they confirm is committed (`durability = "strict"`).
///
/// Not the answer alone waits: its session is sent nothing from there on, so all that it reads stands in its order, and nothing more of its
/// input is carried out. Everybody else reads what was said at once.
final class HeldAnswers {
    /// An answer that waits.
    struct Entry: Hashable {
        let session: SessionID
        /// The number of the last fact that it confirms.
        let fact: UInt64
        /// When it is sent all the same, and says so.
        let due: Instant
    }

    /// How often it is looked whether too much waits for a session.
    private static let checkInterval = Duration.milliseconds(250)

    private let loop: EventLoop
    private let keeper: Keeper
    private unowned let requests: Requests
    private let output: Output
    private var outboxes: Outboxes { requests.driver.delivery.outboxes }
    /// Those that wait longest come first; none for a larger fact than the next one's.
    private(set) var entries: [Entry] = []
    private var timer: Timer?

    init(on loop: EventLoop, _ keeper: Keeper, _ requests: Requests, _ output: Output) throws {
        self.loop = loop
        self.keeper = keeper
        self.requests = requests
        self.output = output
        timer = try Timer(on: loop) { [unowned self] in self.look(at: self.loop.now) }
        keeper.onCommitted = { [unowned self] in self.committed(upTo: $0) }
    }

    deinit {
        keeper.onCommitted = nil
    }

    // MARK: - What is asked for

    /// Carries a request out. What it changes for good is refused while nothing can be written: it is not told to anybody then.
    func carryOut(_ request: Request, for session: Session) {
        if !canWrite, isToBeKept(request, of: session) {
            requests.refuse(session, .notNow(retry: FixedLimits.answerRetrySeconds), tag: request.tag)
            return output.bound(session)
        }
        hold(session, evenWithoutFact: request.repeats) { requests.carryOut(request, for: session) }
        output.bound(session)
    }

    /// Does what a session asked for, and holds what it is told of it until the facts that come of it are committed.
    /// - Parameter evenWithoutFact: it may confirm what is known already, and not yet committed.
    func hold(_ session: Session, evenWithoutFact: Bool = false, _ carryOut: () -> Void) {
        let slot = session.id.slot
        let (fact, waiting) = (keeper.lastFact, outboxes.count(of: slot))
        output.isUndecided = true
        carryOut()
        output.isUndecided = false
        let last = keeper.lastFact
        guard last > fact || (evenWithoutFact && last > keeper.figures.committed) else { return }
        // A person who says something is told nothing of it.
        guard requests.sessions.has(session), outboxes.count(of: slot) > waiting else { return }
        add(session, until: last)
    }

    private func add(_ session: Session, until fact: UInt64) {
        outboxes.hold(session.id.slot)
        session.hold(.commit)
        entries.append(Entry(session: session.id, fact: fact, due: loop.now + FixedLimits.commitTime))
        if timer?.isScheduled == false { timer?.schedule(after: HeldAnswers.checkInterval) }
    }

    /// What is said now would be written before its answer is given up.
    private var canWrite: Bool { !keeper.isFailing && !keeper.isStopped && !keeper.isBehind }

    private func isToBeKept(_ request: Request, of session: Session) -> Bool {
        if case .irc(let asked) = request.body {
            return asked.rooms(closing: session.dialect.irc?.multiline).contains { keeper.keeps($0) }
        }
        guard let place = request.place else { return false }
        guard let room = place.room ?? requests.driver.hub.currentRoom(of: session.id) else { return false }
        return keeper.keeps(room)
    }

    // MARK: - What becomes of it

    private func committed(upTo fact: UInt64) {
        let done = entries.prefix { $0.fact <= fact }
        guard !done.isEmpty else { return }
        entries.removeFirst(done.count)
        for entry in done { release(entry) }
    }

    private func release(_ entry: Entry) {
        // Its end may have come before.
        guard let session = requests.sessions.session(entry.session) else { return }
        outboxes.release(entry.session.slot)
        session.commitCame()
    }

    /// Sends answers that have waited for too long, or behind which too much waits.
    func look(at now: Instant) {
        let most = requests.settings.configuration.limits.sendQueueBytes
        var given: [Entry] = []
        entries.removeAll { entry in
            let isOver = entry.due <= now || outboxes.ownCount(of: entry.session.slot) > most
            if isOver { given.append(entry) }
            return isOver
        }
        for entry in given { giveUp(entry) }
        if !entries.isEmpty { timer?.schedule(after: HeldAnswers.checkInterval) }
    }

    /// Has an answer say that what it confirms is not written.
    private func giveUp(_ entry: Entry) {
        guard let session = requests.sessions.session(entry.session) else { return }
        let bytes = outboxes.heldBytes(of: entry.session.slot)
        output.discardHeld(of: session)
        outboxes.append(to: entry.session.slot) { session.dialect.putUnstored(bytes, into: $0) }
        session.commitCame()
    }

    // MARK: - An upgrade

    /// What another process is to hold.
    var handed: [HeldState] {
        entries.compactMap { entry in
            requests.sessions.session(entry.session).map { _ in
                HeldState(session: entry.session, output: outboxes.heldBytes(of: entry.session.slot))
            }
        }
    }

    /// Goes on where another process was: all facts that it had not written come first here.
    func take(_ handed: [HeldState]) {
        let isCommitted = keeper.figures.committed == keeper.lastFact
        for state in handed {
            guard let session = requests.sessions.session(state.session) else { continue }
            state.output.withUnsafeBytes { outboxes.append($0, to: state.session.slot) }
            // The old process may not have heard of its last commit.
            if !isCommitted { add(session, until: keeper.lastFact) }
        }
    }
}

extension Request {
    /// It may be one that was carried out before.
    fileprivate var repeats: Bool {
        if case .command(.sayOnce) = body { true } else { false }
    }

    /// Where it says or sets something; nil: it does not. In it nil is the current room.
    fileprivate var place: (room: RoomName?, Void)? {
        guard case .command(let command) = body else { return nil }
        return switch command {
        case .say, .act, .sayOnce(_, .here), .sayOnce(_, .action): (nil, ())
        case .sayIn(let room, _), .actIn(let room, _), .noticeIn(let room, _), .sayOnce(_, .inRoom(let room, _)):
            (room, ())
        case .setTopic(let room, _): (room, ())
        default: nil
        }
    }
}
