import Libevent

/// The header that a proxy sends ahead of a connection's own bytes, to say whose connection it is: version 1 in text,
/// or version 2 in binary (haproxy's doc/proxy-protocol.txt, section 2).
///
/// 1. Bytes may come in any pieces: each prefix of a header needs more.
/// 2. Bytes that are no header are recognised at the first byte that can't be in its place, or at the end of its field.
/// 3. At most `maximumLength` bytes are ever taken, and less than a field of them is kept.
struct ProxyHeader {
    /// The longest header of either version that is accepted. The extensions of version 2 could make one of 64 KiB, but
    /// nobody sends nearly as much.
    static let maximumLength = 1_024

    /// Whose connection it is.
    enum Client: Hashable {
        case address(IPAddress, port: UInt16)
        /// Somebody's, of whom the proxy knows nothing that is of use here.
        case unknown
        /// The proxy's own: it checks whether the server is there.
        case proxy
    }

    enum Outcome: Hashable {
        case needsMore
        /// The header is complete, and ends after so many of the last bytes.
        case complete(Client, consumed: Int)
        /// This is no header; the reason is in words for the log.
        case invalid(String)
    }

    /// The result of taking a byte.
    enum Step {
        case more
        case done(Client)
        case wrong(String)
    }

    private enum Form {
        case unknown
        case text(ProxyTextHeader)
        case binary(ProxyBinaryHeader)
    }

    private var form = Form.unknown

    /// Takes the next bytes. Do not call it again after `complete` or `invalid`.
    mutating func consume(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        for (index, byte) in bytes.enumerated() {
            switch take(byte) {
            case .more: break
            case .done(let client): return .complete(client, consumed: index + 1)
            case .wrong(let words): return .invalid(words)
            }
        }
        return .needsMore
    }

    private mutating func take(_ byte: UInt8) -> Step {
        switch form {
        case .unknown:
            if byte == ProxyTextHeader.firstByte {
                form = .text(ProxyTextHeader())
            } else if byte == ProxyBinaryHeader.firstByte {
                form = .binary(ProxyBinaryHeader())
            } else {
                return .wrong("not a PROXY header")
            }
            return take(byte)
        case .text(var header):
            let step = header.take(byte)
            form = .text(header)
            return step
        case .binary(var header):
            let step = header.take(byte)
            form = .binary(header)
            return step
        }
    }
}
