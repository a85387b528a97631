import Libevent
import Testing

@testable import partyline

@Suite struct ServerAddressTests {
    @Test(
        arguments: [
            ("host", nil, "host:6000"), ("host", 7, "host:7"), ("host:7", nil, "host:7"),
            ("127.0.0.1:7", nil, "127.0.0.1:7"),
            ("::1", nil, "[::1]:6000"), ("::1", 7, "[::1]:7"), ("[::1]", nil, "[::1]:6000"), ("[::1]", 7, "[::1]:7"),
            ("[::1]:7", nil, "[::1]:7"), ("[fe80::1%eth0]:7", nil, "[fe80::1%eth0]:7"),
            ("fe80::1%eth0", 7, "[fe80::1%eth0]:7"),
            ("::1:7", nil, "[::1:7]:6000"), ("bücher.example:7", nil, "bücher.example:7"),
            ("a_b-c.d", nil, "a_b-c.d:6000"),
            ("unix:/tmp/x:7", nil, "unix:/tmp/x:7"),
        ] as [(String, UInt16?, String)]) func places(text: String, port: UInt16?, description: String) throws
    {
        #expect(try ServerAddress.endpoint(text, port: port).description == description)
    }

    @Test(
        arguments: [
            ("", nil), (":7", nil), ("host:", nil), ("host:0", nil), ("host:65536", nil), ("host:-1", nil),
            ("host: 7", nil), ("host:7", 8),
            ("[::1]:7", 8), ("[::1", nil), ("::1]", nil), ("[::1]7", nil), ("[]", nil), ("[host]", nil),
            ("[1.2.3.4]:7", nil),
            ("a:b:c", nil), ("1:2:3:4", nil), ("fe80::1%", nil), ("http://host", nil), ("host/path", nil),
            ("me@host", nil), ("ho st", nil),
            ("host\u{0}x", nil), ("unix:", nil), ("unix:/x", 7), ("host", 0), ("%eth0", nil),
        ] as [(String, UInt16?)]) func nonsense(text: String, port: UInt16?)
    {
        #expect(throws: ServerAddress.Fault.self) { try ServerAddress.endpoint(text, port: port) }
    }
}
