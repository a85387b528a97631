import ChatCore
import Dialects
import Libevent

/// Drives the hub: gives it the time, and carries out what it decides.
final class HubDriver {
    let hub: Hub
    let delivery: Delivery
    /// What waits for the log; nil: this server is the whole chat.
    var orders: Orders?
    private let loop: EventLoop
    /// What the hub decided last. It keeps its memory for the next time.
    private var effects: [Effect] = []

    init(_ hub: Hub, _ delivery: Delivery, on loop: EventLoop) {
        self.hub = hub
        self.delivery = delivery
        self.loop = loop
    }

    var moment: Moment {
        Moment(wall: loop.wallTime, steady: loop.now.nanoseconds / 1_000)
    }

    /// Has the asker say a text in their current room.
    func say(_ text: Text, by session: Session, tag: Tag) {
        let moment = moment
        guard let (event, room) = hub.say(text, by: session.id, at: moment) else {
            return perform(.say(text), for: session, tag)
        }
        delivery.tell(event, in: room, from: session.id)
        // A copy of the dialect is made only where there is something to be answered.
        if !session.dialect.isSilentOnSaid(tag: tag) {
            delivery.answer(Delivery.Asker(session, tag)) { $0.putSaid(event, tag: tag, into: $1) }
        }
    }

    /// Has somebody say a text in a room, where nothing else comes of that.
    /// - Returns: nil where more may come of it. Nothing has changed then.
    func say(_ text: Text, in room: RoomName, by id: SessionID) -> (id: EventID, time: Int64)? {
        guard let (event, room) = hub.say(text, in: room, by: id, at: moment) else { return nil }
        delivery.tell(event, in: room, from: id)
        return (event.id, event.time)
    }

    /// Carries a command out, and answers who asked: now, or when the log has told what comes of it.
    /// - Parameter finish: is called behind the answer.
    func perform(_ command: Command, for session: Session, _ tag: Tag, then finish: (() -> Void)? = nil) {
        guard let orders else {
            carryOut(for: Delivery.Asker(session, tag)) {
                hub.perform(command, by: session.id, at: moment, &$0)
            }
            finish?()
            return
        }
        orders.add(command, by: session.id) { [unowned self, unowned session] answer in
            delivery.put(answer, for: Delivery.Asker(session, tag), now: loop.wallTime)
            finish?()
        }
    }

    /// Carries a command out.
    /// - Parameter finish: is given what of it is for who asked, now or when the log has told what comes of it. Others were told already.
    func perform(_ command: Command, by id: SessionID, then finish: @escaping ([Effect]) -> Void) {
        if let orders { return orders.add(command, by: id, then: finish) }
        finish(ask(command, by: id))
    }

    /// Carries out at once: where there is no cluster, or for a command that changes nothing that others know.
    /// - Returns: what of it is for who asked.
    func ask(_ command: Command, by id: SessionID) -> [Effect] {
        effects.removeAll(keepingCapacity: true)
        hub.perform(command, by: id, at: moment, &effects)
        return delivery.answer(in: effects)
    }

    /// Carries out what the hub decides.
    func carryOut(for asker: Delivery.Asker, _ decide: (inout [Effect]) -> Void) {
        effects.removeAll(keepingCapacity: true)
        decide(&effects)
        delivery.carryOut(effects, for: asker, now: loop.wallTime)
    }
}

extension Delivery.Asker {
    init(_ session: Session, _ tag: Tag = .none) {
        self.init(id: session.id, tag: tag, dialect: session.dialect)
    }

    /// Nobody asked for it, and nobody is answered.
    static var nobody: Delivery.Asker { Delivery.Asker(id: .none, tag: .none, dialect: .line(LineDialect())) }
}
