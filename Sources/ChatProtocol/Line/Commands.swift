import ChatCore

extension CommandTable {
    static let entries: [CommandEntry] = [
        CommandEntry("nick", "[NAME]", "takes a nick, or tells yours") { input throws(ServiceRefusal) in
            .command(.nick(try input.nickIfAny()))
        },
        CommandEntry("join", aliases: ["j"], "ROOM", "enters a room, and makes it your current one") {
            input throws(ServiceRefusal) in
            try input.join()
        },
        CommandEntry("part", aliases: ["leave"], "[ROOM [REASON]]", "leaves a room") { input throws(ServiceRefusal) in
            let room = try input.roomBeforeText()
            return .command(.part(room, reason: input.rest()))
        },
        CommandEntry(
            "rooms", aliases: ["list"], "[PART] [after=ROOM]", "lists the rooms, or those whose names contain PART"
        ) { input throws(ServiceRefusal) in
            let (part, after) = try input.page()
            return .command(
                .rooms(
                    containing: part, after: try after.map { name throws(ServiceRefusal) in try Arguments.room(name) }))
        },
        CommandEntry("names", "[ROOM] [after=NICK]", "lists who is in a room") { input throws(ServiceRefusal) in
            let (name, after) = try input.page()
            return .command(
                .names(
                    try name.map { name throws(ServiceRefusal) in try Arguments.room(name) },
                    after: try after.map { name throws(ServiceRefusal) in try Arguments.nick(name) }))
        },
        CommandEntry("who", "[ROOM] [after=NICK]", "lists who is there and how long they have been idle") {
            input throws(ServiceRefusal) in
            let (name, after) = try input.page()
            return .command(
                .who(
                    try name.map { name throws(ServiceRefusal) in try Arguments.room(name) },
                    after: try after.map { name throws(ServiceRefusal) in try Arguments.nick(name) }))
        },
        CommandEntry("whois", "NICK", "tells about one") { input throws(ServiceRefusal) in
            .command(.whois(try input.nick()))
        },
        CommandEntry("topic", "[ROOM] [TEXT]", "tells what a room is about, or sets it; - clears it") {
            input throws(ServiceRefusal) in
            let room = try input.roomWithMark()
            guard let text = input.rest() else { return .command(.topic(room)) }
            return .command(.setTopic(room, Arguments.isDash(text) ? Text(cleaned: []) : text))
        },
        CommandEntry(
            "msg", aliases: ["m", "dm", "tell", "w"], "NICK TEXT",
            "sends a private message; to a #ROOM, says it there"
        ) { input throws(ServiceRefusal) in
            let nonce = try input.nonceIfAny()
            if let room = try input.roomWithMark() {
                let text = try input.text()
                return .command(nonce.map { .sayOnce($0, .inRoom(room, text)) } ?? .sayIn(room, text))
            }
            let (nick, text) = (try input.nickBeforeText(), try input.text())
            return .command(nonce.map { .sayOnce($0, .to(nick, text)) } ?? .tell(nick, text))
        },
        CommandEntry("reply", "TEXT", "answers the last private message") { input throws(ServiceRefusal) in
            .command(.reply(try input.text()))
        },
        CommandEntry("say", "TEXT", "says it in your current room, as a line without a / does") {
            input throws(ServiceRefusal) in
            let nonce = try input.nonceIfAny()
            let text = try input.text()
            return .command(nonce.map { .sayOnce($0, .here(text)) } ?? .say(text))
        },
        CommandEntry("me", "TEXT", "says what you do: * you wave") { input throws(ServiceRefusal) in
            let nonce = try input.nonceIfAny()
            let text = try input.text()
            return .command(nonce.map { .sayOnce($0, .action(text)) } ?? .act(text))
        },
        CommandEntry("away", "[NOTE]", "says that you are away") { input throws(ServiceRefusal) in
            .command(.away(note: input.rest() ?? Text(cleaned: [])))
        },
        CommandEntry("back", "", "says that you are back") { input throws(ServiceRefusal) in
            try input.end()
            return .command(.back)
        },
        CommandEntry("ignore", "[NICK]", "hides what somebody says, or lists whom you ignore") {
            input throws(ServiceRefusal) in
            .command(.ignore(try input.nickIfAny()))
        },
        CommandEntry("unignore", "NICK", "hides it no more") { input throws(ServiceRefusal) in
            .command(.unignore(try input.nick()))
        },
        CommandEntry("echo", "[on|off]", "sends your own lines back to you") { input throws(ServiceRefusal) in
            .command(.set(.echo, try input.switchIfAny()))
        },
        CommandEntry("time", "[on|off]", "puts the time in front of lines") { input throws(ServiceRefusal) in
            .service(.dialect(.time(try input.switchIfAny())))
        },
        CommandEntry("quiet", "[on|off]", "hides who comes, goes and is away") { input throws(ServiceRefusal) in
            .command(.set(.quiet, try input.switchIfAny()))
        },
        CommandEntry("history", "[ROOM] [N] [since=ID] [before=ID]", "shows the last N (20) messages of a room") {
            input throws(ServiceRefusal) in
            try input.history()
        },
        CommandEntry("motd", "", "shows the message of the day") { input throws(ServiceRefusal) in
            try input.end()
            return .service(.motd)
        },
        CommandEntry("version", "", "tells the server's version") { input throws(ServiceRefusal) in
            try input.end()
            return .service(.version)
        },
        CommandEntry("uptime", "", "tells how long the server has been up") { input throws(ServiceRefusal) in
            try input.end()
            return .service(.uptime)
        },
        CommandEntry("ping", "[TOKEN]", "is answered") { input throws(ServiceRefusal) in
            .service(.ping(token: try input.token()))
        },
        CommandEntry("pong", "[TOKEN]", "answers the server's PING") { input throws(ServiceRefusal) in
            _ = try input.token()
            return .service(.pong)
        },
        CommandEntry("wire", "1", "for programs: tags answers; see docs/PROTOCOL.md") { input throws(ServiceRefusal) in
            guard let version = try input.lastWord() else { throw input.misuse() }
            return .service(.dialect(.wire(version: version)))
        },
        CommandEntry("help", "[COMMAND]", "lists the commands, or explains one") { input throws(ServiceRefusal) in
            .service(.help(verb: try input.lastWord()))
        },
        CommandEntry("quit", aliases: ["q", "exit"], "[REASON]", "leaves") { input throws(ServiceRefusal) in
            .service(.quit(reason: input.rest()))
        },
    ]
}
