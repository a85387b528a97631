import NATS

/// Why a stream did not do what it was asked for.
package enum StreamFault: Error, Hashable, Sendable {
    case noAnswer(RequestFault)
    /// `code` is the server's own (`err_code`), its words are `description`.
    case refused(code: Int, description: String)
    /// It is kept otherwise than was asked for: the names of what differs.
    case differs([String])
    case notUnderstood
    /// What is to be read was dropped: the first message that is kept.
    case forgotten(first: UInt64)

    /// There is no such stream.
    static let isUnknown = 10_059
    /// There is a stream of that name, kept otherwise.
    static let isThere = 10_058
    /// Its last message is another than was expected.
    static let isBehind = 10_071

    package var isUnknownStream: Bool { isRefused(StreamFault.isUnknown) }
    package var isTaken: Bool { isRefused(StreamFault.isThere) }
    /// Somebody else has published meanwhile. Nothing was done.
    package var isLate: Bool { isRefused(StreamFault.isBehind) }

    private func isRefused(_ code: Int) -> Bool {
        if case .refused(code, _) = self { true } else { false }
    }
}

/// What is asked of streams (JetStream): JSON, as requests to subjects that servers answer.
package struct Streams {
    /// Where a stream stands.
    package struct State: Hashable, Sendable {
        /// One more than the last where nothing is kept.
        package let first: UInt64
        /// 0: there was never a message.
        package let last: UInt64

        package init(first: UInt64, last: UInt64) { (self.first, self.last) = (first, last) }
    }

    package typealias Answer<Value> = Result<Value, StreamFault>

    package let client: Client
    /// For each request.
    package var patience = Duration.seconds(2)

    package init(by client: Client) {
        self.client = client
    }

    // MARK: - Streams

    /// Asks where a stream stands, and whether it is kept as it should be.
    package func look(at wanted: StreamConfiguration, _ completion: @escaping (Answer<State>) -> Void) {
        ask("STREAM.INFO.\(wanted.name)", nil) { completion($0.flatMap { Streams.state(in: $0, of: wanted) }) }
    }

    /// Makes a stream; one that is there and kept in the same way is as good.
    package func make(_ wanted: StreamConfiguration, _ completion: @escaping (Answer<State>) -> Void) {
        ask("STREAM.CREATE.\(wanted.name)", wanted.json) {
            completion($0.flatMap { Streams.state(in: $0, of: wanted) })
        }
    }

    private static func state(in answer: JSON, of wanted: StreamConfiguration) -> Answer<State> {
        guard let configuration = answer["config"], let state = answer["state"] else { return .failure(.notUnderstood) }
        let differences = wanted.differences(from: configuration)
        guard differences.isEmpty else { return .failure(.differs(differences)) }
        guard let first = state["first_seq"]?.number.flatMap({ UInt64(exactly: $0) }),
            let last = state["last_seq"]?.number.flatMap({ UInt64(exactly: $0) })
        else { return .failure(.notUnderstood) }
        return .success(State(first: first, last: last))
    }

    // MARK: - Messages

    /// Puts a message into the stream that keeps the subject.
    /// - Parameters:
    ///   - last: the sequence that the stream's last message must have; nil: any.
    ///   - isFirst: there must be none of this subject yet.
    ///   - completion: gets the message's sequence. After a fault it may be there nevertheless.
    package func append(
        _ payload: [UInt8], to subject: Subject, after last: UInt64? = nil, isFirst: Bool = false,
        _ completion: @escaping (Answer<UInt64>) -> Void
    ) {
        var headers: Headers?
        if last != nil || isFirst {
            var expectation = Headers()
            if let last { expectation.add("Nats-Expected-Last-Sequence", "\(last)") }
            if isFirst { expectation.add("Nats-Expected-Last-Subject-Sequence", "0") }
            headers = expectation
        }
        client.request(subject, headers: headers, payload, within: patience) { answer in
            completion(
                Streams.json(of: answer).flatMap { acknowledgement in
                    guard let sequence = acknowledgement["seq"]?.number.flatMap({ UInt64(exactly: $0) }), sequence > 0
                    else { return .failure(.notUnderstood) }
                    return .success(sequence)
                })
        }
    }

    /// Gets a message by its sequence, of whichever server has it; nil: none of this sequence is there.
    package func message(
        _ sequence: UInt64, of stream: String, _ completion: @escaping (Answer<StoredMessage?>) -> Void
    ) {
        let query = JSON.object([.init("seq", .number(Int64(clamping: sequence)))])
        request("DIRECT.GET.\(stream)", query) { completion(Streams.message(in: $0)) }
    }

    /// Gets the last message of a subject, of whichever server has it; nil: that has none.
    package func last(of subject: Subject, in stream: String, _ completion: @escaping (Answer<StoredMessage?>) -> Void)
    {
        request("DIRECT.GET.\(stream).\(subject)", nil) { completion(Streams.message(in: $0)) }
    }

    private static func message(in answer: Result<Delivery, RequestFault>) -> Answer<StoredMessage?> {
        answer.mapError { .noAnswer($0) }.flatMap { delivery in
            if let status = delivery.headers?.status {
                return status.code == 404
                    ? .success(nil) : .failure(.refused(code: status.code, description: status.words))
            }
            guard let message = StoredMessage(described: delivery) else { return .failure(.notUnderstood) }
            return .success(message)
        }
    }

    // MARK: - What is in them

    /// Asks of which subjects a stream has messages.
    package func subjects(
        of stream: String, matching filter: Subject, _ completion: @escaping (Answer<[Subject]>) -> Void
    ) {
        ask("STREAM.INFO.\(stream)", .object([.init("subjects_filter", .string(filter.text))])) { answer in
            completion(
                answer.flatMap { answer in
                    guard let state = answer["state"] else { return .failure(.notUnderstood) }
                    guard case .object(let members)? = state["subjects"] else { return .success([]) }
                    return .success(members.compactMap { Subject($0.name) })
                })
        }
    }

    /// Drops what a stream has of some subjects, or before a sequence, for good.
    /// - Parameters:
    ///   - filter: of subjects; nil: all.
    ///   - first: what is kept begins with it; nil: nothing is kept.
    ///   - completion: gets how many were dropped.
    package func purge(
        _ stream: String, matching filter: Subject? = nil, before first: UInt64? = nil,
        _ completion: @escaping (Answer<Int64>) -> Void
    ) {
        var members: [JSON.Member] = []
        if let filter { members.append(.init("filter", .string(filter.text))) }
        if let first { members.append(.init("seq", .number(Int64(clamping: first)))) }
        ask("STREAM.PURGE.\(stream)", .object(members)) { answer in
            completion(
                answer.flatMap { answer in
                    guard let count = answer["purged"]?.number else { return .failure(.notUnderstood) }
                    return .success(count)
                })
        }
    }

    // MARK: - Asking

    /// Asks for something whose answer is an object.
    func ask(_ what: String, _ question: JSON?, _ completion: @escaping (Answer<JSON>) -> Void) {
        request(what, question) { completion(Streams.json(of: $0)) }
    }

    private func request(
        _ what: String, _ question: JSON?, _ completion: @escaping (Result<Delivery, RequestFault>) -> Void
    ) {
        guard let subject = Subject("$JS.API.\(what)") else { preconditionFailure("a stream's name") }
        client.request(subject, question.map { Array($0.text.utf8) } ?? [], within: patience, completion)
    }

    private static func json(of answer: Result<Delivery, RequestFault>) -> Answer<JSON> {
        answer.mapError { .noAnswer($0) }.flatMap { delivery in
            if let status = delivery.headers?.status {
                return .failure(.refused(code: status.code, description: status.words))
            }
            guard let text = String(validating: delivery.payload, as: UTF8.self), let answer = JSON(text),
                case .object = answer
            else { return .failure(.notUnderstood) }
            guard let error = answer["error"] else { return .success(answer) }
            let code = error["err_code"]?.number ?? error["code"]?.number ?? 0
            return .failure(
                .refused(code: Int(clamping: code), description: error["description"]?.string ?? ""))
        }
    }
}
