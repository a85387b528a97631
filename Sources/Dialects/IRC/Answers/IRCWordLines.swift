import ChatCore

/// Words at the end of lines that are alike up to them: in as many lines as it takes, each as full as it may be.
struct IRCWordLines {
    private let lines: ByteBuffer
    private let separator: UInt8
    /// Begins a line, up to its last parameter.
    private let begin: () -> IRCLine
    private var line: IRCLine?

    init(into lines: ByteBuffer, separator: Unicode.Scalar = " ", begin: @escaping () -> IRCLine) {
        self.lines = lines
        self.separator = UInt8(ascii: separator)
        self.begin = begin
    }

    /// Adds a word of so many bytes. One without room in a line of its own is cut there.
    mutating func add(_ size: Int, _ write: (ByteBuffer) -> Void) {
        if let line, line.count + 1 + size > IRCLimits.line { end() }
        if line == nil {
            let new = begin()
            new.beginTrailing()
            line = new
        } else {
            lines.append(separator)
        }
        write(lines)
    }

    mutating func end() {
        line?.end()
        line = nil
    }
}
