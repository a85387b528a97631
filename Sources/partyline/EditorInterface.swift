import ChatCore
import ChatProtocol
import Glibc
import Libevent
import LineEditing

/// A person at a terminal: what comes is shown above the line that is being typed.
final class EditorInterface: Interface {
    let isForPeople = true
    let exitStatus: Int32 = 0

    /// How long after an ESC the rest of its sequence may come.
    private static let escapeTime = Duration.milliseconds(50)

    private let terminal: Terminal
    private let theme: Theme
    private var renderer: Renderer
    private var screen: Screen
    private var editor = LineEditor()
    private var decoder = KeyDecoder()
    private weak var client: Client?
    private var keyboard: DescriptorWatch?
    private var signals: [SignalWatch] = []
    private var escapeTimer: Timer?
    /// Shown at the end of the turn.
    private var lines: [String] = []
    private var isDirty = true
    private var ringsBell = false
    private var isHintGiven = false

    init(_ terminal: Terminal, theme: Theme) {
        self.terminal = terminal
        self.theme = theme
        renderer = Renderer(theme: theme, showsTime: true)
        let size = Terminal.size
        screen = Screen(columns: size.columns, lines: size.lines)
    }

    func start(_ client: Client) throws {
        self.client = client
        let loop = client.loop
        terminal.enter()
        keyboard = try DescriptorWatch(on: loop, descriptor: STDIN_FILENO) { [unowned self] in read() }
        escapeTimer = try Timer(on: loop) { [unowned self] in handle(decoder.flush()) }
        signals = [
            try SignalWatch(on: loop, signal: SIGWINCH) { [unowned self] in resize() },
            try SignalWatch(on: loop, signal: SIGTSTP) { [unowned self] in stop() },
            try SignalWatch(on: loop, signal: SIGCONT) { [unowned self] in resume() },
        ]
    }

    func end() {
        guard terminal.isRaw else { return }
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
    func stateChanged() { isDirty = true }

    func flush() {
        guard terminal.isRaw else {
            // Before the first connection, and at the very end.
            for line in lines { Output.write(line + "\n", to: STDOUT_FILENO) }
            lines = []
            return
        }
        guard !lines.isEmpty || isDirty || ringsBell else { return }
        // The window may have changed, and the signal that tells not have come yet.
        resize()
        var output = ringsBell ? "\u{7}" : ""
        if !lines.isEmpty {
            output += screen.print(lines, above: input)
        } else if isDirty {
            output += screen.draw(input)
        }
        lines = []
        isDirty = false
        ringsBell = false
        if !Output.write(output, to: STDOUT_FILENO) { client?.terminalIsGone() }
    }

    private var input: Screen.Input {
        if let question = editor.question { return Screen.Input(prompt: question, promptStyle: style(1)) }
        let place = client?.isReady == true ? client?.conversation.currentRoom ?? "no room" : "not connected"
        return Screen.Input(
            prompt: "[\(place)] ", promptStyle: style(1), before: editor.buffer.before, after: editor.buffer.after)
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
        escapeTimer?.cancel()
        handle(decoder.feed(bytes))
        if decoder.isPending { escapeTimer?.schedule(after: Self.escapeTime) }
    }

    private func handle(_ keys: [Key]) {
        for key in keys {
            guard let client, !client.isEnding else { return }
            if !client.isReady, key == .enter, editor.question == nil {
                enterWhileAway(client)
                continue
            }
            carryOut(editor.handle(key) { candidates }, client)
        }
    }

    private func carryOut(_ action: LineEditor.Action, _ client: Client) {
        switch action {
        case .nothing: return
        case .changed: break
        case .bell: ringsBell = true
        case .send(let lines): submit(lines, client)
        case .cleared:
            if !isHintGiven { show(.status("Ctrl-C again, or Ctrl-D, ends this program.")) }
            isHintGiven = true
        case .quit: client.quit()
        case .suspend: kill(0, SIGTSTP)
        case .clearScreen: Output.write(screen.clear(input), to: STDOUT_FILENO)
        }
        isDirty = true
    }

    private func submit(_ lines: [String], _ client: Client) {
        guard client.isReady else {
            show(.status("Not connected: nothing was sent."))
            return
        }
        for line in lines where !line.allSatisfy({ $0 == " " }) { client.submit(line) }
    }

    /// Without a connection a line stays in the editor; an empty one asks to try at once.
    private func enterWhileAway(_ client: Client) {
        switch UserInput(editor.buffer.text) {
        case .command(verb: "quit", _): client.quit()
        case .say(""): client.reconnectNow()
        default:
            show(.status("Not connected: the line is kept. An empty line tries to connect at once."))
            ringsBell = true
        }
        isDirty = true
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
            nicks: nicks, rooms: rooms.map(\.name), commands: CommandTable.verbs.map { "/" + $0 })
    }

    // MARK: The terminal

    private func resize() {
        let size = Terminal.size
        guard terminal.isRaw, size != (screen.columns, screen.lines) else { return }
        Output.write(screen.resize(columns: size.columns, lines: size.lines, input: input), to: STDOUT_FILENO)
    }

    /// Ctrl-Z, or the shell: the terminal is given back for as long as this program is stopped.
    private func stop() {
        flush()
        Output.write(screen.erase(), to: STDOUT_FILENO)
        terminal.leave()
        raise(SIGSTOP)
    }

    private func resume() {
        terminal.reenter()
        screen.forget()
        let size = Terminal.size
        Output.write(screen.resize(columns: size.columns, lines: size.lines, input: input), to: STDOUT_FILENO)
    }
}
