import ChatCore
import Secrets

/// A command that has a secret on its line. It is read from the bytes themselves, as a string of them could not be wiped.
enum SecretCommand: String {
    case register, login, password, forget

    /// The command that a line begins with.
    /// - Parameter line: a clean one that begins with `/`.
    init?(of line: [UInt8]) {
        // Most commands are none of these.
        guard line.count > 5 else { return nil }
        let command: SecretCommand
        switch line[1] | 0x20 {
        case UInt8(ascii: "r"): command = .register
        case UInt8(ascii: "l"): command = .login
        case UInt8(ascii: "p"): command = .password
        case UInt8(ascii: "f"): command = .forget
        default: return nil
        }
        let name = line.dropFirst().prefix { $0 != UInt8(ascii: " ") }
        guard name.elementsEqual(command.rawValue.utf8, by: { $0 | 0x20 == $1 }) else { return nil }
        self = command
    }

    /// The verb of a line that would be such a command if it did not begin with spaces. Said aloud, it would tell a password to a room.
    /// - Returns: nil where there is nothing behind the verb.
    static func verb(indented line: [UInt8]) -> String? {
        let rest = Array(line.drop { $0 == UInt8(ascii: " ") })
        guard rest.first == UInt8(ascii: "/"), let command = SecretCommand(of: rest),
            rest.dropFirst(command.rawValue.utf8.count + 1).contains(where: { $0 != UInt8(ascii: " ") })
        else { return nil }
        return command.rawValue
    }

    /// Understands what stands behind the verb.
    /// - Parameters:
    ///   - isTagged: a program's, which is not asked for what it leaves out.
    ///   - usage: the command as it is written.
    func body(
        _ arguments: ArraySlice<UInt8>, isTagged: Bool, usage: String
    ) throws(ServerRefusal) -> AccountCommand {
        let words = SecretWords(arguments)
        guard !words.isEmpty || !isTagged else { throw .usage(usage) }
        switch self {
        case .register: return .register(words.all)
        case .forget: return .forget(words.all)
        case .password:
            guard let (old, new) = words.split else { return .changePassword(old: nil, new: words.all) }
            return .changePassword(old: Secret(word: old), new: Secret(new))
        case .login:
            if let (name, password) = words.split {
                // The word is not shown: it may be of a password.
                guard let nick = SecretWords.nick(name) else { throw .usage(usage) }
                return .login(nick, Secret(password))
            }
            // A person who is asked for the password need not show it.
            if !isTagged, let nick = SecretWords.nick(words.bytes) { return .login(nick, nil) }
            return .login(nil, words.all)
        }
    }
}

/// Bytes behind a verb, of which the last part may have spaces.
private struct SecretWords {
    /// Without the spaces before them.
    let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes.drop { $0 == UInt8(ascii: " ") }
    }

    var isEmpty: Bool { bytes.isEmpty }

    /// nil where there is nothing.
    var all: Secret? { bytes.isEmpty ? nil : Secret(bytes) }

    /// The first word, and all behind it; nil where there is one word at most.
    var split: (first: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        guard let end = bytes.firstIndex(of: UInt8(ascii: " ")) else { return nil }
        let rest = bytes[end...].drop { $0 == UInt8(ascii: " ") }
        return rest.isEmpty ? nil : (bytes[..<end], rest)
    }

    static func nick(_ word: ArraySlice<UInt8>) -> Nick? {
        let word = word.reversed().drop { $0 == UInt8(ascii: " ") }.reversed()
        guard word.count <= Nick.maximumLength else { return nil }
        return Nick(String(decoding: word, as: UTF8.self))
    }
}
