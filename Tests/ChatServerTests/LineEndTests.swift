import Configuration
import Dialects
import Framing
import Glibc
import Libevent
import Testing

@testable import ChatServer

/// How lines of peers of all kinds end, and lines to them.
@Suite struct LineEndTests {
    private static let iac: UInt8 = 0xFF

    private static func unlimited(_ configuration: inout Configuration) {
        configuration.limits.messagesPerSecond = 0
        configuration.limits.connectionsPerAddress = 1_000
    }

    /// Until the server has read all that was sent to it.
    private func settle(_ served: Served, _ other: RawPeer) throws {
        let before = other.lines.count
        other.send("/ping settled\n")
        try served.run { other.lines.count > before }
    }

    /// A Return that is CR alone, or CR NUL as a terminal has it: whatever the pieces, each line is said once, and none is left over.
    @Test(arguments: ["\r", "\r\0"]) func returnsAloneCutAnywhere(end: String) throws {
        let sent = Array(["one", "two", "", "three é"].map { $0 + end }.joined().utf8)
        for cut in 0...sent.count {
            let served = try Served(Self.unlimited)
            let (old, other) = (try served.connect(), try served.join())
            old.send(bytes: Array(sent[..<cut]))
            try settle(served, other)
            old.send(bytes: Array(sent[cut...]))
            try served.run { other.text.contains("three é") }
            old.send("four\r")
            try served.run { other.text.contains("four") }
            let said = other.lines.filter { $0.hasPrefix("<") }
            #expect(said == ["<guest1> one", "<guest1> two", "<guest1> three é", "<guest1> four"], "cut at \(cut)")
        }
    }

    /// An LF that comes so late that its CR has ended the line is no line more, and the peer is served on.
    @Test func anLFThatComesLate() throws {
        let served = try Served(Self.unlimited)
        let (late, other) = (try served.connect(), try served.join())
        late.send("one\r")
        try served.run { other.text.contains("> one") }
        late.send("\ntwo\r\nthree\r\n")
        try served.run { other.text.contains("> three") }
        #expect(other.lines.filter { $0.hasPrefix("<") }.count == 3)
        #expect(served.server.sessions[0]?.lines == 3)
    }

    /// One that has sent an LF once is waited for.
    @Test func whoHasLFsIsWaitedFor() throws {
        let served = try Served(Self.unlimited)
        let (peer, other) = (try served.connect(), try served.join())
        peer.send("/nick ann\nhel\r")
        let timer = try Libevent.Timer(on: served.loop) { peer.send("lo\n") }
        timer.schedule(after: .milliseconds(500))
        try served.run { other.text.contains("<ann> hello\n") }
    }

    @Test(arguments: [
        ("/ping a\r\n", "-- pong a\r\n"), ("/ping a\r", "-- pong a\r\n"), ("/ping a\n", "-- pong a\n"),
        ("\r\n/ping a\n", "-- pong a\r\n"), ("\n/ping a\r\n", "-- pong a\n"),
        ("/ping a\r\0", "-- pong a\r\n"),
    ])
    func asThePeersFirstLineEndsSoDoOurs(_ sent: String, _ answer: String) throws {
        let served = try Served(Self.unlimited)
        let peer = try served.join()
        peer.send(sent)
        try served.run { peer.text.contains("pong a") && peer.bytes.last == 10 }
        #expect(peer.text.hasSuffix(answer))
        // What others say, too.
        let other = try served.join()
        other.send("hi\n")
        try served.run { peer.text.contains("> hi") && peer.bytes.last == 10 }
        #expect(peer.text.hasSuffix(answer.hasSuffix("\r\n") ? "> hi\r\n" : "> hi\n"))
    }

    /// A program reads LF, whatever it sends; but for a telnet peer.
    @Test(arguments: [("/wire 1\r\n", false), ("/wire 1\r", false), ("\u{FF}/wire 1\r\n", true)])
    func programs(_ sent: String, isTelnet: Bool) throws {
        let served = try Served(Self.unlimited)
        let bot = try served.join()
        bot.send(bytes: sent.unicodeScalars.flatMap { $0 == "\u{FF}" ? [Self.iac, 241] : [UInt8($0.value)] })
        try served.run { bot.text.contains("OK - proto=1") && bot.bytes.last == 10 }
        #expect(bot.text.hasSuffix("\r\n") == isTelnet)
        let other = try served.join()
        other.send("hi\n")
        try served.run { bot.text.contains(":hi") && bot.bytes.last == 10 }
        #expect(bot.text.hasSuffix(":hi\r\n") == isTelnet)
    }

    /// What shows nothing in telnet would show elsewhere.
    @Test func onlyTelnetIsSentNOP() throws {
        let served = try Served {
            Self.unlimited(&$0)
            $0.limits.pingSeconds = 1
        }
        let (plain, crlf, alone, telnet) = (
            try served.join(), try served.join(), try served.join(), try served.join()
        )
        plain.send("/ping a\n")
        crlf.send("/ping a\r\n")
        alone.send("/ping a\r")
        telnet.send(bytes: [Self.iac, 241] + Array("/ping a\r\n".utf8))
        try served.run { [plain, crlf, alone, telnet].allSatisfy { $0.text.contains("pong a") } }
        try served.run { Array(telnet.bytes.suffix(2)) == TelnetDecoder.noOperation }
        try served.run {
            served.server.sessions.allSatisfy { served.loop.now - ($0?.lastHeard ?? served.loop.now) > .seconds(2) }
        }
        for peer in [plain, crlf, alone] { #expect(!peer.bytes.contains(Self.iac)) }
    }

    // MARK: - Synch

    /// IAC DM with the DM as urgent data, before and within lines, wherever the pieces end: no byte of the lines is lost.
    @Test(arguments: 0...7) func synchLosesNothing(place: Int) throws {
        let served = try Served(Self.unlimited)
        let (peer, other) = (try served.join(), try served.join())
        let line = Array("hello\r\n".utf8)
        for round in 0..<3 {
            peer.send(bytes: Array(line[..<place]) + [Self.iac])
            if round > 0 { try settle(served, other) }
            #expect(Glibc.send(peer.descriptor, [242] as [UInt8], 1, Int32(MSG_OOB)) == 1)
            if round > 1 { try settle(served, other) }
            peer.send(bytes: Array(line[place...]) + Array("there\r\n".utf8))
            try served.run { other.lines.count { $0.hasSuffix("> there") } == round + 1 }
            #expect(other.lines.count { $0.hasSuffix("> hello") } == round + 1)
        }
    }
}
