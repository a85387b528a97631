import Testing

@testable import Dialects

@Suite("Lines of IRC, as they come")
struct IRCMessageTests {
    @Test(
        "are a command and parameters, of which the last may be of several words",
        arguments: [
            ("NICK ann", ReadLine("NICK", ["ann"])),
            ("PRIVMSG #r :hi there", ReadLine("PRIVMSG", ["#r", "hi there"])),
            ("PRIVMSG #r ::)", ReadLine("PRIVMSG", ["#r", ":)"])),
            ("PRIVMSG #r :", ReadLine("PRIVMSG", ["#r", ""])),
            // irssi looks by this for servers that know no CAP.
            ("JOIN :", ReadLine("JOIN", [""])),
            ("PRIVMSG #r a:b", ReadLine("PRIVMSG", ["#r", "a:b"])),
            ("PRIVMSG #r : hi ", ReadLine("PRIVMSG", ["#r", " hi "])),
            ("quit", ReadLine("quit")),
        ])
    func parameters(line: String, expected: ReadLine) {
        #expect(read(line) == .line(expected))
        #expect(read(line + "\r") == .line(expected))
        #expect(read(line + "\r\r") == .line(expected))
    }

    @Test("spaces may be repeated, and stand first and last")
    func spaces() {
        #expect(read("  JOIN   #a  key ") == .line(ReadLine("JOIN", ["#a", "key"])))
        #expect(read("@a=b   PING   :x") == .line(ReadLine("PING", ["x"], tags: ["a": "b"])))
        #expect(read("USER ann 0 *  :Ann") == .line(ReadLine("USER", ["ann", "0", "*", "Ann"])))
    }

    @Test("a source is read over")
    func source() {
        #expect(read(":ann!a@b JOIN #a") == .line(ReadLine("JOIN", ["#a"])))
        #expect(read("@x :ann JOIN #a") == .line(ReadLine("JOIN", ["#a"], tags: ["x": ""])))
    }

    @Test(
        "without a command they are nothing",
        arguments: ["", "\r", "\r\r", " ", "   \r", ":", ":ann", ":ann ", "@a=b", "@a=b "])
    func nothing(line: String) {
        #expect(read(line) == .nothing)
    }

    @Test("the 15th parameter takes the rest")
    func fifteen() {
        let words = (1...20).map(String.init)
        let expected = words.prefix(14) + [words.dropFirst(14).joined(separator: " ")]
        #expect(read("X " + words.joined(separator: " ")) == .line(ReadLine("X", Array(expected))))
        #expect(
            read("X " + words.prefix(14).joined(separator: " ") + " :a b")
                == .line(ReadLine("X", words.prefix(14) + ["a b"])))
    }

    @Test("a CR or NUL within is a byte as others: no name has it, and cleaning takes it out of texts")
    func controls() {
        #expect(read("PRIVMSG #r :a\rQUIT\0") == .line(ReadLine("PRIVMSG", ["#r", "a\rQUIT\0"])))
    }

    @Test("have 512 bytes with CR LF, and tags of 4,096 besides")
    func limits() {
        let text = "PRIVMSG #r :" + String(repeating: "x", count: 510 - 12)
        #expect(read(text) != .tooLong)
        #expect(read(text + "\r") != .tooLong)
        #expect(read(text + "x") == .tooLong)
        let tags = "@a=" + String(repeating: "y", count: 4_096 - 4) + " "
        #expect(read(tags + text) != .tooLong)
        #expect(read(tags + text + "x") == .tooLong)
        #expect(read("@y" + tags.dropFirst() + "PING x") == .tooLong)
        #expect(read(String(repeating: "y", count: 100_000)) == .tooLong)
        #expect(read("@" + String(repeating: "y", count: 4_094)) == .nothing)
        #expect(read("@" + String(repeating: "y", count: 4_095) + " ") == .tooLong)
    }

    @Test("that are not UTF-8 are known")
    func encoding() {
        func isUTF8(_ line: [UInt8]) -> Bool? {
            line.withUnsafeBytes { if case .message(let message) = IRCMessage.read($0) { message.isUTF8 } else { nil } }
        }
        #expect(isUTF8(Array("PRIVMSG #r :ä".utf8)) == true)
        #expect(isUTF8(Array("PRIVMSG #r :".utf8) + [0xE4]) == false)
        #expect(isUTF8([0x40, 0xFF] + Array(" PRIVMSG #r :a".utf8)) == false)
    }

    @Test("beyond the last parameter there is nothing")
    func beyond() {
        Array("NICK ann".utf8).withUnsafeBytes { bytes in
            guard case .message(let message) = IRCMessage.read(bytes) else { return #expect(Bool(false)) }
            #expect(message.count == 1)
            #expect(message[1].isEmpty && message[14].isEmpty && message[100].isEmpty)
            #expect(message.words(from: 5) == [])
        }
    }
}

@Suite("Tags of IRC")
struct IRCTagsTests {
    @Test("are unescaped, and escaped again")
    func escapes() {
        #expect(
            read(#"@+a=x\:y\sz\\\r\n\b\ PING"#)
                == .line(ReadLine("PING", tags: ["+a": "x;y z\\\r\nb"])))
        #expect(
            written {
                $0.tag("+a", "x;y z\\\r\nb")
                $0.command("PING")
            } == #"@+a=x\:y\sz\\\r\nb PING"# + "\r\n")
    }

    @Test("without a proper key are none", arguments: ["@=x", "@a b", "@;;", "@+", "@a/", "@a_b=1", "@ä=1"])
    func keys(tags: String) {
        guard case .line(let line) = read(tags + " PING x") else { return #expect(Bool(false)) }
        #expect(line.tags == (tags == "@a b" ? ["a": ""] : [:]))
    }

    private func clientTags(_ line: String) -> String {
        Array(line.utf8).withUnsafeBytes { bytes in
            guard case .message(let message) = IRCMessage.read(bytes) else { return "?" }
            return String(decoding: IRCClientTags(message.tags).bytes, as: UTF8.self)
        }
    }

    @Test(
        "from client to client are passed on, each once and in one form",
        arguments: [
            ("@label=1 X", ""), ("@a=b;+c=d X", "+c=d"), ("@+a=;+b X", "+a;+b"), ("@+a=1;+b=2;+a=3 X", "+a=3;+b=2"),
            (#"@+a=\q\ X"#, "+a=q"), ("@+draft/reply=123;+typing=active X", "+draft/reply=123;+typing=active"),
            ("@+a=\u{1}\u{7F} X", "+a"),
        ])
    func passedOn(line: String, expected: String) {
        #expect(clientTags(line) == expected)
    }

    @Test("are never longer when passed on")
    func size() {
        let tags = (0..<1_300).map { "+\($0 % 10)" }.joined(separator: ";")
        #expect(clientTags("@\(tags.prefix(4_094)) X") == (0..<10).map { "+\($0)" }.joined(separator: ";"))
    }

    @Test("the last value counts")
    func value() {
        Array("@label=a;label=b;x PING".utf8).withUnsafeBytes { bytes in
            guard case .message(let message) = IRCMessage.read(bytes) else { return #expect(Bool(false)) }
            #expect(message.tags.value(of: "label") == Array("b".utf8))
            #expect(message.tags.value(of: "x") == [])
            #expect(message.tags.value(of: "y") == nil)
        }
    }

    @Test("some may be looked for")
    func looking() {
        Array("@+draft/react=x;+a TAGMSG #r".utf8).withUnsafeBytes { bytes in
            guard case .message(let message) = IRCMessage.read(bytes) else { return #expect(Bool(false)) }
            let tags = IRCClientTags(message.tags)
            #expect(tags.has(anyOf: ["+react", "+draft/react"]))
            #expect(!tags.has(anyOf: ["+draft/rea", "draft/react"]))
            #expect(!IRCClientTags.none.has(anyOf: ["+a"]))
        }
    }
}
