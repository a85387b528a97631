import ChatCore

/// What a line that somebody typed will be to the server, as far as the client has to know to show its answer.
enum UserInput: Equatable {
    case say(String)
    /// The verb is in small letters and never an alias.
    case command(verb: String, arguments: String)

    private static let aliases = [
        "leave": "part", "list": "rooms", "tell": "msg", "w": "msg", "exit": "quit",
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
        let verb = body.prefix { $0 != " " }
        let name = verb.asciiLowercased
        let arguments = body.dropFirst(verb.count).drop { $0 == " " }
        self = .command(verb: Self.aliases[name] ?? name, arguments: String(arguments))
    }

    /// The first word of a command's arguments, and what follows it.
    static func firstWord(of arguments: String) -> (word: String, rest: String) {
        let word = arguments.prefix { $0 != " " }
        return (String(word), String(arguments.dropFirst(word.count).drop { $0 == " " }))
    }
}
