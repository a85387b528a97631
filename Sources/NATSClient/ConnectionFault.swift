import Libevent
import NATS

/// Why there is no connection to a server, or none any more.
package enum ConnectionFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nobody knows the server's name.
    case unresolved(String)
    /// It can't be reached, or the connection broke.
    case broken(LibeventError)
    /// It has closed the connection without a word.
    case ended
    /// It has closed the connection, or will: its words.
    case refused(String)
    /// It did not say in time what it had to.
    case silent
    /// What it says is not the protocol of NATS.
    case notUnderstood(DecodingFault)
    /// It wants TLS, and none is set.
    case needsTLS
    /// It is older than `ServerInfo.oldest`.
    case tooOld(ServerInfo.Version)
    /// It keeps no streams.
    case hasNoStreams
    /// It is about to stop, and there is another.
    case leaving

    package var description: String {
        switch self {
        case .unresolved(let reason): reason
        case .broken(let error) where error.tls != nil:
            "\(error); the server has to begin with TLS: set handshake_first: true in its tls block"
        case .broken(let error): error.description
        case .ended: "the server closed the connection"
        case .refused(let words): "the server refuses: \(words)"
        case .silent: "the server does not answer; where it begins with TLS, that has to be set here too"
        case .notUnderstood(let fault): "it does not speak NATS: \(fault)"
        case .needsTLS: "the server wants TLS, which is not set here"
        case .tooOld(let version): "the server is nats-server \(version); \(ServerInfo.oldest) or newer is needed"
        case .hasNoStreams: "the server has no JetStream: set jetstream in its configuration"
        case .leaving: "the server is about to stop"
        }
    }
}

/// Why something was not sent. Nothing of it is kept, and nothing is sent later.
package enum SendingFault: Error, Hashable, Sendable {
    case notConnected
    /// It is longer than the server takes, headers included.
    case tooLong(most: Int)
    /// Too much waits for the server to read.
    case full
}

/// Why there is no answer to a request. After the last two it may have been done nevertheless.
package enum RequestFault: Error, Hashable, Sendable {
    case notSent(SendingFault)
    /// Nobody listens to the subject; of a stream: there is no leader.
    case noResponders
    /// The connection is gone.
    case cut
    case timedOut
}
