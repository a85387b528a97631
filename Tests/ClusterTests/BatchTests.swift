import ChatCore
import Testing

@testable import Cluster

@Suite("A batch")
struct BatchTests {
    /// A line of each verb.
    private static let lines = [
        "up 1 9000", "down 3 17", "level 2", "fact 00ff",
        "token 3/0 0000000000000000000000000000000000000000000000000000000000000000",
        "forget-tokens 0000000000000000000000000000000000000000000000000000000000000000 0000000000000000000000000000000000000000000000000000000000000001",
        "hold 3/0 - 17 :lost", "hold 3/0 0000000000000000000000000000000000000000000000000000000000000000 17 -",
        "resume 3/0 4/2 0000000000000000000000000000000000000000000000000000000000000000 - :is%20ann",
        "resume 3/0 4/2 0000000000000000000000000000000000000000000000000000000000000000 0000000000000000000000000000000000000000000000000000000000000001 -",
        "readmit 3/0", "let-go 7 :lost 9 -",
        "arrive shown", "arrive hidden c-abc",
        "introduce ann c-abc ~line :Ann%20B.",
        "announce 3/0", "say 3/0 #lobby message - :hello%20there", "tell 3/0 4/2 bob 1234567890123456 :psst",
        "notice 3/0 4/2 bob - :psst", "pass 3/0 #lobby 0102FF kept", "take-back 3/0 #lobby 17 -",
        "take-back-private 3/0 5,6 :oops", "post 3/0 7 bob - :later", "rename 3/0 ann", "enter 3/0 #swift",
        "leave 3/0 #swift :bye", "topic 3/0 #lobby :tea", "away 3/0 -", "real-name 3/0 :Ann", "program 3/0 on",
        "say-to 3/0 #lobby op notice :psst", "quit 3/0 - 4/2 :bye", "lobby -", "topic-bytes 1000",
        "rank 3/0 #lobby 4/2 op", "voice-beneath 3/0 #lobby 4/2 on", "kick 3/0 #lobby 4/2 :no",
        "mask 3/0 #lobby ban host:c-x,account:mal 99 out :spam", "unmask 3/0 #lobby exempt nick:a*",
        "invite 3/0 #lobby 4/2 opens", "mode 3/0 #lobby +key=word -secret", "standing 3/0 #lobby 7 op",
        "register-room 3/0 #lobby", "drop-room 3/0 #lobby", "rename-room 3/0 #lobby #Hall -", "register Ann 3/0",
        "login 3/0 7 as-they-are", "logout 3/0", "reserve 7 a2", "release 7 a2", "suspend 7 on", "operator 7 off",
        "dms 7 accounts", "ignore 7 8 on", "collect 7", "mark 7 #lobby 17", "erase 7", "displace 3/0",
        "guest-dms 3/0 nobody", "kill 3/0 4/2 -", "server-ban 3/0 net:192.0.2.0/24 - :no",
        "server-unban 3/0 nick:a*", "announce-all 3/0 :hi", "broadcast 3/0 :hear", "report 3/0 4/2 #lobby 5,6 :shouts",
        "reset 3/0 7",
    ]

    private func writer() throws -> Incarnation { Incarnation(try node(3), 17) }

    @Test("has a line for each entry, of whatever kind, and is read as it was written")
    func roundTrip() throws {
        for line in BatchTests.lines {
            let number: UInt64 = line.hasPrefix("up ") ? 0 : 8812
            let text = "P1 3 17 \(number) 1\n\(line)\n"
            let batch = try Batch(text: Array(text.utf8))
            #expect(batch.text == text)
            let writer = try writer()
            #expect(batch.writer == writer && batch.number == number)
        }
        let all = try BatchTests.lines.map(entry)
        let batch = Batch(level: 1, by: try writer(), number: 0, all)
        #expect(try Batch(text: Array(batch.text.utf8)) == batch)
    }

    @Test("what is none is refused")
    func refused() throws {
        let texts = [
            "", "\n", "P1", "P1 3 17 1 1", "P1 3 17 1 1\n", "P1 3 17 1 0\n", "P1 3 17 1 1\nannounce 3/0",
            "P1 3 17 1 2\nannounce 3/0\n", "P1 3 17 1 1\nannounce 3/0\n\n", "P1 3 17 1 1\r\nannounce 3/0\n",
            "p1 3 17 1 1\nannounce 3/0\n", "P0 3 17 1 1\nannounce 3/0\n", "P01 3 17 1 1\nannounce 3/0\n",
            "P1 0 17 1 1\nannounce 3/0\n", "P1 65 17 1 1\nannounce 3/0\n", "P1 03 17 1 1\nannounce 3/0\n",
            "P1 3 -1 1 1\nannounce 3/0\n", "P1 3 17 +1 1\nannounce 3/0\n", "P1  3 17 1 1\nannounce 3/0\n",
            "P1 3 17 1 1 \nannounce 3/0\n", "P1 3 17 1 1\ndance 3/0\n", "P1 3 17 1 1\nannounce 03/0\n",
            "P1 3 17 1 1\nup 1 9\n", "P1 3 17 0 1\nannounce 3/0\n", "P1 3 17 0 2\nup 1 9\nup 1 9\n",
            "P1 3 17 1 1\ndown 3\n", "P1 3 17 1 1\ntoken 3/0 00\n", "P1 3 17 1 1\nlet-go -1 -\n",
            "P1 3 17 1 1\nfact 0\n", "P1 3 17 1 1\nfact 0F\n", "P1 3 17 1 1\nfact\n",
            "P1 3 17 1 1\ndown 99 1\n", "P1 3 17 1 1\nlevel -1\n", "P1 3 17 1 1\nlevel\n",
            "P1 3 17 1 2\n" + String(repeating: "away 3/0 :" + String(repeating: "x", count: 16_000) + "\n", count: 3),
        ]
        for text in texts {
            #expect(throws: BatchError.self, "\(text.prefix(60))") { try Batch(text: Array(text.utf8)) }
        }
        #expect(throws: BatchError.self) { try Batch(text: [0x50, 0x31, 0xFF, 0x0A]) }
        let long = [UInt8](repeating: UInt8(ascii: "P"), count: Batch.maximumBytes + 1)
        #expect(throws: BatchError("a batch of \(long.count) bytes")) { try Batch(text: long) }
    }

    @Test("of a newer level is told apart: another program may read it")
    func newer() {
        let text = Array("P2 3 17 1 1\nsomething new\n".utf8)
        #expect(throws: BatchError("a batch of level 2, and this program knows 1", isNewer: true)) {
            try Batch(text: text)
        }
    }
}
