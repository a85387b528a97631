import ChatCore
import Dialects
import LineEditing

/// What stands behind which command, for completion: those of the server's that take more than text.
enum CommandArguments {
    /// What a command's usage does not tell, and commands of later servers.
    private static let others: [String: [CompletionCandidates.Argument]] = [
        "msg": [.addressee], "back": [], "op": [.nick, .room], "deop": [.nick, .room], "voice": [.nick, .room],
        "devoice": [.nick, .room], "invite": [.nick, .room], "mode": Array(repeating: .word(modes), count: 8),
        "cert": [.word(["add", "del", "login"])], "token": [.word(["add", "remember", "del"])],
        "dms": [.word(["everybody", "accounts", "nobody"])],
        "remember": [.word(["off"])], "login": [], "register": [], "password": [], "forget": [],
        "history": [.addressee], "search": [], "export": [],
    ]

    /// As they are switched on and off.
    private static let modes = RoomMode.all.map { "+" + $0.word } + RoomMode.all.map { "-" + $0.word }

    /// The server's commands, and this client's own.
    static let verbs = CommandTable.verbs + ClientCommands.all.map(\.verb).filter { !CommandTable.verbs.contains($0) }

    /// By each of their names.
    static let all: [String: [CompletionCandidates.Argument]] = {
        var all = others
        for verb in CommandTable.verbs where all[verb] == nil { all[verb] = kinds(of: verb) }
        for (alias, verb) in UserInput.aliases { all[alias] = all[verb] }
        return all
    }()

    /// By the first words of a command's usage; nil where that is nothing to complete.
    private static func kinds(of verb: String) -> [CompletionCandidates.Argument]? {
        let usage = CommandTable.help(on: verb)?.first?.usage ?? ""
        let words = usage.split(separator: " ").dropFirst().map { word in word.filter { !"[]".contains($0) } }
        // The room is mostly the current one.
        if words.count > 1, words[0] == "ROOM", words[1].contains("NICK") { return [.nick] }
        switch words.first {
        case "ROOM", "PART": return [.room]
        case "NICK": return [.nick]
        case "COMMAND": return [.command]
        case "on|off": return [.word(["on", "off"])]
        case "TEXT", "NOTE", "NAME", "REASON": return []
        default: return nil
        }
    }
}
