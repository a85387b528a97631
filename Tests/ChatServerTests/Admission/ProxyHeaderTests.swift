import Libevent
import TestSupport
import Testing

@testable import ChatServer

/// What a whole input leads to, and after how many of its bytes.
private struct Verdict: Equatable {
    let outcome: ProxyHeader.Outcome
    let count: Int
}

/// Gives bytes in pieces; `consumed` is counted from the first of them.
private func parse(_ bytes: [UInt8], inPieces next: () -> Int) -> Verdict {
    var header = ProxyHeader()
    var start = 0
    while start < bytes.count {
        let end = min(bytes.count, start + max(1, next()))
        switch bytes[start..<end].withUnsafeBytes({ header.consume($0) }) {
        case .needsMore: start = end
        case .complete(let client, let consumed):
            return Verdict(outcome: .complete(client, consumed: start + consumed), count: start + consumed)
        case .invalid(let words): return Verdict(outcome: .invalid(words), count: end)
        }
    }
    return Verdict(outcome: .needsMore, count: bytes.count)
}

private func parse(_ bytes: [UInt8]) -> ProxyHeader.Outcome { parse(bytes) { bytes.count }.outcome }

private func parse(_ text: String) -> ProxyHeader.Outcome { parse(Array(text.utf8)) }

private func client(_ address: String, _ port: UInt16) throws -> ProxyHeader.Client {
    .address(try #require(IPAddress(address)), port: port)
}

private func isInvalid(_ outcome: ProxyHeader.Outcome) -> Bool {
    if case .invalid = outcome { true } else { false }
}

/// A header of version 2.
private func binary(
    version: UInt8 = 0x21, family: UInt8 = 0x11, length: Int? = nil, _ body: [UInt8]
) -> [UInt8] {
    let count = length ?? body.count
    return Array("\r\n\r\n\0\r\nQUIT\n".utf8) + [version, family, UInt8(count >> 8), UInt8(count & 0xFF)] + body
}

private let v4: [UInt8] = [192, 0, 2, 1, 198, 51, 100, 1, 0x9C, 0x40, 0x17, 0x70]
private let v6: [UInt8] =
    [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [7] + [UInt8](repeating: 0, count: 15) + [
        1, 0x9C, 0x40, 1, 2,
    ]

private let valid: [[UInt8]] =
    [
        "PROXY TCP4 192.0.2.1 198.51.100.1 40000 6000\r\n",
        "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n",
        "PROXY TCP6 2001:db8::1 ::1 1 0\r\n", "PROXY TCP6 ::ffff:192.0.2.1 ::1 1 0\r\n", "PROXY UNKNOWN\r\n",
        "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n",
        "PROXY TCP6 " + String(repeating: "ffff:", count: 7) + "ffff " + String(repeating: "ffff:", count: 7)
            + "ffff 65535 65535\r\n",
    ].map { Array($0.utf8) } + [
        binary(v4), binary(family: 0x21, v6), binary(v4 + [3, 0, 4, 1, 2, 3, 4]), binary(version: 0x20, family: 0, []),
        binary(version: 0x20, family: 0xFF, [1, 2, 3]), binary(family: 0, []), binary(family: 0, [1, 2, 3]),
        binary(family: 0x31, [UInt8](repeating: 0x41, count: 216)), binary(v4 + [UInt8](repeating: 0, count: 996)),
    ]

@Suite struct ProxyHeaderTests {
    // MARK: - Version 1

    @Test(arguments: [
        ("PROXY TCP4 192.0.2.1 198.51.100.1 40000 6000\r\n", "192.0.2.1", 40000),
        ("PROXY TCP4 0.0.0.0 0.0.0.0 0 0\r\n", "0.0.0.0", 0),
        ("PROXY TCP6 2001:db8::1 ::1 65535 6000\r\n", "2001:db8::1", 65535),
        ("PROXY TCP6 2001:DB8:0:0:0:0:0:1 ::1 1 1\r\n", "2001:db8::1", 1),
        ("PROXY TCP6 ::ffff:192.0.2.1 ::ffff:192.0.2.2 1 1\r\n", "192.0.2.1", 1),
    ])
    func names(_ text: String, _ address: String, _ port: UInt16) throws {
        #expect(try parse(text) == .complete(client(address, port), consumed: text.utf8.count))
    }

    @Test(arguments: ["PROXY UNKNOWN\r\n", "PROXY UNKNOWN \r\n", "PROXY UNKNOWN TCP4 1.2.3.4 \0\u{FF} x\r\n"])
    func namesNobody(_ text: String) {
        #expect(parse(text) == .complete(.unknown, consumed: text.utf8.count))
    }

    /// The bar stands after the byte at which it is found out.
    @Test(arguments: [
        // No header at all, or nearly one.
        "G|ET / HTTP/1.1\r\n", "h|ello\n", "\n|", "PROXY\r|\n", "PROXY \r|\n", "PROXY  |TCP4",
        "p|roxy TCP4 1.2.3.4 1.2.3.4 1 1\r\n", "Pr|oxy TCP4", " |PROXY", "PROXX|", "\r\n\r\n\0\r\nQUIX|",
        // Families.
        "PROXY TCP | 1", "PROXY TCP5| 1", "PROXY t|cp4 1", "PROXY TCP44|", "PROXY UD|P4 1", "PROXY UNI|X",
        "PROXY UNKNOWNS|", "PROXY u|nknown\r\n", "PROXY TCP4 :|:1 ::1 1 1\r\n", "PROXY TCP6 1.2.3.4 |1.2.3.4 1 1\r\n",
        "PROXY TCP6 ::1 1.2.3.4 |1 1\r\n", "PROXY TCP4 1.2.3.4 :|:1 1 1\r\n",
        // Addresses.
        "PROXY TCP4  |1.2.3.4", "PROXY TCP4 1.2.3.4  |", "PROXY TCP4 1.2.3 |", "PROXY TCP4 1.2.3.256 |",
        "PROXY TCP4 01.2.3.4 |", "PROXY TCP4 1.2.3.4.5 |", "PROXY TCP4 a|.b.c.d ", "PROXY TCP4 1.2.3.4\r|\n",
        "PROXY TCP4 1.2.3.4\t|", "PROXY TCP4 -|1.2.3.4 ", "PROXY TCP4 1111111111111111|1", "PROXY TCP6 g|",
        "PROXY TCP6 :: 1::2::3 |", "PROXY TCP6 ::1%|lo ", "PROXY TCP6 [|", "PROXY TCP4 l|ocalhost ",
        "PROXY TCP6 0000000000000000000000000000000000000000|0", "PROXY TCP6 ::1\0|",
        // Ports.
        "PROXY TCP4 1.2.3.4 1.2.3.4 65536|", "PROXY TCP4 1.2.3.4 1.2.3.4 1 65536|", "PROXY TCP4 1.2.3.4 1.2.3.4 01|",
        "PROXY TCP4 1.2.3.4 1.2.3.4 00|", "PROXY TCP4 1.2.3.4 1.2.3.4 1 01|", "PROXY TCP4 1.2.3.4 1.2.3.4 -|1",
        "PROXY TCP4 1.2.3.4 1.2.3.4 +|1", "PROXY TCP4 1.2.3.4 1.2.3.4 99999|99999999", "PROXY TCP4 1.2.3.4 1.2.3.4  |",
        "PROXY TCP4 1.2.3.4 1.2.3.4 1 \r|", "PROXY TCP4 1.2.3.4 1.2.3.4 1\r|", "PROXY TCP4 1.2.3.4 1.2.3.4 0x|1",
        "PROXY TCP4 1.2.3.4 1.2.3.4 1 1 |",
        // Ends.
        "PROXY TCP4 1.2.3.4 1.2.3.4 1 1\n|", "PROXY TCP4 1.2.3.4 1.2.3.4 1 1\rx|",
        "PROXY TCP4 1.2.3.4 1.2.3.4 1 1\r\r|",
        "PROXY UNKNOWN\n|", "PROXY UNKNOWN x\n|", "PROXY UNKNOWN x\ry|", "PROXY UNKNOWN\rx|",
    ])
    func refuses(_ text: String) throws {
        let bar = try #require(text.utf8.firstIndex(of: UInt8(ascii: "|")))
        let verdict = parse(text.utf8.filter { $0 != UInt8(ascii: "|") }) { 1 }
        #expect(isInvalid(verdict.outcome))
        #expect(verdict.count == text.utf8.distance(from: text.utf8.startIndex, to: bar))
    }

    /// 107 bytes with their end may be, not more.
    @Test func theLongestLine() {
        func line(_ count: Int) -> String { "PROXY UNKNOWN " + String(repeating: "x", count: count - 16) + "\r\n" }
        #expect(parse(line(107)) == .complete(.unknown, consumed: 107))
        #expect(parse(line(108)) == .invalid("over 107 bytes"))
        #expect(parse(Array(line(1_000).utf8)) { 1 } == Verdict(outcome: .invalid("over 107 bytes"), count: 107))
    }

    // MARK: - Version 2

    @Test func namesInBinary() throws {
        #expect(try parse(binary(v4)) == .complete(client("192.0.2.1", 40000), consumed: 28))
        #expect(try parse(binary(family: 0x21, v6)) == .complete(client("2001:db8::7", 40000), consumed: 52))
        let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF, 192, 0, 2, 1] + v6.dropFirst(16)
        #expect(try parse(binary(family: 0x21, mapped)) == .complete(client("192.0.2.1", 40000), consumed: 52))
    }

    @Test func extensionsAreSkipped() throws {
        let whole = binary(v4 + [UInt8](repeating: 0xEE, count: 996))
        #expect(whole.count == ProxyHeader.maximumLength)
        #expect(try parse(whole + [1]) == .complete(client("192.0.2.1", 40000), consumed: 1_024))
        #expect(isInvalid(parse(binary(v4 + [UInt8](repeating: 0xEE, count: 997)))))
    }

    @Test func connectionsOfTheProxysOwn() {
        #expect(parse(binary(version: 0x20, family: 0, [])) == .complete(.proxy, consumed: 16))
        // Whatever else LOCAL comes with is ignored.
        #expect(parse(binary(version: 0x20, family: 0x11, v4)) == .complete(.proxy, consumed: 28))
        #expect(parse(binary(version: 0x20, family: 0xFF, [1])) == .complete(.proxy, consumed: 17))
    }

    @Test func namesNobodyInBinary() {
        #expect(parse(binary(family: 0, [])) == .complete(.unknown, consumed: 16))
        #expect(parse(binary(family: 0, [1, 2])) == .complete(.unknown, consumed: 18))
        #expect(parse(binary(family: 0x31, [UInt8](repeating: 1, count: 216))) == .complete(.unknown, consumed: 232))
    }

    @Test(arguments: [0x00, 0x01, 0x10, 0x11, 0x22, 0x2F, 0x31, 0xFF] as [UInt8])
    func refusesOtherVersionsAndCommands(_ version: UInt8) {
        let bytes = binary(version: version, v4)
        #expect(isInvalid(parse(bytes)))
        #expect(parse(bytes) { 1 }.count == 13)
    }

    @Test(arguments: [0x01, 0x10, 0x12, 0x13, 0x20, 0x22, 0x30, 0x32, 0x41, 0xFF] as [UInt8])
    func refusesOtherFamilies(_ family: UInt8) {
        let bytes = binary(family: family, [UInt8](repeating: 0, count: 300))
        #expect(isInvalid(parse(bytes)))
        #expect(parse(bytes) { 1 }.count == 14)
    }

    @Test(
        arguments: [
            (0x11, 0), (0x11, 11), (0x21, 0), (0x21, 35), (0x31, 0), (0x31, 215), (0x11, 1_009), (0x00, 1_009),
            (0x11, 65_535),
        ] as [(UInt8, Int)])
    func refusesLengthsThatCannotBe(_ family: UInt8, _ length: Int) {
        let bytes = binary(family: family, length: length, [UInt8](repeating: 0, count: 300))
        #expect(isInvalid(parse(bytes)))
        // Before any of it is taken.
        #expect(parse(bytes) { 1 }.count <= 16)
    }

    // MARK: - Pieces

    /// Each prefix needs more; what follows is not touched, however the bytes come.
    @Test(arguments: valid)
    func everyTruncationNeedsMore(_ bytes: [UInt8]) throws {
        for count in 0..<bytes.count { #expect(parse(Array(bytes[..<count])) == .needsMore, "\(count)") }
        let sample = bytes + Array("hello\n".utf8)
        let whole = parse(sample)
        guard case .complete(_, bytes.count) = whole else {
            Issue.record("\(whole)")
            return
        }
        try Cuts.verify(sample, yields: whole) { pieces in
            var sizes = pieces.map(\.count)[...]
            return parse(sample) { sizes.popFirst() ?? 1 }.outcome
        }
    }

    /// Headers with a few bytes changed, taken out or put in, cut at random: the same verdict at the same byte as in single bytes, and
    /// never more than it may take.
    @Test func fuzz() {
        var random = SplitMix64(seed: 0x9707)
        var verdicts = [0, 0, 0]
        for round in 0..<6_000 {
            var bytes = random.pick(valid)
            for _ in 0..<random.below(4) {
                let place = random.below(bytes.count)
                switch random.below(4) {
                case 0: bytes[place] = UInt8(random.below(256))
                case 1: bytes[place] ^= 1 << UInt8(random.below(8))
                case 2: bytes.remove(at: place)
                default: bytes.insert(random.pick([0x20, 0x0D, 0x0A, 0x30, 0x2E, 0x3A, 0xFF, 0]), at: place)
                }
            }
            if random.chance(20) {
                bytes.removeLast(random.below(bytes.count))
            } else {
                bytes += (0..<random.below(20)).map { _ in UInt8(random.below(256)) }
            }
            let single = parse(bytes) { 1 }
            let pieces = parse(bytes) { random.below(40) }
            #expect(pieces.outcome == single.outcome, "round \(round)")
            #expect(single.count <= ProxyHeader.maximumLength)
            switch single.outcome {
            case .needsMore: verdicts[0] += 1
            case .complete: verdicts[1] += 1
            case .invalid: verdicts[2] += 1
            }
        }
        // Each of them was met often, or this tests little.
        #expect(verdicts.allSatisfy { $0 > 300 }, "\(verdicts)")
    }

    /// Noise is refused at once.
    @Test func noise() {
        var random = SplitMix64(seed: 0x9708)
        for _ in 0..<2_000 {
            let bytes = (0..<64).map { _ in UInt8(random.below(256)) }
            let verdict = parse(bytes) { 1 }
            #expect(isInvalid(verdict.outcome) && verdict.count <= 4)
        }
    }
}
