/// What a server says to a client.
package enum ServerMessage: Hashable, Sendable {
    /// What it is and wants; it may come again, with other servers' addresses.
    case info(JSON)
    case message(Delivery)
    case ping
    case pong
    /// Said after each command, where that was asked for.
    case ok
    /// Its words. After some of them it ends the connection.
    case error(String)
}

/// A message that somebody sent to a subject.
package struct Delivery: Hashable, Sendable {
    package let subject: Subject
    /// By which subscription it came. A consumer's messages have the subject under which they are kept, so this alone tells whose they are.
    package let subscription: UInt64
    /// Where an answer, or an acknowledgement, goes.
    package let reply: Subject?
    package let headers: Headers?
    package let payload: [UInt8]

    package init(
        to subject: Subject, by subscription: UInt64, reply: Subject? = nil, headers: Headers? = nil,
        _ payload: [UInt8] = []
    ) {
        (self.subject, self.subscription, self.reply) = (subject, subscription, reply)
        (self.headers, self.payload) = (headers, payload)
    }
}

/// Why what a server says can't be understood. The connection is of no use any more.
package enum DecodingFault: Error, Hashable, Sendable {
    /// A line of more bytes than one may have.
    case longLine
    case unknown(String)
    case malformed(String)
    /// A payload of more bytes than was agreed on.
    case longPayload(Int)
}
