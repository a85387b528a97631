import ChatCore
import Testing

@testable import Cluster

@Suite("A writer of the log")
struct LogWriterTests {
    private func writer() throws -> LogWriter<Int> {
        LogWriter(Incarnation(try node(1), 10), up: .up(level: 1, settings: 9), 0)
    }

    private func numbers(_ texts: [[UInt8]]) throws -> [UInt64] { try texts.map { try Batch(text: $0).number } }

    @Test("gathers what comes while four batches are on their way")
    func gathering() throws {
        var writer = try writer()
        for token in 1...4 {
            let sent = try numbers(writer.batchesToSend())
            #expect(sent == [UInt64(token - 1)])
            writer.add(try entry("announce 3/0"), token)
        }
        for token in 5...6 { writer.add(try entry("announce 3/0"), token) }
        #expect(writer.batchesToSend() == [])
        #expect(writer.noteCounted(0) == [0])
        let next = try #require(writer.batchesToSend().first)
        #expect(try Batch(text: next).entries.count == 3)
        for number in 1...3 { #expect(writer.noteCounted(UInt64(number)) == [number]) }
        #expect(writer.noteCounted(4) == [4, 5, 6])
        #expect(writer.isIdle)
    }

    @Test("goes back to the first that was not read, once for each loss")
    func goingBack() throws {
        var writer = try writer()
        for token in 1...4 {
            _ = writer.batchesToSend()
            writer.add(try entry("announce 3/0"), token)
        }
        let sent = try numbers(writer.batchesToSend())
        #expect(sent == [])
        #expect(writer.noteCounted(0) == [0])
        #expect(try numbers(writer.batchesToSend()) == [4])
        // 1 is lost: 2, 3 and 4 are read and do not count.
        writer.noteGap()
        #expect(try numbers(writer.batchesToSend()) == [1, 2, 3, 4])
        writer.noteGap()
        writer.noteGap()
        #expect(writer.batchesToSend() == [])
        #expect(writer.resent == 4)
        #expect(writer.noteCounted(1) == [1])
        // After that a gap is another loss.
        writer.noteGap()
        #expect(try numbers(writer.batchesToSend()) == [2, 3, 4])
        writer.goBack()
        #expect(try numbers(writer.batchesToSend()) == [2, 3, 4])
    }

    @Test("a batch has 32 KiB at most, but for what is longer alone")
    func bounds() throws {
        var writer = try writer()
        _ = writer.batchesToSend()
        let long = try entry("away 3/0 :" + String(repeating: "x", count: 16_000))
        for token in 1...5 { writer.add(long, token) }
        var huge = "quit"
        for person in 0..<900 { huge += " \(person)/0 :" + String(repeating: "x", count: 60) }
        writer.add(try entry(huge), 6)
        #expect(try numbers(writer.batchesToSend()) == [1, 2, 3])
        for number in 0...3 { _ = writer.noteCounted(UInt64(number)) }
        let last = try #require(writer.batchesToSend().first)
        let entries = try Batch(text: last).entries
        #expect(last.count > Batch.gatheredBytes && entries.count == 1)
        #expect(writer.giveUp() == [6])
        #expect(writer.isIdle)
    }
}
