import ChatCore
import Cluster
import Handover
import Testing

@testable import ChatServer

@Suite("A cluster's snapshot")
struct ClusterSnapshotTests {
    /// What two nodes know who have read a log in which somebody is lost, and somebody talks.
    private func known() throws -> (hub: Hub, reader: LogReader) {
        let token = String(repeating: "0A", count: 32)
        let texts = [
            "P1 2 5 0 3\nup 1 7\narrive shown\ntoken 0/0 \(token)\n",
            "P1 3 9 0 4\nup 1 7\narrive shown c-abc\nrename 1/0 bob\nsay 1/0 #lobby message - :hello\n",
            "P1 2 5 1 1\nhold 0/0 \(token) 17 :lost\n", "P1 3 9 1 1\ntopic 1/0 #lobby :tea\n",
        ]
        let hub = Hub(lobby: RoomName("lobby"))
        hub.onProposed = { _ in }
        var reader = LogReader()
        var effects: [Effect] = []
        for (index, text) in texts.enumerated() {
            let message = LogMessage(
                sequence: UInt64(index + 1), time: 1_795_000_000_000_000, payload: Array(text.utf8))
            guard case .counts(let batch) = try reader.read(message) else { continue }
            for case .record(let record, _) in batch.changes {
                hub.settle(record, from: batch.writer.node, at: Moment(wall: batch.time, steady: 0), &effects)
            }
        }
        return (hub, reader)
    }

    @Test("has all that another node needs to go on")
    func roundTrip() throws {
        let (hub, reader) = try known()
        #expect(reader.lives.count == 2 && hub.losses == [1])
        let read = try ClusterSnapshot(ClusterSnapshot(of: hub.snapshot(), after: reader).bytes)
        #expect(read.reader == reader && read.hub == hub.snapshot().shared)
        let other = try Hub(restoring: read.hub, lobby: hub.lobby)
        #expect(other.digest == hub.digest && other.fullDigest == hub.digest && other.losses == [1])
    }

    @Test("that is cut is none, wherever that is")
    func cut() throws {
        let (hub, reader) = try known()
        let bytes = ClusterSnapshot(of: hub.snapshot(), after: reader).bytes
        for end in bytes.indices {
            #expect(throws: HandoverError.self, "at \(end)") { try ClusterSnapshot(Array(bytes[..<end])) }
        }
    }

    @Test("of a level that this version does not know is refused")
    func newer() throws {
        let (hub, reader) = try known()
        let newer = try #require(
            LogReader(
                at: reader.sequence, digest: reader.digest, level: Batch.highestLevel + 1, settings: 7,
                lives: reader.lives))
        let bytes = ClusterSnapshot(of: hub.snapshot(), after: newer).bytes
        #expect(throws: HandoverError.self) { try ClusterSnapshot(bytes) }
    }
}
