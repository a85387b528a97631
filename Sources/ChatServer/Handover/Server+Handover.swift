import ChatCore
import Glibc
import Libevent
import Logging

/// What one process hands to the next, and the descriptors that its parts refer to.
public struct Handover {
    let state: HandoverState
    let descriptors: [Int32]

    /// - Parameter isAdmin: where the administrator's pages are, and else where newcomers come.
    /// - Throws: `HandoverError` where a socket is missing.
    func doors(isAdmin: Bool = false) throws(HandoverError) -> [HandedDoor] {
        var doors: [HandedDoor] = []
        for door in state.doors where door.isAdmin == isAdmin {
            guard door.descriptors.allSatisfy(descriptors.indices.contains) else {
                throw HandoverError("\(door.listen) has no socket")
            }
            doors.append(HandedDoor(listen: door.listen, sockets: door.descriptors.map { descriptors[$0] }))
        }
        return doors
    }
}

extension Configuration {
    /// A hub of these limits, that goes on from a snapshot if there is one.
    func hub(restoring snapshot: HubSnapshot?) throws(SnapshotError) -> Hub {
        guard let snapshot else { return Hub(lobby: rooms.lobby, limits: hubLimits) }
        return try Hub(restoring: snapshot, lobby: rooms.lobby, limits: hubLimits)
    }
}

/// The old process's side.
extension Server {
    /// What another process goes on with. It is true until the loop turns.
    func handover() -> Handover {
        delivery.outboxes.hasten()
        endTurn()
        var state = HandoverState()
        var descriptors: [Int32] = []
        state.started = started.nanoseconds
        state.hub = hub.snapshot()
        func append(_ door: HandedDoor, isAdmin: Bool) {
            let first = descriptors.count
            descriptors += door.sockets
            state.doors.append(
                HandoverState.DoorState(
                    isAdmin: isAdmin, listen: door.listen, descriptors: Array(first..<descriptors.count)))
        }
        for door in doors.sockets { append(door, isAdmin: false) }
        if let door = admin.sockets { append(door, isAdmin: true) }
        for case let session? in sessions {
            var copy = session.state
            if copy.connection != nil, let descriptor = session.connection.socket {
                copy.descriptor = descriptors.count
                descriptors.append(descriptor)
            }
            state.sessions.append(copy)
        }
        return Handover(state: state, descriptors: descriptors)
    }

    /// Another process has them all: this one tells those whom it could not hand over to come again, and ends.
    func handedOver() {
        isDraining = true
        loop.onTurnEnd = nil
        doors.forsake()
        admin.forsake()
        gate.close()
        let words = "the server is being upgraded; reconnect now"
        for case let session? in sessions {
            if session.connection.suspended() != nil {
                session.connection.close()
            } else {
                refuse(session, Refusal(.shuttingDown, words), tag: .none)
                delivery.outboxes.flush(session.id.slot) { _, head, tail in session.connection.send(head, tail) }
                leave(session)
            }
        }
        finishDrain()
    }
}

/// The new process's side.
extension Server {
    /// Makes sessions of what was handed over; they read from `goOn` on.
    /// - Throws: `HandoverError` where sessions and hub are not of each other, `LibeventError` where memory is out.
    func resume(_ handover: Handover) throws {
        var unclaimed = Set(handover.state.hub.people.map(\.id))
        var taken: Set<Int> = []
        for state in handover.state.sessions {
            guard unclaimed.remove(state.id) != nil, hub.view(of: state.id).contains(.wire) == state.isWire else {
                throw HandoverError("session \(state.id) is not the hub's")
            }
            guard let suspended = state.connection else {
                leftBehind.append(state.id)
                continue
            }
            guard handover.descriptors.indices.contains(state.descriptor), taken.insert(state.descriptor).inserted
            else { throw HandoverError("session \(state.id) has no socket") }
            let connection = try LineConnection(
                on: loop, resuming: suspended, descriptor: handover.descriptors[state.descriptor],
                maximumLineLength: configuration.limits.lineBytes, keepAliveSeconds: configuration.limits.pingSeconds)
            let session = try Session(resuming: state, connection: connection, server: self, now: loop.now)
            while sessions.count <= Int(state.id.slot) { sessions.append(nil) }
            sessions[Int(state.id.slot)] = session
            admission.enter(session.host)
            delivery.outboxes.open(state.id.slot)
        }
        guard unclaimed.isEmpty else { throw HandoverError("somebody in the hub has no session") }
    }

    /// The old process has let go: what it handed over is served from now on.
    public func goOn() {
        doors.ownFiles(true)
        admin.ownFiles(true)
        for id in leftBehind {
            carryOut(for: Delivery.Asker(id: id, tag: .none, view: [])) {
                hub.disconnect(id, reason: "the server was upgraded", at: moment, &$0)
            }
        }
        leftBehind = []
        for case let session? in sessions { session.goOn() }
        log.notice("took over from an older process", metadata: ["sessions": "\(hub.sessionCount)"])
    }
}
