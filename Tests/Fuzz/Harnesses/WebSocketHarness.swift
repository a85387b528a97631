import Framing

/// The decoder of a WebSocket's client. The first byte of the input says where the others are cut, and the second what messages are, and whether all have to be.
///
/// What comes of them, signals in their places, does not depend on the cuts, nor on a handover at any of them; there is never more of it
/// than came in; text is UTF-8 as far as it goes; and behind a fault or a close there is nothing.
public struct WebSocketHarness: Harness {
    typealias Decode = (
        inout WebSocketDecoder, UnsafeRawBufferPointer, inout [UInt8]
    ) -> (taken: Int, signal: WebSocketDecoder.Signal?)

    /// What became of a stream.
    struct Decoded: Equatable {
        var lines: [UInt8] = []
        /// With the bytes of lines before them.
        var signals: [Place] = []
        var kind: WebSocketDecoder.Kind?

        struct Place: Equatable {
            let signal: WebSocketDecoder.Signal
            let place: Int
        }
    }

    /// Less than a fuzzer's inputs have, so that it is met.
    private static let maximumMessage = 300

    private let decode: Decode

    public init() {
        self.init { decoder, bytes, lines in decoder.decode(bytes, into: &lines) }
    }

    init(decode: @escaping Decode) {
        self.decode = decode
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        guard input.count >= 2 else { return }
        let pattern = input[0]
        let kind = WebSocketDecoder.Kind(rawValue: input[1] % 3)
        let first = WebSocketDecoder(
            kind, isStrict: input[1] < 128, maximumMessage: WebSocketHarness.maximumMessage)
        let stream = UnsafeRawBufferPointer(rebasing: input.dropFirst(2))
        let whole = try decoded(stream, first, max(1, stream.count))
        try demand(try decoded(stream, first, 1) == whole, "byte by byte it is something else than at once")
        try demand(
            try decoded(stream, first, Int(pattern & 0x0F) + 1, then: Int(pattern >> 4) + 1) == whole,
            "cut in two sizes in turn it is something else than at once")
        try demand(
            try decoded(stream, first, Int(pattern) + 1, handsOver: true) == whole,
            "handed over at each cut it is something else than at once")
        // An empty message is a line, and takes six bytes.
        try demand(whole.lines.count <= stream.count, "\(stream.count) bytes became \(whole.lines.count)")
        if whole.kind == .text, first.isStrict { try checkText(whole.lines) }
    }

    private func decoded(
        _ stream: UnsafeRawBufferPointer, _ first: WebSocketDecoder, _ size: Int, then other: Int? = nil,
        handsOver: Bool = false
    ) throws(Violation) -> Decoded {
        var decoder = first
        var decoded = Decoded()
        var sizes = (size, other ?? size)
        var start = 0
        while start < stream.count {
            if handsOver {
                guard
                    let next = WebSocketDecoder(
                        snapshot: decoder.snapshot, maximumMessage: WebSocketHarness.maximumMessage)
                else { throw Violation(description: "no decoder goes on from \(decoder.snapshot)") }
                decoder = next
            }
            let end = min(start + sizes.0, stream.count)
            while start < end {
                let piece = UnsafeRawBufferPointer(rebasing: stream[start..<end])
                let (wasOver, before) = (decoder.isOver, decoded.lines.count)
                let (taken, signal) = decode(&decoder, piece, &decoded.lines)
                try demand(taken > 0 && taken <= piece.count, "of \(piece.count) bytes \(taken) were taken")
                try demand(signal != nil || taken == piece.count, "it stopped for nothing")
                try demand(
                    !wasOver || (signal == nil && decoded.lines.count == before), "there is something behind the end")
                if let signal {
                    decoded.signals.append(Decoded.Place(signal: signal, place: decoded.lines.count))
                    try check(signal)
                }
                start += taken
            }
            sizes = (sizes.1, sizes.0)
        }
        decoded.kind = decoder.kind
        return decoded
    }

    private func check(_ signal: WebSocketDecoder.Signal) throws(Violation) {
        switch signal {
        case .ping(let payload): try demand(payload.count <= 125, "a ping has \(payload.count) bytes")
        case .close(let code?): try demand(WebSocketFrame.mayBeSent(code), "\(code) is no code to close with")
        case .failure(let code): try demand(WebSocketFrame.mayBeSent(code), "it can't be closed with \(code)")
        case .close(nil), .idle: break
        }
    }

    /// Whole lines of text are UTF-8, but for what a message that became a fault began with.
    private func checkText(_ lines: [UInt8]) throws(Violation) {
        for line in lines.split(separator: 0x0A).dropLast() {
            try demand(
                String(validating: line, as: UTF8.self) != nil, "a line is not UTF-8: \(Array(line))")
        }
    }
}
