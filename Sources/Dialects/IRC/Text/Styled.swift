import ChatCore

/// Clean text that may be formatted: what `Text` is, but that the nine codes of `Formatting` may stand in it.
///
/// Only readers of IRC are shown it. It is a type of its own so that it can't reach a line's reader: it becomes a `Text` by `text` alone,
/// which takes the codes out, and nothing takes a `Styled` where a `Text` is due.
package struct Styled: Hashable, Sendable {
    /// Valid UTF-8.
    package let utf8: [UInt8]
    /// Whether a code is in it.
    package let isFormatted: Bool

    /// Cleans a peer's bytes as `TextHygiene` does, codes aside.
    /// - Returns: nil where they are not UTF-8.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        if TextHygiene.isPlain(bytes) {
            utf8 = Array(bytes)
            isFormatted = false
        } else if let text = String(validating: bytes, as: UTF8.self) {
            (utf8, isFormatted) = Styled.cleaned(text)
        } else {
            return nil
        }
    }

    private static func cleaned(_ text: String) -> ([UInt8], Bool) {
        var isFormatted = false
        var clean: [UInt8] = []
        clean.reserveCapacity(text.utf8.count)
        /// What stands between two codes is cleaned in one.
        for piece in text.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: isCode).enumerated() {
            if piece.offset > 0 {
                isFormatted = true
                clean.append(text.utf8[text.utf8.index(before: piece.element.startIndex)])
            }
            clean += TextHygiene.clean(Substring(piece.element))
        }
        return (clean, isFormatted)
    }

    private static func isCode(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 && Formatting.isCode(UInt8(scalar.value))
    }

    /// A text that has no codes.
    package init(plain text: Text) {
        utf8 = text.utf8
        isFormatted = false
    }

    /// What was kept.
    /// - Returns: nil where the bytes are not clean as they stand.
    package init?(clean bytes: [UInt8]) {
        guard let styled = bytes.withUnsafeBytes({ Styled($0) }), styled.utf8 == bytes else { return nil }
        self = styled
    }

    package var isEmpty: Bool { utf8.isEmpty }

    /// Without its codes and the colors that belong to them.
    package var text: Text {
        guard isFormatted else { return Text(cleaned: utf8) }
        var plain: [UInt8] = []
        plain.reserveCapacity(utf8.count)
        utf8.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count {
                if Formatting.isCode(bytes[index]) {
                    index += Formatting.length(bytes, at: index)
                } else {
                    plain.append(bytes[index])
                    index += 1
                }
            }
        }
        return Text(cleaned: plain)
    }
}
