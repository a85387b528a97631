import Libevent
import NATS
import TestSupport
import Testing

@testable import NATSClient

@Suite("Talking with a server of NATS")
struct ConversationTests {
    // MARK: - Publishing and listening

    @Test("messages are published as they are, headers and all")
    func publishing() throws {
        let stage = try Stage()
        let client = try stage.connect()
        var headers = Headers()
        headers.add("a", "b")
        try client.publish(to: try subject("x.y"), Array("two\r\nlines".utf8))
        try client.publish(to: try subject("x"), reply: try subject("re"), headers: headers, Array("hi".utf8))
        try client.publish(to: try subject("x"), [])
        let peer = try stage.peer
        try stage.run { peer.published.count == 3 }
        #expect(
            peer.published == [
                .init(subject: "x.y", reply: nil, payload: "two\r\nlines"),
                .init(subject: "x", reply: "re", payload: "NATS/1.0\r\na: b\r\n\r\nhi"),
                .init(subject: "x", reply: nil, payload: ""),
            ])
    }

    @Test("what can't be sent is refused at once, and not kept")
    func refusals() throws {
        let stage = try Stage()
        let info = #"{"version":"2.15.1","headers":true,"jetstream":true,"max_payload":100}"#
        stage.server.greeting = "INFO \(info)\r\n"
        let client = try stage.start { $0.mostWaiting = 1 << 20 }
        let x = try subject("x")
        #expect(throws: SendingFault.notConnected) { try client.publish(to: x, []) }
        try stage.run { client.server != nil }
        var headers = Headers()
        headers.add("a", "b")
        try client.publish(to: x, [UInt8](repeating: 7, count: 100))
        #expect(throws: SendingFault.tooLong(most: 100)) {
            try client.publish(to: x, [UInt8](repeating: 7, count: 101))
        }
        #expect(throws: SendingFault.tooLong(most: 100)) {
            try client.publish(to: x, headers: headers, [UInt8](repeating: 7, count: 99))
        }
        // The loop does not turn, so nobody reads.
        let fault = #expect(throws: SendingFault.self) {
            for _ in 0..<1_000_000 { try client.publish(to: x, [UInt8](repeating: 7, count: 100)) }
        }
        #expect(fault == .full)
        stage.server.stop()
        try stage.run { client.server == nil }
        #expect(throws: SendingFault.notConnected) { try client.publish(to: x, []) }
    }

    @Test("subscriptions outlive a connection, under numbers that none has had")
    func subscriptions() throws {
        let stage = try Stage()
        let client = try stage.start()
        var heard: [String] = []
        _ = client.subscribe(to: try subject("a.*")) { heard.append("a \($0.text)") }
        let other = client.subscribe(to: try subject("b")) { _ in heard.append("b") }
        try stage.run { client.server != nil }
        let first = try stage.peer
        try stage.run { first.id(of: "b") != nil }
        let oldID = try #require(first.id(of: "b"))
        first.message(to: "a.1", "one")
        first.message(to: "b", "")
        try stage.run { heard.count == 2 }
        client.unsubscribe(other)
        client.unsubscribe(other)
        first.send("MSG b \(oldID) 0\r\n\r\nMSG x 999 0\r\n\r\n")
        try stage.run { first.lines.contains("UNSUB \(oldID)") }
        stage.server.hangUp()
        try stage.run { stage.server.peers.count == 2 && client.server != nil }
        let second = try stage.peer
        try stage.run { second.id(of: "a.2") != nil }
        second.message(to: "a.2", "two")
        try stage.run { heard.count == 3 }
        #expect(heard == ["a one", "b", "a two"])
        let commands = (first.lines + second.lines).filter { $0.hasPrefix("SUB ") }
        let ids = commands.compactMap { $0.split(separator: " ").last }
        #expect(ids.count == 5 && Set(ids).count == 5)
        #expect(!second.lines.contains { $0.hasPrefix("SUB b ") })
    }

    // MARK: - Requests

    @Test("requests are answered once each: by an answer, or by why there is none")
    func requests() throws {
        let stage = try Stage()
        let client = try stage.start()
        var answers: [String] = []
        func ask(_ text: String, within time: Duration = .seconds(20)) throws {
            let x = try subject("ask.\(text)")
            client.request(x, Array(text.utf8), within: time) { answer in
                switch answer {
                case .success(let delivery): answers.append("\(text): \(delivery.text)")
                case .failure(let fault): answers.append("\(text): \(fault)")
                }
            }
        }
        try ask("early")
        #expect(answers.isEmpty)
        try stage.run { answers == ["early: notSent(NATSClient.SendingFault.notConnected)"] }
        try stage.run { client.server != nil }
        answers = []
        stage.server.onPublished = { peer, published in
            switch published.payload {
            case "nobody": peer.message(to: published.reply ?? "", headers: " 503", "")
            case "late", "cut": break
            default:
                peer.answer(published, "yes")
                peer.answer(published, "twice")
            }
        }
        try ask("late", within: .milliseconds(30))
        try ask("one")
        try ask("nobody")
        try stage.run { answers.count == 3 }
        #expect(answers.sorted() == ["late: timedOut", "nobody: noResponders", "one: yes"])
        let late = try #require(try stage.peer.published.first)
        try stage.peer.answer(late, "too late")
        answers = []
        try ask("cut")
        let peer = try stage.peer
        try stage.run { peer.published.last?.payload == "cut" }
        stage.server.hangUp()
        try stage.run { !answers.isEmpty }
        #expect(answers == ["cut: cut"])
    }

    @Test("an answer may ask again, or close the client")
    func reentrance() throws {
        let stage = try Stage()
        let client = try stage.connect()
        stage.server.onPublished = { peer, published in peer.answer(published, "") }
        var count = 0
        func ask() throws {
            client.request(try subject("x"), within: .seconds(20)) { _ in
                count += 1
                if count < 10 { try? ask() } else { stage.dropClient() }
            }
        }
        try ask()
        try stage.run { count == 10 }
        try stage.pass(.milliseconds(20))
        #expect(count == 10 && stage.events.count == 1)
    }

    // MARK: - What else servers say

    @Test("a server is asked whether it is there; one that does not answer is left")
    func pings() throws {
        let stage = try Stage(servers: 2)
        let client = try stage.connect { $0.timing.ping = .milliseconds(20) }
        let peer = try stage.peer
        try stage.run { peer.lines.filter { $0 == "PING" }.count > 4 }
        #expect(stage.events.count == 1)
        stage.server.answersPings = false
        try stage.run { stage.servers[1].peers.count == 1 && client.server != nil }
        #expect(stage.events[1] == .disconnected(.silent))
    }

    @Test("an error may be harmless, or a server's last words")
    func errors() throws {
        let stage = try Stage()
        let client = try stage.connect()
        let peer = try stage.peer
        peer.send("-ERR 'Permissions Violation for Publish to \"x\"'\r\n-ERR 'Invalid Subject'\r\n")
        try stage.run { stage.events.count == 3 }
        #expect(stage.events[1] == .denied("Permissions Violation for Publish to \"x\""))
        #expect(client.server != nil)
        peer.send("-ERR 'Stale Connection'\r\n")
        peer.connection.closeAfterDrain(within: .seconds(1))
        try stage.run { stage.events.count >= 5 }
        #expect(stage.events[3] == .disconnected(.refused("Stale Connection")))
        guard case .connected? = stage.events.last else {
            Issue.record("\(stage.events)")
            return
        }
    }

    @Test("who is about to stop is left for another, if there is one")
    func leaving() throws {
        let words = "INFO \(FakeServer.info.dropLast()),\"ldm\":true}\r\n"
        let stage = try Stage(servers: 2)
        let client = try stage.connect()
        try stage.peer.send(words)
        try stage.run { stage.servers[1].peers.count == 1 && client.server != nil }
        #expect(stage.events[1] == .disconnected(.leaving))
        let alone = try Stage()
        let other = try alone.connect()
        try alone.peer.send(words + "-ERR 'Invalid Subject'\r\n")
        try alone.run { alone.events.count == 2 }
        #expect(other.server != nil)
    }

    @Test("what is no NATS, or more than was agreed on, ends a connection")
    func nonsense() throws {
        for words in ["hello\r\n", "MSG a\r\n", "MSG a 1 2000000\r\n", "HMSG a 1 9 4\r\n", "MSG a 1 2\r\nabcd"] {
            let stage = try Stage()
            try stage.connect()
            try stage.peer.send(words)
            try stage.run { stage.events.count >= 3 }
            guard case .disconnected(.notUnderstood) = stage.events[1] else {
                Issue.record("\(words): \(stage.events)")
                continue
            }
        }
    }

    @Test("who takes everybody and closes at once is not asked without end")
    func hasty() throws {
        let stage = try Stage()
        stage.server.onLine = { peer, line in if line.hasPrefix("SUB ") { peer.connection.close() } }
        try stage.start {
            $0.timing.firstPause = .milliseconds(100)
            $0.timing.longestPause = .seconds(2)
        }
        try stage.pass(.milliseconds(300))
        // After 0, 50–100, 100–200 and 200–400 ms.
        #expect((1...4).contains(stage.server.peers.count))
    }

    @Test("a closed client says nothing more")
    func closing() throws {
        let stage = try Stage()
        let client = try stage.connect()
        var answers = 0
        client.request(try subject("x"), within: .milliseconds(1)) { _ in answers += 1 }
        client.close()
        let peer = try stage.peer
        try stage.run { peer.isOver }
        try stage.pass(.milliseconds(20))
        #expect(answers == 0 && stage.events.count == 1 && stage.server.peers.count == 1)
        #expect(throws: SendingFault.notConnected) { try client.publish(to: try subject("x"), []) }
    }
}
