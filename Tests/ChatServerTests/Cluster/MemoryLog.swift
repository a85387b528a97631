import ChatCore
import Cluster
import Libevent

/// A log in the memory of a test, which several servers on one loop read. What is appended is read in a later turn.
final class MemoryLog {
    private(set) var messages: [LogMessage] = []
    /// Nothing that is appended gets in, nor is refused.
    var isSilent = false
    private let loop: EventLoop
    private var ends: [MemoryLogEnd] = []
    private var timer: Libevent.Timer?

    init(on loop: EventLoop) throws {
        self.loop = loop
        timer = try Libevent.Timer(on: loop) { [unowned self] in for end in ends { end.give() } }
    }

    func makeEnd(of node: NodeNumber) -> MemoryLogEnd {
        let end = MemoryLogEnd(of: self, node)
        ends.append(end)
        return end
    }

    fileprivate func append(_ batch: [UInt8]) {
        guard !isSilent else { return }
        messages.append(LogMessage(sequence: UInt64(messages.count + 1), time: loop.wallTime, payload: batch))
        wake()
    }

    fileprivate func wake() {
        if timer?.isScheduled == false { timer?.schedule(after: .zero) }
    }

    fileprivate func tell(_ event: LogEvent, to node: NodeNumber? = nil, butNot sender: NodeNumber? = nil) {
        for end in ends where node.map({ $0 == end.node }) ?? (end.node != sender) { end.queue(event) }
        wake()
    }
}

/// One node's side of it.
final class MemoryLogEnd: ClusterLog {
    var onEvent: ((LogEvent) -> Void)?
    let node: NodeNumber
    /// It reads nothing, and nobody hears of it.
    var isCut = false {
        didSet { log.wake() }
    }
    private unowned let log: MemoryLog
    /// Up to where it was given what there is; nil: it has not asked yet.
    private var given: UInt64?
    private var events: [LogEvent] = []

    fileprivate init(of log: MemoryLog, _ node: NodeNumber) {
        (self.log, self.node) = (log, node)
    }

    func append(_ batch: [UInt8]) { if !isCut { log.append(batch) } }

    func read(after sequence: UInt64) {
        given = sequence
        log.wake()
    }

    func askLast() {
        if !isCut { queue(.last(UInt64(log.messages.count))) }
        log.wake()
    }

    func send(_ message: [UInt8], to other: NodeNumber) {
        if !isCut { log.tell(.letter(message, from: node), to: other) }
    }

    func beat(_ heartbeat: Heartbeat) {
        if !isCut { log.tell(.heartbeat(heartbeat), butNot: node) }
    }

    fileprivate func queue(_ event: LogEvent) { if !isCut { events.append(event) } }

    fileprivate func give() {
        guard !isCut else { return }
        while let next = given, next < UInt64(log.messages.count) {
            given = next + 1
            onEvent?(.message(log.messages[Int(next)]))
        }
        let events = events
        self.events = []
        for event in events { onEvent?(event) }
    }
}
