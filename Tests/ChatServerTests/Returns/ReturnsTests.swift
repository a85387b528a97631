import ChatCore
import Configuration
import Glibc
import Libevent
import Testing

@testable import ChatServer

/// Connections that break, and people who come back: by a token, or too late.
@Suite struct ReturnsTests {
    private func served(_ change: (inout Configuration) throws -> Void = { _ in }) throws -> Served {
        try Served {
            $0.limits.messagesPerSecond = 0
            try change(&$0)
        }
    }

    /// A program that may come back, or is back.
    private final class Program {
        var peer: RawPeer
        let served: Served

        init(_ served: Served) throws {
            self.served = served
            peer = try served.join()
            peer.send("/wire 1 resume\n")
            try served.run { [peer] in peer.text.contains("OK - proto=1") }
        }

        var token: String? {
            peer.lines.last { $0.contains(" resume=") }?.split(separator: " ").last.map { String($0.dropFirst(7)) }
        }

        /// What follows the last answer to `tag`.
        func answer(_ tag: String) throws -> Substring {
            try served.run { [peer] in
                peer.lines.contains { $0.hasPrefix("OK \(tag)") || $0.hasPrefix("ERR \(tag)") } || peer.isAtEnd
            }
            return try #require(peer.lines.last { $0.hasPrefix("OK \(tag)") || $0.hasPrefix("ERR \(tag)") })
        }

        func ask(_ line: String) throws -> Substring {
            peer.send("@q \(line)\n")
            return try answer("q")
        }

        /// Breaks the connection, and waits until the server knows.
        func lose(by how: Int = 0) throws {
            var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
            setsockopt(peer.descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
            let before = served.server.sessionCount
            peer = try served.join()
            try served.run { [served] in served.server.sessionCount == before }
            peer.send("/wire 1\n")
            try served.run { [peer] in peer.text.contains("OK - proto=1") }
        }
    }

    private func named(_ nick: String, _ served: Served) throws -> RawPeer {
        let peer = try served.join()
        peer.send("/nick \(nick)\n")
        try served.run { peer.text.contains("you are now \(nick)") }
        return peer
    }

    private func presence(_ peer: RawPeer) -> [Substring] { peer.lines.dropFirst(3).filter { $0.hasPrefix("***") } }

    @Test func whoComesBackIsWhereTheyWere() throws {
        let served = try served()
        let bob = try named("bob", served)
        let ann = try Program(served)
        #expect(try ann.ask("/nick ann").hasPrefix("OK"))
        #expect(try ann.ask("/join #tea").hasPrefix("OK"))
        let id = try #require(try ann.ask("hello").split(separator: "id=").last?.prefix { $0 != " " })
        let first = try #require(ann.token)
        bob.send("/join #tea\n")
        try served.run { bob.text.contains("#tea: ann") }
        let heard = bob.lines.count
        try ann.lose()
        #expect(served.server.returns.heldCount == 1)
        bob.send("/msg ann psst\nin tea\n/msg #lobby in the lobby\n/ping said\n")
        try served.run { bob.text.contains("pong said") }
        let answer = try ann.ask("/resume \(first) since=\(id)")
        #expect(answer.hasPrefix("OK q nick=ann room=#tea id="))
        #expect(answer.contains(" count=3 resume=rt_") && !answer.contains("gap") && ann.token != first)
        let rows = ann.peer.lines.filter { $0.hasPrefix("ROW q ") }.map { $0.dropFirst(6) }
        #expect(rows.count == 5)
        #expect(rows[0] == "room #lobby members=2" && rows[1] == "room #tea members=2")
        #expect(rows[2].hasPrefix("DM ") && rows[2].hasSuffix(" bob :psst"))
        #expect(rows[3].hasSuffix("#tea bob :in tea") && rows[4].hasSuffix("#lobby bob :in the lobby"))
        // The guest who came was known to him.
        bob.send("/ping heard\n")
        try served.run { bob.text.contains("pong heard") }
        #expect(
            bob.lines.dropFirst(heard).filter { $0.hasPrefix("***") } == [
                "*** guest3 joined #lobby", "*** guest3 quit (is ann)",
            ])
        #expect(served.server.returns.heldCount == 0)
        #expect(try ann.ask("back").hasPrefix("OK"))
        try served.run { bob.text.contains("<ann> back") }
        #expect(served.server.metrics.resumes[.held] == 1)
    }

    @Test func aTokenThatIsNone() throws {
        let served = try served()
        let ann = try Program(served)
        let token = try #require(ann.token)
        for none in ["x", "rt_", "rt_" + String(repeating: "A", count: 43)] {
            #expect(try ann.ask("/resume \(none)").hasPrefix("ERR q bad-token"))
        }
        try ann.lose()
        #expect(try ann.ask("/resume \(token)").hasPrefix("OK q nick=guest1"))
        #expect(try ann.ask("/resume \(token)").hasPrefix("ERR q bad-token"))
        #expect(served.server.metrics.resumes[.refused] == 4)
        // Its own makes no difference but for the next.
        #expect(try ann.ask("/resume \(try #require(ann.token))").hasPrefix("OK q nick=guest1"))
        #expect(served.server.sessionCount == 1)
    }

    @Test func theOldConnectionGivesWay() throws {
        let served = try served()
        let bob = try named("bob", served)
        let ann = try Program(served)
        #expect(try ann.ask("/nick ann").hasPrefix("OK"))
        let old = ann.peer
        let token = try #require(ann.token)
        bob.send("are you there?\n/ping said\n")
        try served.run { bob.text.contains("pong said") }
        let heard = bob.lines.count
        ann.peer = try served.join()
        ann.peer.send("/wire 1\n")
        try served.run { ann.peer.text.contains("OK - proto=1") }
        #expect(try ann.ask("/resume \(token) since=1").contains(" count=1 "))
        try served.run { old.isAtEnd }
        #expect(old.lines.last?.hasPrefix("BYE ") == true && old.text.contains(" replaced :"))
        #expect(served.server.sessionCount == 2 && served.server.returns.heldCount == 0)
        #expect(served.server.metrics.resumes[.replaced] == 1)
        bob.send("/msg ann psst\n/ping heard\n")
        try served.run { bob.text.contains("pong heard") && ann.peer.text.contains("bob :psst") }
        #expect(!bob.lines.dropFirst(heard).contains { $0.contains("ann quit") })
    }

    @Test func whoseTimeIsOverQuits() throws {
        let served = try served()
        let bob = try named("bob", served)
        let ann = try Program(served)
        let token = try #require(ann.token)
        try ann.lose()
        served.server.returns.endDue(at: served.loop.now + .seconds(59))
        #expect(served.server.returns.heldCount == 1)
        served.server.returns.endDue(at: served.loop.now + .seconds(61))
        #expect(served.server.returns.heldCount == 0)
        served.server.endTurn()
        try served.run { bob.text.contains("*** guest2 quit (connection lost)") }
        #expect(try ann.ask("/resume \(token)").hasPrefix("ERR q bad-token"))
    }

    /// A reload that makes the time shorter is for those who are lost from then on: they are over before those who were lost before.
    @Test func aShorterTimeIsOverFirst() throws {
        let served = try served()
        let (ann, eve) = (try Program(served), try Program(served))
        try ann.lose()
        var shorter = served.server.settings.configuration
        shorter.accounts.resumeSeconds = 2
        try served.server.reload(shorter)
        try eve.lose()
        let now = served.loop.now
        served.server.returns.endDue(at: now + .seconds(3))
        #expect(served.server.returns.heldCount == 1)
        served.server.returns.endDue(at: now + .seconds(61))
        #expect(served.server.returns.heldCount == 0)
    }

    /// Half of them have a token, and leave by `/quit`; the others have none.
    @Test(arguments: [true, false]) func whoLeavesIsGone(_ hasToken: Bool) throws {
        let served = try served()
        let bob = try named("bob", served)
        let ann = hasToken ? try Program(served).peer : try served.join()
        if hasToken { ann.send("@1 /quit\n") } else { ann.halfClose() }
        try served.run { ann.isAtEnd && bob.text.contains("guest2 quit") }
        #expect(served.server.returns.heldCount == 0)
    }

    @Test func theEndOfInputIsALoss() throws {
        let served = try served()
        let ann = try Program(served)
        ann.peer.halfClose()
        try served.run { ann.peer.isAtEnd && served.server.returns.heldCount == 1 }
    }

    @Test func zeroSwitchesItOff() throws {
        let served = try served { $0.accounts.resumeSeconds = 0 }
        let ann = try Program(served)
        #expect(ann.token == nil)
        try ann.lose()
        #expect(served.server.returns.heldCount == 0)
    }

    @Test func theyMakeRoomForNewcomers() throws {
        let served = try served { $0.limits.connectionsPerAddress = 3 }
        // The test looks for it itself.
        served.server.upkeep.stop()
        let bob = try named("bob", served)
        let ann = try Program(served)
        let token = try #require(ann.token)
        try ann.lose()
        served.server.returns.makeRoom()
        served.server.returns.makeRoom()
        #expect(served.server.returns.heldCount == 1)
        // This newcomer is one too many, and might be who is held.
        let cy = try named("cy", served)
        served.server.returns.makeRoom()
        #expect(served.server.returns.heldCount == 1)
        served.server.returns.makeRoom()
        #expect(served.server.returns.heldCount == 0)
        try served.run { bob.text.contains("guest2 quit (connection lost)") }
        #expect(try ann.ask("/resume \(token)").hasPrefix("ERR q bad-token"))
        // Once more, and in time.
        cy.halfClose()
        try served.run { cy.isAtEnd && served.server.sessionCount == 2 }
        #expect(try ann.ask("/wire 1 resume").contains(" resume="))
        let again = try #require(ann.token)
        try ann.lose()
        let dee = try named("dee", served)
        served.server.returns.makeRoom()
        #expect(try ann.ask("/resume \(again)").hasPrefix("OK"))
        served.server.returns.makeRoom()
        #expect(served.server.sessionCount == 3 && !dee.isAtEnd)
    }

    @Test func theNextProcessGoesOn() throws {
        let served = try served()
        let bob = try named("bob", served)
        let ann = try Program(served)
        let (held, here) = (try #require(ann.token), try Program(served))
        #expect(try ann.ask("/nick ann").hasPrefix("OK"))
        try ann.lose()
        bob.send("/msg ann psst\n/ping said\n")
        try served.run { bob.text.contains("pong said") }
        let next = try served.server.handOver()
        #expect(next.returns.heldCount == 1)
        #expect(try ann.ask("/resume \(held)").hasPrefix("OK q nick=ann"))
        #expect(ann.peer.lines.contains { $0.hasSuffix(" bob :psst") })
        // Who was there all the time has its token still.
        #expect(try ann.ask("/resume \(try #require(here.token))").hasPrefix("OK q nick=guest3"))
        try served.run { here.peer.isAtEnd }
        #expect(here.peer.text.contains(" replaced :"))
        served.loop.onTurnEnd = nil
    }
}
