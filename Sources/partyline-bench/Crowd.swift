import BenchSupport
import Libevent

/// Many clients of one server, in rooms of one size: client n's nick is `LoadLine.nick(n)`, and neighbours share a room.
final class Crowd {
    private static let batch = 32

    let dialect: ServerProgram.Dialect
    let stage: Stage
    /// The number of clients.
    var count: Int { clients.count }
    /// Called with each line, and the number of the client that it came to.
    var onLine: ((Int, UnsafeRawBufferPointer) -> Void)?

    private let address: SocketAddress
    private let tls: LoadTLS?
    private var clients: [LoadConnection] = []
    private var greeted = 0
    private var closed = 0
    private var mayClose = false
    private let buffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: LoadConnection.maximumLineLength + LoadConnection.readSize, alignment: 64)

    init(of server: ServerProcess, dialect: ServerProgram.Dialect, on stage: Stage) {
        address = server.address
        tls = server.tls
        self.dialect = dialect
        self.stage = stage
    }

    deinit {
        // A loop must live longer than objects that were made on it.
        clients = []
        buffer.deallocate()
    }

    /// Connects more clients; each says its `hello` at once. Partyline greets, and at most `batch` greetings are
    /// awaited at a time, so that clients do not all come at once.
    func connect(_ more: Int, hello: (Int) -> String) throws {
        let total = count + more
        while count < total {
            for number in count..<min(total, count + Crowd.batch) {
                let client = try LoadConnection(to: address, tls: tls)
                clients.append(client)
                try client.watch(on: stage.loop) { [unowned self] in self.read(number) }
                send(hello(number), from: number)
            }
            let greetings = dialect == .partyline ? count : 0
            try stage.wait(for: "\(greetings) greetings", within: .seconds(30)) { greeted >= greetings }
        }
    }

    /// What a client says to leave the lobby, take its nick, and enter a room. It leaves the lobby first, as a change
    /// of nick is told to everybody in its rooms.
    func introduction(of client: Int, to room: String) -> String {
        dialect == .yardstick ? "/join \(room)\n" : "/part #lobby\n/nick \(LoadLine.nick(client))\n/join \(room)\n"
    }

    /// Makes a client say a text, in the form that its server expects.
    func say(_ text: String, from client: Int) {
        let prefix = dialect == .yardstick ? "<\(LoadLine.nick(client))> " : ""
        send(prefix + text + "\n", from: client)
    }

    /// Sends a text as it is, including its line ends.
    func send(_ text: String, from client: Int) {
        var text = text
        text.withUTF8 { send(UnsafeRawBufferPointer($0), from: client) }
    }

    func send(_ bytes: UnsafeRawBufferPointer, from client: Int) {
        guard !bytes.isEmpty, !clients[client].send(bytes) else { return }
        stage.fail("the server stopped reading from client \(client)")
    }

    /// Closes all connections, and forgets them.
    func disperse() {
        clients = []
        (greeted, closed) = (0, 0)
    }

    /// Makes all clients quit, as a person would, and waits until the server has closed each connection.
    func quit() throws {
        mayClose = true
        defer { mayClose = false }
        if dialect == .partyline {
            for client in clients.indices { send("/quit\n", from: client) }
            try stage.wait(for: "the end of \(count) sessions", within: .seconds(120)) { closed == count }
        }
        disperse()
    }

    private func read(_ number: Int) {
        let client = clients[number]
        let isFirst = !client.hasReceived
        if client.receive(with: buffer, { onLine?(number, $0) }) {
            // With TLS, the first bytes may be those of the session itself (tickets).
            guard isFirst, client.hasReceived else { return }
            greeted += 1
            if greeted == count { stage.wake() }
            return
        }
        client.ignore()
        guard mayClose else { return stage.fail("the server closed the connection of client \(number)") }
        closed += 1
        if closed == count { stage.wake() }
    }
}
