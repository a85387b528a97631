import Secrets

/// Keys to lines: the buffer, the history, completion and pastes together. It draws nothing.
public struct LineEditor {
    /// What a key led to, for its caller to carry out.
    public enum Action: Equatable {
        case nothing
        /// The line or the question has changed: draw it.
        case changed
        case bell
        /// A line that was typed, or pasted into what was typed: a command, it may be.
        case send(String)
        /// Lines to be said as they are, in order: nothing in them is a command.
        case say([String])
        /// A paste of several lines came, which is the next `question`; some of its lines, or all, may be too long.
        case asks(Paste)
        case refused(Refusal)
        /// Ctrl-C took the line away.
        case cleared
        /// Ctrl-C on an empty line.
        case interrupt
        /// Ctrl-D on an empty line.
        case quit
        case suspend
        case clearScreen
        /// A secret was typed; nothing of it is kept here.
        case secret(Secret)
        /// Whoever was to type a secret would rather not.
        case secretRefused
    }

    /// What was not taken, and why.
    public enum Refusal: Equatable, Sendable {
        /// The line is full: so many bytes that were typed are not in it.
        case full(bytes: Int)
        /// A line was pasted with which the line would have so many bytes.
        case pastedLine(bytes: Int)
        case oversizedPaste(bytes: Int, limit: Int)
        case brokenPaste(bytes: Int)
        /// So many lines were pasted while others were still asked about.
        case tooManyPastes(lines: Int)
    }

    /// Pastes that wait to be asked about, at most.
    private static let mostPastes = 8

    public private(set) var buffer: EditBuffer
    /// Whether a line is not to be shown again: it is not kept among those that were sent.
    public var forgets: (String) -> Bool = { _ in false }
    private var history: InputHistory
    private var completion: Completion?
    private var pastes: [Paste] = []
    private var secret: SecretLine?

    public init(maximumBytes: Int = 2000, historyCapacity: Int = 500) {
        buffer = EditBuffer(maximumBytes: maximumBytes)
        history = InputHistory(capacity: historyCapacity)
    }

    /// Bytes of a line at most.
    public var maximumBytes: Int {
        get { buffer.maximumBytes }
        set { buffer.maximumBytes = newValue }
    }

    /// What is to be answered by y or n before typing goes on: shown in place of the prompt and the line.
    public var question: Paste? { pastes.first }

    // MARK: Secrets

    /// Whether what is typed now is a secret: it is not to be shown.
    public var isSecret: Bool { secret != nil }

    /// What is typed up to the next Enter is a secret. It goes neither into the line nor among those that were sent.
    public mutating func beginSecret() {
        completion = nil
        secret = SecretLine()
    }

    /// No secret is wanted any more.
    public mutating func endSecret() {
        _ = secret?.take()
        secret = nil
    }

    private mutating func typeSecret(_ key: Key) -> Action {
        switch key {
        case .text(let text): return secret?.insert(text) == true ? .nothing : .bell
        case .paste(let text):
            let lines = text.split(separator: "\n")
            guard lines.count == 1, secret?.insert(String(lines[0])) == true else { return .bell }
            return .nothing
        case .backspace: return secret?.deleteBackward() == true ? .nothing : .bell
        case .control("u"), .control("w"):
            _ = secret?.take()
            secret = SecretLine()
            return .nothing
        case .enter:
            guard let typed = secret?.take() else { return .nothing }
            secret = nil
            return .secret(typed)
        case .control("c"), .control("d"), .control("g"), .escape:
            endSecret()
            return .secretRefused
        case .control("z"): return .suspend
        case .control("l"): return .clearScreen
        default: return .bell
        }
    }

    // MARK: Keys

    /// Takes a key. `candidates` is asked for only by the first Tab of a word.
    public mutating func handle(_ key: Key, candidates: () -> CompletionCandidates) -> Action {
        if isSecret { return typeSecret(key) }
        switch key {
        case .paste(let text): return paste(text)
        case .oversizedPaste(let bytes, let limit): return .refused(.oversizedPaste(bytes: bytes, limit: limit))
        case .brokenPaste(let bytes): return .refused(.brokenPaste(bytes: bytes))
        default: break
        }
        if let paste = pastes.first { return answer(key, about: paste) }
        if key == .tab || key == .backTab { return complete(forward: key == .tab, candidates) }
        completion = nil
        switch key {
        case .text(let text):
            let left = buffer.insertWhatFits(text)
            return left == 0 ? .changed : .refused(.full(bytes: left))
        case .enter:
            let line = buffer.take()
            if forgets(line) { history.add("") } else { history.add(line) }
            return .send(line)
        case .control("c"):
            if buffer.isEmpty { return .interrupt }
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

    private mutating func complete(forward: Bool, _ candidates: () -> CompletionCandidates) -> Action {
        if completion == nil { completion = Completion(before: buffer.before, candidates: candidates()) }
        guard var current = completion else { return .bell }
        guard !current.isDone else { return .nothing }
        buffer.replaceBefore(with: forward ? current.next() : current.previous())
        completion = current
        return .changed
    }

    // MARK: Pastes

    /// One line goes into the line as if it were typed, and a line end behind it is not a wish to send it. Several are asked about.
    private mutating func paste(_ text: String) -> Action {
        completion = nil
        let lines = text.split(separator: "\n").filter { !$0.allSatisfy { $0 == " " } }
        if lines.count <= 1 {
            let line = lines.first.map(String.init) ?? String(text.prefix { $0 == " " })
            guard !buffer.insert(line) else { return .changed }
            return .refused(.pastedLine(bytes: buffer.text.utf8.count + line.utf8.count))
        }
        let paste = Paste(text, maximumBytes: buffer.maximumBytes)
        guard pastes.count < Self.mostPastes else { return .refused(.tooManyPastes(lines: paste.count)) }
        if !paste.lines.isEmpty { pastes.append(paste) }
        return .asks(paste)
    }

    private mutating func answer(_ key: Key, about paste: Paste) -> Action {
        switch key {
        case .text("y"), .text("Y"):
            pastes.removeFirst()
            return .say(paste.lines)
        case .text("n"), .text("N"), .escape, .control("c"), .control("g"):
            pastes.removeFirst()
            return .changed
        case .control("z"): return .suspend
        case .control("l"): return .clearScreen
        default: return .bell
        }
    }
}
