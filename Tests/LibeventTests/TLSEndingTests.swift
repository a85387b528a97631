import Glibc
import TestSupport
import Testing

@testable import Libevent

/// How connections with TLS end.
@Suite struct TLSEndingTests {
    /// All that was sent is read before the end, also where the end comes in the same read as half a line did.
    @Test(arguments: [true, false]) func endAfterTheLastData(isPolite: Bool) throws {
        let wired = try TLSWired()
        try sendFiller(wired)
        wired.toServer.isOpen = false
        wired.client?.write("a line\nanother\n".utf8)
        if isPolite { wired.client?.closeAfterDrain(within: .seconds(5)) } else { shutdownClient(wired) }
        try wired.settle()
        wired.toServer.isOpen = true
        try wired.run { wired.log.contains("server end") }
        let expected = ["server line half a line", "server line another", "server end"]
        #expect(wired.log.filter { $0.hasPrefix("server") } == expected)
    }

    /// Lines, and half a line that leaves little room behind it: libevent now reads into two pieces of memory, and may find
    /// the end with the second before the first is ours.
    private func sendFiller(_ wired: TLSWired) throws {
        var lines = 0
        let note = wired.onEvent
        wired.onEvent = { _, event in if case .line = event { lines += 1 } }
        wired.client?.write((String(repeating: String(repeating: "f", count: 99) + "\n", count: 80) + "half ").utf8)
        try wired.settle()
        wired.onEvent = note
        #expect(lines == 80)
        wired.forget()
    }

    /// Without a word of TLS's.
    private func shutdownClient(_ wired: TLSWired) {
        if let descriptor = wired.client?.descriptor { shutdown(descriptor, Int32(SHUT_WR)) }
    }

    /// The end comes while lines wait: it waits for them.
    @Test func endWhilePaused() throws {
        let wired = try TLSWired()
        wired.onEvent = { connection, event in
            if case .line = event { connection.pauseInput() }
        }
        try sendFiller(wired)
        wired.toServer.isOpen = false
        wired.client?.write("one\ntwo\nthree\n".utf8)
        wired.client?.close()
        try wired.settle()
        wired.toServer.isOpen = true
        try wired.run(to: 1)
        try wired.settle()
        #expect(wired.log == ["server line half one"])
        wired.server?.resumeInput()
        wired.server?.resumeInput()
        #expect(wired.log.count == 3)
        wired.server?.resumeInput()
        try wired.run(to: 4)
        #expect(wired.log == ["server line half one", "server line two", "server line three", "server end"])
    }

    /// Who has ended its input still gets its answers, however long they are.
    @Test(arguments: [1, 20_000]) func halfClose(count: Int) throws {
        let wired = try TLSWired()
        wired.toClient.isOpen = false
        let line = String(repeating: "h", count: 99)
        // A part of it is written before the end is read, and waits.
        for _ in 0..<count / 2 { wired.server?.write("\(line)\n".utf8) }
        wired.client?.sendCloseNotify()
        try wired.run(to: 1)
        #expect(wired.log == ["server end"])
        for _ in count / 2..<count { wired.server?.write("\(line)\n".utf8) }
        wired.server?.closeAfterDrain(within: .seconds(20))
        wired.toClient.isOpen = true
        try wired.run { wired.log.contains("client end") && wired.log.contains("server closed drained") }
        #expect(wired.log.filter { $0 == "client line \(line)" }.count == count)
    }

    /// The peer is told that nothing follows: the last record is an alert.
    @Test func closeNotify() throws {
        let wired = try TLSWired()
        wired.server?.write("goodbye\n".utf8)
        wired.server?.closeAfterDrain(within: .seconds(5))
        try wired.run { wired.log.contains("client end") }
        let last = wired.toClient.records(from: 0).last
        // Two bytes, encrypted as TLS 1.3 does it.
        #expect(last?.length == 2 + 17)
        #expect(wired.log == ["server closed drained", "client line goodbye", "client end"])
    }

    @Test func drainGivesUpAfterItsTime() throws {
        let wired = try TLSWired()
        wired.toClient.isOpen = false
        for _ in 0..<3_000 { wired.server?.write(repeatElement(UInt8(ascii: "x"), count: 1_000)) }
        wired.server?.closeAfterDrain(within: .milliseconds(20))
        try wired.run(to: 1)
        #expect(wired.log == ["server closed drainTimeout"])
    }

    @Test func aResetIsAFailure() throws {
        let wired = try TLSWired(overTCP: true)
        try wired.resetServer()
        try wired.run { wired.log.contains { $0.hasPrefix("server") } }
        #expect(wired.log.contains("server broken: read: Connection reset by peer"))
    }

    /// A write to one who is gone is reported by an event, and not from within `send`.
    @Test func sendingToOneWhoIsGone() throws {
        let wired = try TLSWired(overTCP: true)
        wired.server?.pauseInput()
        try wired.resetServer()
        try wired.settle()
        for _ in 0..<5 { wired.server?.write("one\n".utf8) }
        try wired.settle()
        // What came before would be reported first, and that waits.
        #expect(!wired.log.contains { $0.hasPrefix("server") })
        wired.server?.resumeInput()
        try wired.run { wired.log.contains { $0.hasPrefix("server") } }
        wired.server?.write("two\n".utf8)
        wired.server?.dropPendingOutput()
        wired.server?.closeAfterDrain(within: .seconds(1))
        try wired.run { wired.log.contains("server closed drained") }
        let reports = wired.log.filter { $0.hasPrefix("server") }
        #expect(reports.count == 2)
        #expect(reports.first?.hasPrefix("server broken: write: ") == true)
    }

    /// The peer sends lines and is gone, and a write finds that before they are read.
    @Test(arguments: [false, true], [1, 2_000]) func linesBeforeAFailedWrite(pauses: Bool, count: Int) throws {
        let wired = try TLSWired(overTCP: true)
        if pauses {
            wired.onEvent = { [unowned wired] connection, event in
                if case .line = event, connection === wired.server { connection.pauseInput() }
            }
        }
        wired.server?.pauseInput()
        let lines = (0..<count).map { "line \($0)" }
        wired.client?.write(Array(lines.map { $0 + "\n" }.joined().utf8))
        try wired.settle()
        wired.toServer.isOpen = false
        wired.server?.write("unread\n".utf8)
        try wired.resetServer()
        for _ in 0..<3 { wired.server?.write("late\n".utf8) }
        try wired.settle()
        #expect(!wired.log.contains { $0.hasPrefix("server") })
        try wired.run {
            wired.server?.resumeInput()
            return wired.log.contains { $0.hasPrefix("server broken: ") }
        }
        let reports = wired.log.filter { $0.hasPrefix("server") }
        #expect(reports.dropLast() == lines.map { "server line \($0)" })
    }

    /// A record that somebody has changed on its way.
    @Test func forgery() throws {
        let wired = try TLSWired()
        let forged: [UInt8] = [23, 3, 3, 0, 40] + [UInt8](repeating: 1, count: 40)
        let descriptor = try #require(wired.client?.descriptor)
        #expect(send(descriptor, forged, forged.count, 0) == forged.count)
        try wired.run { wired.log.contains { $0.hasPrefix("server") } }
        #expect(wired.log.first == "server broken: read: TLS: decryption failed or bad record mac")
    }

    /// What an end cuts off is no line, whether TLS says that it is one or somebody cut the connection.
    @Test(arguments: [true, false]) func halfALineIsNone(isPolite: Bool) throws {
        let wired = try TLSWired()
        wired.client?.write("whole\nhalf".utf8)
        try wired.run(to: 1)
        if isPolite { wired.client?.closeAfterDrain(within: .seconds(5)) } else { shutdownClient(wired) }
        try wired.run { wired.log.contains("server end") }
        #expect(wired.log.filter { $0.hasPrefix("server") } == ["server line whole", "server end"])
    }

    /// What the peer has still sent does not reset the connection, which could overtake our last lines.
    @Test func unreadInputDoesNotReset() throws {
        let wired = try TLSWired(overTCP: true)
        wired.server?.pauseInput()
        wired.client?.write("unread\n".utf8)
        try wired.settle()
        wired.server?.write("goodbye\n".utf8)
        wired.server?.closeAfterDrain(within: .seconds(5))
        wired.client?.write("and more\n".utf8)
        try wired.run { wired.log.contains("client end") }
        #expect(wired.log == ["client line goodbye", "client end"])
        // It lingers until the client has closed too.
        wired.client?.close()
        try wired.run(to: 3)
        #expect(wired.log.last == "server closed drained")
        #expect(wired.toClient.error == 0)
    }

    /// A peer that never closes does not keep it.
    @Test func lingeringEnds() throws {
        let wired = try TLSWired(overTCP: true)
        wired.server?.pauseInput()
        wired.client?.write("unread\n".utf8)
        try wired.settle()
        wired.server?.closeAfterDrain(within: .seconds(5))
        try wired.run { wired.log.contains("server closed drained") }
    }

    @Test func closedInTheMidstOfAHandshake() throws {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        let wired = try TLSWired(
            server: TLSContext(server: pair.certificate, key: pair.key),
            client: TLSContext(clientTrusting: pair.certificate))
        wired.toServer.limit = 50
        wired.toServer.isOpen = false
        wired.server?.closeAfterDrain(within: .seconds(5))
        try wired.run { wired.log.contains("server closed drained") }
        #expect(!wired.log.contains("server connected"))
    }

    enum Kind: CaseIterable { case connected, line, endOfInput, drained, failed, handshakeFailed }

    /// Dropping the last reference inside the connection's own callback is safe, whatever is reported (ASan proves it).
    @Test(arguments: Kind.allCases, [false, true]) func mayBeDroppedInItsOwnCallback(_ kind: Kind, closes: Bool) throws
    {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        let trusted = kind == .handshakeFailed ? try folder.make("other") : pair
        let wired = try TLSWired(
            server: TLSContext(server: pair.certificate, key: pair.key),
            client: TLSContext(clientTrusting: trusted.certificate), overTCP: true)
        let reference = Weak(wired.server)
        var isDone = false
        wired.onEvent = { [unowned wired] connection, event in
            guard connection === wired.server, kind.matches(event) else { return }
            if closes { connection.close() }
            wired.dropServer()
            isDone = true
        }
        if kind != .connected, kind != .handshakeFailed { try wired.run(to: 2) }
        switch kind {
        case .connected, .handshakeFailed: break
        case .line: wired.client?.write("a\nb\nc\n".utf8)
        case .endOfInput: wired.client?.close()
        case .drained: wired.server?.closeAfterDrain(within: .seconds(1))
        case .failed: try wired.resetServer()
        }
        try wired.run { isDone }
        try wired.settle()
        #expect(reference.object == nil)
    }
}

extension TLSEndingTests.Kind {
    func matches(_ event: LineConnection.Event) -> Bool {
        switch (self, event) {
        case (.connected, .connected), (.line, .line), (.endOfInput, .endOfInput), (.drained, .closed(.drained)),
            (.failed, .broken), (.handshakeFailed, .closed(.failed)):
            true
        default: false
        }
    }
}
