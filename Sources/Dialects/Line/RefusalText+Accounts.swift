extension RefusalText {
    init(_ refusal: AccountRefusal) {
        let code = refusal.code
        self =
            switch refusal {
            case .notKept(let verb): RefusalText(code, "/\(verb): this server keeps no accounts")
            case .registrationClosed:
                RefusalText(code, "only who runs this server makes accounts here; ask them for one")
            case .wrongPassword(let nick):
                RefusalText(code, "that is not the password of \(nick); try again", about: .nick(nick))
            case .wrongToken:
                RefusalText(code, "nobody has this token, or its time is over; /login NAME takes a password")
            case .noPassword(let nick):
                RefusalText(
                    code, "\(nick) has no password; a token logs in, and then /password NEW sets one",
                    about: .nick(nick))
            case .badPassword(let fault): RefusalText(code, fault.words)
            case .tooManyTokens(let most):
                RefusalText(
                    code, "you have \(most) tokens and certificates, which is all; /token del LABEL removes one",
                    about: .most(most))
            case .tokenExists(let label):
                RefusalText(code, "you have a token \(label) already; choose another label, or /token del \(label)")
            case .noToken(let label): RefusalText(code, "you have no token \(label); /token lists them")
            case .noCertificate:
                RefusalText(
                    code, "your program shows no certificate here; give it one, and come to a port that asks for it")
            case .strangeCertificate:
                RefusalText(code, "nobody is bound to your certificate; log in, and /cert add binds you to it")
            case .certificateExists:
                RefusalText(code, "an account is bound to your certificate already; /cert lists those of yours")
            case .noSuchCertificate(let label): RefusalText(code, "you have no certificate \(label); /cert lists them")
            case .operatorsNeedTLS:
                RefusalText(code, "others may read this connection, and operators log in by TLS alone")
            case .operatorsName(let nick):
                RefusalText(
                    code,
                    "\(nick) is an operator's; it is registered on the server's own machine, or by partylined"
                        + " --create-operator \(nick)",
                    about: .nick(nick))
            case .clearText:
                RefusalText(code, "others may read this connection, so no password goes over it; come by TLS")
            }
    }
}

extension AccountRefusal.BadPassword {
    /// For people.
    package var words: String {
        switch self {
        case .tooShort(let least): "a password has \(least) bytes or more; a few words in a row make a good one"
        case .tooLong(let most): "a password has \(most) bytes at most"
        case .isName: "the name is no password, as others try it first; choose another"
        case .isToken: "that is a token, and no password; choose another"
        }
    }
}
