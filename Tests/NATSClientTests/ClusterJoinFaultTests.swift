import Libevent
import NATS
import Testing

@testable import JetStreamLog
@testable import NATSClient

@Suite("Joining a cluster whose servers are no good")
struct ClusterJoinFaultTests {
    private static let version = #""headers":true,"max_payload":1048576"#

    private func newcomer(_ stage: Stage) throws -> ClusterJoinTests.Newcomer {
        var options = ClientOptions(
            servers: [try stage.server.endpoint], name: "n", inbox: try subject("_INBOX"))
        options.timing.firstPause = .milliseconds(10)
        options.timing.longestPause = .milliseconds(50)
        let settings = try #require(ClusterSettings(cluster: "c", node: "n", options))
        return try ClusterJoinTests.Newcomer(stage.loop, settings)
    }

    /// What a server greets with, and a part of the fault.
    @Test(
        "a server that will never do is the end, and the words say what to do",
        arguments: [
            ("SSH-2.0-OpenSSH_9.2\r\n", "does not speak NATS"),
            (#"INFO {"version":"2.9.10","jetstream":true,\#(version)}"# + "\r\n", "2.14.0 or newer is needed"),
            (#"INFO {"version":"2.15.1",\#(version)}"# + "\r\n", "set jetstream in its configuration"),
            (#"INFO {"version":"2.15.1","jetstream":true,"tls_required":true,\#(version)}"# + "\r\n", "wants TLS"),
            ("-ERR 'Authorization Violation'\r\n", "Authorization Violation"),
        ])
    func servers(_ greeting: String, _ words: String) throws {
        let stage = try Stage()
        stage.server.greeting = greeting
        let newcomer = try newcomer(stage)
        try stage.run { newcomer.isDone }
        let fault = try #require(newcomer.fault)
        #expect(fault.isConfiguration && fault.description.contains(words), "\(fault)")
    }

    @Test("one that is gone, or says nothing, is waited for")
    func gone() throws {
        let stage = try Stage()
        let newcomer = try newcomer(stage)
        stage.server.onLine = { peer, line in if line == "PING" { peer.connection.close() } }
        try stage.run { !newcomer.waiting.isEmpty }
        let count = stage.server.peers.count
        try stage.run { stage.server.peers.count > count + 3 }
        // Told once, and tried on.
        #expect(newcomer.waiting.count == 1 && newcomer.fault == nil, "\(newcomer.waiting)")
    }

    /// A server that has the streams; `answer`: what it says to what was published, nil where it is to say what it should.
    private func stage(_ answer: @escaping (FakeServer.Published) -> String?) throws -> Stage {
        let stage = try Stage()
        let streams = try #require(ClusterStreams(cluster: "c"))
        stage.server.onPublished = { peer, published in
            if let words = answer(published) { return peer.answer(published, words) }
            if let stream = streams.all.first(where: { published.subject == "$JS.API.STREAM.INFO.\($0.name)" }) {
                peer.answer(published, #"{"config":\#(stream.json.text),"state":{"first_seq":0,"last_seq":0}}"#)
            } else if published.subject == "pl.c.node.n" {
                peer.answer(published, #"{"stream":"PL_c_NODES","seq":7}"#)
            }
        }
        return stage
    }

    @Test("streams that are not there, or not for this account, are the end")
    func streams() throws {
        let answers = [
            (
                #"{"error":{"code":404,"err_code":10059,"description":"stream not found"}}"#,
                "run partylined --cluster-init"
            ),
            (
                #"{"error":{"code":503,"err_code":10039,"description":"JetStream not enabled for account"}}"#,
                "JetStream not enabled for account"
            ),
        ]
        for (answer, words) in answers {
            let stage = try stage { _ in answer }
            let newcomer = try newcomer(stage)
            try stage.run { newcomer.isDone }
            #expect(newcomer.fault?.description.contains(words) == true, "\(newcomer.fault.debugDescription)")
        }
        let denying = try Stage()
        denying.server.onPublished = { peer, _ in peer.send("-ERR 'Permissions Violation for Publish to \"x\"'\r\n") }
        let newcomer = try newcomer(denying)
        try denying.run { newcomer.isDone }
        #expect(newcomer.fault?.description.contains("Permissions Violation for Publish to \"x\"") == true)
    }

    @Test("servers that are full, have no leader, or talk nonsense are waited for, and joined when they are well")
    func patience() throws {
        let full = #"{"error":{"code":400,"err_code":10077,"description":"maximum bytes exceeded"}}"#
        for (answer, words) in [
            (full, "maximum bytes exceeded"), ("{}", "is not understood"), ("<", "is not understood"),
        ] {
            var isWell = false
            let stage = try stage { published in published.subject == "pl.c.node.n" && !isWell ? answer : nil }
            let newcomer = try newcomer(stage)
            try stage.run { !newcomer.waiting.isEmpty }
            #expect(newcomer.waiting[0].hasPrefix("the stream PL_c_NODES: ") && newcomer.waiting[0].contains(words))
            isWell = true
            try stage.run { newcomer.isDone }
            #expect(newcomer.joined?.incarnation.description == "1.7")
        }
    }

    @Test("a log that has dropped its beginning is the end where there is no snapshot")
    func forgotten() throws {
        let streams = try #require(ClusterStreams(cluster: "c"))
        let stage = try stage { published in
            published.subject.hasSuffix("PL_c_0")
                ? #"{"config":\#(streams.log.json.text),"state":{"first_seq":9,"last_seq":20}}"# : nil
        }
        let newcomer = try newcomer(stage)
        try stage.run { newcomer.isDone }
        #expect(newcomer.fault?.description.hasPrefix("the log begins at 9") == true)
    }
}
