import Libevent
import NATS
import Secrets

/// Which servers a client connects to, as whom, and how patient it is.
package struct ClientOptions {
    package enum Credentials: Sendable {
        case none
        case password(user: String, Secret)
        case key(NKey)
    }

    /// How long it waits for what.
    package struct Timing: Sendable {
        /// For all that comes before a server is of use: connecting, TLS, and the first words.
        package var attempt = Duration.seconds(2)
        /// So often a server is asked whether it is there.
        package var ping = Duration.seconds(1)
        /// One that has not answered so often, and said nothing else, is gone.
        package var missedPings = 2
        /// Once all servers have been tried in vain it waits so long, and twice as long each time that follows, up to `longestPause`.
        package var firstPause = Duration.milliseconds(100)
        package var longestPause = Duration.seconds(2)

        package init() {}
    }

    /// At least one. Others, of which a server may tell, are not followed: whom a client trusts is its operator's to say.
    package var servers: [Endpoint]
    /// nil: the connection is not encrypted.
    package var tls: TLSContext?
    package var credentials = Credentials.none
    /// What servers call it in their logs.
    package var name: String
    /// Where answers go: a subject behind which nobody else may listen.
    package var inbox: Subject
    package var timing = Timing()
    /// Bytes that may wait for a server to read. Beyond them nothing is sent.
    package var mostWaiting = 8 << 20

    package init(servers: [Endpoint], name: String, inbox: Subject) {
        precondition(!servers.isEmpty, "no server")
        (self.servers, self.name, self.inbox) = (servers, name, inbox)
    }
}
