import Libevent
import Testing

@testable import ChatServer

@Suite struct HostKeyTests {
    private func key(_ text: String) throws -> HostKey {
        try HostKey(#require(IPAddress(text)))
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false), ("192.0.2.1", "::ffff:192.0.2.1", true),
        ("2001:db8::1", "2001:db8::ffff:0:0:1", true), ("2001:db8::1", "2001:db8:0:1::1", false),
        ("::1", "0.0.0.0", false),
        ("::1", "::2", true),
    ])
    func countsAsOne(_ one: String, _ other: String, _ same: Bool) throws {
        #expect(try (key(one) == key(other)) == same)
    }

    @Test func aUnixSocketsPeerIsNobody() throws {
        #expect(HostKey(try #require(SocketAddress(path: "/tmp/x"))) == nil)
    }
}
