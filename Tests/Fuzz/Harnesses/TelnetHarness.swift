import ChatProtocol

/// The telnet decoder: the first byte of the input says where the others are cut.
///
/// What comes of them does not depend on the cuts; there is never more of it than came in; two ends that speak as we do
/// fall silent; and erasing leaves nothing to erase.
public struct TelnetHarness: Harness {
    typealias Decode = (inout TelnetDecoder, UnsafeRawBufferPointer, inout Decoded) -> Void

    /// What became of a stream.
    struct Decoded: Equatable {
        var text: [UInt8] = []
        var answers: [UInt8] = []
        var signals: [TelnetDecoder.Signal] = []
    }

    private let decode: Decode

    public init() {
        self.init { decoder, bytes, decoded in
            decoder.decode(bytes, text: &decoded.text, answers: &decoded.answers, signals: &decoded.signals)
        }
    }

    init(decode: @escaping Decode) {
        self.decode = decode
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        guard let pattern = input.first else { return }
        let stream = UnsafeRawBufferPointer(rebasing: input.dropFirst())
        let whole = decoded(stream, by: max(1, stream.count))
        try demand(decoded(stream, by: 1) == whole, "byte by byte it is something else than at once")
        try demand(
            decoded(stream, by: Int(pattern & 0x0F) + 1, then: Int(pattern >> 4) + 1) == whole,
            "cut in two sizes in turn it is something else than at once")
        try demand(whole.text.count <= stream.count, "\(stream.count) bytes became \(whole.text.count) of text")
        let marks = whole.signals.flatMap { $0 == .timingMark ? TelnetDecoder.noTimingMark : [] }
        try demand(
            whole.answers.count + marks.count <= stream.count,
            "\(stream.count) bytes were answered by \(whole.answers.count + marks.count)")
        try checkAnswers(whole.answers + marks)
        try checkErasing(whole.text)
    }

    private func decoded(_ stream: UnsafeRawBufferPointer, by size: Int, then other: Int? = nil) -> Decoded {
        var decoder = TelnetDecoder()
        var decoded = Decoded()
        var sizes = (size, other ?? size)
        var start = 0
        while start < stream.count {
            let end = min(start + sizes.0, stream.count)
            decode(&decoder, UnsafeRawBufferPointer(rebasing: stream[start..<end]), &decoded)
            start = end
            sizes = (sizes.1, sizes.0)
        }
        return decoded
    }

    /// Our answers, sent to one who answers as we do, are followed by nothing.
    private func checkAnswers(_ answers: [UInt8]) throws(Violation) {
        let echo = answers.withUnsafeBytes { decoded($0, by: max(1, answers.count)) }
        try demand(echo == Decoded(), "the answers \(answers) would be answered by \(echo)")
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
