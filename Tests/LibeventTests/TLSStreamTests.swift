import Glibc
import Testing

@testable import Libevent

/// Lines over TLS: as records, in their order, whole.
@Suite struct TLSStreamTests {
    /// One send is one record, of both its parts, and nothing of it is to be read on the way.
    @Test func oneRecordATurn() throws {
        let wired = try TLSWired()
        let mark = wired.toClient.captured.count
        let (head, tail) = (Array("head and ".utf8), Array("tail\n".utf8))
        head.withUnsafeBytes { first in
            tail.withUnsafeBytes { #expect(wired.server?.send(first, $0) == false) }
        }
        #expect(wired.server?.pendingOutput == 0)
        try wired.run(to: 1)
        #expect(wired.log == ["client line head and tail"])
        let records = wired.toClient.records(from: mark)
        #expect(records.count == 1)
        // TLS 1.3 adds the type and 16 bytes of the cipher's.
        #expect(records.first?.type == 23)
        #expect(records.first?.length == 14 + 17)
        #expect(!String(decoding: wired.toClient.captured, as: UTF8.self).contains("tail"))
    }

    /// Parts of all sizes around those of a record, on both sides of the boundary between head and tail.
    @Test(arguments: [0, 1, 16_335, 16_336, 16_337, 32_671, 32_672, 32_673, 40_000], [0, 1, 16_336, 40_000])
    func sizes(head: Int, tail: Int) throws {
        guard head + tail > 0 else { return }
        let wired = try TLSWired(maximumLineLength: 100_000)
        let mark = wired.toClient.captured.count
        let bytes = (0..<head + tail - 1).map { UInt8(ascii: "a") + UInt8($0 % 23) } + [UInt8(ascii: "\n")]
        bytes.withUnsafeBytes { bytes in
            _ = wired.server?.send(
                UnsafeRawBufferPointer(rebasing: bytes[..<head]), UnsafeRawBufferPointer(rebasing: bytes[head...]))
        }
        try wired.run(to: 1)
        #expect(wired.log == ["client line " + String(decoding: bytes.dropLast(), as: UTF8.self)])
        #expect(wired.toClient.records(from: mark).count == (head + tail + 16_335) / 16_336)
    }

    /// Who reads so many bytes at a time leaves nothing in their TLS that the socket does not tell of.
    @Test(arguments: [1, 1_024, 1_025, 5_000, 40_000]) func smallRecords(bytes: Int) throws {
        let wired = try TLSWired(maximumLineLength: 100_000)
        wired.server?.limitRecords(to: 1_024)
        let mark = wired.toClient.captured.count
        wired.server?.write([UInt8](repeating: UInt8(ascii: "a"), count: bytes - 1) + [UInt8(ascii: "\n")])
        try wired.run(to: 1)
        #expect(wired.log == ["client line " + String(repeating: "a", count: bytes - 1)])
        let records = wired.toClient.records(from: mark)
        #expect(records.allSatisfy { $0.length <= 1_024 + 17 })
        #expect(records.count >= (bytes + 1_023) / 1_024)
    }

    @Test func linesBothWays() throws {
        let wired = try TLSWired()
        for number in 1...20 { wired.client?.write("line \(number)\r\n".utf8) }
        wired.server?.write("answer\n".utf8)
        try wired.run(to: 21)
        #expect(wired.log.filter { $0.hasPrefix("server") } == (1...20).map { "server line line \($0)" })
        #expect(wired.log.contains("client line answer"))
    }

    /// A peer that stops reading gets all of it later, in its order.
    @Test func slowReader() throws {
        let wired = try TLSWired()
        wired.toClient.isOpen = false
        var expected: [String] = []
        // Blocked in the midst of a record, and then more, in pieces of all sizes.
        for number in 0..<3_000 {
            let line = "\(number) " + String(repeating: "s", count: number * 37 % 1900)
            expected.append("client line \(line)")
            wired.server?.write("\(line)\n".utf8)
            if number % 50 == 0 { try wired.settle() }
        }
        #expect((wired.server?.pendingOutput ?? 0) > 1_000_000)
        wired.toClient.isOpen = true
        try wired.run(to: 3_000)
        #expect(wired.log == expected)
        #expect(wired.server?.pendingOutput == 0)
        wired.server?.write("and on\n".utf8)
        try wired.run(to: 3_001)
    }

    /// A slow reader loses what waits, and can still be told so: half a record, which OpenSSL holds, goes on.
    @Test(arguments: [10, 500, 9_999, 16_335, 30_000, 100_000]) func droppedOutputEndsWithAWholeLine(length: Int) throws
    {
        let wired = try TLSWired(maximumLineLength: 200_000)
        wired.toClient.isOpen = false
        // Some lines a turn: OpenSSL has seen them all, and wants them again, when the first of them is cut.
        let line = String(repeating: "d", count: length) + "\n"
        while (wired.server?.pendingOutput ?? 0) < 1_000_000 {
            wired.server?.write("\(line)\(line)\(line)".utf8)
            if length > 5_000 { try wired.settle() }
        }
        wired.server?.dropPendingOutput()
        #expect((wired.server?.pendingOutput ?? 0) <= 2 * 16_384 + length)
        #expect((wired.server?.pendingOutput ?? 0) > 0)
        wired.server?.write("bye\n".utf8)
        wired.server?.closeAfterDrain(within: .seconds(20))
        wired.toClient.isOpen = true
        try wired.run { wired.log.contains("server closed drained") && wired.log.contains("client end") }
        let lines = wired.log.filter { $0.hasPrefix("client line") }
        #expect(lines.last == "client line bye")
        #expect(lines.dropLast().allSatisfy { $0.utf8.count == "client line ".utf8.count + length })
        #expect(lines.count > 1)
    }

    /// Dropped when nothing is blocked, and when there is nothing.
    @Test func droppingNothing() throws {
        let wired = try TLSWired()
        wired.server?.dropPendingOutput()
        wired.server?.write("one\n".utf8)
        wired.server?.dropPendingOutput()
        wired.server?.write("two\n".utf8)
        try wired.run(to: 2)
        #expect(wired.log == ["client line one", "client line two"])
    }

    /// The first line is there before the pause, the others wait for its end.
    @Test func pausedInputWaits() throws {
        let wired = try TLSWired()
        wired.onEvent = { connection, event in
            if case .line = event { connection.pauseInput() }
        }
        wired.client?.write("one\ntwo\n".utf8)
        wired.client?.write("three\n".utf8)
        try wired.run(to: 1)
        try wired.settle()
        #expect(wired.log == ["server line one"])
        wired.server?.resumeInput()
        #expect(wired.log == ["server line one", "server line two"])
        wired.server?.resumeInput()
        try wired.run(to: 3)
        #expect(wired.log.last == "server line three")
    }

    /// A flood without a line's end is bounded, as without TLS.
    @Test func flood() throws {
        let wired = try TLSWired(maximumLineLength: 64)
        wired.client?.write(repeatElement(UInt8(ascii: "z"), count: LineConnection.floodLimit + 10_000))
        try wired.run(to: 2)
        try wired.settle()
        #expect(wired.log == ["server too long", "server flooded"])
    }
}
