import ChatCore

/// A command of the line protocol: how it is written, and what it becomes.
struct CommandEntry: Sendable {
    let verb: String
    let aliases: [String]
    /// As `[ROOM] TEXT`.
    let arguments: String
    let help: String
    let parse: @Sendable (inout Arguments) throws(Refusal) -> Request.Body

    init(
        _ verb: String, aliases: [String] = [], _ arguments: String, _ help: String,
        _ parse: @escaping @Sendable (inout Arguments) throws(Refusal) -> Request.Body
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
        let aliases = entry.aliases.map { "/" + $0 }.joined(separator: ", ")
        return [HelpLine(usage: entry.usage, words: aliases.isEmpty ? entry.help : "\(entry.help); also \(aliases)")]
    }

    /// Why a verb is refused, with the nearest that would not be.
    public static func unknown(_ verb: String) -> Refusal {
        let hint = nearest(to: verb.asciiLowercased, among: names).map { "did you mean /\($0)? " } ?? ""
        return Refusal(.unknownCommand, "/\(verb) (\(hint)/help lists the commands)")
    }

    private static let names = entries.flatMap { [$0.verb] + $0.aliases }

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
