import ChatCore
import Testing

@testable import Cluster

@Suite("A reader of the log")
struct LogReaderTests {
    private let first: Incarnation
    private let second: Incarnation

    init() throws {
        first = Incarnation(try node(1), 10)
        second = Incarnation(try node(2), 10)
    }

    /// Both nodes are up.
    private func reader() throws -> LogReader {
        var reader = LogReader()
        _ = try reader.next(try batch(first, 0, "up 1 9"))
        _ = try reader.next(try batch(second, 0, "up 1 9"))
        return reader
    }

    private func counts(_ outcome: LogReader.Outcome) -> [LogReader.Change]? {
        if case .counts(let accepted) = outcome { accepted.changes } else { nil }
    }

    @Test("takes what is next of a life that goes on, and nothing else")
    func next() throws {
        var reader = try reader()
        let announce = LogReader.Change.record(try Record.read(bareLine: "announce 3/0"), index: 0)
        #expect(counts(try reader.next(try batch(first, 1, "announce 3/0"))) == [announce])
        #expect(try reader.next(try batch(first, 1, "announce 3/0")) == .ignored(.duplicate(first)))
        #expect(try reader.next(try batch(first, 0, "up 1 9")) == .ignored(.duplicate(first)))
        #expect(try reader.next(try batch(first, 3, "announce 3/0")) == .ignored(.gap(first)))
        #expect(counts(try reader.next(try batch(second, 1, "announce 3/0"))) == [announce])
        #expect(counts(try reader.next(try batch(first, 2, "announce 3/0"))) == [announce])
        #expect(counts(try reader.next(try batch(first, 3, "announce 3/0"))) == [announce])
    }

    @Test("takes nothing of a life that has ended, or never began")
    func fenced() throws {
        var reader = try reader()
        #expect(counts(try reader.next(try batch(second, 1, "down 1 10"))) == [.down(first)])
        #expect(try reader.next(try batch(first, 1, "announce 3/0")) == .ignored(.fenced(first)))
        #expect(try reader.next(try batch(first, 0, "up 1 9")) == .ignored(.fenced(first)))
        let later = Incarnation(first.node, 11)
        #expect(try reader.next(try batch(later, 4, "announce 3/0")) == .ignored(.gap(later)))
        #expect(counts(try reader.next(try batch(later, 0, "up 1 9"))) == [.up(later)])
        #expect(counts(try reader.next(try batch(second, 2, "down 1 10"))) == [])
        #expect(reader.isAlive(later) && !reader.isAlive(first))
    }

    @Test("a life that its node did not end ends by its next one")
    func comesBack() throws {
        var reader = try reader()
        let later = Incarnation(first.node, 11)
        #expect(counts(try reader.next(try batch(later, 0, "up 1 9"))) == [.down(first), .up(later)])
        #expect(try reader.next(try batch(first, 1, "announce 3/0")) == .ignored(.fenced(first)))
    }

    @Test("nothing counts behind a node's own going")
    func ownDown() throws {
        var reader = try reader()
        #expect(counts(try reader.next(try batch(first, 1, "down 1 10", "announce 3/0"))) == [.down(first)])
    }

    @Test("a node with other settings, or that can do too little, does not come up")
    func unfit() throws {
        var reader = LogReader()
        _ = try reader.next(try batch(first, 0, "up 2 9"))
        #expect(try reader.next(try batch(second, 0, "up 2 8")) == .ignored(.otherSettings(second)))
        #expect(counts(try reader.next(try batch(first, 1, "level 2"))) == [.level(2)])
        #expect(try reader.next(try batch(second, 0, "up 1 9")) == .ignored(.tooOld(second)))
        #expect(counts(try reader.next(try batch(second, 0, "up 2 9"))) == [.up(second)])
        #expect(counts(try reader.next(try batch(first, 2, "level 3"))) == [])
        // Nobody is here who would have others.
        _ = try reader.next(try batch(first, 3, "down 2 10", "down 1 10"))
        let later = Incarnation(second.node, 11)
        #expect(counts(try reader.next(try batch(later, 0, "up 2 8"))) == [.up(later)])
    }

    @Test("what is no batch is ignored by all alike, and what is newer stops it")
    func foreign() throws {
        var reader = try reader()
        guard case .ignored(.malformed) = try reader.next("hello") else {
            Issue.record("it was taken")
            return
        }
        let before = reader
        #expect(throws: LogFault.self) { try reader.next("P2 1 10 1 1\nsomething new\n") }
        #expect(reader == before)
    }

    @Test("sequences that are missing, or were read, stop it where it was")
    func sequences() throws {
        var reader = try reader()
        let payload = Array(try batch(first, 1, "announce 3/0").text.utf8)
        let before = reader
        #expect(throws: LogFault.gap(after: 2, before: 4)) {
            try reader.read(LogMessage(sequence: 4, time: 7, payload: payload))
        }
        #expect(throws: LogFault.old(2)) { try reader.read(LogMessage(sequence: 2, time: 7, payload: payload)) }
        #expect(reader == before)
    }

    @Test("the digest is of each payload and each sequence")
    func digest() throws {
        var (one, other) = (try reader(), try reader())
        #expect(one.digest == other.digest)
        _ = try one.next("x")
        _ = try other.next("y")
        #expect(one.digest != other.digest)
        _ = try one.next("z")
        _ = try other.next("z")
        #expect(one.digest != other.digest)
    }
}
