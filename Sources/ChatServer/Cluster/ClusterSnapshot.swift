import ChatCore
import Cluster
import Handover

/// What all nodes knew at a place of the log, as bytes, for a node that goes on from there in place of reading all that came before.
///
/// It has the sections of a live upgrade. Whoever keeps it sees to it that it is whole (`Snapshot` of the stream has its SHA-256).
package struct ClusterSnapshot: Hashable {
    package let hub: HubSnapshot
    /// What had been read then.
    package let reader: LogReader

    /// - Parameter hub: what this node knows; what is its own is left out.
    package init(of hub: HubSnapshot, after reader: LogReader) {
        (self.hub, self.reader) = (hub.shared, reader)
    }

    private static let sectionName = "cluster"

    package var bytes: [UInt8] { Sections.bytes(of: [clusterSection, hub.section]) }

    /// - Throws: `HandoverError` where the bytes are none, or a newer version's.
    package init(_ bytes: [UInt8]) throws(HandoverError) {
        let sections = try Sections(bytes, known: ["hub": 1, ClusterSnapshot.sectionName: 1])
        let hub = try sections.read("hub") { section, _ throws(HandoverError) in try HubSnapshot(&section) }
        let rest = try sections.read(ClusterSnapshot.sectionName) { section, _ throws(HandoverError) in
            try section.record { record throws(HandoverError) in
                let reader = try LogReader(&record)
                var shared = HubSnapshot()
                try shared.readNodes(&record)
                return (reader, shared)
            }
        }
        guard var hub, let (reader, nodes) = rest else { throw HandoverError("a cluster's snapshot lacks a part") }
        guard reader.level <= Batch.highestLevel else {
            throw HandoverError(
                "a cluster's snapshot is of level \(reader.level); install the version of the other nodes")
        }
        guard hub == hub.shared else { throw HandoverError("a cluster's snapshot has what is a node's own") }
        (hub.places, hub.tokens, hub.losses, hub.lastLoss) = (nodes.places, nodes.tokens, nodes.losses, nodes.lastLoss)
        (self.hub, self.reader) = (hub, reader)
    }

    private var clusterSection: Section {
        Section(ClusterSnapshot.sectionName, version: 1) { section in
            section.record { record in
                reader.write(to: &record)
                hub.writeNodes(to: &record)
            }
        }
    }
}

extension HubSnapshot {
    /// What there is only where several nodes are one chat.
    fileprivate func writeNodes(to record: inout RecordWriter) {
        record.records(places) { record, place in
            record.put(place.person)
            record.put(byte: place.node.value)
            record.put(place.sessions)
        }
        record.records(tokens) { record, token in
            record.put(token.token.bytes)
            record.put(token.person)
            record.put(byte: token.node.value)
        }
        record.records(losses) { record, loss in
            record.put(loss.number)
            record.put(loss.person)
            record.put(byte: loss.node.value)
            record.put(loss.isHeld)
            record.put(loss.token?.bytes) { $0.put($1) }
            record.put(loss.lastID)
            record.put(loss.reason) { $0.put($1) }
        }
        record.put(lastLoss)
    }

    fileprivate mutating func readNodes(_ record: inout RecordReader) throws(HandoverError) {
        places = try record.records { record throws(HandoverError) in
            Place(of: try record.personID(), at: try record.node(), sessions: try record.integer(Int.self))
        }
        tokens = try record.records { record throws(HandoverError) in
            Token(try record.token(), of: try record.personID(), at: try record.node())
        }
        losses = try record.records { record throws(HandoverError) in
            Loss(
                number: try record.number(), person: try record.personID(), node: try record.node(),
                isHeld: try record.flag(),
                token: try record.optional { reader throws(HandoverError) in try reader.token() },
                lastID: try record.signed(),
                reason: try record.optional { reader throws(HandoverError) in try reader.cleanText() })
        }
        lastLoss = try record.number()
    }
}

extension LogReader {
    fileprivate func write(to record: inout RecordWriter) {
        record.put(sequence)
        record.put(digest)
        record.put(level)
        record.put(settings)
        record.records(lives) { record, life in
            record.put(byte: life.incarnation.node.value)
            record.put(life.incarnation.number)
            record.put(life.isAlive)
            record.put(life.last)
            record.put(life.level)
        }
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        let (sequence, digest) = (try record.number(), try record.number())
        let (level, settings) = (try record.integer(Int.self), try record.number())
        let lives = try record.records { record throws(HandoverError) in
            LogReader.Life(
                of: Incarnation(try record.node(), try record.number()), isAlive: try record.flag(),
                last: try record.number(), level: try record.integer(Int.self))
        }
        guard
            let reader = LogReader(
                at: sequence, digest: digest, level: level, settings: settings, lives: lives)
        else { throw HandoverError("the nodes of a cluster's snapshot have no order") }
        self = reader
    }
}

extension RecordReader {
    fileprivate mutating func node() throws(HandoverError) -> NodeNumber {
        guard let node = NodeNumber(Int(try byte())) else { throw HandoverError("a node's number is none") }
        return node
    }

    fileprivate mutating func token() throws(HandoverError) -> TokenDigest {
        guard let token = TokenDigest(try text()) else { throw HandoverError("a token's digest is none") }
        return token
    }
}
