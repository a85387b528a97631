import ChatCore
import Dialects
import Glibc
import Libevent
import LineEditing
import WireClient

/// A person at a terminal: what comes is shown above the line that is being typed.
final class EditorInterface: Interface {
    let isForPeople = true
    let exitStatus: Int32 = 0

    /// How long a window has to keep its size before anything is drawn for it: tmux tells of a size up to 250 ms late, and what is drawn for
    /// another size than the terminal has can't be found and erased again.
    private static let settleTime = Duration.milliseconds(300)

    private let terminal: Terminal
    private let theme: Theme
    private var renderer: Renderer
    private var screen: Screen
    var editor = LineEditor()
    /// What is asked for, while a secret is typed.
    var prompt: SecretPrompt?
    /// The connection for which it was asked for is gone. It is typed all the same: what was begun unseen is never taken for a line.
    var isPromptVoid = false
    private var decoder = KeyDecoder()
    private(set) weak var client: Client?
    private var keyboard: DescriptorWatch?
    private var signals: [SignalWatch] = []
    private var keyTimer: Timer?
    private var settleTimer: Timer?
    /// The last that the system said.
    private var size: (columns: Int, lines: Int)
    /// The size changes: nothing is drawn meanwhile.
    private var isSettling = false
    /// Shown at the end of the turn.
    private var lines: [String] = []
    private var isDirty = true
    private var ringsBell = false
    private var clears = false
    private var isHintGiven = false
    private var isFullTold = false

    var maximumBytes: Int { editor.maximumBytes }

    init(_ terminal: Terminal, theme: Theme) {
        self.terminal = terminal
        self.theme = theme
        renderer = Renderer(theme: theme, showsTime: true)
        size = Terminal.size
        screen = Screen(columns: size.columns, lines: size.lines)
        editor.forgets = { UserInput($0).hasSecret }
    }

    func start(_ client: Client) throws {
        self.client = client
        let loop = client.loop
        terminal.enter()
        keyboard = try DescriptorWatch(on: loop, descriptor: STDIN_FILENO) { [unowned self] in read() }
        keyTimer = try Timer(on: loop) { [unowned self] in flushKeys() }
        settleTimer = try Timer(on: loop) { [unowned self] in settle() }
        signals = [
            try SignalWatch(on: loop, signal: SIGWINCH) { [unowned self] in noticeSize() },
            try SignalWatch(on: loop, signal: SIGTSTP) { [unowned self] in stop() },
            try SignalWatch(on: loop, signal: SIGCONT) { [unowned self] in resume() },
        ]
    }

    func end() {
        guard terminal.isRaw else { return }
        if isSettling { drawForSize() }
        flush()
        Output.write(screen.erase(), to: STDOUT_FILENO)
        for line in lines { Output.write(line + "\n", to: STDOUT_FILENO) }
        keyboard = nil
        signals = []
        terminal.leave()
    }

    // MARK: Showing

    func show(_ display: Display) {
        renderer.currentRoom = client?.conversation.currentRoom
        renderer.nick = client?.conversation.nick ?? ""
        lines.append(renderer.line(display, now: LocalClock.now()))
    }

    func took(_ line: WireLine) {}
    func answered(refused: Bool) {}
    func bell() { ringsBell = true }
    func stateChanged() {
        isDirty = true
        guard let client else { return }
        editor.maximumBytes = client.conversation.longestText
        if prompt != nil, !client.isReady { isPromptVoid = true }
    }

    func flush() {
        guard terminal.isRaw else {
            // Before the first connection, and at the very end.
            for line in lines { Output.write(line + "\n", to: STDOUT_FILENO) }
            lines = []
            return
        }
        // The window may have changed, and the signal that tells not have come yet.
        noticeSize()
        guard !isSettling, !lines.isEmpty || isDirty || ringsBell || clears else { return }
        var output = ringsBell ? "\u{7}" : ""
        if clears { output += screen.clear(input) }
        if !lines.isEmpty {
            output += screen.print(lines, above: input)
        } else if isDirty {
            output += screen.draw(input)
        }
        lines = []
        isDirty = false
        ringsBell = false
        clears = false
        if !Output.write(output, to: STDOUT_FILENO) { client?.terminalIsGone() }
    }

    private var input: Screen.Input {
        if prompt != nil { return Screen.Input(prompt: "password: ", promptStyle: style(1), before: "", after: "") }
        // All of the question is wrapped, and nothing cut, as of a prompt.
        if let paste = editor.question { return Screen.Input(prompt: "", before: question(about: paste)) }
        return Screen.Input(
            prompt: "[\(whereabouts)] ", promptStyle: style(1), before: editor.buffer.before, after: editor.buffer.after
        )
    }

    /// Who and where the user is.
    private var whereabouts: String {
        guard let conversation = client?.conversation else { return "not connected" }
        let nick = conversation.nick
        guard conversation.isReady else { return nick.isEmpty ? "not connected" : "\(nick), not connected" }
        return conversation.currentRoom.map { "\(nick) \($0)" } ?? "\(nick), no room"
    }

    private func style(_ code: Int) -> String { theme.isColoured ? "\u{1B}[\(code)m" : "" }

    // MARK: Keys

    private func read() {
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(0, Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count))
        }
        guard !bytes.isEmpty else {
            if errno != EINTR, errno != EAGAIN { client?.terminalIsGone() }
            return
        }
        keyTimer?.cancel()
        handle(decoder.feed(bytes))
        waitForKeys()
    }

    private func waitForKeys() {
        if decoder.isPending { keyTimer?.schedule(after: decoder.patience) }
    }

    private func flushKeys() {
        handle(decoder.flush())
        waitForKeys()
    }

    private func handle(_ keys: [Key]) {
        for key in keys {
            guard let client, !client.isEnding else { return }
            let wasPromptVoid = isPromptVoid
            carryOut(editor.handle(key) { candidates }, client)
            // What was typed ahead may be the same password again.
            if wasPromptVoid, !isPromptVoid { return }
        }
    }

    private func carryOut(_ action: LineEditor.Action, _ client: Client) {
        switch action {
        case .nothing: return
        case .changed: isFullTold = false
        case .bell: ringsBell = true
        case .send(let line): submit(line, client)
        case .say(let lines): say(lines, client)
        case .asks(let paste): for remark in remarks(on: paste) { show(.status(remark)) }
        case .refused(let refusal): tell(refusal)
        case .cleared:
            if !isHintGiven { show(.status("Ctrl-C again, or Ctrl-D, ends this program.")) }
            isHintGiven = true
        case .interrupt: if !client.dropWaiting() { client.quit() }
        case .quit: client.quit()
        case .suspend: kill(0, SIGTSTP)
        case .clearScreen: clears = true
        case .secret(let secret): took(secret, client)
        case .secretRefused: stopAsking()
        }
        isDirty = true
    }

    private func tell(_ refusal: LineEditor.Refusal) {
        ringsBell = true
        // Each key that is pressed at a full line would tell it again.
        if case .full = refusal {
            guard !isFullTold else { return }
            isFullTold = true
        }
        show(.status(words(for: refusal)))
    }

    /// Without a connection a line is kept; an empty one asks to try at once.
    private func submit(_ line: String, _ client: Client) {
        guard !line.allSatisfy({ $0 == " " }) else {
            if !client.isReady { client.reconnectNow() }
            return
        }
        if asksForSecret(of: line, client) { return }
        let waiting = client.conversation.queue.user.count
        client.submit(line)
        guard !client.isReady, client.conversation.queue.user.count > waiting else { return }
        let isSecret = UserInput(line).hasSecret
        show(.status("Kept until there is a connection" + (isSecret ? "." : ": \(line)")))
    }

    private func say(_ lines: [String], _ client: Client) {
        guard let room = client.conversation.currentRoom else {
            return show(.status("You are in no room: nothing of the paste was sent."))
        }
        guard !client.isReady else { return client.say(lines) }
        let most = Conversation.mostKept - client.conversation.queue.user.count
        guard lines.count <= most else {
            return show(.status("Only \(max(0, most)) more lines can be kept: nothing of the paste was."))
        }
        client.say(lines)
        show(.status("Kept until there is a connection: \(lines.count) lines for \(room)."))
    }

    /// The nicks of the room, those who spoke last first, then those of the other rooms, the last joined first.
    private var candidates: CompletionCandidates {
        guard let conversation = client?.conversation else { return CompletionCandidates() }
        let current = conversation.currentRoom.flatMap(conversation.index)
        let rooms =
            (current.map { [conversation.rooms[$0]] } ?? [])
            + conversation.rooms.indices.reversed().filter { $0 != current }.map { conversation.rooms[$0] }
        var seen: Set<String> = []
        var nicks: [String] = []
        let present = rooms.flatMap(\.nicks)
        let known = Set(present.map(\.asciiLowercased))
        let spoke = conversation.speakers.filter { known.contains($0.asciiLowercased) }
        for nick in spoke + present where nick.asciiLowercased != conversation.nick.asciiLowercased {
            if seen.insert(nick.asciiLowercased).inserted { nicks.append(nick) }
        }
        return CompletionCandidates(
            nicks: nicks, rooms: names(of: rooms, conversation), commands: CommandArguments.verbs.map { "/" + $0 },
            arguments: CommandArguments.all)
    }

    /// Those that we are in, then those that were seen.
    private func names(of rooms: [RoomState], _ conversation: Conversation) -> [String] {
        let own = rooms.map(\.name)
        let keys = Set(own.map(\.asciiLowercased))
        return own + conversation.knownRooms.filter { !keys.contains($0.asciiLowercased) }
    }

    // MARK: The terminal

    /// Waits with all drawing until the size no longer changes.
    private func noticeSize() {
        let size = Terminal.size
        guard terminal.isRaw, size != self.size else { return }
        self.size = size
        isSettling = true
        settleTimer?.schedule(after: Self.settleTime)
    }

    private func settle() {
        // The next change may have come just now.
        noticeSize()
        if settleTimer?.isScheduled == true { return }
        drawForSize()
    }

    private func drawForSize() {
        isSettling = false
        settleTimer?.cancel()
        Output.write(screen.resize(columns: size.columns, lines: size.lines, input: input), to: STDOUT_FILENO)
        isDirty = true
        flush()
    }

    /// Ctrl-Z, or the shell: the terminal is given back for as long as this program is stopped.
    private func stop() {
        if isSettling { drawForSize() }
        flush()
        Output.write(screen.erase(), to: STDOUT_FILENO)
        terminal.leave()
        Terminal.stopProcess()
        resume()
    }

    private func resume() {
        terminal.reenter()
        screen.forget()
        size = Terminal.size
        Output.write(screen.resize(columns: size.columns, lines: size.lines, input: input), to: STDOUT_FILENO)
    }
}
