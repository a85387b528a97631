import ChatCore

/// Turns what happened and what is answered into the lines of one kind of session. Every call appends whole lines, ends included.
public struct Renderer: Sendable {
    private var human: HumanRendering

    /// - Parameter offset: of the zone that people are shown times in, in seconds east of UTC.
    public init(offset: Int64 = 0) {
        human = HumanRendering(offset: offset)
    }

    public func append(_ event: Event, for form: LineForm, to lines: ByteBuffer) {
        // It has no words, and lines know nothing else.
        if case .aside = event.kind { return }
        if form.contains(.wire) {
            Wire.put(event, into: lines)
        } else {
            human.put(event, form: form, into: lines)
        }
        lines.endLine(form)
    }

    // MARK: - Answers

    /// - Parameter now: microseconds since 1970.
    public func append(_ row: Row, tag: Tag, now: Int64, for form: LineForm, to lines: ByteBuffer) {
        switch tag {
        case .silent: return
        case .none: human.put(row, now: now, into: lines)
        case .text(let tag): Wire.put(row, tag: tag, into: lines)
        }
        lines.endLine(form)
    }

    public func append(_ row: ServerRow, tag: Tag, for form: LineForm, to lines: ByteBuffer) {
        switch tag {
        case .silent: return
        case .text(let tag): Wire.put(row, tag: tag, into: lines)
        case .none:
            lines.put("-- ")
            switch row {
            case .motd(let text): lines.put(text)
            case .kept(let room, let days): lines.put(HumanRendering.words(keeping: room, forDays: days))
            case .account(let row): HumanRendering.put(row, into: lines)
            case .node(let number, _, let isAlive, let isThis):
                lines.put("node \(number) is \(isAlive ? "here" : "gone")\(isThis ? "; you are here by it" : "")")
            case .help(let help):
                lines.put(help.usage)
                for _ in help.usage.utf8.count..<max(26, help.usage.utf8.count + 1) { lines.put(" ") }
                lines.put(help.words)
            }
        }
        lines.endLine(form)
    }

    public func append(_ reply: Reply, tag: Tag, for form: LineForm, to lines: ByteBuffer) {
        switch tag {
        case .silent: return
        case .none:
            guard let words = human.words(for: reply) else { return }
            lines.put("-- ")
            lines.put(words)
        case .text(let tag): Wire.put(reply, tag: tag, into: lines)
        }
        lines.endLine(form)
    }

    public func append(_ reply: ServerReply, tag: Tag, for form: LineForm, to lines: ByteBuffer) {
        switch (tag, reply) {
        // The first answer of a wire session: the command that made it one had no tag yet.
        case (.none, .wire): Wire.put(reply, tag: "-", into: lines)
        case (.silent, _): return
        case (.none, .quit): lines.put("*** goodbye")
        case (.none, _):
            guard let words = human.words(for: reply) else { return }
            lines.put("-- ")
            lines.put(words)
        case (.text(let tag), _): Wire.put(reply, tag: tag, into: lines)
        }
        lines.endLine(form)
    }

    /// - Parameter tag: of the command refused; `.none` is `-` in a wire session.
    public func append(_ refusal: Refusal, tag: Tag, for form: LineForm, to lines: ByteBuffer) {
        append(RefusalText(refusal), tag: tag, for: form, to: lines)
    }

    /// - Parameter tag: of the command refused; `.none` is `-` in a wire session.
    public func append(_ refusal: ServerRefusal, tag: Tag, for form: LineForm, to lines: ByteBuffer) {
        append(RefusalText(refusal), tag: tag, for: form, to: lines)
    }

    /// - Parameter tag: of the command refused; `.none` is `-` in a wire session.
    func append(_ refusal: RefusalText, tag: Tag, for form: LineForm, to lines: ByteBuffer) {
        if form.contains(.wire) {
            if case .text(let tag) = tag {
                Wire.put(refusal, tag: tag, into: lines)
            } else {
                Wire.put(refusal, tag: "-", into: lines)
            }
        } else {
            lines.put("!! \(refusal.code.rawValue): \(refusal.words)")
        }
        lines.endLine(form)
    }

    /// Why a newcomer is turned away. It has no session, and so no wire form: the key stands at the end of the words.
    public func appendTurningAway(_ refusal: ServerRefusal, for form: LineForm, to lines: ByteBuffer) {
        let text = RefusalText(refusal)
        lines.put("!! \(text.code.rawValue): \(text.words)")
        for case .retry(let seconds) in text.subjects { lines.put(" (retry=\(seconds))") }
        lines.endLine(form)
    }

    /// Why a session ends that did not ask for it.
    /// - Parameter now: microseconds since 1970.
    public func appendEnding(_ refusal: ServerRefusal, now: Int64, for form: LineForm, to lines: ByteBuffer) {
        guard form.contains(.wire) else { return append(refusal, tag: .none, for: form, to: lines) }
        Wire.putEnding(RefusalText(refusal), time: now, into: lines)
        lines.endLine(form)
    }

    public func append(_ entry: RoomEntry, now: Int64, for form: LineForm, to lines: ByteBuffer) {
        human.put(entry, now: now, form: form, into: lines)
        lines.endLine(form)
    }

    // MARK: - The server's own lines

    /// What a newcomer reads first.
    public func appendGreeting(server: String, nick: Nick, motd: [Text], for form: LineForm, to lines: ByteBuffer) {
        lines.put("*** partyline/\(protocolVersion) \(server). You are \(nick). /help lists the commands.")
        lines.endLine(form)
        for line in motd {
            lines.put("*** ")
            lines.put(line)
            lines.endLine(form)
        }
    }

    /// Asks a wire session for a sign of life.
    public func appendPing(token: String, for form: LineForm, to lines: ByteBuffer) {
        lines.put("PING \(token)")
        lines.endLine(form)
    }

    /// A line of an answer that no command asked for; for people.
    public func appendNote(_ words: String, for form: LineForm, to lines: ByteBuffer) {
        lines.put("-- \(words)")
        lines.endLine(form)
    }
}
