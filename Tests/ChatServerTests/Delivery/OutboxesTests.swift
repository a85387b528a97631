import TestSupport
import Testing

@testable import ChatServer

/// Outboxes beside what each slot is to get, byte for byte.
private struct Modelled {
    let outboxes = Outboxes()
    /// By slot: what was appended and not flushed.
    var pending: [[UInt8]]
    /// By slot: whether it is to go out with the next flush.
    var isPrompt: [Bool]
    var isHeld: [Bool]
    private var tapes: [Int32] = []
    private var serial = 0

    init(slots: Int) {
        pending = Array(repeating: [], count: slots)
        isPrompt = Array(repeating: false, count: slots)
        isHeld = Array(repeating: false, count: slots)
        for slot in 0..<slots { outboxes.open(UInt32(slot)) }
    }

    /// A line that no other is like.
    private mutating func line(_ name: String) -> [UInt8] {
        serial += 1
        return Array("\(name)\(serial)\n".utf8)
    }

    mutating func append(to slot: Int) {
        let line = line("own")
        if serial % 2 == 0 {
            line.withUnsafeBytes { outboxes.append($0, to: UInt32(slot)) }
        } else {
            outboxes.append(to: UInt32(slot)) { $0.append(line) }
        }
        pending[slot] += line
        isPrompt[slot] = true
    }

    /// - Parameter long: past what is sent as one with the bytes before it.
    mutating func share(tape number: Int, long: Bool = false, with slots: [Int], _ urgency: Outboxes.Urgency) {
        while tapes.count <= number { tapes.append(outboxes.makeTape()) }
        let line = line((long ? String(repeating: "x", count: 5_000) : "") + "tape\(number):")
        let stretch = outboxes.append(toTape: tapes[number]) { $0.append(line) }
        for slot in slots {
            outboxes.share(stretch, with: UInt32(slot), urgency)
            pending[slot] += line
            if urgency == .prompt { isPrompt[slot] = true }
        }
    }

    mutating func hold(_ slot: Int) {
        outboxes.hold(UInt32(slot))
        isHeld[slot] = true
    }

    mutating func release(_ slot: Int) {
        let before = outboxes.isHeld(UInt32(slot))
        #expect(before == isHeld[slot] && (!before || outboxes.heldBytes(of: UInt32(slot)) == pending[slot]))
        outboxes.release(UInt32(slot))
        if isHeld[slot], !pending[slot].isEmpty { isPrompt[slot] = true }
        isHeld[slot] = false
    }

    mutating func hasten() {
        outboxes.hasten()
        for slot in pending.indices where !pending[slot].isEmpty { isPrompt[slot] = true }
    }

    /// One slot's output alone, as when its session ends.
    mutating func flush(slot: Int) {
        var sent: [UInt8] = []
        outboxes.flush(UInt32(slot)) { _, head, tail in sent += Array(head) + Array(tail) }
        #expect(sent == pending[slot])
        pending[slot] = []
        isPrompt[slot] = false
        isHeld[slot] = false
    }

    mutating func flush() {
        var sent = [[UInt8]?](repeating: nil, count: pending.count)
        let tapesAreGone = outboxes.flush { slot, head, tail in
            #expect(sent[Int(slot)] == nil, "slot \(slot) was flushed twice")
            sent[Int(slot)] = Array(head) + Array(tail)
        }
        for slot in pending.indices {
            guard isPrompt[slot], !isHeld[slot], !pending[slot].isEmpty else {
                #expect(sent[slot] ?? [] == [])
                continue
            }
            #expect(sent[slot] == pending[slot])
            pending[slot] = []
            isPrompt[slot] = false
        }
        if tapesAreGone {
            tapes = []
            #expect(pending.indices.allSatisfy { pending[$0].isEmpty || isHeld[$0] })
        }
        #expect(!outboxes.hasPrompt)
    }
}

@Suite struct OutboxesTests {
    @Test func orderIsThatOfTheCalls() {
        var model = Modelled(slots: 3)
        model.share(tape: 0, with: [0, 1, 2], .prompt)
        model.append(to: 1)
        model.share(tape: 0, with: [0, 1], .prompt)
        model.share(tape: 1, with: [0], .prompt)
        model.share(tape: 0, with: [0, 2], .prompt)
        model.append(to: 0)
        model.append(to: 0)
        model.flush()
        model.flush()
    }

    /// Late output waits, and goes out with what is prompt for the same slot; its tape lives as long.
    @Test func lateOutputWaits() {
        var model = Modelled(slots: 3)
        model.share(tape: 0, with: [0, 1], .late)
        #expect(!model.outboxes.hasPrompt && model.outboxes.hasLate)
        model.flush()
        model.share(tape: 0, with: [1, 2], .prompt)
        model.flush()
        #expect(model.pending[1].isEmpty && !model.pending[0].isEmpty)
        model.share(tape: 0, with: [0], .late)
        model.hasten()
        #expect(!model.outboxes.hasLate)
        model.flush()
        #expect(model.pending[0].isEmpty)
    }

    /// What a slot that is held is to be sent waits until it is released, and no longer needs the tapes that it stood on.
    @Test func whatIsHeldWaits() {
        var model = Modelled(slots: 3)
        model.append(to: 1)
        model.share(tape: 0, with: [0, 1, 2], .prompt)
        model.hold(1)
        model.share(tape: 0, with: [0, 1], .late)
        model.flush()
        model.share(tape: 0, long: true, with: [0, 1, 2], .prompt)
        model.hasten()
        model.flush()
        #expect(!model.pending[1].isEmpty && model.pending[0].isEmpty && model.pending[2].isEmpty)
        model.share(tape: 0, with: [1], .late)
        model.release(1)
        model.flush()
        #expect(model.pending[1].isEmpty)
        model.hold(0)
        model.release(0)
        model.hold(2)
        model.flush(slot: 2)
        model.append(to: 2)
        model.flush()
        #expect(model.pending[2].isEmpty)
    }

    /// A session ends, and another gets its slot in the same turn: it gets its own bytes alone.
    @Test(arguments: [Outboxes.Urgency.late, .prompt]) func aSlotIsUsedAgain(_ urgency: Outboxes.Urgency) {
        var model = Modelled(slots: 2)
        model.share(tape: 0, with: [0, 1], urgency)
        model.append(to: 0)
        model.flush(slot: 0)
        model.share(tape: 0, with: [0, 1], urgency)
        model.flush(slot: 0)
        model.flush(slot: 0)
        model.append(to: 0)
        model.flush()
        model.hasten()
        model.flush()
    }

    @Test func whatNobodyWantsIsNothing() {
        let outboxes = Outboxes()
        outboxes.append(UnsafeRawBufferPointer(start: nil, count: 0), to: 0)
        outboxes.append(to: 0) { _ in }
        #expect(!outboxes.hasPrompt && !outboxes.hasLate)
        let tapesAreGone = outboxes.flush { _, _, _ in Issue.record("nothing was to be sent") }
        #expect(tapesAreGone)
        outboxes.flush(0) { _, _, _ in Issue.record("nothing was to be sent") }
    }

    /// Slots are opened as sessions come; what waits in the others stays.
    @Test func growing() {
        let outboxes = Outboxes()
        outboxes.append(to: 63) { $0.append(1) }
        outboxes.open(64)
        outboxes.open(100_000)
        outboxes.append(to: 100_000) { $0.append(2) }
        var sent: [UInt32: [UInt8]] = [:]
        _ = outboxes.flush { slot, head, tail in sent[slot] = Array(head) + Array(tail) }
        #expect(sent == [63: [1], 100_000: [2]])
    }

    /// Nothing beside the slots is written: the process ends.
    @Test func aSlotThatWasNotOpened() async {
        await #expect(processExitsWith: .failure) {
            let outboxes = Outboxes()
            let stretch = outboxes.append(toTape: outboxes.makeTape()) { $0.append(1) }
            outboxes.share(stretch, with: 1_000_000, .prompt)
        }
        await #expect(processExitsWith: .failure) { Outboxes().append(to: 64) { $0.append(1) } }
        await #expect(processExitsWith: .failure) { _ = Outboxes().count(of: .max) }
        await #expect(processExitsWith: .failure) { Outboxes().flush(64) { _, _, _ in } }
    }

    /// Memory that is given back is not missed.
    @Test func sparesAreReleased() {
        var model = Modelled(slots: 4)
        for _ in 0..<3 {
            for slot in 0..<4 { model.append(to: slot) }
            model.share(tape: 0, with: [1, 2], .late)
            model.outboxes.releaseSpares()
            model.flush()
            model.share(tape: 1, with: [1, 2], .late)
            model.outboxes.releaseSpares()
            model.hasten()
            model.flush()
            model.outboxes.releaseSpares()
        }
    }

    /// Whatever comes in whatever order, each slot gets what a plain array would have.
    @Test(arguments: 0..<200) func anyInterleaving(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var model = Modelled(slots: 1 + random.below(8))
        let slots = model.pending.count
        let tapes = 1 + random.below(4)
        for _ in 0..<400 {
            switch random.below(22) {
            case 20: model.hold(random.below(slots))
            case 21: model.release(random.below(slots))
            case 0: model.flush()
            case 1: model.hasten()
            case 2: model.flush(slot: random.below(slots))
            case 3: model.outboxes.releaseSpares()
            case 4: model.outboxes.append(to: UInt32(random.below(slots))) { _ in }
            case 5..<8: model.append(to: random.below(slots))
            case 8: model.share(tape: random.below(tapes), long: true, with: Array(0..<slots), .prompt)
            default:
                let readers = (0..<slots).filter { _ in random.chance(70) }
                model.share(tape: random.below(tapes), with: readers, random.chance(30) ? .late : .prompt)
            }
        }
        for slot in 0..<slots { model.release(slot) }
        model.hasten()
        model.flush()
        #expect(model.pending.allSatisfy { $0.isEmpty })
    }
}
