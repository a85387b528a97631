/// Protocols of bytes rather than lines, told by what they begin with. PROTOCOL.md, section 1, has the rule.
extension ForeignProtocol {
    /// What a peer began with, so far.
    public enum Beginning: Hashable, Sendable {
        /// Ends of lines alone, which say nothing yet.
        case empty
        /// One more byte will tell. Until it comes, what is here waits.
        case undecided
        /// Lines, or what will be one.
        case lines
        case foreign(ForeignProtocol)
    }

    /// The first byte of a TLS record with a handshake, and the first of its version (RFC 8446, section 5.1).
    private static let handshake: (type: UInt8, version: UInt8) = (0x16, 0x03)

    /// Looks at what a peer began with. Ends of lines may stand first; the two bytes behind them are enough to tell, however they are cut.
    /// - Parameters:
    ///   - bytes: what came and was not taken as lines yet.
    ///   - emptyLines: how many empty lines came before it. There are two in the signature of a binary PROXY header.
    ///   - behindReturn: the last of them ended with a CR, and nothing came behind it yet.
    public static func beginning(
        _ bytes: UnsafeRawBufferPointer, after emptyLines: UInt64, behindReturn: Bool = false
    ) -> Beginning {
        var ends = emptyLines
        var previous = UInt8(ascii: behindReturn ? "\r" : "\n")
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"): ends += 1
            case UInt8(ascii: "\r"): break
            // Behind a CR it is the Return of a terminal.
            case 0: return previous == UInt8(ascii: "\r") ? .lines : .foreign(ends == 2 ? .proxy : .binary)
            case handshake.type:
                guard index + 1 < bytes.count else { return .undecided }
                return bytes[index + 1] == handshake.version ? .foreign(.tls) : .lines
            default: return .lines
            }
            previous = byte
        }
        return .empty
    }

    /// A first line that has a NUL in it. Keyboards send one only behind the CR of a Return.
    public init?(firstLineOfBytes line: UnsafeRawBufferPointer) {
        guard line.indices.contains(where: { line[$0] == 0 && ($0 == 0 || line[$0 - 1] != UInt8(ascii: "\r")) }) else {
            return nil
        }
        self = .binary
    }
}
