import ChatCore
import Dialects
import WireClient

/// The user's lines, on their way into the queue.
extension Conversation {
    /// Sends what the user typed, now or when there is a connection. An empty line is nothing.
    mutating func submit(_ line: String) {
        let clean = String(decoding: TextHygiene.clean(line), as: UTF8.self)
        guard !clean.isEmpty else { return }
        add(clean, UserInput(clean))
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
        if input.changesCurrentRoom { roomAhead = .some(input.roomAfter) }
        queue.addForUser(SendQueue.Line(body, .user(input), room: room))
        sendWhatMayGo()
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
