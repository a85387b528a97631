import Libevent
import NATS
import NATSClient

/// Makes the streams of a cluster, or looks whether they are there: what an operator has done once, with the right to.
package final class ClusterMaking {
    /// What became of a stream.
    package enum Outcome: Hashable, Sendable {
        case good(Streams.State)
        /// It is there, and kept otherwise: what differs.
        case differs([String])
        case failed(String)
    }

    private let client: Client
    private let streams: Streams
    private let settings: ClusterSettings
    private var outcomes: [(stream: String, outcome: Outcome)] = []
    private var completion: ((Result<[(stream: String, outcome: Outcome)], JoinFault>) -> Void)?
    private var timer: Timer?
    private var fault = "no server answers"

    /// - Parameters:
    ///   - patience: how long servers may take to answer at all.
    ///   - completion: is called once, not from within this call.
    package init(
        on loop: EventLoop, _ settings: ClusterSettings, within patience: Duration = .seconds(15),
        _ completion: @escaping (Result<[(stream: String, outcome: Outcome)], JoinFault>) -> Void
    ) throws(LibeventError) {
        self.settings = settings
        self.completion = completion
        client = try Client(on: loop, settings.options(inbox: settings.inbox))
        streams = Streams(by: client)
        timer = try Timer(on: loop) { [weak self] in
            guard let self else { return }
            end(.failure(JoinFault(self.fault)))
        }
        timer?.schedule(after: patience)
        client.onEvent = { [weak self] in self?.changed($0) }
        client.start()
    }

    private func changed(_ event: Client.Event) {
        switch event {
        case .connected: if outcomes.isEmpty { make(settings.streams[...]) }
        case .disconnected(let fault): self.fault = "\(fault)"
        case .failed(let fault, let endpoint): self.fault = "\(endpoint): \(fault)"
        case .denied(let words): fault = "NATS denies: \(words)"
        }
    }

    private func make(_ wanted: ArraySlice<StreamConfiguration>) {
        guard let first = wanted.first else { return end(.success(outcomes)) }
        streams.make(first) { [weak self] answer in
            guard let self, completion != nil else { return }
            switch answer {
            case .success(let state): outcomes.append((first.name, .good(state)))
            case .failure(.differs(let names)): outcomes.append((first.name, .differs(names)))
            // The same answer as where it is kept otherwise: it says what differs when it is looked at.
            case .failure(let fault) where fault.isTaken: return look(at: first, wanted.dropFirst())
            case .failure(.noAnswer):
                // Servers that have just begun have no leader yet.
                fault = "\(first.name): no server leads the streams; are most of them there?"
                return make(wanted)
            case .failure(let fault): outcomes.append((first.name, .failed(fault.words)))
            }
            make(wanted.dropFirst())
        }
    }

    private func look(at stream: StreamConfiguration, _ rest: ArraySlice<StreamConfiguration>) {
        streams.look(at: stream) { [weak self] answer in
            guard let self, completion != nil else { return }
            switch answer {
            case .success(let state): outcomes.append((stream.name, .good(state)))
            case .failure(.differs(let names)): outcomes.append((stream.name, .differs(names)))
            case .failure(let fault): outcomes.append((stream.name, .failed(fault.words)))
            }
            make(rest)
        }
    }

    private func end(_ result: Result<[(stream: String, outcome: Outcome)], JoinFault>) {
        let report = completion
        completion = nil
        timer = nil
        client.close()
        report?(result)
    }
}
