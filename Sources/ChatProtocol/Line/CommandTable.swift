import ChatCore

/// A command of the line protocol: how it is written, and what it becomes.
struct CommandEntry: Sendable {
    let verb: String
    let aliases: [String]
    /// As `[ROOM] TEXT`.
    let arguments: String
    let help: String
    let parse: @Sendable (inout Arguments) throws(ServiceRefusal) -> Request.Body

    init(
        _ verb: String, aliases: [String] = [], _ arguments: String, _ help: String,
        _ parse: @escaping @Sendable (inout Arguments) throws(ServiceRefusal) -> Request.Body
    ) {
        self.verb = verb
        self.aliases = aliases
        self.arguments = arguments
        self.help = help
        self.parse = parse
    }

    /// As `/topic [ROOM] [TEXT]`.
    var usage: String { arguments.isEmpty ? "/\(verb)" : "/\(verb) \(arguments)" }
}

/// All commands. `/help` is printed from it.
public enum CommandTable {
    /// Every verb, without its `/` and without aliases, in the order of `/help`.
    public static var verbs: [String] { entries.map(\.verb) }

    /// One line of help: the command as it is written, and what it does.
    public struct HelpLine: Hashable, Sendable {
        public let usage: String
        public let words: String
    }

    /// Help on one command, or on all.
    /// - Returns: nil where there is no such command.
    public static func help(on verb: String?) -> [HelpLine]? {
        guard let verb else { return entries.map { HelpLine(usage: $0.usage, words: $0.help) } }
        guard let entry = find(verb) else { return nil }
        var words = entry.help
        if !entry.aliases.isEmpty { words += "; also " + entry.aliases.map { "/" + $0 }.joined(separator: ", ") }
        // What only programs write: in the list it would be in people's way.
        if let more = keysOfPrograms[entry.verb] { words += "; \(more)" }
        return [HelpLine(usage: entry.usage, words: words)]
    }

    /// Why a verb is refused, with the one that was probably meant.
    public static func unknown(_ verb: String) -> ServiceRefusal {
        let typed = verb.asciiLowercased
        if reserved.contains(typed) { return .reservedCommand(verb) }
        return .unknownCommand(verb, near: meant(by: typed))
    }

    private static let keysOfPrograms = [
        "say": "nonce=N before TEXT says it once", "me": "nonce=N before TEXT says it once",
        "msg": "nonce=N before NICK says it once", "join": "since=ID behind ROOM tells what was missed",
    ]

    /// What is to come; a nearer command is not what was meant.
    private static let reserved: Set<String> = [
        "register", "login", "logout", "password", "invite", "kick", "ban", "unban", "mute", "unmute", "op", "deop",
        "voice", "devoice", "key", "mode", "search", "resume", "forget", "redact",
    ]

    private static let names = entries.flatMap { [$0.verb] + $0.aliases }

    /// The command that starts so, or else is spelled nearly so.
    private static func meant(by typed: String) -> String? {
        if typed.utf8.count > 1, let whole = names.first(where: { $0.hasPrefix(typed) }) { return whole }
        return nearest(to: typed, among: names.filter { mayBeMeant($0, by: typed) })
    }

    /// Who mistypes a command still gets its first letter right, or swaps it with the second, or leaves it out, or puts one before it.
    private static func mayBeMeant(_ name: String, by typed: String) -> Bool {
        let (name, typed) = (Array(name.utf8.prefix(2)), Array(typed.utf8.prefix(2)))
        guard name.count == 2, typed.count == 2 else { return false }
        return typed[0] == name[0] || typed[1] == name[0] || typed[0] == name[1]
    }

    /// - Parameter line: what follows the `/`.
    static func parse(_ line: String) -> Request.Body {
        var arguments = Arguments(line)
        let verb = arguments.word() ?? ""
        guard let entry = find(verb) else { return .refused(unknown(String(verb.prefix(32)))) }
        arguments.usage = entry.usage
        do {
            return try entry.parse(&arguments)
        } catch {
            return .refused(error)
        }
    }

    private static let index: [String: Int] = {
        var index: [String: Int] = [:]
        for (position, entry) in entries.enumerated() {
            for name in [entry.verb] + entry.aliases { index[name] = position }
        }
        return index
    }()

    private static func find(_ verb: String) -> CommandEntry? {
        let bare = verb.hasPrefix("/") ? String(verb.dropFirst()) : verb
        return index[bare.asciiLowercased].map { entries[$0] }
    }
}
