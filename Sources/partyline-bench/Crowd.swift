import BenchSupport
import Libevent

/// Many clients of one server, in rooms of one size: client n's nick is `LoadLine.nick(n)`, and neighbours share a room.
final class Crowd {
    let dialect: ServerProgram.Dialect
    let stage: Stage
    /// How many there are.
    var count: Int { clients.count }
    /// Gets each line, with the number of the client that it came to.
    var onLine: ((Int, UnsafeRawBufferPointer) -> Void)?

    private let address: SocketAddress
    private var clients: [LoadConnection] = []
    private var closed = 0
    private var mayClose = false
    private let buffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: LoadConnection.maximumLineLength + LoadConnection.readSize, alignment: 64)

    init(of server: ServerProcess, dialect: ServerProgram.Dialect, on stage: Stage) {
        address = server.address
        self.dialect = dialect
        self.stage = stage
    }

    deinit {
        // A loop must outlive what was made on it.
        clients = []
        buffer.deallocate()
    }

    /// Connects more clients, a batch at a time; each says its `hello` at once.
    func connect(_ more: Int, hello: (Int) -> String) throws {
        for _ in 0..<more {
            let number = clients.count
            let client = try LoadConnection(to: address)
            clients.append(client)
            try client.watch(on: stage.loop) { [unowned self] in self.read(number) }
            send(hello(number), from: number)
            // What has come meanwhile is read, so that nobody becomes a slow reader.
            if number % 32 == 31 { try stage.pause(.zero) }
        }
    }

    /// What a client says to leave the lobby, take its nick, and enter a room. Out of the lobby first: a nick
    /// change and a join concern only those in one's rooms.
    func introduction(of client: Int, to room: String) -> String {
        dialect == .yardstick ? "/join \(room)\n" : "/part #lobby\n/nick \(LoadLine.nick(client))\n/join \(room)\n"
    }

    /// Has a client say a text, in the form that its server takes.
    func say(_ text: String, from client: Int) {
        let prefix = dialect == .yardstick ? "<\(LoadLine.nick(client))> " : ""
        send(prefix + text + "\n", from: client)
    }

    /// Sends text, its line ends included, as it is.
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
        closed = 0
    }

    /// Has all quit, as a person would, and waits until the server has closed each connection.
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
        if client.receive(with: buffer, { onLine?(number, $0) }) { return }
        client.ignore()
        guard mayClose else { return stage.fail("the server closed the connection of client \(number)") }
        closed += 1
        if closed == count { stage.wake() }
    }
}
