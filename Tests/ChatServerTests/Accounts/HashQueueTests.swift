import ChatCore
import Libevent
import TestSupport
import Testing

@testable import ChatServer

@Suite struct HashQueueTests {
    private static func host(_ number: Int) -> HostKey { HostKey(IPAddress(v4: UInt32(number))) }

    private func entry(_ number: Int, _ host: HostKey?) -> HashQueue<Int>.Entry {
        let session = SessionID(slot: UInt32(number), generation: 1)
        return HashQueue.Entry(ticket: Ticket(session: session, number: UInt64(number)), host: host, work: number)
    }

    @Test func oneAtATimeInTheirOrder() {
        var queue = HashQueue<Int>()
        for number in 1...3 { #expect(queue.offer(entry(number, nil), isSuspect: false).isTaken) }
        #expect(queue.next()?.work == 1)
        #expect(queue.next() == nil)
        queue.finish()
        #expect(queue.next()?.work == 2)
        queue.finish()
        #expect(queue.next()?.work == 3)
        queue.finish()
        #expect(queue.next() == nil)
    }

    @Test func twoOfAnAddressAreInHandAtMost() {
        var queue = HashQueue<Int>()
        #expect(queue.offer(entry(1, Self.host(1)), isSuspect: false).isTaken)
        #expect(queue.next()?.work == 1)
        #expect(queue.offer(entry(2, Self.host(1)), isSuspect: false).isTaken)
        #expect(!queue.offer(entry(3, Self.host(1)), isSuspect: false).isTaken)
        #expect(queue.offer(entry(4, Self.host(2)), isSuspect: false).isTaken)
        queue.finish()
        #expect(queue.offer(entry(5, Self.host(1)), isSuspect: false).isTaken)
    }

    @Test func thirtyTwoWaitAtMost() {
        var queue = HashQueue<Int>()
        for number in 0..<32 { #expect(queue.offer(entry(number, nil), isSuspect: false).isTaken) }
        #expect(!queue.offer(entry(32, nil), isSuspect: false).isTaken)
        _ = queue.next()
        #expect(queue.offer(entry(33, nil), isSuspect: false).isTaken)
    }

    @Test func whoFailedLatelyGoesLast() {
        var queue = HashQueue<Int>()
        #expect(queue.offer(entry(1, Self.host(1)), isSuspect: true).isTaken)
        #expect(queue.offer(entry(2, Self.host(2)), isSuspect: false).isTaken)
        #expect(queue.offer(entry(3, Self.host(3)), isSuspect: false).isTaken)
        #expect(queue.next()?.work == 2)
        queue.finish()
        queue.distrust(Self.host(3))
        #expect(queue.offer(entry(4, Self.host(4)), isSuspect: false).isTaken)
        #expect(queue.next()?.work == 4)
        queue.finish()
        #expect(queue.next()?.work == 1)
        queue.finish()
        #expect(queue.next()?.work == 3)
    }

    @Test func aFloodDoesNotPutOthersOff() throws {
        var queue = HashQueue<Int>()
        for number in 0..<32 { #expect(queue.offer(entry(number, Self.host(number)), isSuspect: true).isTaken) }
        #expect(!queue.offer(entry(50, Self.host(50)), isSuspect: true).isTaken)
        guard case .taken(let displaced?) = queue.offer(entry(51, Self.host(51)), isSuspect: false) else {
            Issue.record("nobody made room")
            return
        }
        #expect(displaced.work == 31)
        #expect(queue.next()?.work == 51)
    }

    // MARK: - A model

    /// Draws offers, ends and failures; then each that was taken is done once, or displaced, and the rules hold after each step.
    @Test(arguments: 0..<40) func eachIsDoneOnce(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var queue = HashQueue<Int>()
        var suspects: Set<Int> = []
        /// Number, host, in the order in which they came.
        var waiting: [(number: Int, host: Int)] = []
        var running: (number: Int, host: Int)?
        var (next, settled) = (0, 0)
        for step in 0..<3_000 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0...4:
                let host = Int.random(in: 0..<40, using: &random)
                let isSuspect = suspects.contains(host)
                let inHand = waiting.count { $0.host == host } + (running?.host == host ? 1 : 0)
                let weakest = waiting.lastIndex { suspects.contains($0.host) }
                let hasRoom = waiting.count < 32 || (!isSuspect && weakest != nil)
                switch queue.offer(entry(next, Self.host(host)), isSuspect: isSuspect) {
                case .taken(let displaced):
                    #expect(inHand < 2 && hasRoom)
                    #expect((displaced != nil) == (waiting.count == 32))
                    if let displaced { waiting.removeAll { $0.number == displaced.work } }
                    waiting.append((next, host))
                case .full:
                    #expect(inHand >= 2 || !hasRoom)
                    settled += 1
                }
                next += 1
            case 5...6:
                guard running == nil else { break }
                let entry = queue.next()
                #expect((entry == nil) == waiting.isEmpty)
                guard let entry, let index = waiting.firstIndex(where: { $0.number == entry.work }) else { break }
                running = waiting.remove(at: index)
                // Nobody whom we trust more waits, nor anybody whom we trust as much and who came before.
                let isSuspect = suspects.contains(running?.host ?? 0)
                if isSuspect { #expect(waiting.allSatisfy { suspects.contains($0.host) }) }
                if !isSuspect { #expect(waiting[..<index].allSatisfy { suspects.contains($0.host) }) }
            default:
                guard let done = running else { break }
                queue.finish()
                running = nil
                if Bool.random(using: &random) {
                    suspects.insert(done.host)
                    queue.distrust(Self.host(done.host))
                }
                if step.isMultiple(of: 50) {
                    suspects = suspects.filter { host in waiting.contains { $0.host == host } }
                }
            }
            #expect(queue.count == waiting.count && queue.count <= 32)
        }
        #expect(queue.removeAll().map(\.work).sorted() == waiting.map(\.number).sorted())
    }
}

extension HashQueue.Offer {
    fileprivate var isTaken: Bool {
        if case .taken = self { true } else { false }
    }
}
