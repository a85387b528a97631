import ChatCore
import Libevent
import Logging

/// All settings of a server. The defaults serve `localhost:6000`.
package struct Configuration: Equatable, Sendable {
    /// Shown in the greeting; printable ASCII without spaces, as it is a value of wire lines.
    package var name = "localhost"
    /// Lines shown to newcomers.
    package var motd: [String] = []
    /// Less severe lines are not logged.
    package var logLevel: Logger.Level = .info
    /// The log tells what people are called.
    package var logNicks = false
    package var listen = [Listen(.host("localhost", port: 6000))]
    package var tls = TLS()
    package var proxy = Proxy()
    package var web = Web()
    package var rooms = Rooms()
    package var store = Store()
    package var history = History()
    package var accounts = Accounts()
    package var moderation = Moderation()
    package var irc = IRC()
    package var limits = Limits()
    package var cluster = Cluster()
    package var admin = Admin()
    package var service = Service()

    /// One `[[listen]]`: where newcomers can connect, and how.
    package struct Listen: Hashable, Sendable, CustomStringConvertible {
        package var place: Place
        package var spoken = Spoken.line
        /// Newcomers begin with a TLS handshake (RFC 8446).
        package var tls = false
        /// They are asked for a certificate of their own in it, which an account can be bound to.
        package var clientCertificates = false
        /// Newcomers come through a proxy, which says first whose they are (haproxy's PROXY protocol).
        package var proxyProtocol = false
        /// They speak HTTP first, and get a WebSocket by it.
        package var web = false
        /// `X-Forwarded-For` of proxies that are trusted says whose they are.
        package var forwarded = false
        /// Permissions of a Unix socket's file. Whoever may write to it may connect.
        package var mode: UInt16 = 0o660

        /// The protocol that is spoken there.
        package enum Spoken: String, CaseIterable, Sendable {
            /// Our own, for people and programs.
            case line
            case irc
        }

        package enum Place: Hashable, Sendable {
            case endpoint(Endpoint)
            /// Sockets of that name that a service manager bound (`LISTEN_FDS`); nil means all that no other
            /// `[[listen]]` names.
            case inherited(name: String?)
        }

        package init(_ endpoint: Endpoint) {
            place = .endpoint(endpoint)
        }

        /// Reads an address as a file has it: an endpoint, `systemd` or `systemd:NAME`.
        package init?(address: String) {
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
        package var isUnix: Bool {
            if case .endpoint(.path) = place { true } else { false }
        }

        /// The address in the form that a file has.
        package var description: String {
            switch place {
            case .endpoint(let endpoint): endpoint.description
            case .inherited(name: nil): "systemd"
            case .inherited(let name?): "systemd:\(name)"
            }
        }
    }

    /// The identity that TLS listeners show: PEM files (RFC 7468); both or none.
    package struct TLS: Hashable, Sendable {
        /// The file of the certificate, followed by those of its issuers.
        package var certificate = ""
        package var key = ""

        package init() {}
    }

    /// Proxies in front of listeners that have `proxyProtocol` or `forwarded`.
    package struct Proxy: Hashable, Sendable {
        /// The networks whose PROXY headers and `X-Forwarded-For` are believed. Others are turned away where a PROXY header comes first.
        package var trusted: [Network] = []

        package init() {}
    }

    /// Who may ask listeners that have `web`, and what there is to read.
    package struct Web: Hashable, Sendable {
        /// The names by which the server may be asked; none: any, but on a loopback address only `localhost` and addresses.
        package var hosts: [String] = []
        /// Sites whose pages may open WebSockets, besides the host that was asked for; `*`: any.
        package var origins: [String] = []
        /// Whether there is the page; otherwise there are WebSockets alone.
        package var page = true
        /// Sites that may show the page in a frame; `*`: any.
        package var embed: [String] = []
        /// The folder whose files take the place of the page's own, or come to them; empty: none.
        package var root = ""
        /// What one types behind `telnet` to join, as the page tells it; empty: the first listener that is for it.
        package var telnet = ""

        package init() {}
    }

    package struct Admin: Hashable, Sendable {
        /// Where `/metrics`, `/healthz` and `/readyz` are served; nil means nowhere.
        package var address: Endpoint?

        package init() {}
    }

    /// The process itself. This is read only at the start.
    package struct Service: Hashable, Sendable {
        /// The user that the daemon becomes once all addresses are bound; empty means none.
        package var user = ""
        /// The group; empty means the user's own.
        package var group = ""
        /// The pid file; empty means none.
        package var pidFile = ""

        package init() {}
    }

    package struct Rooms: Equatable, Sendable {
        /// The room that newcomers enter; nil means none.
        package var lobby: RoomName? = RoomName("lobby")
        package var perSession = 50

        package init() {}
    }

    /// The file in which it is kept what lasts. It is opened at the start.
    package struct Store: Hashable, Sendable {
        /// Empty means none: all is kept in memory alone.
        package var path = ""
        /// The least time between two commits.
        package var commitMilliseconds = 20
        /// Bytes that may wait to be written. What is said beyond them is written later, from the room's memory.
        package var queueBytes = 4 << 20

        package init() {}
    }

    /// What is kept in the store of what is said.
    package struct History: Hashable, Sendable {
        package var durability = Durability.relaxed
        /// Messages are kept so many days; 0: for good.
        package var keepDays = 365
        /// So many are kept of a room; 0: no bound.
        package var keepCount = 100_000
        /// Whether what is kept can be searched.
        package var search = true
        package var privateMessages = PrivateMessages.accounts

        /// Which private messages are kept.
        package enum PrivateMessages: String, CaseIterable, Sendable {
            /// Those from and to accounts.
            case accounts
            case none
        }

        package enum Durability: String, CaseIterable, Sendable {
            /// Nothing that is said is kept.
            case none
            /// It is written behind: a crash may take what was said in the last moment.
            case relaxed
            /// What is answered OK is written: the answer waits for that.
            case strict
        }

        package init() {}
    }

    /// Who may make accounts, and what logging in takes. There are accounts where there is a store.
    package struct Accounts: Hashable, Sendable {
        /// Whether people make accounts themselves.
        package var registration = true
        /// How many there may be.
        package var most = 50_000
        package var guests = Guests.speak
        /// Passwords over connections that others may read.
        package var clearText = ClearText.warn
        /// Bytes that a password has at least.
        package var passwordBytes = 8
        /// What hashing a password takes, in MiB, and how often it goes through that.
        package var hashMemory = 64
        package var hashPasses = 2
        /// Tokens, and nicks besides its name, that an account may have.
        package var tokens = 16
        package var nicks = 3
        /// How long one has to be here before one may make an account; 0: no time.
        package var registerAfterSeconds = 10
        /// Accounts that may be made from one address in a day, and by all in ten minutes; 0: no limit.
        package var registrationsPerAddressDay = 3
        package var registrationsPer10Minutes = 30
        /// The accounts that are operators of the server.
        package var operators: [Nick] = []
        /// SCRAM's form of a password is kept beside its hash (RFC 5802), so that clients of IRC log in without sending it.
        package var scram = false
        /// What deriving that form takes a client.
        package var scramRounds = 10_000
        /// Clients of IRC may make an account before they are welcomed.
        package var registerBeforeConnect = false
        /// They have to give an address of e-mail for it. There is no mail yet, so it is refused whatever they give.
        package var registerNeedsEmail = false
        /// Who lost the connection may come back for so long as if it had not happened; 0: nobody may. It needs no store.
        package var resumeSeconds = 60
        /// Who has an account stays in their rooms when their last connection goes, whatever the reason.
        package var alwaysOn = false

        package enum Guests: String, CaseIterable, Sendable {
            /// They may speak.
            case speak = "yes"
            /// They may read and log in.
            case read
            /// They may log in.
            case none = "no"
        }

        package enum ClearText: String, CaseIterable, Sendable {
            case warn, refuse, allow
        }

        package init() {}
    }

    package struct Moderation: Hashable, Sendable {
        /// Rooms that an account may have registered.
        package var roomsPerAccount = 10
        /// Masks of one kind that a room may have.
        package var masksPerRoom = 100
        /// How long it is kept who did what to whom; 0: for good.
        package var auditDays = 365
        /// What holds for guests, where there is a store; 0: it does not. For so many seconds they send no links.
        package var guestQuietSeconds = 0
        /// So often they say the same in half a minute.
        package var repeatLines = 3
        /// To so many people they write in a minute to whom they did not before.
        package var guestNewPeople = 3
        /// So many of one address enter a room in ten seconds.
        package var joinBurst = 0

        package init() {}
    }

    package struct Limits: Equatable, Sendable {
        package var connections = 10_000
        /// For IPv6 an address is a /64, which is what one customer gets.
        package var connectionsPerAddress = 64
        /// New connections a second from one address; 0 means no limit. As many as an address may have, or as may come
        /// in a second, may come at once.
        package var connectsPerSecond = 20.0
        /// Networks to which the limits by address do not apply.
        package var exempt: [Network] = []
        /// How long others are not told of a newcomer that says nothing; 0: they are told at once.
        package var arrivalGraceMilliseconds = 250
        /// Time for a PROXY header and a TLS handshake together.
        package var handshakeSeconds = 10
        /// Time for the first line of a peer on a TLS or PROXY listener; 0 means no limit.
        package var firstLineSeconds = 300
        /// Bytes of a line, without its end.
        package var lineBytes = 2_048
        /// Messages a second that a session may send; 0 means no limit.
        package var messagesPerSecond = 5.0
        /// Messages that may come at once; as many again may wait.
        package var burst = 20
        /// Bytes of output that may wait for a peer.
        package var sendQueueBytes = 1 << 20
        /// Silence after which a session is closed; 0: never.
        package var idleSeconds = 0
        /// Silence after which a peer is asked whether it is still there; 0: never.
        package var pingSeconds = 120

        package init() {}
    }

    package init() {}
}

/// All faults in a configuration, in words for whoever wrote it.
package struct ConfigurationError: Error, CustomStringConvertible, Equatable, Sendable {
    package let faults: [String]

    package init(_ faults: [String]) {
        self.faults = faults
    }

    package var description: String { faults.joined(separator: "\n") }
}
