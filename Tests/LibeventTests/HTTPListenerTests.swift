import Glibc
import TestSupport
import Testing

@testable import Libevent

/// What curl, Prometheus and those who mean harm may send, as bytes.
@Suite struct HTTPListenerTests {
    private func served(_ timeout: Duration = .seconds(60)) throws -> HTTPServed {
        try HTTPServed(timeout: timeout)
    }

    @Test func aPage() throws {
        let served = try served()
        let answer = try served.answer(to: "GET /page HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.contains("\r\nContent-Type: text/plain; charset=utf-8\r\n"))
        #expect(answer.contains("\r\nContent-Length: 6\r\n"))
        #expect(answer.contains("\r\nConnection: close\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nhello\n"))
        #expect(!answer.lowercased().contains("\r\nserver:"))
        #expect(!answer.contains("libevent"))
    }

    @Test func theStatusIsTheHandlers() throws {
        #expect(try served().answer(to: "GET /busy HTTP/1.1\r\n\r\n").hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
    }

    @Test func theQueryIsNoPartOfThePath() throws {
        let answer = try served().answer(to: "GET /page?collect[]=x&y HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 200"))
    }

    @Test func anAbsoluteAddressIsItsPath() throws {
        let answer = try served().answer(to: "GET http://example.org/page HTTP/1.1\r\nHost: example.org\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 200"))
        #expect(answer.hasSuffix("hello\n"))
    }

    @Test(arguments: ["/", "/page/", "/page%00", "//page", "/../page", "/\u{1B}[2J"])
    func anUnknownPath(_ path: String) throws {
        let answer = try served().answer(to: "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 404 Not Found\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nno such page\n"))
    }

    @Test func headHasNoBody() throws {
        let answer = try served().answer(to: "HEAD /page HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.contains("\r\nContent-Length: 6\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "FROB"])
    func noOtherMethod(_ method: String) throws {
        let answer = try served().answer(to: "\(method) /page HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi")
        #expect(answer.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
        #expect(answer.contains("\r\nAllow: GET, HEAD\r\n"))
    }

    @Test func noTunnel() throws {
        let answer = try served().answer(to: "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 405 "))
    }

    @Test(arguments: [
        "", "Connection: keep-alive\r\n", "Connection: close\r\n", "Connection: x\r\nConnection: keep-alive\r\n",
    ])
    func http10(_ header: String) throws {
        let answer = try served().answer(to: "GET /page HTTP/1.0\r\n\(header)\r\n")
        #expect(answer.hasPrefix("HTTP/1.0 200 OK\r\n"))
        #expect(answer.ranges(of: "Connection:").count == 1)
        #expect(answer.hasSuffix("\r\n\r\nhello\n"))
    }

    /// A second request in the same packet: the connection is closed after the first, and its answer comes whole.
    @Test func pipelined() throws {
        let request = "GET /page HTTP/1.1\r\nHost: x\r\n\r\n"
        let answer = try served().answer(to: String(repeating: request, count: 100))
        #expect(answer.ranges(of: "HTTP/1.1 200 OK").count == 1)
        #expect(answer.hasSuffix("hello\n"))
    }

    @Test func byteByByte() throws {
        let served = try served()
        let client = try served.connect()
        for byte in Array("GET /page HTTP/1.1\r\nHost: x\r\nA: b\r\n\r\n".utf8) {
            try client.send([byte])
            try served.turn()
        }
        try served.run { client.isAtEnd }
        #expect(client.text.hasSuffix("hello\n"))
    }

    @Test func aBodyIsReadAndIgnored() throws {
        let served = try served()
        let body = String(repeating: "x", count: 4_000)
        let length = "GET /page HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\n\(body)"
        #expect(try served.answer(to: length).hasSuffix("hello\n"))
        let chunks = "GET /page HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n"
        #expect(try served.answer(to: chunks).hasSuffix("hello\n"))
        let expected = "GET /page HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"
        let client = try served.connect()
        try client.send(Array(expected.utf8))
        try served.run { client.text == "HTTP/1.1 100 Continue\r\n\r\n" }
        try client.send(Array("abcd".utf8))
        try served.run { client.isAtEnd }
        #expect(client.text.hasSuffix("hello\n"))
    }

    // MARK: - What can't be

    @Test(arguments: [
        "Content-Length: 4097\r\n", "Content-Length: 9223372036854775807\r\n",
        "Expect: 100-continue\r\nContent-Length: 99999999\r\n",
    ])
    func aBodyThatIsTooLong(_ header: String) throws {
        let served = try served()
        let answer = try served.answer(to: "GET /page HTTP/1.1\r\nHost: x\r\n\(header)\r\nabc")
        #expect(answer.hasPrefix("HTTP/1.1 413 "))
        try served.stillAnswers()
    }

    @Test(arguments: [
        "Content-Length: -1\r\n", "Content-Length: 99999999999999999999999\r\n", "Content-Length: 1x\r\n",
        "no colon\r\n",
    ])
    func headersThatAreWrong(_ header: String) throws {
        let served = try served()
        let answer = try served.answer(to: "GET /page HTTP/1.1\r\nHost: x\r\n\(header)\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 4"))
        try served.stillAnswers()
    }

    @Test(arguments: [
        "GET\r\n\r\n", "GET /page\r\n\r\n", "GET /page HTTP/2.0\r\n\r\n", "GET /page HTTP/x\r\n\r\n", "\r\n\r\n",
        "GET  HTTP/1.1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u{16}\u{3}\u{1}\0\u{5}hello\n\n", "/nick ann\nhello\n\n",
        " / HTTP/1.1\r\n\r\n",
        "GET http://[::1 HTTP/1.1\r\n\r\n", "CONNECT :::: HTTP/1.1\r\n\r\n", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\n",
    ])
    func garbage(_ bytes: String) throws {
        let served = try served()
        let answer = try served.answer(to: bytes, ends: true)
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/"))
        #expect(!answer.contains("hello"))
        try served.stillAnswers()
    }

    @Test(arguments: 0..<8) func noise(_ seed: UInt64) throws {
        let served = try served()
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        for _ in 0..<20 {
            let bytes = (0..<400).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let byte = UInt8(truncatingIfNeeded: state >> 33)
                // Ends of lines, that it comes to something.
                return byte < 24 ? UInt8(ascii: "\n") : byte
            }
            let client = try served.connect()
            try client.send(Array("GET /page HTTP/1.1\r\n".utf8) + bytes)
            client.halfClose()
            try served.run { client.isAtEnd }
        }
        try served.stillAnswers()
    }

    @Test(arguments: ["GET /", "GET / HTTP/1.1\r\nA: ", "GET / HTTP/1.1\r\nA: b\r\n "])
    func aHeadThatIsTooLong(_ start: String) throws {
        let served = try served()
        let answer = try served.answer(to: start + String(repeating: "x", count: 20_000))
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
        try served.stillAnswers()
    }

    @Test func manyHeaders() throws {
        let served = try served()
        let answer = try served.answer(to: "GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 5_000))
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
        try served.stillAnswers()
    }

    // MARK: - Those who hold it

    @Test(arguments: [
        "", "GET /pa", "GET /page HTTP/1.1\r\nHost: x\r\n", "GET /page HTTP/1.1\r\nContent-Length: 9\r\n\r\nab",
    ])
    func aSilentSenderIsClosed(_ start: String) throws {
        let served = try served(.milliseconds(200))
        #expect(try served.answer(to: start).isEmpty)
        try served.stillAnswers()
    }

    /// It sends a little again and again, which would keep a timeout by silence away for ever.
    @Test func aSlowSenderIsClosed() throws {
        let served = try served(.milliseconds(200))
        let client = try served.connect()
        try client.send(Array("GET /page HTTP/1.1\r\nA: ".utf8))
        let drip = try Libevent.Timer(on: served.loop) { _ = try? client.send([UInt8(ascii: "x")]) }
        drip.schedule(every: .milliseconds(10))
        try served.run { client.isAtEnd }
        #expect(client.text.isEmpty)
    }

    @Test func aStalledReaderIsClosed() throws {
        let served = try served(.milliseconds(200))
        let client = try served.connect(receiveBuffer: 4_096, reads: false)
        try client.send(Array("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        try served.run { served.listener.openConnections == 1 }
        try served.run { served.listener.openConnections == 0 }
        try served.stillAnswers()
    }

    /// A peer that sends for ever while it reads nothing costs no memory and no time.
    @Test func aFloodBesideAnAnswer() throws {
        let served = try served(.milliseconds(400))
        let client = try served.connect(receiveBuffer: 4_096, reads: false)
        try client.send(Array("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        var sent = 0
        var turns = 0
        served.loop.onTurnEnd = { turns += 1 }
        let flood = try Libevent.Timer(on: served.loop) { sent += client.sendSome(1 << 16) }
        flood.schedule(every: .milliseconds(1))
        try served.run { served.listener.openConnections == 1 }
        try served.run { served.listener.openConnections == 0 }
        // What the kernel holds by itself for both sides.
        #expect(sent < 16 << 20)
        #expect(turns < 5_000)
    }

    /// Nor does one that goes on after its answer, until it is let go of.
    @Test(arguments: ["GET /page HTTP/1.1\r\nHost: x\r\n\r\n", "GET\r\n\r\n"])
    func aFloodAfterAnAnswer(_ request: String) throws {
        let served = try served(.seconds(8))
        let client = try served.connect()
        try client.send(Array(request.utf8))
        try served.run { client.isAtEnd }
        var sent = 0
        var turns = 0
        served.loop.onTurnEnd = { turns += 1 }
        let flood = try Libevent.Timer(on: served.loop) { sent += client.sendSome(1 << 20) }
        flood.schedule(every: .milliseconds(1))
        try served.run { served.listener.openConnections == 0 }
        #expect(sent < 32 << 20)
        #expect(turns < 5_000)
    }

    @Test func largeAnswersArriveWhole() throws {
        let served = try served()
        let answer = try served.answer(to: "GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.utf8.count > 8 << 20)
        #expect(answer.contains("\r\nContent-Length: \(8 << 20)\r\n"))
    }

    @Test func noMoreThanSixteenAtOnce() throws {
        let served = try served(.seconds(1))
        let silent = try (0..<HTTPListener.maximumConnections).map { _ in try served.connect() }
        try served.run { served.listener.openConnections == HTTPListener.maximumConnections }
        let late = try served.connect()
        try late.send(Array("GET /page HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        var most = 0
        served.loop.onTurnEnd = { most = max(most, served.listener.openConnections) }
        defer { served.loop.onTurnEnd = nil }
        try served.run { late.isAtEnd }
        #expect(late.text.hasSuffix("hello\n"))
        #expect(most == HTTPListener.maximumConnections)
        #expect(silent.allSatisfy { $0.text.isEmpty })
    }

    @Test func manyOneAfterTheOther() throws {
        let served = try served()
        for _ in 0..<100 { try served.stillAnswers() }
        #expect(served.listener.openConnections <= 1)
    }

    // MARK: - The listener itself

    @Test func mayBeClosedAndOpenedAgainAtOnce() throws {
        let served = try served()
        let waiting = try served.connect()
        try waiting.send(Array("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        try served.run { waiting.text.count > 1_000 }
        let place = served.listener.address
        served.listener.close()
        try served.run { waiting.isAtEnd }
        try served.listen(on: place)
        try served.stillAnswers()
    }

    @Test func anAddressInUse() throws {
        let served = try served()
        let place = served.listener.address
        #expect(throws: LibeventError("bind", code: EADDRINUSE, subject: place.description)) {
            _ = try HTTPListener(on: served.loop, address: place) { _ in nil }
        }
        try served.stillAnswers()
    }

    @Test(arguments: [Machine.loopbacks.last ?? "", "unix:/tmp/partyline-http-\(getpid())"]) func otherFamilies(
        _ place: String
    ) throws {
        let served = try served()
        served.listener.close()
        try served.listen(on: try resolved(place))
        try served.stillAnswers()
        served.listener.close()
        if place.hasPrefix("unix:") { #expect(access(String(place.dropFirst(5)), F_OK) != 0) }
    }

    /// It rests instead of spinning, and answers again. In a process of its own, as the limit is the process's.
    @Test func restsWithoutDescriptors() async {
        await #expect(processExitsWith: .success) {
            let served = try HTTPServed(timeout: .milliseconds(400))
            var limit = rlimit(rlim_cur: 64, rlim_max: 64)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let client = try served.connect()
            try client.send(Array("GET /page HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
            var taken: [Int32] = []
            while case let descriptor = dup(0), descriptor >= 0 { taken.append(descriptor) }
            var turns = 0
            served.loop.onTurnEnd = { turns += 1 }
            let rescue = try Libevent.Timer(on: served.loop) {
                for descriptor in taken { close(descriptor) }
            }
            rescue.schedule(after: .milliseconds(300))
            try served.run { client.isAtEnd }
            exit(client.text.hasSuffix("hello\n") && turns < 2_000 ? 0 : 2)
        }
    }
}
