import Configuration
import Glibc
import Libevent
import Logging

/// One `[[listen]]`, and the sockets that stand for it: a name as localhost has several addresses.
final class Door {
    /// How newcomers are met here. A reload may change it.
    fileprivate(set) var listen: Configuration.Listen
    fileprivate(set) var listeners: [Listener] = []

    init(_ listen: Configuration.Listen) {
        self.listen = listen
    }
}

/// All places where newcomers are taken.
final class Doors {
    /// Called with each accepted socket, which is the callee's to close.
    var onAccept: ((Int32, SocketAddress, Door) -> Void)?

    private let loop: EventLoop
    private let log: Logger
    private let inherited: [InheritedSocket]
    private var doors: [Door] = []
    /// Sockets of an older process's doors, for the first `open`.
    private var handed: [HandedDoor]
    private var lastError: (error: LibeventError, time: Instant)?

    init(on loop: EventLoop, inherited: [InheritedSocket], handed: [HandedDoor] = [], log: Logger) {
        self.loop = loop
        self.inherited = inherited
        self.handed = handed
        self.log = log
    }

    /// Where newcomers are taken, with the ports that the kernel chose.
    var addresses: [SocketAddress] { doors.flatMap(\.listeners).map(\.address) }

    /// Tells which ports are for clients of IRC, in words; nil: none is.
    /// - Parameter isLocal: for somebody on this machine, who reaches its loopback addresses, too.
    func whereIRCIs(forLocal isLocal: Bool) -> String? {
        func port(tls: Bool) -> UInt16? {
            let listeners = doors.filter { $0.listen.spoken == .irc && $0.listen.tls == tls }.flatMap(\.listeners)
            return listeners.lazy.map(\.address).first { $0.port > 0 && (isLocal || $0.ip?.isLoopback == false) }?.port
        }
        return switch (port(tls: false), port(tls: true)) {
        case (let plain?, let secure?): "IRC is at port \(plain), and with TLS at \(secure)"
        case (let plain?, nil): "IRC is at port \(plain)"
        case (nil, let secure?): "IRC is at port \(secure), with TLS"
        case (nil, nil): nil
        }
    }

    /// Takes newcomers where the configuration wants it from now on, and nowhere else. What is open already stays open meanwhile.
    /// - Parameter addresses: what `endpoints(toOpen:)` stand for.
    /// - Throws: `LibeventError`, `ResolveError` or `ConfigurationError` of the first that can't be had; nothing is changed then.
    func open(_ wanted: [Configuration.Listen], at addresses: Addresses) throws {
        let (staying, old) = staying(wanted)
        var leaving = LeavingListeners(old.flatMap(\.listeners))
        var next: [(door: Door, listen: Configuration.Listen)] = []
        for (listen, door) in zip(wanted, staying) {
            next.append((try door ?? opened(listen, at: addresses, besides: wanted, insteadOf: &leaving), listen))
        }
        try changeModes(of: next)
        closeHanded()
        for listener in leaving.listeners { close(listener) }
        doors = next.map(\.door)
        for (door, listen) in next {
            door.listen = listen
            attend(door)
        }
        tellUnused(wanted)
    }

    /// The endpoints whose addresses `open` has to know.
    func endpoints(toOpen wanted: [Configuration.Listen]) -> [Endpoint] {
        zip(wanted, staying(wanted).staying).compactMap { listen, door in
            guard door == nil, case .endpoint(let endpoint) = listen.place else { return nil }
            return handed.contains { $0.listen == listen.description } ? nil : endpoint
        }
    }

    /// For each wanted `[[listen]]` the door that is open already, or nil; and the open doors that nobody wants any more.
    private func staying(_ wanted: [Configuration.Listen]) -> (staying: [Door?], leaving: [Door]) {
        var old = doors
        // Which sockets "systemd" stands for depends on the names that are given besides.
        let isRenamed = inheritedPlaces(wanted) != inheritedPlaces(doors.map(\.listen))
        let staying = wanted.map { listen in
            let mayStay = listen.place != .inherited(name: nil) || !isRenamed
            return mayStay ? old.firstIndex { $0.listen.place == listen.place }.map { old.remove(at: $0) } : nil
        }
        return (staying, old)
    }

    private func inheritedPlaces(_ listens: [Configuration.Listen]) -> Set<Configuration.Listen.Place> {
        Set(listens.map(\.place).filter { if case .inherited = $0 { true } else { false } })
    }

    /// Warns of sockets that a service manager bound and no `[[listen]]` names. They stay open, so who connects to one is not even refused.
    private func tellUnused(_ wanted: [Configuration.Listen]) {
        let places = inheritedPlaces(wanted)
        guard !places.contains(.inherited(name: nil)) else { return }
        for socket in inherited where !places.contains(.inherited(name: socket.name)) {
            log.warning(
                """
                a socket that the service manager handed over is not listened on, and who connects to it waits for ever: \
                take it out of the .socket unit, or listen on systemd:\(socket.name)
                """)
        }
    }

    /// Gives Unix sockets' files the permissions that are wanted now. If one can't be changed, none is.
    private func changeModes(of doors: [(door: Door, listen: Configuration.Listen)]) throws(LibeventError) {
        var changed: [Door] = []
        for (door, listen) in doors where listen.isUnix && door.listen.mode != listen.mode {
            do {
                for listener in door.listeners { try listener.change(mode: listen.mode) }
                changed.append(door)
            } catch {
                for door in changed {
                    for listener in door.listeners { try? listener.change(mode: door.listen.mode) }
                }
                throw error
            }
        }
    }

    /// Takes no more newcomers. The kernel refuses those who wait in a backlog.
    func close() {
        for listener in doors.flatMap(\.listeners) { close(listener) }
        doors = []
    }

    private func close(_ listener: Listener) {
        listener.close()
        log.notice("no longer listening on \(listener.address)")
    }

    private func opened(
        _ listen: Configuration.Listen, at addresses: Addresses, besides others: [Configuration.Listen],
        insteadOf leaving: inout LeavingListeners
    ) throws -> Door {
        let door = Door(listen)
        if let index = handed.firstIndex(where: { $0.listen == listen.description }) {
            door.listeners = try takeOver(handed.remove(at: index).sockets)
            return door
        }
        switch listen.place {
        case .endpoint(let endpoint):
            var isPortChosen = false
            if case .host(_, port: 0) = endpoint { isPortChosen = true }
            door.listeners = try listeners(
                on: addresses(endpoint), mode: listen.mode, sharingPort: isPortChosen, insteadOf: &leaving)
        case .inherited(let name):
            door.listeners = try adopt(sockets(named: name, besides: others))
        }
        return door
    }

    private func attend(_ door: Door) {
        for listener in door.listeners {
            if listener.onAccept == nil { log.notice("listening on \(listener.address)") }
            listener.onAccept = { [unowned self, unowned door] in self.onAccept?($0, $1, door) }
            listener.onError = { [unowned self] in self.acceptFailed($0) }
        }
    }

    /// Listens on those of a name's addresses that this machine has (localhost may be 127.0.0.1 and ::1).
    /// - Parameter sharingPort: the port that the kernel chooses for the first is that of the others.
    func listeners(
        on addresses: [SocketAddress], mode: UInt16 = 0o660, sharingPort: Bool,
        insteadOf leaving: inout LeavingListeners
    ) throws -> [Listener] {
        var listeners: [Listener] = []
        var lacking: LibeventError?
        for address in addresses {
            do {
                let address = sharingPort ? address.with(port: listeners.first?.address.port) : address
                listeners.append(try leaving.listener(on: loop, address, mode: mode))
            } catch let error as LibeventError {
                guard [EADDRNOTAVAIL, EAFNOSUPPORT].contains(error.code) else { throw error }
                lacking = lacking ?? error
                log.debug("not listening: \(error)")
            }
        }
        if listeners.isEmpty, let lacking { throw lacking }
        return listeners
    }

    // MARK: - Handing over

    /// The sockets by which newcomers come, to hand them over; they stay ours.
    var sockets: [HandedDoor] {
        doors.map { HandedDoor(listen: $0.listen.description, sockets: $0.listeners.map(\.descriptor)) }
    }

    /// Makes the files of Unix sockets this process's to remove, or another's. A service manager's sockets are never ours to remove.
    func ownFiles(_ areOurs: Bool) {
        for door in doors {
            guard case .endpoint(.path) = door.listen.place else { continue }
            for listener in door.listeners { listener.ownFile(areOurs) }
        }
    }

    /// Closes this process's ends of sockets that another process listens on.
    func forsake() {
        ownFiles(false)
        for listener in doors.flatMap(\.listeners) { listener.close() }
        doors = []
    }

    private func takeOver(_ sockets: [Int32]) throws(LibeventError) -> [Listener] {
        var listeners: [Listener] = []
        for (index, socket) in sockets.enumerated() {
            do {
                listeners.append(try Listener(on: loop, adopting: socket))
            } catch {
                for socket in sockets[(index + 1)...] { Glibc.close(socket) }
                throw error
            }
        }
        return listeners
    }

    /// Closes an older process's sockets that the configuration does not name any more.
    private func closeHanded() {
        for socket in handed.flatMap(\.sockets) { Glibc.close(socket) }
        handed = []
    }

    // MARK: - Inherited sockets

    private func sockets(
        named name: String?, besides others: [Configuration.Listen]
    ) throws(ConfigurationError) -> [InheritedSocket] {
        let found = inherited.filter { socket in
            if let name { return socket.name == name }
            return !others.contains { $0.place == .inherited(name: socket.name) }
        }
        guard found.isEmpty else { return found }
        let what = name.map { "a socket named \($0)" } ?? "a socket"
        throw ConfigurationError([
            "the service manager did not hand over \(what) (LISTEN_FDS); enable the .socket unit, or listen on an address"
        ])
    }

    private func adopt(_ sockets: [InheritedSocket]) throws(LibeventError) -> [Listener] {
        var listeners: [Listener] = []
        for socket in sockets {
            let descriptor = fcntl(socket.descriptor, F_DUPFD_CLOEXEC, 3)
            guard descriptor >= 0 else { throw LibeventError("dup", subject: "of the socket \(socket.name)") }
            listeners.append(try Listener(on: loop, adopting: descriptor))
        }
        return listeners
    }

    private func acceptFailed(_ error: LibeventError) {
        // While descriptors are out, this comes ten times a second.
        if let last = lastError, last.error == error, loop.now - last.time < FixedLimits.logPause { return }
        lastError = (error, loop.now)
        log.error("can't accept connections, trying again: \(error)")
    }
}
