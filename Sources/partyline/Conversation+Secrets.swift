import ChatCore
import Dialects
import Secrets

/// Commands whose secret was asked for: it is sent, and shown nowhere.
extension Conversation {
    /// Sends a command with its secret. What could not be read as it is meant is refused here.
    mutating func submit(_ command: AccountCommand) {
        switch command {
        case .register(let secret?): add("register", "", secret)
        case .login(let name, let secret?): add("login", name?.text ?? nick, secret)
        case .forget(let secret?): add("forget", "", secret)
        case .changePassword(old: let old?, new: let new?):
            guard let both = Secret(old, beforeSpaceAnd: new) else {
                return refuse("usage", "by /password, the password that you have may have no space in it")
            }
            add("password", "", both)
        default: break
        }
    }

    private mutating func add(_ verb: String, _ arguments: String, _ secret: Secret) {
        let input = UserInput.command(verb: verb, arguments: arguments)
        let body = "/\(verb)" + (arguments.isEmpty ? "" : " \(arguments)")
        let bytes = queue.nextUserTag.utf8.count + 2 + body.utf8.count + 1 + secret.count
        guard bytes <= maximumLine else { return refuse("too-long", "that is longer than a line; nothing was sent") }
        var line = SendQueue.Line(body, .user(input))
        line.secret = secret
        queue.addForUser(line)
        sendWhatMayGo()
    }
}

extension Secret {
    /// Both, as one line has them; nil where the first has a space, which would end it.
    fileprivate convenience init?(_ first: Secret, beforeSpaceAnd second: Secret) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(first.count + 1 + second.count)
        defer { Secret.wipe(&bytes) }
        for part in [first, second] {
            if part !== first { bytes.append(UInt8(ascii: " ")) }
            for index in 0..<part.count { bytes.append(part.withBytes { $0[index] }) }
        }
        guard !bytes.prefix(first.count).contains(UInt8(ascii: " ")) else { return nil }
        self.init(bytes)
    }
}
