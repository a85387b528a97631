import Glibc
import Testing

@testable import Libevent

/// Another connection goes on with the socket of the first.
@Suite struct ConnectionHandoverTests {
    /// What is reported when the text comes in two parts, and the connection is handed over between them.
    private func lines(of text: [UInt8], handedOverAt cut: Int) throws -> [String] {
        let wired = try Wired()
        let decoder = Halves()
        wired.connection.gate = decoder
        wired.send(text[..<cut])
        try wired.turn()
        let suspended = try #require(wired.connection.suspended())
        let descriptor = dup(try #require(wired.connection.socket))
        wired.connection.close()
        let next = try LineConnection(
            on: wired.loop, resuming: suspended, descriptor: descriptor, maximumLineLength: 64)
        next.gate = decoder
        if next.needsDecoder { next.decode(with: decoder) }
        var lines = wired.log
        next.onEvent = { [unowned loop = wired.loop] _, event in
            switch event {
            case .line(let bytes): lines.append("line " + String(decoding: bytes, as: UTF8.self))
            case .lineTooLong: lines.append("too long")
            case .endOfInput, .broken, .closed: loop.stop()
            default: break
            }
        }
        next.goOn()
        wired.send(text[cut...])
        shutdown(wired.peer, Int32(SHUT_WR))
        wired.loop.run()
        return lines
    }

    @Test func anywhereInALine() throws {
        let long = String(repeating: "x", count: 70)
        let text = Array("one\r\ntwo\n\(long)\nthree\nf!our\n!five\r\n".utf8)
        let whole = ["line one", "line two", "too long", "line three", "line f-our", "line -five"]
        for cut in 0...text.count { #expect(try lines(of: text, handedOverAt: cut) == whole, "cut at \(cut)") }
    }

    /// What one connection could not send the next one sends, after what the peer has got already.
    @Test func outputThatWaits() throws {
        let wired = try Wired()
        let text = (0..<100_000).map { "\($0)\n" }.joined()
        wired.connection.write(Array(text.utf8))
        #expect(wired.connection.pendingOutput > 0)
        let suspended = try #require(wired.connection.suspended())
        #expect(suspended.output.count == wired.connection.pendingOutput)
        let descriptor = dup(try #require(wired.connection.socket))
        wired.connection.close()
        let next = try LineConnection(
            on: wired.loop, resuming: suspended, descriptor: descriptor, maximumLineLength: 64)
        next.goOn()
        #expect(next.pendingOutput == suspended.output.count)
        next.closeAfterDrain(within: .seconds(10 * patience))
        next.onEvent = { [unowned loop = wired.loop] _, _ in loop.stop() }
        var received = ""
        let watch = try DescriptorWatch(on: wired.loop, descriptor: wired.peer) {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(wired.peer, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 { received += String(decoding: buffer[..<count], as: UTF8.self) }
        }
        wired.loop.run()
        watch.disable()
        received += wired.readAll()
        let isSame = received == text
        #expect(isSame, "\(received.utf8.count) of \(text.utf8.count) bytes")
    }

    @Test func linesThatWereHeldBack() throws {
        let wired = try Wired()
        wired.connection.pauseInput()
        wired.send(Array("one\ntwo\n".utf8))
        try wired.turn()
        wired.connection.resumeInput()
        // Paused from within a line, so that the second one waits here.
        wired.onEvent = { connection, event in if case .line = event { connection.pauseInput() } }
        try wired.turn()
        #expect(wired.log == ["line one"])
        let suspended = try #require(wired.connection.suspended())
        #expect(suspended.isPaused)
        #expect(suspended.input == Array("two\n".utf8))
    }

    @Test func whatCantBeHandedOver() throws {
        let wired = try Wired()
        wired.connection.expect(bytes: 3)
        #expect(wired.connection.suspended() == nil)
        wired.send("abc".utf8)
        try wired.turn()
        #expect(wired.connection.suspended() != nil)
        wired.connection.closeAfterDrain(within: .seconds(1))
        #expect(wired.connection.suspended() == nil)
        wired.connection.close()
        #expect(wired.connection.suspended() == nil)
        #expect(wired.connection.socket == nil)
    }
}

/// Makes `-` of `!`.
private final class Halves: PlainDecoder {
    override func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) -> Int {
        text += bytes.map { $0 == escape ? UInt8(ascii: "-") : $0 }
        return bytes.count
    }
}
