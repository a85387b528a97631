import TestSupport
import Testing

/// What hostile or broken clients of IRC send, where a transcript can't say it: there is too much of it. Each is bounded and has its answer,
/// and two who talk by lines in the same daemon go on undisturbed each time. (The dialogues are in Tests/Transcripts: irc-bad-input and
/// irc-old-clients.)
@Suite struct IRCBadInputTests {
    @Test func tenThousandMasks() throws {
        try withIRC { irc, conversation in
            let ida = try irc.welcomed("ida")
            try ida.send("JOIN #r")
            var refused = 0
            for turn in 0..<17 {
                let lines = (0..<100).map { line in
                    let masks = (0..<6).map { "n\(turn)x\(line)x\($0)" }
                    return "MODE #r +bbbbbb \(masks.joined(separator: " "))\r\n"
                }
                try ida.send(bytes: lines.joined().utf8)
                try ida.send("PING e\(turn)")
                refused += try ida.lines(before: ":localhost PONG localhost :e\(turn)") {
                    $0.starts(with: ":localhost 478 ".utf8)
                }
            }
            #expect(refused == 17 * 600 - 100)
            try ida.send("MODE #r b")
            #expect(try ida.skip(to: "{*} 368 {*}").count { $0.contains(" 367 ") } == 100)
            // As many as go into a line: six are taken.
            try ida.send("MODE #r +\(String(repeating: "e", count: 230)) \(String(repeating: "y ", count: 115))")
            try ida.send("MODE #r e")
            #expect(try ida.skip(to: "{*} 349 {*}").count { $0.contains(" 348 ") } == 1)
            try conversation.goesOn()
        }
    }

    @Test func fiftyThousandToMonitor() throws {
        try withIRC { irc, conversation in
            let ida = try irc.welcomed("ida")
            var refused = 0
            for turn in 0..<100 {
                for line in 0..<10 {
                    let nicks = (0..<50).map { "n\(turn)x\(line)x\($0)" }
                    try ida.send("MONITOR + \(nicks.joined(separator: ","))")
                }
                try ida.send("PING e\(turn)")
                refused += try ida.skip(to: "{*} PONG {*} :e\(turn)").filter { $0.contains(" 734 ") }
                    .map { $0.split(separator: " ")[4].split(separator: ",").count }.reduce(0, +)
            }
            #expect(refused == 50_000 - 100)
            try ida.send("MONITOR L")
            let watched = try ida.skip(to: "{*} 733 {*}").filter { $0.contains(" 732 ") }
            #expect(watched.map { $0.split(separator: ",").count }.reduce(0, +) == 100)
            try conversation.goesOn()
        }
    }

    /// Ten chunks are one too many; what follows is no chunk any more.
    @Test func aHundredChunksOfAuthentication() throws {
        try withIRC { irc, conversation in
            let chunk = "AUTHENTICATE \(String(repeating: "A", count: 400))\r\n"
            let ida = try irc.welcomed("ida")
            try ida.send(bytes: ("AUTHENTICATE PLAIN\r\n" + String(repeating: chunk, count: 100)).utf8)
            try ida.send("PING end")
            let told = try ida.skip(to: "{*} PONG {*} :end")
            #expect(told.first == "AUTHENTICATE +" && told.count { $0.contains(" 904 ") } == 90, "\(told)")
            // Who is not welcomed is closed before that.
            let newcomer = try irc.connect("newcomer")
            try? newcomer.send(bytes: ("AUTHENTICATE PLAIN\r\n" + String(repeating: chunk, count: 100)).utf8)
            let ending = try newcomer.linesToEnd()
            #expect(ending.last?.hasPrefix("ERROR :Closing link: that is too much") == true, "\(ending)")
            try conversation.goesOn()
        }
    }

    @Test func aBatchThatIsNeverClosed() throws {
        try withIRC { irc, conversation in
            let ida = try irc.welcomed("ida", with: "batch message-tags draft/multiline labeled-response")
            let cy = try irc.welcomed("cy")
            try ida.send("JOIN #r")
            try ida.skip(to: "{*} 366 {*}")
            try cy.send("JOIN #r")
            try cy.skip(to: "{*} 366 {*}")
            try ida.skip(to: "{*}:cy!{word} JOIN #r")
            try ida.send("@label=7 BATCH +x draft/multiline #r")
            for turn in 0..<20 {
                try ida.send(bytes: String(repeating: "@batch=x PRIVMSG #r :more\r\n", count: 500).utf8)
                try ida.send("PING e\(turn)")
                let told = try ida.skip(to: "{*} PONG {*} :e\(turn)")
                if turn == 0 {
                    #expect(told.first?.hasPrefix("@label=7 :localhost FAIL BATCH MULTILINE_MAX_LINES 32") == true)
                }
                #expect(told.dropFirst(turn == 0 ? 1 : 0).allSatisfy { $0.contains("FAIL BATCH MULTILINE_INVALID") })
            }
            // Another one is never closed at all, and its sender goes.
            try ida.send("BATCH +y draft/multiline #r")
            try ida.send("@batch=y PRIVMSG #r :never read")
            try ida.send("PRIVMSG #r :read")
            try cy.expect(":ida!{word} PRIVMSG #r :read")
            ida.reset()
            try cy.expect(":ida!{word} QUIT {*}")
            try conversation.goesOn()
        }
    }

    @Test func labelsAndTagsWithoutEnd() throws {
        try withIRC { irc, conversation in
            let ida = try irc.welcomed("ida", with: "labeled-response message-tags batch")
            for turn in 0..<20 {
                try ida.send(bytes: (0..<500).map { "@label=\(turn)x\($0) X\r\n" }.joined().utf8)
                try ida.send("PING e\(turn)")
                #expect(
                    try ida.skip(to: "{*} PONG {*} :e\(turn)")
                        == (0..<500).map { "@label=\(turn)x\($0) :localhost 421 ida X :Unknown command" })
            }
            for (bytes, isTaken) in [(4_096, true), (4_097, false), (8_191, false)] {
                try ida.send("@+a=\(String(repeating: "v", count: bytes - 5)) PING \(bytes)")
                try ida.expect(isTaken ? "{*} PONG {*} :\(bytes)" : "{*} 417 ida {*}")
            }
            for (bytes, label) in [(64, true), (65, false)] {
                let word = String(repeating: "l", count: bytes)
                try ida.send("@label=\(word) PING x")
                try ida.expect("\(label ? "@label=\(word) " : ""):localhost PONG localhost :x")
            }
            // A line of nothing but tags, and more than may come without an end.
            try ida.send("@\(String(repeating: "a;", count: 2_000))")
            try ida.settle()
            try? ida.send(bytes: "@\(String(repeating: "a", count: 200_000))".utf8)
            let ending = try ida.linesToEnd()
            #expect(ending.last?.contains("bytes came without the end of a line") == true, "\(ending)")
            try conversation.goesOn()
        }
    }

    /// Of those who want a nick at once one has it; the others are told so, and may take another on the same connection.
    @Test func racesForANick() throws {
        try withIRC { irc, conversation in
            let peers = try (0..<50).map { try irc.connect("racer\($0)") }
            for peer in peers { try peer.send(bytes: "NICK ida\r\nUSER ida 0 * :b".utf8) }
            for peer in peers { try peer.send("") }
            var welcomed = 0
            for (number, peer) in peers.enumerated() {
                let line = String(decoding: try #require(try peer.line()), as: UTF8.self)
                if line.hasPrefix(":localhost 001 ida ") {
                    welcomed += 1
                } else {
                    #expect(line == ":localhost 433 * ida :Nickname is already in use")
                    try peer.send("NICK ida\(number)")
                }
                try peer.skip(to: "{*} 221 {*}")
            }
            #expect(welcomed == 1)
            // And again, where all are welcomed.
            for peer in peers { try peer.send("NICK cy") }
            let told = try peers.map { String(decoding: try #require(try $0.line()), as: UTF8.self) }
            #expect(told.count { $0.hasSuffix(" NICK cy") } == 1)
            #expect(told.count { $0.contains(" 433 ") } == 49)
            try conversation.goesOn()
        }
    }

    /// They are nobody to others; they are counted, and gone when they go.
    @Test func newcomersWhoNeverRegister() throws {
        try withIRC { irc, conversation in
            let beginnings = [
                "", "NICK ida\r\n", "CAP LS 302\r\n", "NICK ida\r\nUSER ida 0 * :half", "PASS x\r\nNICK cy\r\n",
            ]
            let newcomers = try (0..<500).map { number in
                let peer = try irc.connect("newcomer\(number)")
                try peer.send(bytes: beginnings[number % beginnings.count].utf8)
                return peer
            }
            let ida = try irc.welcomed("ida")
            func waiting() throws -> String {
                try ida.send("LUSERS")
                try ida.skip(to: ":localhost 252 {*}")
                return String(decoding: try #require(try ida.line()), as: UTF8.self)
            }
            let deadline = Deadline(seconds: 20)
            while try !waiting().contains(" 253 ida 500 :"), !deadline.hasPassed {}
            #expect(try waiting().contains(" 253 ida 500 :"))
            try conversation.goesOn()
            for newcomer in newcomers { newcomer.close() }
            while try !waiting().contains(" 253 ida 0 :"), !deadline.hasPassed {}
            #expect(try waiting().contains(" 253 ida 0 :"))
        }
    }
}

/// Where clients of IRC come to a daemon.
private struct IRCPort {
    let address: Address

    func connect(_ name: String) throws -> Peer { try Peer(name + Peer.ircMark, at: address) }

    /// One that has read its welcome.
    func welcomed(_ nick: String, with capabilities: String? = nil) throws -> Peer {
        let peer = try connect(nick)
        if let capabilities { try peer.send("CAP REQ :\(capabilities)") }
        try peer.send(bytes: "NICK \(nick)\r\nUSER \(nick) 0 * :\(nick)\r\nCAP END\r\n".utf8)
        try peer.skip(to: ":localhost 221 {*}")
        return peer
    }
}

extension Peer {
    /// Takes lines until one is this, as bytes: patterns are slow where there are a hundred thousand.
    /// - Returns: how many of those before it are such.
    fileprivate func lines(before last: String, where isSuch: ([UInt8]) -> Bool) throws -> Int {
        var count = 0
        while let line = try line() {
            if line.elementsEqual(last.utf8) { return count }
            if isSuch(line) { count += 1 }
        }
        throw HarnessFailure("\(name) waited for \(last), and was closed")
    }
}

/// Runs the body against a daemon in which two talk by lines, as `withConversation` does, and to which clients of IRC may come.
private func withIRC(_ body: (IRCPort, Conversation) throws -> Void) throws {
    let folder = try TestFolder()
    let text = """
        name = "localhost"
        [[listen]]
        address = "127.0.0.1:0"
        [[listen]]
        address = "127.0.0.1:0"
        protocol = "irc"
        [limits]
        messages_per_second = 0
        connections_per_address = 20000
        [store]
        path = "\(folder.file("partyline.db"))"
        """
    try withDaemon(configured: text, listeners: 2) { daemon in
        let conversation = try Conversation(in: daemon)
        try conversation.goesOn()
        try body(IRCPort(address: daemon.addresses[1]), conversation)
        try conversation.goesOn()
    }
}
