import ChatCore
import Cluster
import Libevent
import NATS
import NATSClient

/// The log of a cluster in a stream of NATS (JetStream).
///
/// What is in the stream comes by two ways. A core subject to which the stream republishes each message costs a server next to nothing, and
/// has no state that could be lost with one; but what it brings may have holes. Where there is one, and at the beginning, an
/// `OrderedConsumer` reads up to the end. Both are read in the order of their sequences, each message once.
package final class JetStreamLog: ClusterLog {
    package var onEvent: ((LogEvent) -> Void)?
    /// What becomes of the connection.
    package var onConnection: ((Client.Event) -> Void)?
    /// What the stream does not do as it should: it is kept otherwise, refuses, or has dropped what is to be read.
    package var onFault: ((StreamFault) -> Void)?

    private let subjects: ClusterSubjects
    private let configuration: StreamConfiguration
    private let client: Client
    let streams: Streams
    /// Fills holes; nil: there is none.
    private var consumer: OrderedConsumer?
    /// Of the last message that was given on; nil: nothing is read yet.
    private var last: UInt64?
    /// The highest of which the live subject told.
    private var highest: UInt64 = 0
    /// How often something was refused. What was appended before is not to be told of again.
    private var refusals = 0
    /// Looks whether there is something that the live subject did not tell of.
    private var watch: Timer?
    /// Nothing was read since it looked the last time.
    private var isSilent = false

    /// - Parameters:
    ///   - client: which has been started, or will be; `close` closes it.
    ///   - configuration: how the stream has to be kept (`ClusterStreams.log`).
    ///   - silence: after so long without a message it looks whether one has passed it by.
    /// - Throws: `LibeventError` where memory is out.
    package init(
        by client: Client, _ subjects: ClusterSubjects, keptAs configuration: StreamConfiguration,
        silence: Duration = .seconds(1)
    ) throws(LibeventError) {
        (self.subjects, self.configuration, self.client) = (subjects, configuration, client)
        streams = Streams(by: client)
        listen()
        client.onEvent = { [weak self] event in self?.changed(event) }
        watch = try Timer(on: client.loop) { [weak self] in self?.look() }
        watch?.schedule(every: silence)
    }

    /// Makes the stream, which somebody has to do once, with the right to.
    package func make(_ completion: @escaping (Streams.Answer<Streams.State>) -> Void) {
        streams.make(configuration, completion)
    }

    /// Ends the connection. Nothing comes any more.
    package func close() {
        onEvent = nil
        consumer = nil
        watch = nil
        client.close()
    }

    private func listen() {
        _ = client.subscribe(to: subjects.live) { [weak self] in self?.heardLive($0) }
        _ = client.subscribe(to: subjects.beats) { [weak self] delivery in
            if let heartbeat = Heartbeat(text: delivery.payload) { self?.onEvent?(.heartbeat(heartbeat)) }
        }
        _ = client.subscribe(to: subjects.letters) { [weak self] delivery in
            guard let node = delivery.subject.tokens.last.flatMap({ UInt8($0) }).flatMap({ NodeNumber($0) }) else {
                return
            }
            self?.onEvent?(.letter(delivery.payload, from: node))
        }
    }

    private func changed(_ event: Client.Event) {
        if case .connected = event, let last {
            // What was republished meanwhile was lost.
            fill(after: last)
        }
        onConnection?(event)
    }

    // MARK: - Writing

    package func append(_ batch: [UInt8]) {
        let before = refusals
        streams.append(batch, to: subjects.log) { [weak self] answer in
            guard let self, case .failure(let fault) = answer, refusals == before else { return }
            refusals += 1
            note(fault)
            onEvent?(.refused)
        }
    }

    package func askLast() {
        streams.look(at: configuration) { [weak self] answer in
            switch answer {
            case .success(let state): self?.onEvent?(.last(state.last))
            case .failure(let fault): self?.note(fault)
            }
        }
    }

    /// That there is no answer is told by the connection, or mended by asking again.
    private func note(_ fault: StreamFault) {
        if case .noAnswer = fault { return }
        onFault?(fault)
    }

    package func send(_ message: [UInt8], to node: NodeNumber) {
        // It may be lost.
        if let subject = subjects.letter(to: node) { try? client.publish(to: subject, message) }
    }

    package func beat(_ heartbeat: Heartbeat) {
        try? client.publish(to: subjects.beat, Array(heartbeat.text.utf8))
    }

    // MARK: - Reading

    package func read(after sequence: UInt64) {
        // It is on its way.
        if consumer != nil, last == sequence { return }
        last = sequence
        fill(after: sequence)
    }

    private func fill(after sequence: UInt64) {
        do {
            consumer = try OrderedConsumer(of: configuration.name, after: sequence, by: streams) { [weak self] event in
                self?.heardConsumer(event)
            }
        } catch {
            // The next message, or a peer's, tells of the hole again.
            consumer = nil
        }
    }

    /// The last messages before a silence may be lost between servers, and no later one tells of the hole.
    private func look() {
        defer { isSilent = true }
        guard isSilent, consumer == nil, let last, client.server != nil else { return }
        streams.look(at: configuration) { [weak self] answer in
            switch answer {
            case .failure(let fault): self?.note(fault)
            case .success(let state):
                guard let self, consumer == nil, self.last == last, state.last > last else { return }
                fill(after: last)
            }
        }
    }

    private func heardLive(_ delivery: Delivery) {
        guard let message = StoredMessage(described: delivery), message.subject == subjects.log else { return }
        highest = max(highest, message.sequence)
        guard let last, message.sequence > last else { return }
        if message.sequence - 1 == last {
            give(message)
        } else if consumer == nil {
            fill(after: last)
        }
    }

    private func heardConsumer(_ event: OrderedConsumer.Event) {
        switch event {
        case .failed(let fault): note(fault)
        case .message(let message, let isLast):
            let present = consumer
            if let last, message.sequence > last {
                guard message.sequence - 1 == last else { return forgotten(before: message.sequence) }
                give(message)
            }
            // Whatever comes later has come, or will, by the live subject. (Who was given it may have begun to read elsewhere.)
            if isLast, consumer === present, let last, highest <= last { consumer = nil }
        }
    }

    /// The stream has dropped what comes next, so a node has to begin with another's state. Nothing more is read until it does.
    private func forgotten(before first: UInt64) {
        (consumer, last) = (nil, nil)
        onFault?(.forgotten(first: first))
    }

    private func give(_ message: StoredMessage) {
        last = message.sequence
        isSilent = false
        onEvent?(.message(LogMessage(sequence: message.sequence, time: message.time, payload: message.payload)))
    }
}
