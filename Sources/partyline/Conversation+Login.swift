import ChatCore
import WireClient

/// How the client logs in by itself, by a token that it keeps.
extension Conversation {
    /// What logs in by itself, and what its owner calls it where this client made it.
    struct Token: Equatable {
        let text: String
        var label: String?
    }

    /// As many labels are tried for a new token: some may be those of other machines of this name.
    private static let mostLabels = 9

    /// Logs in before anything else of this connection.
    mutating func logIn() {
        guard let token else { return }
        outputs.append(.send(queue.sendNow("/login \(token.text)", .tokenLogin)))
    }

    /// The token has logged us in.
    mutating func loggedIn(_ keys: WireKeys) {
        setNick(keys["nick"] ?? nick)
        outputs.append(.answered(refused: false))
        askWhereWeAre()
        guard !isLoginTold else { return }
        isLoginTold = true
        show(.answer(AccountWords.loggedIn(keys)))
    }

    mutating func loginRefused(_ code: String, _ keys: WireKeys, _ text: String) {
        // We came back as who we were.
        if code == "logged-in" { return outputs.append(.answered(refused: false)) }
        show(.refusal(code: code, text))
        let place = wishes.tokenPlace
        switch code {
        case "bad-password", "no-such-account", "suspended":
            // It would be refused each time.
            token = nil
            show(
                .status(
                    "The token in \(place) logs you in no longer: you go on as a guest. "
                        + "/login NAME and then /remember keep another."))
        case "unknown-command":
            token = nil
            show(.status("This server has no accounts, but \(place) has a token for it: you go on as a guest."))
        default: show(.status("The token in \(place) did not log you in: you go on as a guest. /login NAME does."))
        }
        wishRefused("the login is refused")
    }

    // MARK: What is remembered

    /// `/remember` and `/remember off`, which are the client's own.
    mutating func remember(_ arguments: String) {
        switch arguments.asciiLowercased {
        case "" where !wishes.keepsTokens: refuse("not-allowed", "there is no folder of yours to keep a token in")
        case "":
            guard isReady else { return show(.status("Not connected: nothing to remember yet.")) }
            if let label = token?.label { send("/token del \(label)", .dropToken) }
            askForToken(token?.label ?? wishes.label)
        case "off": forgetToken()
        default: refuse("usage", "/remember [off]")
        }
        sendWhatMayGo()
    }

    private mutating func askForToken(_ label: String) { send("/token remember \(label)", .addToken(label: label)) }

    /// The token that this client had made ended with the old password: another comes in its place.
    mutating func passwordChanged() {
        guard let label = token?.label else { return }
        askForToken(label)
        sendWhatMayGo()
    }

    private mutating func forgetToken() {
        guard let token else { return refuse("no-such-token", "this client has no token for this server") }
        if let label = token.label, isReady { send("/token del \(label)", .dropToken) }
        self.token = nil
        outputs.append(.keep(nil))
        outputs.append(.answered(refused: false))
        show(.answer("this client does not log in by itself any more"))
    }

    /// The token is void, as its account or label is gone.
    mutating func tokenIsVoid(label: String? = nil) {
        guard token != nil, label == nil || label == token?.label else { return }
        token = nil
        outputs.append(.keep(nil))
    }

    mutating func tokenAdded(_ label: String, _ keys: WireKeys) {
        guard let text = keys["token"] else { return outputs.append(.answered(refused: true)) }
        token = Token(text: text, label: label)
        outputs.append(.keep(token))
        outputs.append(.answered(refused: false))
    }

    mutating func tokenNotAdded(_ label: String, _ code: String, _ text: String) {
        guard code == "token-exists", let next = nextLabel(after: label) else {
            show(.refusal(code: code, text))
            return outputs.append(.answered(refused: true))
        }
        askForToken(next)
    }

    private func nextLabel(after label: String) -> String? {
        let base = wishes.label
        guard label.hasPrefix(base) else { return base }
        guard label != base else { return "\(base)-2" }
        guard let number = Int(label.dropFirst(base.count + 1)), number < Self.mostLabels else { return nil }
        return "\(base)-\(number + 1)"
    }

    /// It could not be kept: nobody else is to have it.
    mutating func tokenWasNotKept() {
        if let label = token?.label, isReady { send("/token del \(label)", .dropToken) }
        token = nil
        sendWhatMayGo()
    }

    // MARK: Where an account is

    /// Who logs in is in the rooms of its other sessions, too.
    mutating func askWhereWeAre() {
        asksWhereWeAre = queue.contains(\.changesNick)
        if !asksWhereWeAre { send("/whois \(nick)", .whereabouts) }
    }

    mutating func toldWhereWeAre(_ row: WireRow) {
        guard row.kind == "whois", row.fields.first?.asciiLowercased == nick.asciiLowercased else { return }
        for room in (row.keys["rooms"] ?? "").split(separator: ",").map(String.init) where index(of: room) == nil {
            guard RoomName(room) != nil else { continue }
            var state = RoomState(room)
            state.isEntered = true
            rooms.append(state)
            noteRoom(room)
            show(.status("You are in \(room), too: your other sessions are."))
            if currentRoom == nil { makeCurrent(room) }
            if wishes.context { send("/names \(room)", .names(shown: false)) }
        }
    }
}
