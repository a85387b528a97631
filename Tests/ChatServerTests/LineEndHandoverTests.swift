import Testing

@testable import ChatServer

/// A live upgrade amid the bytes of each kind of peer: another server goes on at any of them, and nobody notices.
@Suite struct LineEndHandoverTests {
    private static let iac: UInt8 = 0xFF

    /// What a peer sends, and what others hear of it.
    private static let streams: [(name: String, bytes: [UInt8], said: [String])] = [
        ("CR LF", Array("one\r\ntwo\r\n".utf8), ["one", "two"]),
        ("telnet", Array("one\r\0".utf8) + [iac, 253, 3, iac, 246] + Array("two\r\n".utf8), ["one", "two"]),
        ("BINARY", [iac, 251, 0] + Array("one\rtwo\r\nthree\r\0".utf8), ["one", "two", "three"]),
        ("a spoiled character", [iac, 241, 0xD1, iac, 244, iac, 253, 6] + Array(" two\r\n".utf8), ["у two"]),
        (
            "a subnegotiation without end",
            [iac, 250] + Array(repeating: 120, count: 20) + [iac, 240] + Array("one\r\n".utf8), ["one"]
        ),
    ]

    private func settle(_ served: Served, _ other: RawPeer) throws {
        let before = other.lines.count
        other.send("/ping settled\n")
        try served.run { other.lines.count > before }
    }

    private func served() throws -> Served {
        try Served {
            $0.limits.messagesPerSecond = 0
            $0.limits.arrivalGraceMilliseconds = 0
        }
    }

    @Test(arguments: streams.indices) func atAnyByte(_ index: Int) throws {
        let (name, bytes, said) = Self.streams[index]
        for cut in 0...bytes.count {
            let served = try served()
            let (peer, other) = (try served.join(), try served.join())
            peer.send(bytes: Array(bytes[..<cut]))
            try settle(served, other)
            let next = try served.server.handOver()
            peer.send(bytes: Array(bytes[cut...]) + Array("last\r\n".utf8))
            try served.run { other.text.contains("> last") }
            #expect(
                other.lines.filter { $0.hasPrefix("<") } == (said + ["last"]).map { "<guest1> \($0)" },
                "\(name), at \(cut)")
            other.send("hi\n")
            try served.run { peer.text.contains("> hi\r\n") }
            #expect(next.sessionCount == 2)
            served.loop.onTurnEnd = nil
        }
    }

    /// A CR whose line ends by a pause in the new process; and one that is known to end lines.
    @Test(arguments: [
        ("one\r", "", ["one"]), ("one\r", "\ntwo\r\n", ["one", "two"]), ("one\rtw", "o\r", ["one", "two"]),
    ])
    func returnsAlone(_ before: String, _ after: String, _ said: [String]) throws {
        for isKnown in [false, true] {
            let served = try served()
            let (peer, other) = (try served.join(), try served.join())
            if isKnown {
                peer.send("zero\r")
                try served.run { other.text.contains("> zero") }
            }
            peer.send(before)
            try settle(served, other)
            let next = try served.server.handOver()
            peer.send(after)
            try served.run { other.lines.last?.hasSuffix("> \(said.last ?? "")") == true }
            #expect(
                other.lines.filter { $0.hasPrefix("<") } == ((isKnown ? ["zero"] : []) + said).map { "<guest1> \($0)" })
            #expect(next.sessions.allSatisfy { $0?.isTelnet != true })
            served.loop.onTurnEnd = nil
        }
    }

    /// Nothing of a protocol that is not known yet is said by the new process.
    @Test func amidAForeignBeginning() throws {
        for (bytes, cuts) in [([0x16, 3, 1, 2, 0, 10, 10], 1...1), (Array("\r\n\r\n\0\r\nQUIT\n".utf8), 1...4)]
            as [([UInt8], ClosedRange<Int>)]
        {
            for cut in cuts {
                let served = try served()
                let (peer, other) = (try served.join(), try served.join())
                peer.send(bytes: Array(bytes[..<cut]))
                try settle(served, other)
                let next = try served.server.handOver()
                peer.send(bytes: Array(bytes[cut...]))
                try served.run { peer.isAtEnd }
                #expect(peer.lines.last?.hasPrefix("!! wrong-protocol: ") == true, "cut at \(cut)")
                try settle(served, other)
                #expect(!other.lines.contains { $0.hasPrefix("<") })
                #expect(next.sessionCount == 1)
                served.loop.onTurnEnd = nil
            }
        }
    }

    /// What telnet asked for and what is held back goes along, in its order.
    @Test func signalsThatWait() throws {
        let served = try Served {
            $0.limits.messagesPerSecond = 50
            $0.limits.burst = 2
            $0.limits.arrivalGraceMilliseconds = 0
        }
        let (peer, other) = (try served.join(), try served.join())
        let asked = (1...9).flatMap { number -> [UInt8] in Array("/ping p\(number)\r\n".utf8) + [Self.iac, 246] }
        peer.send(bytes: asked + Array("/ping end\r\n".utf8))
        try served.run { served.server.sessions[0]?.connection.isInputPaused == true }
        let next = try served.server.handOver()
        try served.run { peer.text.contains("pong end") }
        let answers = peer.lines.filter { $0.contains("-- ") && !$0.contains("slow-down") }
        #expect(answers.count { $0.hasSuffix("yes") } == 9)
        #expect(answers.last == "-- pong end")
        #expect(next.sessionCount == 2)
        _ = other
        served.loop.onTurnEnd = nil
    }
}
