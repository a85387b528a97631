import Testing

/// Many at once.
@Suite struct CrowdTests {
    /// The seed's row: many clients, one thread. And lists of many go over several lines, none past 4096 bytes (`Peer` checks).
    @Test func manyOnOneThread() throws {
        try withDaemon(["--messages-per-second", "0", "--connections-per-address", "1000"]) { daemon in
            let padding = String(repeating: "x", count: 26)
            let peers = try (100..<400).map { number in
                let peer = try daemon.connect("n\(number)")
                try peer.send("/nick n\(number)_\(padding)")
                return peer
            }
            // What one says, all others hear, once.
            for peer in peers { try peer.settle() }
            try peers[0].send("hello, all")
            for peer in peers.dropFirst() { try peer.skip(to: "<n100_\(padding)> hello, all") }
            try peers[0].send("the end")
            for peer in peers.dropFirst() {
                let before = try peer.skip(to: "<n100_\(padding)> the end")
                #expect(!before.contains { $0.contains("hello, all") })
            }
            if Deadline.patience == 1 {  // ThreadSanitizer has a thread of its own.
                #expect(try threads(of: daemon) == 1)
            }
            try lists(of: daemon, count: 301)
        }
    }

    private func threads(of daemon: DaemonProcess) throws -> Int {
        let child = try ChildProcess("/bin/ls", ["/proc/\(daemon.process.pid)/task"])
        return try child.output.takeToEnd().split(separator: UInt8(ascii: "\n")).count
    }

    private func lists(of daemon: DaemonProcess, count: Int) throws {
        let asker = try daemon.connect("asker")
        try asker.skip(to: "*** #lobby: {*} (\(count - 1) others here)")
        try asker.send("/wire 1")
        try asker.skip(to: "OK - {*}")
        try asker.send("@1 /names")
        let names = try asker.skip(to: "OK 1 room=#lobby count=\(count)").filter { $0.hasPrefix("ROW 1 names #lobby ") }
        let nicks = names.flatMap { $0.split(separator: " ").dropFirst(4) }
        #expect(names.count > 1 && nicks.count == count && Set(nicks).count == count)
        try asker.send("@2 /who")
        let who = try asker.skip(to: "OK 2 count=\(count) total=\(count)")
        #expect(who.filter { $0.hasPrefix("ROW 2 who ") }.count == count)
    }

    /// One QUIT for each, however they all leave at the same moment; the rest of the room goes on.
    @Test func allLeaveAtOnce() throws {
        try withConversation { daemon, conversation in
            for _ in 0..<5 {
                let peers = try (0..<100).map { try daemon.connect("p\($0)") }
                for peer in peers { try peer.settle() }
                for peer in peers { peer.reset() }
            }
            let witness = try daemon.join("witness")
            try witness.send("/wire 1")
            try witness.skip(to: "OK - {*}")
            try witness.send("@1 /names")
            try witness.skip(to: "OK 1 room=#lobby count=3")
        }
    }
}
