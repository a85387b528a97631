/// Keys to lines: the buffer, the history, completion and pastes together. It draws nothing.
public struct LineEditor {
    /// What a key led to, for its caller to carry out.
    public enum Action: Equatable {
        case nothing
        /// The line or the question has changed: draw it.
        case changed
        case bell
        /// Lines to send, in order. What is left stands in the editor.
        case send([String])
        /// Ctrl-C took the line away.
        case cleared
        /// Ctrl-D, or Ctrl-C, on an empty line.
        case quit
        case suspend
        case clearScreen
    }

    public private(set) var buffer: EditBuffer
    private var history: History
    private var completion: Completion?
    private var pendingPaste: String?

    /// Pastes of more lines than this are asked about.
    public let pasteLimit: Int

    public init(maximumBytes: Int = 2000, historyCapacity: Int = 500, pasteLimit: Int = 5) {
        buffer = EditBuffer(maximumBytes: maximumBytes)
        history = History(capacity: historyCapacity)
        self.pasteLimit = pasteLimit
    }

    /// What is to be answered before typing goes on: shown in place of the prompt and the line.
    public var question: String? {
        pendingPaste.map { "Send \(Self.lines(of: $0).count) pasted lines? (y/n) " }
    }

    /// Takes a key. `candidates` is asked for only by the first Tab of a word.
    public mutating func handle(_ key: Key, candidates: () -> CompletionCandidates) -> Action {
        if let paste = pendingPaste { return answer(key, about: paste) }
        if key == .tab || key == .backTab { return complete(forward: key == .tab, candidates) }
        completion = nil
        switch key {
        case .text(let text): return buffer.insert(text) ? .changed : .bell
        case .enter: return submit()
        case .paste(let text): return paste(text)
        case .control("c"):
            if buffer.isEmpty { return .quit }
            buffer.replace(with: "")
            return .cleared
        case .control("d"):
            if buffer.isEmpty { return .quit }
            return buffer.deleteForward() ? .changed : .bell
        case .control("z"): return .suspend
        case .control("l"): return .clearScreen
        case .up, .control("p"): return show(history.previous(current: buffer.text))
        case .down, .control("n"): return show(history.next())
        default: return edit(key)
        }
    }

    private mutating func edit(_ key: Key) -> Action {
        switch key {
        case .backspace: return buffer.deleteBackward() ? .changed : .bell
        case .delete: return buffer.deleteForward() ? .changed : .bell
        case .control("t"): return buffer.transpose() ? .changed : .bell
        case .control("y"): return buffer.yank() ? .changed : .bell
        case .left, .control("b"): buffer.moveLeft()
        case .right, .control("f"): buffer.moveRight()
        case .home, .control("a"): buffer.moveToStart()
        case .end, .control("e"): buffer.moveToEnd()
        case .wordLeft, .meta("b"): buffer.moveWordLeft()
        case .wordRight, .meta("f"): buffer.moveWordRight()
        case .control("k"): buffer.killToEnd()
        case .control("u"): buffer.killToStart()
        case .control("w"): buffer.killWordBackward()
        case .metaBackspace: buffer.killAlphanumericWordBackward()
        case .meta("d"): buffer.killWordForward()
        default: return .nothing
        }
        return .changed
    }

    private mutating func show(_ line: String?) -> Action {
        guard let line else { return .bell }
        buffer.replace(with: line)
        return .changed
    }

    private mutating func submit() -> Action {
        let line = buffer.take()
        history.add(line)
        return .send([line])
    }

    private mutating func complete(forward: Bool, _ candidates: () -> CompletionCandidates) -> Action {
        if completion == nil { completion = Completion(before: buffer.before, candidates: candidates()) }
        guard var current = completion else { return .bell }
        buffer.replaceBefore(with: forward ? current.next() : current.previous())
        // With a single completion the next Tab completes the next word.
        completion = current.count > 1 ? current : nil
        return .changed
    }

    // MARK: Pastes

    /// A line end behind the only line is not a wish to send it. Of several lines those that are ended are sent; after the question, all.
    private mutating func paste(_ text: String) -> Action {
        let lines = Self.lines(of: text)
        if lines.count <= 1 { return buffer.insert(lines.first ?? "") ? .changed : .bell }
        if lines.count > pasteLimit {
            pendingPaste = text
            return .changed
        }
        return send(text)
    }

    private mutating func answer(_ key: Key, about paste: String) -> Action {
        switch key {
        case .text("y"), .text("Y"):
            pendingPaste = nil
            return send(paste.hasSuffix("\n") ? paste : paste + "\n")
        case .text("n"), .text("N"), .escape, .control("c"), .control("g"):
            pendingPaste = nil
            return .changed
        default: return .bell
        }
    }

    private mutating func send(_ text: String) -> Action {
        var lines = Self.lines(of: text)
        let after = buffer.after
        lines[0] = buffer.before + lines[0]
        let rest = text.last == "\n" ? "" : lines.removeLast()
        buffer.replace(with: after)
        buffer.moveToStart()
        _ = buffer.insert(rest)
        lines = lines.filter { !$0.isEmpty }
        for line in lines { history.add(line) }
        return .send(lines)
    }

    /// The lines of a paste; the end of the last one is not the start of another.
    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
