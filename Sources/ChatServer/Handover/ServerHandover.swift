import ChatCore
import Handover

/// What an upgrade asks of a server: first what each room kept, a room at a time, and then the rest. If the new process is broken, it
/// shows in the rehearsal, while nobody waits for it.
final class ServerHandover: Predecessor {
    private unowned let server: Server
    private var rooms: ArraySlice<RoomName>
    /// For each room, the id up to which the other process knows what was said.
    private(set) var known: [RoomName: EventID] = [:]
    /// Open until they were sent.
    private var secrets: SecretFile?

    init(of server: Server) {
        self.server = server
        rooms = server.hub.roomNames[...]
    }

    /// What is not there is not written, so that an older program can take over.
    var program: HandoverProgram {
        var program = HandoverProgram.partylined
        if server.keeper == nil { program = program.without("store") }
        if server.requests.irc?.roomMetadata.isEmpty ?? true {
            program = program.without(HandoverProgram.metadataSection)
        }
        if server.requests.irc?.people.isEmpty ?? true {
            program = program.without(HandoverProgram.peopleSection)
        }
        if !server.keeping.mayHoldAnswers { program = program.without("held") }
        if server.returnsState.isEmpty { program = program.without(ReturnsState.sectionName) }
        return program
    }

    func nextEarlyPart() -> HandoverPart? {
        while let room = rooms.popFirst() {
            // The room is gone since, or kept nothing.
            guard let past = server.hub.past(of: room), let last = past.said.last else { continue }
            known[room] = last.id
            return HandoverPart(.early, past.bytes)
        }
        return nil
    }

    func rehearsal() -> HandoverPart {
        HandoverPart(.rehearsal, server.rehearsal(after: known).state.bytes)
    }

    func whole(with files: [String: Int32]) -> HandoverPart {
        let all = server.handover(after: known, with: files)
        secrets = all.secrets
        return HandoverPart(.whole, all.state.bytes, all.descriptors)
    }

    /// What waits for peers to read.
    var bytesNotRehearsed: Int { server.sessions.pendingOutput }

    func suspend() {
        server.requests.suspend()
        server.keeper?.queue.pause()
    }

    func resume() {
        server.requests.resume()
        server.ircNewcomers.askAnew()
        server.keeper?.queue.resume()
    }

    func handedOver() { server.handedOver() }
}
