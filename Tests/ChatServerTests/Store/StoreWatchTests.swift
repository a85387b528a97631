import ChatCore
import Configuration
import Libevent
import TestSupport
import Testing

@testable import ChatServer

/// What can't be kept is refused beforehand, and operators are told.
@Suite struct StoreWatchTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func served(_ durability: Configuration.History.Durability) throws -> Served {
        let served = try Served {
            $0.limits.messagesPerSecond = 0
            $0.store.path = folder.file("partyline.db")
            $0.store.commitMilliseconds = 0
            $0.history.durability = durability
            $0.accounts.registerAfterSeconds = 0
            ($0.accounts.hashMemory, $0.accounts.hashPasses) = (19, 1)
            $0.accounts.operators = [Nick("root")].compactMap { $0 }
        }
        try served.server.openStore()
        return served
    }

    private func program(_ nick: String, of served: Served) throws -> RawPeer {
        let peer = try served.join()
        peer.send("/nick \(nick)\n/wire 1\n")
        try served.run { peer.text.contains("OK - proto=1") }
        return peer
    }

    /// The end of an answer: `OK`, or the code.
    private func ask(_ peer: RawPeer, _ tag: String, _ line: String, of served: Served) throws -> String {
        peer.send("@\(tag) \(line)\n")
        func end() -> Substring? {
            peer.lines.first { $0 == "OK \(tag)" || $0.hasPrefix("OK \(tag) ") || $0.hasPrefix("ERR \(tag) ") }
        }
        try served.run { end() != nil }
        let words = try #require(end()).split(separator: " ")
        return words[0] == "OK" ? "OK" : String(words[2])
    }

    @Test(
        "while it fails nothing is promised that has to last",
        arguments: [Configuration.History.Durability.relaxed, .strict])
    func failing(durability: Configuration.History.Durability) throws {
        let served = try served(durability)
        let (root, ann) = (try program("root", of: served), try program("ann", of: served))
        let bob = try program("bob", of: served)
        #expect(try ask(root, "1", "/register correct horse", of: served) == "OK")
        #expect(try ask(ann, "1", "/register correct horse", of: served) == "OK")
        for peer in [root, ann, bob] { #expect(try ask(peer, "2", "/join #tea", of: served) == "OK") }
        #expect(try ask(root, "3", "/registerroom #tea", of: served) == "OK")
        let keeper = try #require(served.server.keeper)
        try served.run { keeper.figures.bytes == 0 && keeper.queue.figures.bytes == 0 }
        keeper.queue.pause()
        // Something waits, and two seconds are over.
        keeper.put(.serverBanRemoved(subject: "nick:nobody"))
        keeper.flush()
        keeper.commitPatience = .zero
        served.server.keeping.watch?.look(at: served.loop.now)
        try served.run { root.text.contains("NOTE ") }
        #expect(!ann.text.contains("NOTE ") && !bob.text.contains("NOTE "))
        for (tag, line) in [
            ("a", "/registerroom #tea"), ("b", "/reserve roots"), ("c", "/op ann #tea"), ("d", "/mode #tea +secret"),
            ("e", "/topic #tea cakes"), ("f", "/exempt #tea bob"), ("g", "/suspend ann"), ("h", "/password x y"),
            ("i", "/token add x"), ("j", "/droproom #tea"), ("k", "/forget x"), ("l", "/dms nobody"),
        ] { #expect(try ask(root, tag, line, of: served) == "not-now", "\(line)") }
        #expect(try ask(bob, "a", "/register battery staple", of: served) == "not-now")
        // What is read, and what is of the moment, goes on.
        for (tag, line) in [
            ("m", "/account"), ("n", "/ban #tea"), ("o", "/mode #tea"), ("p", "/away tea"), ("q", "/dms"),
        ] {
            #expect(try ask(root, tag, line, of: served) == "OK", "\(line)")
        }
        // What protects people holds at once. In strict its OK waits.
        root.send("@r /mute #tea nick:mal* 1h\n")
        try served.run {
            RoomName("tea").flatMap { served.server.hub.rules(of: $0)?.masks.count } == 1
        }
        keeper.queue.resume()
        try served.run { root.lines.contains { $0.hasPrefix("OK r ") } }
        try served.run { keeper.figures.bytes == 0 && keeper.queue.figures.bytes == 0 }
        keeper.commitPatience = .seconds(2)
        #expect(try ask(root, "s", "/mode #tea +secret", of: served) == "OK")
        let count = root.lines.count { $0.hasPrefix("NOTE ") }
        served.server.keeping.watch?.look(at: served.loop.now + .seconds(4))
        served.server.keeping.watch?.look(at: served.loop.now + .seconds(6))
        try served.run { root.lines.count { $0.hasPrefix("NOTE ") } == count + 1 }
        try served.drain()
        served.server.finishStore()
    }
}
