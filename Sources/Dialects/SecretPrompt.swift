import ChatCore
import Secrets

/// What was asked of a person who typed a command without its secret: the next line is it. It is shown nowhere, and is no command.
public indirect enum SecretPrompt: Hashable, Sendable {
    case login(Nick?)
    case newAccount
    /// Nobody sees what they type: the new one is typed twice.
    case newAccountAgain(Secret)
    case oldPassword
    case newPassword(old: Secret)
    case newPasswordAgain(old: Secret, new: Secret)
    case forget

    /// What asks for the secret of a command; nil where it has all that it needs.
    public init?(for command: AccountCommand) {
        switch command {
        case .register(nil): self = .newAccount
        case .login(let name, nil): self = .login(name)
        case .changePassword(nil, nil): self = .oldPassword
        case .forget(nil): self = .forget
        default: return nil
        }
    }

    /// The request that a line makes as its answer.
    /// - Parameter line: without its end. Spaces before a secret are not of it, as on the line of a command.
    public func request(answeredBy line: UnsafeRawBufferPointer) -> Request {
        guard var clean = TextHygiene.clean(line) else {
            return Request(tag: .none, body: .prompt(nil, because: .notText), cost: .charged)
        }
        defer { Secret.wipe(&clean) }
        let bytes = clean.drop { $0 == UInt8(ascii: " ") }
        guard !bytes.isEmpty else { return Request(tag: .none, body: .prompt(nil, because: .stopped), cost: .charged) }
        return Request(tag: .none, body: body(answeredBy: Secret(bytes)), cost: .charged)
    }

    private func body(answeredBy secret: Secret) -> Request.Body {
        switch self {
        case .login(let name): .account(.login(name, secret))
        case .newAccount: .prompt(.newAccountAgain(secret), because: nil)
        case .newAccountAgain(let first):
            first == secret ? .account(.register(secret)) : .prompt(.newAccount, because: .differs)
        case .oldPassword: .prompt(.newPassword(old: secret), because: nil)
        case .newPassword(let old): .prompt(.newPasswordAgain(old: old, new: secret), because: nil)
        case .newPasswordAgain(let old, let first):
            first == secret
                ? .account(.changePassword(old: old, new: secret)) : .prompt(.newPassword(old: old), because: .differs)
        case .forget: .account(.forget(secret))
        }
    }

    /// What a person is told before it is asked again, or no more.
    public enum Cause: Hashable, Sendable {
        /// The two were not the same.
        case differs
        /// The line was empty.
        case stopped
        /// The line was not UTF-8.
        case notText
    }
}
