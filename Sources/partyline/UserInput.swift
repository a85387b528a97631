import ChatCore
import Dialects

/// What a line that somebody typed will be to the server, as far as the client has to know to show its answer.
enum UserInput: Equatable {
    case say(String)
    /// The verb is in small letters and never an alias.
    case command(verb: String, arguments: String)

    static let aliases = [
        "j": "join", "leave": "part", "list": "rooms", "tell": "msg", "w": "msg", "m": "msg", "dm": "msg",
        "exit": "quit",
        "q": "quit",
    ]

    init(_ line: String) {
        guard line.hasPrefix("/") else {
            self = .say(line)
            return
        }
        let body = line.dropFirst()
        if body.hasPrefix("/") {
            self = .say(String(body))
            return
        }
        // The server takes spaces before the verb as well.
        let words = body.drop { $0 == " " }
        let verb = words.prefix { $0 != " " }
        let name = verb.asciiLowercased
        let arguments = words.dropFirst(verb.count).drop { $0 == " " }
        self = .command(verb: Self.aliases[name] ?? name, arguments: String(arguments))
    }

    /// The first word of a command's arguments, and what follows it.
    static func firstWord(of arguments: String) -> (word: String, rest: String) {
        let word = arguments.prefix { $0 != " " }
        return (String(word), String(arguments.dropFirst(word.count).drop { $0 == " " }))
    }
}

/// What a line does, as far as it matters when the connection breaks.
extension UserInput {
    private static let questions: Set<String> = [
        "names", "who", "whois", "rooms", "history", "search", "help", "motd", "version", "uptime", "ping", "account",
        "audit", "export",
    ]

    /// Whether it may be carried out twice: it only asks, or does what is done already.
    var isHarmlessTwice: Bool {
        guard case .command(let verb, _) = self else { return false }
        return verb == "join" || Self.questions.contains(verb)
    }

    private static let secretCommands: Set<String> = ["register", "login", "password", "forget"]

    /// The command of accounts that it is where its secret is left out: to be asked for.
    var withoutSecret: AccountCommand? {
        guard case .command(let verb, let arguments) = self else { return nil }
        switch verb {
        case "register" where arguments.isEmpty: return .register(nil)
        case "password" where arguments.isEmpty: return .changePassword(old: nil, new: nil)
        case "forget" where arguments.isEmpty: return .forget(nil)
        case "login" where arguments.isEmpty: return .login(nil, nil)
        case "login":
            let (word, rest) = Self.firstWord(of: arguments)
            return rest.isEmpty ? Nick(word).map { .login($0, nil) } : nil
        default: return nil
        }
    }

    /// Whether a password stands on it, or may: it is shown to nobody again.
    var hasSecret: Bool {
        guard case .command(let verb, let arguments) = self else { return false }
        return Self.secretCommands.contains(verb) && !arguments.isEmpty
    }

    /// Whether it depends on the current room what comes of it.
    var isForCurrentRoom: Bool {
        switch self {
        case .say: true
        case .command(verb: "say", _), .command(verb: "me", _): true
        case .command(verb: "topic", let arguments): !arguments.isEmpty && !arguments.hasPrefix("#")
        case .command(verb: "part", let arguments): arguments.isEmpty
        case .command: false
        }
    }

    /// Whether another room may be the current one after it.
    var changesCurrentRoom: Bool {
        switch self {
        case .command(verb: "join", _), .command(verb: "part", _): true
        case .command(verb: "msg", let arguments): arguments.hasPrefix("#")
        case .say, .command: false
        }
    }

    /// The room that is the current one when it was carried out; nil where that can't be told from the line.
    var roomAfter: String? {
        guard changesCurrentRoom, case .command(let verb, let arguments) = self, verb != "part" else { return nil }
        let name = Self.firstWord(of: arguments).word
        return name.isEmpty ? nil : name.hasPrefix("#") ? name : "#" + name
    }

    /// The command that says this, and what it says; nil where it says nothing, or can't be said by a command without a change:
    /// commands do not know the spaces before their text.
    var saying: (verb: String, text: String)? {
        switch self {
        case .say(let text): text.hasPrefix(" ") ? nil : ("say", text)
        case .command(let verb, let arguments):
            ["say", "me", "msg"].contains(verb) && !arguments.isEmpty && !arguments.hasPrefix("nonce=")
                ? (verb, arguments) : nil
        }
    }
}
