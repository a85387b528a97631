import NATS

/// What a server tells of a stream to who looks after it.
package struct StreamDetails: Hashable, Sendable {
    /// A server that keeps it, besides the one that leads it.
    package struct Follower: Hashable, Sendable {
        package let name: String
        package let isCurrent: Bool
        package let isOffline: Bool
        /// So many operations are missing there.
        package let lag: Int64
    }

    package let messages: Int64
    package let bytes: Int64
    package let first: UInt64
    package let last: UInt64
    /// The server that leads it; nil: none does, or there is only one.
    package let leader: String?
    package let followers: [Follower]
    /// What is not as it should be, in JSON's names.
    package let differences: [String]

    init?(_ answer: JSON, of wanted: StreamConfiguration) {
        guard let configuration = answer["config"], let state = answer["state"],
            let messages = state["messages"]?.number, let bytes = state["bytes"]?.number,
            let first = state["first_seq"]?.number.flatMap({ UInt64(exactly: $0) }),
            let last = state["last_seq"]?.number.flatMap({ UInt64(exactly: $0) })
        else { return nil }
        (self.messages, self.bytes, self.first, self.last) = (messages, bytes, first, last)
        leader = answer["cluster"]?["leader"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        followers = (answer["cluster"]?["replicas"]?.array ?? []).map { replica in
            Follower(
                name: replica["name"]?.string ?? "?", isCurrent: replica["current"]?.bool ?? false,
                isOffline: replica["offline"]?.bool ?? false, lag: replica["lag"]?.number ?? 0)
        }
        differences = wanted.differences(from: configuration)
    }
}

extension Streams {
    /// Asks how a stream is: who keeps it, and how much is in it.
    package func details(of wanted: StreamConfiguration, _ completion: @escaping (Answer<StreamDetails>) -> Void) {
        ask("STREAM.INFO.\(wanted.name)", nil) { answer in
            completion(
                answer.flatMap { answer in
                    StreamDetails(answer, of: wanted).map { .success($0) } ?? .failure(.notUnderstood)
                })
        }
    }
}
