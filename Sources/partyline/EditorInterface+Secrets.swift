import Dialects
import LineEditing
import Secrets

/// Passwords: asked for when they are left out of a command, in the words that people read who use telnet.
extension EditorInterface {
    /// Asks for the secret of a command that lacks it.
    /// - Returns: false where the line is not such a command.
    func asksForSecret(of line: String, _ client: Client) -> Bool {
        guard let command = UserInput(line).withoutSecret, let prompt = SecretPrompt(for: command) else { return false }
        guard client.isReady else {
            show(.status("Not connected: \(line) has to wait until you are."))
            return true
        }
        let nick = client.conversation.nick
        if case .login(nil, nil) = command, Conversation.isGuest(nick) {
            show(.status("You are \(nick), which is nobody's account: /login NAME."))
            return true
        }
        ask(prompt, nil)
        return true
    }

    private func ask(_ prompt: SecretPrompt, _ cause: SecretPrompt.Cause?) {
        if let cause { show(.answer(cause.words)) }
        show(.answer(prompt.words))
        self.prompt = prompt
        editor.beginSecret()
    }

    var holdsEnd: Bool { prompt != nil }

    /// A secret was typed.
    func took(_ secret: Secret, _ client: Client) {
        guard let prompt else { return }
        guard !isPromptVoid else { return stopAsking() }
        self.prompt = nil
        switch secret.withBytes({ prompt.request(answeredBy: $0).body }) {
        case .prompt(let next?, let cause): ask(next, cause)
        case .prompt(nil, let cause): if let cause { show(.answer(cause.words)) }
        case .account(let command): client.submit(command)
        default: break
        }
    }

    /// Whoever was asked is done with it, and nothing comes of it.
    func stopAsking() {
        guard prompt != nil else { return }
        let cause = SecretPrompt.Cause.stopped.words
        show(.answer(isPromptVoid ? "\(cause): the connection was lost meanwhile" : cause))
        prompt = nil
        isPromptVoid = false
        client?.endIfHeld()
    }
}
