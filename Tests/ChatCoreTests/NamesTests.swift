import ChatCore
import Testing

@Suite("Names")
struct NamesTests {
    @Test(
        "a nick is letters, digits, - and some signs, without a digit or - in front",
        arguments: [
            "a", "Z", "ann", "A-n_9", "_a", "a[b]", "{a}", "^", "`", "|a|", "\\o", "__", "[a]9-",
            "a" + String(repeating: "-", count: 31), "_" + String(repeating: "[", count: 31),
        ])
    func nick(text: String) throws {
        #expect(try #require(Nick(text)).text == text)
    }

    @Test(
        "anything else is no nick",
        arguments: [
            "", "1a", "-a", "#a", "a~", "a+", "a/b", "a'b", "a(b)", "a\"b", "a;b", "a=b", "a:b", "a<b", "a!b", "a*",
            "a?", "a%", "a,b", "a&b", "$a", "a b", " a", "a ", "a.b", "a#", "ä", "aé", "a\u{301}", "a\u{0}", "a\n",
            "a@b",
            "a\u{7F}",
            "a\u{FF41}", "a\u{212A}", String(repeating: "a", count: 33),
        ])
    func notANick(text: String) {
        #expect(Nick(text) == nil)
    }

    @Test("a nick of 32 is the longest")
    func longestNick() {
        #expect(Nick(String(repeating: "n", count: 32)) != nil)
        #expect(Nick.maximumLength == 32)
    }

    @Test("a room is # and 1 to 32 of letters, digits and some signs; the # may be left out")
    func room() throws {
        let longest = String(repeating: "r", count: 32)
        for text in ["lobby", "Lobby", "9", "._-", "c++", "a/b&c", "~$^'[]{}\\`|", "c#", "f#-talk", longest] {
            #expect(try #require(RoomName(text)).text == "#" + text)
            #expect(try #require(RoomName("#" + text)).text == "#" + text)
        }
    }

    @Test(
        "anything else is no room",
        arguments: [
            "", "#", "###", "###a", "#a#b#", "a b", "#a,b", "#a:b", "#a=b", "#a<", "#a*", "#a!", "#a@b", "#a(b)", "#a%",
            "#a\"",
            "#a\u{0}", "#ä", "#a\n", "#\u{1F600}",
            String(repeating: "r", count: 33),
            "#" + String(repeating: "r", count: 33),
        ])
    func notARoom(text: String) {
        #expect(RoomName(text) == nil)
    }

    @Test("a second # is a part of the name, where the first is not left out")
    func secondMark() throws {
        for (text, name) in [("##a", "##a"), ("##", "##"), ("a#", "#a#")] { #expect(RoomName(text)?.text == name) }
        let text = "##a"
        let name = try #require(RoomName(text))
        #expect(name != "#a" && RoomName(name.text) == name)
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
        #expect(Nick("[a]\\") != Nick("{a}|"), "that is only so in other servers")
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
