import ChatCore
import Configuration
import Glibc
import Libevent
import SQLite
import Store
import TestSupport
import Testing

@testable import ChatServer

/// What is said in the lobby outlives the process, and memory.
@Suite struct KeeperTests {
    private let folder: TestFolder
    private let path: String

    init() throws {
        folder = try TestFolder()
        path = folder.file("partyline.db")
    }

    /// A server with the store, whose room keeps so many in memory.
    private func served(
        keeping events: Int = 1_000, _ change: (inout Configuration) -> Void = { _ in }
    ) throws -> Served {
        let served = try Served {
            $0.limits.messagesPerSecond = 0
            $0.store.path = path
            $0.store.commitMilliseconds = 0
            // What the tests say is of today.
            change(&$0)
        }
        served.server.hub.limits.historyEvents = events
        try served.server.openStore()
        return served
    }

    private func end(_ served: Served) throws {
        try served.drain()
        served.server.finishStore()
    }

    private func kept() throws -> Int64 {
        try Database(path: path, .readOnly).number("SELECT count(*) FROM message") ?? 0
    }

    private func awaitCommits(_ served: Served) throws {
        let keeper = try #require(served.server.keeper)
        try served.run { keeper.queue.figures.bytes == 0 && keeper.figures.bytes == 0 }
    }

    @Test func whatWasSaidIsThereAfterARestart() throws {
        var last: Int64 = 0
        do {
            let served = try served()
            let peer = try served.join()
            peer.send(
                "/nick ann\nfirst\n/me waves\n/topic cakes\n/wire 1\n@a second\n@b /join tea\n@c /msg #tea nobody keeps this\n@d /ping x\n"
            )
            try served.run { peer.text.contains("OK d") }
            last = try #require(
                peer.lines.first { $0.hasPrefix("OK a id=") }.flatMap {
                    Int64($0.split(separator: " ")[2].dropFirst(3))
                })
            try end(served)
        }
        #expect(try kept() == 3)
        let served = try served()
        let peer = try served.join()
        try served.run { peer.text.contains("second") }
        #expect(peer.text.contains("<ann> first") && peer.text.contains("* ann waves"))
        #expect(peer.text.contains("the topic of #lobby is: cakes"))
        // Ids go on.
        peer.send("/wire 1\n@a third\n@b /history since=\(last)\n@c /history since=1\n")
        try served.run { peer.text.contains("OK c") }
        let ids = peer.lines.filter { $0.hasPrefix("ROW b MSG ") }.compactMap { Int64($0.split(separator: " ")[3]) }
        #expect(ids.count == 1 && ids[0] > last)
        #expect(peer.text.contains("OK c room=#lobby count=4"))
        try end(served)
    }

    /// The clock was set back meanwhile: ids grow all the same.
    @Test func idsGrowWhateverTheClockSays() throws {
        try StoreFile.prepare(path)
        let ahead: Int64 = 1 << 60
        do {
            let queue = try #require(StoreQueue(capacity: 65_536))
            var batch = FactBatch()
            batch.append(.room(Fact.Room(number: 1, name: "#lobby", created: 1)))
            batch.append(
                room: 1, id: ahead, time: ahead, account: nil, kind: .message, nick: "ann", text: Array("later".utf8))
            _ = queue.put(batch)
            let writer = try WriterThread(
                path: path, queue: queue, settings: StoreSettings(), clock: { 5 }, report: { _ in })
            #expect(writer.finish(atMost: Int32(10_000 * patience)))
        }
        let served = try served()
        let peer = try served.join()
        peer.send("/wire 1\n@a now\n@b /history\n")
        try served.run { peer.text.contains("OK b") }
        #expect(peer.text.contains("OK a id=\(ahead + 1)"))
        #expect(peer.lines.filter { $0.hasPrefix("ROW b") }.count == 2)
    }

    @Test func historyGoesOnBehindMemory() throws {
        let served = try served(keeping: 5)
        let peer = try served.join()
        peer.send("/wire 1\n" + (1...40).map { "@s\($0) line\($0)\n" }.joined())
        try served.run { peer.text.contains("OK s40") }
        try awaitCommits(served)
        let ids = peer.lines.compactMap { line -> String? in
            let words = line.split(separator: " ")
            return line.hasPrefix("OK s") ? String(words[2].dropFirst(3)) : nil
        }
        func ask(_ tag: String, _ arguments: String) throws -> (rows: [Int], end: String) {
            peer.send("@\(tag) /history \(arguments)\n")
            try served.run { peer.lines.contains { $0.hasPrefix("OK \(tag) ") || $0.hasPrefix("ERR \(tag) ") } }
            let rows = peer.lines.filter { $0.hasPrefix("ROW \(tag) MSG") }.compactMap { row in
                row.split(separator: "line").last.flatMap { Int($0) }
            }
            return (rows, String(peer.lines.last { $0.hasPrefix("OK \(tag) ") || $0.hasPrefix("ERR \(tag) ") } ?? ""))
        }
        // What memory has, and what it has all but one of.
        #expect(try ask("a", "5") == (Array(36...40), "OK a room=#lobby count=5 more=1"))
        #expect(try ask("a1", "4") == (Array(37...40), "OK a1 room=#lobby count=4 more=1"))
        #expect(try ask("a2", "10 around=\(ids[39])") == (Array(36...40), "OK a2 room=#lobby count=5 more=1"))
        // What it has not.
        #expect(try ask("b", "") == (Array(21...40), "OK b room=#lobby count=20 more=1"))
        #expect(try ask("c", "100") == (Array(1...40), "OK c room=#lobby count=40"))
        #expect(try ask("d", "3 before=\(ids[9])") == (Array(7...9), "OK d room=#lobby count=3 more=1"))
        #expect(try ask("e", "100 since=\(ids[29])") == (Array(31...40), "OK e room=#lobby count=10"))
        #expect(try ask("f", "4 since=\(ids[29])") == (Array(31...34), "OK f room=#lobby count=4 more=1"))
        #expect(try ask("g", "100 since=\(ids[29]) before=\(ids[33])") == (Array(31...33), "OK g room=#lobby count=3"))
        #expect(try ask("h", "100 since=0").end == "OK h room=#lobby count=40 gap=1")
        #expect(try ask("i", "nowhere").end.hasPrefix("ERR i"))
        // On both sides of one: in the file, across both, in memory, before all and behind all.
        #expect(try ask("j", "4 around=\(ids[9])") == (Array(9...12), "OK j room=#lobby count=4 more=1"))
        #expect(try ask("k", "7 around=\(ids[34])") == (Array(32...38), "OK k room=#lobby count=7 more=1"))
        #expect(try ask("l", "1 around=\(ids[9])") == ([10], "OK l room=#lobby count=1 more=1"))
        #expect(try ask("m", "4 around=\(ids[38])") == (Array(38...40), "OK m room=#lobby count=3 more=1"))
        #expect(try ask("n", "around=\(ids[1])") == (Array(1...12), "OK n room=#lobby count=12 more=1"))
        #expect(try ask("o", "100 around=\(ids[34])") == (Array(1...40), "OK o room=#lobby count=40"))
        #expect(try ask("p", "4 around=0") == (Array(1...2), "OK p room=#lobby count=2 gap=1 more=1"))
        #expect(try ask("q", "2 around=\(Int64.max)") == ([40], "OK q room=#lobby count=1 more=1"))
        #expect(try ask("r", "around=1 before=2").end.hasPrefix("ERR r usage"))
        // Whom one ignores is not in it.
        let other = try served.join()
        other.send("/ignore guest1\n/history 30\n/ping done\n")
        try served.run { other.text.contains("pong done") }
        #expect(!other.text.contains("line12"))
        // People read it as ever.
        let third = try served.join()
        third.send("/history 30\n/ping done\n")
        try served.run { third.text.contains("pong done") }
        #expect(third.text.contains("<guest1> line12"))
        try end(served)
    }

    @Test func whatIsKeptIsFound() throws {
        let served = try served()
        let peer = try served.join()
        peer.send("/nick ann\nthe kettle is on\n/me fills the kettle\nno tea\n")
        let other = try served.join()
        other.send("/nick bob\nkettle drums\n/wire 1\n" + (1...25).map { "@s\($0) cake \($0)\n" }.joined())
        try served.run { other.text.contains("OK s25") }
        try awaitCommits(served)
        func ask(_ tag: String, _ words: String) throws -> [Substring] {
            other.send("@\(tag) /search \(words)\n")
            try served.run { other.lines.contains { $0.hasPrefix("OK \(tag) ") || $0.hasPrefix("ERR \(tag) ") } }
            return other.lines.filter { $0.split(separator: " ").prefix(2).last == tag[...] }
        }
        // The index comes behind the commits, and nothing tells of that: it is asked for again and again.
        var found: [Substring] = []
        for attempt in 0..<100 * patience where found.count < 4 {
            found = try ask("a\(attempt)", "kettle")
            if found.count < 4 { usleep(50_000) }
        }
        try #require(found.count == 4, "\(found)")
        #expect(
            found.dropLast().map { $0.split(separator: ":").last } == [
                "kettle drums", "fills the kettle", "the kettle is on",
            ])
        #expect(found[3].hasSuffix(" count=3"))
        #expect(found[0].contains(" #lobby bob :kettle drums"))
        #expect(try ask("b", "kettle from:ann -fills").count == 2)
        #expect(try ask("c", "\"kettle is\"").count == 2)
        #expect(try ask("d", "kettle after:2999-01-01") == ["OK d count=0"])
        #expect(try ask("e", "kettle before:2999-01-01").count == 4)
        // Page by page.
        let page = try ask("f", "cake in:lobby")
        #expect(page.count == 21)
        let more = try #require(page.last?.split(separator: "more=").last)
        let rest = try ask("g", "cake in:#lobby cursor=\(more)")
        #expect(rest.count == 6 && rest.last == "OK g count=5")
        // People read it with the room, and go on.
        peer.send("/search cake\n/search more\n/search more\n/search ---\n/search kettle in:nowhere\n/ping done\n")
        try served.run { peer.text.contains("pong done") }
        #expect(
            peer.text.contains(" #lobby <bob> cake 25\n") && peer.text.contains("-- 20 found; /search more goes on\n"))
        #expect(peer.text.contains("-- 5 found\n"))
        #expect(peer.lines.filter { $0.hasPrefix("!! no-words") }.count == 2)
        #expect(peer.text.contains("!! not-in-room"))
        // Nobody finds what is said where they are not.
        other.send("@x /join hall\n@y /part lobby\n@z /search kettle\n")
        try served.run { other.text.contains("OK z") }
        #expect(other.text.contains("OK z count=0"))
        try end(served)
    }

    @Test func withoutAnIndexNothingIsSearched() throws {
        let served = try served { $0.history.search = false }
        let peer = try served.join()
        peer.send("/search tea\n/ping done\n")
        try served.run { peer.text.contains("pong done") }
        #expect(peer.text.contains("!! unknown-command"))
        try end(served)
    }

    @Test func withoutAStoreNothingIsKept() throws {
        let served = try Served()
        try served.server.openStore()
        #expect(served.server.keeper == nil && served.server.requests.deferral == nil)
        #expect(served.server.hub.onApplied == nil)
        served.server.finishStore()
    }

    @Test func durabilityNoneKeepsNoMessages() throws {
        let served = try served { $0.history.durability = .none }
        let peer = try served.join()
        peer.send("hello\n/topic cakes\n/ping done\n")
        try served.run { peer.text.contains("pong done") }
        try end(served)
        #expect(try kept() == 0)
        #expect(try StoredState(of: path).rooms.first?.topic?.text == "cakes")
    }

    /// What does not fit into the queue is written later, from memory.
    @Test func behindIsNotLost() throws {
        let served = try served {
            $0.store.queueBytes = 65_536
            $0.store.commitMilliseconds = 200
        }
        let peer = try served.join()
        let long = String(repeating: "x", count: 1_000)
        for batch in 0..<20 {
            peer.send((0..<20).map { "\(batch * 20 + $0) \(long)\n" }.joined() + "/ping b\(batch)\n")
            try served.run { peer.text.contains("pong b\(batch)\n") }
        }
        try served.run { served.server.keeper?.queue.figures.bytes == 0 && (try? kept()) == 400 }
        try end(served)
        #expect(try kept() == 400)
    }

    @Test func theNextProcessGoesOn() throws {
        let served = try served(keeping: 5)
        let peer = try served.join()
        peer.send((1...20).map { "line\($0)\n" }.joined() + "/ping one\n")
        try served.run { peer.text.contains("pong one") }
        let before = try #require(served.server.keeper)
        let next = try served.server.handOver {
            $0.hub.limits.historyEvents = 5
            try? $0.openStore()
        }
        #expect(next.keeper != nil)
        // Nobody else gets the lock.
        #expect(throws: StoreError.self) { try StoreLock(of: path) }
        peer.send("line21\n/history 30\n/ping two\n")
        try served.run { peer.text.contains("pong two") }
        #expect(peer.lines.filter { $0.hasPrefix("-- ") && $0.contains("line") }.count == 21)
        before.finish()
        next.finishStore()
        #expect(try kept() == 21)
        withExtendedLifetime(served) {}
    }

    @Test func aStoreThatIsDamagedStopsNothing() throws {
        _ = try folder.write("partyline.db", [UInt8](repeating: 7, count: 5_000))
        #expect(throws: StoreError.notADatabase(path: path)) { try served() }
    }

    @Test func theLobbyMoves() throws {
        let served = try served()
        let peer = try served.join()
        peer.send("in the lobby\n/join hall\n/msg #hall before\n/ping one\n")
        try served.run { peer.text.contains("pong one") }
        var changed = served.server.configuration
        changed.rooms.lobby = RoomName("hall")
        try served.server.reload(changed)
        peer.send("/msg #hall after\n/msg #lobby no more\n/ping two\n")
        try served.run { peer.text.contains("pong two") }
        try end(served)
        let names = try StoredState(of: path).rooms.map(\.name)
        #expect(names == ["#lobby", "#hall"])
        #expect(try kept() == 3)
    }
}
