import BenchSupport
import Libevent

/// Many clients of one server, in rooms of one size: client n's nick is `LoadLine.nick(n)`, and neighbours share a room.
final class Crowd {
    /// So many come at a time. (Of the web no more than 64 of an address may be without a session.)
    private let batch = 32

    let dialect: ServerProgram.Dialect
    let stage: Stage
    /// The room that a client enters, and in which a client of IRC speaks.
    var room: (Int) -> String = { _ in "#lobby" }
    /// The number of clients.
    var count: Int { clients.count }
    /// Called with each line, and the number of the client that it came to.
    var onLine: ((Int, UnsafeRawBufferPointer) -> Void)?

    private let server: ServerProcess
    private let readers: [LoadReader]
    private let tls: LoadTLS?
    private var clients: [LoadConnection] = []
    private var greeted = 0
    private var closed = 0
    private var mayClose = false
    private let buffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: LoadConnection.maximumLineLength + LoadConnection.readSize, alignment: 64)

    /// - Parameter readers: of each kind as many as of the others, in turn; what the yardstick's clients read is all the same.
    init(
        of server: ServerProcess, dialect: ServerProgram.Dialect, readers: [LoadReader] = [.lines], on stage: Stage
    ) {
        self.server = server
        self.readers = dialect == .yardstick ? [.lines] : readers
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
            for number in count..<min(total, count + batch) {
                let address = reader(number).isIRC ? server.ircAddress : server.address
                guard let address else { throw BenchError("the server does not listen for IRC") }
                let client = try LoadConnection(to: address, tls: tls, isFramed: reader(number) == .framed)
                clients.append(client)
                client.begin()
                try client.watch(on: stage.loop) { [unowned self] in self.read(number) }
                send(hello(number), from: number)
            }
            let greetings = dialect == .partyline ? count : 0
            try stage.wait(for: "\(greetings) greetings", within: .seconds(30)) { greeted >= greetings }
        }
    }

    func reader(_ client: Int) -> LoadReader { readers[client % readers.count] }

    /// What a client says to take its nick, and to enter its room. By lines it leaves the lobby first, as a change of nick is told to
    /// everybody in its rooms.
    func introduction(of client: Int) -> String {
        let (reader, nick, room) = (reader(client), LoadLine.nick(client), room(client))
        if dialect == .yardstick { return "/join \(room)\n" }
        guard reader.isIRC else { return "/part #lobby\n/nick \(nick)\n/join \(room)\n" }
        return registration(of: client) + joining(client)
    }

    /// What a client says to enter its room.
    func joining(_ client: Int) -> String {
        reader(client).isIRC ? "JOIN \(room(client))\r\n" : "/join \(room(client))\n"
    }

    /// What a client of IRC begins with.
    func registration(of client: Int) -> String {
        let capabilities = reader(client).capabilities
        let request = capabilities.isEmpty ? "" : "CAP REQ :\(capabilities)\r\n"
        return request + "NICK \(LoadLine.nick(client))\r\nUSER line 0 * :line\r\n"
            + (capabilities.isEmpty ? "" : "CAP END\r\n")
    }

    /// What stands before and behind a text that a client says, in the form that its server expects.
    func frame(of client: Int) -> (before: String, behind: String) {
        if dialect == .yardstick { return ("<\(LoadLine.nick(client))> ", "\n") }
        return reader(client).isIRC ? ("PRIVMSG \(room(client)) :", "\r\n") : ("", "\n")
    }

    func say(_ text: String, from client: Int) {
        let frame = frame(of: client)
        send(frame.before + text + frame.behind, from: client)
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
            for client in clients.indices { send(reader(client).isIRC ? "QUIT\r\n" : "/quit\n", from: client) }
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
