import ChatCore
import Libevent
import Logging

/// All settings of a server. The defaults serve `localhost:6000`.
public struct Configuration: Equatable, Sendable {
    /// Shown in the greeting; printable ASCII without spaces, as it is a value of wire lines.
    public var name = "localhost"
    /// Lines shown to newcomers.
    public var motd: [String] = []
    /// Less severe lines are not logged.
    public var logLevel: Logger.Level = .info
    public var listen = [Listen(.host("localhost", port: 6000))]
    public var tls = TLS()
    public var proxy = Proxy()
    public var rooms = Rooms()
    public var limits = Limits()
    public var admin = Admin()
    public var service = Service()

    /// One `[[listen]]`: where newcomers can connect, and how.
    public struct Listen: Hashable, Sendable, CustomStringConvertible {
        public var place: Place
        /// Newcomers begin with a TLS handshake (RFC 8446).
        public var tls = false
        /// Newcomers come through a proxy, which says first whose they are (haproxy's PROXY protocol).
        public var proxyProtocol = false
        /// Permissions of a Unix socket's file. Whoever may write to it may connect.
        public var mode: UInt16 = 0o660

        public enum Place: Hashable, Sendable {
            case endpoint(Endpoint)
            /// Sockets of that name that a service manager bound (`LISTEN_FDS`); nil means all that no other
            /// `[[listen]]` names.
            case inherited(name: String?)
        }

        public init(_ endpoint: Endpoint) {
            place = .endpoint(endpoint)
        }

        /// Reads an address as a file has it: an endpoint, `systemd` or `systemd:NAME`.
        public init?(address: String) {
            if address == "systemd" {
                place = .inherited(name: nil)
            } else if address.hasPrefix("systemd:") {
                let name = String(address.dropFirst("systemd:".count))
                guard !name.isEmpty else { return nil }
                place = .inherited(name: name)
            } else {
                guard let endpoint = Endpoint(address) else { return nil }
                place = .endpoint(endpoint)
            }
        }

        /// Whether it is a Unix socket, which has a file.
        var isUnix: Bool {
            if case .endpoint(.path) = place { true } else { false }
        }

        /// The address in the form that a file has.
        public var description: String {
            switch place {
            case .endpoint(let endpoint): endpoint.description
            case .inherited(name: nil): "systemd"
            case .inherited(let name?): "systemd:\(name)"
            }
        }
    }

    /// The identity that TLS listeners show: PEM files (RFC 7468); both or none.
    public struct TLS: Hashable, Sendable {
        /// The file of the certificate, followed by those of its issuers.
        public var certificate = ""
        public var key = ""

        public init() {}
    }

    /// Proxies in front of listeners that have `proxyProtocol`.
    public struct Proxy: Hashable, Sendable {
        /// The networks whose PROXY headers are believed. Others are turned away there.
        public var trusted: [Network] = []

        public init() {}
    }

    public struct Admin: Hashable, Sendable {
        /// Where `/metrics`, `/healthz` and `/readyz` are served; nil means nowhere.
        public var address: Endpoint?

        public init() {}
    }

    /// The process itself. This is read only at the start.
    public struct Service: Hashable, Sendable {
        /// The user that the daemon becomes once all addresses are bound; empty means none.
        public var user = ""
        /// The group; empty means the user's own.
        public var group = ""
        /// The pid file; empty means none.
        public var pidFile = ""

        public init() {}
    }

    public struct Rooms: Equatable, Sendable {
        /// The room that newcomers enter; nil means none.
        public var lobby: RoomName? = RoomName("lobby")
        public var perSession = 50

        public init() {}
    }

    public struct Limits: Equatable, Sendable {
        public var connections = 10_000
        /// For IPv6 an address is a /64, which is what one customer gets.
        public var connectionsPerAddress = 64
        /// New connections a second from one address; 0 means no limit. As many as an address may have, or as may come
        /// in a second, may come at once.
        public var connectsPerSecond = 20.0
        /// Networks to which the limits by address do not apply.
        public var exempt: [Network] = []
        /// How long others are not told of a newcomer that says nothing; 0: they are told at once.
        public var arrivalGraceMilliseconds = 250
        /// Time for a PROXY header and a TLS handshake together.
        public var handshakeSeconds = 10
        /// Time for the first line of a peer on a TLS or PROXY listener; 0 means no limit.
        public var firstLineSeconds = 300
        /// Bytes of a line, without its end.
        public var lineBytes = 2_048
        /// Messages a second that a session may send; 0 means no limit.
        public var messagesPerSecond = 5.0
        /// Messages that may come at once; as many again may wait.
        public var burst = 20
        /// Bytes of output that may wait for a peer.
        public var sendQueueBytes = 1 << 20
        /// Silence after which a session is closed; 0: never.
        public var idleSeconds = 0
        /// Silence after which a peer is asked whether it is still there; 0: never.
        public var pingSeconds = 120

        public init() {}
    }

    public init() {}
}

/// All faults in a configuration, in words for whoever wrote it.
public struct ConfigurationError: Error, CustomStringConvertible, Equatable, Sendable {
    public let faults: [String]

    public init(_ faults: [String]) {
        self.faults = faults
    }

    public var description: String { faults.joined(separator: "\n") }
}
