import Libevent

/// What a proxy sends ahead of a connection's own bytes, to say whose it is: version 1 in text, or version 2 in binary (haproxy's
/// doc/proxy-protocol.txt, section 2).
///
/// 1. Bytes may come in any pieces: each prefix of a header needs more.
/// 2. What is no header is found so at the first byte that can't be in its place, or at its field's end.
/// 3. At most `maximumLength` bytes are ever taken, and it keeps less than a field of them.
struct ProxyHeader {
    /// Of either version. The extensions of version 2 could make it 64 KiB; nobody sends near as much.
    static let maximumLength = 1_024

    /// Whose connection it is.
    enum Client: Hashable {
        case address(IPAddress, port: UInt16)
        /// Somebody's of whom the proxy knows nothing, or nothing that counts here.
        case unknown
        /// The proxy's own, which looks whether we are here.
        case proxy
    }

    enum Outcome: Hashable {
        case needsMore
        /// The header ends after so many of the bytes given last.
        case complete(Client, consumed: Int)
        /// Why it is none, in words for the log.
        case invalid(String)
    }

    /// What a byte leads to.
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

    /// Takes the next bytes; not after `complete` or `invalid`.
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
