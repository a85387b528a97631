import Dialects
import Glibc
import Libevent
import WireClient

/// A program, or a person without a terminal that can be edited on: each line of standard input is sent when the one before it has
/// been answered, and what comes is printed a line each.
final class LineInterface: Interface {
    /// How lines are printed.
    enum Format: Equatable {
        case text
        case json
    }

    let isForPeople: Bool
    private let format: Format
    private var renderer = Renderer(theme: Theme(isColoured: false), showsTime: false)
    private weak var client: Client?
    private var input: StandardInput?
    private var wasRefused = false
    /// The line that waits for its answer is a command without its password.
    private var lacksSecret = false
    /// It was refused: the next line may be the password.
    private var mayGetSecret = false
    private var hasQuit = false
    private var output = ""
    private var errors = ""

    init(_ format: Format) {
        self.format = format
        isForPeople = isatty(STDIN_FILENO) == 1
    }

    var exitStatus: Int32 {
        if input?.failure != nil { return EX_NOINPUT }
        return wasRefused && !isForPeople ? 1 : 0
    }

    func start(_ client: Client) throws {
        self.client = client
        input = try StandardInput(on: client.loop) { [unowned self] in sendNext() }
    }

    /// Sends what may be sent now. After the last answer, takes its leave.
    private func sendNext() {
        guard let client, let input, client.isReady, !hasQuit else { return }
        while !client.isLeaving, !client.conversation.awaitsAnswer, let line = input.next() { send(line, client) }
        if input.isExhausted, !client.conversation.awaitsAnswer {
            hasQuit = true
            if let failure = input.failure { show(.status(failure)) }
            client.quit()
        }
    }

    private func send(_ line: StandardInput.Line, _ client: Client) {
        let number = input?.lineNumber ?? 0
        switch line {
        case .tooLong:
            client.refuse(
                "too-long",
                "line \(number) of the input has more than \(StandardInput.longestLine) bytes; nothing of it was sent")
        case .whole(let bytes):
            // The server would answer without the line's tag, so that the client would not know which line that answers.
            guard let text = String(validating: bytes, as: UTF8.self) else {
                return client.refuse("bad-utf8", "line \(number) of the input is not UTF-8; nothing of it was sent")
            }
            guard !mayGetSecret else {
                mayGetSecret = false
                return client.refuse(
                    "usage",
                    "line \(number) of the input may be the password of the command before it, which has to stand on that "
                        + "command's line; nothing of it was sent")
            }
            lacksSecret = UserInput(text).withoutSecret != nil
            client.submit(text)
        }
    }

    func show(_ display: Display) {
        renderer.currentRoom = client?.conversation.currentRoom
        renderer.nick = client?.conversation.nick ?? ""
        let line = renderer.line(display, now: LocalClock.now()) + "\n"
        switch display {
        case .status where !isForPeople || format == .json: errors += line
        case .refusal where format == .text && !isForPeople: errors += line
        case .own: break
        case _ where format == .json: break
        default: output += line
        }
    }

    func took(_ line: WireLine) {
        if format == .json { output += JSONLine.object(line) + "\n" }
    }

    func answered(refused: Bool) {
        if refused { wasRefused = true }
        // A person sees that, and a program has said the next line already.
        mayGetSecret = refused && lacksSecret && !isForPeople
        lacksSecret = false
    }

    let holdsEnd = false
    func bell() { if format == .text, isForPeople { output += "\u{7}" } }
    func stateChanged() {}

    func flush() {
        sendNext()
        if !errors.isEmpty { Output.write(errors, to: STDERR_FILENO) }
        let isOpen = output.isEmpty || Output.write(output, to: STDOUT_FILENO)
        (output, errors) = ("", "")
        if !isOpen { client?.outputIsClosed() }
    }

    func end() {
        if !errors.isEmpty { Output.write(errors, to: STDERR_FILENO) }
        if !output.isEmpty { Output.write(output, to: STDOUT_FILENO) }
        (output, errors) = ("", "")
    }
}
