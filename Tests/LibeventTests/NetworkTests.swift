import Testing

@testable import Libevent

@Suite struct NetworkTests {
    private func contains(_ network: String, _ address: String) throws -> Bool {
        try Network(network).contains(#require(IPAddress(address)))
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.0.0.0/8"), ("127.0.0.1", "127.0.0.1/32"), ("0.0.0.0/0", "0.0.0.0/0"), ("::/0", "::/0"),
        ("::1", "::1/128"), ("2001:db8::/32", "2001:db8::/32"), ("2001:db8:0:8000::/49", "2001:db8:0:8000::/49"),
        // Mapped addresses are IPv4.
        ("::ffff:10.0.0.0/104", "10.0.0.0/8"), ("::ffff:0:0/96", "0.0.0.0/0"), ("::ffff:192.0.2.1", "192.0.2.1/32"),
    ])
    func reads(_ text: String, _ written: String) throws {
        #expect(try Network(text).description == written)
    }

    @Test(arguments: [
        "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0/ 8",
        "10.0.0.0/8 ",
        "10.0.0.0/٨", "10.0.0.0/0008", "10.0/8", "::/129", "::1/1000", "::1/99999999999999999999", "fe80::%lo/10",
        "localhost",
        "any", "10.0.0.0-10.0.0.9", "10.0.0.0/255.0.0.0", "::1\0/8",
    ])
    func refuses(_ text: String) {
        #expect(throws: Network.Fault.self) { try Network(text) }
    }

    @Test(arguments: [
        ("10.0.0.1/8", "10.0.0.0/8"), ("10.0.0.1/0", "0.0.0.0/0"), ("192.0.2.129/25", "192.0.2.128/25"),
        ("::1/127", "::/127"),
        ("2001:db8::1/64", "2001:db8::/64"), ("2001:db8:8000::/32", "2001:db8::/32"), ("::1/0", "::/0"),
    ])
    func namesTheNetworkThatAnAddressIsIn(_ text: String, _ network: String) throws {
        let fault = #expect(throws: Network.Fault.self) { try Network(text) }
        #expect(fault?.description.hasSuffix("the network is \(network)") == true)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false), ("127.0.0.1", "127.0.0.1", true),
        ("127.0.0.1", "127.0.0.2", false), ("192.0.2.128/25", "192.0.2.127", false),
        ("0.0.0.0/0", "255.255.255.255", true),
        ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("0.0.0.0/0", "::1", false), ("::/0", "::1", true),
        ("::/0", "10.0.0.1", false), ("::/64", "10.0.0.1", false), ("::/95", "10.0.0.1", false),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false),
        ("2001:db8::/64", "2001:db8::ffff:ffff:ffff:ffff", true), ("2001:db8::/64", "2001:db8:0:1::", false),
        ("2001:db8::/65", "2001:db8::8000:0:0:0", false), ("2001:db8::/63", "2001:db8:0:1::", true),
        ("::1", "::2", false),
        ("::1", "::1", true),
    ])
    func holds(_ network: String, _ address: String, _ isIn: Bool) throws {
        #expect(try contains(network, address) == isIn)
    }

    /// Every length of prefix, against the bits themselves.
    @Test func aPrefixOfEveryLength() throws {
        let ones = IPAddress(high: .max, low: .max)
        for length in 0...128 {
            let network = try Network("\(Network.prefix(of: ones, length))/\(length)")
            #expect(network.contains(ones))
            guard length > 0 else { continue }
            let bit = 128 - length
            let other =
                bit < 64
                ? IPAddress(high: .max, low: .max ^ (1 << UInt64(bit)))
                : IPAddress(high: .max ^ (1 << UInt64(bit - 64)), low: .max)
            #expect(!network.contains(other), "/\(length)")
        }
    }
}
