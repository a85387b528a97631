import Libevent
import NATS
import Testing

/// A server whose words a test says, on the client's own loop.
final class FakeServer {
    /// What a client published.
    struct Published: Equatable {
        let subject: String
        let reply: String?
        /// Headers included.
        let payload: String
    }

    /// A client's connection, as the server has it.
    final class Peer {
        let connection: LineConnection
        /// The lines that came, payloads aside.
        fileprivate(set) var lines: [String] = []
        fileprivate(set) var published: [Published] = []
        fileprivate(set) var isOver = false
        fileprivate var awaited: (subject: String, reply: String?)?

        fileprivate init(_ connection: LineConnection) {
            self.connection = connection
        }

        func send(_ text: String) { connection.write(Array(text.utf8)) }

        func answer(_ published: Published, _ payload: String) {
            guard let reply = published.reply else { return }
            message(to: reply, payload)
        }

        /// Says a message to whoever listens to a subject; its last token may be any.
        func message(to subject: String, reply: String? = nil, headers: String? = nil, _ payload: String) {
            guard let id = id(of: subject) else { return }
            let reply = reply.map { " \($0)" } ?? ""
            guard let headers else {
                return send("MSG \(subject) \(id)\(reply) \(payload.utf8.count)\r\n\(payload)\r\n")
            }
            let block = "NATS/1.0\(headers)\r\n\r\n"
            let sizes = "\(block.utf8.count) \(block.utf8.count + payload.utf8.count)"
            send("HMSG \(subject) \(id)\(reply) \(sizes)\r\n\(block)\(payload)\r\n")
        }

        /// The number under which a client listens to a subject.
        func id(of subject: String) -> String? {
            let family = subject.split(separator: ".").dropLast().joined(separator: ".") + ".*"
            return lines.last { $0.hasPrefix("SUB \(subject) ") || $0.hasPrefix("SUB \(family) ") }?
                .split(separator: " ").last.map(String.init)
        }

        /// What the client told of itself.
        var introduction: JSON? { lines.first { $0.hasPrefix("CONNECT ") }.flatMap { JSON($0.dropFirst(8)) } }
    }

    static let info =
        #"{"server_id":"F","version":"2.15.1","headers":true,"jetstream":true,"max_payload":1048576,"nonce":"n0nce"}"#

    private let loop: EventLoop
    private var listener: Listener?
    private(set) var peers: [Peer] = []
    /// What it says to who comes; nil: nothing.
    var greeting: String? = "INFO \(FakeServer.info)\r\n"
    /// Whether it answers a PING, and so lets a client in.
    var answersPings = true
    var tls: TLSContext?
    /// Told of each line, and of what was published.
    var onLine: ((Peer, String) -> Void)?
    var onPublished: ((Peer, Published) -> Void)?

    init(on loop: EventLoop) throws {
        self.loop = loop
        let endpoint = try #require(Endpoint("127.0.0.1:0"))
        let listener = try Listener(on: loop, address: try #require(endpoint.numeric()?.first))
        self.listener = listener
        listener.onAccept = { [unowned self] descriptor, _ in self.accept(descriptor) }
    }

    /// Where it listens.
    var endpoint: Endpoint {
        get throws {
            let listener = try #require(listener)
            return try #require(Endpoint(listener.address.description))
        }
    }

    /// Takes nobody any more, and hangs up on all.
    func stop() {
        listener = nil
        hangUp()
    }

    func hangUp() {
        for peer in peers {
            peer.isOver = true
            peer.connection.close()
        }
    }

    private func accept(_ descriptor: Int32) {
        guard
            let connection = try? LineConnection(
                on: loop, descriptor: descriptor, maximumLineLength: 4_096, tls: tls)
        else { return }
        let peer = Peer(connection)
        peers.append(peer)
        connection.onEvent = { [unowned self, unowned peer] _, event in self.changed(peer, event) }
        if tls == nil, let greeting { peer.send(greeting) }
    }

    private func changed(_ peer: Peer, _ event: LineConnection.Event) {
        switch event {
        case .connected: if let greeting { peer.send(greeting) }
        case .line(let bytes): read(String(decoding: bytes, as: UTF8.self), of: peer)
        case .bytes(let bytes): read(payload: String(decoding: bytes.dropLast(2), as: UTF8.self), of: peer)
        case .endOfInput, .broken, .closed:
            peer.isOver = true
            peer.connection.close()
        case .lineTooLong, .flooded: break
        }
    }

    private func read(_ line: String, of peer: Peer) {
        peer.lines.append(line)
        let words = line.split(separator: " ").map(String.init)
        if words.first == "PUB" || words.first == "HPUB", let count = words.last.flatMap({ Int($0) }) {
            let hasReply = words.count == (words[0] == "PUB" ? 4 : 5)
            peer.awaited = (words[1], hasReply ? words[2] : nil)
            peer.connection.expect(bytes: count + 2)
        }
        if line == "PING", answersPings { peer.send("PONG\r\n") }
        onLine?(peer, line)
    }

    private func read(payload: String, of peer: Peer) {
        guard let (subject, reply) = peer.awaited else { return }
        let published = Published(subject: subject, reply: reply, payload: payload)
        peer.published.append(published)
        onPublished?(peer, published)
    }
}
