import LineEditing

/// What the editor says on its own account.
extension EditorInterface {
    /// The question about a paste, as it stands in place of the prompt and the line.
    func question(about paste: Paste) -> String {
        let number = paste.tooLong.isEmpty ? "\(paste.lines.count)" : "\(paste.lines.count) of \(paste.count)"
        let room = client?.conversation.currentRoom ?? "no room"
        let later = client?.isReady == true ? "" : " when there is a connection"
        let first = Self.start(of: paste.lines.first ?? "")
        let noun = paste.count == 1 ? "line" : "lines"
        return "Send \(number) \(noun) to \(room)\(later)? The first: \"\(first)\" (y/n) "
    }

    /// What there is to know of a paste before it is asked about.
    func remarks(on paste: Paste) -> [String] {
        let limit = "and a line has at most \(maximumBytes)"
        var remarks = paste.tooLong.prefix(5).map { line in
            "Line \(line.number) of the paste is too long to be sent: \(line.bytes) bytes, \(limit)."
        }
        if paste.tooLong.count > 5 {
            let numbers = paste.tooLong.dropFirst(5).map { "\($0.number) (\($0.bytes))" }.joined(separator: ", ")
            remarks.append("So are these (their bytes): \(numbers).")
        }
        switch paste.commandCount {
        case 0: break
        case 1: remarks.append("A line of the paste starts with /: here that is text, not a command.")
        case let count: remarks.append("\(count) lines of the paste start with /: here that is text, not a command.")
        }
        return remarks
    }

    func words(for refusal: LineEditor.Refusal) -> String {
        switch refusal {
        case .full(let bytes): "The line is full, with \(maximumBytes) bytes: \(bytes) more were not taken."
        case .pastedLine(let bytes):
            "The pasted line is too long: \(bytes) bytes, and a line has at most \(maximumBytes). It was not taken."
        case .oversizedPaste(let bytes, let limit):
            "The paste is too long: \(bytes) bytes, and a paste has at most \(limit). Nothing of it was taken."
        case .brokenPaste(let bytes): "A paste that did not end was dropped (\(bytes) bytes)."
        case .tooManyPastes(let lines): "Too many pastes wait for an answer: another of \(lines) lines was not taken."
        }
    }

    /// So much of a line as tells it from others.
    private static func start(of line: String) -> String { line.count > 40 ? line.prefix(39) + "…" : line }
}
