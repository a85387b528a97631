import ChatCore

/// How the client has the nick that the user wants: from the start, and again after a break.
extension Conversation {
    /// Asks for the nick before anything else of this connection: the one that the command line wishes, or the one that was had before.
    mutating func askForNick() {
        if let wish = unmetWishes.firstIndex(where: { $0.purpose == .wishedNick }) {
            let line = unmetWishes.remove(at: wish)
            return outputs.append(.send(queue.sendNow(line.body, .wishedNick)))
        }
        if !hasBeenReady {
            if let nick = wishes.nick { outputs.append(.send(queue.sendNow("/nick \(nick)", .wishedNick))) }
            return
        }
        if wantedNick == nil, !Self.isGuest(nick) {
            wantedNick = nick
            isNickRefusalTold = false
        }
        if let wantedNick { outputs.append(.send(queue.sendNow("/nick \(wantedNick)", .restoredNick))) }
    }

    static func isGuest(_ nick: String) -> Bool {
        nick.hasPrefix("guest") && nick.dropFirst(5).allSatisfy(\.isNumber)
    }

    /// Tries again to have the wanted nick; the server may have held our broken session for a while.
    mutating func retryNick() {
        guard isReady, let wantedNick, !queue.contains(\.changesNick) else { return }
        queue.addFirst("/nick \(wantedNick)", .restoredNick)
        sendWhatMayGo()
    }

    /// Nobody has that nick any more.
    mutating func isFree(_ nick: String) {
        if nick.asciiLowercased == wantedNick?.asciiLowercased { retryNick() }
    }

    mutating func nickRefused(_ wish: String?, _ code: String, _ text: String) {
        guard code == "nick-in-use" else {
            wantedNick = nil
            return show(.refusal(code: code, text))
        }
        if let wish { wantedNick = wish }
        // Said once; then it is tried quietly.
        guard !isNickRefusalTold || wish != nil else { return }
        isNickRefusalTold = true
        show(.refusal(code: code, text))
        if let wantedNick {
            show(.status("You are \(nick) until \(wantedNick) is free, or you take another by /nick."))
        }
    }
}
