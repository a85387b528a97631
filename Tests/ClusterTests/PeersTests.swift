import ChatCore
import Testing

@testable import Cluster

@Suite("Peers")
struct PeersTests {
    private let first: Incarnation
    private let second: Incarnation
    private var peers = Peers()

    init() throws {
        first = Incarnation(try node(1), 10)
        second = Incarnation(try node(2), 10)
    }

    /// - Parameter seconds: of the steady clock.
    private mutating func look(_ lives: [Incarnation], at seconds: Int64) -> [Peers.Doubt] {
        peers.look(at: lives, at: seconds * 1_000_000)
    }

    private mutating func hear(of incarnation: Incarnation, at seconds: Int64) {
        peers.hear(of: incarnation, at: seconds * 1_000_000)
    }

    @Test("are asked after six seconds of silence, and held for dead two seconds later, once")
    mutating func silence() {
        #expect(look([first, second], at: 0) == [])
        hear(of: second, at: 4)
        #expect(look([first, second], at: 5) == [])
        #expect(look([first, second], at: 6) == [.ask(first)])
        #expect(look([first, second], at: 7) == [])
        hear(of: second, at: 7)
        #expect(look([first, second], at: 8) == [.down(first)])
        #expect(look([first, second], at: 10) == [])
        #expect(look([second], at: 13) == [.ask(second)])
    }

    @Test("who answers is alive")
    mutating func answer() {
        #expect(look([first], at: 0) == [])
        #expect(look([first], at: 6) == [.ask(first)])
        hear(of: first, at: 7)
        #expect(look([first], at: 12) == [])
        #expect(look([first], at: 13) == [.ask(first)])
    }

    @Test("who was stopped asks before it holds anybody for dead")
    mutating func stopped() {
        #expect(look([first], at: 0) == [])
        #expect(look([first], at: 100) == [.ask(first)])
    }

    @Test("another life is another peer, and what is heard of the old one means nothing")
    mutating func lives() throws {
        let next = Incarnation(first.node, 11)
        #expect(look([first], at: 0) == [])
        #expect(look([next], at: 5) == [])
        hear(of: first, at: 6)
        #expect(look([next], at: 11) == [.ask(next)])
    }
}
