import Libevent
import NATS

/// Reads a stream from a message on, in its order, each message once, without end.
///
/// What delivers at the server (a consumer) has no state that matters: where one is gone, silent, or has left something out, another is
/// made from the next message that was not read. So it lasts over servers that die, and connections that break.
package final class OrderedConsumer {
    package enum Event {
        /// `isLast`: no other was in the stream behind it when it was sent.
        case message(StoredMessage, isLast: Bool)
        /// The server refuses, or does not answer; it goes on asking.
        case failed(StreamFault)
    }

    /// The server says so often that it is there while it has nothing to deliver.
    private let heartbeat: Duration
    private let streams: Streams
    private let stream: String
    private let onEvent: (Event) -> Void
    private var timer: Timer?
    /// Where what is delivered comes; nil: it is not reading.
    private var subscription: Client.Subscription?
    /// By the count of the present consumer.
    private var lastDelivered: UInt64 = 0
    /// How many consumers it has had. One that was given up may speak still.
    private var attempt: UInt64 = 0
    private var isMade = false
    /// The sequence of the last message that was read, or before the first.
    package private(set) var last: UInt64

    /// Begins to read behind a sequence; where the stream has forgotten what comes next, with the first message that it has.
    /// - Throws: `LibeventError` where memory is out.
    package init(
        of stream: String, after last: UInt64, by streams: Streams, heartbeat: Duration = .seconds(1),
        _ onEvent: @escaping (Event) -> Void
    ) throws(LibeventError) {
        precondition(StreamConfiguration.isName(stream), "a stream's name")
        (self.stream, self.last, self.streams, self.heartbeat) = (stream, last, streams, heartbeat)
        self.onEvent = onEvent
        timer = try Timer(on: streams.client.loop) { [weak self] in self?.begin() }
        timer?.schedule(after: .zero)
    }

    deinit { stop() }

    /// Reads no more. The server forgets the consumer by itself.
    package func stop() {
        timer = nil
        giveUp()
    }

    private func giveUp() {
        if let subscription { streams.client.unsubscribe(subscription) }
        subscription = nil
        isMade = false
    }

    // MARK: - Consumers

    /// Makes a consumer, in place of one that is of no use any more.
    private func begin() {
        giveUp()
        attempt += 1
        lastDelivered = 0
        let inbox = streams.client.newInbox()
        subscription = streams.client.subscribe(to: inbox) { [weak self] in self?.read($0) }
        // Also where no answer comes.
        awaitWord()
        let present = attempt
        let name = "pl_\(streams.client.run)_\(inbox.tokens.last ?? "")"
        streams.ask("CONSUMER.CREATE.\(stream).\(name)", configuration(name, inbox)) { [weak self] answer in
            self?.made(answer, attempt: present)
        }
    }

    private func configuration(_ name: String, _ inbox: Subject) -> JSON {
        func nanoseconds(_ time: Duration) -> JSON {
            let (seconds, attoseconds) = time.components
            return .number(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        }
        let wanted: [JSON.Member] = [
            .init("name", .string(name)), .init("deliver_subject", .string(inbox.text)),
            .init("deliver_policy", .string("by_start_sequence")),
            .init("opt_start_seq", .number(Int64(clamping: last &+ 1))), .init("ack_policy", .string("none")),
            .init("max_deliver", .number(1)), .init("flow_control", .bool(true)),
            .init("idle_heartbeat", nanoseconds(heartbeat)), .init("inactive_threshold", nanoseconds(.seconds(5))),
            .init("mem_storage", .bool(true)), .init("num_replicas", .number(1)),
        ]
        return .object([.init("stream_name", .string(stream)), .init("config", .object(wanted))])
    }

    private func made(_ answer: Streams.Answer<JSON>, attempt: UInt64) {
        guard attempt == self.attempt, timer != nil else { return }
        switch answer {
        case .success(let answer):
            // One that begins elsewhere would leave out messages, or tell of them twice.
            guard answer["config"]?["opt_start_seq"]?.number == Int64(clamping: last &+ 1) || lastDelivered > 0 else {
                return failed(.differs(["opt_start_seq"]))
            }
            isMade = true
            awaitWord()
        case .failure(let fault): failed(fault)
        }
    }

    private func failed(_ fault: StreamFault) {
        giveUp()
        timer?.schedule(after: heartbeat / 2)
        onEvent(.failed(fault))
    }

    /// A server that says nothing for so long has lost the consumer.
    private func awaitWord() {
        timer?.schedule(after: max(heartbeat * 2.5, isMade || lastDelivered > 0 ? .zero : streams.patience * 2))
    }

    // MARK: - What it delivers

    private func read(_ delivery: Delivery) {
        guard subscription != nil else { return }
        if let status = delivery.headers?.status { return understand(status, delivery) }
        guard let place = delivery.reply.flatMap({ AckSubject($0) }), place.stream == stream else { return }
        guard place.consumerSequence == lastDelivered &+ 1, place.sequence > last else { return begin() }
        lastDelivered = place.consumerSequence
        last = place.sequence
        awaitWord()
        onEvent(.message(StoredMessage(consumed: delivery, at: place), isLast: place.pending == 0))
    }

    private func understand(_ status: Headers.Status, _ delivery: Delivery) {
        guard status.code == Headers.Status.idle else {
            return failed(.refused(code: status.code, description: status.words))
        }
        awaitWord()
        // It waits until it is told that this was read.
        let stalled = delivery.headers?["Nats-Consumer-Stalled"].flatMap { Subject($0) }
        if let reply = delivery.reply ?? stalled, reply.isPlain { try? streams.client.publish(to: reply, []) }
        if let sent = delivery.headers?["Nats-Last-Consumer"].flatMap({ UInt64($0) }), sent != lastDelivered { begin() }
    }
}
