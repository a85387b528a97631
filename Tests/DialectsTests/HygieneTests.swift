import ChatCore
import Dialects
import TestSupport
import Testing

@Suite("Cleaning")
struct HygieneTests {
    private func clean(_ bytes: [UInt8]) -> [UInt8]? {
        bytes.withUnsafeBytes { TextHygiene.clean($0) }
    }

    private func isPlain(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { TextHygiene.isPlain($0) }
    }

    /// Every code point that section 4 of the protocol removes.
    static let removed: [ClosedRange<UInt32>] = [
        0x00...0x08, 0x0A...0x1F, 0x7F...0x7F, 0x80...0x9F, 0x200B...0x200B, 0x2028...0x2029, 0x202A...0x202E,
        0x2066...0x2069, 0xFEFF...0xFEFF,
    ]

    @Test("exactly the listed code points are removed, and tab becomes a space")
    func everyCodePoint() {
        // All of the planes that have any, and of the others those at the edges.
        let others = (1...0x10 as ClosedRange<UInt32>).flatMap { [$0 << 16, $0 << 16 | 1, $0 << 16 | 0xFFFF] }
        for value in Array(0...0x3000) + Array(0xD700...0xFFFF) + others {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let given = Array(String(scalar).utf8)
            let expected =
                value == 9 ? [0x20] : HygieneTests.removed.contains { $0.contains(value) } ? [] : given
            if clean(given) != expected { Issue.record("U+\(String(value, radix: 16)) becomes \(clean(given) ?? [])") }
        }
    }

    @Test("they are removed at the start, in the middle and at the end, and what is around them stays")
    func around() {
        for value in HygieneTests.removed.joined() {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(clean(Array("\(scalar)a\(scalar)\(scalar)ß\(scalar)".utf8)) == Array("aß".utf8))
        }
    }

    @Test(
        "emoji with ZWJ and variation selectors, accents and right-to-left letters stay as they are",
        arguments: [
            "👩‍👩‍👧", "❤️", "e\u{301}", "שלום", "مرحبا", "\u{200C}\u{200D}\u{200E}\u{200F}", "\u{E0101}", "\u{A0}", "\u{AD}",
        ])
    func kept(text: String) {
        #expect(clean(Array(text.utf8)) == Array(text.utf8))
    }

    @Test(
        "what is not strict UTF-8 is refused",
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
            [0xE2, 0x82],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func invalid(bytes: [UInt8]) {
        let a = UInt8(ascii: "a")
        for given in [bytes, [a] + bytes, bytes + [a], Array(repeating: a, count: 20) + bytes + [a, a]] {
            #expect(clean(given) == nil)
        }
    }

    @Test("the extremes of each length of UTF-8 pass")
    func extremes() {
        for value in [0x20, 0x7E, 0xA0, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF] as [UInt32] {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(clean(Array(String(scalar).utf8)) == Array(String(scalar).utf8))
        }
    }

    @Test("plain is where every byte is printable ASCII: each byte at each place of each length")
    func plain() {
        for length in 0...25 {
            var bytes = Array(repeating: UInt8(ascii: "~"), count: length)
            #expect(isPlain(bytes))
            for place in 0..<length {
                for byte in UInt8.min...UInt8.max {
                    bytes[place] = byte
                    let expected = (0x20...0x7E).contains(byte)
                    if isPlain(bytes) != expected { Issue.record("\(byte) at \(place) of \(length)") }
                }
                bytes[place] = UInt8(ascii: " ")
            }
        }
    }

    @Test("cleaning what is clean changes nothing")
    func idempotent() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<2_000 {
            let scalars = (0..<random.below(40)).compactMap { _ in Unicode.Scalar(UInt32(random.below(0x3000))) }
            let text = String(String.UnicodeScalarView(scalars))
            let once = TextHygiene.clean(text)
            #expect(clean(once) == once)
            #expect(clean(Array(text.utf8)) == once)
        }
    }
}
