import Glibc
import Testing

/// What a peer said before its connection ended is carried out, however it ended.
@Suite struct LastWordsTests {
    /// How a peer that has sent its lines is gone.
    enum Ending: CaseIterable {
        /// It closes as soon as the kernel has its lines.
        case closes
        /// It closes with the greeting unread, so that the server is sent a reset.
        case closesUnread
        /// It breaks the connection (`SO_LINGER`).
        case resets
        case resetsUnread
        /// It has ended its input before.
        case halfClosesAndResets
    }

    @Test(arguments: Ending.allCases) func everyLineArrives(_ ending: Ending) throws {
        try withConversation("--connects-per-second", "0") { daemon, conversation in
            let bob = try daemon.join("counter")
            for number in 0..<200 { try speak(["words \(number)"], to: daemon.address, then: ending) }
            try expect((0..<200).map { "words \($0)" }, by: bob, "\(ending)")
            try conversation.goesOn()
        }
    }

    /// More than one read takes, and at a pace: what waits its turn is carried out, too.
    @Test(arguments: Ending.allCases) func linesThatWaitTheirTurn(_ ending: Ending) throws {
        let flags = ["--messages-per-second", "50", "--burst", "10"]
        try withDaemon(flags) { daemon in
            let bob = try daemon.join("counter")
            let lines = (0..<20).map { "line \($0)" + String(repeating: ".", count: 500) }
            try speak(lines, to: daemon.address, then: ending)
            try expect(lines, by: bob, "\(ending)")
            try bob.skip(to: "*** guest{n} quit{*}")
        }
    }

    /// They are spoken to all the time, so that a write fails at any moment.
    @Test func whileOthersTalk() throws {
        try withConversation("--connects-per-second", "0") { daemon, conversation in
            let bob = try daemon.join("counter")
            let talker = try daemon.join("talker")
            for number in 0..<50 {
                for ending in Ending.allCases {
                    try talker.send("la")
                    try speak(["\(ending) \(number)"], to: daemon.address, then: ending)
                    try talker.send("la la")
                }
            }
            try expect((0..<50).flatMap { n in Ending.allCases.map { "\($0) \(n)" } }, by: bob, "all")
        }
    }

    private func speak(_ lines: [String], to address: Address, then ending: Ending) throws {
        let peer = try address.connect()
        defer { close(peer) }
        var watched = [pollfd(fd: peer, events: Int16(POLLIN), revents: 0)]
        if ending == .closesUnread || ending == .resetsUnread {
            #expect(Deadline.usual.poll(&watched), "no greeting")
        }
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        #expect(send(peer, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
        if ending == .halfClosesAndResets { shutdown(peer, Int32(SHUT_WR)) }
        guard ending == .resets || ending == .resetsUnread || ending == .halfClosesAndResets else { return }
        var hard = linger(l_onoff: 1, l_linger: 0)
        setsockopt(peer, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
    }

    /// The lines are heard, each once.
    private func expect(_ lines: [String], by hearer: Peer, _ what: String) throws {
        var missing = Set(lines)
        let deadline = Deadline(seconds: 10)
        while !missing.isEmpty, !deadline.hasPassed {
            guard let line = try? hearer.line(by: deadline) else { break }
            let text = String(decoding: line, as: UTF8.self)
            guard let end = text.firstRange(of: "> ") else { continue }
            missing.remove(String(text[end.upperBound...]))
        }
        #expect(missing.isEmpty, "\(what): \(missing.count) of \(lines.count) lines did not arrive")
    }
}
