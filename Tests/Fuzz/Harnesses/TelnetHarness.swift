import Framing

/// The telnet decoder. The first byte of the input says where the others are cut, and the second how the peer is known before: whether
/// each of its CRs ends a line, and whether it was asked for BINARY.
///
/// What comes of them, signals in their places, does not depend on the cuts, nor on a handover at any of them; there is never more of it
/// than came in, a request for BINARY aside; two ends that speak as we do fall silent; and erasing leaves nothing to erase.
public struct TelnetHarness: Harness {
    typealias Decode = (
        inout TelnetDecoder, UnsafeRawBufferPointer, inout [UInt8], inout [UInt8]
    ) -> (taken: Int, signal: TelnetDecoder.Signal?)

    /// What became of a stream.
    struct Decoded: Equatable {
        var text: [UInt8] = []
        var answers: [UInt8] = []
        /// With the bytes of text before them.
        var signals: [Place] = []

        struct Place: Equatable {
            let signal: TelnetDecoder.Signal
            let place: Int
        }
    }

    /// IAC DO BINARY.
    private static let request: [UInt8] = [TelnetDecoder.iac, 253, 0]

    private let decode: Decode

    public init() {
        self.init { decoder, bytes, text, answers in decoder.decode(bytes, at: 0, text: &text, answers: &answers) }
    }

    init(decode: @escaping Decode) {
        self.decode = decode
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        guard input.count >= 2 else { return }
        let pattern = input[0]
        let decoder = TelnetHarness.decoder(input[1])
        let stream = UnsafeRawBufferPointer(rebasing: input.dropFirst(2))
        let whole = try decoded(stream, by: decoder, max(1, stream.count))
        try demand(try decoded(stream, by: decoder, 1) == whole, "byte by byte it is something else than at once")
        try demand(
            try decoded(stream, by: decoder, Int(pattern & 0x0F) + 1, then: Int(pattern >> 4) + 1) == whole,
            "cut in two sizes in turn it is something else than at once")
        try demand(
            try decoded(stream, by: decoder, Int(pattern) + 1, handsOver: true) == whole,
            "handed over at each cut it is something else than at once")
        try demand(whole.text.count <= stream.count, "\(stream.count) bytes became \(whole.text.count) of text")
        let marks = whole.signals.flatMap { $0.signal == .timingMark ? TelnetDecoder.noTimingMark : [] }
        let answers = whole.answers + marks
        try demand(
            answers.count <= stream.count + TelnetHarness.request.count,
            "\(stream.count) bytes were answered by \(answers.count)")
        try checkAnswers(answers)
        try checkErasing(whole.text)
    }

    private static func decoder(_ kind: UInt8) -> TelnetDecoder {
        var decoder = TelnetDecoder()
        var end: [UInt8] = []
        if kind & 1 == 1 { decoder.endLinesAtReturns(&end) }
        if kind & 2 == 2 { _ = decoder.recover() }
        return decoder
    }

    private func decoded(
        _ stream: UnsafeRawBufferPointer, by first: TelnetDecoder, _ size: Int, then other: Int? = nil,
        handsOver: Bool = false
    ) throws(Violation) -> Decoded {
        var decoder = first
        var decoded = Decoded()
        var sizes = (size, other ?? size)
        var start = 0
        while start < stream.count {
            if handsOver {
                guard let next = TelnetDecoder(snapshot: decoder.snapshot) else {
                    throw Violation(description: "no decoder goes on from \(decoder.snapshot)")
                }
                decoder = next
            }
            let end = min(start + sizes.0, stream.count)
            while start < end {
                let piece = UnsafeRawBufferPointer(rebasing: stream[start..<end])
                let (taken, signal) = decode(&decoder, piece, &decoded.text, &decoded.answers)
                try demand(taken > 0 && taken <= piece.count, "of \(piece.count) bytes \(taken) were taken")
                try demand(signal != nil || taken == piece.count, "it stopped for nothing")
                if let signal { decoded.signals.append(Decoded.Place(signal: signal, place: decoded.text.count)) }
                start += taken
            }
            sizes = (sizes.1, sizes.0)
        }
        return decoded
    }

    /// Our answers, sent to one who answers as we do, are not answered for ever.
    private func checkAnswers(_ answers: [UInt8]) throws(Violation) {
        var (ours, theirs) = (TelnetDecoder(), TelnetDecoder())
        var sent = answers
        for _ in 0..<3 {
            let echo = answered(sent, by: &theirs)
            sent = answered(echo, by: &ours)
        }
        try demand(sent.isEmpty, "the answers \(answers) would be answered by \(sent) for ever")
    }

    private func answered(_ bytes: [UInt8], by decoder: inout TelnetDecoder) -> [UInt8] {
        var decoded = Decoded()
        bytes.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
                let (taken, signal) = decode(&decoder, rest, &decoded.text, &decoded.answers)
                if signal == .timingMark { decoded.answers += TelnetDecoder.noTimingMark }
                start += max(1, taken)
            }
        }
        return decoded.answers
    }

    private func checkErasing(_ text: [UInt8]) throws(Violation) {
        let erasers: Set<UInt8> = [0x08, 0x7F, 0x15]
        let erased = text.withUnsafeBytes { TelnetDecoder.erase($0) }
        try demand(
            (erased == nil) == erasers.isDisjoint(with: text), "erasing is forgotten, or done for nothing: \(text)")
        guard let erased else { return }
        try demand(erased.count < text.count, "erasing made \(text.count) bytes \(erased.count)")
        try demand(erasers.isDisjoint(with: erased), "erasing leaves erasers: \(erased)")
    }
}
