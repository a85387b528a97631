import ChatCore
import Configuration
import Dialects
import Glibc
import Libevent
import Testing

@testable import ChatServer

/// Going: many at once, and what is between the end of a session and others being told of it.
@Suite struct DepartureTests {
    private func served(_ change: (inout Configuration) throws -> Void = { _ in }) throws -> Served {
        try Served {
            $0.limits.messagesPerSecond = 0
            $0.limits.connectionsPerAddress = 10_000
            try change(&$0)
        }
    }

    /// Peers in the lobby and in two rooms.
    private func crowd(_ count: Int, in served: Served) throws -> [RawPeer] {
        let peers = try (0..<count).map { _ in try served.connect() }
        for peer in peers { peer.send("/join #a\n/join #b\n/ping in\n") }
        try served.run { peers.allSatisfy { $0.text.contains("-- pong in") } }
        return peers
    }

    /// Carries something out within a turn of the loop.
    private func turn(_ served: Served, _ body: @escaping () -> Void) throws {
        var isDone = false
        let timer = try Libevent.Timer(on: served.loop) {
            body()
            isDone = true
        }
        timer.schedule(after: .zero)
        try served.run { isDone }
    }

    private func quits(_ peer: RawPeer) -> [Substring] { peer.lines.filter { $0.contains(" quit") } }

    @Test func manyVanishAtOnce() throws {
        let served = try served()
        let ann = try served.join()
        ann.send("/nick ann\n/join #a\n/ping here\n")
        try served.run { ann.text.contains("pong here") }
        var peers = try crowd(300, in: served)
        #expect(served.server.sessionCount == 301)
        peers = []
        try served.run { served.server.sessionCount == 1 && served.server.connections == 1 }
        try served.run { quits(ann).count == 300 }
        #expect(Set(quits(ann)).count == 300)
        #expect(
            quits(ann).allSatisfy {
                $0.hasSuffix(" quit (connection closed)") || $0.hasSuffix(" quit (connection lost)")
            })
        #expect(served.server.roomCount == 2, "the lobby and #a")
        // Their slots are others' now.
        peers = try crowd(300, in: served)
        peers[299].send("/msg #a hello\n")
        try served.run { ann.text.contains("hello") && peers[0].text.contains("hello") }
    }

    /// Those who are turned out all at once, by the same sweep, read why, and nothing after it.
    @Test func manyAreTurnedOutAtOnce() throws {
        let served = try served()
        let ann = try served.join()
        let peers = try crowd(200, in: served)
        let lobby = try #require(RoomName("lobby"))
        let talker = try #require(served.server.sessions.compactMap { $0 }.first)
        try turn(served) {
            for case let session? in served.server.sessions where session !== talker {
                served.server.end(session, .idle, telling: .silent(seconds: 1))
            }
            // It is said before others are told, and is nothing to those who have left.
            served.server.requests.perform(.sayIn(lobby, "too late"), for: talker, tag: .none)
        }
        try served.run { peers.allSatisfy { $0.isAtEnd } }
        #expect(peers.allSatisfy { $0.lines.last?.hasPrefix("!! idle: ") == true })
        #expect(peers.allSatisfy { !$0.text.contains("too late") })
        try served.run { quits(ann).count == 200 }
        #expect(served.server.sessionCount == 1)
    }

    @Test func manyQuitAtOnce() throws {
        let served = try served()
        let ann = try served.join()
        let peers = try crowd(200, in: served)
        // What stands behind it is not carried out.
        for peer in peers { peer.send("/quit bye\n/nick never\nnever\n") }
        try served.run { peers.allSatisfy { $0.isAtEnd } && quits(ann).count == 200 }
        #expect(peers.allSatisfy { $0.lines.last == "*** goodbye" })
        #expect(!ann.text.contains("never"))
    }

    /// It breaks between its end and its turn: it is counted once.
    @Test func aConnectionBreaksAfterItsEnd() throws {
        let served = try served()
        let ann = try served.join()
        let bob = try served.join()
        try turn(served) {
            for case let session? in served.server.sessions.dropFirst() {
                served.server.end(session, .flood)
                session.connection.close()
                served.server.connectionLost(session)
            }
        }
        try served.run { bob.isAtEnd && quits(ann).count == 1 }
        #expect(served.server.connections == 1 && served.server.sessionCount == 1)
        #expect(served.server.departures.leaving.isEmpty)
    }

    @Test func theServerEndsMeanwhile() throws {
        let served = try served()
        let peers = try crowd(100, in: served)
        let timer = try Libevent.Timer(on: served.loop) {
            for case let session? in served.server.sessions.prefix(50) { served.server.end(session, .quit(nil)) }
            served.server.drain()
        }
        timer.schedule(after: .zero)
        try served.runToEnd()
        #expect(served.server.departures.waiting.isEmpty && served.server.departures.leaving.isEmpty)
        try served.run { peers.allSatisfy { $0.isAtEnd } }
        #expect(peers.count { $0.text.contains("shutting-down") } == 50)
    }

    /// Others are told of them by the process that goes on, and their connections are closed by this one.
    @Test func anotherProcessTakesOverMeanwhile() throws {
        let served = try served()
        let ann = try served.join()
        let peers = try crowd(30, in: served)
        var handover: Inheritance?
        try turn(served) {
            // What is over before the turn's end is told by this process.
            served.server.departures.carryOut()
            for case let session? in served.server.sessions.dropFirst().prefix(20) {
                served.server.end(session, .closed)
            }
            for departure in served.server.departures.waiting[0..<20] { #expect(departure.session != nil) }
            handover = served.server.rehearsal(after: [:])
        }
        let state = try #require(handover?.state)
        #expect(state.sessions.count == 31)
        #expect(state.sessions.count { $0.connection == nil } == 20)
        _ = try served.server.configuration.hub(restoring: state.hub)
        try state.checkSessions()
        try served.run { peers.count { $0.isAtEnd } == 20 && quits(ann).count == 20 }
    }

    /// What it sent before is carried out at its pace, but not for as long as that takes.
    @Test func aConnectionBreaksWhileItsLinesWait() throws {
        let served = try Served {
            $0.limits.messagesPerSecond = 0.01
            $0.limits.burst = 3
        }
        let (ann, cy) = (try served.join(), try served.join())
        var bob: RawPeer? = try served.join()
        bob?.send(String(repeating: "hello\n", count: 12))
        try served.run { served.server.sessions.contains { $0?.connection.isInputPaused == true } }
        // What it is sent is answered by a reset, which the next thing that it is sent finds.
        bob = nil
        for words in ["anybody?", "nobody?"] {
            ann.send("\(words)\n")
            try served.run { cy.text.contains(words) }
        }
        try served.run { served.server.sessions.contains { $0?.connection.isBroken == true } }
        #expect(served.server.sessionCount == 3)
        try served.run { quits(ann).count == 1 && quits(cy).count == 1 && served.server.connections == 2 }
        #expect(quits(ann)[0].hasSuffix("quit (connection lost)"))
    }
}
