import Testing

@testable import Libevent

@Suite struct IPAddressTests {
    @Test(arguments: [
        "0.0.0.0", "127.0.0.1", "192.0.2.255", "255.255.255.255", "::", "::1", "2001:db8::1", "fe80::1:2:3:4",
    ])
    func isWrittenAsItIsRead(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == text)
        #expect(address.isV4 == text.contains("."))
    }

    @Test func itsBits() {
        #expect(IPAddress("127.0.0.1") == IPAddress(v4: 0x7F00_0001))
        #expect(IPAddress("2001:db8::1") == IPAddress(high: 0x2001_0DB8_0000_0000, low: 1))
        #expect(IPAddress(bytes: [127, 0, 0, 1]) == IPAddress("127.0.0.1"))
        #expect(IPAddress(bytes: [0x20, 1] + [UInt8](repeating: 0, count: 13) + [9]) == IPAddress("2001::9"))
        #expect(IPAddress(bytes: [1, 2, 3]) == nil)
        #expect(IPAddress(bytes: []) == nil)
    }

    @Test func aMappedAddressIsIPv4() {
        #expect(IPAddress("::ffff:192.0.2.1") == IPAddress("192.0.2.1"))
        #expect(IPAddress("::ffff:c000:201")?.description == "192.0.2.1")
        // IPv4-compatible, which is another thing, and gone (RFC 4291).
        #expect(IPAddress("::192.0.2.1")?.isV4 == false)
    }

    @Test(arguments: [
        "", ".", ":", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4\n", "1.2.3.4\0",
        "+1.2.3.4",
        "0x7f.1", "127.1", "localhost", "[::1]", "::1%lo", "1::2::3", ":::", "12345::", "::g", "1:2:3:4:5:6:7", "::1\0",
        "::1/64",
    ])
    func refuses(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: ["192.0.2.1", "2001:db8::7"])
    func ofASocket(_ text: String) throws {
        let address = try #require(try Endpoint.host(text, port: 6000).resolve().first)
        #expect(address.ip == IPAddress(text))
    }

    @Test func aPathHasNone() {
        #expect(SocketAddress(path: "/tmp/x")?.ip == nil)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.255.0.9", true), ("::1", true), ("::ffff:127.0.0.1", true), ("128.0.0.1", false),
        ("0.0.0.0", false), ("::", false), ("::7f00:1", false), ("1::1", false),
    ])
    func loopback(_ text: String, _ isLoopback: Bool) throws {
        #expect(try #require(IPAddress(text)).isLoopback == isLoopback)
    }
}
