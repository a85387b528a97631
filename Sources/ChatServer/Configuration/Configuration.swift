import ChatCore
import Libevent
import Logging

/// What a server is to be. The defaults serve `localhost:6000` with nothing else said.
public struct Configuration: Equatable, Sendable {
    /// Shown in the greeting; printable ASCII without spaces, as it is a value of wire lines.
    public var name = "localhost"
    /// Lines shown to newcomers.
    public var motd: [String] = []
    /// Nothing less severe is logged.
    public var logLevel: Logger.Level = .info
    public var listen = [Listen(.host("localhost", port: 6000))]
    public var tls = TLS()
    public var proxy = Proxy()
    public var rooms = Rooms()
    public var limits = Limits()
    public var admin = Admin()
    public var service = Service()

    /// One `[[listen]]`: where newcomers are taken, and how they are met.
    public struct Listen: Hashable, Sendable, CustomStringConvertible {
        public var place: Place
        /// Newcomers begin with a TLS handshake (RFC 8446).
        public var tls = false
        /// Newcomers are a proxy's, which says first whose they are (haproxy's PROXY protocol).
        public var proxyProtocol = false
        /// Permissions of a Unix socket's file; to connect one needs the right to write.
        public var mode: UInt16 = 0o660

        public enum Place: Hashable, Sendable {
            case endpoint(Endpoint)
            /// Sockets that a service manager bound (`LISTEN_FDS`); nil: all that have no `[[listen]]` of their name.
            case inherited(name: String?)
        }

        public init(_ endpoint: Endpoint) {
            place = .endpoint(endpoint)
        }

        /// What is written as the address in a file: an endpoint, `systemd` or `systemd:NAME`.
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

        /// The address, as a file has it.
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
        /// The certificate, and those of its issuers after it.
        public var certificate = ""
        public var key = ""

        public init() {}
    }

    /// Proxies in front of listeners that have `proxyProtocol`.
    public struct Proxy: Hashable, Sendable {
        /// Whose word on whom they bring is taken. Others are turned away there.
        public var trusted: [Network] = []

        public init() {}
    }

    public struct Admin: Hashable, Sendable {
        /// Where `/metrics`, `/healthz` and `/readyz` are served; nil: nowhere.
        public var address: Endpoint?

        public init() {}
    }

    /// What becomes of the process; read once, at its start.
    public struct Service: Hashable, Sendable {
        /// Whom to become once all addresses are bound; empty: nobody else.
        public var user = ""
        /// Empty: the user's own.
        public var group = ""
        /// Empty: none.
        public var pidFile = ""

        public init() {}
    }

    public struct Rooms: Equatable, Sendable {
        /// nil: newcomers are in no room.
        public var lobby: RoomName? = RoomName("lobby")
        public var perSession = 50

        public init() {}
    }

    public struct Limits: Equatable, Sendable {
        public var connections = 10_000
        /// Of IPv6 an address is a /64, which is what one customer gets.
        public var connectionsPerAddress = 64
        /// New connections from one address, with as many at once as it may have, or come in a second; 0: no limit.
        public var connectsPerSecond = 20.0
        /// Who is not limited by address.
        public var exempt: [Network] = []
        /// How long others are not told of a newcomer that says nothing; 0: they are told at once.
        public var arrivalGraceMilliseconds = 250
        /// For a PROXY header and a TLS handshake together.
        public var handshakeSeconds = 10
        /// For the first line of a peer on a TLS or PROXY listener; 0: any time.
        public var firstLineSeconds = 300
        /// Without its end.
        public var lineBytes = 2_048
        /// 0: no limit.
        public var messagesPerSecond = 5.0
        /// Messages that may come at once; as many again may wait.
        public var burst = 20
        /// Output that may wait for a peer.
        public var sendQueueBytes = 1 << 20
        /// Silence after which a session is closed; 0: never.
        public var idleSeconds = 0
        /// Silence after which a peer is asked whether it is there; 0: never.
        public var pingSeconds = 120

        public init() {}
    }

    public init() {}
}

/// What is wrong with a configuration, in words for the one who wrote it.
public struct ConfigurationError: Error, CustomStringConvertible, Equatable, Sendable {
    public let faults: [String]

    public init(_ faults: [String]) {
        self.faults = faults
    }

    public var description: String { faults.joined(separator: "\n") }
}
