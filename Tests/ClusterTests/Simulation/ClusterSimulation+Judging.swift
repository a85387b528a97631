@testable import ChatCore
@testable import Cluster

/// The end of the day.
extension ClusterSimulation {
    /// Nothing breaks any more: all come back, and all is answered.
    func settle() throws(Violation) {
        doing = "all is well again"
        log.isHealed = true
        for node in nodes { (node.pausedUntil, node.startsAt) = (0, 0) }
        var quiet = 0
        for _ in 0..<600 where quiet < 30 {
            step += 1
            let before = log.messages.count
            passTime()
            if let violation { throw violation }
            let isQuiet = nodes.allSatisfy { node in
                node.isHere && node.replica?.reader.sequence == UInt64(log.messages.count)
                    && node.clients.allSatisfy { $0.pending == nil && $0.session != nil && !$0.hasLeft }
                    && node.replica?.hub.losses.isEmpty == true && node.replaced.isEmpty
                    && node.absentees.isEmpty
            }
            quiet = isQuiet && log.messages.count == before ? quiet + 1 : 0
        }
        try demand(quiet >= 30, "what was asked is not answered")
        try checkPeople()
        for node in nodes {
            tally.resent += node.replica?.resent ?? 0
            tally.ignored += node.replica?.ignored ?? 0
        }
    }

    /// Whoever is known to be here is here by a session, somewhere.
    private func checkPeople() throws(Violation) {
        var here: Set<PersonID> = []
        for node in nodes {
            guard let hub = node.replica?.hub else { continue }
            for client in node.clients {
                guard let person = client.session.flatMap({ hub.person(of: $0) }) else {
                    throw Violation(description: "\(client.ticket) is nobody")
                }
                here.insert(person)
            }
        }
        for node in nodes {
            let known = Set(node.replica?.hub.snapshot().people.map(\.id) ?? [])
            try demand(
                known == here, "\(node.number) knows \(known.count) people, and \(here.count) are here")
        }
    }

    /// Reads all of the log at once, as a program of its own.
    func judge() throws(Violation) {
        let hub = Hub(lobby: RoomName("lobby"))
        hub.onProposed = { _ in }
        var reader = LogReader()
        var found: [(text: String, place: Checker.Place)] = []
        for message in log.messages {
            var effects: [Effect] = []
            guard case .counts(let batch)? = try? reader.read(message) else { continue }
            for change in batch.changes {
                switch change {
                case .record(let record, _):
                    let isSilenced = isSilenced(by: hub, record, at: batch.time)
                    let count = effects.count
                    hub.settle(record, from: batch.writer.node, at: Moment(wall: batch.time, steady: 0), &effects)
                    try demand(!isSilenced || effects.count == count, "somebody speaks who may not: \(record)")
                case .down(let gone): hub.lose(gone.node, reason: nil, at: batch.time, &effects)
                case .up, .level, .fact: break
                }
            }
            for case .deliver(let event, _, _) in effects {
                guard case .message(_, let text) = event.kind, let room = event.room else { continue }
                found.append((text.description, Checker.Place(room: room.key, id: event.id)))
            }
        }
        try demand(reader.sequence == UInt64(log.messages.count), "the log can't be read to its end")
        for node in nodes { try demand(node.replica?.hub.digest == hub.digest, "\(node.number) is of another mind") }
        try demand(hub.digest == hub.fullDigest, "the digest is not of all there is")
        try checker.judge(found, said: Array(allSaid.values))
    }

    /// Whether a record is a line of somebody whom ops have silenced in that room.
    private func isSilenced(by hub: Hub, _ record: Record, at time: Int64) -> Bool {
        guard case .say(let id, let named, _, _, _, _) = record, let person = hub.shared.people[id],
            let room = hub.shared.rooms.find(named), person.rank(in: room.id) < .voice, let rules = room.setRules
        else { return false }
        return rules.modes.contains(.moderated)
            || rules.strongestMask(withMutes: true, on: MaskIdentity(person), at: time) != nil
    }
}
