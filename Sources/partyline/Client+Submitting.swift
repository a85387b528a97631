import Dialects

/// What the user wants of the conversation.
extension Client {
    func submit(_ line: String) {
        if case .command(verb: "quit", _) = UserInput(line) {
            guard isReady else { return quit() }
            isLeaving = true
        }
        conversation.submit(line)
        carryOut()
        if isLeaving { giveTimeToLeave() }
    }

    /// Sends a command with the secret that was asked for.
    func submit(_ command: AccountCommand) {
        conversation.submit(command)
        carryOut()
    }

    /// Says lines as they are.
    func say(_ lines: [String]) {
        for line in lines { conversation.say(line) }
        carryOut()
    }

    /// Drops the user's lines that wait to be sent. False where none does.
    func dropWaiting() -> Bool {
        let isDropped = conversation.dropWaiting()
        carryOut()
        return isDropped
    }

    func refuse(_ code: String, _ words: String) {
        conversation.refuse(code, words)
        carryOut()
    }
}
