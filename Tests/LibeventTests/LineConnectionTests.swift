import Glibc
import Testing

@testable import Libevent

@Suite struct LineFramingTests {
    @Test(arguments: [
        ("a\nb\r\n", ["line a", "line b"]),
        ("\n\r\n", ["line ", "line "]),
        ("a\rb\n", ["line a\rb"]),
        ("a\r\r\n", ["line a\r"]),
        ("a\0b\n", ["line a\0b"]),
        ("whole\npart", ["line whole"]),
        (String(repeating: "x", count: 64) + "\n", ["line " + String(repeating: "x", count: 64)]),
        (String(repeating: "x", count: 64) + "\r\n", ["line " + String(repeating: "x", count: 64)]),
        (String(repeating: "x", count: 65) + "\nok\n", ["too long", "line ok"]),
        (String(repeating: "x", count: 5000) + "\nok\n", ["too long", "line ok"]),
    ])
    func frames(input: String, expected: [String]) throws {
        #expect(try Wired().lines(of: input.utf8) == expected)
    }

    /// Every cut of a stream into two reads yields the same lines.
    @Test func cutsChangeNothing() throws {
        let long = String(repeating: "y", count: 70)
        let sample = Array("one\r\ntwo\n\n\(long)\r\nthree\rfour\r\r\nlast\r\n".utf8)
        let expected = ["line one", "line two", "line ", "too long", "line three\rfour\r", "line last"]
        for cut in 0...sample.count {
            let wired = try Wired()
            // The first part is read in a turn of its own: the mark that ends this turn comes after it.
            let mark = try Libevent.Timer(on: wired.loop) { wired.loop.stop() }
            wired.send(sample[..<cut])
            mark.schedule(after: .zero)
            wired.loop.run()
            #expect(wired.lines(of: sample[cut...]) == expected, "cut at \(cut)")
        }
    }

    @Test(arguments: [LineConnection.floodLimit, 16_384])
    func floodIsReportedOnceAndBounded(most: Int) throws {
        let wired = try Wired()
        wired.connection.mostWithoutEnd = Int32(most)
        var told: Int?
        var sent = 0
        let feeder = try Libevent.Timer(on: wired.loop) {}
        wired.loop.onTurnEnd = { [unowned wired, unowned feeder] in
            if told == nil, wired.log.last == "flooded" { told = sent }
            if sent < most + 10_000 {
                wired.send(repeatElement(UInt8(ascii: "z"), count: 5_000))
                sent += 5_000
                feeder.schedule(after: .zero)
            } else if sent < Int.max {
                sent = Int.max
                shutdown(wired.peer, Int32(SHUT_WR))
            }
        }
        feeder.schedule(after: .zero)
        wired.loop.run()
        #expect(wired.log == ["too long", "flooded", "end"])
        // Not before so many have come.
        #expect(try #require(told) >= most)
    }

    @Test func pausedInputWaits() throws {
        let wired = try Wired()
        wired.connection.onEvent = nil
        var seen: [String] = []
        wired.connection.onEvent = { [loop = wired.loop] connection, event in
            switch event {
            case .line(let bytes):
                seen.append(String(decoding: bytes, as: UTF8.self))
                connection.pauseInput()
                loop.stop()
            case .endOfInput:
                seen.append("end")
                loop.stop()
            default: break
            }
        }
        wired.send("one\ntwo\n".utf8)
        shutdown(wired.peer, Int32(SHUT_WR))
        wired.loop.run()
        #expect(seen == ["one"])
        wired.connection.resumeInput()
        #expect(seen == ["one", "two"])
        wired.connection.resumeInput()
        wired.loop.run()
        #expect(seen == ["one", "two", "end"])
    }
}

@Suite struct LineOutputTests {
    @Test func sendsHeadAndTail() throws {
        let wired = try Wired()
        let (head, tail) = (Array("head ".utf8), Array("tail\n".utf8))
        head.withUnsafeBytes { first in tail.withUnsafeBytes { _ = wired.connection.send(first, $0) } }
        wired.connection.closeAfterDrain(within: .seconds(5))
        wired.loop.run()
        #expect(wired.log == ["closed drained"])
        #expect(wired.readAll() == "head tail\n")
    }

    /// More than the kernel takes at once goes out whole and in order, and then the connection closes.
    @Test func drainsBeforeClosing() throws {
        let wired = try Wired()
        let line = String(repeating: "l", count: 999) + "\n"
        for _ in 0..<2_000 { wired.connection.write(line.utf8) }
        #expect(wired.connection.pendingOutput > 0)
        wired.connection.closeAfterDrain(within: .seconds(10))
        var got = 0
        var buffer = [UInt8](repeating: 0, count: 65536)
        wired.loop.onTurnEnd = { [unowned wired] in
            while true {
                let count = recv(wired.peer, &buffer, buffer.count, Int32(MSG_DONTWAIT))
                guard count > 0 else { break }
                got += count
            }
        }
        // A reader outside the loop's callbacks needs the loop to turn.
        let pulse = try Libevent.Timer(on: wired.loop) {}
        pulse.schedule(every: .milliseconds(1))
        wired.loop.run()
        got += wired.readAll().utf8.count
        #expect(got == 2_000_000)
        #expect(wired.log == ["closed drained"])
    }

    @Test func drainGivesUpAfterItsTime() throws {
        let wired = try Wired()
        for _ in 0..<3_000 { wired.connection.write(repeatElement(UInt8(ascii: "x"), count: 1_000)) }
        wired.connection.closeAfterDrain(within: .milliseconds(20))
        wired.loop.run()
        #expect(wired.log == ["closed drainTimeout"])
    }

    @Test func droppedOutputEndsWithAWholeLine() throws {
        let wired = try Wired()
        let line = String(repeating: "d", count: 9_999) + "\n"
        for _ in 0..<300 { wired.connection.write(line.utf8) }
        let before = wired.connection.pendingOutput
        wired.connection.dropPendingOutput()
        #expect(wired.connection.pendingOutput <= 10_000)
        #expect(wired.connection.pendingOutput < before)
        wired.connection.write("bye\n".utf8)
        wired.connection.closeAfterDrain(within: .seconds(5))
        let reader = wired.loop
        reader.onTurnEnd = {}
        // Draining needs the peer to read: a part now, the rest after the loop.
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        let first = recv(wired.peer, &buffer, buffer.count, 0)
        let head = String(decoding: buffer[..<first], as: UTF8.self)
        reader.run()
        let all = head + wired.readAll()
        #expect(all.split(separator: "\n").dropLast().allSatisfy { $0.utf8.count == 9_999 })
        #expect(all.hasSuffix("\nbye\n"))
    }

    /// Dropping the last reference inside the connection's own callback is safe (ASan proves it).
    @Test func mayBeDroppedInItsOwnCallback() throws {
        let loop = try EventLoop()
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        var holder: LineConnection? = try LineConnection(on: loop, descriptor: ends[0], maximumLineLength: 64)
        var lines = 0
        holder?.onEvent = { connection, event in
            guard case .line = event else { return }
            lines += 1
            connection.close()
            holder = nil
            loop.stop()
        }
        #expect(Glibc.send(ends[1], "a\nb\n", 4, 0) == 4)
        loop.run()
        #expect(lines == 1)
        #expect(holder == nil)
        Glibc.close(ends[1])
    }
}
