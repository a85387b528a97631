import TestSupport
import Testing

@testable import NATS

@Suite("What a server of NATS says")
struct ServerDecoderTests {
    private func subject(_ text: String) throws -> Subject { try #require(Subject(text)) }

    private func decode(_ pieces: [[UInt8]], maximumPayload: Int = 1 << 20) throws -> [ServerMessage] {
        var decoder = ServerDecoder(maximumPayload: maximumPayload)
        var messages: [ServerMessage] = []
        for piece in pieces { try decoder.decode(piece, into: &messages) }
        return messages
    }

    @Test("is understood however it is cut")
    func cuts() throws {
        let sample = """
            INFO {"server_id":"NA","version":"2.15.1","headers":true,"max_payload":1048576} \r
            +OK\r
            PING\r
            PONG\r
            MSG pl.c.live.0 7 11\r
            P1 1\nMSG a\r\r
            MSG a.b 8 inbox.1 0\r
            \r
            HMSG a.b 9 12 17\r
            NATS/1.0\r
            \r
            hello\r
            HMSG inbox.x 10 16 16\r
            NATS/1.0 503\r
            \r
            \r
            hmsg in.x 10 re.ply 63 63\r
            NATS/1.0 100 Idle Heartbeat\r
            Nats-Last-Consumer: 17\r
            a:  b \r
            \r
            \r
            -ERR 'Permissions Violation for Publish to "x"'\r

            """
        var idle = Headers(status: Headers.Status(100, "Idle Heartbeat"))
        idle.add("Nats-Last-Consumer", "17")
        idle.add("a", "b")
        let info = JSON.object([
            .init("server_id", .string("NA")), .init("version", .string("2.15.1")), .init("headers", .bool(true)),
            .init("max_payload", .number(1_048_576)),
        ])
        let expected: [ServerMessage] = [
            .info(info), .ok, .ping, .pong,
            .message(Delivery(to: try subject("pl.c.live.0"), by: 7, Array("P1 1\nMSG a\r".utf8))),
            .message(Delivery(to: try subject("a.b"), by: 8, reply: try subject("inbox.1"))),
            .message(Delivery(to: try subject("a.b"), by: 9, headers: Headers(), Array("hello".utf8))),
            .message(
                Delivery(to: try subject("inbox.x"), by: 10, headers: Headers(status: Headers.Status(503)))),
            .message(Delivery(to: try subject("in.x"), by: 10, reply: try subject("re.ply"), headers: idle)),
            .error("Permissions Violation for Publish to \"x\""),
        ]
        try Cuts.verify(Array(sample.utf8), yields: expected) { try decode($0) }
    }

    private static let nonsense: [(String, DecodingFault)] = [
        ("HELLO\r\n", .unknown("HELLO")), ("PING\n", .malformed("a line is none")),
        ("\r\n", .unknown("")), ("INFO x\r\n", .malformed("an INFO is none")),
        ("INFO []\r\n", .malformed("an INFO is none")), ("MSG a 1\r\n", .malformed("a message's line is none")),
        ("MSG a 1 b c 2\r\n", .malformed("a message's line is none")),
        ("MSG a..b 1 2\r\n", .malformed("a message's line is none")),
        ("MSG a x 2\r\n", .malformed("a message's line is none")),
        ("MSG a 1 -2\r\n", .malformed("a message's line is none")),
        ("MSG a 1 b. 2\r\n", .malformed("a reply is none")), ("MSG a 1 101\r\n", .longPayload(101)),
        ("MSG a 1 99999999999999999999\r\n", .malformed("a message's line is none")),
        ("MSG a 1 2\r\nabc\r\n", .malformed("a payload does not end where it should")),
        ("HMSG a 1 5 2\r\n", .malformed("headers are longer than the message")),
        ("HMSG a 1 2 2\r\nab\r\n", .malformed("headers are none")),
        ("HMSG a 1 14 14\r\nNATS/1.0\r\nab\r\n\r\n", .malformed("headers are none")),
    ]

    @Test("what no server says is a fault, and nothing is understood behind it", arguments: nonsense.indices)
    func faults(_ index: Int) throws {
        let (text, fault) = ServerDecoderTests.nonsense[index]
        for size in [1, 3, text.utf8.count] {
            var decoder = ServerDecoder(maximumPayload: 100)
            var messages: [ServerMessage] = []
            var found: DecodingFault?
            var rest = Array("PING\r\n\(text)PING\r\n".utf8)[...]
            while !rest.isEmpty {
                do throws(DecodingFault) {
                    try decoder.decode(Array(rest.prefix(size)), into: &messages)
                } catch {
                    #expect(found ?? error == error)
                    found = error
                }
                rest = rest.dropFirst(size)
            }
            #expect(found == fault && messages == [.ping])
        }
    }

    @Test("a line that does not end is a fault before it takes much memory")
    func longLine() {
        var decoder = ServerDecoder()
        var messages: [ServerMessage] = []
        let part = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000)
        #expect(throws: DecodingFault.longLine) {
            for _ in 0..<66 { try decoder.decode(part, into: &messages) }
        }
    }
}
