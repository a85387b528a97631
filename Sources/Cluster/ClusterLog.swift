import ChatCore

/// The log that all nodes write and read, and the way from one node to another. What stands behind it is another's affair (a stream of
/// NATS; in tests, one that breaks on purpose); the nodes trust it in nothing but this: whoever reads it reads the same.
///
/// Nothing here waits. What comes of a call comes as an event.
package protocol ClusterLog: AnyObject {
    /// Asks for a batch to be put at the end. It may be there later, twice, behind one that is appended after it, or never: only reading
    /// tells.
    func append(_ batch: [UInt8])
    /// Begins to read behind a sequence, from there on without end.
    func read(after sequence: UInt64)
    /// Asks for the sequence of what stands at the end.
    func askLast()
    /// Says something to another node, beside the log. It may be lost.
    func send(_ message: [UInt8], to node: NodeNumber)
    /// Tells all nodes that this one is alive, and how far it is.
    func beat(_ heartbeat: Heartbeat)

    /// Is given what comes, one event after the other.
    var onEvent: ((LogEvent) -> Void)? { get set }
}

package enum LogEvent: Hashable, Sendable {
    case message(LogMessage)
    /// What was appended lately may not have been taken: there is no leader, or a connection has broken.
    case refused
    /// What `askLast` asked for.
    case last(UInt64)
    case letter([UInt8], from: NodeNumber)
    case heartbeat(Heartbeat)
}

/// A message of the log, as whoever reads it reads it.
package struct LogMessage: Hashable, Sendable {
    package let sequence: UInt64
    /// When it was put there, by the clock of who keeps the log, in microseconds since 1970.
    package let time: Int64
    package let payload: [UInt8]

    package init(sequence: UInt64, time: Int64, payload: [UInt8]) {
        self.sequence = sequence
        self.time = time
        self.payload = payload
    }
}

/// That a node is alive, and how far it has read. Two that tell of one sequence and other digests did not read the same.
package struct Heartbeat: Hashable, Sendable {
    package let writer: Incarnation
    package let sequence: UInt64
    package let digest: UInt64
    /// The highest that it can apply.
    package let level: Int

    package init(of writer: Incarnation, sequence: UInt64, digest: UInt64, level: Int) {
        self.writer = writer
        self.sequence = sequence
        self.digest = digest
        self.level = level
    }
}
