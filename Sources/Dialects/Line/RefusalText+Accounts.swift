extension RefusalText {
    init(_ refusal: AccountRefusal) {
        let code = refusal.code
        self =
            switch refusal {
            case .notKept(let verb): RefusalText(code, "/\(verb): this server keeps no accounts")
            case .registrationClosed:
                RefusalText(code, "only who runs this server makes accounts here; ask them for one")
            case .full: RefusalText(code, "there are as many accounts as may be; ask who runs this server")
            case .exists(let nick):
                RefusalText(
                    code, "\(nick) is somebody's account; if it is yours, /login \(nick), else take another /nick",
                    about: .nick(nick))
            case .none(let nick):
                RefusalText(code, "there is no account \(nick); /register makes your nick one", about: .nick(nick))
            case .noName(let nick):
                RefusalText(
                    code, "\(nick) can't be an account; /nick NAME takes a nick of your own", about: .nick(nick))
            case .notLoggedIn:
                RefusalText(code, "you are not logged in; /login NAME does that, /register makes an account")
            case .loggedIn(let nick):
                RefusalText(code, "you are logged in as \(nick) already; /logout first", about: .nick(nick))
            case .wrongPassword(let nick):
                RefusalText(code, "that is not the password of \(nick); try again", about: .nick(nick))
            case .wrongToken:
                RefusalText(code, "nobody has this token, or its time is over; /login NAME takes a password")
            case .noPassword(let nick):
                RefusalText(
                    code, "\(nick) has no password; a token logs in, and then /password NEW sets one",
                    about: .nick(nick))
            case .badPassword(let fault): RefusalText(code, fault.words)
            case .suspended(let nick):
                RefusalText(code, "\(nick) is suspended; ask who runs this server", about: .nick(nick))
            case .tooManyTokens(let most):
                RefusalText(
                    code, "you have \(most) tokens, which is all; /token del LABEL removes one", about: .most(most))
            case .tokenExists(let label):
                RefusalText(code, "you have a token \(label) already; choose another label, or /token del \(label)")
            case .noToken(let label): RefusalText(code, "you have no token \(label); /token lists them")
            case .tooManyNicks(let most):
                RefusalText(
                    code, "you have reserved \(most) nicks, which is all; /release one of them", about: .most(most))
            case .reserved(let nick):
                RefusalText(code, "\(nick) is reserved; if it is yours, /login first", about: .nick(nick))
            case .notReserved(let nick):
                RefusalText(code, "you have not reserved \(nick); /account tells which you have", about: .nick(nick))
            case .clearText:
                RefusalText(code, "others may read this connection, so no password goes over it; come by TLS")
            }
    }
}

extension AccountRefusal.BadPassword {
    fileprivate var words: String {
        switch self {
        case .tooShort(let least): "a password has \(least) bytes or more; a few words in a row make a good one"
        case .tooLong(let most): "a password has \(most) bytes at most"
        case .isName: "the name is no password, as others try it first; choose another"
        case .isToken: "that is a token, and no password; choose another"
        }
    }
}
