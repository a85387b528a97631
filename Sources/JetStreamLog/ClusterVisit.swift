import Cluster
import Libevent
import NATS
import NATSClient

/// What somebody does at a cluster's servers who is no node: connects, asks, and goes.
package final class ClusterVisit {
    /// What became of a stream that was to be there.
    package enum Outcome: Hashable, Sendable {
        case made
        case wasThere
        /// It is kept otherwise: what is not as it should be, in the words of NATS.
        case differs([String])
        /// It was not made, as nodes would begin to count their lives anew while the log knows those that they had.
        case isMissing
    }

    /// How a cluster is.
    package struct Report {
        package var version = ""
        /// By the streams' names; nil: there is none of it.
        package var streams: [(name: String, details: StreamDetails?)] = []
        package var nodes: [NodeRegister.Entry] = []
        /// What was heard of nodes meanwhile.
        package var heartbeats: [Heartbeat] = []
        /// The newest snapshot: the log's sequence, and when it was written.
        package var snapshot: (sequence: UInt64, time: Int64)?
    }

    private let settings: ClusterSettings
    private let client: Client
    private let streams: Streams
    private let register: NodeRegister
    private let onFault: (JoinFault) -> Void
    private var onConnected: (() -> Void)?
    private var faults: ServerFaults
    private var timer: Timer?
    private var heartbeats: [Heartbeat] = []

    /// - Parameters:
    ///   - patience: for a connection.
    ///   - onFault: called once, and nothing else after it.
    package init(
        on loop: EventLoop, _ settings: ClusterSettings, patience: Duration = .seconds(10),
        _ onFault: @escaping (JoinFault) -> Void
    ) throws(LibeventError) {
        (self.settings, self.onFault) = (settings, onFault)
        faults = ServerFaults(of: settings.options.servers)
        client = try Client(on: loop, settings.options)
        streams = Streams(by: client)
        register = NodeRegister(by: streams, settings.streams)
        timer = try Timer(on: loop) { [weak self] in self?.timeUp() }
        client.onEvent = { [weak self] event in self?.changed(event) }
        _ = client.subscribe(to: settings.streams.beats) { [weak self] delivery in
            if let heartbeat = Heartbeat(text: delivery.payload) { self?.heartbeats.append(heartbeat) }
        }
        timer?.schedule(after: patience)
    }

    deinit { client.close() }

    private func connect(_ action: @escaping () -> Void) {
        onConnected = action
        client.start()
    }

    private func changed(_ event: Client.Event) {
        switch event {
        case .connected:
            timer = nil
            onConnected?()
            onConnected = nil
        case .denied(let words): fail(.denied(words))
        case .disconnected(let fault): fail(.unreachable([fault.description]))
        case .failed(let fault, let server):
            faults.add(fault, of: server)
            if faults.areAllTried, faults.areLasting { fail(.unfit(faults.words)) }
        }
    }

    private func timeUp() {
        fail(.unreachable(faults.words.isEmpty ? ["no server of NATS answers"] : faults.words))
    }

    private func fail(_ fault: JoinFault) {
        (timer, onConnected) = (nil, nil)
        client.close()
        onFault(fault)
    }

    private func fail(_ fault: StreamFault, of stream: String) {
        fail(JoinFault(fault, of: stream) ?? .unreachable(["the stream \(stream): \(fault.waitingWords)"]))
    }

    // MARK: - Making

    /// Makes the streams that are not there, and looks at those that are.
    /// - Parameter completion: called once, unless there is a fault, with what became of each.
    package func makeStreams(_ completion: @escaping ([(name: String, outcome: Outcome)]) -> Void) {
        connect { [weak self] in
            guard let self else { return }
            make(settings.streams.all[...], after: [], isLogUsed: false, completion)
        }
    }

    private func make(
        _ rest: ArraySlice<StreamConfiguration>, after done: [(name: String, outcome: Outcome)], isLogUsed: Bool,
        _ completion: @escaping ([(name: String, outcome: Outcome)]) -> Void
    ) {
        guard let wanted = rest.first else { return completion(done) }
        func go(on outcome: Outcome, _ state: Streams.State?) {
            let isLog = wanted == settings.streams.log
            make(
                rest.dropFirst(), after: done + [(wanted.name, outcome)],
                isLogUsed: isLog ? (state?.last ?? 0) > 0 : isLogUsed, completion)
        }
        streams.look(at: wanted) { [weak self] answer in
            guard let self else { return }
            switch answer {
            case .success(let state): go(on: .wasThere, state)
            case .failure(.differs(let what)): go(on: .differs(what), nil)
            case .failure(let fault) where fault.isUnknownStream:
                if isLogUsed, wanted == settings.streams.nodes { return go(on: .isMissing, nil) }
                streams.make(wanted) { [weak self] answer in
                    switch answer {
                    case .success(let state): go(on: .made, state)
                    case .failure(.differs(let what)): go(on: .differs(what), nil)
                    case .failure(let fault): self?.fail(fault, of: wanted.name)
                    }
                }
            case .failure(let fault): fail(fault, of: wanted.name)
            }
        }
    }

    // MARK: - Looking

    /// Looks at the streams, and listens for a while to who is alive.
    /// - Parameters:
    ///   - time: a node that is silent for longer is not alive.
    ///   - completion: called once, unless there is a fault.
    package func look(listeningFor time: Duration, _ completion: @escaping (Report) -> Void) {
        connect { [weak self] in
            guard let self else { return }
            let began = Instant.current()
            var report = Report()
            report.version = client.server?.version.description ?? ""
            look(at: settings.streams.all[...], report) { [weak self] report in
                self?.readNodes(report) { [weak self] report in
                    self?.readSnapshot(report) { [weak self] report in
                        self?.listen(until: began + time, report, completion)
                    }
                }
            }
        }
    }

    private func look(
        at rest: ArraySlice<StreamConfiguration>, _ report: Report, _ completion: @escaping (Report) -> Void
    ) {
        guard let wanted = rest.first else { return completion(report) }
        var report = report
        streams.details(of: wanted) { [weak self] answer in
            switch answer {
            case .success(let details): report.streams.append((wanted.name, details))
            case .failure(let fault) where fault.isUnknownStream: report.streams.append((wanted.name, nil))
            case .failure(let fault): return self?.fail(fault, of: wanted.name) ?? ()
            }
            self?.look(at: rest.dropFirst(), report, completion)
        }
    }

    private func readNodes(_ report: Report, _ completion: @escaping (Report) -> Void) {
        let stream = settings.streams.nodes.name
        guard let details = report.streams.first(where: { $0.name == stream })?.details else {
            return completion(report)
        }
        register.read(upTo: Streams.State(first: details.first, last: details.last)) { [weak self] answer in
            var report = report
            switch answer {
            case .success(let entries):
                report.nodes = entries.sorted { $0.node < $1.node }
                completion(report)
            case .failure(let fault): self?.fail(fault, of: stream)
            }
        }
    }

    private func readSnapshot(_ report: Report, _ completion: @escaping (Report) -> Void) {
        let stream = settings.streams.snapshots.name
        guard report.streams.contains(where: { $0.name == stream && $0.details != nil }) else {
            return completion(report)
        }
        streams.newestSnapshot(settings.streams) { [weak self] answer in
            var report = report
            switch answer {
            case .success(let snapshot):
                report.snapshot = snapshot.map { ($0.sequence, $0.time) }
                completion(report)
            case .failure(let fault): self?.fail(fault, of: stream)
            }
        }
    }

    private func listen(until end: Instant, _ report: Report, _ completion: @escaping (Report) -> Void) {
        do {
            timer = try Timer(on: client.loop) { [weak self] in
                guard let self else { return }
                timer = nil
                var report = report
                report.heartbeats = heartbeats
                completion(report)
            }
            timer?.schedule(after: max(.zero, end - Instant.current()))
        } catch {
            fail(.failed(error))
        }
    }
}
