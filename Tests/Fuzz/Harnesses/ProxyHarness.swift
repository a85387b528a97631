import Libevent

@testable import ChatServer

/// The PROXY header: what it says does not depend on how it is cut, no more than its bound is ever taken, and an address that was read is
/// read again from a header of either version that is written for it.
public struct ProxyHarness: Harness {
    typealias Consume = (inout ProxyHeader, UnsafeRawBufferPointer) -> ProxyHeader.Outcome

    private let consume: Consume

    public init() {
        self.init { header, bytes in header.consume(bytes) }
    }

    init(consume: @escaping Consume) {
        self.consume = consume
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        let whole = outcome(input, by: max(1, input.count))
        for size in [1, 7] {
            let cut = outcome(input, by: size)
            try demand(cut == whole, "cut into pieces of \(size) it is \(cut), and at once \(whole)")
        }
        switch whole {
        case .needsMore:
            try demand(input.count < ProxyHeader.maximumLength, "after \(input.count) bytes it needs more")
        case .complete(let client, let consumed):
            try demand((1...ProxyHeader.maximumLength).contains(consumed), "\(consumed) bytes were taken")
            if case .address(let address, let port) = client { try readAgain(address, port) }
        case .invalid(let words): try Cleanness.demandClean(words, "what is said of \(Array(input))")
        }
    }

    /// - Returns: where it is complete, after how many bytes of all.
    private func outcome(_ input: UnsafeRawBufferPointer, by size: Int) -> ProxyHeader.Outcome {
        var header = ProxyHeader()
        var start = 0
        while start < input.count {
            let end = min(input.count, start + size)
            let outcome = consume(&header, UnsafeRawBufferPointer(rebasing: input[start..<end]))
            switch outcome {
            case .needsMore: start = end
            case .complete(let client, let consumed): return .complete(client, consumed: start + consumed)
            case .invalid: return outcome
            }
        }
        return .needsMore
    }

    private func readAgain(_ address: IPAddress, _ port: UInt16) throws(Violation) {
        for header in [ProxyHarness.text(address, port), ProxyHarness.binary(address, port)] {
            let read = header.withUnsafeBytes { outcome($0, by: header.count) }
            try demand(
                read == .complete(.address(address, port: port), consumed: header.count),
                "\(address) with port \(port) was written as \(header), and read as \(read)")
        }
    }

    /// proxy-protocol.txt, section 2.1.
    private static func text(_ address: IPAddress, _ port: UInt16) -> [UInt8] {
        Array("PROXY \(address.isV4 ? "TCP4" : "TCP6") \(address) \(address) \(port) \(port)\r\n".utf8)
    }

    /// proxy-protocol.txt, section 2.2.
    private static func binary(_ address: IPAddress, _ port: UInt16) -> [UInt8] {
        let all = [address.high, address.low].flatMap { half in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> $0) }
        }
        let own = address.isV4 ? Array(all[12...]) : all
        let ends = [UInt8(port >> 8), UInt8(port & 0xFF)]
        let body = own + own + ends + ends
        return Array("\r\n\r\n\0\r\nQUIT\n".utf8) + [0x21, address.isV4 ? 0x11 : 0x21, 0, UInt8(body.count)] + body
    }
}
