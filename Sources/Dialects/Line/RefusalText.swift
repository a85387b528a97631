import ChatCore

/// A refusal as lines tell it: a code, keys for programs, and words for people with what to do about it.
public struct RefusalText: Hashable, Sendable {
    /// What a refusal is about, for programs.
    public enum Subject: Hashable, Sendable {
        case room(RoomName)
        case nick(Nick)
        /// What a mistyped word was probably meant to be.
        case near(String)
        /// Seconds after which to try again.
        case retry(Int)
        /// How many there may be at most.
        case most(Int)
    }

    public let code: Code
    /// Clean text.
    public let words: String
    public let subjects: [Subject]

    public init(_ code: Code, _ words: String, about subjects: Subject...) {
        self.code = code
        self.words = words
        self.subjects = subjects
    }
}

extension RefusalText {
    public init(_ refusal: Refusal) {
        let code = refusal.code
        self =
            switch refusal {
            case .noSuchRoom(let room):
                RefusalText(code, "there is no \(room); /rooms lists them, /join \(room) makes it", about: .room(room))
            case .notInRoom(let room):
                RefusalText(code, "you are not in \(room); /join \(room) enters it", about: .room(room))
            case .noCurrentRoom:
                RefusalText(code, "you are in no room; /join ROOM enters one, /rooms lists them")
            case .tooManyRooms(let room, let count, let most):
                RefusalText(
                    code, "you are in \(count) rooms already; /part one of them first", about: .room(room), .most(most))
            case .nickInUse(let nick): RefusalText(code, "\(nick) is taken", about: .nick(nick))
            case .noSuchNick(let nick): RefusalText(code, "\(nick) is not here", about: .nick(nick))
            case .noCorrespondent:
                RefusalText(code, "nobody has sent you a private message yet; /msg NICK TEXT sends one")
            case .correspondentLeft: RefusalText(code, "the one who wrote to you last has left")
            case .ignoresItself: RefusalText(code, "you can't ignore yourself")
            case .tooManyIgnored(let nick, let count, let most):
                RefusalText(
                    code, "you ignore \(count) already; /unignore one of them first", about: .nick(nick), .most(most))
            case .notIgnored(let nick):
                RefusalText(code, "you do not ignore \(nick); /ignore lists whom you do", about: .nick(nick))
            case .entry(let room, let fault): RefusalText(code, fault, room)
            case .speech(let room, let fault): RefusalText(code, fault, room)
            case .moderation(let room, let fault): RefusalText(code, fault, room)
            case .account(let fault): RefusalText(code, fault)
            case .spam(let fault): RefusalText(code, fault)
            case .takingBack(let room, .unknown):
                RefusalText(code, "nothing is kept in \(room) that could be taken back by that id", about: .room(room))
            case .takingBack(let room, .notYours):
                RefusalText(code, "another said that; ops of \(room) may take it back", about: .room(room))
            case .takingBackPrivate(let nick, .unknown):
                RefusalText(code, "nothing that you wrote to \(nick) has that id", about: .nick(nick))
            case .takingBackPrivate(_, .notYours):
                RefusalText(code, "another wrote that; they alone may take it back")
            case .unavailable:
                RefusalText(
                    code,
                    "the servers can't reach each other; it may or may not have happened (/history shows what was said)"
                )
            }
    }

    public init(_ refusal: ServerRefusal) {
        let code = refusal.code
        self =
            switch refusal {
            case .unknownCommand(let verb, nil): RefusalText(code, "/\(verb) (/help lists the commands)")
            case .unknownCommand(let verb, let near?):
                RefusalText(code, "/\(verb) (did you mean /\(near)? /help lists the commands)", about: .near(near))
            case .reservedCommand(let verb): RefusalText(code, "/\(verb) is not there yet (/help lists the commands)")
            case .usage(let usage): RefusalText(code, usage)
            case .badArgument(let argument, let usage): RefusalText(code, "\(usage): \(argument.words)")
            case .nothingToSay: RefusalText(code, "nothing to say")
            case .forPrograms(let usage): RefusalText(code, "\(usage): for programs, after /wire 1")
            case .account(let refusal): RefusalText(refusal)
            case .badNick(let word):
                RefusalText(code, "\(word) is not a nick: \(Nick.rule)")
            case .badRoom(let word):
                RefusalText(code, "\(word) is not a room: \(RoomName.rule)")
            case .badUTF8(let mayBeSpoiled):
                RefusalText(code, "the line was not UTF-8; nothing was sent" + (mayBeSpoiled ? adviceOnTelnet : ""))
            case .noTag:
                RefusalText(
                    code, "in a wire session a line starts with @tag: 1 to 16 letters or digits, or - for no reply")
            case .noProtocol: RefusalText(code, "this server speaks /wire \(protocolVersion)")
            case .serverFull(let fullness, let retry): RefusalText(code, fullness.words, about: .retry(retry))
            case .tooLong(let most):
                RefusalText(code, "a line may have \(most) bytes; this one was not sent", about: .most(most))
            case .endlessLine(let bytes): RefusalText(code, "\(bytes) bytes came without the end of a line")
            case .slowDown(nil, let retry):
                RefusalText(
                    code, "this line came too fast and was not carried out; try again in \(retry) s",
                    about: .retry(retry))
            case .slowDown(let rate?, let retry):
                RefusalText(
                    code,
                    "at most \(shown(rate)) lines a second; this one was not carried out; try again in \(retry) s",
                    about: .retry(retry))
            case .nothingKept: RefusalText(code, "/search: this server keeps nothing that could be searched")
            case .noPrivateMessagesKept:
                RefusalText(code, "private messages are not kept here, so none can be shown again")
            case .noWords: RefusalText(code, "say what to search for, by letters or digits: /search WORDS")
            case .badToken:
                RefusalText(code, "that token is used up, or its time is over; go on as a newcomer")
            case .replaced: RefusalText(code, "you go on by another connection")
            case .notNow(let retry, let wait):
                RefusalText(code, "\(wait.words); try again in \(retry) s", about: .retry(retry))
            case .indentedSecret(let verb):
                RefusalText(
                    code, "/\(verb) stands at the beginning of a line, without a space before it; nothing was said")
            case .wrongProtocol(let foreign, nil): RefusalText(code, foreign.words)
            case .wrongProtocol(let foreign, let instead?):
                RefusalText(code, "this port speaks the line protocol, not \(foreign.rawValue); \(instead)")
            case .slowReader:
                RefusalText(code, "you did not read what was sent to you; reconnect and ask for /history")
            case .silent(let seconds): RefusalText(code, "nothing came from you for \(seconds) seconds")
            case .silentNewcomer(let seconds): RefusalText(code, "no line came from you in \(seconds) seconds")
            case .pingTimeout: RefusalText(code, "PING was not answered")
            case .shuttingDown(let retry):
                RefusalText(code, "the server is shutting down; goodbye", about: .retry(retry))
            case .dismissed(let dismissal): RefusalText(code, dismissal)
            case .upgrading: RefusalText(code, "the server is being upgraded; reconnect now", about: .retry(0))
            case .unreachable(let retry):
                RefusalText(code, "this server can't reach the others of the chat; try again", about: .retry(retry))
            case .outOfMemory(let words): RefusalText(code, words)
            }
    }
}

private let adviceOnTelnet =
    ". If telnet took a letter for a key, send it again, or come by: telnet -- HOST -PORT"

/// A rate as its setting is written.
private func shown(_ rate: Double) -> String {
    rate == rate.rounded() && abs(rate) < 1e15 ? "\(Int(rate))" : "\(rate)"
}

extension ServerRefusal.Fullness {
    fileprivate var words: String {
        switch self {
        case .connections(let most): "there are \(most) connections, which is all"
        case .connectionsFromAddress(let most): "there are \(most) connections from your address already"
        case .connects(let rate): "your address connects more than \(shown(rate)) times a second"
        }
    }
}

extension ServerRefusal.Argument {
    fileprivate var words: String {
        switch self {
        case .token: "TOKEN is 1 to 32 letters or digits"
        case .nonce: "a nonce is 16 to 32 letters or digits"
        case .id: "ID is a number"
        case .date: "DATE is YYYY-MM-DD"
        case .count: "N is 1 to 1000"
        case .cursor: "CURSOR is what more= was"
        case .label: "LABEL is 1 to 32 letters, digits, _ . or -"
        case .days: "DAYS is 1 to 3650"
        case .mask: "a mask is account:NAME, host:HOST, nick:NICK or mask:NICK!USER@HOST; all but NAME may have * and ?"
        case .key: "a key is 1 to 32 letters, digits or signs, but no comma or colon"
        case .mode: "the modes are " + ModeWords.usage
        case .slowness: "SECONDS is 0 to 3600"
        case .ban:
            "it is net:192.0.2.0/24, needs-account:192.0.2.0/24, or a mask as account:NAME, host:HOST or nick:NICK"
        case .policy: "it is everybody, accounts or nobody"
        case .auditCount: "N is 1 to 1000"
        case .time: "a time is as 30s, 10m, 2h, 7d or 4w; a reason that begins with a digit stands behind one"
        }
    }
}

extension ServerRefusal.Wait {
    fileprivate var words: String {
        switch self {
        case .busy: "this can't be done now, and nothing was done"
        case .tries: "wrong passwords were tried too often; this one was not looked at"
        case .registrations:
            "no account can be made yet, as you have just come or others were made from where you come from"
        }
    }
}
