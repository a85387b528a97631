import ChatCore
import Cluster
import Libevent
import NATS
import NATSClient

/// Why a node can't be one of its cluster, in words for who runs it.
package struct JoinFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// The way of a node into its cluster: it connects, looks whether the streams are kept as they should be, and is given its number and its
/// next life.
///
/// A stream of its own (`ClusterSubjects.nodes`) has a message for each life that a node began: the node's name. The sequence of that is
/// the life's number, so it is larger than those of all lives before. The node's number is the place of its name among all names, in the
/// order in which they came first.
package final class ClusterJoin {
    /// Where a node is in its cluster.
    package struct Place {
        package let incarnation: Incarnation
        package let log: JetStreamLog
    }

    /// Two heartbeats and a bit: who is alive is heard within.
    private static let listening = Duration.milliseconds(1_100)
    /// How long it waits for another process of the same name to be gone.
    private static let patience = Duration.seconds(30)
    private static let pause = Duration.milliseconds(500)

    /// Is told what it waits for, each time that is another thing.
    package var onWait: ((String) -> Void)?
    private let loop: EventLoop
    private let settings: ClusterSettings
    private let client: Client
    private let streams: Streams
    private let began: Instant
    private var completion: ((Result<Place, JoinFault>) -> Void)?
    private var timer: Timer?
    private var next: (() -> Void)?
    private var consumer: OrderedConsumer?
    private var subscription: Client.Subscription?
    private var words = ""
    /// Servers that can't be of use, since one was connected to last.
    private var refusals: [Endpoint: ConnectionFault] = [:]

    /// - Parameter completion: is called once, not from within this call.
    /// - Throws: `LibeventError` where memory is out.
    package init(
        on loop: EventLoop, _ settings: ClusterSettings, _ completion: @escaping (Result<Place, JoinFault>) -> Void
    ) throws(LibeventError) {
        self.loop = loop
        self.settings = settings
        self.completion = completion
        began = loop.now
        client = try Client(on: loop, settings.options(inbox: settings.inbox))
        streams = Streams(by: client)
        timer = try Timer(on: loop) { [weak self] in self?.goOn() }
        client.onEvent = { [weak self] in self?.changed($0) }
        client.start()
    }

    /// Gives the node its next life, in the same process.
    package func renew(_ completion: @escaping (Incarnation) -> Void) {
        beginLife { [weak self] sequence in
            self?.findNumber(upTo: sequence) { completion(Incarnation($0, sequence)) }
        }
    }

    package func close() {
        completion = nil
        (timer, consumer) = (nil, nil)
        client.close()
    }

    // MARK: - Connecting

    private func changed(_ event: Client.Event) {
        switch event {
        case .connected:
            refusals = [:]
            if completion != nil { lookAtStreams() }
        case .disconnected(let fault): wait("the connection to NATS: \(fault)")
        case .failed(let fault, let endpoint):
            wait("\(endpoint): \(fault)")
            if fault.isForGood { refusals[endpoint] = fault } else { refusals[endpoint] = nil }
            // Another may be of use.
            guard refusals.count == settings.servers.count else { return }
            fail("\(endpoint): \(fault)")
        case .denied(let words): wait("NATS denies: \(words); see docs/CLUSTER.md about what a node may do")
        }
    }

    private func wait(_ words: String) {
        guard words != self.words else { return }
        self.words = words
        onWait?(words)
    }

    private func fail(_ words: String) {
        let report = completion
        close()
        report?(.failure(JoinFault(words)))
    }

    /// Does something again, or the next, after a while.
    private func after(_ time: Duration, _ next: @escaping () -> Void) {
        self.next = next
        timer?.schedule(after: time)
    }

    private func goOn() {
        let present = next
        next = nil
        present?()
    }

    // MARK: - The streams

    private func lookAtStreams() {
        check(settings.streams[...]) { [weak self] in
            self?.beginLife { sequence in self?.findNumber(upTo: sequence) { self?.listen(for: $0, sequence) } }
        }
    }

    private func check(_ wanted: ArraySlice<StreamConfiguration>, then finish: @escaping () -> Void) {
        guard let first = wanted.first else { return finish() }
        streams.look(at: first) { [weak self] answer in
            guard let self, completion != nil else { return }
            switch answer {
            case .success: check(wanted.dropFirst(), then: finish)
            case .failure(let fault) where fault.isUnknownStream:
                fail("there is no stream \(first.name); partylined --cluster-init makes it")
            case .failure(.differs(let names)):
                fail(
                    "the stream \(first.name) is kept otherwise than it should be (\(names.joined(separator: ", ")));"
                        + " partylined --cluster-init says more")
            case .failure(let fault):
                wait("the stream \(first.name): \(fault.words)")
                after(ClusterJoin.pause) { [weak self] in self?.check(wanted, then: finish) }
            }
        }
    }

    // MARK: - A life, and a number

    /// Writes that the node begins a life.
    private func beginLife(_ completion: @escaping (UInt64) -> Void) {
        streams.append(Array(settings.node.utf8), to: settings.nodes) { [weak self] answer in
            switch answer {
            case .success(let sequence): completion(sequence)
            case .failure(let fault):
                self?.wait("the stream of nodes: \(fault.words)")
                self?.after(ClusterJoin.pause) { self?.beginLife(completion) }
            }
        }
    }

    /// Reads who has come before.
    private func findNumber(upTo sequence: UInt64, _ completion: @escaping (NodeNumber) -> Void) {
        var names: [[UInt8]] = []
        consumer = try? OrderedConsumer(of: settings.nodesStream, after: 0, by: streams) { [weak self] event in
            guard let self else { return }
            switch event {
            case .failed(let fault): wait("the stream of nodes: \(fault.words)")
            case .message(let message, _):
                if !names.contains(message.payload) { names.append(message.payload) }
                guard message.sequence >= sequence, consumer != nil else { return }
                // It is not to be let go from within its own call.
                after(.zero) { [weak self] in
                    self?.consumer = nil
                    self?.take(names, completion)
                }
            }
        }
        if consumer == nil { fail("memory is out") }
    }

    private func take(_ names: [[UInt8]], _ completion: (NodeNumber) -> Void) {
        let place = (names.firstIndex(of: Array(settings.node.utf8)) ?? 0) + 1
        guard let number = UInt8(exactly: place).flatMap({ NodeNumber($0) }) else {
            return fail("the cluster has had \(place) nodes of other names, which is all; see docs/CLUSTER.md")
        }
        completion(number)
    }

    // MARK: - Whether it is there already

    /// Another process may have the name.
    private func listen(for number: NodeNumber, _ sequence: UInt64) {
        guard let subjects = settings.subjects(of: number) else { return fail("a node's number is none") }
        var lastHeard: Instant?
        subscription = client.subscribe(to: subjects.beat) { [weak self] _ in lastHeard = self?.loop.now }
        func look() {
            after(ClusterJoin.listening) { [weak self] in
                guard let self else { return }
                guard let heard = lastHeard, loop.now - heard < ClusterJoin.listening else {
                    return enter(Incarnation(number, sequence), subjects)
                }
                guard loop.now - began < ClusterJoin.patience else {
                    return fail(
                        "another process is the node \(settings.node); end it, or give this one another cluster.node")
                }
                wait("another process is the node \(settings.node), and has to end first")
                look()
            }
        }
        look()
    }

    private func enter(_ incarnation: Incarnation, _ subjects: ClusterSubjects) {
        if let subscription { client.unsubscribe(subscription) }
        do {
            let log = try JetStreamLog(
                on: loop, settings.options(inbox: subjects.inbox), subjects, keptAs: settings.logStream)
            let report = completion
            completion = nil
            report?(.success(Place(incarnation: incarnation, log: log)))
        } catch {
            fail("\(error)")
        }
    }
}

extension ConnectionFault {
    /// To try again is of no use: something has to be changed.
    fileprivate var isForGood: Bool {
        switch self {
        case .notUnderstood, .needsTLS, .tooOld, .hasNoStreams: true
        case .refused(let words): words.lowercased().contains("auth")
        case .unresolved, .broken, .ended, .silent, .leaving: false
        }
    }
}

extension StreamFault {
    package var words: String {
        switch self {
        case .noAnswer(.noResponders): "no server leads it; are most of them there?"
        case .noAnswer: "no answer"
        case .refused(_, let description): description
        case .differs(let names): "it is kept otherwise than it should be (\(names.joined(separator: ", ")))"
        case .notUnderstood: "the answer is none"
        case .forgotten(let first): "what was before \(first) was dropped"
        }
    }
}
