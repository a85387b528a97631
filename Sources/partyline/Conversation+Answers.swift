import Bytes
import ChatCore
import WireClient

extension Conversation {
    /// A row of an answer.
    mutating func answered(_ row: WireRow) {
        if lastRowTag != row.tag { firstRowID = row.event?.id }
        lastRowID = row.event?.id
        lastRowTag = row.tag
        lastRowName = row.fields.first
        switch queue.purpose(of: row.tag) {
        case .recent, .missed, .rejoin: if let event = row.event { replay(event) }
        case .names(let shown):
            guard row.kind == "names", let room = row.fields.first else { return }
            let nicks = Array(row.fields.dropFirst())
            if let index = index(of: room) { for nick in nicks { rooms[index].add(nick) } }
            if shown { show(.members(room: room, members(nicks, in: room))) }
        case .ranks: noteRank(row)
        case .whereabouts: toldWhereWeAre(row)
        case .topic, .user: listed(row)
        default: break
        }
    }

    /// A row of what the user asked for.
    private mutating func listed(_ row: WireRow) {
        noteRooms(row)
        if let event = row.event {
            switch queue.purpose(of: row.tag) {
            case .user(.command(verb: "search", _)), .user(.command(verb: "export", _)): show(.found(event))
            default: show(.replayed(event))
            }
            return
        }
        guard row.kind == "names", let room = row.fields.first else { return show(.row(row)) }
        show(.members(room: room, members(Array(row.fields.dropFirst()), in: room)))
    }

    private func members(_ nicks: [String], in room: String) -> [Member] {
        guard let index = index(of: room) else { return nicks.map { Member(nick: $0) } }
        return nicks.map { rooms[index].member($0) }
    }

    private mutating func noteRank(_ row: WireRow) {
        guard row.kind == "rank", row.fields.count > 2, toldRanks.count < RoomState.mostMembers else { return }
        toldRanks[row.fields[1].asciiLowercased] = Rank(name: row.fields[2])
    }

    /// Remembers the rooms that a row names, for completion.
    private mutating func noteRooms(_ row: WireRow) {
        switch row.kind {
        case "room": if let room = row.fields.first { noteRoom(room) }
        case "who", "whois": for room in (row.keys["rooms"] ?? "").split(separator: ",") { noteRoom(String(room)) }
        default: break
        }
    }

    /// A command was carried out.
    mutating func answered(_ tag: String, _ keys: WireKeys) {
        switch queue.finish(tag)?.purpose {
        case .user(let input):
            succeeded(input, keys, hadRows: lastRowTag == tag)
            outputs.append(.answered(refused: false))
        case .wishedNick:
            setNick(keys["nick"] ?? nick)
            show(.answer("you are now \(nick)"))
            outputs.append(.answered(refused: false))
            if asksWhereWeAre { askWhereWeAre() }
        case .restoredNick:
            setNick(keys["nick"] ?? nick)
            if isNickRefusalTold { show(.answer("you are now \(nick)")) }
            if asksWhereWeAre { askWhereWeAre() }
        case .join:
            if let room = keys["room"] { entered(room, keys) }
            outputs.append(.answered(refused: false))
        case .rejoin(let room, let since): reentered(room, since: since, keys)
        case .recent(let room): release(room)
        case .missed(let room, let since): caughtUp(room, since: since, keys)
        case .tokenLogin: loggedIn(keys)
        case .addToken(let label): tokenAdded(label, keys)
        case .export: pageExported(keys)
        case .ranks(let room):
            if let index = index(of: room) { rooms[index].setRanks(toldRanks) }
            toldRanks = [:]
        case .dropToken, .whereabouts, .part, .names, .topic, .signOfLife, .quit, nil: break
        }
    }

    /// A command was refused.
    mutating func refused(_ tag: String, _ code: String, _ keys: WireKeys, _ text: String) {
        guard let line = queue.finish(tag) else { return show(.refusal(code: code, text)) }
        // Not for the user's lines: who types too fast is told so, and decides.
        // Nor where so many came from here that it would be refused for seconds.
        if code == "slow-down", keys["max"] == nil, !line.purpose.isUsers { return queue.sendAgain(line) }
        switch line.purpose {
        case .user(let input):
            show(.refusal(code: code, text))
            // Among several lines it is not plain which one was refused.
            if code == "slow-down", case .say(let said) = input { show(.status("This was not sent: \(said)")) }
            if code == "not-now" { show(.status(Self.notDone(input, keys))) }
            outputs.append(.answered(refused: true))
        case .wishedNick:
            nickRefused(wishes.nick, code, text)
            wishRefused("the nick \(wishes.nick ?? "") is not to be had")
            if asksWhereWeAre { askWhereWeAre() }
        case .join(let room):
            show(.refusal(code: code, text))
            wishRefused("\(room) can't be joined")
        case .rejoin(let room, let since?) where code == "usage" || code == "bad-room":
            reenterWithoutHistory(room, since: since)
        case .rejoin(let room, _):
            show(.refusal(code: code, text))
            excluded(from: room)
            if ["not-now", "slow-down"].contains(code) {
                show(.status("/join \(room) enters it; try again \(Self.time(of: keys))."))
            }
        case .recent(let room): release(room)
        case .missed(let room, _):
            release(room)
            if code == "not-now" {
                show(.status("/history \(room) shows what was said meanwhile; try it \(Self.time(of: keys))."))
            }
            if code == "not-in-room" || code == "no-such-room" { excluded(from: room) }
        case .restoredNick:
            nickRefused(nil, code, text)
            if asksWhereWeAre { askWhereWeAre() }
        case .tokenLogin: loginRefused(code, keys, text)
        case .addToken(let label): tokenNotAdded(label, code, text)
        case .export: exportRefused(code, keys, text)
        case .ranks: toldRanks = [:]
        case .dropToken, .whereabouts, .part, .names, .topic, .signOfLife, .quit: break
        }
    }

    /// What the server can't do now, and when to ask for it again. A command's arguments are not shown: a password may be among them.
    private static func notDone(_ input: UserInput, _ keys: WireKeys) -> String {
        switch input {
        case .say(let said): "This was not sent; try again \(time(of: keys)): \(said)"
        case .command(let verb, _): "/\(verb) was not carried out; try again \(time(of: keys))."
        }
    }

    /// When a server that refused something may do it: as `in 5 s`.
    static func time(of keys: WireKeys) -> String {
        keys["retry"].flatMap { Int($0) }.map { "in \(Words.duration($0))" } ?? "later"
    }

    /// Something that the command line wants is not to be had: who insists on it leaves.
    mutating func wishRefused(_ reason: String) {
        outputs.append(.answered(refused: true))
        guard wishes.insists else { return }
        queue.dropOwn()
        outputs.append(.wishRefused(reason))
    }

    // MARK: What the user asked for

    private mutating func succeeded(_ input: UserInput, _ keys: WireKeys, hadRows: Bool) {
        switch input {
        case .say(let text): said(.message(text), in: currentRoom, keys)
        case .command(let verb, let arguments):
            if hadRows, verb != "msg", verb != "reply" {
                listed(verb, arguments, keys)
            } else {
                succeeded(verb, arguments, keys)
            }
        }
    }

    private mutating func succeeded(_ verb: String, _ arguments: String, _ keys: WireKeys) {
        let room = keys["room"] ?? ""
        switch verb {
        case "me": said(.action(Self.withoutNonce(arguments)), in: currentRoom, keys)
        case "say": said(.message(Self.withoutNonce(arguments)), in: currentRoom, keys)
        case "msg": messaged(arguments, keys)
        case "reply": if let lastSender { whispered(arguments, to: lastSender, keys) }
        case "nick":
            // Who chooses another wants the old one no more.
            if !arguments.isEmpty { wantedNick = nil }
            setNick(keys["nick"] ?? nick)
            show(.answer(arguments.isEmpty ? "you are \(nick)" : "you are now \(nick)"))
        case "join":
            guard index(of: room) != nil else { return entered(room, keys) }
            makeCurrent(room)
            show(.answer("\(room) is now your current room"))
        case "part":
            forget(room)
            show(.answer("you left \(room)" + (currentRoom.map { "; you are now in \($0)" } ?? "; you are in no room")))
        case "topic" where keys["id"] != nil:
            let (first, rest) = UserInput.firstWord(of: arguments)
            let text = first.hasPrefix("#") ? rest : arguments
            show(.answer(text == "-" ? "the topic of \(room) is cleared" : "the topic of \(room) is now: \(text)"))
        case "topic": show(.answer("\(room) has no topic"))
        case "motd": show(.answer("there is no message of the day"))
        case "away": show(.answer("you are away" + (arguments.isEmpty ? "" : ": \(arguments)")))
        case "back": show(.answer("you are back"))
        case "ignore": show(.answer(arguments.isEmpty ? "nobody is ignored" : "\(arguments) is ignored"))
        case "unignore": show(.answer("\(arguments) is no longer ignored"))
        case "echo":
            isEchoOn = keys["echo"] == "on"
            show(.answer("echo is \(keys["echo"] ?? "?")"))
        case "login", "logout", "register", "forget", "token": changedAccount(verb, arguments, keys)
        case "password":
            show(.answer(AccountWords.ending(of: verb, keys) ?? "done"))
            passwordChanged()
        default:
            let now = LocalClock.now()
            let words =
                ModerationWords.ending(of: verb, arguments, keys, now: now) ?? AccountWords.ending(of: verb, keys)
            if let words { show(.answer(words)) } else { listed(verb, arguments, keys) }
        }
    }

    /// Who the user is may be another now.
    private mutating func changedAccount(_ verb: String, _ arguments: String, _ keys: WireKeys) {
        if let nick = keys["nick"], verb == "login" || verb == "logout" {
            wantedNick = nil
            setNick(nick)
        }
        var words = AccountWords.ending(of: verb, keys) ?? "done"
        if verb == "login" || verb == "register", wishes.context, wishes.keepsTokens, token == nil {
            words += "; /remember has this client do it by itself"
        }
        show(.answer(words))
        switch verb {
        case "login": askWhereWeAre()
        case "forget": tokenIsVoid()
        case "token" where keys["token"] == nil: if let label = keys["label"] { tokenIsVoid(label: label) }
        default: break
        }
    }

    /// The end of an answer that was its rows.
    private mutating func listed(_ verb: String, _ arguments: String, _ keys: WireKeys) {
        let count = keys["count"].flatMap { Int($0) }
        switch verb {
        case "names", "topic", "whois", "motd", "ignore", "quit", "pong", "op", "ban", "mute", "mode", "key", "slow",
            "token", "account", "audit", "serverban", "exempt", "invited":
            break
        case "cert": if let words = AccountWords.certificate(arguments, keys) { show(.answer(words)) }
        case "help": for row in ClientCommands.help(on: arguments) ?? [] { show(row.display) }
        case "rooms", "who":
            if let count, let total = keys["total"].flatMap({ Int($0) }), total > count {
                let more = keys["more"] == nil ? nil : lastRowName.map { "; the same with after=\($0) lists more" }
                show(.answer("\(count) of \(total)" + (more ?? "")))
            } else if count == 0 {
                show(.answer("none"))
            }
        case "history":
            if keys["gap"] != nil { show(.answer("what came before is no longer kept")) }
            if count == 0 { show(.answer("nothing was said")) }
            nextHistory = page(ofHistory: arguments, keys)
            if nextHistory != nil { show(.answer("/history more goes on")) }
        case "search":
            nextSearch = keys["more"].map { page(ofSearch: arguments, cursor: $0) }
            let more = nextSearch == nil ? "" : "; /search more goes on"
            show(.answer(count == 0 ? "nothing was found" : "\(count ?? 0) found\(more)"))
        case "export":
            nextExport = keys["more"].map { page(ofSearch: arguments, cursor: $0) }
            let isAll = nextExport == nil
            let rest =
                isAll ? "; that is all that is kept of you" : "; /export more goes on, /export FILE writes it all"
            show(.answer((count == 1 ? "a line" : "\(count ?? 0) lines") + rest))
        case "version":
            show(.answer("the server is partyline \(keys["version"] ?? "?"), protocol \(keys["proto"] ?? "?")"))
        case "uptime":
            let seconds = keys["seconds"].flatMap { Int($0) } ?? 0
            show(.answer("the server has been up for \(Words.duration(seconds))"))
        case "ping": show(.answer("pong"))
        default:
            let words = keys.pairs.map { "\($0.key) is \($0.value)" }.joined(separator: ", ")
            show(.answer(words.isEmpty ? "done" : words))
        }
    }

    /// The text without a nonce that a user has typed before it.
    private static func withoutNonce(_ arguments: String) -> String {
        arguments.hasPrefix("nonce=") ? UserInput.firstWord(of: arguments).rest : arguments
    }

    private mutating func messaged(_ arguments: String, _ keys: WireKeys) {
        let (addressee, text) = UserInput.firstWord(of: Self.withoutNonce(arguments))
        guard addressee.hasPrefix("#") else { return whispered(text, to: addressee, keys) }
        makeCurrent(addressee)
        said(.message(text), in: currentRoom, keys)
    }

    private mutating func whispered(_ text: String, to addressee: String, _ keys: WireKeys) {
        noteSpeaker(addressee)
        if !isEchoOn { show(.own(event(.direct(text, to: addressee), nil, keys))) }
    }

    /// The user's own words stand where the server took them: after what was said before, which may still be asked for.
    private mutating func said(_ kind: WireEvent.Kind, in room: String?, _ keys: WireKeys) {
        // With echo on, it comes back as an event, and is seen then.
        guard !isEchoOn else { return }
        let event = event(kind, room, keys)
        // Sent again, it was said before, and may be among what was missed.
        if keys["again"] != nil, let id = event.id, replayedOwn.contains(id) { return }
        returning.noteID(event.id)
        guard let id = event.id, let index = room.flatMap(index) else { return show(.own(event)) }
        guard rooms[index].held == nil else { return rooms[index].hold(event) }
        rooms[index].lastID = max(rooms[index].lastID, id)
        show(.own(event))
    }

    private func event(_ kind: WireEvent.Kind, _ room: String?, _ keys: WireKeys) -> WireEvent {
        WireEvent(
            kind, id: keys["id"].flatMap { Int64($0) }, time: keys["time"].flatMap(Timestamp.microseconds) ?? 0,
            room: room, nick: nick)
    }
}
