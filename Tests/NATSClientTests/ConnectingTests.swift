import Libevent
import NATS
import Secrets
import TestSupport
import Testing

@testable import NATSClient

@Suite("Connecting to a server of NATS")
struct ConnectingTests {
    @Test("a client says who it is, and listens before it says that it is connected")
    func introduction() throws {
        let stage = try Stage()
        try stage.connect {
            $0.credentials = .password(user: "node", Secret("pass \"word\"".utf8))
        }
        let peer = try stage.peer
        let introduction = try #require(peer.introduction)
        #expect(introduction["user"]?.string == "node" && introduction["pass"]?.string == "pass \"word\"")
        #expect(introduction["headers"]?.bool == true && introduction["no_responders"]?.bool == true)
        #expect(introduction["verbose"]?.bool == false && introduction["name"]?.string == "node 1")
        #expect(introduction["tls_required"]?.bool == false && introduction["nkey"] == nil)
        try stage.run { peer.lines.count >= 3 }
        #expect(peer.lines[1] == "PING" && peer.lines[2].hasPrefix("SUB _INBOX.pl.1."))
        #expect(stage.events.count == 1)
    }

    @Test("a key signs what the server asks for")
    func key() throws {
        let raw = NKeyTests.userSeed + [UInt8](repeating: 9, count: 32)
        let key = try NKey(seed: Secret(Base32.text(of: CheckSum.adding(to: raw)).utf8))
        let stage = try Stage()
        try stage.connect { $0.credentials = .key(key) }
        let introduction = try #require(try stage.peer.introduction)
        #expect(introduction["nkey"]?.string == key.publicText)
        #expect(introduction["sig"]?.string == key.signature(of: "n0nce") && introduction["pass"] == nil)
    }

    @Test("a server may speak byte by byte")
    func bytes() throws {
        let stage = try Stage()
        let greeting = try #require(stage.server.greeting)
        (stage.server.greeting, stage.server.answersPings) = (nil, false)
        let client = try stage.start { $0.timing.attempt = .seconds(20) }
        try stage.run { !stage.server.peers.isEmpty }
        let peer = try stage.peer
        var heard: [Delivery] = []
        _ = client.subscribe(to: try subject("a.b")) { heard.append($0) }
        for byte in greeting.utf8 {
            peer.connection.write([byte])
            try stage.pass(.zero)
        }
        try stage.run { peer.lines.contains("PING") }
        for byte in "PONG\r\n".utf8 {
            peer.connection.write([byte])
            try stage.pass(.zero)
        }
        try stage.run { peer.id(of: "a.b") != nil }
        let id = try #require(peer.id(of: "a.b"))
        let words =
            "PING\r\n+OK\r\nHMSG a.b \(id) re.ply 22 26\r\nNATS/1.0\r\na: value\r\n\r\n\r\nhi\r\n"
            + "MSG a.b \(id) 0\r\n\r\n"
        for byte in words.utf8 {
            peer.connection.write([byte])
            try stage.pass(.zero)
        }
        try stage.run { heard.count == 2 }
        #expect(heard[0].headers?["a"] == "value" && heard[0].reply?.text == "re.ply" && heard[1].payload.isEmpty)
        #expect(peer.lines.contains("PONG") && stage.events.count == 1)
    }

    /// What a server greets with, and why the client does not want it.
    private static let greetings: [(String, @Sendable (ConnectionFault) -> Bool)] = [
        ("SSH-2.0-OpenSSH_9.2\r\n", isNoNATS), ("HTTP/1.1 400 Bad Request\r\n\r\n", isNoNATS), ("\n", isNoNATS),
        ("INFO\r\n", isNoNATS), ("INFO []\r\n", isNoNATS), ("INFO {}\r\n", isNoNATS), ("PING\r\n", isNoNATS),
        ("PONG\r\n", isNoNATS), ("MSG a 1 2\r\nhi\r\n", isNoNATS),
        (String(repeating: "x", count: ServerDecoder.lineBytes + 1), { $0 == .notUnderstood(.longLine) }),
        ("-ERR 'Authorization Timeout'\r\n", { $0 == .refused("Authorization Timeout") }),
        ("INFO \(told("2.13.9"))\r\n", { $0 == .tooOld(ServerInfo.Version(2, 13, 9)) }),
        ("INFO \(told("2.14.0", #","jetstream":false"#))\r\n", { $0 == .hasNoStreams }),
        ("INFO \(told("2.14.0", #","jetstream":true,"ldm":true"#))\r\n", { $0 == .leaving }),
        ("INFO \(told("2.14.0", #","jetstream":true,"tls_required":true"#))\r\n", { $0 == .needsTLS }),
    ]

    private static func told(_ version: String, _ more: String = "") -> String {
        #"{"version":"\#(version)","headers":true,"max_payload":1024\#(more)}"#
    }

    @Sendable private static func isNoNATS(_ fault: ConnectionFault) -> Bool {
        if case .notUnderstood = fault { true } else { false }
    }

    @Test("a server that is none, or of no use, is told from one that is", arguments: 0..<15)
    func greetings(_ index: Int) throws {
        let (greeting, isRight) = ConnectingTests.greetings[index]
        let stage = try Stage()
        stage.server.greeting = greeting
        let client = try stage.start()
        try stage.run { stage.events.count >= 2 }
        #expect(client.server == nil)
        for event in stage.events { #expect(event.fault.map(isRight) == true, "\(greeting.prefix(60)): \(event)") }
        // It is not given up.
        stage.server.greeting = "INFO \(FakeServer.info)\r\n"
        try stage.run { client.server != nil }
    }

    @Test("one who refuses says why, also where it closes at once")
    func refusal() throws {
        let stage = try Stage()
        stage.server.answersPings = false
        stage.server.onLine = { peer, line in
            guard line == "PING" else { return }
            peer.send("-ERR 'Authorization Violation'\r\n")
            peer.connection.closeAfterDrain(within: .seconds(1))
        }
        try stage.start()
        try stage.run { !stage.events.isEmpty }
        #expect(stage.events.first?.fault == .refused("Authorization Violation"))
    }

    @Test("a server may hang up at any time; the client comes back")
    func hangUps() throws {
        for stop in ["accepting", "CONNECT ", "PING", "SUB "] {
            let stage = try Stage()
            var isHarsh = true
            if stop == "accepting" { stage.server.greeting = nil }
            stage.server.onLine = { peer, line in
                if isHarsh, line.hasPrefix(stop) { peer.connection.close() }
            }
            let client = try stage.start()
            if stop == "accepting" {
                try stage.run { !stage.server.peers.isEmpty }
                stage.server.hangUp()
            }
            try stage.run { stage.events.contains { $0.fault != nil } }
            #expect(stage.events.allSatisfy { $0.fault == nil || $0.fault == .ended || $0.fault?.isBroken == true })
            isHarsh = false
            stage.server.greeting = "INFO \(FakeServer.info)\r\n"
            let count = stage.server.peers.count
            try stage.run { client.server != nil && stage.server.peers.count > count }
        }
    }

    @Test("one that says nothing is given up")
    func silence() throws {
        for isGreeting in [false, true] {
            let stage = try Stage()
            stage.server.answersPings = false
            if !isGreeting { stage.server.greeting = nil }
            try stage.start { $0.timing.attempt = .milliseconds(20) }
            try stage.run { !stage.events.isEmpty }
            #expect(stage.events.first?.fault == .silent)
        }
    }

    @Test("nobody listens: it is tried again, and not without end at once")
    func nobody() throws {
        let stage = try Stage()
        let endpoint = try stage.server.endpoint
        stage.server.stop()
        let client = try Client(
            on: stage.loop, ClientOptions(servers: [endpoint], name: "x", inbox: try subject("_INBOX.x")))
        var faults: [ConnectionFault] = []
        client.onEvent = { if let fault = $0.fault { faults.append(fault) } }
        client.start()
        try stage.pass(.milliseconds(300))
        client.close()
        // After 0, 50–100, 100–200 and 200–400 ms.
        #expect((1...4).contains(faults.count) && faults.allSatisfy(\.isBroken))
    }

    @Test("a name that nobody knows is no reason to stop")
    func unresolved() throws {
        let stage = try Stage()
        let client = try stage.start { $0.servers.insert(.host("no.such.name.invalid", port: 4_222), at: 0) }
        try stage.run { client.server != nil }
        guard case .failed(.unresolved, _)? = stage.events.first else {
            Issue.record("\(stage.events)")
            return
        }
    }

    // MARK: - TLS

    @Test("TLS comes first, and the certificate has to be right")
    func tls() throws {
        let folder = try CertificateFolder()
        let (right, wrong) = (try folder.make(), try folder.make("wrong", for: "DNS:elsewhere.example"))
        for pair in [right, wrong] {
            let stage = try Stage()
            stage.server.tls = try TLSContext(server: pair.certificate, key: pair.key)
            let trusted = try TLSContext(clientTrusting: pair.certificate)
            let client = try stage.start { $0.tls = trusted }
            try stage.run { !stage.events.isEmpty }
            #expect((client.server != nil) == (pair.key == right.key))
            if pair.key == right.key { #expect(try stage.peer.introduction?["tls_required"]?.bool == true) }
        }
    }

    @Test("a server that begins in clear is told what to set")
    func clear() throws {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        let stage = try Stage()
        let trusted = try TLSContext(clientTrusting: pair.certificate)
        try stage.start { $0.tls = trusted }
        try stage.run { !stage.events.isEmpty }
        #expect(stage.events.first?.fault?.description.contains("handshake_first") == true)
    }
}

extension ConnectionFault {
    var isBroken: Bool {
        if case .broken = self { true } else { false }
    }
}
