import ChatCore
import Configuration
import Dialects
import Glibc
import Libevent
import Logging

/// What one process hands to the next, and the descriptors that its parts refer to.
public struct Handover {
    let state: HandoverState
    let descriptors: [Int32]
    /// What rooms kept before.
    var backlog = Backlog()

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

    /// Files that the old process had open for itself, by their paths, as `Upgrade.Program.files`; the caller's to close.
    public var files: [String: Int32] {
        var files: [String: Int32] = [:]
        for file in state.files where descriptors.indices.contains(file.descriptor) {
            files[file.path] = descriptors[file.descriptor]
        }
        return files
    }

    /// Looks whether a server could be made of it, but for its sockets.
    /// - Throws: `HandoverError` or `SnapshotError` where it contradicts itself.
    package func rehearse(_ configuration: Configuration) throws {
        try state.checkSessions(of: configuration.hub(restoring: state.hub))
    }
}

extension HandoverState {
    /// Each session is the hub's, and each of the hub's is here.
    func checkSessions(of hub: Hub) throws(HandoverError) {
        var unclaimed = Set(self.hub.sessions.map(\.id))
        for session in sessions {
            let form = LineForm(hub.view(of: session.id).rendering)
            guard unclaimed.remove(session.id) != nil, form.contains(.wire) == session.isWire else {
                throw HandoverError("session \(session.id) is not the hub's")
            }
        }
        guard unclaimed.isEmpty else { throw HandoverError("somebody in the hub has no session") }
    }
}

extension Configuration {
    /// A hub of these limits, that goes on from a snapshot if there is one.
    func hub(restoring snapshot: HubSnapshot?, after backlog: Backlog? = nil) throws(SnapshotError) -> Hub {
        guard let snapshot else { return Hub(lobby: rooms.lobby, limits: hubLimits) }
        return try Hub(restoring: snapshot, after: backlog, lobby: rooms.lobby, limits: hubLimits)
    }
}

extension Handover {
    /// As it goes over a channel.
    var messages: [HandoverChannel.Message] {
        HandoverChannel.messages(state.bytes, descriptors, then: .whole)
    }
}

/// The old process's side.
extension Server {
    /// What another process goes on with. It is true until the loop turns.
    /// - Parameters:
    ///   - known: up to which id of each room it knows already what was said.
    ///   - files: descriptors that go along, by the paths of their files.
    func handover(after known: [RoomName: EventID] = [:], with files: [String: Int32] = [:]) -> Handover {
        delivery.outboxes.hasten()
        endTurn()
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
        for (path, descriptor) in files {
            state.files.append(HandoverState.FileState(path: path, descriptor: descriptors.count))
            descriptors.append(descriptor)
        }
        for case let session? in sessions {
            var copy = session.state(withOutput: true)
            if copy.connection != nil, let descriptor = session.connection.socket {
                copy.descriptor = descriptors.count
                descriptors.append(descriptor)
            }
            state.sessions.append(copy)
        }
        state.sessions += departures.waiting.map(leftBehind)
        return Handover(state: state, descriptors: descriptors)
    }

    /// The same but for sockets, and for what waits for peers to read, for another process to try itself on.
    func rehearsal(after known: [RoomName: EventID]) -> Handover {
        var state = state(after: known)
        state.isRehearsal = true
        for case let session? in sessions { state.sessions.append(session.state(withOutput: false)) }
        state.sessions += departures.waiting.map(leftBehind)
        return Handover(state: state, descriptors: [])
    }

    /// One of whom others are still to be told that it left: that is the other process's to do.
    private func leftBehind(_ departure: Departure) -> SessionState {
        var state = SessionState(id: departure.id)
        state.isWire = LineForm(hub.view(of: departure.id).rendering).contains(.wire)
        return state
    }

    private func state(after known: [RoomName: EventID]) -> HandoverState {
        var state = HandoverState()
        state.pasts = UInt64(known.count)
        state.started = started.nanoseconds
        state.hub = hub.snapshot(after: known)
        return state
    }

    /// Another process has them all: this one tells those whom it could not hand over to come again, and ends.
    func handedOver() {
        stopTaking()
        loop.onTurnEnd = nil
        doors.forsake()
        admin.forsake()
        departures.finishAll()
        for case let session? in sessions {
            if session.connection.suspended(withOutput: false) != nil {
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
    /// - Throws: `HandoverError` where sessions and hub are not of each other, `LibeventError` where memory is out.
    func resume(_ handover: Handover) throws {
        try handover.state.checkSessions(of: hub)
        var taken: Set<Int> = []
        for state in handover.state.sessions {
            // For those too who are left behind: until each of them is told as gone, the others' going is told to them.
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
                maximumLineLength: configuration.limits.lineBytes, keepAliveSeconds: configuration.limits.pingSeconds)
            let session = try Session(resuming: state, connection: connection, server: self, now: loop.now)
            sessions.add(session)
            admission.enter(session.host)
        }
    }

    /// The old process has let go: what it handed over is served from now on.
    public func goOn() {
        doors.ownFiles(true)
        admin.ownFiles(true)
        for id in leftBehind { departures.enqueue(leftBehind: id) }
        leftBehind = []
        for id in hub.hiddenSessions { announcements.announceLater(id) }
        for case let session? in sessions { session.goOn() }
        log.notice("took over from an older process", metadata: ["sessions": "\(hub.sessionCount)"])
    }
}
