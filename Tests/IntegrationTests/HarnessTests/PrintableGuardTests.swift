import Testing

@Suite struct PrintableGuardTests {
    @Test(arguments: ["plain\n", "é ü 👩‍🚀 中文\n", "\u{A0}\n"]) func acceptsText(_ text: String) throws {
        var guarded = PrintableGuard()
        try guarded.check(Array(text.utf8)[...])
    }

    @Test(
        arguments: [[0x00], [0x0D, 0x0A], [0x1B], [0x7F], [0xC2, 0x85], [0xC3, 0x0A], [0xFF], [0x09]] as [[UInt8]])
    func refuses(_ bytes: [UInt8]) {
        var guarded = PrintableGuard()
        #expect(throws: HarnessFailure.self) { try guarded.check((Array("text".utf8) + bytes + [0x0A])[...]) }
    }

    @Test func refusesLongLines() throws {
        var guarded = PrintableGuard()
        try guarded.check(([UInt8](repeating: 0x61, count: 4096) + [0x0A])[...])
        #expect(throws: HarnessFailure.self) {
            try guarded.check(([UInt8](repeating: 0x61, count: 4097) + [0x0A])[...])
        }
    }

    @Test func telnetPeersGetTelnet() throws {
        var guarded = PrintableGuard()
        guarded.speaksTelnet = true
        try guarded.check(([0xFF, 0xFC, 0x06] + Array("-- yes\r\n".utf8))[...])
        #expect(throws: HarnessFailure.self) { try guarded.check(Array("a\rb".utf8)[...]) }
    }
}
