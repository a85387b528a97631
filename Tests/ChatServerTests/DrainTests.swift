import Glibc
import Libevent
import Testing

@testable import ChatServer

/// The end of the server, at moments that are not convenient.
@Suite struct DrainTests {
    /// A peer whose lines wait their turn, and who does not read: its turn comes when the server has forgotten all.
    @Test func linesThatWaitAreForgotten() throws {
        let served = try Served {
            $0.limits.messagesPerSecond = 200
            $0.limits.burst = 100
            $0.limits.sendQueueBytes = 1 << 30
        }
        let lazy = try served.connect(receiveBuffer: 4_096, reads: false)
        let other = try served.join()
        // Answers that the kernel can't hold, and then lines that wait.
        try served.run {
            lazy.send("/help\n")
            return served.server.sessions.pendingOutput > 100_000
        }
        for _ in 0..<50 { lazy.send("/help\n") }
        let reader = try Libevent.Timer(on: served.loop) { try? lazy.read(on: served.loop) }
        reader.schedule(after: .milliseconds(100))
        try served.drain()
        #expect(other.text.contains("shutting-down"))
    }

    @Test func twiceIsOnce() throws {
        let served = try Served()
        let peer = try served.join()
        let again = try Libevent.Timer(on: served.loop) { served.server.drain() }
        again.schedule(after: .zero)
        try served.drain()
        try served.run { peer.isAtEnd }
        #expect(peer.text.ranges(of: "shutting-down").count == 1)
    }

    @Test func withNobodyHereItEndsAtOnce() throws {
        try Served().drain()
    }
}
