import ChatCore
import Testing

@Suite("Names")
struct NamesTests {
    @Test(
        "a nick is a letter, then up to 31 letters, digits, _ or -",
        arguments: ["a", "Z", "ann", "A-n_9", "a" + String(repeating: "-", count: 31)])
    func nick(text: String) throws {
        #expect(try #require(Nick(text)).text == text)
    }

    @Test(
        "anything else is no nick",
        arguments: [
            "", "1a", "_a", "-a", "#a", "a b", " a", "a ", "a.b", "a#", "ä", "aé", "a\u{301}", "a\u{0}", "a\n", "a@b",
            "a\u{7F}",
            "a\u{FF41}", "a\u{212A}", "a[b]", "a{b}", "a^", "a`", String(repeating: "a", count: 33),
        ])
    func notANick(text: String) {
        #expect(Nick(text) == nil)
    }

    @Test("a nick of 32 is the longest")
    func longestNick() {
        #expect(Nick(String(repeating: "n", count: 32)) != nil)
        #expect(Nick.maximumLength == 32)
    }

    @Test("a room is # and 1 to 32 of letters, digits, _ . -; the # may be left out")
    func room() throws {
        let longest = String(repeating: "r", count: 32)
        for text in ["lobby", "Lobby", "9", "._-", longest] {
            #expect(try #require(RoomName(text)).text == "#" + text)
            #expect(try #require(RoomName("#" + text)).text == "#" + text)
        }
    }

    @Test(
        "anything else is no room",
        arguments: [
            "", "#", "##", "##a", "a#", "a b", "#a,b", "#a\u{0}", "#ä", "#a/b", "#a\n", "#\u{1F600}",
            String(repeating: "r", count: 33),
            "#" + String(repeating: "r", count: 33),
        ])
    func notARoom(text: String) {
        #expect(RoomName(text) == nil)
    }

    @Test("both compare without case and keep the case as typed")
    func comparison() {
        let nicks: Set<Nick> = ["Ann", "aNN", "ann"]
        #expect(nicks.count == 1)
        let (ann, shouted): (Nick, Nick) = ("Ann", "aNN")
        #expect(ann == shouted)
        #expect(ann.description == "Ann")
        #expect(ann != "anna")
        #expect(Nick("a_b") != "a-b")
        let rooms: Set<RoomName> = ["#Kitchen", "kitchen", "#KITCHEN"]
        #expect(rooms.count == 1)
        let kitchen: RoomName = "Kitchen"
        #expect(kitchen == "#kitchen")
        #expect(kitchen.description == "#Kitchen")
        #expect(kitchen != "#kitchen2")
    }

    @Test("only A to Z are made small; the bytes beside them in ASCII stay")
    func lowercase() {
        #expect("AZaz09@[`{_-.".asciiLowercased == "azaz09@[`{_-.")
        #expect("ÄẞİK".asciiLowercased == "Äẞİk")
        #expect("\u{212A}".asciiLowercased == "\u{212A}")
    }

    @Test("the classes of bytes are those of ASCII, for each byte")
    func classes() {
        for byte in UInt8.min...UInt8.max {
            let letters: [ClosedRange<UInt8>] = [0x41...0x5A, 0x61...0x7A]
            #expect(byte.isASCIILetter == letters.contains { $0.contains(byte) })
            #expect(byte.isASCIIDigit == (0x30...0x39).contains(byte))
        }
    }
}
