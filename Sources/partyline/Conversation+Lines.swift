import ChatCore
import Dialects
import WireClient

/// The user's lines, on their way into the queue.
extension Conversation {
    /// Sends what the user typed, now or when there is a connection. An empty line is nothing.
    mutating func submit(_ line: String) {
        let clean = String(decoding: TextHygiene.clean(line), as: UTF8.self)
        guard !clean.isEmpty else { return }
        let input = UserInput(clean)
        if case .command(verb: "export", let arguments) = input, let file = Self.file(ofExport: arguments) {
            return beginExport(to: file)
        }
        switch input {
        case .command(verb: "remember", let arguments): remember(arguments)
        case .command(verb: "help", let arguments) where isOwnCommand(arguments):
            for row in ClientCommands.help(on: arguments) ?? [] { show(row.display) }
            outputs.append(.answered(refused: false))
        case .command(verb: "search", let arguments) where isMore(arguments): nextPage(nextSearch, of: "search")
        case .command(verb: "export", let arguments) where isMore(arguments): nextPage(nextExport, of: "export")
        case .command(verb: "history", let arguments) where isMore(arguments) && index(of: "#more") == nil:
            nextPage(nextHistory, of: "history")
        default: add(clean, input)
        }
    }

    private func isOwnCommand(_ name: String) -> Bool { !name.isEmpty && ClientCommands.help(on: name) != nil }

    private func isMore(_ arguments: String) -> Bool {
        let (word, rest) = UserInput.firstWord(of: arguments)
        return rest.isEmpty && word.asciiLowercased == "more"
    }

    private mutating func nextPage(_ arguments: String?, of verb: String) {
        guard let arguments else { return refuse("usage", "there is no more of it; /\(verb) asks anew") }
        add("/\(verb) \(arguments)", .command(verb: verb, arguments: arguments))
    }

    /// Says a line as it is: what looks like a command is text, too.
    mutating func say(_ text: String) {
        let clean = String(decoding: TextHygiene.clean(text), as: UTF8.self)
        guard !clean.allSatisfy({ $0 == " " }) else { return }
        add(clean.hasPrefix("/") ? "/" + clean : clean, .say(clean))
    }

    private mutating func add(_ body: String, _ input: UserInput) {
        let bytes = queue.nextUserTag.utf8.count + 2 + body.utf8.count
        guard bytes <= maximumLine else {
            return refuse(
                "too-long",
                "a line has at most \(maximumLine) bytes with its tag, and this has \(bytes); nothing was sent")
        }
        guard isReady || queue.user.count < Self.mostKept else {
            return show(.status("Not kept, as \(Self.mostKept) lines wait already: \(body)"))
        }
        let room = input.isForCurrentRoom ? roomAhead ?? currentRoom : nil
        askForRanks(before: input)
        if input.changesCurrentRoom { roomAhead = .some(input.roomAfter) }
        queue.addForUser(SendQueue.Line(body, .user(input), room: room))
        sendWhatMayGo()
    }

    /// Who lists a room's members sees who has a rank there.
    private mutating func askForRanks(before input: UserInput) {
        guard wishes.context, case .command(verb: "names", let arguments) = input else { return }
        let word = UserInput.firstWord(of: arguments).word
        let named = word.isEmpty || word.hasPrefix("after=") ? currentRoom : word.hasPrefix("#") ? word : "#" + word
        guard let room = named, index(of: room) != nil else { return }
        queue.addForUser(SendQueue.Line("/op \(room)", .ranks(room: room)))
    }

    /// Refuses a line of the user's that is not even worth sending.
    mutating func refuse(_ code: String, _ words: String) {
        show(.refusal(code: code, words))
        outputs.append(.wire(.refused(tag: "-", code: code, keys: WireKeys(), text: words)))
        outputs.append(.answered(refused: true))
    }

    mutating func quit() {
        guard isReady else { return }
        queue.addForUser(SendQueue.Line("/quit", .quit))
        sendWhatMayGo()
    }
}
