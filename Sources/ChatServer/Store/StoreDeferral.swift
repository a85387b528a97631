import ChatCore
import Dialects
import Libevent
import Store

/// Answers what memory does not hold: pages of history, from the store's file, by a thread of its own.
final class StoreDeferral: Deferral {
    /// Questions that may wait.
    private static let capacity = 64
    /// Of the thread: a search that finds no end is to let the loop go first, also on one core.
    private static let niceness: Int32 = 5
    /// How long a question waits for what was said before it, in milliseconds. It is answered without it then.
    private static let commitPatience = 1_000
    /// How many next pages, of each kind, are remembered before it is looked whose sessions have left.
    static let rememberedPages = 1_000

    private let loop: EventLoop
    let keeper: Keeper
    let driver: HubDriver
    unowned let requests: Requests
    private var worker: Worker<[StoreAnswer]>?
    /// What sessions searched for last, and where its next page begins.
    var searches: [SessionID: StoreJob.Search] = [:]
    /// Where the next page of what is kept of who asked for it begins.
    var exports: [SessionID: NextExport] = [:]

    init(on loop: EventLoop, _ keeper: Keeper, _ driver: HubDriver, _ requests: Requests) {
        self.loop = loop
        self.keeper = keeper
        self.driver = driver
        self.requests = requests
    }

    func claim(_ request: Request, as ticket: Ticket) -> Claim {
        if case .server(.search(let search)) = request.body {
            return keeper.isSearchable ? claim(search, request.tag, as: ticket) : .none
        }
        if case .server(.mailbox(let mailbox)) = request.body { return claim(mailbox, request.tag, as: ticket) }
        if case .server(.export(let export)) = request.body { return claim(export, request.tag, as: ticket) }
        if case .irc(let asked) = request.body { return claim(asked, as: ticket) }
        guard case .command(.history(let name, let count, let stretch)) = request.body,
            let asked = OlderHistory(name, count, stretch, for: ticket.session, of: driver.hub),
            let room = keeper.number(of: asked.room)
        else { return .none }
        return ask(asked.jobs(of: room), request.tag, as: ticket) { [unowned self] session, answers in
            guard let page = asked.page(answers, hasHole: { keeper.holes.areThere(in: room, after: $0) }) else {
                return false
            }
            driver.carryOut(for: Delivery.Asker(session, request.tag)) {
                driver.hub.tellHistory(in: asked.room, page, count, stretch, by: session.id, at: driver.moment, &$0)
            }
            return true
        }
    }

    // MARK: - The worker

    /// - Parameter answer: carries out what the answers say; false: they say nothing.
    func ask(
        _ jobs: [StoreJob], _ tag: Tag, as ticket: Ticket, _ answer: @escaping (Session, [StoreAnswer]) -> Bool
    ) -> Claim {
        let (reader, queue) = (keeper.reader, keeper.queue)
        // What memory has forgotten is to be in the file before it is read.
        keeper.flush()
        let last = keeper.figures.last
        guard let worker = opened() else { return .notNow(retry: FixedLimits.answerRetrySeconds) }
        let isTaken = worker.offer {
            queue.awaitCommit(of: last, atMost: StoreDeferral.commitPatience)
            return jobs.map { reader.answer($0) }
        } _: { [unowned self] answers in
            requests.answer(ticket) { session in
                if answer(session, answers) { return }
                self.requests.refuse(session, .notNow(retry: FixedLimits.answerRetrySeconds), tag: tag)
            }
        }
        return isTaken ? .later : .notNow(retry: FixedLimits.answerRetrySeconds)
    }

    private func opened() -> Worker<[StoreAnswer]>? {
        if worker == nil {
            worker = try? Worker(on: loop, capacity: StoreDeferral.capacity, niceness: StoreDeferral.niceness)
        }
        return worker
    }

    func cancel() {
        keeper.reader.cancel()
        worker?.cancel()
        worker = nil
        keeper.reader.resume()
    }
}
