import ChatCore
import Testing

@testable import Cluster

func node(_ number: UInt8) throws -> NodeNumber { try #require(NodeNumber(number)) }

/// An entry as a line has it.
func entry(_ line: String) throws -> LogEntry { try LogEntry(line: line[...]) }

func batch(_ writer: Incarnation, _ number: UInt64, _ lines: String...) throws -> Batch {
    Batch(level: 1, by: writer, number: number, try lines.map(entry))
}

extension LogReader {
    /// Reads a batch as the next message.
    mutating func next(_ batch: Batch, at time: Int64 = 7) throws -> Outcome {
        try next(batch.text, at: time)
    }

    mutating func next(_ text: String, at time: Int64 = 7) throws -> Outcome {
        try read(LogMessage(sequence: sequence + 1, time: time, payload: Array(text.utf8)))
    }
}
