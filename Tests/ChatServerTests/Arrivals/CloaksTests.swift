import ChatCore
import Configuration
import Libevent
import Testing

@testable import ChatServer

@Suite struct CloaksTests {
    private let cloaks = Cloaks(nil)

    private func host(_ address: String) throws -> Host? {
        cloaks.host(of: IPAddress(address))
    }

    @Test func whatCountsAsOneHostHasOneName() throws {
        let host = try #require(try host("192.0.2.1"))
        #expect(host.text.hasPrefix("c-") && host.text.utf8.count == 15)
        #expect(try self.host("192.0.2.1") == host)
        #expect(try self.host("::ffff:192.0.2.1") == host)
        #expect(try self.host("192.0.2.2") != host)
        #expect(try self.host("2001:db8::1") == self.host("2001:db8::ffff"))
        #expect(try self.host("2001:db8::1") != self.host("2001:db8:0:1::1"))
        #expect(Cloaks(nil).host(of: IPAddress("192.0.2.1")) != host)
        #expect(Cloaks(cloaks.key).host(of: IPAddress("192.0.2.1")) == host)
    }

    /// All who come by a gateway on this machine would be banned with one of them.
    @Test func thisMachinesPeersHaveNone() throws {
        #expect(cloaks.host(of: nil) == nil)
        #expect(try host("127.0.0.1") == nil)
        #expect(try host("127.9.9.9") == nil)
        #expect(try host("::1") == nil)
    }

    /// A ban of somebody is one of their host, and holds on in the process that takes over.
    @Test func aBannedHostStaysOut() throws {
        let served = try Served {
            $0.listen[0].proxyProtocol = true
            $0.proxy.trusted = [try Network("127.0.0.0/8")]
            $0.limits.messagesPerSecond = 0
        }
        func come(from address: String, _ nick: String) throws -> RawPeer {
            let peer = try served.connect()
            peer.send("PROXY TCP4 \(address) 198.51.100.1 40000 6000\r\n/nick \(nick)\n/join tea\n/ping done\n")
            try served.run { peer.text.contains("pong done") }
            return peer
        }
        let ann = try come(from: "203.0.113.1", "ann")
        let spammer = try come(from: "203.0.113.9", "spammer")
        ann.send("/ban spammer\n/ping banned\n")
        try served.run { ann.text.contains("pong banned") }
        #expect(!ann.text.contains("203.0.113"))
        #expect(try come(from: "203.0.113.9", "other").text.contains("!! banned:"))
        #expect(try !come(from: "203.0.113.10", "neighbour").text.contains("!! banned:"))
        let next = try served.server.handOver()
        #expect(next.cloaks.key.bytes == served.server.cloaks.key.bytes)
        spammer.send("/nick another\n/join tea\n/ping again\n")
        try served.run { spammer.text.contains("pong again") }
        #expect(spammer.text.contains("!! banned:"))
    }
}
