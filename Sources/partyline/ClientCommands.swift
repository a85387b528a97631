/// The commands that this client carries out by itself, as `/help` tells of them.
enum ClientCommands {
    struct Row {
        let verb: String
        let arguments: String
        let help: String

        var display: Display { .help(usage: "/\(verb)" + (arguments.isEmpty ? "" : " \(arguments)"), help) }
    }

    static let all = [
        Row(verb: "export", arguments: "FILE", help: "writes all that the server has of you to a new file of yours"),
        Row(verb: "remember", arguments: "[off]", help: "has this client log in by itself from now on, or no longer"),
    ]

    /// What is told of one of them, or, where the verb is empty, of all; nil where it is none.
    static func help(on verb: String) -> [Row]? {
        guard !verb.isEmpty else { return all }
        let bare = verb.hasPrefix("/") ? String(verb.dropFirst()) : verb
        let found = all.filter { $0.verb == bare.lowercased() }
        return found.isEmpty ? nil : found
    }
}
