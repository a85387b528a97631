import ChatCore
import Libevent

/// What a server is to be. The defaults serve `localhost:6000` with nothing else said.
public struct Configuration: Sendable {
    /// Shown in the greeting; printable ASCII without spaces, as it is a value of wire lines.
    public var name = "localhost"
    /// Lines shown to newcomers.
    public var motd: [String] = []
    public var listen: [Endpoint] = [.host("localhost", port: 6000)]
    public var rooms = Rooms()
    public var limits = Limits()

    public struct Rooms: Sendable {
        /// nil: newcomers are in no room.
        public var lobby: RoomName? = RoomName("lobby")
        public var perSession = 50

        public init() {}
    }

    public struct Limits: Sendable {
        public var connections = 10_000
        public var connectionsPerAddress = 64
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

extension Configuration {
    /// What can't be, each with the bounds; empty where all is well.
    public var faults: [String] {
        var faults: [String] = []
        func check(_ key: String, _ value: Int, _ bounds: ClosedRange<Int>) {
            if !bounds.contains(value) {
                faults.append("\(key) is \(value); it must be from \(bounds.lowerBound) to \(bounds.upperBound)")
            }
        }
        if name.isEmpty || name.utf8.count > 255 || !name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            faults.append("name must be 1 to 255 printable ASCII characters without spaces, as chat.example.org")
        }
        if listen.isEmpty { faults.append("nothing to listen on; give at least one address, as 127.0.0.1:6000") }
        faults += listenedTwice.map { "listen names \($0) twice" }
        if motd.contains(where: { $0.utf8.count > 2_048 }) { faults.append("a line of motd is over 2048 bytes") }
        if motd.count > 200 { faults.append("motd has \(motd.count) lines; 200 are allowed") }
        check("rooms.per_session", rooms.perSession, 1...1_000)
        check("limits.connections", limits.connections, 1...1_000_000)
        check("limits.connections_per_address", limits.connectionsPerAddress, 1...1_000_000)
        // The longest line that we send, one's away note after the names of 50 rooms, is 1,837 bytes longer and must stay within 4096.
        check("limits.line_bytes", limits.lineBytes, 64...2_250)
        check("limits.burst", limits.burst, 1...1_000_000)
        check("limits.send_queue_bytes", limits.sendQueueBytes, 4_096...(1 << 30))
        check("limits.idle_seconds", limits.idleSeconds, 0...31_536_000)
        check("limits.ping_seconds", limits.pingSeconds, 0...86_400)
        if !(0...1_000_000).contains(limits.messagesPerSecond) {
            faults.append("limits.messages_per_second is \(limits.messagesPerSecond); it must be from 0 to 1000000")
        }
        return faults
    }
    /// Addresses given again; port 0 is another each time.
    private var listenedTwice: [Endpoint] {
        listen.enumerated().filter { position, endpoint in
            if case .host(_, port: 0) = endpoint { return false }
            return listen.firstIndex(of: endpoint) != position
        }.map(\.element)
    }
}
