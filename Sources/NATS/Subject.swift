/// Where a message goes: tokens between dots. In one that is subscribed to, `*` stands for any token and a last `>` for any that follow.
package struct Subject: Hashable, Sendable, CustomStringConvertible {
    /// Longer ones are none.
    package static let maximumBytes = 1_024

    package let text: String

    /// nil where it has no token, an empty one, or what would end it in a line.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Subject.maximumBytes, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty })
        else { return nil }
        self.text = String(text)
    }

    package var description: String { text }

    package var tokens: [Substring] { text.split(separator: ".") }

    /// Messages can be sent to it.
    package var isPlain: Bool { !tokens.contains("*") && !tokens.contains(">") }
}
