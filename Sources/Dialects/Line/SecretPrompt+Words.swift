extension SecretPrompt {
    /// What a person reads who is to type a secret, of which nothing is shown.
    package var words: String {
        switch self {
        case .login(nil): "your password, please; it is not shown, and an empty line stops"
        case .login(let name?): "the password of \(name), please; it is not shown, and an empty line stops"
        case .newAccount: "a password for your nick, please; it is not shown, and an empty line stops"
        case .newAccountAgain, .newPasswordAgain: "the same again, please"
        case .oldPassword: "your password as it is now, please; it is not shown, and an empty line stops"
        case .newPassword: "your new password, please"
        case .forget: "your password, please, and all of your account is erased; an empty line stops"
        }
    }
}

extension SecretPrompt.Cause {
    /// Why a person is asked again, or no more.
    package var words: String {
        switch self {
        case .differs: "these two were not the same"
        case .stopped: "nothing was done"
        case .notText: "that was not UTF-8, and nothing was done"
        }
    }
}
