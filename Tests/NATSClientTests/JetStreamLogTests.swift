import ChatCore
import Cluster
import Libevent
import NATS
import Testing

@testable import JetStreamLog
@testable import NATSClient

@Suite("A cluster's log in a stream")
struct JetStreamLogTests {
    /// A log at a server that a test plays.
    private final class Reading {
        let stage: Stage
        let log: JetStreamLog
        var events: [LogEvent] = []
        var faults: [StreamFault] = []
        /// What the consumers were asked to begin with.
        var starts: [Int64] = []
        private(set) var inbox = ""
        /// What the server says of what is appended; nil: nothing.
        var acknowledgement: String? = #"{"stream":"PL_c_0","seq":1}"#

        /// What the server says of the stream.
        var information = ""
        private(set) var looks = 0

        init(silence: Duration = .seconds(60)) throws {
            stage = try Stage()
            let node = try #require(NodeNumber(3))
            let subjects = try #require(ClusterSubjects(cluster: "c", node: node))
            var options = ClientOptions(
                servers: [try stage.server.endpoint], name: "node 3", inbox: try subject("_INBOX"))
            options.timing.firstPause = .milliseconds(10)
            let client = try Client(on: stage.loop, options)
            let streams = try #require(ClusterStreams(cluster: "c"))
            log = try JetStreamLog(by: client, subjects, keptAs: streams.log, silence: silence)
            client.start()
            log.onEvent = { [unowned self] in self.events.append($0) }
            log.onFault = { [unowned self] in self.faults.append($0) }
            stage.server.onPublished = { [unowned self] in self.published($0, $1) }
            try listening()
        }

        deinit { log.close() }

        /// The server knows all that the log listens to.
        func listening() throws {
            let count = stage.server.peers.count
            try stage.run { [unowned self] in
                stage.server.peers.count >= max(1, count)
                    && stage.server.peers.last?.id(of: "pl.c.n.3.9") != nil
            }
        }

        private func published(_ peer: FakeServer.Peer, _ published: FakeServer.Published) {
            if published.subject.hasPrefix("$JS.API.CONSUMER") {
                let wanted = JSON(published.payload)?["config"]
                starts.append(wanted?["opt_start_seq"]?.number ?? -1)
                inbox = wanted?["deliver_subject"]?.string ?? ""
                peer.answer(published, published.payload)
            } else if published.subject.hasPrefix("$JS.API.STREAM.INFO") {
                looks += 1
                peer.answer(published, information)
            } else if published.subject == "pl.c.log.0", let acknowledgement {
                peer.answer(published, acknowledgement)
            }
        }

        func live(_ sequence: Int) throws {
            let place = "Nats-Sequence: \(sequence)\r\nNats-Subject: pl.c.log.0\r\nNats-Stream: PL_c_0"
            try stage.peer.message(
                to: "pl.c.live.0", headers: "\r\n\(place)\r\nNats-Time-Stamp: 2026-11-30T22:41:37.5Z", "\(sequence)")
        }

        func consumed(_ sequence: Int, _ count: Int, pending: Int = 1) throws {
            let (peer, inbox) = (try stage.peer, inbox)
            try stage.run { peer.id(of: inbox) != nil }
            let id = try #require(peer.id(of: inbox))
            let text = "\(sequence)"
            peer.send(
                "MSG pl.c.log.0 \(id) $JS.ACK.PL_c_0.c.1.\(sequence).\(count).5000.\(pending) \(text.utf8.count)\r\n"
                    + "\(text)\r\n")
        }

        /// The sequences that were given, which are also what the messages say.
        var given: [UInt64] {
            events.compactMap { event in
                guard case .message(let message) = event, Array("\(message.sequence)".utf8) == message.payload else {
                    return nil
                }
                return message.sequence
            }
        }
    }

    @Test("a node reads from the stream's beginning on, then what is republished, and fills holes")
    func reading() throws {
        let reading = try Reading()
        try reading.live(4)
        reading.log.read(after: 0)
        reading.log.read(after: 0)
        try reading.stage.run { reading.starts == [1] }
        for sequence in 1...3 { try reading.consumed(sequence, sequence) }
        try reading.stage.run { reading.given.count == 3 }
        // The consumer is not through with what it had as it sent its last one, as more was republished.
        try reading.live(6)
        try reading.consumed(4, 4, pending: 0)
        try reading.stage.run { reading.given.count == 4 }
        try reading.consumed(5, 5)
        try reading.consumed(6, 6, pending: 0)
        try reading.stage.run { reading.given.last == 6 }
        try reading.live(7)
        try reading.stage.run { reading.given.last == 7 }
        #expect(reading.starts == [1])
        try reading.live(10)
        try reading.live(7)
        try reading.stage.run { reading.starts == [1, 8] }
        for (index, sequence) in (8...10).enumerated() {
            try reading.consumed(sequence, index + 1, pending: 10 - sequence)
        }
        try reading.stage.run { reading.given.last == 10 }
        try reading.live(11)
        try reading.stage.run { reading.given.last == 11 }
        #expect(reading.given == Array(1...11) && reading.starts == [1, 8] && reading.faults.isEmpty)
        // What was republished while it was cut off was lost.
        reading.stage.server.hangUp()
        try reading.stage.run { reading.stage.server.peers.count == 2 && reading.starts == [1, 8, 12] }
    }

    @Test("messages that passed it by before a silence are read, too")
    func silence() throws {
        let reading = try Reading(silence: .milliseconds(10))
        let streams = try #require(ClusterStreams(cluster: "c"))
        func tell(_ last: Int) {
            reading.information =
                #"{"config":\#(streams.log.json.text),"state":{"first_seq":1,"last_seq":\#(last)}}"#
        }
        tell(0)
        reading.log.read(after: 0)
        try reading.stage.run { reading.starts == [1] }
        try reading.consumed(1, 1, pending: 0)
        tell(1)
        try reading.stage.run { reading.looks > 2 }
        #expect(reading.starts == [1])
        tell(2)
        try reading.stage.run { reading.starts == [1, 2] }
        try reading.consumed(2, 1, pending: 0)
        let looks = reading.looks
        try reading.stage.run { reading.looks > looks + 1 }
        #expect(reading.given == [1, 2] && reading.starts == [1, 2] && reading.faults.isEmpty)
    }

    private func node(_ number: UInt8) throws -> NodeNumber { try #require(NodeNumber(number)) }

    @Test("where the stream has dropped what comes next, its owner is told, and nothing is given")
    func forgotten() throws {
        let reading = try Reading()
        reading.log.read(after: 2)
        try reading.stage.run { reading.starts == [3] }
        try reading.consumed(9, 1)
        try reading.stage.run { reading.faults == [.forgotten(first: 9)] }
        try reading.live(10)
        try reading.stage.pass(.milliseconds(20))
        #expect(reading.given.isEmpty && reading.starts == [3])
    }

    @Test("what was not taken is told once for all that was on its way")
    func refusals() throws {
        let reading = try Reading()
        for _ in 0..<3 { reading.log.append(Array("P1".utf8)) }
        let peer = try reading.stage.peer
        try reading.stage.run { peer.published.filter { $0.subject == "pl.c.log.0" }.count == 3 }
        #expect(reading.events.isEmpty)
        reading.acknowledgement = #"{"error":{"code":503,"err_code":10008,"description":"no leader"}}"#
        for _ in 0..<3 { reading.log.append(Array("P1".utf8)) }
        try reading.stage.run { !reading.events.isEmpty }
        try reading.stage.pass(.milliseconds(20))
        #expect(reading.events == [.refused])
        #expect(reading.faults == [.refused(code: 10_008, description: "no leader")])
        reading.acknowledgement = nil
        for _ in 0..<3 { reading.log.append(Array("P1".utf8)) }
        try reading.stage.run { peer.published.filter { $0.subject == "pl.c.log.0" }.count == 9 }
        reading.stage.server.hangUp()
        try reading.stage.run { reading.events.count == 2 }
        #expect(reading.events == [.refused, .refused])
    }

    @Test("nodes hear of each other beside the log")
    func letters() throws {
        let reading = try Reading()
        let node = try #require(NodeNumber(9))
        let heartbeat = Heartbeat(of: Incarnation(node, 7), sequence: 5, digest: .max, level: 1)
        let peer = try reading.stage.peer
        peer.message(to: "pl.c.hb.9", heartbeat.text)
        peer.message(to: "pl.c.hb.9", "H2 nothing")
        peer.message(to: "pl.c.n.3.9", "alive?")
        peer.message(to: "pl.c.n.3.0", "from nobody")
        try reading.stage.run { reading.events.count == 2 }
        #expect(reading.events == [.heartbeat(heartbeat), .letter(Array("alive?".utf8), from: node)])
        reading.log.beat(heartbeat)
        reading.log.send(Array("yes".utf8), to: node)
        try reading.stage.run { peer.published.count == 2 }
        #expect(peer.published[0] == .init(subject: "pl.c.hb.3", reply: nil, payload: heartbeat.text))
        #expect(peer.published[1] == .init(subject: "pl.c.n.9.3", reply: nil, payload: "yes"))
    }

    @Test("a heartbeat's text is read as it was written, and nothing else is one")
    func heartbeats() throws {
        let writer = Incarnation(try #require(NodeNumber(64)), .max)
        let heartbeat = Heartbeat(of: writer, sequence: 0, digest: 12, level: 3)
        #expect(heartbeat.text == "H1 64 18446744073709551615 0 12 3")
        #expect(Heartbeat(text: Array(heartbeat.text.utf8)) == heartbeat)
        #expect(Heartbeat(text: Array("\(heartbeat.text) more".utf8)) == heartbeat)
        for text in [
            "", "H1", "H2 1 1 1 1 1", "H1 0 1 1 1 1", "H1 65 1 1 1 1", "H1 1 1 1 1", "H1 1 +1 1 1 1", "H1 1 -1 1 1 1",
            "H1 1  1 1 1 1", "H1 1 18446744073709551616 1 1 1",
        ] { #expect(Heartbeat(text: Array(text.utf8)) == nil, "\(text)") }
        let node = try #require(NodeNumber(1))
        for name in ["", "a.b", "a b", "é", "*"] { #expect(ClusterSubjects(cluster: name, node: node) == nil) }
    }
}
