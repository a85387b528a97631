import BenchSupport
import Glibc
import Libevent

/// A town that comes at once by IRC, as after a restart: 1,000 clients, each of which enters 50 rooms and asks for the people and the modes of
/// each. The limits have their defaults, but for those of an address, as all come from one.
final class IRCBurst {
    static let key = "ircburst"
    /// The clients of a room, and the rooms of a client.
    private static let roomSize = 50

    struct Figures {
        /// From the first connection until everybody has all answers.
        var seconds = 0.0
        /// Answers that were refusals, of whatever kind.
        var refusals = 0
        /// The worst that the server counted, in milliseconds.
        var lag = 0.0
        /// The server's processor time in seconds.
        var serverTime = 0.0
    }

    private let partylined: String
    private let clients: Int
    private var figures = Figures()
    /// Of each client, answers that are still to come.
    private var missing: [Int]
    private var waiting: Int
    private var lagBefore = (sum: 0.0, count: 0.0)

    /// - Parameter clients: as many as there are rooms, 50 at least.
    init(partylined: String, clients: Int) {
        self.partylined = partylined
        self.clients = clients
        // Of who is in a room, and of its modes.
        missing = Array(repeating: 2 * IRCBurst.roomSize, count: clients)
        waiting = clients
    }

    func run(bench: Bench) throws -> Figures {
        let folder = try StoreFolder()
        let admin = "\(folder.path)/admin"
        defer { unlink(admin) }
        var program = try folder.program(
            partylined,
            configuration: """
                [[listen]]
                address = "127.0.0.1:0"
                [[listen]]
                address = "127.0.0.1:0"
                protocol = "irc"
                [limits]
                connects_per_second = 0
                connections_per_address = 20000
                [admin]
                address = "unix:\(admin)"

                """)
        program.speaksIRC = true
        let stage = try Stage()
        let server = try bench.start(program, on: stage)
        let crowd = Crowd(of: server, dialect: .partyline, readers: [.ircTags], on: stage)
        crowd.onLine = { [unowned self] client, line in self.take(line, at: client, stage) }
        figures.serverTime = try -Double(Machine.processorTime(of: server.process)) / 1e9
        let start = Instant.current()
        try crowd.connect(clients) { self.beginning(of: $0, crowd) }
        let watch = try Timer(on: stage.loop) { [unowned self] in
            do { try self.noteLag(at: admin) } catch { stage.fail("\(error)") }
        }
        watch.schedule(every: .milliseconds(500))
        try stage.wait(for: "the answers to \(waiting) clients", within: .seconds(120)) { waiting == 0 }
        figures.seconds = (Instant.current() - start) / .seconds(1)
        // What was late at the end is counted by now.
        try stage.pause(.milliseconds(1200))
        watch.cancel()
        figures.serverTime += try Double(Machine.processorTime(of: server.process)) / 1e9
        crowd.disperse()
        try server.end()
        return figures
    }

    /// All that a client says, at once: it is the server that sets the pace.
    private func beginning(of client: Int, _ crowd: Crowd) -> String {
        (0..<IRCBurst.roomSize).reduce(into: crowd.registration(of: client)) { text, step in
            // Neighbours share most of their rooms.
            let room = "#r\((client + step) % clients)"
            text += "JOIN \(room)\r\nMODE \(room)\r\nWHO \(room)\r\n"
        }
    }

    private func take(_ line: UnsafeRawBufferPointer, at client: Int, _ stage: Stage) {
        guard line.first == UInt8(ascii: ":") else { return }
        if Muster.isRefusal(line) || IRCBurst.has(number: "263", line) { figures.refusals += 1 }
        // RPL_ENDOFWHO and RPL_CHANNELMODEIS.
        guard IRCBurst.has(number: "315", line) || IRCBurst.has(number: "324", line) else { return }
        missing[client] -= 1
        guard missing[client] == 0 else { return }
        waiting -= 1
        if waiting == 0 { stage.wake() }
    }

    private static func has(number: StaticString, _ line: UnsafeRawBufferPointer) -> Bool {
        guard let space = line.firstIndex(of: UInt8(ascii: " ")), line.count > space + 4 else { return false }
        return memcmp(line.baseAddress! + space + 1, number.utf8Start, 3) == 0
    }

    /// Asks the server how late its timers came since it was asked last.
    private func noteLag(at admin: String) throws {
        let page = try IRCBurst.figures(at: admin)
        guard !page.isEmpty else { throw BenchError("the server did not tell its figures within 10 s") }
        func value(_ name: String) -> Double {
            page.split(separator: "\n").first { $0.hasPrefix(name + " ") }
                .flatMap { Double($0.dropFirst(name.utf8.count + 1)) } ?? .nan
        }
        let now = (
            sum: value("partyline_loop_lag_seconds_sum"), count: value("partyline_loop_lag_seconds_count")
        )
        guard now.count.isFinite else { throw BenchError("the server tells nothing of its lag:\n\(page)") }
        if now.count > lagBefore.count {
            figures.lag = max(figures.lag, (now.sum - lagBefore.sum) / (now.count - lagBefore.count) * 1_000)
        }
        lagBefore = now
    }

    /// The server's page of figures.
    private static func figures(at path: String) throws -> String {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw BenchError("socket: \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix($0.count - 1)) }
        let isConnected = withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        let request = Array("GET /metrics HTTP/1.0\r\n\r\n".utf8)
        guard isConnected, write(descriptor, request, request.count) == request.count else {
            throw BenchError("\(path): \(String(cString: strerror(errno)))")
        }
        var page: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { break }
            page += chunk[..<count]
        }
        return String(decoding: page, as: UTF8.self)
    }
}
