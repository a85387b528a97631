import ChatCore
import TestSupport

@testable import Cluster

/// A log that breaks whatever it may: it loses batches and answers, takes batches twice and in another order, refuses, falls silent, and
/// gives its readers what it has late, twice, or with gaps. One thing it keeps: each sequence has one payload and one time for all.
final class SimulatedLog {
    private(set) var messages: [LogMessage] = []
    private var generator: SplitMix64
    /// On their way to it, in the order in which they were sent.
    private var requests: [(port: Port, batch: [UInt8])] = []
    private var ports: [Port] = []
    /// By its own clock, which may be set.
    private(set) var time: Int64 = 1_795_000_000_000_000
    /// It has no leader: for so many steps nothing is taken.
    private var leaderless = 0
    /// Nothing breaks any more.
    var isHealed = false
    private(set) var faults = Faults()

    /// What was done to the nodes.
    struct Faults {
        var lost = 0
        var refused = 0
        var doubled = 0
        var swapped = 0
        var unacknowledged = 0
    }

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    func port(of node: NodeNumber) -> Port {
        let port = Port(to: self, of: node)
        ports.append(port)
        return port
    }

    func close(_ port: Port) {
        ports.removeAll { $0 === port }
        port.onEvent = nil
        // What was sent may arrive for a while.
    }

    fileprivate func request(_ batch: [UInt8], by port: Port) {
        requests.append((port, batch))
    }

    fileprivate func beat(_ heartbeat: Heartbeat, by port: Port) {
        for other in ports where other !== port && !chance(30) { other.later(.heartbeat(heartbeat)) }
    }

    fileprivate func send(_ message: [UInt8], to node: NodeNumber, by port: Port) {
        if !chance(10) { ports.first { $0.node == node }?.later(.letter(message, from: port.node)) }
    }

    private func chance(_ percent: Int) -> Bool { !isHealed && generator.chance(percent) }

    /// Time passes.
    func step() {
        time += Int64(generator.below(40_000))
        if chance(1) { time += Int64(generator.below(20_000_000)) - 10_000_000 }
        if isHealed {
            leaderless = 0
        } else if leaderless > 0 {
            leaderless -= 1
        } else if isLosingLeader() {
            leaderless = 60
        }
        takeRequests()
        for port in ports where !port.isSilent { give(to: port) }
    }

    private func isLosingLeader() -> Bool { generator.below(400) == 0 }

    private func takeRequests() {
        var left = isHealed ? requests.count : generator.below(4)
        while left > 0, !requests.isEmpty {
            left -= 1
            let isSwapped = requests.count > 1 && chance(15)
            if isSwapped { faults.swapped += 1 }
            let (port, batch) = requests.remove(at: isSwapped ? 1 : 0)
            if leaderless > 0 {
                if chance(50) { refuse(port) } else { faults.lost += 1 }
                continue
            }
            switch isHealed ? 99 : generator.below(100) {
            case 0..<5: faults.lost += 1
            case 5..<10: refuse(port)
            case 10..<14:
                put(batch)
                faults.unacknowledged += 1
                port.later(.refused)
            case 14..<18:
                put(batch)
                faults.doubled += 1
                requests.append((port, batch))
            default: put(batch)
            }
        }
    }

    private func refuse(_ port: Port) {
        faults.refused += 1
        port.later(.refused)
    }

    private func put(_ batch: [UInt8]) {
        messages.append(LogMessage(sequence: UInt64(messages.count + 1), time: time, payload: batch))
    }

    private func give(to port: Port) {
        port.giveAnswers()
        if let position = port.position, position > 0, chance(2) {
            port.give(messages[generator.below(Int(position))])
        }
        for _ in 0..<(isHealed ? messages.count : generator.below(5)) {
            guard var next = port.position.map(Int.init), next < messages.count else { break }
            // One is left out: it is asked for.
            if chance(2), next + 1 < messages.count { next += 1 }
            port.position = UInt64(next + 1)
            port.give(messages[next])
        }
    }

    /// A node's way to the log.
    final class Port: ClusterLog {
        var onEvent: ((LogEvent) -> Void)?
        let node: NodeNumber
        /// Behind which it is read; nil: not yet.
        var position: UInt64?
        /// Nothing comes through.
        var isSilent = false
        /// Is given each message, and may give another one on.
        var altering: ((LogMessage) -> LogMessage?)?
        /// Whether a batch is to be kept from the log.
        var dropping: (([UInt8]) -> Bool)?
        /// Is told of each message that was given.
        var onGiven: (() -> Void)?
        private unowned let log: SimulatedLog
        private var answers: [LogEvent] = []

        fileprivate init(to log: SimulatedLog, of node: NodeNumber) {
            (self.log, self.node) = (log, node)
        }

        func append(_ batch: [UInt8]) {
            if !isSilent, dropping?(batch) != true { log.request(batch, by: self) }
        }

        func read(after sequence: UInt64) { position = sequence }

        func askLast() { if !isSilent { later(.last(UInt64(log.messages.count))) } }

        func send(_ message: [UInt8], to node: NodeNumber) { if !isSilent { log.send(message, to: node, by: self) } }

        func beat(_ heartbeat: Heartbeat) { if !isSilent { log.beat(heartbeat, by: self) } }

        func later(_ event: LogEvent) { answers.append(event) }

        fileprivate func giveAnswers() {
            let given = answers
            answers = []
            for answer in given where !log.chance(10) { onEvent?(answer) }
        }

        fileprivate func give(_ message: LogMessage) {
            guard let message = altering.map({ $0(message) }) ?? message else { return }
            onEvent?(.message(message))
            onGiven?()
        }
    }
}
