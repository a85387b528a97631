import TestSupport
import Testing

@testable import Libevent

/// The end of a unit that its first byte says the length of.
private func counted(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
    var end = 0
    while end <= place, end < bytes.count { end += max(1, Int(bytes[end])) }
    return end
}

/// A unit of so many bytes, each of which could as well be its length or the end of a line.
private func unit(_ count: Int) -> [UInt8] {
    [UInt8(count)] + Array(repeating: 10, count: count - 1)
}

@Suite struct UnitEndsTests {
    /// Sends and writes at random: what is kept always ends with a unit, and is not much.
    @Test(arguments: 0..<200) func cutsBetweenUnits(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let ends = UnitEnds(counted)
        /// What waits: for each byte, whether a unit ends behind it.
        var waiting: [Bool] = []
        for _ in 0..<100 {
            let units = (0..<1 + random.below(400)).map { _ in unit(1 + random.below(255)) }
            let bytes = units.flatMap { $0 }
            let places = units.flatMap { Array(repeating: false, count: $0.count - 1) + [true] }
            let taken = waiting.isEmpty ? random.below(bytes.count) : 0
            ends.prune(waiting: waiting.count)
            bytes.withUnsafeBytes { ends.append($0, behind: taken) }
            waiting += places[taken...]
            waiting.removeFirst(random.below(waiting.count + 1))
            let promised = min(waiting.count, random.chance(50) ? 0 : random.below(20_000))
            let kept = ends.kept(of: waiting.count, promised: promised)
            #expect(kept >= promised && kept <= min(waiting.count, promised + UnitEnds.spacing + 255))
            if kept > 0, kept != promised { #expect(waiting[kept - 1], "seed \(seed)") }
            guard random.chance(10) else { continue }
            ends.drop(from: kept, of: waiting.count)
            waiting.removeLast(waiting.count - kept)
        }
    }

    /// Where the kernel took whole units nothing has to be kept.
    @Test func nothingIsKeptOfUnitsNotBegun() {
        for (taken, kept) in [(0, 0), (3, 0), (4, 3), (7, 0)] {
            let ends = UnitEnds(counted)
            let units = unit(3) + unit(4) + unit(200)
            units.withUnsafeBytes { ends.append($0, behind: taken) }
            #expect(ends.kept(of: units.count - taken, promised: 0) == kept)
        }
    }

    /// A peer that is always behind, and reads as much as it is sent.
    @Test func doNotBecomeMany() {
        let ends = UnitEnds(counted)
        for _ in 0..<100_000 {
            ends.prune(waiting: 1_000)
            unit(200).withUnsafeBytes { ends.append($0) }
        }
        #expect(ends.number < 200)
    }
}
