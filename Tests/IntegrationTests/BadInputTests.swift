import Glibc
import Testing

/// What hostile or broken peers send, where a transcript can't say it: every cut, every state, and connections that break. Two who
/// talk in the same room go on undisturbed each time. (The dialogues are in Tests/Transcripts: long-lines, bad-utf8,
/// control-characters, framing, half-close, wrong-protocol, wire-errors, telnet.)
@Suite struct BadInputTests {
    /// Everything of telnet that can stand in a line, around text that must come out whole.
    private static let telnetLine: [UInt8] =
        Array("he".utf8) + [0xFF, 0xF1] + Array("l".utf8) + [0xFF, 0xFB, 0x01] + Array("l".utf8) + [0xFF, 0xFD, 0x06]
        + Array("o".utf8) + [0xFF, 0xFA, 0x18, 0x00, 0x0A, 0xFF, 0xFF, 0x0D, 0xFF, 0xF0] + Array(" you".utf8) + [
            0x0D, 0x00,
        ]

    private static let refusalOfEcho: [UInt8] = [0xFF, 0xFE, 0x01]
    private static let refusalOfTimingMark: [UInt8] = [0xFF, 0xFC, 0x06]

    @Test func telnetCutAtEveryByte() throws {
        try withConversation { daemon, conversation in
            for cut in 1..<Self.telnetLine.count {
                let peer = try daemon.connect("cut\(cut)")
                try peer.send(bytes: Self.telnetLine[..<cut])
                // Others' lines go through before the rest is sent, so that the server has read the first piece by itself.
                try conversation.goesOn()
                try peer.send(bytes: Self.telnetLine[cut...])
                try conversation.hears("<guest{n}> hello you")
                try peer.send(bytes: "/quit\r\n".utf8)
                let received = try peer.bytesToEnd()
                #expect(received.contains(Self.refusalOfEcho) && received.contains(Self.refusalOfTimingMark))
            }
        }
    }

    @Test func oneByteAtATime() throws {
        try withConversation { daemon, conversation in
            let peer = try daemon.join("drop")
            for byte in "a slow line, é 中 👩‍🚀\r\n".utf8 { try peer.send(bytes: [byte]) }
            try conversation.hears("<drop> a slow line, é 中 👩‍🚀")
            for byte in Self.telnetLine { try peer.send(bytes: [byte]) }
            try conversation.hears("<drop> hello you")
        }
    }

    /// IAC in each state of the decoder, followed by each byte there is: nothing may crash, and the session goes on or ends.
    @Test(arguments: [
        [] as [UInt8], Array("text".utf8), [0x0D], [0xFF], [0xFF, 0xFB], [0xFF, 0xFD], [0xFF, 0xFA],
        [0xFF, 0xFA, 0x18],
        [0xFF, 0xFA, 0x18, 0xFF], [0xC3], [0xE2, 0x80],
    ])
    func anyByteAfterIAC(in state: [UInt8]) throws {
        try withConversation { daemon, conversation in
            for byte in UInt8.min...UInt8.max {
                let peer = try daemon.connect("byte\(byte)")
                // A space, should the byte have opened one more command; then the end of a subnegotiation, should there be one.
                try peer.send(bytes: state + [0xFF, byte] + [0x20, 0xFF, 0xF0] + Array("\r\n/quit\r\n".utf8))
                _ = try peer.linesToEnd()
            }
            try conversation.goesOn()
        }
    }

    @Test func everyControlCharacterIsRemoved() throws {
        try withConversation { daemon, conversation in
            let peer = try daemon.join("ctl")
            for scalar in (UInt32(0)...0x9F).compactMap(UnicodeScalar.init)
            where !(0x20...0x7E).contains(scalar.value) && scalar != "\n" {
                try peer.send("a\(scalar)b")
                try conversation.hears(scalar == "\t" ? "<ctl> a b" : "<ctl> ab")
            }
        }
    }

    @Test func anEndlessSubnegotiationIsBounded() throws {
        try withConversation { daemon, conversation in
            let peer = try daemon.join("sub")
            try peer.send(
                bytes: [0xFF, 0xFA, 0x18] + [UInt8](repeating: 0x41, count: 60000) + [0xFF, 0xF0]
                    + Array("after\r\n".utf8))
            try conversation.hears("<sub> after")
        }
    }

    @Test func noEndOfLineFor64KiB() throws {
        try withConversation { daemon, conversation in
            let peer = try daemon.join("flood")
            try peer.send("hello")
            let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 4096)
            // The server may break the connection while this is on its way: it reads no more.
            for _ in 0..<17 { try? peer.send(bytes: chunk) }
            try peer.skip(to: "!! too-long: {*}")
            try conversation.hears("*** flood quit{*}")
        }
    }

    /// They have said something before: a first line that is too long ends it earlier. (0xFF twice is one byte of text in telnet.)
    @Test(arguments: [0x00, 0x0D, 0x41, 0x80, 0xC3, 0xFF] as [UInt8])
    func floodsAreClosedWhateverTheyAreMadeOf(_ byte: UInt8) throws {
        try withConversation { daemon, conversation in
            let peer = try daemon.join("flood")
            try peer.send("hello")
            try? peer.send(bytes: [UInt8](repeating: byte, count: 300_000))
            try conversation.hears("*** flood quit (flood)")
            try conversation.goesOn()
            let lines = try peer.linesToEnd()
            #expect(lines.last == "!! too-long: 65536 bytes came without the end of a line", "\(lines)")
        }
    }

    @Test func resetInTheMiddleOfALine() throws {
        try withConversation { daemon, conversation in
            for beginning in ["", "half a line", "/nick ", "\u{FF}", "@1 "] {
                let peer = try daemon.connect("reset")
                try peer.send("hello")
                try conversation.hears("<guest{n}> hello")
                try peer.send(bytes: beginning.utf8)
                peer.reset()
                try conversation.hears("*** guest{n} quit{*}")
            }
        }
    }

    /// Resets with lines of others on their way to it: the fan-out meets a socket that is gone.
    @Test func resetWhileBeingSpokenTo() throws {
        try withConversation { daemon, conversation in
            for _ in 0..<50 {
                let peers = try (0..<5).map { try daemon.connect("p\($0)") }
                for peer in peers { try peer.send(bytes: "hello\nhello\nhello\n".utf8) }
                for peer in peers { peer.reset() }
            }
            try conversation.goesOn()
        }
    }

    @Test func emptyLinesAreFreeButEndless() throws {
        try withConversation { daemon, conversation in
            let peer = try daemon.join("blank")
            try peer.send(bytes: [UInt8](repeating: 0x0A, count: 1_000_000))
            try peer.send("after")
            try conversation.hears("<blank> after")
        }
    }

    /// Ten thousand come and go at once; some say a word, some are reset, some leave before they were greeted.
    @Test func tenThousandConnectsAndCloses() throws {
        try withConversation { daemon, conversation in
            for number in 0..<10_000 {
                let peer = try daemon.connect("n\(number)")
                switch number % 4 {
                case 0: try peer.send(bytes: "/quit\n".utf8)
                case 1: peer.reset()
                case 2: try peer.send(bytes: "half".utf8)
                default: peer.close()
                }
                if number % 500 == 499 { try conversation.goesOn() }
            }
            try conversation.goesOn()
            let counter = try daemon.join("counter")
            try counter.send("/wire 1")
            try counter.skip(to: "OK - {*}")
            // All that left are gone from every list, as soon as the last of them has been told of.
            let deadline = Deadline(seconds: 20)
            var here = 0
            while here != 3, !deadline.hasPassed {
                try counter.send("@1 /who")
                here = try counter.skip(to: "OK 1 {*}").count { $0.hasPrefix("ROW 1 who ") }
            }
            #expect(here == 3)
        }
    }
}
