import ChatCore

/// What HELP tells.
package enum IRCHelp {
    /// The lines about a subject, in any case: a command. An empty one lists them.
    /// - Returns: nil where there is no such subject. The first line is its title.
    package static func lines(about subject: String) -> [String]? {
        guard !subject.isEmpty, subject.asciiLowercased != "index" else { return index }
        let command = subject.utf8.withContiguousStorageIfAvailable { IRCCommand(UnsafeRawBufferPointer($0)) } ?? nil
        guard let command, let row = rows.first(where: { $0.command == command }) else { return nil }
        return [row.usage, "", row.words]
    }

    private static let index: [String] = {
        var lines = ["Commands; HELP COMMAND tells more", ""]
        let names = rows.map(\.command.rawValue).sorted()
        for start in stride(from: 0, to: names.count, by: 6) {
            lines.append(names[start..<min(start + 6, names.count)].joined(separator: " "))
        }
        return lines
    }()

    struct Row: Sendable {
        let command: IRCCommand
        let usage: String
        let words: String
    }

    static let rows = table.map { Row(command: $0, usage: $1, words: $2) }

    private static let table: [(IRCCommand, String, String)] = [
        (.admin, "ADMIN", "Tells who runs the server."),
        (.authenticate, "AUTHENTICATE mechanism", "Logs in by SASL."),
        (.away, "AWAY [:note]", "Tells others that you are away; without a note, that you are back."),
        (.batch, "BATCH +reference draft/multiline target", "Begins a message of several lines."),
        (.cap, "CAP LS|LIST|REQ|END", "Asks for capabilities, and switches them on."),
        (.chanServ, "CHANSERV HELP", "Registers rooms."),
        (.chatHistory, "CHATHISTORY LATEST|BEFORE|AFTER|AROUND|BETWEEN|TARGETS …", "Tells what was said before."),
        (.help, "HELP [command]", "Tells what commands there are."),
        (.helpOp, "HELPOP [command]", "The same as HELP."),
        (.info, "INFO", "Tells about the server."),
        (.invite, "INVITE [nick #room]", "Asks somebody in; alone, it tells where you are asked in."),
        (.ison, "ISON nick…", "Tells who of them is here."),
        (.isupport, "ISUPPORT", "Tells what the server can do."),
        (.join, "JOIN #room[,#room…] [key[,key…]]", "Enters rooms."),
        (.kick, "KICK #room nick[,nick…] [:reason]", "Puts people out of a room."),
        (.kill, "KILL nick :reason", "Ends somebody's connections; for operators of the server."),
        (.links, "LINKS", "Tells nothing: there is one server."),
        (
            .list, "LIST [filter[,filter…]]",
            "Lists rooms: by mask, !mask, <n, >n (people), C<n, C>n, T<n, T>n (minutes)."
        ),
        (.lusers, "LUSERS", "Tells how many are here."),
        (.markRead, "MARKREAD target [timestamp=…]", "Tells up to where you have read, or sets it."),
        (.metadata, "METADATA target GET|SET|LIST|CLEAR|SUB|UNSUB|SUBS|SYNC …", "Keeps words about you."),
        (.mode, "MODE #room|nick [modes [parameters]]", "Tells what holds in a room or for you, or changes it."),
        (.monitor, "MONITOR +|-|C|L|S [nick[,nick…]]", "Tells you when people come and go."),
        (.motd, "MOTD", "Tells the message of the day."),
        (.names, "NAMES #room[,#room…]", "Lists who is in rooms."),
        (.nick, "NICK nick", "Changes your nick."),
        (.nickServ, "NICKSERV HELP", "Registers your nick, and logs in."),
        (.notice, "NOTICE target[,target…] :text", "Says it so that no program answers it."),
        (.oper, "OPER name password", "Makes you an operator of the server."),
        (.part, "PART #room[,#room…] [:reason]", "Leaves rooms."),
        (.pass, "PASS account:password", "Logs in; before NICK and USER."),
        (.ping, "PING token", "Asks for a sign of life."),
        (.pong, "PONG token", "Answers PING."),
        (.privmsg, "PRIVMSG target[,target…] :text", "Says something in a room or to somebody."),
        (.protoctl, "PROTOCTL", "Of old clients; CAP does what it did."),
        (.quit, "QUIT [:reason]", "Ends your connection."),
        (.rename, "RENAME #channel #new [:reason]", "Gives a channel another name."),
        (.redact, "REDACT target msgid [:reason]", "Takes back a message."),
        (.register, "REGISTER * * password", "Makes your nick an account."),
        (.rehash, "REHASH", "Reads the configuration again; for operators of the server."),
        (.setName, "SETNAME :name", "Changes your real name."),
        (.stats, "STATS [letter]", "Tells nothing to who is no operator of the server."),
        (.summon, "SUMMON", "There is no such thing here."),
        (.tagmsg, "TAGMSG target[,target…]", "Sends tags without a text."),
        (.time, "TIME", "Tells the server's time."),
        (.topic, "TOPIC #room [:topic]", "Tells the topic of a room, or sets it."),
        (.user, "USER name 0 * :real name", "Tells who you are, once."),
        (.userhost, "USERHOST nick…", "Tells from where they come, up to ten."),
        (.users, "USERS", "There is no such thing here."),
        (.verify, "VERIFY account code", "There is no such thing here: accounts need no e-mail."),
        (.version, "VERSION", "Tells the version of the server."),
        (.wallops, "WALLOPS :text", "Tells all who have mode +w; for operators of the server."),
        (.who, "WHO #room|mask [o][%fields[,token]]", "Lists people."),
        (.whois, "WHOIS nick", "Tells about somebody."),
        (.whowas, "WHOWAS nick [count]", "Tells about who was called so."),
    ]
}

extension IRCAnswers {
    /// The answer to HELP.
    /// - Parameter subject: as the client wrote it; nil: none.
    package func putHelp(about subject: String?) {
        let shown = subject.flatMap { $0.isEmpty ? nil : $0 } ?? "*"
        guard let texts = IRCHelp.lines(about: subject ?? "") else { return put(.helpNotFound, shown) }
        for (index, text) in texts.enumerated() {
            put(index == 0 ? .helpStart : .helpText, [shown], text: text)
        }
        put(.endOfHelp, shown)
    }
}
