import ChatCore
import Configuration
import Libevent
import Logging
import SQLite
import Store
import TestSupport
import Testing

@testable import ChatServer

/// A node's file is a projection of the log, wherever its node begins to read.
@Suite("The file of a node")
struct NodeStoreTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func configuration(_ name: String) -> Configuration {
        var configuration = Configuration()
        configuration.limits.messagesPerSecond = 0
        configuration.store.path = folder.file(name)
        configuration.store.commitMilliseconds = 0
        configuration.accounts.registerAfterSeconds = 0
        (configuration.accounts.hashMemory, configuration.accounts.hashPasses) = (19, 1)
        configuration.accounts.operators = [Nick("ann")].compactMap { $0 }
        configuration.history.privateMessages = .accounts
        return configuration
    }

    /// A single server with the store `first`, as long as its process would be there.
    private func single(_ talk: (Served) throws -> Void) throws {
        let served = try Served {
            $0 = configuration("first")
            $0.listen = [Configuration.Listen(.host("127.0.0.1", port: 0))]
        }
        try served.server.openStore()
        try talk(served)
        try served.drain()
        served.server.finishStore()
    }

    /// Is here as long as what is returned is.
    @discardableResult
    private func program(_ lines: [String], of served: Served) throws -> RawPeer {
        let peer = try served.join()
        peer.send("/wire 1\n")
        for (number, line) in lines.enumerated() {
            let tag = "t\(number)"
            peer.send("@\(tag) \(line)\n")
            func answer() -> Substring? {
                peer.lines.first { $0 == "OK \(tag)" || $0.hasPrefix("OK \(tag) ") || $0.hasPrefix("ERR \(tag) ") }
            }
            try served.run { answer() != nil || peer.isAtEnd }
            #expect(answer()?.hasPrefix("OK") == true, "\(line): \(answer() ?? "nothing")")
        }
        return peer
    }

    /// What all know, and how accounts log in.
    private typealias Beginning = (snapshot: HubSnapshot, logins: [UInt8])

    /// What a cluster begins with that goes on from `first`.
    /// - Parameter lines: memory has no more of a room.
    private func begin(remembering lines: Int = .max) throws -> Beginning {
        let beginning = try ClusterBeginning(of: configuration("first"))
        var snapshot = beginning.snapshot
        for index in snapshot.rooms.indices where snapshot.rooms[index].said.count > lines {
            let said = Array(snapshot.rooms[index].said.suffix(lines))
            snapshot.rooms[index].floor = said[0].id - 1
            (snapshot.rooms[index].said, snapshot.rooms[index].hasForgotten) = (said, true)
        }
        return (snapshot, beginning.logins)
    }

    private func keeper(from beginning: Beginning, at sequence: UInt64, _ name: String = "second") throws -> Keeper {
        let configuration = configuration(name)
        return try Keeper(
            configuration, of: configuration.hub(restoring: beginning.snapshot), continuing: nil, lock: nil,
            following: Followed.Place(sequence: sequence, logins: beginning.logins), on: EventLoop(),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// A node begins there, and its file gets all that is to be in it.
    private func fill(from beginning: Beginning, at sequence: UInt64, _ name: String = "second") throws {
        let keeper = try keeper(from: beginning, at: sequence, name)
        try keeper.start()
        keeper.finish()
    }

    /// What a server knows that starts with a file, but for its own order of rooms and the ids of what the other never had.
    private func known(_ name: String) throws -> HubSnapshot {
        var snapshot = try ClusterBeginning(of: configuration(name)).snapshot
        snapshot.rooms.sort { $0.name.text < $1.name.text }
        for index in snapshot.rooms.indices {
            let room = snapshot.rooms[index]
            snapshot.rooms[index] = HubSnapshot.Room(id: RoomID(index: 0), name: room.name, lastID: 0, floor: 0)
            snapshot.rooms[index].said = room.said
            (snapshot.rooms[index].topic, snapshot.rooms[index].rules) = (room.topic, room.rules)
        }
        (snapshot.lastID, snapshot.lastTime, snapshot.freeRooms) = (0, 0, [])
        return snapshot
    }

    private func expectAlike() throws {
        #expect(try known("first") == known("second"))
        let (first, second) = (try StoredLogins(of: folder.file("first")), try StoredLogins(of: folder.file("second")))
        #expect(first == second)
    }

    private func beginATown() throws {
        try single { served in
            let ann = try program(
                [
                    "/nick ann", "/register correct horse", "/token add bot", "/reserve annie", "/join #tea",
                    "/registerroom",
                    "/topic leaves", "one", "two", "/ban nick:spam*", "/join #hall", "/registerroom", "/join #lobby",
                    "/serverban host:c-aaaaaaaaaaaaa", "hello",
                ], of: served)
            try program(["/nick bob", "/register battery staple", "/join #tea", "three", "/ignore ann"], of: served)
            try program(["/nick cid", "/register purple monkey"], of: served)
            withExtendedLifetime(ann) {}
        }
    }

    private func goOn() throws {
        try single { served in
            let ann = try program(
                [
                    "/login ann correct horse", "/token del bot", "/token add other", "/release annie", "/join #tea",
                    "/unban nick:spam*", "/ban nick:worse*", "/topic cakes", "/serverunban host:c-aaaaaaaaaaaaa",
                    "/join #new", "/registerroom", "/msg bob come back", "/join #tea",
                ] + (1...12).map { "line \($0)" }, of: served)
            try rename("hall", to: "yard", at: served.server.hub)
            try program(["/login cid purple monkey", "/forget purple monkey"], of: served)
            withExtendedLifetime(ann) {}
        }
    }

    private func rename(_ old: String, to new: String, at hub: Hub) throws {
        let ann = try #require(Nick("ann").flatMap { hub.sessions(of: $0).first })
        let (old, new) = (try #require(RoomName(old)), try #require(RoomName(new)))
        var effects: [Effect] = []
        hub.perform(
            .moderate(old, .rename(new, reason: nil)), by: ann, at: Moment(wall: hub.lastTime + 1, steady: 1), &effects)
        #expect(effects.contains(.done(.roomRenamed(from: old, new))))
    }

    @Test("a file with nothing in it gets all that a single server's has, and that one goes on as a node's")
    func beginning() throws {
        try withWatchdog {
            try beginATown()
            let beginning = try begin()
            #expect(beginning.snapshot.accounts.count == 3)
            #expect(beginning.snapshot.sessions.isEmpty && beginning.snapshot.people.isEmpty)
            #expect(throws: StoreError.notOfCluster(path: folder.file("first"))) {
                try fill(from: beginning, at: 7, "first")
            }
            try ClusterBeginning(of: configuration("first")).adopt(at: 7)
            try fill(from: beginning, at: 7)
            try expectAlike()
            // Neither has anything to write.
            for name in ["first", "second"] {
                let keeper = try keeper(from: beginning, at: 7, name)
                #expect(keeper.filled == 7)
                #expect(keeper.lastFact == 0, "\(name)")
            }
        }
    }

    @Test("a file that is older than what its node begins with gets the difference, whatever a crash leaves of that")
    func newer() throws {
        try withWatchdog {
            try beginATown()
            try fill(from: begin(), at: 7)
            try goOn()
            let later = try begin()
            let facts = try pending(of: keeper(from: later, at: 9))
            #expect(facts.count > 20)
            for count in [1, facts.count / 3, facts.count / 2, facts.count - 1] {
                try write(facts.prefix(count))
                let keeper = try keeper(from: later, at: 9)
                #expect(keeper.filled == 7)
                #expect(try pending(of: keeper).last == Followed.Mark(sequence: 9, lastID: later.snapshot.lastID).fact)
            }
            try fill(from: later, at: 9)
            try expectAlike()
            #expect(try keeper(from: later, at: 9).filled == 9)
        }
    }

    @Test("what no memory has any more is a hole that the file knows of")
    func holes() throws {
        try withWatchdog {
            try beginATown()
            let tea = try #require(RoomName("tea"))
            try fill(from: begin(), at: 7)
            try goOn()
            let later = try begin(remembering: 5)
            try fill(from: later, at: 9)
            let keeper = try keeper(from: later, at: 9)
            let number = try #require(keeper.number(of: tea))
            let old = try #require(later.snapshot.rooms.first { $0.name == tea })
            #expect(keeper.holes.areThere(in: number, after: 0))
            #expect(keeper.holes.areThere(in: number, after: old.floor - 1))
            #expect(!keeper.holes.areThere(in: number, after: old.floor))
            #expect(try messages("second", of: number) == ["one", "two", "three"] + (8...12).map { "line \($0)" })
        }
    }

    @Test("what is read again of the log is written once")
    func again() throws {
        try withWatchdog {
            try beginATown()
            let beginning = try begin()
            try fill(from: beginning, at: 7)
            let ann = try #require(Nick("ann"))
            for round in 1...2 {
                let keeper = try keeper(from: beginning, at: 7)
                #expect(keeper.filled == (round == 1 ? 7 : 9))
                try keeper.start()
                for sequence in UInt64(8)...9 {
                    keeper.follow(to: sequence)
                    #expect(keeper.isReplaying == (round == 2))
                    // At another time, so that it would be there twice.
                    keeper.keep(
                        AuditEntry(
                            time: Keeper.clock(), by: ann, account: nil, what: "again",
                            room: nil, subject: "", reason: nil))
                    keeper.flush()
                }
                keeper.finish()
            }
            let entries = try Database(path: folder.file("second"), .readOnly).number(
                "SELECT count(*) FROM audit WHERE what = 'again'")
            #expect(entries == 2)
        }
    }

    /// What a keeper would write.
    private func pending(of keeper: Keeper) throws -> [Fact] {
        keeper.flush()
        return try Fact.all(in: keeper.queue.uncommitted.bytes)
    }

    private func write(_ facts: ArraySlice<Fact>) throws {
        var batch = FactBatch()
        for fact in facts { batch.append(fact) }
        try StoreFile.write(batch, to: folder.file("second"), clock: Keeper.clock)
    }

    private func messages(_ name: String, of room: Int64) throws -> [String] {
        var texts: [String] = []
        try StoredState.newest(1_000, of: folder.file(name)) { kept in
            if kept.room == room { texts.append(String(decoding: kept.message.text, as: UTF8.self)) }
            return true
        }
        return texts.reversed()
    }
}
