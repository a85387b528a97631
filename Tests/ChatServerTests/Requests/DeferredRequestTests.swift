import ChatCore
import Configuration
import Dialects
import Libevent
import Testing

@testable import ChatServer

/// Requests that are answered later: their sessions wait, and nobody else does.
@Suite struct DeferredRequestTests {
    private func served(_ change: (inout Configuration) throws -> Void = { _ in }) throws -> (Served, HeldRequests) {
        let served = try Served {
            $0.limits.messagesPerSecond = 0
            try change(&$0)
        }
        return (served, HeldRequests(of: served.server.requests))
    }

    /// What was sent before has been read, or is held back.
    private func settle(_ served: Served, _ peer: RawPeer) throws {
        for token in ["one", "two"] {
            peer.send("/ping \(token)\n")
            try served.run { peer.text.hasSuffix("\(token)\n") }
        }
    }

    private func turn(_ served: Served) throws {
        var isDone = false
        let timer = try Libevent.Timer(on: served.loop) { isDone = true }
        timer.schedule(after: .zero)
        try served.run { isDone }
    }

    private func session(of served: Served, _ slot: Int = 0) throws -> Session {
        try #require(served.server.sessions[slot])
    }

    /// Lines and what telnet asks for keep their order, and what others say comes meanwhile.
    @Test func aSessionWaitsAndOthersDoNot() throws {
        let (served, deferral) = try served()
        let (peer, other) = (try served.join(), try served.join())
        peer.send(bytes: Array("/ping slow1\r\n".utf8) + [0xFF, 246] + Array("/ping fast2\r\nhello\r\n".utf8))
        try served.run { deferral.held.count == 1 }
        other.send("hi\n")
        try served.run { peer.text.contains("> hi") }
        try settle(served, other)
        #expect(!peer.text.contains("-- ") && !other.text.contains("hello"))
        #expect(served.server.requests.waitingCount == 1)
        let isTaken = deferral.answer()
        #expect(isTaken)
        try served.run { other.text.contains("> hello") && peer.text.contains("fast2") }
        #expect(peer.lines.filter { $0.contains("-- ") } == ["-- pong slow1", "-- yes", "-- pong fast2"])
        #expect(served.server.requests.waitingCount == 0)
    }

    /// Lines that come meanwhile have not come too fast: they wait in the kernel.
    @Test func whatComesMeanwhileIsNotTooMuch() throws {
        let (served, deferral) = try served {
            $0.limits.messagesPerSecond = 10_000
            $0.limits.burst = 3
        }
        let peer = try served.join()
        peer.send("/ping slow0\n" + (1...5).map { "/ping fast\($0)\n" }.joined())
        try served.run { deferral.held.count == 1 && served.server.sessions[0]?.connection.isInputPaused == true }
        deferral.answer()
        try served.run { peer.text.contains("pong fast5\n") }
        #expect(!peer.text.contains("slow-down"))
    }

    @Test func afterItsTimeItIsRefused() throws {
        let (served, deferral) = try served()
        served.server.requests.patience = .milliseconds(20)
        let peer = try served.join()
        peer.send("/wire 1\n@a /ping slow1\n@b /ping fast2\n@c /ping slow3\n")
        try served.run { peer.text.contains("ERR c") }
        let answers = peer.lines.filter { $0.hasPrefix("OK ") || $0.hasPrefix("ERR ") }.dropFirst()
        #expect(answers.map { $0.prefix(5) } == ["ERR a", "OK b ", "ERR c"], "\(answers)")
        #expect(
            answers.last == "ERR c not-now retry=5 :this can't be done now, and nothing was done; try again in 5 s")
        #expect(deferral.held.count == 2 && served.server.requests.waitingCount == 0)
        let isTaken = deferral.answer() || deferral.answer()
        #expect(!isTaken)
        #expect(served.server.metrics.refusals[.notNow] == 2)
    }

    @Test func whereThereIsTooMuchToDoItIsRefusedAtOnce() throws {
        let (served, deferral) = try served()
        deferral.mayClaim = { _ in false }
        let peer = try served.join()
        peer.send("/ping slow1\n/ping fast2\n")
        try served.run { peer.text.contains("pong fast2") }
        #expect(peer.lines.dropLast().last?.hasSuffix("try again in 7 s") == true)
        #expect(served.server.requests.waitingCount == 0)
    }

    /// It may be the last that a session asks for, and may change how all that follows is read.
    @Test func whateverItAsksFor() throws {
        let (served, deferral) = try served()
        let (peer, other) = (try served.join(), try served.join())
        peer.send("/quit slow\nhello\n")
        try served.run { deferral.held.count == 1 }
        deferral.answer()
        try served.run { peer.isAtEnd && other.text.contains("quit (slow)") }
        #expect(!other.text.contains("hello") && served.server.sessionCount == 1)
        deferral.claimsWire = true
        other.send("/wire 1\n@a /ping slow1\n@b hello\n")
        try served.run { deferral.held.count == 1 }
        deferral.answer()
        try served.run { deferral.held.count == 1 && other.text.contains("OK - proto=1") }
        deferral.answer()
        try served.run { other.text.contains("OK b ") }
        #expect(other.text.contains("OK a token=slow1"))
    }

    /// An answer is for the session that asked, and not for the next one in its place.
    @Test func whoLeavesGetsNoAnswer() throws {
        let (served, deferral) = try served()
        let peer = try served.join()
        peer.send("/ping slow1\n")
        try served.run { deferral.held.count == 1 }
        served.server.end(try session(of: served), .idle, telling: .silent(seconds: 1))
        try served.run { peer.isAtEnd && served.server.connections == 0 }
        let next = try served.join()
        #expect(try session(of: served).id.generation == deferral.held[0].ticket.session.generation + 1)
        next.send("/ping slow2\n")
        try served.run { deferral.held.count == 2 }
        let isTaken = deferral.answer()
        #expect(!isTaken)
        deferral.answer()
        try served.run { next.text.contains("pong slow2") }
        #expect(!next.text.contains("slow1") && served.server.requests.waitingCount == 0)
    }

    /// All that came before the end of input is answered.
    @Test func anEndOfInputWaits() throws {
        let (served, deferral) = try served()
        let peer = try served.join()
        peer.send("/ping slow1\n/ping fast2\n/ping slow3\n")
        peer.halfClose()
        for token in ["slow1", "slow3"] {
            try served.run { deferral.held.first?.token == token }
            deferral.answer()
        }
        try served.run { peer.isAtEnd }
        #expect(peer.lines.suffix(3) == ["-- pong slow1", "-- pong fast2", "-- pong slow3"])
    }

    /// Who waits for the server is not silent: what it says is held back, and its PONG with it.
    @Test func whoWaitsIsNotSilent() throws {
        let (served, deferral) = try served {
            $0.limits.pingSeconds = 1
            $0.limits.idleSeconds = 60
        }
        let peer = try served.join()
        peer.send("/wire 1\n@a /ping slow1\n")
        try served.run { deferral.held.count == 1 }
        let session = try session(of: served)
        session.lastHeard = served.loop.now + .seconds(-2)
        served.server.upkeep.sweep()
        try served.run { peer.text.contains("\nPING ") }
        session.lastHeard = served.loop.now + .seconds(-100)
        session.pingedAt = served.loop.now + .seconds(-90)
        served.server.upkeep.sweep()
        #expect(!served.server.isGone(session))
        deferral.answer()
        served.server.upkeep.sweep()
        #expect(!served.server.isGone(session))
        try served.run { peer.text.contains("OK a") }
    }

    @Test func aSlowReaderIsDroppedWhileItWaits() throws {
        let (served, deferral) = try served { $0.limits.sendQueueBytes = 16_384 }
        let slow = try served.connect(receiveBuffer: 4_096, reads: false)
        try served.run { served.server.sessionCount == 1 }
        let other = try served.join()
        slow.send("/ping slow1\n")
        try served.run { deferral.held.count == 1 }
        let lines = String(repeating: String(repeating: "x", count: 1_000) + "\n", count: 200)
        try served.run {
            other.send(lines)
            return other.text.contains("too slow a reader")
        }
        let isTaken = deferral.answer()
        #expect(!isTaken)
    }

    @Test func theEndOfTheServer() throws {
        let (served, deferral) = try served()
        let peer = try served.join()
        peer.send("/ping slow1\n/ping fast2\n")
        try served.run { deferral.held.count == 1 }
        try served.drain()
        #expect(peer.text.contains("!! shutting-down") && !peer.text.contains("pong"))
        #expect(deferral.held.isEmpty && deferral.late.count == 1)
        let isTaken = deferral.answerLate()
        #expect(!isTaken && served.server.requests.waitingCount == 0)
    }

    // MARK: - Upgrades

    /// The new process asks anew, and what the old one still answers is dropped.
    @Test func anUpgradeAsksAnew() throws {
        let (served, deferral) = try served()
        let (peer, other) = (try served.join(), try served.join())
        peer.send(bytes: Array("/ping slow1\r\n".utf8) + [0xFF, 246] + Array("/ping fast2\r\nhel".utf8))
        try served.run { deferral.held.count == 1 }
        try settle(served, other)
        var asked: HeldRequests?
        let next = try served.server.handOver { asked = HeldRequests(of: $0.requests) }
        let again = try #require(asked)
        try #require(deferral.held.isEmpty && again.held.map(\.token) == ["slow1"])
        let isTaken = deferral.answerLate()
        #expect(!isTaken)
        peer.send("lo\r\n")
        try settle(served, other)
        #expect(!peer.text.contains("-- ") && !other.text.contains("hello"))
        again.answer()
        try served.run { other.text.contains("> hello") }
        // Before the first of them stands what telnet negotiates.
        let answers = peer.lines.filter { $0.contains("-- ") }
        #expect(zip(answers, ["-- pong slow1", "-- yes", "-- pong fast2"]).allSatisfy { $0.hasSuffix($1) })
        #expect(answers.count == 3)
        #expect(next.sessionCount == 2 && next.requests.waitingCount == 0)
        served.loop.onTurnEnd = nil
    }

    /// Where the other process does not become the server after all, this one asks anew.
    @Test func anUpgradeThatFailsAtTheLast() throws {
        let (served, deferral) = try served()
        let peer = try served.join()
        peer.send("/ping slow1\n/ping fast2\n")
        try served.run { deferral.held.count == 1 }
        let handover = ServerHandover(of: served.server)
        // It may also fail before that.
        handover.resume()
        #expect(deferral.late.isEmpty)
        handover.suspend()
        #expect(deferral.held.isEmpty)
        handover.resume()
        #expect(deferral.held.map(\.token) == ["slow1"])
        let isTaken = deferral.answerLate()
        #expect(!isTaken)
        deferral.answer()
        try served.run { peer.text.contains("fast2") }
        #expect(peer.lines.suffix(2) == ["-- pong slow1", "-- pong fast2"])
    }

    // MARK: - A worker

    @Test func aWorkerAnswersInOrder() throws {
        let served = try Served { $0.limits.messagesPerSecond = 0 }
        let deferral = HeldRequests(of: served.server.requests, hasWorker: true)
        let peers = try (0..<4).map { _ in try served.join() }
        let tokens = (1...50).map { $0.isMultiple(of: 3) ? "fast\($0)" : "slow\($0)" }
        for peer in peers { peer.send(tokens.map { "/ping \($0)\n" }.joined()) }
        try served.run { peers.allSatisfy { $0.text.contains("slow50\n") } }
        for peer in peers { #expect(peer.lines.filter { $0.hasPrefix("-- ") } == tokens.map { "-- pong \($0)" }) }
        #expect(deferral.held.isEmpty)
        served.server.requests.stop()
    }
}
