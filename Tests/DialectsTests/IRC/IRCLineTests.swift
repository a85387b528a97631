import ChatCore
import Testing

@testable import Dialects

@Suite("Lines of IRC, as they go")
struct IRCLineTests {
    @Test("have tags, a source, a command and parameters")
    func whole() {
        #expect(
            written {
                $0.tag("time") { $0.put("2026-11-30T08:00:00.000Z") }
                $0.tag("msgid", "12")
                $0.tag("bot")
                $0.source("ann", user: "~ann", host: "c-abc")
                $0.command("PRIVMSG")
                $0.parameter(word: "#r")
                $0.trailing("hi there" as Text)
            } == "@time=2026-11-30T08:00:00.000Z;msgid=12;bot :ann!~ann@c-abc PRIVMSG #r :hi there\r\n")
        #expect(written { $0.command("PING") } == "PING\r\n")
    }

    @Test(
        "the last parameter has a colon where it needs one",
        arguments: [
            ("a", " a"), ("", " :"), ("a b", " :a b"), (":a", " ::a"), ("a:", " a:"),
        ])
    func colon(text: String, expected: String) {
        #expect(
            written {
                $0.command("PONG")
                $0.last(text)
            } == "PONG\(expected)\r\n")
    }

    @Test(
        "anybody's word can't make another parameter or another line",
        arguments: [
            ("a b", "*"), ("", "*"), (":a", "*"), ("a\r\nQUIT", "aQUIT"), ("a\0b", "ab"), ("\u{202E}x", "x"),
            ("ä", "ä"),
            ("\r", "*"),
        ])
    func foreign(word: String, expected: String) {
        #expect(IRCNumeric.badNick.line(word) == ":irc.example 432 ann \(expected) :Erroneous nickname\r\n")
    }

    @Test("bytes that are no UTF-8 are not repeated")
    func encoding() {
        #expect(
            written {
                $0.command("X")
                $0.parameter(word: [0xFF, 0x61] as [UInt8])
                $0.trailing(words: [0xC3] as [UInt8])
            } == "X * :\r\n")
    }

    @Test("have 512 bytes, and are cut at a character's end")
    func cut() {
        let text = written {
            $0.command("X")
            $0.trailing(Text(cleaned: Array(String(repeating: "ä", count: 400).utf8)))
        }
        #expect(text.utf8.count == 511 && text.hasPrefix("X :ää") && text.hasSuffix("ä\r\n"))
        let long = written {
            $0.tag("a", String(repeating: "x", count: 1_000))
            $0.command("X")
            for _ in 0..<10 { $0.parameter(word: String(repeating: "y", count: 500)) }
        }
        #expect(long.utf8.count == 4 + 1_000 + 512)
        #expect(long.hasSuffix("y\r\n"))
    }

    @Test("have tags of 8,191 bytes, and leave out what no longer fits")
    func tags() {
        let most = String(repeating: "x", count: 8_191 - 4)
        #expect(
            written {
                $0.tag("a", most)
                $0.tag("b")
                $0.tag("c") { $0.put("1") }
                $0.command("X")
            } == "@a=\(most) X\r\n")
        #expect(
            written {
                $0.tag("a", most + "x")
                $0.tag("b", "1")
                $0.command("X")
            } == "@b=1 X\r\n")
    }

    @Test("hold a request from client to client between two marks")
    func request() {
        let request = CTCP(command: "PING", parameters: Text(cleaned: Array(String(repeating: "1", count: 600).utf8)))
        let text = written { line in
            line.command("X")
            if let request { line.trailing(request) }
        }
        #expect(text.utf8.count == 512 && text.hasPrefix("X :\u{1}PING 1") && text.hasSuffix("1\u{1}\r\n"))
    }

    @Test("can be taken back")
    func cancel() {
        let buffer = ByteBuffer()
        buffer.put("A\r\n")
        var line = IRCLine(into: buffer)
        line.tag("a")
        line.command("X")
        line.cancel()
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == "A\r\n")
    }

    @Test("UTF-8 is cut where no character is")
    func boundaries() {
        let bytes = Array("aä€😀".utf8)
        #expect((0...10).map { UTF8Cut.boundary(bytes, atMost: $0) } == [0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10])
        #expect(UTF8Cut.boundary(bytes[3...], atMost: 4) == 3)
        #expect(UTF8Cut.text("aä", atMost: 2) == "a")
    }

    @Test("notices are put by their numbers")
    func numerics() {
        #expect(IRCNumeric.welcome.line() == ":irc.example 001 ann\r\n")
        #expect(Set(IRCNumeric.allCases.map { "\($0.name)" }).count == IRCNumeric.allCases.count)
        #expect(IRCNumeric.allCases.allSatisfy { $0.name.utf8CodeUnitCount > 0 })
    }
}

extension IRCNumeric {
    fileprivate func line(_ word: String? = nil) -> String {
        rendered { buffer in
            if let word {
                put(to: "ann", from: "irc.example", into: buffer, word)
            } else {
                put(to: "ann", from: "irc.example", into: buffer)
            }
        }
    }
}

@Suite("Commands of IRC")
struct IRCCommandTests {
    private func command(_ word: String) -> IRCCommand? { Array(word.utf8).withUnsafeBytes { IRCCommand($0) } }

    @Test("are known in any case")
    func names() {
        for expected in IRCCommand.allCases {
            #expect(command(expected.rawValue) == expected)
            #expect(command(expected.rawValue.lowercased()) == expected)
        }
        #expect(command("ns") == .nickServ && command("CS") == .chanServ)
        for word in ["", "PRIVMS", "PRIVMSGS", "AUTHENTICATEX", "ÄNICK", "NICK\0"] { #expect(command(word) == nil) }
    }
}
