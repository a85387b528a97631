import ChatCore
import Cluster
import Libevent
import NATS
import NATSClient

/// The numbers of a cluster's nodes: a stream that keeps the last message of each name, `N1 NUMBER`.
///
/// A node appends one at the beginning of each life. So its sequence is larger than those of all lives before, and is the life's number.
package final class NodeRegister {
    /// What the stream has of a name.
    package struct Entry: Hashable, Sendable {
        package let name: String
        package let node: NodeNumber
        /// The number of its last life.
        package let life: UInt64
        /// When that began, in microseconds since 1970.
        package let time: Int64
    }

    private let streams: Streams
    private let wanted: ClusterStreams
    private var consumer: OrderedConsumer?

    init(by streams: Streams, _ wanted: ClusterStreams) {
        (self.streams, self.wanted) = (streams, wanted)
    }

    /// Reads all entries up to a state of the stream.
    /// - Parameter completion: called once, unless the register is read again before, or goes.
    func read(upTo state: Streams.State, _ completion: @escaping (Streams.Answer<[Entry]>) -> Void) {
        consumer = nil
        guard state.last >= state.first, state.last > 0 else { return completion(.success([])) }
        var entries: [Entry] = []
        do {
            consumer = try OrderedConsumer(of: wanted.nodes.name, after: 0, by: streams) { [weak self] event in
                switch event {
                case .failed(let fault):
                    self?.consumer = nil
                    completion(.failure(fault))
                case .message(let message, _):
                    if let entry = Entry(message) {
                        entries.removeAll { $0.name == entry.name }
                        entries.append(entry)
                    }
                    guard message.sequence >= state.last else { return }
                    self?.consumer = nil
                    completion(.success(entries))
                }
            }
        } catch {
            completion(.failure(.noAnswer(.notSent(.notConnected))))
        }
    }

    /// Begins a life of a node.
    /// - Parameter last: the sequence of the register's last message, as it was read; where it is another by now, the fault `isLate`.
    func begin(
        _ name: String, _ node: NodeNumber, after last: UInt64?,
        _ completion: @escaping (Streams.Answer<Incarnation>) -> Void
    ) {
        streams.append(Array("N1 \(node)".utf8), to: wanted.node(name), after: last) { answer in
            completion(answer.map { Incarnation(node, $0) })
        }
    }

    /// The number of a name: its own, or the lowest that nobody has; nil: there is none left.
    static func number(for name: String, among entries: [Entry]) -> NodeNumber? {
        if let entry = entries.first(where: { $0.name == name }) { return entry.node }
        let taken = Set(entries.map(\.node))
        return (1...NodeNumber.largest).lazy.compactMap { NodeNumber($0) }.first { !taken.contains($0) }
    }
}

extension NodeRegister.Entry {
    /// nil for what is no entry.
    fileprivate init?(_ message: StoredMessage) {
        let words = String(decoding: message.payload, as: UTF8.self).split(separator: " ")
        guard words.count >= 2, words[0] == "N1", let node = UInt8(words[1]).flatMap({ NodeNumber($0) }),
            let name = message.subject.tokens.last
        else { return nil }
        self.init(name: String(name), node: node, life: message.sequence, time: message.time)
    }
}
