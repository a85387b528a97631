/// A pasted block of several lines, which is text: nothing in it is a command.
public struct Paste: Equatable, Sendable {
    /// A line that can't be sent.
    public struct LongLine: Equatable, Sendable {
        /// Its number in the paste, from 1; lines without text count.
        public let number: Int
        /// How many bytes it would have on its way.
        public let bytes: Int

        public init(number: Int, bytes: Int) {
            self.number = number
            self.bytes = bytes
        }
    }

    /// The lines that can be sent, without those that are only spaces.
    public let lines: [String]
    public let tooLong: [LongLine]

    /// - Parameter maximumBytes: of a line; one that starts with `/` has one byte more on its way.
    init(_ text: String, maximumBytes: Int) {
        var lines: [String] = []
        var tooLong: [LongLine] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard !line.allSatisfy({ $0 == " " }) else { continue }
            let bytes = line.utf8.count + (line.hasPrefix("/") ? 1 : 0)
            if bytes > maximumBytes {
                tooLong.append(LongLine(number: index + 1, bytes: bytes))
            } else {
                lines.append(String(line))
            }
        }
        self.lines = lines
        self.tooLong = tooLong
    }

    /// How many lines have text.
    public var count: Int { lines.count + tooLong.count }

    /// How many of those to be sent look like commands.
    public var commandCount: Int { lines.count { $0.hasPrefix("/") } }
}
