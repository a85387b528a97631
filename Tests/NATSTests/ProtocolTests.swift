import Testing

@testable import NATS

@Suite("The parts of NATS' protocol")
struct ProtocolTests {
    private func subject(_ text: String) throws -> Subject { try #require(Subject(text)) }

    @Test("a client's commands")
    func commands() throws {
        var headers = Headers()
        headers.add("Nats-Expected-Stream", "PL_c_0")
        let (log, inbox) = (try subject("pl.c.log.0"), try subject("_INBOX.pl.1.7"))
        let commands: [(ClientCommand, String)] = [
            (.connect(.object([.init("verbose", .bool(false))])), "CONNECT {\"verbose\":false}\r\n"),
            (.publish(to: log, Array("hi\n".utf8)), "PUB pl.c.log.0 3\r\nhi\n\r\n"),
            (.publish(to: log, reply: inbox, []), "PUB pl.c.log.0 _INBOX.pl.1.7 0\r\n\r\n"),
            (
                .publish(to: log, reply: inbox, headers: headers, Array("hi".utf8)),
                "HPUB pl.c.log.0 _INBOX.pl.1.7 42 44\r\nNATS/1.0\r\nNats-Expected-Stream: PL_c_0\r\n\r\nhi\r\n"
            ),
            (.subscribe(try subject("pl.c.live.*"), id: 9), "SUB pl.c.live.* 9\r\n"),
            (.unsubscribe(id: 9), "UNSUB 9\r\n"), (.unsubscribe(id: 9, afterMost: 1), "UNSUB 9 1\r\n"),
            (.ping, "PING\r\n"), (.pong, "PONG\r\n"),
        ]
        for (command, text) in commands { #expect(String(decoding: command.bytes, as: UTF8.self) == text) }
    }

    @Test("subjects are tokens between dots, and nothing that would end a line's word")
    func subjects() {
        for text in ["a", "a.b", "$JS.API.INFO", "a.*.c", "a.>", "é.x"] { #expect(Subject(text) != nil) }
        for text in ["", ".", "a.", ".a", "a..b", "a b", "a\tb", "a\r\nPUB b", "a\u{0}"] {
            #expect(Subject(text) == nil)
        }
        #expect(Subject(String(repeating: "x", count: Subject.maximumBytes + 1)) == nil)
        #expect(Subject("a.b")?.isPlain == true && Subject("a.*")?.isPlain == false && Subject(">")?.isPlain == false)
    }

    @Test("headers can't be made to begin another")
    func headers() throws {
        var headers = Headers()
        for (name, value) in [("a b", "x"), ("", "x"), ("a:", "x"), ("a", "x\r\nb: y"), ("é", "x")] {
            let isAdded = headers.add(name, value)
            #expect(!isAdded)
        }
        headers.add("Name", " some words ")
        #expect(headers["Name"] == "some words" && headers["name"] == nil)
        #expect(Headers(bytes: headers.bytes) == headers)
        for text in [
            "", "NATS/1.0", "NATS/1.0\r\n", "NATS/1.0\n\n", "NATS/2.0\r\n\r\n", "NATS/1.0x\r\n\r\n",
            "NATS/1.0 9\r\n\r\n", "NATS/1.0 abc\r\n\r\n", "NATS/1.0\r\n: x\r\n\r\n", "NATS/1.0\r\na b: x\r\n\r\n",
            "NATS/1.0\r\na: x\r\n\r\nmore", "NATS/1.0\r\na: x\r\r\n\r\n",
        ] {
            #expect(Headers(bytes: Array(text.utf8)) == nil, "\(text.debugDescription)")
        }
        #expect(Headers(bytes: Array("NATS/1.0 503\r\n\r\n".utf8))?.status == Headers.Status(503))
        #expect(Headers(bytes: Array("NATS/1.0 404 No Messages\r\n\r\n".utf8))?.status?.words == "No Messages")
    }

    @Test("acknowledgements tell of streams, in all three forms")
    func acks() throws {
        let plain = try #require(AckSubject(try subject("$JS.ACK.PL_c_0.n1.2.1750.17.1795000000000000001.3")))
        #expect(plain.stream == "PL_c_0" && plain.consumer == "n1" && plain.deliveries == 2)
        #expect(plain.sequence == 1_750 && plain.consumerSequence == 17 && plain.pending == 3)
        #expect(plain.time == 1_795_000_000_000_000_001)
        for text in [
            "$JS.ACK._.hash.PL_c_0.n1.2.1750.17.1795000000000000001.3",
            "$JS.ACK.hub.hash.PL_c_0.n1.2.1750.17.1795000000000000001.3.token",
        ] { #expect(AckSubject(try subject(text)) == plain) }
        for text in [
            "$JS.ACK.PL_c_0.n1.2.1750.17.3", "$JS.ACK.a.PL_c_0.n1.2.1750.17.1795000000000000001.3",
            "$JS.ACK.PL_c_0.n1.2.x.17.1795000000000000001.3", "$JS.NAK.PL_c_0.n1.2.1750.17.1795000000000000001.3",
        ] { #expect(AckSubject(try subject(text)) == nil) }
    }

    @Test("JSON is read as it is written, and what is none is refused")
    func json() throws {
        let text = #"{"a":[1,-2,0,1.5e3,true,null],"b":{"c":"x\"\\\u0001é"},"d":[],"e":{}}"#
        #expect(try #require(JSON(text)).text == text)
        #expect(JSON(" [ \"\\ud83d\\ude00\\n\\/\" , {} ] ")?.array?.first?.string == "😀\n/")
        #expect(JSON("9223372036854775807")?.number == .max && JSON("9223372036854775808")?.number == nil)
        for text in [
            "", " ", "nul", "nulls", "[1,]", "[1 2]", "{a:1}", "{\"a\"}", "{\"a\":1,\"a\":2}", "01", "-", "1.", "1e",
            "+1", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\tb\"", "[1]]",
            "\"\\u+123\"", String(repeating: "[", count: 17) + String(repeating: "]", count: 17),
        ] { #expect(JSON(text) == nil, "\(text)") }
    }

    @Test("what a server tells of itself")
    func info() throws {
        let text =
            #"{"version":"2.15.1-beta.1","max_payload":1048576,"headers":true,"jetstream":true,"nonce":"abc","#
            + #""tls_required":true,"ldm":false,"connect_urls":["10.0.0.1:4222","[::1]:4222"],"server_id":"N"}"#
        let info = try #require(JSON(text).flatMap { ServerInfo($0) })
        #expect(info.version == ServerInfo.Version(2, 15, 1) && info.maximumPayload == 1 << 20)
        #expect(info.hasHeaders && info.hasStreams && info.needsTLS && !info.isLeaving)
        #expect(info.nonce == "abc" && info.others == ["10.0.0.1:4222", "[::1]:4222"])
        #expect(ServerInfo.oldest <= info.version && ServerInfo.Version(2, 9, 10) < ServerInfo.oldest)
        for text in [
            "{}", #"{"version":"2.15","max_payload":1}"#, #"{"version":"2.x.1","max_payload":1}"#,
            #"{"version":"2.15.1","max_payload":0}"#, #"{"version":"2.15.1","max_payload":"1"}"#,
            #"{"version":"2.15.1"}"#,
        ] { #expect(JSON(text).flatMap { ServerInfo($0) } == nil) }
    }
}
