import Libevent
import NATS
import Testing

@testable import NATSClient

@Suite("Streams")
struct StreamsTests {
    static func configuration() throws -> StreamConfiguration {
        var wanted = StreamConfiguration(name: "PL_c_0", subjects: [try subject("pl.c.log.0")])
        (wanted.replicas, wanted.mostBytes) = (1, 1 << 20)
        wanted.republishing = try subject("pl.c.live.0")
        return wanted
    }

    /// A connected client, and a server that answers each request by what a test says.
    private func stage(answering: @escaping (FakeServer.Published) -> String) throws -> Stage {
        let stage = try Stage()
        stage.server.onPublished = { peer, published in peer.answer(published, answering(published)) }
        try stage.connect()
        return stage
    }

    private func outcome<Value>(
        _ stage: Stage, of ask: (Streams, @escaping (Streams.Answer<Value>) -> Void) throws -> Void
    ) throws -> Streams.Answer<Value> {
        var outcome: Streams.Answer<Value>?
        try ask(Streams(by: try #require(stage.client))) { outcome = $0 }
        try stage.run { outcome != nil }
        return try #require(outcome)
    }

    @Test("a stream is made as it is to be, and what a server echoes is compared")
    func making() throws {
        let wanted = try StreamsTests.configuration()
        let echoed = wanted.json.text.dropLast() + #","consumer_limits":{},"metadata":{"_nats.level":"1"}}"#
        func answer(_ configuration: some StringProtocol) -> String {
            #"{"type":"x","config":\#(configuration),"state":{"messages":2,"first_seq":3,"last_seq":4}}"#
        }
        let right = try stage { _ in answer(echoed) }
        #expect(try outcome(right) { $0.make(wanted, $1) } == .success(Streams.State(first: 3, last: 4)))
        let asked = try #require(try right.peer.published.first)
        #expect(asked.subject == "$JS.API.STREAM.CREATE.PL_c_0" && asked.payload == wanted.json.text)
        #expect(try outcome(right) { $0.look(at: wanted, $1) } == .success(Streams.State(first: 3, last: 4)))
        #expect(try right.peer.published.last?.subject == "$JS.API.STREAM.INFO.PL_c_0")
        for (old, new, name) in [
            ("\"num_replicas\":1", "\"num_replicas\":3", "num_replicas"), ("\"deny_delete\":true,", "", "deny_delete"),
            ("pl.c.live.0", "pl.c.dead.0", "republish"), ("pl.c.log.0\"]", "pl.c.log.1\"]", "subjects"),
        ] {
            let parts = String(echoed).split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
            try #require(parts.count == 2)
            let wrong = try stage { _ in answer(parts.joined(separator: new)) }
            #expect(try outcome(wrong) { $0.look(at: wanted, $1) } == .failure(.differs([name])))
        }
        var plain = wanted
        plain.republishing = nil
        #expect(try outcome(right) { $0.look(at: plain, $1) } == .failure(.differs(["republish"])))
    }

    @Test("what a server refuses, and what is no answer")
    func faults() throws {
        let wanted = try StreamsTests.configuration()
        let words = #"{"error":{"code":404,"err_code":10059,"description":"stream not found"}}"#
        let outcome = try outcome(try stage { _ in words }) { $0.look(at: wanted, $1) }
        #expect(outcome == .failure(.refused(code: 10_059, description: "stream not found")))
        if case .failure(let fault) = outcome { #expect(fault.isUnknownStream && !fault.isLate) }
        for words in ["", "[]", "{}", "no", #"{"config":{},"state":{}}"#, #"{"config":3}"#] {
            let outcome = try self.outcome(try stage { _ in words }) { $0.look(at: wanted, $1) }
            guard case .failure = outcome else {
                Issue.record("\(words)")
                continue
            }
            let appended = try self.outcome(try stage { _ in words }) { $0.append([], to: wanted.subjects[0], $1) }
            #expect(appended == .failure(.notUnderstood))
        }
        let alone = try Stage()
        try alone.connect()
        alone.server.onPublished = { peer, published in peer.message(to: published.reply ?? "", headers: " 503", "") }
        let silence = try self.outcome(alone) { $0.append([], to: wanted.subjects[0], $1) }
        #expect(silence == .failure(.noAnswer(.noResponders)))
    }

    @Test("messages are appended where the stream is as far as it was held to be")
    func appending() throws {
        let log = try subject("pl.c.log.0")
        let taken = try stage { _ in #"{"stream":"PL_c_0","seq":17}"# }
        #expect(try outcome(taken) { $0.append([1], to: log, after: 16, $1) } == .success(17))
        #expect(try taken.peer.published.first?.payload == "NATS/1.0\r\nNats-Expected-Last-Sequence: 16\r\n\r\n\u{1}")
        let late = try stage { _ in #"{"error":{"code":400,"err_code":10071,"description":"wrong last sequence: 9"}}"# }
        let outcome = try outcome(late) { $0.append([1], to: log, after: 16, $1) }
        guard case .failure(let fault) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(fault.isLate)
    }

    // MARK: - Consumers

    /// A consumer whose server is a test's.
    private final class Reading {
        let stage: Stage
        var consumer: OrderedConsumer?
        var read: [String] = []
        var faults: [StreamFault] = []
        /// The questions for consumers.
        var asked: [JSON] = []

        init(after last: UInt64, heartbeat: Duration = .seconds(10)) throws {
            stage = try Stage()
            stage.server.onPublished = { [unowned self] peer, published in
                guard published.subject.hasPrefix("$JS.API.CONSUMER"), let question = JSON(published.payload) else {
                    return
                }
                asked.append(question)
                peer.answer(published, published.payload)
            }
            let client = try stage.connect()
            consumer = try OrderedConsumer(of: "S", after: last, by: Streams(by: client), heartbeat: heartbeat) {
                [unowned self] event in
                switch event {
                case .message(let message, let isLast):
                    read.append("\(message.sequence)@\(message.time)\(isLast ? "." : "")")
                case .failed(let fault): faults.append(fault)
                }
            }
            try stage.run { self.asked.count == 1 }
        }

        var inbox: String { asked.last?["config"]?["deliver_subject"]?.string ?? "" }
        var start: Int64? { asked.last?["config"]?["opt_start_seq"]?.number }

        /// As a server delivers it: under the subject by which it is kept.
        func deliver(_ sequence: Int, _ count: Int, pending: Int = 1) throws {
            let peer = try stage.peer
            let id = try #require(peer.id(of: inbox))
            peer.send("MSG a.b \(id) $JS.ACK.S.c.1.\(sequence).\(count).5000.\(pending) 2\r\nhi\r\n")
        }

        func tell(_ words: String, reply: String? = nil) throws {
            try stage.peer.message(to: inbox, reply: reply, headers: words, "")
        }
    }

    @Test("a stream is read in its order; what is left out is asked for again")
    func reading() throws {
        let reading = try Reading(after: 6)
        #expect(reading.start == 7)
        try reading.deliver(7, 1)
        // Some have been deleted.
        try reading.deliver(11, 2, pending: 0)
        try reading.stage.run { reading.read == ["7@5", "11@5."] }
        // The third is missing.
        try reading.deliver(13, 4)
        try reading.stage.run { reading.asked.count == 2 }
        #expect(reading.start == 12 && reading.read.count == 2)
        try reading.deliver(12, 1)
        try reading.stage.run { reading.read.last == "12@5" }
        // One was sent that has not come.
        try reading.tell(" 100 Idle Heartbeat\r\nNats-Last-Consumer: 2")
        try reading.stage.run { reading.asked.count == 3 }
        #expect(reading.start == 13 && Set(reading.asked.map { $0["config"]?["name"]?.string }).count == 3)
        #expect(reading.faults.isEmpty)
    }

    @Test("a server that waits is answered; one that is silent, or refuses, is asked again")
    func patience() throws {
        let reading = try Reading(after: 0, heartbeat: .milliseconds(40))
        try reading.tell(" 100 FlowControl Request", reply: "fc.1")
        try reading.tell(" 100 Idle Heartbeat\r\nNats-Last-Consumer: 0\r\nNats-Consumer-Stalled: fc.2")
        let peer = try reading.stage.peer
        try reading.stage.run {
            peer.published.map(\.subject).filter { $0.hasPrefix("fc.") } == ["fc.1", "fc.2"]
        }
        let before = reading.asked.count
        try reading.stage.run { reading.asked.count > before }
        let then = reading.asked.count
        // Another consumer may have been asked for meanwhile, which knows nothing of it.
        try reading.stage.run {
            if reading.faults.isEmpty { try? reading.tell(" 409 Consumer Deleted") }
            return reading.faults.first == .refused(code: 409, description: "Consumer Deleted")
        }
        try reading.stage.run { reading.asked.count > then }
        // Over connections, too.
        reading.stage.server.hangUp()
        let last = reading.asked.count
        try reading.stage.run { reading.asked.count > last }
        reading.consumer?.stop()
        let end = reading.asked.count
        try reading.stage.pass(.milliseconds(150))
        #expect(reading.asked.count == end)
    }

    @Test("what is republished tells where it stands")
    func republished() throws {
        func message(_ fields: String) throws -> StoredMessage? {
            var headers = Headers()
            for field in fields.split(separator: ",") {
                let parts = field.split(separator: "=")
                headers.add(String(parts[0]), String(parts[1]))
            }
            return StoredMessage(described: Delivery(to: try subject("live"), by: 1, headers: headers, [7]))
        }
        let time = "Nats-Time-Stamp=2026-11-30T22:41:37.123456789Z"
        let right = try #require(try message("Nats-Sequence=9,Nats-Subject=pl.c.log.0,\(time)"))
        #expect(right.sequence == 9 && right.time == 1_796_078_497_123_456 && right.payload == [7])
        for fields in [
            "", "Nats-Subject=a,\(time)", "Nats-Sequence=0,Nats-Subject=a,\(time)", "Nats-Sequence=9,\(time)",
            "Nats-Sequence=9,Nats-Subject=a", "Nats-Sequence=9,Nats-Subject=a,Nats-Time-Stamp=now",
        ] { #expect(try message(fields) == nil, "\(fields)") }
    }
}
