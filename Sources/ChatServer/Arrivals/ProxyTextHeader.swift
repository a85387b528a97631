import Libevent

/// Version 1: `PROXY TCP4 192.0.2.1 198.51.100.1 40000 6000` and CR LF (proxy-protocol.txt, section 2.1).
struct ProxyTextHeader {
    static let firstByte = UInt8(ascii: "P")
    /// The longest header, with its CR LF.
    private static let maximumLength = 107
    private static let start = Array("PROXY ".utf8)
    private static let families: [(name: [UInt8], next: Part)] = [
        (Array("TCP4 ".utf8), .source(isV4: true)), (Array("TCP6 ".utf8), .source(isV4: false)),
        (Array("UNKNOWN ".utf8), .ignored), (Array("UNKNOWN\r".utf8), .lineFeed),
    ]
    private static let space = UInt8(ascii: " ")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")

    private enum Part {
        case start, family
        case source(isV4: Bool)
        case destination(isV4: Bool)
        case sourcePort, destinationPort
        /// After an unknown family, anything may follow.
        case ignored
        case lineFeed
    }

    private var part = Part.start
    private var count = 0
    /// The bytes of the present field so far.
    private var field: [UInt8] = []
    private var address: IPAddress?
    private var port: UInt16 = 0

    mutating func take(_ byte: UInt8) -> ProxyHeader.Step {
        count += 1
        if count == ProxyTextHeader.maximumLength, byte != ProxyTextHeader.lineFeed {
            return .wrong("over \(ProxyTextHeader.maximumLength) bytes")
        }
        switch part {
        case .start: return takeStart(byte)
        case .family: return takeFamily(byte)
        case .source(let isV4):
            return takeAddress(byte, isV4) { header, address in
                header.address = address
                header.part = .destination(isV4: isV4)
            }
        case .destination(let isV4): return takeAddress(byte, isV4) { header, _ in header.part = .sourcePort }
        case .sourcePort:
            return takePort(byte, endingIn: ProxyTextHeader.space) { header, port in
                header.port = port
                header.part = .destinationPort
            }
        case .destinationPort:
            return takePort(byte, endingIn: ProxyTextHeader.carriageReturn) { header, _ in header.part = .lineFeed }
        case .ignored:
            if byte == ProxyTextHeader.carriageReturn { part = .lineFeed }
            return byte == ProxyTextHeader.lineFeed ? .wrong("a line that ends without CR") : .more
        case .lineFeed:
            guard byte == ProxyTextHeader.lineFeed else { return .wrong("a CR without LF") }
            return .done(address.map { .address($0, port: port) } ?? .unknown)
        }
    }

    private mutating func takeStart(_ byte: UInt8) -> ProxyHeader.Step {
        guard byte == ProxyTextHeader.start[count - 1] else { return .wrong("not a PROXY header") }
        if count == ProxyTextHeader.start.count { part = .family }
        return .more
    }

    private mutating func takeFamily(_ byte: UInt8) -> ProxyHeader.Step {
        field.append(byte)
        guard let family = ProxyTextHeader.families.first(where: { $0.name.starts(with: field) }) else {
            return .wrong("a family other than TCP4, TCP6 and UNKNOWN")
        }
        if family.name.count == field.count { end(of: family.next) }
        return .more
    }

    private mutating func takeAddress(
        _ byte: UInt8, _ isV4: Bool, _ then: (inout ProxyTextHeader, IPAddress) -> Void
    ) -> ProxyHeader.Step {
        guard byte == ProxyTextHeader.space else {
            field.append(byte)
            let isV6 = !isV4 && (byte == UInt8(ascii: ":") || byte.isHexDigit)
            let isPossible = byte == UInt8(ascii: ".") || byte.isDigit || isV6
            return isPossible && field.count <= (isV4 ? 15 : 39) ? .more : .wrong("an address that is none")
        }
        let isWrittenAsV4 = !field.contains(UInt8(ascii: ":"))
        guard isWrittenAsV4 == isV4, let address = IPAddress(String(decoding: field, as: UTF8.self)) else {
            return .wrong("an address that is none of its family")
        }
        field.removeAll()
        then(&self, address)
        return .more
    }

    private mutating func takePort(
        _ byte: UInt8, endingIn end: UInt8, _ then: (inout ProxyTextHeader, UInt16) -> Void
    ) -> ProxyHeader.Step {
        if byte != end { field.append(byte) }
        // A number has one form only; UInt16 would also take a sign and leading zeros.
        guard byte == end || byte.isDigit, field.count == 1 || field.first != UInt8(ascii: "0"),
            let port = UInt16(String(decoding: field, as: UTF8.self))
        else { return .wrong("a port that is none") }
        guard byte == end else { return .more }
        field.removeAll()
        then(&self, port)
        return .more
    }

    private mutating func end(of next: Part) {
        field.removeAll()
        part = next
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    fileprivate var isHexDigit: Bool { isDigit || (self | 0x20) &- UInt8(ascii: "a") < 6 }
}
