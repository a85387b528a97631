import ChatCore
import Cluster
import Libevent
import NATS
import NATSClient

/// A node's way into its cluster: from a connection to a life of its own, and to what it begins with.
///
/// 1. What may pass is waited for without end: servers that are gone, slow or without a leader. What it waits for is told when it changes.
/// 2. What will not pass is a fault, and ends it (`JoinFault`).
/// 3. A node of the same name that is alive is waited for, `patience` long.
/// 4. A life is begun last: what was begun and not taken up would be in others' way for nothing.
package final class ClusterJoin {
    package enum Event {
        /// What it waits for.
        case waiting(String)
        case warning(String)
        /// The last event.
        case joined(Joined)
        /// The last event.
        case failed(JoinFault)
    }

    package struct Joined {
        package let node: NodeNumber
        package let incarnation: Incarnation
        /// Connected, and not read yet.
        package let log: JetStreamLog
        /// nil: it reads the log from its first message on.
        package let snapshot: Snapshot?
        /// Gives further lives.
        package let lives: NodeLives
    }

    /// How long it takes for what.
    package struct Timing: Sendable {
        /// A node of which nothing is heard for so long is not alive.
        package var silence = Duration.milliseconds(1_500)
        /// So long it waits for a node of the same name to end.
        package var patience = Duration.seconds(30)
        /// Before something is tried again.
        package var pause = Duration.milliseconds(500)

        package init() {}
    }

    /// Of servers it tells once in so long.
    private static let interval = Duration.seconds(60)

    private let settings: ClusterSettings
    private let level: Int
    private let timing: Timing
    private let onEvent: (Event) -> Void
    private let client: Client
    private let streams: Streams
    private let register: NodeRegister
    private var timer: Timer?
    /// Answers to what was asked in an earlier one are of no use.
    private var attempt = 0
    /// What it told last that it waits for, and when.
    private var told: (words: String, isOfServers: Bool, at: Instant)?
    private var faults: ServerFaults
    private var reader: SnapshotReader?
    private var beats: Client.Subscription?
    /// When something was heard of each node.
    private var heard: [NodeNumber: Instant] = [:]
    private var isOver = false

    /// What was read in this attempt.
    private struct Found {
        var log: Streams.State?
        var register: Streams.State?
        var node: NodeNumber?
        /// A node had this name before, and may have it still.
        var isKnown = false
    }

    private var found = Found()

    /// - Parameters:
    ///   - level: the highest that is understood.
    ///   - onEvent: never called from within a call of this.
    /// - Throws: `LibeventError` where memory is out.
    package init(
        on loop: EventLoop, _ settings: ClusterSettings, level: Int = Batch.highestLevel, timing: Timing = Timing(),
        _ onEvent: @escaping (Event) -> Void
    ) throws(LibeventError) {
        (self.settings, self.level, self.timing, self.onEvent) = (settings, level, timing, onEvent)
        faults = ServerFaults(of: settings.options.servers)
        client = try Client(on: loop, settings.options)
        streams = Streams(by: client)
        register = NodeRegister(by: streams, settings.streams)
        client.onEvent = { [weak self] event in self?.changed(event) }
        beats = client.subscribe(to: settings.streams.beats) { [weak self] in self?.hear($0) }
    }

    deinit { if !isOver { client.close() } }

    package func start() { client.start() }

    /// Gives up. Nothing comes any more.
    package func cancel() {
        guard !isOver else { return }
        end()
        client.close()
    }

    private func end() {
        isOver = true
        attempt += 1
        (timer, reader) = (nil, nil)
    }

    private func fail(_ fault: JoinFault) {
        guard !isOver else { return }
        end()
        client.close()
        onEvent(.failed(fault))
    }

    // MARK: - The connection

    private func changed(_ event: Client.Event) {
        switch event {
        case .connected:
            faults.clear()
            begin()
        case .denied(let words): fail(.denied(words))
        case .disconnected(let fault):
            attempt += 1
            (timer, reader) = (nil, nil)
            wait(for: "a server of NATS: \(fault)", isOfServers: true)
        case .failed(let fault, let endpoint):
            faults.add(fault, of: endpoint)
            note()
        }
    }

    /// Tells of servers once all were tried; where none of them will ever do, that is the end.
    private func note() {
        guard faults.areAllTried else { return }
        if faults.areLasting { return fail(.unfit(faults.words)) }
        wait(for: "a server of NATS; \(faults.words.joined(separator: "; "))", isOfServers: true)
    }

    /// - Parameter isOfServers: each attempt may fail otherwise, and that is of no interest each time.
    private func wait(for words: String, isOfServers: Bool = false) {
        let now = Instant.current()
        if let told, told.words == words { return }
        if isOfServers, let told, told.isOfServers, now - told.at < ClusterJoin.interval { return }
        told = (words, isOfServers, now)
        onEvent(.waiting(words))
    }

    // MARK: - Steps

    private func begin() {
        guard !isOver, client.server != nil else { return }
        attempt += 1
        found = Found()
        look(at: 0)
    }

    private func again(after fault: StreamFault, of stream: String) {
        if let fault = JoinFault(fault, of: stream) { return fail(fault) }
        attempt += 1
        reader = nil
        // The connection tells of that itself, and begins anew.
        if case .noAnswer(.cut) = fault { return }
        wait(for: "the stream \(stream): \(fault.words)")
        later(timing.pause) { $0.begin() }
    }

    private func later(_ time: Duration, _ action: @escaping (ClusterJoin) -> Void) {
        do {
            timer = try Timer(on: client.loop) { [weak self] in if let self { action(self) } }
            timer?.schedule(after: time)
        } catch {
            fail(.failed(error))
        }
    }

    /// Only the answer of the present attempt is of use.
    private func ifCurrent<Value>(
        _ stream: String, _ use: @escaping (ClusterJoin, Value) -> Void
    ) -> (Streams.Answer<Value>) -> Void {
        let present = attempt
        return { [weak self] answer in
            guard let self, attempt == present else { return }
            switch answer {
            case .success(let value): use(self, value)
            case .failure(let fault): again(after: fault, of: stream)
            }
        }
    }

    private func look(at index: Int) {
        let all = settings.streams.all
        guard index < all.count else { return readRegister() }
        streams.look(
            at: all[index],
            ifCurrent(all[index].name) { join, state in
                if all[index] == join.settings.streams.log { join.found.log = state }
                if all[index] == join.settings.streams.nodes { join.found.register = state }
                join.look(at: index + 1)
            })
    }

    private func readRegister() {
        guard let state = found.register else { return }
        register.read(
            upTo: state,
            ifCurrent(settings.streams.nodes.name) { join, entries in
                guard let node = NodeRegister.number(for: join.settings.node, among: entries) else {
                    return join.fail(.full)
                }
                join.found.node = node
                join.found.isKnown = entries.contains { $0.node == node }
                join.readSnapshot(node)
            })
    }

    private func readSnapshot(_ node: NodeNumber) {
        let began = Instant.current()
        let stream = settings.streams.snapshots.name
        let reader = SnapshotReader(
            by: streams, settings.streams, level: level
        ) { [weak self] result in
            guard let self else { return }
            self.reader = nil
            switch result {
            case .success(let snapshot): checkBeginning(snapshot, node, began)
            case .failure(.newer(let level)): fail(.newerSnapshot(level: level))
            case .failure(.stream(let fault)): again(after: fault, of: stream)
            }
        }
        reader.onWarning = { [weak self] in self?.onEvent(.warning($0)) }
        self.reader = reader
        reader.start()
    }

    /// What comes behind the snapshot has to be in the log still.
    private func checkBeginning(_ snapshot: Snapshot?, _ node: NodeNumber, _ began: Instant) {
        guard let log = found.log else { return }
        guard log.first <= (snapshot?.sequence ?? 0) + 1 || log.last == 0 else {
            return fail(.noSnapshot(first: log.first))
        }
        // A node that nobody has heard of can't be alive.
        if !found.isKnown { return beginLife(node, snapshot) }
        listen(for: node, since: began, until: began + timing.patience, snapshot)
    }

    // MARK: - Others of the same name

    private func hear(_ delivery: Delivery) {
        if let heartbeat = Heartbeat(text: delivery.payload) { heard[heartbeat.writer.node] = Instant.current() }
    }

    private func listen(for node: NodeNumber, since began: Instant, until deadline: Instant, _ snapshot: Snapshot?) {
        let now = Instant.current()
        let last = max(began, heard[node] ?? began)
        if now - last >= timing.silence { return beginLife(node, snapshot) }
        if last > began {
            wait(for: "another node that is called \(settings.node) to end: it is alive")
            if now >= deadline { return fail(.nameInUse(settings.node)) }
        }
        later(min(timing.silence - (now - last), timing.pause)) {
            $0.listen(for: node, since: began, until: deadline, snapshot)
        }
    }

    // MARK: - A life

    private func beginLife(_ node: NodeNumber, _ snapshot: Snapshot?) {
        guard let last = found.register?.last else { return }
        let present = attempt
        register.begin(settings.node, node, after: last) { [weak self] answer in
            guard let self, attempt == present else { return }
            switch answer {
            case .success(let incarnation): handOver(node, incarnation, snapshot)
            // Another node came meanwhile, perhaps of this name. What is begun in vain is nothing that others see.
            case .failure(let fault) where fault.isLate: begin()
            case .failure(let fault): again(after: fault, of: settings.streams.nodes.name)
            }
        }
    }

    private func handOver(_ node: NodeNumber, _ incarnation: Incarnation, _ snapshot: Snapshot?) {
        guard let subjects = ClusterSubjects(cluster: settings.name, node: node) else { return }
        do {
            let log = try JetStreamLog(by: client, subjects, keptAs: settings.streams.log)
            if let beats { client.unsubscribe(beats) }
            end()
            let lives = NodeLives(of: settings.node, node, in: register)
            onEvent(
                .joined(Joined(node: node, incarnation: incarnation, log: log, snapshot: snapshot, lives: lives)))
        } catch {
            fail(.failed(error))
        }
    }
}

/// Gives a node that others held for dead another life, over the connection that it has.
package struct NodeLives {
    private let name: String
    private let node: NodeNumber
    private let register: NodeRegister

    init(of name: String, _ node: NodeNumber, in register: NodeRegister) {
        (self.name, self.node, self.register) = (name, node, register)
    }

    /// - Parameter completion: called once. After a fault it is to be asked again.
    package func begin(_ completion: @escaping (Streams.Answer<Incarnation>) -> Void) {
        register.begin(name, node, after: nil, completion)
    }
}
