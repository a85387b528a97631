import Glibc
import Testing

@testable import Libevent

@Suite struct EndpointTests {
    @Test(arguments: [
        ("127.0.0.1:6000", Endpoint.host("127.0.0.1", port: 6000)),
        ("localhost:0", .host("localhost", port: 0)),
        ("chat.example.org:65535", .host("chat.example.org", port: 65535)),
        (":6000", .host("", port: 6000)),
        ("[::1]:6000", .host("::1", port: 6000)),
        ("[::]:6000", .host("::", port: 6000)),
        ("[fe80::1%lo]:6000", .host("fe80::1%lo", port: 6000)),
        ("unix:/run/partyline", .path("/run/partyline")),
        ("unix:a:6000", .path("a:6000")),
    ])
    func parses(_ text: String, _ endpoint: Endpoint) {
        #expect(Endpoint(text) == endpoint)
        #expect(endpoint.description == text)
    }

    @Test(arguments: [
        "", ":", "6000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:-0", "127.0.0.1:+80",
        "127.0.0.1: 80", "127.0.0.1:80 ", "127.0.0.1:http", "127.0.0.1:0x50", ":::", "::1:6000", "[::1:6000",
        "::1]:6000", "[localhost]:6000", "[]:6000", "[::1]", "unix:", "local\0host:80", "local\nhost:80",
        "unix:\0abstract",
        "unix:/a\0b", "unix:/" + String(repeating: "x", count: 107),
    ])
    func refuses(_ text: String) {
        #expect(Endpoint(text) == nil)
    }

    @Test func resolves() throws {
        let four = try #require(try Endpoint.host("127.0.0.1", port: 6000).resolve().first)
        #expect(four.description == "127.0.0.1:6000")
        #expect(four.with(port: 7).description == "127.0.0.1:7")
        #expect(four.with(port: nil).port == 6000)
        let six = try #require(try Endpoint.host("::1", port: 6000).resolve().first)
        #expect(six.description == "[::1]:6000")
        #expect(six.with(port: 7).port == 7)
        let path = try #require(try Endpoint.path("/tmp/x").resolve().first)
        #expect(path.description == "unix:/tmp/x")
        #expect(path.host == "/tmp/x")
        #expect(path.port == 0)
        #expect(path.with(port: 7).description == "unix:/tmp/x")
    }

    @Test func anEmptyHostIsAllAddressesToListenOn() throws {
        let hosts = try Endpoint.host("", port: 6000).resolve(passive: true).map(\.host)
        #expect(hosts.contains("0.0.0.0") || hosts.contains("::"))
    }

    @Test func aNameThatIsNone() throws {
        let error = #expect(throws: ResolveError.self) { try Endpoint.host("no such name", port: 1).resolve() }
        #expect(error?.host == "no such name")
    }
}
