import TestSupport
import Testing

@testable import Store

@Suite struct FactTests {
    @Test(arguments: Fact.samples) func itIsReadAsWritten(_ fact: Fact) throws {
        var batch = FactBatch()
        batch.append(fact)
        batch.append(.said(1, "behind it"))
        #expect(batch.count == 2)
        #expect(try Fact.all(in: batch.bytes) == [fact, .said(1, "behind it")])
    }

    @Test func thereIsASampleOfEachKind() throws {
        var batch = FactBatch()
        var kinds: Set<UInt8> = []
        for fact in Fact.samples {
            batch.removeAll()
            batch.append(fact)
            kinds.insert(batch.bytes[5])
        }
        #expect(kinds == Set(1...24))
        #expect(FactBatch.Kind(rawValue: 25) == nil)
    }

    @Test func aPlainMessageIsTheSameByEitherWay() {
        var (one, other) = (FactBatch(), FactBatch())
        for nick in ["ann", "", String(repeating: "n", count: 128), String(repeating: "n", count: 129)] {
            for (account, id, time) in [(3, 8, 9), (nil, .max, .min), (.max, .min, 0), (nil, 8, 8)]
                as [(Int64?, Int64, Int64)]
            {
                for text in ["waves", "", String(repeating: "long ", count: 500)] {
                    let text = Array(text.utf8)
                    one.append(room: id, id: id, time: time, account: account, kind: .action, nick: nick, text: text)
                    let message = Message(id: id, time: time, account: account, kind: .action, nick: nick, text: text)
                    other.append(.message(room: id, message))
                }
            }
        }
        #expect(one.bytes == other.bytes && one.count == 48)
    }

    /// A later version may write more at the end of a fact.
    @Test func whatIsBehindTheKnownFieldsIsPassedOver() throws {
        var batch = FactBatch()
        batch.append(.roomDropped(3))
        let bytes: [UInt8] = [batch.bytes[0] + 2, 0, 0, 0] + batch.bytes[4...] + [1, 2]
        #expect(try Fact.all(in: bytes + batch.bytes) == [.roomDropped(3), .roomDropped(3)])
    }

    @Test func whatIsRefused() {
        var batch = FactBatch()
        batch.append(.said(1, "tea"))
        let good = batch.bytes
        for cut in 1..<good.count {
            #expect(throws: FactError.self) { try Fact.all(in: Array(good[..<cut])) }
        }
        func with(_ byte: UInt8, at place: Int) -> [UInt8] {
            var bytes = good
            bytes[place] = byte
            return bytes
        }
        #expect(throws: FactError("a fact of version 2")) { try Fact.all(in: with(2, at: 4)) }
        #expect(throws: FactError("a fact of version 0")) { try Fact.all(in: with(0, at: 4)) }
        #expect(throws: FactError("a fact of kind 99")) { try Fact.all(in: with(99, at: 5)) }
        #expect(throws: FactError("a text is no UTF-8")) { try Fact.all(in: with(0xFF, at: good.count - 5)) }
    }

    @Test func anyBytesAreReadOrRefused() {
        var batch = FactBatch()
        for fact in Fact.samples { batch.append(fact) }
        var random = SplitMix64(seed: 5)
        for _ in 0..<3_000 {
            var bytes = batch.bytes
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let facts = try? Fact.all(in: bytes) else { continue }
            var again = FactBatch()
            for fact in facts { again.append(fact) }
            #expect((try? Fact.all(in: again.bytes)) == facts)
        }
    }
}
