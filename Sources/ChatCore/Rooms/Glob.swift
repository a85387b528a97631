/// A pattern of names: `*` stands for any letters, `?` for one. It is compared without case (ASCII).
///
/// Going back goes no further than to the last `*`. So a comparison takes no more steps than the two lengths multiplied, whatever the
/// pattern is.
package struct Glob: Hashable, Sendable {
    /// In small letters, without `**`.
    let pattern: [UInt8]

    package init(_ text: some StringProtocol) {
        var pattern: [UInt8] = []
        for byte in text.asciiLowercased.utf8 where !(byte == Glob.star && pattern.last == Glob.star) {
            pattern.append(byte)
        }
        self.pattern = pattern
    }

    private static let star = UInt8(ascii: "*")
    private static let mark = UInt8(ascii: "?")

    /// - Parameter text: in small letters.
    package func matches(_ text: [UInt8]) -> Bool {
        pattern.withUnsafeBufferPointer { pattern in text.withUnsafeBufferPointer { Glob.matches($0, pattern) } }
    }

    private static func matches(_ text: UnsafeBufferPointer<UInt8>, _ pattern: UnsafeBufferPointer<UInt8>) -> Bool {
        var (place, next) = (0, 0)
        /// Behind the last `*`, and where in the text what follows it is looked for.
        var (behindStar, retry) = (-1, 0)
        while place < text.count {
            if next < pattern.count, pattern[next] == star {
                next += 1
                (behindStar, retry) = (next, place)
            } else if next < pattern.count, pattern[next] == mark || pattern[next] == text[place] {
                next += 1
                place += 1
            } else if behindStar >= 0 {
                retry += 1
                (next, place) = (behindStar, retry)
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == star }
    }
}
