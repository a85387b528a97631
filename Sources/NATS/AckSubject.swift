/// Where a message of a stream is acknowledged: a subject that tells where in the stream it stands.
///
///     $JS.ACK.<stream>.<consumer>.<deliveries>.<sequence>.<consumer's sequence>.<time>.<pending>
///     $JS.ACK.<domain>.<account>.<stream>.<consumer>.<deliveries>.<sequence>.<consumer's sequence>.<time>.<pending>[.<token>]
///
/// The second form is that of servers with domains: where nothing is there, `_` stands.
package struct AckSubject: Hashable, Sendable {
    package let stream: String
    package let consumer: String
    /// The how manyth time it is delivered.
    package let deliveries: UInt64
    package let sequence: UInt64
    package let consumerSequence: UInt64
    /// When it was put into the stream, in nanoseconds since 1970.
    package let time: Int64
    /// How many are there behind it.
    package let pending: UInt64

    /// nil for a subject that is none of these.
    package init?(_ subject: Subject) {
        let tokens = subject.tokens
        guard tokens.count == 9 || tokens.count == 11 || tokens.count == 12, tokens[0] == "$JS", tokens[1] == "ACK"
        else { return nil }
        let first = tokens.count == 9 ? 2 : 4
        guard let deliveries = UInt64(tokens[first + 2]), let sequence = UInt64(tokens[first + 3]),
            let consumerSequence = UInt64(tokens[first + 4]), let time = Int64(tokens[first + 5]),
            let pending = UInt64(tokens[first + 6])
        else { return nil }
        (stream, consumer) = (String(tokens[first]), String(tokens[first + 1]))
        (self.deliveries, self.sequence, self.consumerSequence) = (deliveries, sequence, consumerSequence)
        (self.time, self.pending) = (time, pending)
    }
}
