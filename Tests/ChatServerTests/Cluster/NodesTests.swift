import Libevent
import TestSupport
import Testing

@testable import ChatServer

@Suite("Several servers that are one chat")
struct NodesTests {
    @Test("what is said at one is read at all, and answered, in one order")
    func lines() throws {
        try withWatchdog {
            let nodes = try Nodes(3)
            let peers = [try nodes.join(0), try nodes.join(1), try nodes.join(2)]
            for (index, peer) in peers.enumerated() { peer.send("/nick n\(index)\n/wire 1\n") }
            try nodes.run { peers.allSatisfy { $0.text.contains("OK - proto=1") } }
            for (index, peer) in peers.enumerated() {
                for line in 0..<20 { peer.send("@t\(line) \(index).\(line)\n") }
            }
            try nodes.run { peers.allSatisfy { $0.lines.count { $0.hasPrefix("MSG ") } == 40 } }
            try nodes.run { peers.allSatisfy { $0.lines.count { $0.hasPrefix("OK t") } == 20 } }
            // A peer reads the others' lines, and the ids of its own.
            func ids(_ peer: RawPeer) -> [String] {
                peer.lines.compactMap { line in
                    let words = line.split(separator: " ").map(String.init)
                    if words.first == "MSG" { return words[1] }
                    return words.first == "OK" && words[1] != "-"
                        ? words.first { $0.hasPrefix("id=") }?.dropFirst(3).description : nil
                }
            }
            let all = peers.map { ids($0) }
            #expect(Set(all[0]) == Set(all[1]) && Set(all[1]) == Set(all[2]) && all[0].count == 60)
            #expect(all.allSatisfy { $0 == $0.sorted() })
        }
    }

    @Test("nobody has a nick that somebody has elsewhere, and all are told of who goes")
    func nicks() throws {
        try withWatchdog {
            let nodes = try Nodes(2)
            let (ann, bob) = (try nodes.join(0), try nodes.join(1))
            ann.send("/nick ann\n")
            try nodes.run { bob.text.contains("is now ann") }
            bob.send("/nick ann\n")
            try nodes.run { bob.text.contains("ann is taken") }
            bob.send("/nick bob\n/who\n/msg ann psst\n")
            try nodes.run { ann.text.contains("psst") }
            ann.send("/quit so long\n")
            try nodes.run { bob.text.contains("so long") }
            #expect(ann.text.contains("bob"))
        }
    }

    @Test("clients of IRC speak across them, step by step and with one answer a line")
    func irc() throws {
        try withWatchdog {
            let nodes = try Nodes(2)
            let (ann, bob) = (try nodes.joinIRC(0, as: "ann"), try nodes.joinIRC(1, as: "bob"))
            ann.send("JOIN #a,#b\r\n")
            try nodes.run { ann.lines.contains { $0.contains(" 366 ann #b ") } }
            bob.send("JOIN #a\r\n")
            try nodes.run { ann.text.contains("JOIN #a\r\n") && bob.text.contains(" 366 bob #a ") }
            bob.send("NICK ann\r\nPRIVMSG #a :hello\r\n")
            try nodes.run { ann.text.contains("PRIVMSG #a :hello") }
            #expect(bob.text.contains(" 433 bob ann "))
            ann.send("MODE #a +v bob\r\nKICK #a bob :out\r\nTOPIC #b :tea\r\n")
            try nodes.run { bob.text.contains("KICK #a bob :out") && ann.text.contains("TOPIC #b :tea") }
            #expect(bob.text.contains("MODE #a +v bob"))
            let third = try RawPeer(on: nodes.loop, to: nodes.servers[1].addresses[1], receiveBuffer: nil, reads: true)
            third.send("NICK ann\r\nUSER u 0 * :r\r\n")
            try nodes.run { third.text.contains(" 433 * ann ") }
            third.send("NICK cid\r\n")
            try nodes.run { third.text.contains(" 001 cid ") }
        }
    }

    @Test("who waits for the log is told so, and then that nobody knows what came of it; what they said may come later")
    func unavailable() throws {
        try withWatchdog {
            let nodes = try Nodes(2)
            let (ann, bob) = (try nodes.join(0), try nodes.join(1))
            let orders = try #require(nodes.servers[0].node?.orders)
            (orders.notice, orders.patience) = (.milliseconds(100), .milliseconds(700))
            nodes.log.isSilent = true
            ann.send("hello\n/who\n")
            try nodes.run { ann.text.contains("what you say waits") }
            // What stands behind it is carried out then.
            try nodes.run { ann.text.contains("may or may not have happened") && ann.text.contains("guest2") }
            #expect(!bob.text.contains("hello"))
            nodes.log.isSilent = false
            try nodes.run { bob.text.contains("hello") }
            ann.send("again\n")
            try nodes.run { bob.text.contains("again") }
        }
    }

    @Test("whoever leaves while the log is silent is not waited for when it speaks again")
    func leavingUnanswered() throws {
        try withWatchdog {
            let nodes = try Nodes(2)
            let (ann, bob) = (try nodes.join(0), try nodes.join(1))
            let node = try #require(nodes.servers[0].node)
            (node.orders.notice, node.orders.patience) = (.milliseconds(100), .milliseconds(300))
            nodes.log.isSilent = true
            ann.send("hello\n/quit\n")
            try nodes.run { ann.isAtEnd }
            #expect(ann.text.contains("may or may not have happened"))
            nodes.log.isSilent = false
            try nodes.run { bob.text.contains("hello") && bob.text.contains("guest1 quit") }
            #expect(node.isReady, "nothing is unknown any more")
        }
    }

    @Test("newcomers wait for the log, and are turned away where it does not answer")
    func newcomers() throws {
        try withWatchdog {
            let nodes = try Nodes(1)
            let entrances = try #require(nodes.servers[0].node?.entrances)
            entrances.patience = .milliseconds(300)
            nodes.log.isSilent = true
            let peer = try RawPeer(on: nodes.loop, to: nodes.servers[0].addresses[0], receiveBuffer: nil, reads: true)
            peer.send("hello\n")
            try nodes.run { peer.isAtEnd }
            #expect(peer.text.hasPrefix("!! unavailable: this server can't reach the others"))
            let other = try RawPeer(on: nodes.loop, to: nodes.servers[0].addresses[0], receiveBuffer: nil, reads: true)
            other.send("hello\n")
            nodes.log.isSilent = false
            try nodes.run { other.text.contains("*** #lobby") }
            try nodes.run { nodes.servers[0].sessionCount == 1 }
            let third = try nodes.join(0)
            #expect(!third.isAtEnd)
        }
    }

    @Test("all show a host by one name, so that a ban of it holds at each of them")
    func cloaks() throws {
        try withWatchdog {
            let folder = try TestFolder()
            var count = 0
            let nodes = try Nodes(3) {
                count += 1
                $0.store.path = folder.file("store\(count)")
            }
            let address = try #require(IPAddress("203.0.113.9"))
            try nodes.run { Set(nodes.servers.map { $0.cloaks.host(of: address) }).count == 1 }
        }
    }

    @Test("a node whose file has more of the log than there is does not go on: nothing would be kept")
    func anotherLog() throws {
        try withWatchdog {
            let folder = try TestFolder()
            func nodes() throws -> Nodes { try Nodes(1) { $0.store.path = folder.file("store") } }
            func talk(_ nodes: Nodes) throws {
                let peer = try nodes.join(0)
                peer.send("/wire 1\n@a hello\n")
                try nodes.run { peer.text.contains("OK a ") }
                nodes.servers[0].finishStore()
            }
            try talk(try nodes())
            let again = try nodes()
            #expect(again.faults.count == 1 && again.faults.first?.contains("it is another one") == true)
        }
    }
}
