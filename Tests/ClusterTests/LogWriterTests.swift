import ChatCore
import Testing

@testable import Cluster

@Suite("A writer of the log")
struct LogWriterTests {
    /// A writer, and all that it has sent so far.
    private struct Sender {
        var writer: LogWriter<Int>
        private var texts: [UInt64: [UInt8]] = [:]

        init() throws {
            writer = LogWriter(Incarnation(try node(1), 10), up: .up(level: 1, settings: 9), 0)
        }

        /// - Returns: the numbers of what is sent now.
        mutating func send() throws -> [UInt64] {
            try writer.batchesToSend().map { text in
                let number = try Batch(text: text).number
                texts[number] = text
                return number
            }
        }

        mutating func add(_ token: Int, _ line: String = "announce 3/0") throws { writer.add(try entry(line), token) }

        /// The log has a batch, and it counts.
        mutating func count(_ number: UInt64) -> [Int]? { writer.noteCounted(texts[number] ?? []) }

        func batch(_ number: UInt64) throws -> Batch { try Batch(text: texts[number] ?? []) }
    }

    @Test("gathers what comes while four batches are on their way")
    func gathering() throws {
        var sender = try Sender()
        for token in 1...4 {
            let sent = try sender.send()
            #expect(sent == [UInt64(token - 1)])
            try sender.add(token)
        }
        for token in 5...6 { try sender.add(token) }
        #expect(sender.writer.batchesToSend() == [])
        #expect(sender.count(0) == [0])
        let next = try sender.send()
        #expect(next == [4])
        for number in 1...3 { #expect(sender.count(UInt64(number)) == [number]) }
        #expect(sender.count(4) == [4, 5, 6])
        #expect(sender.writer.isIdle)
    }

    @Test("goes back to the first that was not read, once for each loss")
    func goingBack() throws {
        var sender = try Sender()
        for token in 1...4 {
            _ = try sender.send()
            try sender.add(token)
        }
        #expect(sender.count(0) == [0])
        var sent = try sender.send()
        #expect(sent == [4])
        // 1 is lost: 2, 3 and 4 are read and do not count.
        sender.writer.noteGap()
        sent = try sender.send()
        #expect(sent == [1, 2, 3, 4])
        sender.writer.noteGap()
        sender.writer.noteGap()
        #expect(sender.writer.batchesToSend() == [])
        #expect(sender.writer.resent == 4)
        #expect(sender.count(1) == [1])
        // After that a gap is another loss.
        sender.writer.noteGap()
        sent = try sender.send()
        #expect(sent == [2, 3, 4])
        sender.writer.goBack()
        sent = try sender.send()
        #expect(sent == [2, 3, 4])
    }

    @Test("a batch has 32 KiB at most, but for what is longer alone")
    func bounds() throws {
        var sender = try Sender()
        _ = try sender.send()
        for token in 1...5 { try sender.add(token, "away 3/0 :" + String(repeating: "x", count: 16_000)) }
        var huge = "quit"
        for person in 0..<900 { huge += " \(person)/0 :" + String(repeating: "x", count: 60) }
        try sender.add(6, huge)
        var sent = try sender.send()
        #expect(sent == [1, 2, 3])
        for number in 0...3 { _ = sender.count(UInt64(number)) }
        sent = try sender.send()
        let last = try sender.batch(4)
        #expect(sent == [4] && last.entries.count == 1 && last.text.utf8.count > Batch.gatheredBytes)
        #expect(sender.writer.giveUp() == [6])
        #expect(sender.writer.isIdle)
    }

    @Test("knows what it has not written itself")
    func impersonated() throws {
        var sender = try Sender()
        _ = try sender.send()
        #expect(sender.writer.noteCounted(Array("P1 1 10 0 1\nup 1 8\n".utf8)) == nil)
        #expect(sender.count(0) == [0])
    }
}
