import ChatCore

extension CommandTable {
    static let everyday: [CommandRow] = [
        CommandRow("nick", "[NAME]", "takes a nick, or tells yours", cost: .dearWithArgument) {
            input throws(ServerRefusal) in
            .command(.nick(try input.nickIfAny()))
        },
        CommandRow(
            "join", aliases: ["j"], "ROOM [KEY]", "enters a room, and makes it your current one",
            keys: "since=ID behind ROOM tells what was missed", cost: .dear
        ) {
            input throws(ServerRefusal) in
            try input.join()
        },
        CommandRow("part", aliases: ["leave"], "[ROOM [REASON]]", "leaves a room", cost: .dear) {
            input throws(ServerRefusal) in
            let room = try input.roomBeforeText()
            return .command(.part(room, reason: input.rest()))
        },
        CommandRow(
            "rooms", aliases: ["list"], "[PART] [after=ROOM]", "lists the rooms, or those whose names contain PART",
            cost: .dear
        ) { input throws(ServerRefusal) in
            let (part, after) = try input.page()
            return .command(
                .rooms(
                    containing: part, after: try after.map { name throws(ServerRefusal) in try Arguments.room(name) }))
        },
        CommandRow("names", "[ROOM] [after=NICK]", "lists who is in a room", cost: .dear) {
            input throws(ServerRefusal) in
            let (name, after) = try input.page()
            return .command(
                .names(
                    try name.map { name throws(ServerRefusal) in try Arguments.room(name) },
                    after: try after.map { name throws(ServerRefusal) in try Arguments.nick(name) }))
        },
        CommandRow("who", "[ROOM] [after=NICK]", "lists who is there and how long they have been idle", cost: .dear) {
            input throws(ServerRefusal) in
            let (name, after) = try input.page()
            return .command(
                .who(
                    try name.map { name throws(ServerRefusal) in try Arguments.room(name) },
                    after: try after.map { name throws(ServerRefusal) in try Arguments.nick(name) }))
        },
        CommandRow("whois", "NICK", "tells about one") { input throws(ServerRefusal) in
            .command(.whois(try input.nick()))
        },
        CommandRow("topic", "[ROOM] [TEXT]", "tells what a room is about, or sets it; - clears it") {
            input throws(ServerRefusal) in
            let room = try input.roomWithMark()
            guard let text = input.rest() else { return .command(.topic(room)) }
            return .command(.setTopic(room, Arguments.isDash(text) ? Text(cleaned: []) : text))
        },
        CommandRow(
            "msg", aliases: ["m", "dm", "tell", "w"], "NICK TEXT",
            "sends a private message; to a #ROOM, says it there", keys: "nonce=N before NICK says it once", cost: .plain
        ) { input throws(ServerRefusal) in
            let nonce = try input.nonceIfAny()
            if let room = try input.roomWithMark() {
                let text = try input.text()
                return .command(nonce.map { .sayOnce($0, .inRoom(room, text)) } ?? .sayIn(room, text))
            }
            let (nick, text) = (try input.nickBeforeText(), try input.text())
            return .command(nonce.map { .sayOnce($0, .to(nick, text)) } ?? .tell(nick, text))
        },
        CommandRow("reply", "TEXT", "answers the last private message", cost: .plain) { input throws(ServerRefusal) in
            .command(.reply(try input.text()))
        },
        CommandRow(
            "say", "TEXT", "says it in your current room, as a line without a / does",
            keys: "nonce=N before TEXT says it once", cost: .plain, isCounted: false
        ) {
            input throws(ServerRefusal) in
            let nonce = try input.nonceIfAny()
            let text = try input.text()
            return .command(nonce.map { .sayOnce($0, .here(text)) } ?? .say(text))
        },
        CommandRow("me", "TEXT", "says what you do: * you wave", keys: "nonce=N before TEXT says it once", cost: .plain)
        { input throws(ServerRefusal) in
            let nonce = try input.nonceIfAny()
            let text = try input.text()
            return .command(nonce.map { .sayOnce($0, .action(text)) } ?? .act(text))
        },
        CommandRow("away", "[NOTE]", "says that you are away", cost: .dear) { input throws(ServerRefusal) in
            .command(.away(note: input.rest() ?? Text(cleaned: [])))
        },
        CommandRow("back", "", "says that you are back", cost: .dear) { input throws(ServerRefusal) in
            try input.end()
            return .command(.back)
        },
        CommandRow("ignore", "[NICK]", "hides what somebody says, or lists whom you ignore", cost: .dearWithArgument) {
            input throws(ServerRefusal) in
            .command(.ignore(try input.nickIfAny()))
        },
        CommandRow("unignore", "NICK", "hides it no more", cost: .dear) { input throws(ServerRefusal) in
            .command(.unignore(try input.nick()))
        },
        CommandRow("echo", "[on|off]", "sends your own lines back to you", cost: .dearWithArgument) {
            input throws(ServerRefusal) in
            .command(.set(.echo, try input.switchIfAny()))
        },
        CommandRow("time", "[on|off]", "puts the time in front of lines", cost: .dearWithArgument) {
            input throws(ServerRefusal) in
            .server(.dialect(.time(try input.switchIfAny())))
        },
        CommandRow("quiet", "[on|off]", "hides who comes, goes and is away", cost: .dearWithArgument) {
            input throws(ServerRefusal) in
            .command(.set(.quiet, try input.switchIfAny()))
        },
        CommandRow(
            "history", "[ROOM|@NICK] [N] [since=ID] [before=ID]",
            "shows the last N (20) messages of a room, or between you and NICK",
            keys: "around=ID instead shows those on both sides of one", cost: .dear
        ) {
            input throws(ServerRefusal) in
            try input.history()
        },
        CommandRow(
            "search", "WORDS [in:ROOM] [from:NICK] [before:DATE] [after:DATE]",
            "finds what was said; \"WORDS IN A ROW\", BEGINNING*, -WITHOUT; /search more goes on",
            keys: "a DATE is YYYY-MM-DD", cost: .charged
        ) { input throws(ServerRefusal) in
            try input.search()
        },
        CommandRow("motd", "", "shows the message of the day") { input throws(ServerRefusal) in
            try input.end()
            return .server(.motd)
        },
        CommandRow("version", "", "tells the server's version") { input throws(ServerRefusal) in
            try input.end()
            return .server(.version)
        },
        CommandRow("uptime", "", "tells how long the server has been up") { input throws(ServerRefusal) in
            try input.end()
            return .server(.uptime)
        },
        CommandRow("ping", "[TOKEN]", "is answered") { input throws(ServerRefusal) in
            .server(.ping(token: try input.token()))
        },
        CommandRow("pong", "[TOKEN]", "answers the server's PING") { input throws(ServerRefusal) in
            _ = try input.token()
            return .server(.pong)
        },
        CommandRow("wire", "1 [resume]", "for programs: tags answers; see docs/PROTOCOL.md") {
            input throws(ServerRefusal) in
            try input.wire()
        },
        CommandRow("resume", "TOKEN [since=ID]", "for programs: goes on where a connection was lost", cost: .dear) {
            input throws(ServerRefusal) in
            try input.resume()
        },
        CommandRow("help", "[COMMAND]", "lists the commands, or explains one") { input throws(ServerRefusal) in
            .server(.help(verb: try input.lastWord()))
        },
        CommandRow("quit", aliases: ["q", "exit"], "[REASON]", "leaves") { input throws(ServerRefusal) in
            .server(.quit(reason: input.rest()))
        },
    ]
}
