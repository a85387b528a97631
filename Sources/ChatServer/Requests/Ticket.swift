import ChatCore

/// What ties an answer that comes later to its request.
///
/// It is good for one answer, while the session is here that asked.
struct Ticket: Hashable, Sendable {
    let session: SessionID
    /// Unlike any other of this process.
    let number: UInt64
}
