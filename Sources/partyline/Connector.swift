import Glibc
import Libevent
import Threads

/// Makes one connection: looks the name up on a worker thread and tries its addresses, all within one time limit.
///
/// The next address is tried as soon as one has failed, and after 250 ms beside one that does not answer (RFC 8305): a
/// host whose IPv6 leads nowhere still answers at once. With TLS, a connection is made when its handshake is done; a server
/// that is not to be trusted ends it, whatever the other addresses may lead to.
final class Connector {
    /// Why there is no connection, in the words for `Unable to connect to HOST:PORT: …`.
    struct Failure: Error, Equatable {
        let reason: String
        /// The server can't prove who it is: to try again would change nothing.
        var isFinal = false
    }

    private static let headStart = Duration.milliseconds(250)
    /// Longer than any line that a server sends (docs/PROTOCOL.md, section 10).
    private static let maximumLineLength = 8192

    private let loop: EventLoop
    private let endpoint: Endpoint
    private let security: Security?
    private let completion: (Result<LineConnection, Failure>) -> Void
    private var mailbox: Mailbox<Result<[SocketAddress], ResolveError>>?
    private var limit: Timer?
    private var headStart: Timer?
    private var attempts: [LineConnection] = []
    private var addresses: ArraySlice<SocketAddress> = []
    private var isResolved = false
    private var isDone = false
    private var lastFailure = Failure(reason: "no address")

    /// Starts. `completion` is called once, never from within this call; to give up, drop the connector.
    init(
        on loop: EventLoop, to endpoint: Endpoint, security: Security?, within time: Duration,
        _ completion: @escaping (Result<LineConnection, Failure>) -> Void
    ) throws(LibeventError) {
        self.loop = loop
        self.endpoint = endpoint
        self.security = security
        self.completion = completion
        let mailbox = try Mailbox<Result<[SocketAddress], ResolveError>>(on: loop) { [unowned self] in resolved($0) }
        self.mailbox = mailbox
        limit = try Timer(on: loop) { [unowned self] in
            finish(.failure(Failure(reason: isResolved ? "timed out" : "timed out looking up the name")))
        }
        headStart = try Timer(on: loop) { [unowned self] in tryNext() }
        limit?.schedule(after: time)
        let sender = mailbox.sender
        let isStarted = BackgroundThread.run {
            do throws(ResolveError) {
                sender.post(.success(try endpoint.resolve()))
            } catch {
                sender.post(.failure(error))
            }
        }
        guard isStarted else { throw LibeventError("pthread_create", code: EAGAIN) }
    }

    private func resolved(_ result: Result<[SocketAddress], ResolveError>) {
        isResolved = true
        switch result {
        case .success(let addresses):
            self.addresses = addresses[...]
            tryNext()
        case .failure(let error): finish(.failure(Failure(reason: error.reason)))
        }
    }

    private func tryNext() {
        guard !isDone else { return }
        guard let address = addresses.popFirst() else {
            if attempts.isEmpty { finish(.failure(lastFailure)) }
            return
        }
        do {
            let attempt = try LineConnection.connect(
                on: loop, to: address, maximumLineLength: Self.maximumLineLength, tls: security?.context,
                serverName: serverName)
            attempt.onEvent = { [unowned self] in attempted($0, $1) }
            attempts.append(attempt)
            if !addresses.isEmpty { headStart?.schedule(after: Self.headStart) }
        } catch {
            lastFailure = failure(of: error)
            tryNext()
        }
    }

    private func attempted(_ attempt: LineConnection, _ event: LineConnection.Event) {
        switch event {
        case .connected:
            attempts.removeAll { $0 === attempt }
            attempt.onEvent = nil
            finish(.success(attempt))
        case .closed(let cause):
            if case .failed(let error) = cause { lastFailure = failure(of: error) }
            attempts.removeAll { $0 === attempt }
            if lastFailure.isFinal { return finish(.failure(lastFailure)) }
            headStart?.cancel()
            tryNext()
        default: break
        }
    }

    /// The name or address that the server's certificate must be for.
    private var serverName: String? {
        guard case .host(let host, _) = endpoint else { return nil }
        return host
    }

    private func failure(of error: LibeventError) -> Failure {
        guard let tls = error.tls else { return Failure(reason: error.reason) }
        let reason = error.reason + (security?.advice(on: tls) ?? "")
        return switch tls {
        case .untrusted, .notTLS: Failure(reason: reason, isFinal: true)
        case .closedEarly, .refused, .protocolError: Failure(reason: reason)
        }
    }

    private func finish(_ result: Result<LineConnection, Failure>) {
        guard !isDone else { return }
        isDone = true
        limit?.cancel()
        headStart?.cancel()
        for attempt in attempts { attempt.close() }
        attempts = []
        completion(result)
    }
}
