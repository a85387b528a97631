import ChatCore

extension IRCNumeric {
    /// Begins a line of this number: its source, its number and the nick of whom it is for, who may be `*`.
    package func begin(to nick: String, from server: String, into lines: ByteBuffer) -> IRCLine {
        var line = IRCLine(into: lines)
        begin(&line, to: nick, from: server)
        return line
    }

    /// The same behind a line's tags.
    package func begin(_ line: inout IRCLine, to nick: String, from server: String) {
        line.source(server: server)
        line.command(self)
        line.parameter(word: nick)
    }

    /// Appends a whole line: words, and the text of this number where it has one.
    package func put(to nick: String, from server: String, into lines: ByteBuffer, _ words: String...) {
        let line = begin(to: nick, from: server, into: lines)
        for word in words { line.parameter(word: word) }
        if text.utf8CodeUnitCount > 0 { line.trailing(text) }
        line.end()
    }
}
