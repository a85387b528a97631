import Configuration
import Glibc
import Libevent
import TestSupport
import Testing

@testable import ChatServer

/// A proxy in front of a server: it says whose connection it brings, and hands on every byte, a few at a time.
private final class Proxy {
    var address: SocketAddress { listener.address }
    private let loop: EventLoop
    private let listener: Listener
    private var watches: [DescriptorWatch] = []
    private var sockets: [Int32] = []

    /// - Parameter header: sent first on each connection, together with the first bytes of the client.
    init(on loop: EventLoop, to server: SocketAddress, saying header: String, pieces: Int) throws {
        self.loop = loop
        listener = try Listener(on: loop, address: #require(Endpoint("127.0.0.1:0")).resolve()[0])
        listener.onAccept = { [unowned self] client, _ in
            #expect(throws: Never.self) { try self.bring(client, to: server, Array(header.utf8), pieces) }
        }
    }

    deinit {
        watches = []
        for socket in sockets { close(socket) }
    }

    private func bring(_ client: Int32, to server: SocketAddress, _ header: [UInt8], _ pieces: Int) throws {
        sockets.append(client)
        let upstream = try RawPeer(on: loop, to: server, receiveBuffer: nil, reads: false)
        let socket = dup(upstream.descriptor)
        sockets.append(socket)
        var first = header
        watches.append(
            try DescriptorWatch(on: loop, descriptor: client) { [unowned self] in
                self.relay(client, to: socket, after: &first, pieces)
            })
        var nothing: [UInt8] = []
        watches.append(
            try DescriptorWatch(on: loop, descriptor: socket) { [unowned self] in
                self.relay(socket, to: client, after: &nothing, 1 << 16)
            })
    }

    private func relay(_ source: Int32, to target: Int32, after first: inout [UInt8], _ pieces: Int) {
        var buffer = [UInt8](repeating: 0, count: pieces)
        let count = recv(source, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        if count < 0, errno == EAGAIN { return }
        guard count > 0 else {
            // Level-triggered: the end would be reported for ever.
            watches = []
            for socket in sockets { shutdown(socket, Int32(SHUT_RDWR)) }
            return
        }
        let bytes = first + buffer[..<count]
        first = []
        #expect(send(target, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
    }
}

/// TLS that begins after a PROXY header.
@Suite struct ProxyTLSTests {
    /// In one go, and with the ClientHello a byte at a time: the first of them comes together with the header.
    @Test(arguments: [1 << 16, 1]) func theHandshakeFollowsTheHeader(pieces: Int) throws {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        let served = try Served {
            $0.listen[0].tls = true
            $0.listen[0].proxyProtocol = true
            $0.tls.certificate = pair.certificate
            $0.tls.key = pair.key
            $0.proxy.trusted = [try Network("127.0.0.0/8")]
            $0.limits.connectionsPerAddress = 1
        }
        let header = "PROXY TCP4 203.0.113.9 198.51.100.1 40000 6000\r\n"
        let proxy = try Proxy(on: served.loop, to: served.server.addresses[0], saying: header, pieces: pieces)
        let client = try LineConnection.connect(
            on: served.loop, to: proxy.address, maximumLineLength: 4_096,
            tls: TLSContext(clientTrusting: pair.certificate), serverName: "localhost")
        var lines: [String] = []
        var failure: LineConnection.CloseCause?
        client.onEvent = { connection, event in
            switch event {
            case .connected: connection.write(Array("/ping hello\n".utf8))
            case .line(let line): lines.append(String(decoding: line, as: UTF8.self))
            case .closed(let cause): failure = cause
            default: break
            }
        }
        try served.run { failure != nil || lines.last?.contains("hello") == true }
        #expect(failure == nil)
        #expect(lines.first?.hasPrefix("*** partyline/1 ") == true)
        #expect(served.server.sessions.compactMap { $0?.peer } == ["203.0.113.9"])

        // The second of the same address is turned away, without a line that it could not read.
        let other = try served.connect()
        other.send(header)
        try served.run { other.isAtEnd }
        #expect(other.bytes.isEmpty)
        client.close()
    }

    @Test func aHandshakeThatDoesNotCome() throws {
        let folder = try CertificateFolder()
        let pair = try folder.make()
        let served = try Served {
            $0.listen[0].tls = true
            $0.listen[0].proxyProtocol = true
            $0.tls.certificate = pair.certificate
            $0.tls.key = pair.key
            $0.proxy.trusted = [try Network("127.0.0.0/8")]
            $0.limits.handshakeSeconds = 1
        }
        let peer = try served.connect()
        peer.send("PROXY TCP4 203.0.113.9 198.51.100.1 40000 6000\r\n")
        try served.run { peer.isAtEnd }
        #expect(peer.bytes.isEmpty)
        try served.run { served.server.connections == 0 }
    }
}
