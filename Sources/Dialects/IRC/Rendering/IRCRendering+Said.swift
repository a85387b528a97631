import Bytes
import ChatCore

/// What is said. It is the way of each line to each class of readers, so it is written byte by byte, and measured once it is there.
extension IRCRendering {
    /// Appends what somebody says: one line, or several where it is longer than one may be.
    /// - Parameter target: a room or a nick.
    func putSaid(
        _ event: Event, by nick: Nick, to target: String, _ plain: [UInt8], isAction: Bool = false,
        into lines: ByteBuffer
    ) {
        var (text, isAction) = (plain, isAction)
        var isFirst = true
        if let enclosure = event.enclosure {
            if enclosure.part(.line) != nil, readers.tags == .allAndMultiline {
                return putLines(event, enclosure, by: nick, to: target, into: lines)
            }
            if enclosure.part(.continuation) != nil {
                // Its batch has it already.
                if readers.tags == .allAndMultiline { return }
                isFirst = false
            }
            if let styled = enclosure.part(.styled) { text = Array(styled) }
            if enclosure.part(.action) != nil { isAction = true }
        }
        let start = lines.count
        putTags(of: event, isFirst: isFirst, into: lines)
        let room = putHead(event, by: nick, to: target, isAction, into: lines)
        if text.count <= room {
            lines.append(text)
            IRCRendering.endSaid(isAction, lines)
        } else {
            lines.truncate(to: start)
            putLong(event, by: nick, to: target, text, isAction, room: room, into: lines)
        }
    }

    /// Appends what stands between the tags and a text.
    /// - Returns: how many bytes the text may have.
    private func putHead(
        _ event: Event, by nick: Nick, to target: String, _ isAction: Bool, into lines: ByteBuffer
    ) -> Int {
        let start = lines.count
        lines.append(UInt8(ascii: ":"))
        lines.put(nick.text)
        lines.append(UInt8(ascii: "!"))
        lines.put(IRCRendering.userHost(of: event))
        lines.put(event.isNotice ? " NOTICE " : " PRIVMSG ")
        lines.put(target)
        lines.put(" :")
        if isAction { lines.put("\u{1}ACTION ") }
        return IRCLimits.line - (isAction ? 3 : 2) - (lines.count - start)
    }

    private static func endSaid(_ isAction: Bool, _ lines: ByteBuffer) {
        lines.put(isAction ? "\u{1}\r\n" : "\r\n")
    }

    private func putLong(
        _ event: Event, by nick: Nick, to target: String, _ text: [UInt8], _ isAction: Bool, room: Int,
        into lines: ByteBuffer
    ) {
        // What somebody does is no text that a client could put together again.
        let isBatch = readers.tags == .allAndMultiline && !isAction
        if isBatch { putBatch(event, by: nick, to: target, isOpen: true, into: lines) }
        text.withUnsafeBytes { bytes in
            for (index, piece) in TextPieces(bytes, room: room).enumerated() {
                if isBatch {
                    putBatchTags(of: event, isFirst: index == 0, into: lines)
                } else {
                    putTags(of: event, isFirst: index == 0, into: lines)
                }
                _ = putHead(event, by: nick, to: target, isAction, into: lines)
                lines.append(piece)
                IRCRendering.endSaid(isAction, lines)
            }
        }
        if isBatch { putBatch(event, by: nick, to: target, isOpen: false, into: lines) }
    }

    // MARK: - Signals

    /// Appends a request from client to client (CTCP), or an answer to one. It is never longer than a line: what comes from a client is
    /// measured, and nobody else sends one.
    func putSignal(_ event: Event, by nick: Nick, to other: Nick?, _ text: Text, into lines: ByteBuffer) {
        putTags(of: event, into: lines)
        let room = putHead(
            event, by: nick, to: other?.text ?? IRCRendering.target(of: event), false, into: lines)
        lines.append(CTCP.mark)
        lines.put(UTF8Cut.text(text, atMost: max(0, room - 2)))
        lines.append(CTCP.mark)
        lines.put("\r\n")
    }

    // MARK: - Batches

    /// Appends a text of several lines as one batch.
    private func putLines(
        _ event: Event, _ enclosure: Enclosure, by nick: Nick, to target: String, into lines: ByteBuffer
    ) {
        putBatch(event, by: nick, to: target, isOpen: true, into: lines)
        enclosure.visitParts { part, content in
            guard part == .line || part == .concatenated else { return true }
            putBatchTags(of: event, isFirst: part == .line, into: lines)
            let room = putHead(event, by: nick, to: target, false, into: lines)
            // They were measured when they came.
            lines.append(Array(content.prefix(room)))
            IRCRendering.endSaid(false, lines)
            return true
        }
        putBatch(event, by: nick, to: target, isOpen: false, into: lines)
    }

    /// Appends the line that opens a batch, with all tags, or the one that closes it, with none.
    private func putBatch(_ event: Event, by nick: Nick, to target: String, isOpen: Bool, into lines: ByteBuffer) {
        if isOpen { putTags(of: event, into: lines) }
        var line = IRCLine(into: lines)
        line.source(nick, userHost: IRCRendering.userHost(of: event))
        line.command(isOpen ? "BATCH +" : "BATCH -")
        IRCRendering.putReference(of: event, into: lines)
        if isOpen {
            line.parameter(MultilineName.batch)
            lines.append(UInt8(ascii: " "))
            lines.put(target)
        }
        line.end()
    }

    private func putBatchTags(of event: Event, isFirst: Bool, into lines: ByteBuffer) {
        lines.put("@batch=")
        IRCRendering.putReference(of: event, into: lines)
        if !isFirst {
            lines.append(UInt8(ascii: ";"))
            lines.put(MultilineName.concat)
        }
        lines.append(UInt8(ascii: " "))
    }

    /// A batch is closed before anything else is sent, so what it is called need not differ from others of long ago.
    private static func putReference(of event: Event, into lines: ByteBuffer) {
        lines.put(event.id > 0 ? event.id : max(0, event.time))
    }

    // MARK: - The server's words

    /// Appends words of the server's own.
    /// - Parameter target: `*` where they are of no room.
    func putNotice(_ event: Event, to target: String, _ text: Text, into lines: ByteBuffer) {
        let head = ":\(server) NOTICE \(target) :"
        text.utf8.withUnsafeBytes { bytes in
            var pieces = TextPieces(bytes, room: IRCLimits.line - 2 - head.utf8.count)
            var isFirst = true
            // Also of nothing there is one line.
            var piece = pieces.next() ?? bytes
            while true {
                putTags(of: event, isFirst: isFirst, into: lines)
                lines.put(head)
                lines.append(piece)
                lines.put("\r\n")
                isFirst = false
                guard let next = pieces.next() else { return }
                piece = next
            }
        }
    }
}
