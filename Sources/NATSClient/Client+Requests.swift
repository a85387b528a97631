import Libevent
import NATS

/// A request that is not answered yet.
struct PendingRequest {
    let deadline: Instant
    let completion: (Result<Delivery, RequestFault>) -> Void
}

/// Requests: messages whose answers go to a subject that is each request's own.
extension Client {
    /// Where all answers come.
    var inboxes: Subject { inbox("*") }

    private func inbox(_ token: String) -> Subject {
        guard let subject = Subject("\(options.inbox).\(run).\(token)") else {
            preconditionFailure("an inbox of too many bytes")
        }
        return subject
    }

    /// A subject that nobody has had, for what is to come to this client.
    func newInbox() -> Subject {
        lastRequest += 1
        // Not behind the requests' own.
        guard let subject = Subject("\(options.inbox).\(run).d.\(lastRequest)") else {
            preconditionFailure("an inbox of too many bytes")
        }
        return subject
    }

    /// Asks, and gives the answer to `completion`: once, and never from within this call.
    package func request(
        _ subject: Subject, headers: Headers? = nil, _ payload: [UInt8] = [], within time: Duration,
        _ completion: @escaping (Result<Delivery, RequestFault>) -> Void
    ) {
        lastRequest += 1
        var deadline = loop.now + time
        var completion = completion
        do {
            try publish(to: subject, reply: inbox(String(lastRequest)), headers: headers, payload)
        } catch {
            // In a turn of its own.
            let answer = completion
            completion = { _ in answer(.failure(.notSent(error))) }
            deadline = loop.now
        }
        pending[lastRequest] = PendingRequest(deadline: deadline, completion: completion)
        awaitDeadline()
    }

    func answered(_ delivery: Delivery) {
        guard let token = delivery.subject.tokens.last.flatMap({ UInt64($0) }),
            let request = pending.removeValue(forKey: token)
        else { return }
        if delivery.headers?.status?.code == Headers.Status.noResponders, delivery.payload.isEmpty {
            request.completion(.failure(.noResponders))
        } else {
            request.completion(.success(delivery))
        }
    }

    /// No answer will come of what was asked at a server that is gone.
    func failRequests() {
        let failed = pending.sorted { $0.key < $1.key }
        pending = [:]
        for (_, request) in failed { request.completion(.failure(.cut)) }
    }

    func expireRequests() {
        let now = Instant.current()
        let expired = pending.filter { $0.value.deadline <= now }.sorted { $0.key < $1.key }
        for (token, _) in expired { pending[token] = nil }
        for (_, request) in expired { request.completion(.failure(.timedOut)) }
        awaitDeadline()
    }

    private func awaitDeadline() {
        guard let first = pending.values.map(\.deadline).min() else { return }
        requestTimer?.schedule(after: max(.zero, first - Instant.current()))
    }
}
