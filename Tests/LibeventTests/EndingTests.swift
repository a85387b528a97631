import Glibc
import Testing

@testable import Libevent

/// How connections end: by the peer, by us, and by both.
@Suite struct EndingTests {
    /// After a half-close of the peer's we can still write, and it reads all of it.
    @Test func halfClose() throws {
        let wired = try Wired()
        #expect(wired.lines(of: "one\n".utf8) == ["line one"])
        wired.connection.write("answer\n".utf8)
        wired.connection.closeAfterDrain(within: .seconds(5))
        wired.loop.run()
        #expect(wired.log.last == "closed drained")
        #expect(wired.readAll() == "answer\n")
    }

    @Test func aResetIsAFailure() throws {
        let wired = try Wired(overTCP: true)
        wired.resetPeer()
        wired.loop.run()
        #expect(wired.log == ["broken: read: Connection reset by peer"])
    }

    /// A write to one who is gone is reported by an event, and not from within `send`.
    @Test func sendingToOneWhoIsGone() throws {
        let wired = try Wired()
        wired.connection.pauseInput()
        shutdown(wired.peer, Int32(SHUT_RDWR))
        wired.connection.write("one\n".utf8)
        #expect(wired.log.isEmpty)
        try turn(wired)
        // What came before would be reported first, and that waits.
        #expect(wired.log.isEmpty)
        wired.connection.resumeInput()
        wired.loop.run()
        #expect(wired.log == ["broken: write: Broken pipe"])
        wired.connection.write("two\n".utf8)
        wired.connection.dropPendingOutput()
        wired.connection.pauseInput()
        wired.connection.resumeInput()
        #expect(wired.connection.pendingOutput == 0)
        wired.connection.closeAfterDrain(within: .seconds(1))
        wired.loop.run()
        #expect(wired.log == ["broken: write: Broken pipe", "closed drained"])
    }

    /// Until all that is due now is done.
    private func turn(_ wired: Wired) throws {
        let mark = try Libevent.Timer(on: wired.loop) { wired.loop.stop() }
        mark.schedule(after: .zero)
        wired.loop.run()
    }

    /// The peer sends lines and is gone, and a write finds that before they are read: by `send`, or by the bufferevent, to which it left
    /// what the kernel did not take.
    @Test(arguments: [false, true], [1, 1_500]) func linesBeforeAFailedWrite(pauses: Bool, count: Int) throws {
        let wired = try Wired(overTCP: true)
        if pauses {
            wired.onEvent = { connection, event in if case .line = event { connection.pauseInput() } }
        }
        wired.send("one\ntwo\n".utf8)
        wired.send((0..<count).map { "\($0)\n" }.joined().utf8)
        if count == 1 {
            // It has not read this, so its close is a reset; and then `send` fails.
            wired.connection.write("unread\n".utf8)
            wired.resetPeer()
            for _ in 0..<3 { wired.connection.write("late\n".utf8) }
        } else {
            while wired.connection.pendingOutput == 0 { wired.connection.write(repeatElement(120, count: 100_000)) }
            wired.resetPeer()
        }
        #expect(wired.log.isEmpty)
        if pauses {
            while !["broken", "deadline"].contains(where: { wired.log.last?.hasPrefix($0) == true }) {
                try turn(wired)
                wired.connection.resumeInput()
            }
        } else {
            wired.loop.run()
        }
        #expect(wired.log.dropLast() == ["line one", "line two"] + (0..<count).map { "line \($0)" })
        #expect(wired.log.last?.hasPrefix("broken: ") == true)
    }

    /// Who had ended its input had nothing more to say: a failed write is no news.
    @Test func aFailedWriteAfterTheEnd() throws {
        let wired = try Wired(overTCP: true)
        #expect(wired.lines(of: "one\n".utf8) == ["line one"])
        wired.connection.write("unread\n".utf8)
        wired.resetPeer()
        for _ in 0..<3 { wired.connection.write("late\n".utf8) }
        try turn(wired)
        #expect(wired.log == ["line one", "end"])
        wired.connection.closeAfterDrain(within: .seconds(5))
        wired.loop.run()
        #expect(wired.log.count == 3)
    }

    /// What the peer has still sent does not reset the connection, which could overtake our last lines.
    @Test func unreadInputDoesNotReset() throws {
        let wired = try Wired(overTCP: true)
        wired.connection.pauseInput()
        wired.send("unread\n".utf8)
        wired.connection.write("goodbye\n".utf8)
        wired.connection.closeAfterDrain(within: .seconds(5))
        wired.onEvent = { _, event in
            if case .line = event { Issue.record("a line after the close") }
        }
        // It lingers, and reads what comes, until the peer has closed too.
        let mark = try Libevent.Timer(on: wired.loop) { wired.loop.stop() }
        mark.schedule(after: .zero)
        wired.loop.run()
        wired.send("and more\n".utf8)
        #expect(wired.log.isEmpty)
        #expect(wired.readAll() == "goodbye\n")
        shutdown(wired.peer, Int32(SHUT_WR))
        wired.loop.run()
        #expect(wired.log == ["closed drained"])
    }

    /// A peer that never closes does not keep it.
    @Test func lingeringEnds() throws {
        let wired = try Wired(overTCP: true)
        wired.connection.pauseInput()
        wired.send("unread\n".utf8)
        wired.connection.closeAfterDrain(within: .seconds(5))
        wired.connection.closeAfterDrain(within: .zero)
        wired.loop.run()
        #expect(wired.log == ["closed drained"])
    }

    @Test func aResetWhileDraining() throws {
        let wired = try Wired(overTCP: true)
        while wired.connection.pendingOutput == 0 { wired.connection.write(repeatElement(120, count: 100_000)) }
        wired.connection.closeAfterDrain(within: .seconds(60))
        wired.resetPeer()
        wired.loop.run()
        #expect(wired.log.count == 1)
        #expect(wired.log[0].hasPrefix("closed failed"))
    }

    @Test func noEventAfterClose() throws {
        let wired = try Wired()
        wired.send("one\ntwo\n".utf8)
        shutdown(wired.peer, Int32(SHUT_WR))
        wired.connection.close()
        let mark = try Libevent.Timer(on: wired.loop) { wired.loop.stop() }
        mark.schedule(after: .zero)
        wired.loop.run()
        #expect(wired.log.isEmpty)
        #expect(wired.readAll().isEmpty)
    }

    enum Kind: CaseIterable { case line, tooLong, flooded, endOfInput, drained, failed }

    /// Dropping the last reference inside the connection's own callback is safe, whatever is reported (ASan proves it).
    @Test(arguments: Kind.allCases, [false, true]) func mayBeDroppedInItsOwnCallback(_ kind: Kind, closes: Bool) throws
    {
        let loop = try EventLoop()
        let ends = try connectedTCP()
        var holder: LineConnection? = try LineConnection(on: loop, descriptor: ends.ours, maximumLineLength: 64)
        let reference = Weak(holder)
        var events = 0
        holder?.onEvent = { connection, event in
            guard kind.matches(event) else { return }
            events += 1
            if closes { connection.close() }
            holder = nil
            loop.stop()
        }
        switch kind {
        case .line: send("a\nb\n", to: ends.theirs)
        case .tooLong: send(String(repeating: "x", count: 65) + "\nb\n", to: ends.theirs)
        case .flooded: send(String(repeating: "x", count: LineConnection.floodLimit + 1), to: ends.theirs)
        case .endOfInput: shutdown(ends.theirs, Int32(SHUT_WR))
        case .drained: holder?.closeAfterDrain(within: .seconds(1))
        case .failed: reset(ends.theirs)
        }
        loop.run()
        // Without a close the lines that were read are still reported.
        #expect(closes ? events == 1 : events >= 1)
        #expect(reference.object == nil)
        if kind != .failed { close(ends.theirs) }
    }

    private func send(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        #expect(Glibc.send(descriptor, bytes, bytes.count, 0) == bytes.count)
    }
}

extension EndingTests.Kind {
    func matches(_ event: LineConnection.Event) -> Bool {
        switch (self, event) {
        case (.line, .line), (.tooLong, .lineTooLong), (.flooded, .flooded), (.endOfInput, .endOfInput),
            (.drained, .closed(.drained)), (.failed, .broken):
            true
        default: false
        }
    }
}

struct Weak<Object: AnyObject> {
    weak var object: Object?

    init(_ object: Object?) {
        self.object = object
    }
}
