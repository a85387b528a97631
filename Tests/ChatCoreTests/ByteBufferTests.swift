import ChatCore
import TestSupport
import Testing

@Suite("ByteBuffer")
struct ByteBufferTests {
    private func written(_ number: Int64, digits: Int = 1) -> String {
        let buffer = ByteBuffer()
        buffer.put(number, digits: digits)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    @Test("numbers are written in decimal, with leading zeros where asked for")
    func numbers() {
        for number in [0, 7, -7, 10, 99, 100, 1_795_377_481_123_456, .max, .min] as [Int64] {
            #expect(written(number) == "\(number)")
        }
        #expect(written(7, digits: 2) == "07")
        #expect(written(123, digits: 2) == "123")
        #expect(written(0, digits: 4) == "0000")
        #expect(written(-5, digits: 3) == "-005")
        #expect(written(1, digits: 99).utf8.count <= 32)
    }

    @Test("it does what an array would, whatever is done to it in turn", arguments: 1...5 as ClosedRange<UInt64>)
    func likeAnArray(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let buffer = ByteBuffer(capacity: random.below(200))
        var array: [UInt8] = []
        for _ in 0..<2_000 {
            switch random.below(8) {
            case 0:
                let kept = random.below(array.count + 10)
                buffer.truncate(to: kept)
                array.removeLast(max(0, array.count - kept))
            case 1 where random.chance(5):
                buffer.clear(keeping: random.below(500))
                array.removeAll()
            case 4:
                let byte = UInt8(random.below(256))
                buffer.append(byte)
                array.append(byte)
            default:
                let more = (0..<random.below(150)).map { UInt8(truncatingIfNeeded: $0) }
                buffer.append(more)
                array += more
            }
            #expect(buffer.count == array.count)
            #expect(buffer.isEmpty == array.isEmpty)
            if !buffer.bytes.elementsEqual(array) { Issue.record("seed \(seed): they differ") }
        }
    }

    @Test("texts are appended byte for byte, nothing for an empty one")
    func texts() {
        let buffer = ByteBuffer()
        buffer.put("")
        buffer.put(String())
        buffer.put(Text(cleaned: []))
        buffer.append([])
        #expect(buffer.isEmpty)
        buffer.put("é")
        buffer.put(String("ß👍"))
        buffer.put(Text(cleaned: [0x61]))
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == "éß👍a")
    }
}
