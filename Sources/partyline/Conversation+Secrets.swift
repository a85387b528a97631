import ChatCore
import Dialects
import Secrets

/// Commands whose secret was asked for: it is sent, and shown nowhere.
extension Conversation {
    /// Sends a command with its secret. One that is longer than a line is refused here.
    mutating func submit(_ command: AccountCommand) {
        switch command {
        case .register(let secret?): add("register", "", secret)
        case .login(let name, let secret?): add("login", name?.text ?? nick, secret)
        case .forget(let secret?): add("forget", "", secret)
        case .changePassword(old: let old?, new: let new?): add("password", "", Secret(old.asWord, beforeSpaceAnd: new))
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
    /// Both, as one line has them.
    fileprivate convenience init(_ first: Secret, beforeSpaceAnd second: Secret) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(first.count + 1 + second.count)
        defer { Secret.wipe(&bytes) }
        for part in [first, second] {
            if part !== first { bytes.append(UInt8(ascii: " ")) }
            for index in 0..<part.count { bytes.append(part.withBytes { $0[index] }) }
        }
        self.init(bytes)
    }
}
