import Libevent
import NATS
import Secrets

/// One connection to one server, from the attempt to its end.
///
/// 1. `.ready` comes once, when the server has taken who we are; nothing but `.ended` comes before it.
/// 2. Nothing follows `.ended`, nor `close()`. Nothing is reported from within `send`.
final class ServerLink {
    enum Event {
        case ready(ServerInfo)
        case delivery(Delivery)
        /// It is about to stop.
        case leaving
        /// It refuses something, and goes on: its words.
        case denied(String)
        case ended(ConnectionFault)
    }

    private enum State: Equatable {
        /// Until TCP, and TLS, are there.
        case connecting
        /// The server is to tell what it is.
        case greeting
        /// It was told who we are, and is to answer.
        case entering
        case ready
        case ended
    }

    var onEvent: ((Event) -> Void)?

    private let options: ClientOptions
    private var connection: StreamConnection?
    private var decoder = ServerDecoder()
    private var state = State.connecting
    private var info: ServerInfo?
    /// Of the attempt, then of pings.
    private var timer: Timer?
    /// Pings since anything came.
    private var unanswered = 0
    /// The server's last words before it closes.
    private var lastWords: String?

    init(
        on loop: EventLoop, to address: SocketAddress, named name: String?, _ options: ClientOptions
    ) throws(LibeventError) {
        self.options = options
        connection = try StreamConnection.connect(on: loop, to: address, tls: options.tls, serverName: name)
        timer = try Timer(on: loop) { [weak self] in self?.timeUp() }
        connection?.onEvent = { [weak self] event in self?.changed(event) }
        timer?.schedule(after: options.timing.attempt)
    }

    func close() {
        state = .ended
        onEvent = nil
        release()
    }

    /// Sends, or drops where it is not ready.
    func send(_ command: ClientCommand) {
        if state == .ready { connection?.write(command.bytes) }
    }

    /// Bytes that wait for the server to read.
    var waiting: Int { connection?.pendingOutput ?? 0 }

    // MARK: - What happens to it

    private func changed(_ event: StreamConnection.Event) {
        switch event {
        case .connected: state = .greeting
        case .bytes(let bytes): read(bytes)
        case .endOfInput: end(lastWords.map { .refused($0) } ?? .ended)
        case .broken(let error), .closed(.failed(let error)): end(lastWords.map { .refused($0) } ?? .broken(error))
        case .closed: end(.ended)
        }
    }

    private func end(_ fault: ConnectionFault) {
        guard state != .ended else { return }
        state = .ended
        let report = onEvent
        onEvent = nil
        release()
        report?(.ended(fault))
    }

    private func release() {
        timer = nil
        connection?.close()
        connection = nil
    }

    private func timeUp() {
        guard state == .ready else { return end(lastWords.map { .refused($0) } ?? .silent) }
        guard unanswered < options.timing.missedPings else { return end(.silent) }
        unanswered += 1
        send(.ping)
    }

    // MARK: - What the server says

    private func read(_ bytes: [UInt8]) {
        if state == .connecting { state = .greeting }
        unanswered = 0
        var messages: [ServerMessage] = []
        var fault: DecodingFault?
        do {
            try decoder.decode(bytes, into: &messages)
        } catch {
            fault = error
        }
        for message in messages {
            understand(message)
            if state == .ended { return }
        }
        if let fault { end(.notUnderstood(fault)) }
    }

    private func understand(_ message: ServerMessage) {
        switch (message, state) {
        case (.info(let options), _): learn(options)
        case (.ping, .ready), (.ping, .entering): connection?.write(ClientCommand.pong.bytes)
        case (.pong, .entering): enter()
        case (.error(let words), _): refuse(words)
        case (.message(let delivery), .ready): onEvent?(.delivery(delivery))
        case (.pong, .ready), (.ok, _): break
        default: end(.notUnderstood(.malformed("the server does not begin with INFO")))
        }
    }

    private func learn(_ options: JSON) {
        guard let info = ServerInfo(options) else { return end(.notUnderstood(.malformed("an INFO is none"))) }
        self.info = info
        decoder.maximumPayload = info.maximumPayload
        if state == .greeting { return introduce(to: info) }
        if info.isLeaving, state == .ready { onEvent?(.leaving) }
    }

    private func introduce(to info: ServerInfo) {
        if info.needsTLS, options.tls == nil { return end(.needsTLS) }
        guard info.version >= ServerInfo.oldest else { return end(.tooOld(info.version)) }
        guard info.hasStreams, info.hasHeaders else { return end(.hasNoStreams) }
        if info.isLeaving { return end(.leaving) }
        state = .entering
        var bytes = introduction(to: info)
        defer { Secret.wipe(&bytes) }
        connection?.write(bytes)
    }

    /// CONNECT and PING. Who wants it wipes it.
    private func introduction(to info: ServerInfo) -> [UInt8] {
        var members: [JSON.Member] = [
            .init("verbose", .bool(false)), .init("pedantic", .bool(false)), .init("headers", .bool(true)),
            .init("no_responders", .bool(true)), .init("echo", .bool(true)), .init("protocol", .number(1)),
            .init("tls_required", .bool(options.tls != nil)), .init("lang", .string("swift")),
            .init("version", .string("1")), .init("name", .string(options.name)),
        ]
        switch options.credentials {
        case .none: break
        case .password(let user, let password):
            members.append(.init("user", .string(user)))
            return ServerLink.introduction(members, password)
        case .key(let key):
            members.append(.init("nkey", .string(key.publicText)))
            // A server that wants no key asks for no signature.
            if let nonce = info.nonce { members.append(.init("sig", .string(key.signature(of: nonce)))) }
        }
        return ClientCommand.connect(.object(members)).bytes + ClientCommand.ping.bytes
    }

    /// With a password, which is in no text on its way: its bytes are here alone.
    private static func introduction(_ members: [JSON.Member], _ password: Secret) -> [UInt8] {
        let head = Array("CONNECT \(JSON.object(members).text.dropLast()),\"pass\":\"".utf8)
        var bytes: [UInt8] = []
        // It never moves, so no copy stays behind. One byte may take six.
        bytes.reserveCapacity(head.count + 6 * password.count + 16)
        bytes += head
        for index in 0..<password.count {
            let byte = password.withBytes { $0[index] }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: bytes += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes += Array("\"}\r\n".utf8)
        bytes += ClientCommand.ping.bytes
        return bytes
    }

    private func enter() {
        guard let info else { return }
        state = .ready
        timer?.schedule(every: options.timing.ping)
        onEvent?(.ready(info))
    }

    /// After these words a server goes on.
    private static let harmless = ["permissions violation", "invalid subject", "invalid publish subject"]

    private func refuse(_ words: String) {
        let lowercased = words.lowercased()
        if state == .ready, ServerLink.harmless.contains(where: { lowercased.hasPrefix($0) }) {
            onEvent?(.denied(words))
        } else if state == .ready {
            // It closes, but may send what it has before.
            lastWords = words
        } else {
            end(.refused(words))
        }
    }
}
