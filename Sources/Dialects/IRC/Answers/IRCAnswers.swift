import ChatCore

/// Writes what one client is answered.
///
/// Its lines have no tags, apart from those of what happened: who sends them knows what they belong to, and when.
package struct IRCAnswers {
    /// The nick of whom they are for; `*` while they have none.
    package let me: String
    /// The server's name.
    package let server: String
    /// What the client has switched on.
    package let capabilities: Capabilities
    package let lines: ByteBuffer
    /// nil: nobody counts.
    package var tally: IRCTally?
    private let frame: Frame

    /// What all numbers begin with, and what follows them: of a client it is the same until its nick changes.
    struct Frame {
        let head: [UInt8]
        let target: [UInt8]

        init(from server: String, to me: String) {
            let buffer = ByteBuffer()
            var line = IRCLine(into: buffer)
            line.source(server: server)
            head = Array(buffer.bytes)
            line.parameter(word: me)
            target = Array(buffer.bytes[head.count...])
        }
    }

    package init(to me: String, from server: String, with capabilities: Capabilities = [], into lines: ByteBuffer) {
        self.init(to: me, from: server, with: capabilities, Frame(from: server, to: me), into: lines)
    }

    init(to me: String, from server: String, with capabilities: Capabilities, _ frame: Frame, into lines: ByteBuffer) {
        self.me = me
        self.server = server
        self.capabilities = capabilities
        self.frame = frame
        self.lines = lines
    }

    package init(to me: Nick, from server: String, with capabilities: Capabilities = [], into lines: ByteBuffer) {
        self.init(to: me.text, from: server, with: capabilities, into: lines)
    }

    /// How the client reads what happens.
    package var readers: ReaderClass { ReaderClass(capabilities) }

    /// Begins a line of a number.
    package func begin(_ numeric: IRCNumeric) -> IRCLine {
        tally?.count(numeric)
        return IRCLine(numeric, from: frame.head, to: frame.target, into: lines)
    }

    /// Appends a whole line: words, and the text of its number where it has one.
    package func put(_ numeric: IRCNumeric, _ words: String...) {
        put(numeric, words)
    }

    package func put(_ numeric: IRCNumeric, _ words: [String]) {
        let line = begin(numeric)
        for word in words { line.parameter(word: word) }
        if numeric.text.utf8CodeUnitCount > 0 { line.trailing(numeric.text) }
        line.end()
    }

    /// Appends a whole line: words, and a text of its own.
    package func put(_ numeric: IRCNumeric, _ words: [String] = [], text: some StringProtocol) {
        let line = begin(numeric)
        for word in words { line.parameter(word: word) }
        line.trailing(words: text.utf8)
        line.end()
    }

    /// Appends a line that is no number, with the server as its source.
    func begin(_ command: StaticString) -> IRCLine {
        var line = IRCLine(into: lines)
        line.source(server: server)
        line.command(command)
        return line
    }

    // MARK: - What is no answer to one command alone

    /// `PONG server token`. Its token is any word, and may be empty.
    package func putPong(_ token: some Collection<UInt8>) {
        let line = begin("PONG")
        line.parameter(word: server)
        line.trailing(words: token)
        line.end()
    }

    /// Asks for a sign of life. It has no source, as some clients know it without one only.
    package func putPing() {
        var line = IRCLine(into: lines)
        line.command("PING")
        line.trailing(words: server)
        line.end()
    }

    /// Why a connection ends. It has no source.
    package func putError(_ words: some StringProtocol) {
        var line = IRCLine(into: lines)
        line.command("ERROR")
        line.trailing(words: words.utf8)
        line.end()
    }

    /// Words of the server's own.
    package func putNotice(_ words: some StringProtocol) {
        let line = begin("NOTICE")
        line.parameter(word: me)
        line.trailing(words: words.utf8)
        line.end()
    }

    /// A line that somebody is the source of: what one's own command did.
    /// - Parameter event: what happened, with its source.
    package func put(_ event: Event) {
        IRCRendering(readers, server: server).append(event, isElsewhere: false, zone: 0, to: lines)
    }

    /// The answer to a change of one's own modes; nothing where nothing was changed.
    /// - Parameter person: whose they are.
    package func putUserModes(of person: IRCPerson, _ modes: UserModes, were old: UserModes) {
        guard let change = modes.change(from: old) else { return }
        var line = IRCLine(into: lines)
        line.source(person.nick, user: person.user, host: person.host)
        line.command("MODE")
        line.parameter(person.nick)
        line.parameter(word: change)
        line.end()
    }
}
