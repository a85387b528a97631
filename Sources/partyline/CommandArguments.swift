import LineEditing

/// What stands behind which command, for completion: those of the server's that take more than text.
enum CommandArguments {
    private static let kinds: [String: [CompletionCandidates.Argument]] = [
        "join": [.room], "part": [.room], "names": [.room], "who": [.room], "topic": [.room], "history": [.room],
        "rooms": [.room], "msg": [.addressee], "whois": [.nick], "ignore": [.nick], "unignore": [.nick],
        "help": [.command],
        "echo": [.word(["on", "off"])], "time": [.word(["on", "off"])], "quiet": [.word(["on", "off"])],
        "invite": [.nick, .room],
        "kick": [.nick], "me": [], "say": [], "reply": [], "away": [], "back": [], "nick": [], "quit": [],
    ]

    /// By each of their names.
    static let all: [String: [CompletionCandidates.Argument]] = {
        var all = kinds
        for (alias, verb) in UserInput.aliases { all[alias] = kinds[verb] }
        return all
    }()
}
