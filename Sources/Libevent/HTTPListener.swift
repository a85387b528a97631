import CLibevent
import Glibc

/// Answers HTTP requests on one address (libevent's `evhttp`), for a few callers of one's own: figures, health.
///
/// 1. GET and HEAD are answered, one request a connection; any other method with 405, an unknown path with 404.
/// 2. A request's head may have 8 KiB and its body, which nobody reads, 4 KiB; more is answered with 400 or 413.
/// 3. A connection is closed once it is as old as `timeout`, however slowly its peer sends or reads.
/// 4. At most 16 connections are open; who wants in meanwhile waits in the backlog.
/// 5. The handler answers at once, on the loop, and must not close the listener.
public final class HTTPListener {
    /// What a request gets.
    public struct Response: Sendable {
        /// As 200; its phrase is libevent's.
        public var status: Int
        /// As `text/plain; charset=utf-8`.
        public var contentType: String
        public var body: [UInt8]

        public init(status: Int = 200, contentType: String = "text/plain; charset=utf-8", body: [UInt8]) {
            self.status = status
            self.contentType = contentType
            self.body = body
        }
    }

    /// Answers a path, without its query; nil: there is no such path. For HEAD the body is left out afterwards.
    public typealias Handler = (_ path: String) -> Response?

    public static let maximumConnections = 16
    private static let maximumHeadBytes = 8_192
    private static let maximumBodyBytes = 4_096
    /// What is read ahead of a connection that `evhttp` does not listen to any more.
    private static let maximumUnreadBytes = 32_768

    /// `evhttp` gives a connection away to nobody before its request is whole, and has no limit for their number. So each is watched
    /// by a second reference to its bufferevent, which is the one that closes the socket.
    private struct Connection {
        let bufferEvent: OpaquePointer
        let deadline: Instant
    }

    /// Where it listens; with the port that the kernel chose where 0 was asked for.
    public let address: SocketAddress

    private let loop: EventLoop
    private let timeout: Duration
    private let handler: Handler
    private var http: OpaquePointer?
    private var listener: OpaquePointer?
    private var connections: [Connection] = []
    private var sweepTimer: Timer?
    /// Of a Unix socket; ours to remove.
    private var file: SocketFile?

    /// Binds and listens.
    /// - Parameter timeout: the age at which a connection is closed, to an eighth more.
    /// - Throws: `LibeventError` of `socket`, `bind` or `listen`, with the address, or where memory is out.
    public convenience init(
        on loop: EventLoop, address: SocketAddress, timeout: Duration = .seconds(10), handler: @escaping Handler
    ) throws(LibeventError) {
        let descriptor = try Listener.bound(to: address, mode: 0o660, backlog: 64)
        try self.init(
            loop: loop, descriptor: descriptor, file: SocketFile(of: address), timeout: timeout, handler: handler)
    }

    /// Takes over a socket that listens already, of an older process. On failure it is closed. A Unix socket's file stays.
    /// - Throws: `LibeventError` where it is no socket of a kind that we know, or memory is out.
    public convenience init(
        on loop: EventLoop, adopting descriptor: Int32, timeout: Duration = .seconds(10), handler: @escaping Handler
    ) throws(LibeventError) {
        evutil_make_socket_nonblocking(descriptor)
        try self.init(loop: loop, descriptor: descriptor, file: nil, timeout: timeout, handler: handler)
    }

    private init(
        loop: EventLoop, descriptor: Int32, file: SocketFile?, timeout: Duration, handler: @escaping Handler
    ) throws(LibeventError) {
        self.loop = loop
        self.timeout = timeout
        self.handler = handler
        self.file = file
        do {
            address = try SocketAddress.local(of: descriptor)
        } catch {
            file?.remove()
            Glibc.close(descriptor)
            throw error
        }
        do {
            try serve(descriptor)
        } catch {
            close()
            throw error
        }
    }

    /// The listening socket, which stays ours.
    public var descriptor: Int32 { listener.map { evconnlistener_get_fd($0) } ?? -1 }

    /// A Unix socket's file is ours from now on, to be removed at the end; or somebody else's.
    public func ownFile(_ isOurs: Bool) {
        file = isOurs ? SocketFile(of: address) : nil
    }

    deinit {
        close()
    }

    /// Stops listening, and breaks the connections that there are.
    public func close() {
        sweepTimer = nil
        file?.remove()
        file = nil
        // It frees the listener too.
        if let http { evhttp_free(http) }
        http = nil
        listener = nil
        for connection in connections { release(connection) }
        connections = []
    }

    /// - Parameter descriptor: closed on failure.
    private func serve(_ descriptor: Int32) throws(LibeventError) {
        let flags = UInt32(LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC)
        listener = evconnlistener_new(loop.base, nil, nil, flags, 0, descriptor)
        guard let listener else {
            Glibc.close(descriptor)
            throw LibeventError("evconnlistener_new", subject: address.description)
        }
        http = evhttp_new(loop.base)
        guard let http, evhttp_bind_listener(http, listener) != nil else {
            evconnlistener_free(listener)
            throw LibeventError("evhttp_new", subject: address.description)
        }
        // `evhttp` has taken the listener's context for itself.
        evconnlistener_set_error_cb(listener, acceptFailed)
        let context = Unmanaged.passUnretained(self).toOpaque()
        evhttp_set_bevcb(http, connectionArrived, context)
        evhttp_set_gencb(http, requestArrived, context)
        // Those that we do not serve are ours to refuse, as `evhttp` would say 501.
        evhttp_set_allowed_methods(http, .max)
        evhttp_set_max_headers_size(http, HTTPListener.maximumHeadBytes)
        evhttp_set_max_body_size(http, HTTPListener.maximumBodyBytes)
        sweepTimer = try Timer(on: loop) { [unowned self] in self.sweep() }
        sweepTimer?.schedule(every: timeout / 8)
    }

    // MARK: - Connections

    /// Those that are open, or were at the last sweep.
    var openConnections: Int { connections.count }

    /// Makes the bufferevent of a connection that was accepted.
    fileprivate func admit() -> OpaquePointer? {
        sweep()
        let bufferEvent = bufferevent_socket_new(loop.base, -1, Int32(BEV_OPT_CLOSE_ON_FREE.rawValue))
        guard let bufferEvent else { return nil }
        bufferevent_incref(bufferEvent)
        bufferevent_setwatermark(bufferEvent, Int16(EV_READ), 0, HTTPListener.maximumUnreadBytes)
        connections.append(Connection(bufferEvent: bufferEvent, deadline: loop.now + timeout))
        if connections.count >= HTTPListener.maximumConnections { evconnlistener_disable(listener) }
        return bufferEvent
    }

    /// Lets go of the connections that `evhttp` is done with, breaks those that are too old, and takes others again.
    private func sweep() {
        let now = loop.now
        connections.removeAll { connection in
            if isDone(connection) {
                release(connection)
                return true
            }
            // `evhttp` sees that as the peer's doing, and frees it.
            if now >= connection.deadline { shutdown(bufferevent_getfd(connection.bufferEvent), Int32(SHUT_RDWR)) }
            return false
        }
        if connections.count < HTTPListener.maximumConnections { evconnlistener_enable(listener) }
    }

    /// `bufferevent_free`, which is how `evhttp` ends a connection, takes the callbacks away.
    private func isDone(_ connection: Connection) -> Bool {
        var conditionChanged: bufferevent_event_cb?
        bufferevent_getcb(connection.bufferEvent, nil, nil, &conditionChanged, nil)
        return conditionChanged == nil
    }

    private func release(_ connection: Connection) {
        // Unread input would turn the close into a reset, which may overtake the answer.
        var unread = [UInt8](repeating: 0, count: HTTPListener.maximumUnreadBytes)
        _ = recv(bufferevent_getfd(connection.bufferEvent), &unread, unread.count, Int32(MSG_DONTWAIT))
        bufferevent_decref(connection.bufferEvent)
    }

    // MARK: - Requests

    fileprivate func handle(_ request: OpaquePointer) {
        let method = evhttp_request_get_command(request)
        guard method == EVHTTP_REQ_GET || method == EVHTTP_REQ_HEAD else {
            evhttp_add_header(evhttp_request_get_output_headers(request), "Allow", "GET, HEAD")
            send(Response(status: 405, body: Array("only GET and HEAD\n".utf8)), to: request)
            // After a CONNECT `evhttp` never closes by itself: it is made to meet the end of the input.
            if method == EVHTTP_REQ_CONNECT { shutdown(bufferevent_getfd(bufferEvent(of: request)), Int32(SHUT_RD)) }
            return
        }
        let response = handler(path(of: request)) ?? Response(status: 404, body: Array("no such page\n".utf8))
        send(response, to: request, isHead: method == EVHTTP_REQ_HEAD)
    }

    private func path(of request: OpaquePointer) -> String {
        guard let path = evhttp_uri_get_path(evhttp_request_get_evhttp_uri(request)) else { return "" }
        return String(cString: path)
    }

    private func send(_ response: Response, to request: OpaquePointer, isHead: Bool = false) {
        // What an HTTP/1.0 peer says of keeping the connection would be answered beside what we say.
        while evhttp_remove_header(evhttp_request_get_input_headers(request), "Connection") == 0 {}
        let headers = evhttp_request_get_output_headers(request)
        evhttp_add_header(headers, "Connection", "close")
        evhttp_add_header(headers, "Content-Type", response.contentType)
        evhttp_add_header(headers, "Content-Length", String(response.body.count))
        let body = evbuffer_new()
        if !isHead { evbuffer_add(body, response.body, response.body.count) }
        evhttp_send_reply(request, Int32(response.status), nil, body)
        evbuffer_free(body)
        // Else `evhttp` goes on reading while the peer does not read, as much as it sends.
        bufferevent_disable(bufferEvent(of: request), Int16(EV_READ))
    }

    private func bufferEvent(of request: OpaquePointer) -> OpaquePointer? {
        evhttp_connection_get_bufferevent(evhttp_request_get_connection(request))
    }
}

private func connectionArrived(_ base: OpaquePointer?, _ context: UnsafeMutableRawPointer?) -> OpaquePointer? {
    guard let context else { return nil }
    return Unmanaged<HTTPListener>.fromOpaque(context).takeUnretainedValue().admit()
}

private func requestArrived(_ request: OpaquePointer?, _ context: UnsafeMutableRawPointer?) {
    guard let request, let context else { return }
    Unmanaged<HTTPListener>.fromOpaque(context).takeUnretainedValue().handle(request)
}

/// Without a descriptor left, accepting would fail again and again: it rests until the next sweep.
private func acceptFailed(_ listener: OpaquePointer?, _ context: UnsafeMutableRawPointer?) {
    evconnlistener_disable(listener)
}
