import Bytes
import NATS

/// A message of a stream.
package struct StoredMessage: Hashable, Sendable {
    package let subject: Subject
    package let sequence: UInt64
    /// When it was put there, by the clock of the stream's leader, in microseconds since 1970.
    package let time: Int64
    package let payload: [UInt8]

    /// As a consumer delivers it: its reply tells where it stands.
    init(consumed delivery: Delivery, at place: AckSubject) {
        (subject, sequence, time) = (delivery.subject, place.sequence, place.time / 1_000)
        payload = delivery.payload
    }

    /// As it is republished, or got by its sequence: its headers tell where it stands.
    /// - Returns: nil where they do not.
    package init?(described delivery: Delivery) {
        guard let headers = delivery.headers, headers.status == nil,
            let sequence = headers["Nats-Sequence"].flatMap({ UInt64($0) }), sequence > 0,
            let subject = headers["Nats-Subject"].flatMap({ Subject($0) }),
            let time = headers["Nats-Time-Stamp"].flatMap({ Timestamp.microseconds($0) })
        else { return nil }
        (self.subject, self.sequence, self.time) = (subject, sequence, time)
        payload = delivery.payload
    }
}
