import ChatCore
import Dialects
import Libevent

@testable import ChatServer

/// Claims what is called slow, and answers it when a test says so, or when its worker is done.
final class HeldRequests: Deferral {
    struct Held {
        /// `slow1` and the like: what stands in the request, so that it can be told from others.
        let token: String
        let request: Request
        let ticket: Ticket
    }

    /// What is claimed and not answered yet.
    private(set) var held: [Held] = []
    /// What was given up, or refused for it: an answer to it comes too late.
    private(set) var late: [Held] = []
    /// Called with a token that is claimed; false: there is too much to do.
    var mayClaim: (String) -> Bool = { _ in true }
    /// `/wire` is slow, too.
    var claimsWire = false
    /// Called with a token that was answered.
    var onAnswer: (String) -> Void = { _ in }

    private unowned let requests: Requests
    private let hasWorker: Bool
    private var worker: Worker<Int>?

    init(of requests: Requests, hasWorker: Bool = false) {
        self.requests = requests
        self.hasWorker = hasWorker
        requests.deferral = self
    }

    /// - Returns: nil for what is not slow.
    private func token(of request: Request) -> String? {
        let words: String? =
            switch request.body {
            case .server(.ping(let token)): token
            case .command(.say(let text)): text.description
            case .server(.quit(let words)): words?.description
            case .server(.dialect(.wire)): claimsWire ? "slow" : nil
            default: nil
            }
        return words.flatMap { $0.hasPrefix("slow") ? $0 : nil }
    }

    func claim(_ request: Request, as ticket: Ticket) -> Claim {
        guard let token = token(of: request) else { return .none }
        guard mayClaim(token) else { return .notNow(retry: 7) }
        held.append(Held(token: token, request: request, ticket: ticket))
        guard hasWorker else { return .later }
        if worker == nil { worker = try? Worker(on: requests.loop, capacity: 64) }
        let (rounds, number) = (token.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF, ticket.number)
        let isTaken = worker?.offer({ (0..<rounds).reduce(0, ^) }, { [unowned self] _ in self.workerIsDone(number) })
        if isTaken == true { return .later }
        held.removeLast()
        return .notNow(retry: 7)
    }

    func cancel() {
        worker?.cancel()
        worker = nil
        late += held
        held = []
    }

    private func workerIsDone(_ number: UInt64) {
        if let index = held.firstIndex(where: { $0.ticket.number == number }) {
            answer(at: index)
        } else if let index = late.firstIndex(where: { $0.ticket.number == number }) {
            answerLate(at: index)
        }
    }

    /// - Returns: whether somebody was there to get the answer.
    @discardableResult
    func answer(at index: Int = 0) -> Bool {
        let entry = held.remove(at: index)
        // Before the next one is claimed.
        if requests.sessions.session(entry.ticket.session) != nil { onAnswer(entry.token) }
        return give(entry)
    }

    /// - Returns: whether an answer was taken that should not be.
    @discardableResult
    func answerLate(at index: Int = 0) -> Bool {
        give(late.remove(at: index))
    }

    private func give(_ entry: Held) -> Bool {
        requests.answer(entry.ticket) { [requests] in requests.carryOut(entry.request, for: $0) }
    }

    /// The time of all that is held is up.
    /// - Parameter refused: called with each token before it is refused.
    func timeIsUp(_ refused: (String) -> Void = { _ in }) {
        let due = held
        held = []
        late += due
        for entry in due { refused(entry.token) }
        requests.refuseDue(at: requests.loop.now + requests.patience)
    }
}
