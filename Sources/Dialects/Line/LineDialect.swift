import ChatCore

/// The line protocol as one session speaks it, for people or, after `/wire 1`, for programs.
public struct LineDialect: Hashable, Sendable {
    private(set) var form: LineForm

    public init(_ form: LineForm = []) {
        self.form = form
    }

    mutating func set(_ part: LineForm, to isSet: Bool) {
        if isSet { form.insert(part) } else { form.remove(part) }
    }

    // MARK: - Reading

    func request(in line: UnsafeRawBufferPointer) -> Request {
        Request(line: line, isWire: form.contains(.wire), mayBeSpoiled: form.contains(.crlf))
    }

    mutating func perform(
        _ command: DialectCommand, _ facts: () -> ServerReply.Session
    ) -> ServerAnswer.Ending {
        switch command {
        case .wire(let version, _):
            guard version == String(protocolVersion) else { return .refused(.noProtocol) }
            form.insert(.wire)
            return .done(.wire(facts()))
        case .time(let value):
            if let value { set(.timestamps, to: value) }
            return .done(.time(form.contains(.timestamps)))
        }
    }

    // MARK: - Writing

    /// A person who said something is told no more of it, nor is a program that wants no answer.
    static func isSilentOnSaid(tag: Tag) -> Bool {
        switch tag {
        case .none, .silent: true
        case .text: false
        }
    }

    static func isSilent(on answer: Answer, tag: Tag) -> Bool {
        guard isSilentOnSaid(tag: tag), answer.parts.count == 1, case .done(.said)? = answer.parts.first else {
            return false
        }
        return true
    }

    /// Appends an answer that has no rows.
    func put(_ reply: Reply, tag: Tag, into lines: ByteBuffer) {
        Renderer().append(reply, tag: tag, for: form, to: lines)
    }

    func put(_ answer: Answer, tag: Tag, at time: LocalTime, into lines: ByteBuffer) {
        let renderer = Renderer(offset: time.zone)
        for part in answer.parts {
            switch part {
            case .row(let row): renderer.append(row, tag: tag, now: time.now, for: form, to: lines)
            case .done(let reply): renderer.append(reply, tag: tag, for: form, to: lines)
            case .refused(let refusal): renderer.append(refusal, tag: tag, for: form, to: lines)
            case .entered(let entry): renderer.append(entry, now: time.now, for: form, to: lines)
            case .deliver, .show, .shared, .roomClosed, .dismissed: break
            }
        }
    }

    func put(_ answer: ServerAnswer, tag: Tag, into lines: ByteBuffer) {
        let renderer = Renderer()
        for row in answer.rows { renderer.append(row, tag: tag, for: form, to: lines) }
        switch answer.ending {
        case .done(let reply): renderer.append(reply, tag: tag, for: form, to: lines)
        case .refused(let refusal): renderer.append(refusal, tag: tag, for: form, to: lines)
        }
    }

    /// The last `OK` of them gets a key. People are told in a line of its own.
    func putUnstored(_ bytes: [UInt8], into lines: ByteBuffer) {
        guard form.contains(.wire) else {
            lines.append(bytes)
            return Renderer().appendNote(
                "this is not written yet: the server can't at the moment", for: form, to: lines)
        }
        let starts = bytes.indices.filter {
            ($0 == 0 || bytes[$0 - 1] == 0x0A) && bytes[$0...].starts(with: "OK ".utf8)
        }
        guard let start = starts.last else { return lines.append(bytes) }
        // Keys come before a text, if there is one.
        let end = bytes[start...].firstIndex { $0 == 0x0D || $0 == 0x0A } ?? bytes.endIndex
        let words = (start..<end).first { bytes[$0...].starts(with: " :".utf8) } ?? end
        lines.append(Array(bytes[..<words]))
        lines.put(" stored=0")
        lines.append(Array(bytes[words...]))
    }

    func putGreeting(server: String, nick: Nick, motd: [Text], into lines: ByteBuffer) {
        Renderer().appendGreeting(server: server, nick: nick, motd: motd, for: form, to: lines)
    }

    /// For people; programs need no hints.
    func put(_ hint: Hint, into lines: ByteBuffer) {
        guard !form.contains(.wire) else { return }
        let words =
            switch hint {
            case .nickCommand(let nick): "did you mean /nick \(nick)?"
            case .here: "yes"
            case .leaving: "/quit leaves"
            case .secret(let prompt): prompt.words
            case .noSecret(let cause): cause.words
            case .noPassword: "you have no password now; /password NEW sets one"
            case .clearText: "others may have read your password on its way; come by TLS where you can"
            }
        Renderer().appendNote(words, for: form, to: lines)
    }

    func putPing(token: String, into lines: ByteBuffer) {
        Renderer().appendPing(token: token, for: form, to: lines)
    }

    func putTurningAway(_ refusal: ServerRefusal, into lines: ByteBuffer) {
        Renderer().appendTurningAway(refusal, for: form, to: lines)
    }

    func putEnding(_ refusal: ServerRefusal, now: Int64, into lines: ByteBuffer) {
        Renderer().appendEnding(refusal, now: now, for: form, to: lines)
    }
}
