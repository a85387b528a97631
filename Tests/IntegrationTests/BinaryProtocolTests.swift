import Testing

/// Protocols of bytes rather than lines, told by what they begin with, however that is cut.
@Suite struct BinaryProtocolTests {
    /// The first bytes of others, with commands in what follows that must not be carried out.
    private static let openings: [(name: String, bytes: [UInt8])] = [
        ("TLS", [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00] + Array("\n/nick evil\nsaid\n".utf8)),
        ("PROXY 2", Array("\r\n\r\n\0\r\nQUIT\n".utf8) + [0x21, 0x11, 0, 12] + Array("\n/nick evil\nsaid\n".utf8)),
        ("an empty line, then TLS", Array("\r\n".utf8) + [0x16, 0x03, 0x03, 0, 9] + Array("\nsaid\n".utf8)),
        ("PostgreSQL", [0, 0, 0, 8, 4, 0xD2, 0x16, 0x2F] + Array("\nsaid\n".utf8)),
        ("RDP", [3, 0, 0, 42, 37, 0x60, 0, 0] + Array("Cookie: mstshash=nmap\r\nsaid\n".utf8)),
        ("SOCKS 4", [4, 1, 0x17, 0x70, 0, 0, 0, 1] + Array("\nsaid\n".utf8)),
    ]

    @Test(arguments: openings.indices) func cutAtEveryByte(_ index: Int) throws {
        let (name, bytes) = Self.openings[index]
        try withConversation("--connects-per-second", "0") { daemon, conversation in
            for cut in 1..<bytes.count {
                let peer = try daemon.connect("cut\(cut)")
                try peer.send(bytes: bytes[..<cut])
                // Others' lines go through before the rest is sent, so that the server has read the first piece by itself.
                try conversation.goesOn()
                // It may have closed by then.
                try? peer.send(bytes: bytes[cut...])
                let last = try peer.linesToEnd().last
                #expect(last?.hasPrefix("!! wrong-protocol: ") == true, "\(name), cut at \(cut): \(last ?? "nothing")")
            }
            // Who is told of anything said hears it now.
            try conversation.goesOn()
            let log = daemon.process.log.text
            #expect(!log.contains("lines=3"), "\(log)")
        }
    }

    @Test func byteByByte() throws {
        try withConversation("--connects-per-second", "0") { daemon, conversation in
            for (name, bytes) in Self.openings {
                let peer = try daemon.connect()
                for byte in bytes {
                    try? peer.send(bytes: [byte])
                    try conversation.goesOn()
                }
                #expect(try peer.linesToEnd().last?.hasPrefix("!! wrong-protocol: ") == true, "\(name)")
            }
        }
    }

    /// What a person may begin with is none of them, and waits for nothing.
    @Test(arguments: [
        "\r\n", "\n\n\n", "\r\n\r\n", "\r\n\r\n\r\n", "\u{16}\n", "\u{16}\u{16}", "\r\r\n", "  \r\n", "\r\n \r\n",
    ])
    func peopleAreServed(_ beginning: String) throws {
        try withDaemon { daemon in
            let bob = try daemon.join("bob")
            let ann = try daemon.connect("ann")
            try ann.send(bytes: beginning.utf8)
            try ann.send(bytes: "/nick ann\r\n".utf8)
            try ann.skip(to: "-- you are now ann")
            try ann.send(bytes: "hello\r\n".utf8)
            try bob.skip(to: "<ann> hello")
        }
    }
}
