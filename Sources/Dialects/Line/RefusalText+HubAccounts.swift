import ChatCore

/// What one is told whom something keeps from something that has to do with accounts.
extension RefusalText {
    init(_ code: Code, _ fault: AccountFault) {
        self =
            switch fault {
            case .needsLogin: RefusalText(code, "you are not logged in; /login first")
            case .loggedIn(let name):
                RefusalText(code, "you are logged in as \(name); /logout first", about: .nick(name))
            case .noSuchAccount(let name): RefusalText(code, "there is no account \(name)", about: .nick(name))
            case .accountExists(let name):
                RefusalText(code, "\(name) is somebody's account; /nick NAME takes another name", about: .nick(name))
            case .cannotRegister(let nick):
                RefusalText(code, "\(nick) can't be an account's name; /nick NAME takes another", about: .nick(nick))
            case .nickReserved(let name):
                RefusalText(code, "\(name) is somebody's account; if it is yours, /login \(name)", about: .nick(name))
            case .suspended(let name):
                RefusalText(code, "the account \(name) is suspended; ask an operator of the server", about: .nick(name))
            case .notReserved(let nick):
                RefusalText(code, "\(nick) is not among your nicks; /account lists them", about: .nick(nick))
            case .tooManyNicks(let most):
                RefusalText(code, "you have \(most) nicks already; /release one of them first", about: .most(most))
            case .tooManyAccounts: RefusalText(code, "there are as many accounts as there may be")
            case .tooManyRooms(let most):
                RefusalText(code, "you have registered \(most) rooms already; /droproom one first", about: .most(most))
            case .roomIsRegistered(let room): RefusalText(code, "\(room) is registered already", about: .room(room))
            case .roomIsNotRegistered(let room):
                RefusalText(code, "\(room) is not registered; it is gone when all have left", about: .room(room))
            case .guestsOnlyRead:
                RefusalText(code, "guests may not do that here; /login NAME, or /register makes your nick an account")
            case .guestsBanned:
                RefusalText(code, "from where you come one is here by an account alone; /login NAME")
            case .guestsStayOut: RefusalText(code, "nobody is here without an account; /quit leaves")
            case .lobby(let room): RefusalText(code, "\(room) is the server's own", about: .room(room))
            case .takesNoMessages(let nick, true):
                RefusalText(
                    code, "\(nick) takes private messages of who is logged in alone; /login first", about: .nick(nick))
            case .takesNoMessages(let nick, false):
                RefusalText(code, "\(nick) takes no private messages", about: .nick(nick))
            case .absent(let nick):
                RefusalText(
                    code, "\(nick) is not here; who is logged in may leave a message, so /login first",
                    about: .nick(nick))
            case .mailboxFull(let nick):
                RefusalText(code, "\(nick) is not here, and has as many messages waiting as may", about: .nick(nick))
            case .nickBanned(let nick): RefusalText(code, "nobody may be called \(nick) here", about: .nick(nick))
            case .reportsOneself: RefusalText(code, "you can't report yourself")
            case .isOperator(let name):
                RefusalText(
                    code, "\(name) is an operator of the server; take the name out of accounts.operators first",
                    about: .nick(name))
            case .bansOneself: RefusalText(code, "that would keep you out yourself; nobody was banned")
            case .bansNewcomers:
                RefusalText(
                    code, "that would keep out whoever comes, you too; nobody was banned; name an account or a network")
            case .noSuchServerBan: RefusalText(code, "there is no such ban; /serverban lists them")
            case .tooManyServerBans: RefusalText(code, "there are as many bans as there may be; /serverunban one first")
            case .needsOperator: RefusalText(code, "only operators of the server may do that")
            }
    }
}

extension RefusalText {
    /// What one is told whose connection is ended.
    init(_ code: Code, _ dismissal: Dismissal) {
        let by = dismissal.by.map { " by \($0)" } ?? ""
        let reason = dismissal.reason.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
        guard dismissal.isBan else {
            self = RefusalText(code, "you were put off\(by)\(reason)")
            return
        }
        if dismissal.isOfGuests {
            self = RefusalText(
                code,
                "guests from where you come are banned from this server\(by)\(reason); come again, and /login NAME")
            return
        }
        guard let seconds = dismissal.seconds else {
            self = RefusalText(code, "you are banned from this server\(by)\(reason)")
            return
        }
        let span = HumanRendering.words(forDuration: seconds)
        self = RefusalText(
            code, "you are banned from this server\(by) for \(span)\(reason)", about: .retry(Int(seconds)))
    }
}
