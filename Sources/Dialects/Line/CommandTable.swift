import Bytes
import ChatCore

/// All commands. `/help` is printed from it.
public enum CommandTable {
    /// In the order of `/help`.
    static let rows = everyday + moderation + accounts + operating

    /// Every verb, without its `/` and without aliases, in the order of `/help`.
    public static var verbs: [String] { rows.map(\.verb) }

    /// One line of help: the command as it is written, and what it does.
    public struct HelpLine: Hashable, Sendable {
        public let usage: String
        public let words: String
    }

    /// Help on one command, or on all.
    /// - Returns: nil where there is no such command.
    public static func help(on verb: String?) -> [HelpLine]? {
        guard let verb else { return rows.map { HelpLine(usage: $0.usage, words: $0.help) } }
        guard let row = find(verb).map({ rows[$0] }) else { return nil }
        var words = row.help
        if !row.aliases.isEmpty { words += "; also " + row.aliases.map { "/" + $0 }.joined(separator: ", ") }
        if let keys = row.keys { words += "; \(keys)" }
        return [HelpLine(usage: row.usage, words: words)]
    }

    /// Why a verb is refused, with the one that was probably meant.
    public static func unknown(_ verb: String) -> ServerRefusal {
        let typed = verb.asciiLowercased
        if reserved.contains(typed) { return .reservedCommand(verb) }
        return .unknownCommand(verb, near: meant(by: typed))
    }

    /// What is to come; a nearer command is not what was meant.
    private static let reserved: Set<String> = ["redact"]

    private static let names = rows.flatMap { [$0.verb] + $0.aliases }

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
    static func request(_ line: String, tag: Tag) -> Request {
        var arguments = Arguments(line)
        let verb = arguments.word() ?? ""
        guard let index = find(verb) else {
            return Request(tag: tag, body: .refused(unknown(String(verb.prefix(32)))))
        }
        arguments.usage = rows[index].usage
        arguments.isTagged = tag != .none
        let cost = rows[index].cost(with: arguments)
        do {
            let body = try rows[index].parse(&arguments)
            return Request(tag: tag, body: body, cost: cost, verb: counted[index])
        } catch {
            return Request(tag: tag, body: .refused(error))
        }
    }

    private static let indices: [String: Int] = {
        var indices: [String: Int] = [:]
        for (index, row) in rows.enumerated() {
            for name in [row.verb] + row.aliases { indices[name] = index }
        }
        return indices
    }()

    /// What each row is counted as.
    static let counted: [CommandVerb?] = rows.map { row in
        CommandVerb.names.firstIndex(of: row.verb).map { CommandVerb(index: $0) }
    }

    /// Which row a verb or an alias has.
    static func find(_ verb: String) -> Int? {
        let bare = verb.hasPrefix("/") ? String(verb.dropFirst()) : verb
        return indices[bare.asciiLowercased]
    }
}
