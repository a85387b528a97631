import ChatCore

/// What becomes of the user's lines when the connection breaks: each is sent once, or named.
///
/// A line that had no answer may have been said. Where the server knows nonces it is sent again by its own, and not said twice; where not,
/// the user is told. Lines that were not sent are kept. None is said in another room than the one for which it was typed.
extension Conversation {
    /// Keeps the user's lines for the next connection, as far as it is certain what would come of them.
    mutating func keepTyped() {
        var kept: [SendQueue.Line] = []
        // Until a command is dropped that may have led to another room.
        var isRoomCertain = true
        let sent = queue.unanswered.map { sent in
            var line = sent.line
            line.wasSent = true
            return line
        }
        for line in sent + queue.user {
            guard case .user(let input) = line.purpose, !line.purpose.takesLeave else { continue }
            let isRepeatable = !line.wasSent || line.nonce != nil || input.isHarmlessTwice
            if isRepeatable, isRoomCertain || !input.isForCurrentRoom {
                kept.append(line)
                if input.changesCurrentRoom { isRoomCertain = true }
            } else {
                tellUnsent(line)
                if input.changesCurrentRoom { isRoomCertain = false }
            }
        }
        queue.clear(keeping: kept)
    }

    /// The user has thought better of it, of a long paste say: drops what is not sent yet, and says what that was.
    /// - Returns: false where nothing waits.
    mutating func dropWaiting() -> Bool {
        let lines = queue.takeWaiting { $0.purpose.isUsers }
        for line in lines.prefix(3) { tellUnsent(line) }
        if lines.count > 3 { show(.status("Nor were \(lines.count - 3) more.")) }
        return !lines.isEmpty
    }

    /// There will be no other connection: names what was not sent.
    mutating func giveUp() {
        for line in queue.takeWaiting(where: { $0.purpose.isUsers && !$0.purpose.takesLeave }) { tellUnsent(line) }
    }

    /// Drops those of the kept lines that a server would take for new ones.
    mutating func dropWhatMayBeSaidTwice() {
        guard !nonces.areTaken else { return }
        for line in queue.takeWaiting(where: { $0.wasSent && $0.nonce != nil }) { tellUnsent(line) }
    }

    /// Drops what waits to be said in a room that can't be entered again.
    mutating func dropWhatIsFor(_ room: String) {
        let key = room.asciiLowercased
        for line in queue.takeWaiting(where: { $0.room?.asciiLowercased == key }) { tellUnsent(line) }
    }

    private mutating func tellUnsent(_ line: SendQueue.Line) {
        guard case .user(let input) = line.purpose else { return }
        switch (input, line.wasSent) {
        case (.say(let text), false): show(.status("This was not sent: \(text)"))
        case (.say(let text), true): show(.status("It is not known whether this was sent: \(text)"))
        case (.command(let verb, let arguments), let wasSent):
            let typed = "/\(verb)" + (arguments.isEmpty || input.hasSecret ? "" : " \(arguments)")
            show(
                .status(
                    wasSent ? "It is not known whether this was carried out: \(typed)" : "This was not sent: \(typed)"))
        }
    }
}
