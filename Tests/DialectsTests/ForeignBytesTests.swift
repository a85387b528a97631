import Dialects
import Testing

@Suite("Foreign protocols of bytes")
struct ForeignBytesTests {
    private func beginning(
        _ bytes: [UInt8], after emptyLines: UInt64 = 0, behindReturn: Bool = false
    ) -> ForeignProtocol.Beginning {
        bytes.withUnsafeBytes { ForeignProtocol.beginning($0, after: emptyLines, behindReturn: behindReturn) }
    }

    private static let proxy = Array("\r\n\r\n\0\r\nQUIT\n".utf8) + [0x21, 0x11]

    @Test(
        "is told from what it begins with",
        arguments: [
            ([0x16, 0x03, 0x01, 0x02, 0x00], .foreign(.tls)), ([0x16, 0x03], .foreign(.tls)), ([0x16], .undecided),
            (proxy, .foreign(.proxy)), (Array(proxy[..<5]), .foreign(.proxy)), (Array(proxy[..<4]), .empty),
            ([13, 10, 0x16, 3], .foreign(.tls)), ([10, 10, 10, 0x16], .undecided), ([0, 0, 0, 8], .foreign(.binary)),
            ([10, 0], .foreign(.binary)), ([13, 10, 13, 10, 13, 10, 0], .foreign(.binary)),
        ] as [([UInt8], ForeignProtocol.Beginning)])
    func foreign(bytes: [UInt8], known: ForeignProtocol.Beginning) {
        #expect(beginning(bytes) == known)
    }

    @Test("and is not what people begin with")
    func people() {
        #expect(beginning([]) == .empty)
        for bytes in [[13], [13, 10], [10], [13, 13, 10], [13, 10, 13, 10]] as [[UInt8]] {
            #expect(beginning(bytes) == .empty)
        }
        for bytes in [
            [0x16, 0x04], [0x16, 0x16], [0x16, 10], [0x03, 0x16], Array("hi".utf8), [0xFF, 0xFB],
            [13, 10, 97, 0x16, 3],
            [13, 0], [13, 13, 0], [10, 13, 0], [32, 0x16, 3], [8], [0xC3],
        ] as [[UInt8]] {
            #expect(beginning(bytes) == .lines, "\(bytes)")
        }
        // A Return whose NUL comes late.
        #expect(beginning([0], behindReturn: true) == .lines)
        #expect(beginning([10, 0], behindReturn: true) == .foreign(.binary))
    }

    /// As it is asked by a session: lines are taken out as they come.
    @Test("however it is cut")
    func cuts() {
        for (bytes, known) in [
            (ForeignBytesTests.proxy, ForeignProtocol.proxy), ([0x16, 0x03, 0x01, 0x02], .tls),
            ([13, 10, 0x16, 0x03], .tls),
        ] {
            for cut in 0...bytes.count {
                for other in cut...bytes.count {
                    #expect(
                        told([bytes[..<cut], bytes[cut..<other], bytes[other...]]) == known, "cut at \(cut), \(other)")
                }
            }
            #expect(told(bytes.indices.map { bytes[$0...$0] }) == known)
        }
    }

    private func told(_ pieces: [ArraySlice<UInt8>]) -> ForeignProtocol? {
        var (held, lines): ([UInt8], UInt64) = ([], 0)
        for piece in pieces {
            held += piece
            switch beginning(held, after: lines) {
            case .foreign(let known): return known
            case .lines: return nil
            case .undecided: break
            case .empty:
                while let end = held.firstIndex(of: 10) {
                    held.removeFirst(end + 1)
                    lines += 1
                }
            }
        }
        return nil
    }

    @Test(
        "a NUL in the first line",
        arguments: [
            ("a\0b", true), ("\0", true), ("a\0", true), ("", false), ("hello", false), ("a\r\0", false),
            ("\r\0b", false),
            ("a\r\0\0", true),
        ])
    func lines(line: String, isForeign: Bool) {
        let known = Array(line.utf8).withUnsafeBytes { ForeignProtocol(firstLineOfBytes: $0) }
        #expect(known == (isForeign ? .binary : nil))
    }
}
