import Libevent
import NATS

/// A client of several servers of NATS, connected to one of them at a time, on an event loop.
///
/// 1. Where the connection ends, the next server is tried at once, and all again and again.
/// 2. What is sent while there is no connection is refused, and not kept: only who sends knows whether it is still of use later.
/// 3. Subscriptions outlive connections. What was sent meanwhile is lost to them.
/// 4. Each request is answered once: by an answer, or by a fault. Nothing is reported or answered from within a call.
///
/// Requests are in a file of their own.
package final class Client {
    package enum Event: Equatable {
        /// Subscriptions are in force at this server.
        case connected(ServerInfo)
        case disconnected(ConnectionFault)
        /// A server could not be connected to; another is tried, or the same one again.
        case failed(ConnectionFault, Endpoint)
        /// The server refuses something, mostly a subject that this user may not have: its words.
        case denied(String)
    }

    /// A subject that is listened to; it may be given back.
    package struct Subscription: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    private struct Listening {
        let subject: Subject
        /// Its number at the present server.
        var id: UInt64
        let handler: (Delivery) -> Void
    }

    package var onEvent: ((Event) -> Void)?
    /// What the server is that it is connected to; nil: it is to none.
    package private(set) var server: ServerInfo?
    /// Different in each run, so that nobody answers to what an earlier one asked.
    let run = String(UInt64.random(in: .min ... .max), radix: 36)
    package let loop: EventLoop
    let options: ClientOptions
    var pending: [UInt64: PendingRequest] = [:]
    var lastRequest: UInt64 = 0
    var requestTimer: Timer?

    private var link: ServerLink?
    private var rotation: ServerRotation?
    private var connectedAt = Instant(nanoseconds: 0)
    private var listenings: [UInt64: Listening] = [:]
    private var subscriptions: [UInt64: UInt64] = [:]
    /// Of subscriptions and their numbers at servers: none comes twice, as one of an old number would take its place.
    private var lastID: UInt64 = 0

    /// - Throws: `LibeventError` where memory is out.
    package init(on loop: EventLoop, _ options: ClientOptions) throws(LibeventError) {
        (self.loop, self.options) = (loop, options)
        requestTimer = try Timer(on: loop) { [weak self] in self?.expireRequests() }
        rotation = try ServerRotation(of: options, on: loop) { [weak self] attempt in self?.attempt(attempt) }
        _ = subscribe(to: inboxes) { [weak self] in self?.answered($0) }
    }

    /// Begins to connect.
    package func start() { rotation?.start() }

    /// Closes at once, for good. Requests are not answered any more.
    package func close() {
        onEvent = nil
        rotation = nil
        requestTimer = nil
        pending = [:]
        listenings = [:]
        server = nil
        link?.close()
        link = nil
    }

    // MARK: - Connecting

    private func attempt(_ attempt: ServerRotation.Attempt) {
        switch attempt {
        case .unresolved(let endpoint, let fault): failed(.unresolved(fault.description), endpoint)
        case .connect(let endpoint, let address):
            do {
                var name: String?
                if case .host(let host, _) = endpoint { name = host }
                let link = try ServerLink(on: loop, to: address, named: name, options)
                link.onEvent = { [weak self] event in self?.changed(event, endpoint) }
                self.link = link
            } catch {
                failed(.broken(error), endpoint)
            }
        }
    }

    private func failed(_ fault: ConnectionFault, _ endpoint: Endpoint) {
        link = nil
        rotation?.next(wasOfUse: false)
        onEvent?(.failed(fault, endpoint))
    }

    private func changed(_ event: ServerLink.Event, _ endpoint: Endpoint) {
        switch event {
        case .ready(let info): connected(info)
        case .delivery(let delivery):
            // One that was given back may still have something on its way.
            if let number = subscriptions[delivery.subscription] { listenings[number]?.handler(delivery) }
        case .leaving where options.servers.count > 1:
            link?.close()
            lost(.leaving)
        case .leaving: break
        case .denied(let words): onEvent?(.denied(words))
        case .ended(let fault): server == nil ? failed(fault, endpoint) : lost(fault)
        }
    }

    private func connected(_ info: ServerInfo) {
        server = info
        rotation?.connected()
        connectedAt = Instant.current()
        subscriptions = [:]
        for number in listenings.keys.sorted() { announce(number) }
        onEvent?(.connected(info))
    }

    private func lost(_ fault: ConnectionFault) {
        (link, server) = (nil, nil)
        // One that takes everybody and closes at once is not to be asked without end.
        rotation?.next(wasOfUse: Instant.current() - connectedAt >= options.timing.longestPause)
        failRequests()
        onEvent?(.disconnected(fault))
    }

    // MARK: - Publishing

    /// Sends a message. That it has arrived is told by nobody.
    /// - Parameters:
    ///   - subject: without wild cards.
    ///   - reply: where an answer is to go.
    /// - Throws: `SendingFault`; nothing was sent then.
    package func publish(
        to subject: Subject, reply: Subject? = nil, headers: Headers? = nil, _ payload: [UInt8]
    ) throws(SendingFault) {
        precondition(subject.isPlain && reply?.isPlain != false, "a message to a wild card")
        guard let link, let server else { throw .notConnected }
        guard payload.count + (headers?.bytes.count ?? 0) <= server.maximumPayload else {
            throw .tooLong(most: server.maximumPayload)
        }
        guard link.waiting <= options.mostWaiting else { throw .full }
        link.send(.publish(to: subject, reply: reply, headers: headers, payload))
    }

    // MARK: - Subscribing

    /// Listens to a subject, at each server to come as well. At other servers than the one that it is connected to, it is not in force at
    /// once.
    package func subscribe(to subject: Subject, _ handler: @escaping (Delivery) -> Void) -> Subscription {
        lastID += 1
        let number = lastID
        listenings[number] = Listening(subject: subject, id: 0, handler: handler)
        if server != nil { announce(number) }
        return Subscription(number: number)
    }

    /// Gives a subscription back. Its handler is not called any more.
    package func unsubscribe(_ subscription: Subscription) {
        guard let listening = listenings.removeValue(forKey: subscription.number) else { return }
        guard subscriptions.removeValue(forKey: listening.id) != nil else { return }
        link?.send(.unsubscribe(id: listening.id))
    }

    private func announce(_ number: UInt64) {
        guard let subject = listenings[number]?.subject else { return }
        lastID += 1
        listenings[number]?.id = lastID
        subscriptions[lastID] = number
        link?.send(.subscribe(subject, id: lastID))
    }
}
