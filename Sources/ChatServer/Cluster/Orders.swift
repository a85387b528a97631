import ChatCore
import Dialects
import Libevent

/// What sessions of this node have asked for, until the log tells what came of it (decision 33).
///
/// One command of a session is on its way at a time. While it is, nothing more of the session's input is carried out, so its answers stand
/// in the order of its lines.
final class Orders {
    /// Is given what of it is for who asked. Others were told already.
    typealias Completion = ([Effect]) -> Void

    private struct Queue {
        /// Is given what comes of what is on its way.
        var finish: Completion
        /// What follows.
        var commands: [(command: Command, finish: Completion)] = []
        /// That it is known by.
        var order: Hub.Order
        /// When it was given to the log.
        var since: Instant
        /// Its session was told that it waits.
        var isNoted = false
        /// Rows that came before its end.
        var rows: [Effect] = []
    }

    /// How long something may wait without a word, and how long at all.
    var notice = FixedLimits.orderNotice
    var patience = FixedLimits.orderTime
    private let loop: EventLoop
    private let hub: Hub
    private let delivery: Delivery
    private let sessions: SessionTable
    private let metrics: Metrics
    private var queues: [SessionID: Queue] = [:]
    /// Those that were given up, and of which the log may still tell. While there are any, nobody else waits for long.
    private var unknown: [UInt64: SessionID] = [:]
    /// Sessions that wait for something besides, and for how much.
    private var parked: [SessionID: Int] = [:]
    /// Sessions that go on at the turn's end: not from within what the log tells.
    private var answered: [SessionID] = []

    init(on loop: EventLoop, _ hub: Hub, _ delivery: Delivery, _ sessions: SessionTable, _ metrics: Metrics) {
        self.loop = loop
        self.hub = hub
        self.delivery = delivery
        self.sessions = sessions
        self.metrics = metrics
    }

    /// How many commands wait for the log.
    var count: Int { queues.count }

    /// The log has not told in time of what was asked for, and may not tell of anything.
    var isStuck: Bool { !unknown.isEmpty }

    // MARK: - What is asked for

    /// Decides a command, behind all that its session waits for.
    func add(_ command: Command, by id: SessionID, then finish: @escaping Completion) {
        if queues[id] != nil {
            queues[id]?.commands.append((command, finish))
        } else {
            begin(command, by: id, behind: [], finish)
        }
    }

    /// Decides it, and the next as long as their answers are known at once.
    private func begin(
        _ command: Command, by id: SessionID, behind others: [(command: Command, finish: Completion)],
        _ finish: @escaping Completion
    ) {
        var rest = others[...]
        var (command, finish) = (command, finish)
        while true {
            var effects: [Effect] = []
            hub.perform(command, by: id, at: moment, &effects)
            let answer = delivery.answer(in: effects)
            guard answer.contains(where: \.isEnding) else {
                let order = Hub.Order(session: id, number: hub.lastOrder)
                queues[id] = Queue(
                    finish: finish, commands: Array(rest), order: order, since: loop.now, rows: answer)
                sessions.session(id)?.hold(.order)
                return
            }
            finish(answer)
            guard let next = rest.popFirst() else { return answered.append(id) }
            (command, finish) = next
        }
    }

    /// Expects what comes of what the hub has just asked for by itself: that of somebody who comes and logs in at once.
    func expectLast(by id: SessionID, then finish: @escaping Completion) {
        let order = Hub.Order(session: id, number: hub.lastOrder)
        queues[id] = Queue(finish: finish, order: order, since: loop.now)
        sessions.session(id)?.hold(.order)
    }

    /// Expects what comes of something else that a session has asked for, until `end`.
    /// - Parameter finish: is given its rows or, where the log does not tell, a refusal.
    func expect(_ order: Hub.Order, then finish: @escaping Completion) {
        queues[order.session] = Queue(finish: finish, order: order, since: loop.now)
        sessions.session(order.session)?.hold(.order)
    }

    /// What was expected so has come.
    func end(_ order: Hub.Order) {
        guard unknown.removeValue(forKey: order.number) == nil, let queue = queues[order.session], queue.order == order
        else {
            return
        }
        end(queue, with: queue.rows)
    }

    private var moment: Moment { Moment(wall: loop.wallTime, steady: loop.now.nanoseconds / 1_000) }

    // MARK: - What comes of it

    /// Tells others what has come of something, and who has asked for it.
    func take(_ effects: [Effect], of order: Hub.Order?) {
        let answer = delivery.answer(in: effects)
        guard let order, unknown.isEmpty || unknown.removeValue(forKey: order.number) == nil, !answer.isEmpty else {
            return
        }
        guard let queue = queues[order.session], queue.order == order else {
            // Nobody waits for it: it is what a newcomer is shown.
            if let session = sessions.session(order.session) {
                delivery.put(answer, for: Delivery.Asker(session), now: loop.wallTime)
            }
            return
        }
        guard answer.contains(where: \.isEnding) else {
            queues[order.session]?.rows += answer
            return
        }
        metrics.orderDuration.record(UInt64(max(0, loop.now.nanoseconds - queue.since.nanoseconds)))
        end(queue, with: queue.rows + answer)
    }

    /// It came too late again and again, or never counts: nobody will hear of it any more.
    func lose(_ order: Hub.Order) {
        guard unknown.removeValue(forKey: order.number) == nil, let queue = queues[order.session], queue.order == order
        else {
            return
        }
        refuse(queue)
    }

    private func refuse(_ queue: Queue) {
        metrics.unavailable &+= 1
        metrics.refusals.add(Refusal.unavailable.code)
        end(queue, with: [.refused(.unavailable)])
    }

    private func end(_ queue: Queue, with answer: [Effect]) {
        let id = queue.order.session
        queues[id] = nil
        queue.finish(answer)
        let rest = queue.commands
        // What is finished may have asked for more.
        if queues[id] != nil {
            queues[id]?.commands += rest
        } else if let next = rest.first {
            begin(next.command, by: id, behind: Array(rest[1...]), next.finish)
        } else {
            answered.append(id)
        }
    }

    // MARK: - Turns

    /// Has those go on who were answered.
    func goOn() {
        guard !answered.isEmpty else { return }
        let ids = answered
        answered = []
        for id in ids where queues[id] == nil && parked[id] == nil { sessions.session(id)?.orderCame() }
    }

    /// Has a session wait for something besides.
    /// - Returns: is to be called once that is there.
    func park(_ id: SessionID) -> () -> Void {
        parked[id, default: 0] += 1
        sessions.session(id)?.hold(.order)
        return { [unowned self] in
            guard let count = parked[id] else { return }
            parked[id] = count > 1 ? count - 1 : nil
            answered.append(id)
        }
    }

    /// A session has ended: it reads no answers.
    func forget(_ id: SessionID) {
        parked[id] = nil
        if !unknown.isEmpty { unknown = unknown.filter { $0.value != id } }
        guard let queue = queues.removeValue(forKey: id) else { return }
        queue.finish([.refused(.unavailable)])
        for command in queue.commands { command.finish([.refused(.unavailable)]) }
    }

    /// Tells those who wait for long that they do, and gives up what waits for too long.
    func look(at now: Instant) {
        let most = unknown.isEmpty ? patience : notice
        for queue in Array(queues.values) {
            let waited = now - queue.since
            if waited >= most {
                unknown[queue.order.number] = queue.order.session
                refuse(queue)
            } else if waited >= notice, !queue.isNoted {
                queues[queue.order.session]?.isNoted = true
                tell("the servers can't reach each other; what you say waits", queue.order.session)
            }
        }
    }

    /// Tells a session something that it did not ask for.
    func tell(_ words: Text, _ id: SessionID) {
        _ = delivery.tellOthers([.show(Event(time: hub.lastTime, .notice(words)), to: [id])])
    }
}

extension Effect {
    /// It is what a command comes to.
    var isEnding: Bool {
        switch self {
        case .done, .refused: true
        default: false
        }
    }
}
