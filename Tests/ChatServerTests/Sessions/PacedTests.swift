import ChatCore
import Configuration
import Dialects
import Framing
import Glibc
import Libevent
import Testing

@testable import ChatServer

/// What may not come faster than lines do, and who is asked whether it is there.
@Suite struct PacedTests {
    private static let iac: UInt8 = 0xFF
    private static let areYouThere: [UInt8] = [iac, 246]
    private static let timingMark: [UInt8] = [iac, 253, 6]

    /// Hardly more than the burst.
    private static func slow(_ configuration: inout Configuration) {
        configuration.limits.messagesPerSecond = 0.01
        configuration.limits.burst = 3
    }

    @Test func telnetsSignalsArePacedAsLinesAre() throws {
        let served = try Served(Self.slow)
        let peer = try served.join()
        let other = try served.join()
        peer.send(bytes: Array(Array(repeating: Self.areYouThere, count: 1_000).joined()))
        try served.run { served.server.sessions.contains { $0?.connection.isInputPaused == true } }
        other.send("/ping done\n")
        try served.run { other.text.contains("done") }
        #expect(peer.lines.count { $0.hasSuffix("-- yes") } == 3)
    }

    /// Once there is no limit, what waits is carried out at once. What is past the burst is refused all the same: only its tag was kept.
    @Test func aLimitThatIsLiftedIsOverForThoseWhoWait() throws {
        let served = try Served(Self.slow)
        let peer = try served.join()
        peer.send((1...9).map { "/ping n\($0)\n" }.joined())
        try served.run {
            peer.lines.last == "-- pong n3" && served.server.sessions.contains { $0?.connection.isInputPaused == true }
        }
        var changed = served.server.configuration
        changed.limits.messagesPerSecond = 0
        try served.server.reload(changed)
        peer.send("/ping last\n")
        try served.run { peer.lines.last == "-- pong last" }
        let refusal = "!! slow-down: this line came too fast and was not carried out; try again in 1 s"
        let answers = peer.lines.drop { $0 != "-- pong n4" }.joined(separator: "\n")
        let pongs = (4...6).map { "-- pong n\($0)" }
        #expect(answers == (pongs + Array(repeating: refusal, count: 3) + ["-- pong last"]).joined(separator: "\n"))
    }

    /// Those that have to wait are answered later, and none is forgotten.
    @Test func signalsThatWaitAreAnswered() throws {
        let served = try Served {
            $0.limits.messagesPerSecond = 200
            $0.limits.burst = 3
        }
        let peer = try served.join()
        peer.send(bytes: Array(Array(repeating: Self.areYouThere, count: 50).joined()))
        try served.run { peer.lines.count { $0.hasSuffix("-- yes") } == 50 }
        // A line right behind them would be refused where as many signals wait as may.
        peer.send("/ping last\n")
        try served.run { peer.lines.last == "-- pong last" }
        #expect(peer.lines.count { $0.hasSuffix("-- yes") } == 50)
        #expect(!peer.text.contains("slow-down"))
    }

    /// Negotiation takes no line's place: what is too much of it waits, and the lines behind it with it.
    @Test(arguments: [
        [iac, 250, 24] + Array(repeating: UInt8(ascii: "y"), count: 90_000) + [iac, 240],
        Array(Array(repeating: timingMark, count: 30_000).joined()),
        Array(Array(repeating: [iac, 253, 31, iac, 251, 31], count: 15_000).joined()),
        Array(Array(repeating: [iac, 241], count: 45_000).joined()),
    ])
    func negotiationTakesNoLinesPlace(_ negotiation: [UInt8]) throws {
        let served = try Served(Self.slow)
        let (peer, other) = (try served.join(), try served.join())
        var rest = negotiation + Array("first\nsecond\nthird\n".utf8)
        try served.run {
            rest.removeFirst(max(0, peer.send(bytes: Array(rest.prefix(4_096)))))
            return other.text.contains("> third\n")
        }
        #expect(!peer.text.contains("slow-down"))
    }

    /// It is paced all the same, so that it can't hold the loop up.
    @Test func endlessNegotiationIsPaced() throws {
        let served = try Served()
        let (peer, other) = (try served.join(), try served.join())
        let options = Array(Array(repeating: [Self.iac, 253, 31], count: 10_000).joined())
        var isPaused = false
        try served.run {
            peer.send(bytes: options)
            isPaused = isPaused || served.server.sessions.contains { $0?.connection.isInputPaused == true }
            return isPaused
        }
        other.send("/ping done\n")
        try served.run { other.text.contains("done") }
    }

    /// Also where lines wait for their turn: telnet shows nothing until it is.
    @Test func aTimingMarkDoesNotWaitForLines() throws {
        let served = try Served(Self.slow)
        let peer = try served.join()
        peer.send("/ping 1\r\n/ping 2\r\n/ping 3\r\n/ping 4\r\n")
        try served.run { peer.text.contains("pong 3") }
        peer.send(bytes: [Self.iac, 244] + Self.timingMark)
        try served.run { Array(peer.bytes.suffix(3)) == TelnetDecoder.noTimingMark }
        #expect(!peer.text.contains("pong 4"))
    }

    @Test func aTimingMarkIsAnsweredEachTime() throws {
        let served = try Served()
        let peer = try served.join()
        for count in 1...3 {
            peer.send(bytes: Self.timingMark)
            let expected = Array(repeating: TelnetDecoder.noTimingMark, count: count).flatMap { $0 }
            try served.run { Array(peer.bytes.suffix(3 * count)) == expected }
        }
    }

    /// There is no such line in the wire form.
    @Test func aWireSessionIsNotAnsweredInWords() throws {
        let served = try Served()
        let peer = try served.join()
        // IAC NOP: it speaks telnet before.
        peer.send(bytes: TelnetDecoder.noOperation + Array("/wire 1\n".utf8))
        try served.run { peer.text.contains("OK - proto=1") }
        peer.send(bytes: Self.areYouThere + Array("@1 /ping\n".utf8))
        try served.run { peer.text.contains("OK 1") }
        #expect(!peer.text.contains("-- yes"))
    }

    /// What waits at a rate that was too slow does not wait for it any more.
    @Test func aFasterRateHoldsAtOnce() throws {
        let served = try Served(Self.slow)
        let (ann, bob) = (try served.join(), try served.join())
        ann.send("1\n2\n3\n4\n5\n")
        try served.run { bob.text.contains("> 3\n") }
        var faster = served.server.configuration
        faster.limits.messagesPerSecond = 1_000
        try served.server.reload(faster)
        try served.run { bob.text.contains("> 5\n") }
    }

    /// One that was silent for long is asked first, however long that was, and has its time to answer.
    @Test func whoWasSilentIsAskedFirst() throws {
        let served = try Served { $0.limits.pingSeconds = 0 }
        let bot = try served.join()
        bot.send("/wire 1\n")
        try served.run { bot.text.contains("OK - proto=1") }
        let session = try #require(served.server.sessions.compactMap { $0 }.first)
        try served.run { served.loop.now - session.lastHeard > .milliseconds(2_100) }
        var asking = served.server.configuration
        asking.limits.pingSeconds = 1
        try served.server.reload(asking)
        served.server.upkeep.sweep()
        served.server.upkeep.sweep()
        try served.run { bot.text.contains("PING ") }
        #expect(!served.server.isGone(session))
        bot.send("@1 /pong x\n")
        try served.run { bot.text.contains("OK 1") }
        #expect(session.pingedAt == nil)
        // It falls silent again.
        try served.run { bot.text.contains("PING was not answered") }
    }

    /// Commands that go through much are carried out by and by: each in its turn, none of them lost, none refused.
    @Test func manyWhoAskForMuch() throws {
        let served = try Served {
            $0.limits.messagesPerSecond = 0
            $0.limits.connectionsPerAddress = 1_000
        }
        var peers: [RawPeer] = []
        for _ in 0..<40 { peers.append(try served.join()) }
        let asked = (1...30).map { "/who\n/ping p\($0)\n" }.joined()
        for peer in peers { peer.send(asked) }
        let last = Array("-- pong p30\n".utf8)
        try served.run { peers.allSatisfy { $0.bytes.suffix(last.count) == last[...] } }
        for peer in peers {
            let text = peer.text
            #expect(peer.lines.count { $0.hasSuffix(": in #lobby") } == 40 * 30)
            #expect(!text.contains("slow-down"))
            let pongs = text.split(separator: "\n").filter { $0.hasPrefix("-- pong") }
            #expect(pongs == (1...30).map { "-- pong p\($0)" })
        }
    }
}
