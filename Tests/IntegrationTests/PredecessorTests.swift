import Glibc
import Testing

/// A daemon that is to take over, and what may come instead of a handover: it says why not, to both sides, and ends.
@Suite struct PredecessorTests {
    /// The smallest state of a server that there is: the server's record, of version 1, and the hub's.
    private static let state: [UInt8] = [2, 2, 1, 0] + hub
    private static let hub: [UInt8] = [3, 7, 0, 0, 0, 0, 0, 0, 0]
    /// The server's record of version 2.
    private static func server(isRehearsal: Bool, pasts: UInt8 = 0) -> [UInt8] {
        [2, 4, 2, 0, isRehearsal ? 1 : 0, pasts]
    }

    /// What the room `#a` kept: nothing after id 1.
    private static let pastOfRoom: [UInt8] = [9, 5, 2] + Array("#a".utf8) + [2, 0]
    private static let end: [UInt8] = [8, 1, 0]

    // Of what goes over the channel (`HandoverMessage`).
    private static let part: UInt8 = 2
    private static let whole: UInt8 = 3
    private static let ready: UInt8 = 4
    private static let refused: UInt8 = 5
    private static let commit: UInt8 = 6
    private static let past: UInt8 = 7

    /// Of the first version, which knew no rehearsal.
    @Test func takesOver() throws {
        let predecessor = try Predecessor()
        #expect(try predecessor.receive().starts(with: [1] + [18] + Array("partyline-handover".utf8)))
        try predecessor.send([Self.part] + Self.state)
        try predecessor.send([Self.part] + Self.end)
        try predecessor.send([Self.whole])
        #expect(try predecessor.receive() == [Self.ready])
        try predecessor.send([Self.commit])
        try predecessor.daemon.waitForLog("took over from an older process")
        #expect(try predecessor.receive().isEmpty, "the channel is closed")
        predecessor.daemon.send(signal: SIGTERM)
        #expect(try predecessor.daemon.waitForExit() == .exited(0))
    }

    @Test func takesOverAfterRehearsals() throws {
        let predecessor = try Predecessor()
        _ = try predecessor.receive()
        try predecessor.send([Self.part] + Self.pastOfRoom.prefix(4))
        try predecessor.send([Self.part] + Self.pastOfRoom.dropFirst(4))
        try predecessor.send([Self.past])
        for isRehearsal in [true, true, false] {
            let server = Self.server(isRehearsal: isRehearsal, pasts: 1)
            try predecessor.send([Self.part] + server + Self.hub + Self.end)
            try predecessor.send([Self.whole])
            #expect(try predecessor.receive() == [Self.ready])
            #expect(!predecessor.daemon.log.text.contains("took over"))
        }
        try predecessor.send([Self.commit])
        try predecessor.daemon.waitForLog("took over from an older process")
        predecessor.daemon.send(signal: SIGTERM)
        #expect(try predecessor.daemon.waitForExit() == .exited(0))
    }

    @Test(
        arguments: [
            ([[part] + pastOfRoom, [past], [part] + pastOfRoom, [past]], "the past of #a is there twice"),
            ([[part] + state, [past]], "what a room kept is something else"),
            ([[past]], "it is cut off"),
            ([[part] + server(isRehearsal: true, pasts: 1) + hub + end, [whole]], "what rooms kept is missing"),
            (
                [[part] + pastOfRoom, [past], [part] + server(isRehearsal: false) + hub + end, [whole]],
                "what rooms kept is missing"
            ),
            ([[part] + state, [whole]], "it is cut off"),
            ([[part] + state.dropLast(), [whole]], "it is cut off"),
            ([[whole]], "it is cut off"),
            ([[part] + state + end + state + end, [whole]], "it goes on after its end"),
            ([[part] + state + state + end, [whole]], "it begins twice"),
            ([[part] + [2, 2, 3, 0] + end, [whole]], "it is of version 3, and this program reads 2"),
            ([[part] + state + [8, 1, 5], [whole]], "sessions are missing"),
            ([[part] + end, [whole]], "it does not begin as it should"),
            ([[part] + Array("GET / HTTP/1.1\r\n\r\n".utf8), [whole]], "it "),
            ([[commit]], "the other process said what it should not"),
            ([[9, 9, 9]], "the other process said what it should not"),
        ] as [([[UInt8]], String)])
    func whatIsNoHandover(_ messages: [[UInt8]], _ words: String) throws {
        let predecessor = try Predecessor()
        _ = try predecessor.receive()
        for message in messages { try predecessor.send(message) }
        let answer = try predecessor.receive()
        #expect(answer.first == Self.refused)
        #expect(String(decoding: answer.dropFirst(), as: UTF8.self).contains(words))
        #expect(try predecessor.daemon.waitForExit() != .exited(0))
        #expect(predecessor.daemon.log.text.contains(words))
    }

    /// It ends before, in the midst, or when all is ready but not committed: there is no server then but the old one, if that.
    @Test(arguments: 0...2) func hangsUp(after step: Int) throws {
        let predecessor = try Predecessor()
        _ = try predecessor.receive()
        if step > 0 { try predecessor.send([Self.part] + Self.state + (step > 1 ? Self.end : [])) }
        if step > 1 {
            try predecessor.send([Self.whole])
            #expect(try predecessor.receive() == [Self.ready])
        }
        predecessor.hangUp()
        #expect(try predecessor.daemon.waitForExit() != .exited(0))
        #expect(predecessor.daemon.log.text.contains("partylined: "))
        #expect(!predecessor.daemon.log.text.contains("took over"))
    }

    /// The channel was made by root, and the daemon is nobody: somebody else's handover is not taken.
    @Test(
        .enabled(if: getuid() == 0, "needs root"),
        .enabled(if: PublicCopy.canBeNobody, "needs setpriv, and a /tmp or /var/tmp where nobody can run programs"))
    func anotherUser() throws {
        let predecessor = try Predecessor(PublicCopy.asNobody + [PublicCopy.daemon])
        #expect(try predecessor.receive().isEmpty, "not even a hello")
        #expect(try predecessor.daemon.waitForExit() != .exited(0))
        #expect(predecessor.daemon.log.text.contains("no socket of this user's"))
    }
}
