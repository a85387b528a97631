import ChatCore
import Dialects
import Framing
import Handover
import Libevent
import Logging

/// The old process's side.
extension Server {
    /// What another process goes on with. It is true until the loop turns.
    /// - Parameters:
    ///   - known: up to which id of each room it knows already what was said.
    ///   - files: descriptors that go along, by the paths of their files.
    func handover(after known: [RoomName: EventID] = [:], with files: [String: Int32] = [:]) -> Inheritance {
        delivery.outboxes.hasten()
        endTurn()
        departures.holdAll()
        var state = state(after: known)
        var descriptors: [Int32] = []
        func append(_ door: HandedDoor, isAdmin: Bool) {
            let first = descriptors.count
            descriptors += door.sockets
            state.doors.append(
                HandoverState.DoorState(
                    isAdmin: isAdmin, listen: door.listen, descriptors: Array(first..<descriptors.count)))
        }
        for door in doors.sockets { append(door, isAdmin: false) }
        if let door = admin.sockets { append(door, isAdmin: true) }
        if let keeper {
            state.store = StoreState(of: keeper, lock: descriptors.count)
            descriptors.append(keeper.lock.descriptor)
        }
        state.held = keeping.heldAnswers?.handed ?? []
        for (path, descriptor) in files {
            state.files.append(HandoverState.FileState(path: path, descriptor: descriptors.count))
            descriptors.append(descriptor)
        }
        let secrets = SecretFile()
        for case let session? in sessions {
            var copy = session.state(withOutput: true)
            if let pending = session.dialect.irc?.begunSASL?.pending { copy.keep(pending, in: secrets) }
            if copy.connection != nil, let descriptor = session.connection.socket {
                copy.descriptor = descriptors.count
                descriptors.append(descriptor)
            }
            state.sessions.append(copy)
        }
        state.sessions += departures.waiting.map(leftBehind)
        for (var newcomer, socket) in ircNewcomers.handOver(secrets) {
            newcomer.descriptor = descriptors.count
            descriptors.append(socket)
            state.ircNewcomers.append(newcomer)
        }
        if let descriptor = secrets.descriptor {
            state.secrets = descriptors.count
            descriptors.append(descriptor)
        }
        return Inheritance(state: state, descriptors: descriptors, secrets: secrets)
    }

    /// The same but for sockets, and for what waits for peers to read, for another process to try itself on.
    func rehearsal(after known: [RoomName: EventID]) -> Inheritance {
        var state = state(after: known)
        // Its facts are read by the other program once, to see whether it can.
        if let keeper { state.store = StoreState(of: keeper, lock: 0) }
        for case let session? in sessions { state.sessions.append(session.state(withOutput: false)) }
        state.sessions += departures.waiting.map(leftBehind)
        return Inheritance(state: state, descriptors: [])
    }

    /// Who may come back. It is as after a loss for those whose sessions can't be handed over.
    var returnsState: ReturnsState {
        var state = returns.state
        for case let session? in sessions
        where !session.canBeHandedOver && returns.mayReturn(session, after: .upgraded) {
            state.leftBehind.append(ReturnsState.Session(id: session.id, address: session.address))
        }
        return state
    }

    /// One of whom others are still to be told that it left: that is the other process's to do.
    private func leftBehind(_ departure: Departure) -> SessionState {
        var state = SessionState(id: departure.id)
        state.form = LineForm(hub.view(of: departure.id).rendering).subtracting(.framed)
        return state
    }

    private func state(after known: [RoomName: EventID]) -> HandoverState {
        var state = HandoverState()
        state.pasts = UInt64(known.count)
        state.started = started.nanoseconds
        state.cloakKey = cloaks.key.bytes
        state.hub = hub.snapshot(after: known)
        state.returns = returnsState
        state.roomMetadata = requests.irc?.roomMetadata ?? [:]
        state.ircPeople = requests.irc?.people.all(in: hub) ?? [:]
        return state
    }

    /// Another process has them all: this one tells those whom it could not hand over to come again, and ends.
    func handedOver() {
        ircNewcomers.handedOver()
        stopTaking(telling: .upgrading)
        keeper?.handedOver()
        loop.onTurnEnd = nil
        doors.forsake()
        admin.forsake()
        departures.finishAll()
        for case let session? in sessions {
            if session.canBeHandedOver {
                session.connection.close()
            } else {
                departures.dismiss(session, telling: .upgrading)
            }
        }
        stopWhenAllHaveLeft()
    }
}

/// The new process's side.
extension Server {
    /// Makes sessions of what was handed over; they read from `goOn` on.
    /// - Throws: `LibeventError` where memory is out.
    func resume(_ handover: Inheritance) throws {
        try keeping.resume(handover)
        returns.resume(handover.state.returns)
        returning = Dictionary(handover.state.returns.leftBehind.map { ($0.id, $0) }) { first, _ in first }
        var taken: Set<Int> = []
        for state in handover.state.sessions {
            // Those who are left behind need a slot too: until the hub forgets them, it delivers to them.
            sessions.open(state.id.slot)
            delivery.outboxes.open(state.id.slot)
            guard let suspended = state.connection else {
                leftBehind.append(state.id)
                continue
            }
            guard handover.descriptors.indices.contains(state.descriptor), taken.insert(state.descriptor).inserted
            else { throw HandoverError("session \(state.id) has no socket") }
            let connection = try LineConnection(
                on: loop, resuming: suspended, descriptor: handover.descriptors[state.descriptor],
                maximumLineLength: state.irc == nil ? configuration.limits.lineBytes : IRCNewcomers.lineBytes,
                keepAliveSeconds: configuration.limits.pingSeconds,
                outputUnitEnd: state.webSocket.map { _ in WebSocketInput.unitEnd })
            if state.irc != nil { connection.mostWithoutEnd = IRCNewcomers.bytesWithoutEnd }
            let session = try Session(resuming: state, connection: connection, server: self, now: loop.now)
            if let irc = state.irc { adopt(irc, of: state.id) }
            if let stage = state.irc?.sasl {
                let pending = try state.saslPending.map { place throws(HandoverError) in try handover.secret(at: place)
                }
                _ = session.dialect.irc?.sasl.resume(stage, pending)
            }
            sessions.add(session)
            admission.enter(session.host)
        }
        for state in handover.state.ircNewcomers {
            guard handover.descriptors.indices.contains(state.descriptor), taken.insert(state.descriptor).inserted
            else { throw HandoverError("a newcomer has no socket") }
            let account = state.account.flatMap { hub.account($0) }
            try ircNewcomers.resume(state, handover.descriptors[state.descriptor], as: account) {
                place throws(HandoverError) in
                try handover.secret(at: place)
            }
        }
        handover.closeSecrets()
        requests.irc?.roomMetadata = handover.state.roomMetadata
        for (person, entry) in handover.state.ircPeople where hub.isHere(person) {
            requests.irc?.people.add(entry, to: person)
        }
    }

    /// Older versions had what people tell of themselves with each of their clients.
    private func adopt(_ state: IRCDialect.State, of session: SessionID) {
        guard let person = hub.person(of: session) else { return }
        let entry = IRCPeople.Entry(metadata: state.metadata, isInvisible: state.modes.contains(.invisible))
        requests.irc?.people.add(entry, to: person)
    }

    /// What a session goes on to speak. The numbers of renderings are a process's own, so the hub is told anew.
    /// - Parameter opcode: of the frames that it is sent; nil: it is sent lines.
    func dialect(
        resuming state: SessionState, framed opcode: WebSocketFrame.Opcode?
    ) throws(HandoverError) -> Dialect {
        guard let irc = state.irc else { return Dialect(resuming: hub.view(of: state.id).rendering) }
        let dialect = IRCDialect(resuming: irc)
        dialect.opcode = opcode
        dialect.tally = metrics.ircRefusals
        guard let rendering = delivery.renderings.intern(dialect.readers) else {
            throw HandoverError("there are too many classes of readers")
        }
        dialect.rendering = rendering
        hub.setReading(of: state.id, to: Dialect.irc(dialect).reading)
        return .irc(dialect)
    }

    /// The old process has let go: what it handed over is served from now on.
    public func goOn() {
        keeping.start()
        doors.ownFiles(true)
        admin.ownFiles(true)
        for id in leftBehind { departures.enqueue(leftBehind: id, returning[id]) }
        (leftBehind, returning) = ([], [:])
        for id in hub.hiddenSessions { announcements.announceLater(id) }
        for case let session? in sessions { session.goOn() }
        ircNewcomers.goOn()
        log.notice("took over from an older process", metadata: ["sessions": "\(hub.sessionCount)"])
    }
}
