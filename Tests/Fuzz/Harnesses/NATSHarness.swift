import NATS

/// What a server of NATS may send. Cuts make no difference, nothing is longer than was agreed on, and what was understood is understood
/// again when it is written.
public struct NATSHarness: Harness {
    typealias Decode = (inout ServerDecoder, [UInt8], inout [ServerMessage]) throws(DecodingFault) -> Void

    private static let maximumPayload = 200
    private let decode: Decode

    public init() {
        self.init { (decoder, bytes, messages) throws(DecodingFault) in
            try decoder.decode(bytes, into: &messages)
        }
    }

    init(decode: @escaping Decode) {
        self.decode = decode
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        let bytes = Array(input)
        let whole = understood(bytes, at: bytes.count)
        for size in [1, 2, 7] {
            let cut = understood(bytes, at: size)
            try demand(cut == whole, "in pieces of \(size) bytes it is \(cut), and as a whole \(whole)")
        }
        for message in whole.messages { try check(message) }
    }

    private struct Understood: Equatable {
        var messages: [ServerMessage] = []
        var fault: DecodingFault?
    }

    private func understood(_ bytes: [UInt8], at size: Int) -> Understood {
        var decoder = ServerDecoder(maximumPayload: NATSHarness.maximumPayload)
        var understood = Understood()
        var rest = bytes[...]
        while !rest.isEmpty, understood.fault == nil {
            do throws(DecodingFault) {
                try decode(&decoder, Array(rest.prefix(size)), &understood.messages)
            } catch {
                understood.fault = error
            }
            rest = rest.dropFirst(size)
        }
        return understood
    }

    private func check(_ message: ServerMessage) throws(Violation) {
        switch message {
        case .info(let options):
            try demand(JSON(options.text) == options, "\(options) is read otherwise again")
            _ = ServerInfo(options)
        case .message(let delivery):
            try demand(delivery.payload.count <= NATSHarness.maximumPayload, "a payload is too long")
            _ = AckSubject(delivery.subject)
            guard let headers = delivery.headers, headers.bytes.count <= NATSHarness.maximumPayload else { return }
            let again = understood(
                Array("HMSG a 1 \(headers.bytes.count) \(headers.bytes.count)\r\n".utf8) + headers.bytes
                    + Array("\r\n".utf8), at: 1_000)
            guard case .message(let other)? = again.messages.first, other.headers == headers else {
                throw Violation(description: "\(headers) are read otherwise again")
            }
        case .ping, .pong, .ok, .error: break
        }
    }
}
