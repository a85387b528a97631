import ChatCore
import Configuration
import Glibc
import Libevent
import SQLite
import Store
import TestSupport
import Testing
import Web

@testable import ChatServer

/// `durability = "strict"`: nobody reads OK before what it confirms is in the file.
@Suite struct StrictTests {
    private let folder: TestFolder
    private let path: String

    init() throws {
        folder = try TestFolder()
        path = folder.file("partyline.db")
    }

    private func served(
        _ durability: Configuration.History.Durability = .strict, _ change: (inout Configuration) -> Void = { _ in }
    ) throws -> Served {
        let served = try Served {
            $0.limits.messagesPerSecond = 0
            $0.store.path = path
            $0.store.commitMilliseconds = 1_000
            $0.history.durability = durability
            change(&$0)
        }
        try served.server.openStore()
        return served
    }

    /// A program in the lobby, under that nick.
    private func program(_ nick: String, at served: Served) throws -> RawPeer {
        let peer = try served.join()
        peer.send("/nick \(nick)\n/wire 1\n")
        try served.run { peer.text.contains("OK - proto=1") }
        return peer
    }

    /// All that came before is carried out, and sent.
    private func roundTrip(_ peer: RawPeer, at served: Served, _ name: String) throws {
        peer.send("@\(name) /ping \(name)\n")
        try served.run { peer.text.contains("OK \(name) token=\(name)") }
    }

    private func keeper(of served: Served) throws -> Keeper { try #require(served.server.keeper) }

    private func kept() throws -> Int64 {
        try Database(path: path, .readOnly).number("SELECT count(*) FROM message") ?? 0
    }

    private func end(_ served: Served) throws {
        try served.drain()
        served.server.finishStore()
    }

    /// What a program read from its first line on that begins so.
    private func verbs(_ peer: RawPeer, from start: String) -> [String] {
        let lines = peer.lines.drop { !$0.hasPrefix(start) }
        return lines.map { $0.split(separator: " ").prefix($0.hasPrefix("OK") ? 2 : 1).joined(separator: " ") }
    }

    @Test func anAnswerWaitsForItsCommit() throws {
        let served = try served()
        #expect(served.server.configuration.storeSettings.commitMilliseconds == 5)
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        let keeper = try keeper(of: served)
        keeper.queue.pause()
        ann.send("@a hello\n@b /ping x\n@c again\n")
        try served.run { bob.text.contains("ann :hello") }
        bob.send("@s /msg ann psst\n")
        try served.run { bob.text.contains("OK s") }
        try roundTrip(bob, at: served, "t")
        #expect(!ann.text.contains("OK a") && !ann.text.contains("psst") && !bob.text.contains("again"))
        #expect(served.server.keeping.heldAnswers?.entries.count == 1)
        keeper.queue.resume()
        try served.run { ann.text.contains("OK c") }
        #expect(verbs(ann, from: "OK a") == ["OK a", "DM", "OK b", "OK c"])
        #expect(try kept() == 2)
        #expect(served.server.keeping.heldAnswers?.entries.isEmpty == true)
        try end(served)
    }

    /// A client of IRC reads its own line again when the file has it, and so with private messages between accounts.
    @Test func anEchoWaitsForItsCommit() throws {
        let served = try served {
            var listen = Configuration.Listen(.host("127.0.0.1", port: 0))
            listen.spoken = .irc
            $0.listen.append(listen)
        }
        let bob = try program("bob", at: served)
        let address = try #require(served.server.addresses.last)
        let cat = try RawPeer(on: served.loop, to: address, receiveBuffer: nil, reads: true)
        cat.send("CAP REQ :echo-message labeled-response\r\nNICK cat\r\nUSER c 0 * :C\r\nCAP END\r\nJOIN #lobby\r\n")
        try served.run { cat.text.contains(" 366 ") }
        try keeper(of: served).queue.pause()
        cat.send("@label=x PRIVMSG #lobby :hello\r\nPING done\r\n")
        try served.run { bob.text.contains("cat :hello") }
        try roundTrip(bob, at: served, "t")
        #expect(!cat.text.contains("hello") && !cat.text.contains("done"))
        try keeper(of: served).queue.resume()
        try served.run { cat.text.contains("done") }
        #expect(cat.lines.suffix(2).first?.hasPrefix("@label=x :cat!") == true)
        #expect(try kept() == 1)
        try end(served)
    }

    /// What changes nothing, and what is not kept, is answered at once.
    @Test func whatIsNotKeptDoesNotWait() throws {
        let served = try served()
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        let person = try served.join()
        try keeper(of: served).queue.pause()
        ann.send("@a /join tea\n@b /msg #tea cakes\n@c /who\n@d /msg bob hi\n@e /nick anna\n")
        try served.run { ann.text.contains("OK e") }
        // A person is told nothing of what it says, so nothing of it waits.
        person.send("I say\n/ping done\n")
        try served.run { person.text.contains("pong done") && bob.text.contains(":I say") }
        ann.send("@f /topic #lobby cakes\n")
        try served.run { bob.text.contains("TOPIC") }
        #expect(!ann.text.contains("OK f"))
        try keeper(of: served).queue.resume()
        try served.run { ann.text.contains("OK f") }
        try end(served)
    }

    /// A line that comes again under its nonce was said, but that may not be written yet.
    @Test func whatComesAgainWaitsToo() throws {
        let served = try served()
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        let keeper = try keeper(of: served)
        keeper.queue.pause()
        ann.send("@a /msg nonce=0123456789abcdef #lobby hello\n")
        try served.run { bob.text.contains("ann :hello") }
        bob.send("@b /ping\n")
        try served.run { bob.text.contains("OK b") }
        bob.send("@c /msg nonce=0123456789abcdef #lobby hello\n@d /ping\n")
        try served.run { served.server.keeping.heldAnswers?.entries.count == 2 }
        keeper.queue.resume()
        try served.run { ann.text.contains("OK a") && bob.text.contains("OK d") }
        try end(served)
    }

    /// Accounts and registered rooms are facts as well, however long it takes until there are any.
    @Test func accountsAndRoomsWaitToo() throws {
        let served = try served { $0.accounts.registerAfterSeconds = 0 }
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        let keeper = try keeper(of: served)
        keeper.queue.pause()
        ann.send("@a /register correct-horse\n@b /join tea\n@c /registerroom tea\n@d /ping x\n")
        try served.run { served.server.keeping.heldAnswers?.entries.count == 1 }
        try roundTrip(bob, at: served, "t")
        #expect(!ann.text.contains("OK a"))
        keeper.queue.resume()
        try served.run { ann.text.contains("OK b") }
        try served.run { ann.text.contains("OK d") }
        #expect(verbs(ann, from: "OK a").filter { $0.hasPrefix("OK") } == ["OK a", "OK b", "OK c", "OK d"])
        let state = try StoredState(of: path)
        #expect(state.accounts.map(\.name) == ["ann"] && state.rooms.contains { $0.name == "#tea" })
        // What is said there is kept from now on.
        keeper.queue.pause()
        ann.send("@e cakes\n")
        try served.run { served.server.keeping.heldAnswers?.entries.count == 1 }
        #expect(!ann.text.contains("OK e"))
        keeper.queue.resume()
        try served.run { ann.text.contains("OK e") }
        try end(served)
    }

    @Test func nothingIsSaidWhileNothingCanBeWritten() throws {
        let served = try served()
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        let keeper = try keeper(of: served)
        keeper.queue.pause()
        ann.send("@a hello\n")
        try served.run { bob.text.contains("ann :hello") }
        // As if two seconds were over.
        keeper.commitPatience = .zero
        bob.send("@a never\n@b /me waves\n@c /msg #lobby never\n@d /topic never\n@e /join tea\n@f /msg #tea tea\n")
        try served.run { bob.text.contains("OK f") }
        #expect(bob.lines.filter { $0.hasPrefix("ERR ") && $0.contains(" not-now retry=5 :") }.count == 4)
        #expect(verbs(bob, from: "ERR a") == ["ERR", "ERR", "ERR", "ERR", "OK e", "OK f"])
        keeper.queue.resume()
        try served.run { ann.text.contains("OK a") }
        #expect(!ann.text.contains("never") && !ann.text.contains("waves"))
        keeper.commitPatience = .seconds(2)
        bob.send("@g now\n")
        try served.run { bob.text.contains("OK g") }
        try end(served)
    }

    /// After ten seconds an answer says that what it confirms is not written, which it is later all the same.
    @Test func whatWaitsForTooLong() throws {
        let served = try served()
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        let person = try served.join()
        let keeper = try keeper(of: served)
        let held = try #require(served.server.keeping.heldAnswers)
        keeper.queue.pause()
        ann.send("@a hello\n@b /ping x\n")
        person.send("/topic cakes\n/ping x\n")
        try served.run { bob.text.contains("ann :hello") && bob.text.contains(":cakes") }
        held.look(at: served.loop.now + .seconds(9))
        #expect(held.entries.count == 2)
        held.look(at: served.loop.now + .seconds(11))
        try served.run { ann.text.contains("OK b") && person.text.contains("pong x") }
        let answer = try #require(ann.lines.first { $0.hasPrefix("OK a ") })
        #expect(answer.hasSuffix(" stored=0") && answer.contains(" id="))
        #expect(person.text.contains("-- this is not written yet: the server can't at the moment\n"))
        keeper.queue.resume()
        try served.run { (try? kept()) == 1 }
        try end(served)
    }

    /// So much for one that waits that it would be a slow reader.
    @Test func tooMuchForOneThatWaits() throws {
        let served = try served()
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        try keeper(of: served).queue.pause()
        ann.send("@a hello\n")
        try served.run { bob.text.contains("ann :hello") }
        let long = String(repeating: "x", count: 1_500)
        let count = served.server.configuration.limits.sendQueueBytes / 1_500 + 10
        // A guest says nothing so often.
        for number in 0..<count { bob.send("@s\(number) /msg ann \(number) \(long)\n") }
        try served.run { ann.text.contains("OK a") && ann.text.contains("stored=0") }
        try keeper(of: served).queue.resume()
        try end(served)
    }

    @Test func whoEndsItsInputReadsItsAnswer() throws {
        let served = try served()
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        let keeper = try keeper(of: served)
        keeper.queue.pause()
        ann.send("@a hello\n@b last words\n")
        ann.halfClose()
        try served.run { bob.text.contains("ann :hello") }
        try roundTrip(bob, at: served, "t")
        #expect(!bob.text.contains("last words") && !bob.text.contains("QUIT"))
        keeper.queue.resume()
        try served.run { ann.isAtEnd && bob.text.contains("QUIT") }
        #expect(ann.text.contains("OK a") && ann.text.contains("OK b") && bob.text.contains("last words"))
        try end(served)
    }

    /// The server's end takes no OK back, and gives none that it could not keep.
    @Test func atTheEndNothingIsConfirmed() throws {
        let served = try served()
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        try keeper(of: served).queue.pause()
        ann.send("@a hello\n")
        try served.run { bob.text.contains("ann :hello") }
        try served.drain()
        #expect(!ann.text.contains("OK a") && ann.text.contains("BYE") && ann.text.contains("shutting-down"))
    }

    @Test func theNextProcessConfirms() throws {
        let served = try served()
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        let keeper = try keeper(of: served)
        keeper.queue.pause()
        ann.send("@a hello\n@b /ping x\n@c after\n")
        try served.run { bob.text.contains("ann :hello") }
        bob.send("@s /msg ann psst\n")
        try served.run { bob.text.contains("OK s") }
        let next = try served.server.handOver {
            try? $0.openStore()
            // Its writer, which begins in a moment, waits as well.
            $0.keeper?.queue.pause()
        }
        #expect(next.keeping.heldAnswers?.entries.count == 1)
        try roundTrip(bob, at: served, "t")
        #expect(!ann.text.contains("OK a"))
        next.keeper?.queue.resume()
        try served.run { ann.text.contains("OK c") }
        #expect(verbs(ann, from: "OK a") == ["OK a", "DM", "OK b", "OK c"])
        keeper.finish()
        next.finishStore()
        #expect(try kept() == 2)
        withExtendedLifetime(served) {}
    }

    @Test func theNextProcessHasNoStore() throws {
        let served = try served()
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        try keeper(of: served).queue.pause()
        ann.send("@a hello\n@b /ping x\n")
        try served.run { bob.text.contains("ann :hello") }
        var changed = served.server.configuration
        changed.store.path = ""
        served.server.settings.change(to: changed, tls: nil, site: WebSite())
        let next = try served.server.handOver { try? $0.openStore() }
        try served.run { ann.text.contains("OK b") }
        #expect(next.keeper == nil && ann.lines.contains { $0.hasPrefix("OK a ") && $0.hasSuffix(" stored=0") })
        withExtendedLifetime(served) {}
    }

    @Test func aReloadChangesIt() throws {
        let served = try served(.relaxed)
        let (ann, bob) = (try program("ann", at: served), try program("bob", at: served))
        let keeper = try keeper(of: served)
        func reload(_ durability: Configuration.History.Durability) throws {
            var changed = served.server.configuration
            changed.history.durability = durability
            try served.server.reload(changed)
        }
        keeper.queue.pause()
        ann.send("@a relaxed\n")
        try served.run { ann.text.contains("OK a") }
        try reload(.strict)
        ann.send("@b strict\n")
        try served.run { bob.text.contains(":strict") }
        try roundTrip(bob, at: served, "t")
        #expect(!ann.text.contains("OK b"))
        // What waits goes on waiting.
        try reload(.relaxed)
        bob.send("@c relaxed again\n")
        try served.run { bob.text.contains("OK c") }
        #expect(!ann.text.contains("OK b"))
        keeper.queue.resume()
        try served.run { ann.text.contains("OK b") }
        try end(served)
    }
}
