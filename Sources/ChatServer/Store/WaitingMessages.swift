import ChatCore
import Dialects
import Libevent
import Store

/// Shows who logs in the private messages that came while they were not here.
final class WaitingMessages {
    /// So many may ask at once; the others are shown theirs at their next login.
    private static let capacity = 256
    /// How long a message that came just now may take to be in the file, in milliseconds.
    private static let commitPatience = 1_000

    private let loop: EventLoop
    private let keeper: Keeper
    private let driver: HubDriver
    private let sessions: SessionTable
    private var worker: Worker<StoreAnswer>?

    init(on loop: EventLoop, _ keeper: Keeper, _ driver: HubDriver, _ sessions: SessionTable) {
        self.loop = loop
        self.keeper = keeper
        self.driver = driver
        self.sessions = sessions
    }

    /// Looks up what waits for who has just logged in, and shows it when it is there.
    func show(to session: Session) {
        guard let account = driver.hub.account(of: session.id)?.id, driver.hub.waiting(for: account) > 0 else { return }
        if worker == nil { worker = try? Worker(on: loop, capacity: WaitingMessages.capacity) }
        let (reader, queue, id) = (keeper.reader, keeper.queue, session.id)
        keeper.flush()
        let (last, number) = (keeper.figures.last, Int64(account.number))
        _ = worker?.offer {
            queue.awaitCommit(of: last, atMost: WaitingMessages.commitPatience)
            return reader.answer(.waiting(account: number, count: FixedLimits.waitingPerAccount))
        } _: { [unowned self] answer in
            guard case .mailbox(let messages, _) = answer, let session = self.sessions.session(id),
                self.driver.hub.account(of: id)?.id == account
            else { return }
            self.tell(session, of: messages)
            self.driver.hub.collect(for: account, at: self.driver.moment)
        }
    }

    private func tell(_ session: Session, of messages: [Fact.PrivateMessage]) {
        guard let nick = driver.hub.nick(of: session.id) else { return }
        let events = messages.compactMap { told -> Event? in
            guard let said = HubSnapshot.Said(private: told.message) else { return nil }
            return driver.hub.event(of: said, to: Nick(told.recipientNick) ?? nick)
        }
        driver.carryOut(for: Delivery.Asker(session)) { effects in
            for event in events {
                // People are told when it was; a program reads it in the line.
                effects.append(session.isWire ? .show(event, to: [session.id]) : .row(.history(event)))
            }
        }
    }

    /// Nothing is shown any more.
    func cancel() {
        worker?.cancel()
        worker = nil
    }
}
