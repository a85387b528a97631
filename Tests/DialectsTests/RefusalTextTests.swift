import ChatCore
import Testing

@testable import Dialects

@Suite("Refusals in words")
struct RefusalTextTests {
    static let hub: [(refusal: Refusal, line: String)] =
        [
            (.noSuchRoom("#a"), "no-such-room room=#a :there is no #a; /rooms lists them, /join #a makes it"),
            (
                .takingBack("#a", .unknown(7)),
                "no-such-message room=#a :nothing is kept in #a that could be taken back by that id"
            ),
            (.takingBack("#a", .notYours(7)), "not-allowed room=#a :another said that; ops of #a may take it back"),
            (
                .takingBackPrivate("ann", .unknown(7)),
                "no-such-message nick=ann :nothing that you wrote to ann has that id"
            ),
            (.takingBackPrivate("ann", .notYours(7)), "not-allowed :another wrote that; they alone may take it back"),
            (
                .unavailable,
                "unavailable :the servers can't reach each other; it may or may not have happened (/history shows what was"
                    + " said)"
            ),
            (.notInRoom("#a"), "not-in-room room=#a :you are not in #a; /join #a enters it"),
            (.noCurrentRoom, "not-in-room :you are in no room; /join ROOM enters one, /rooms lists them"),
            (
                .tooManyRooms("#a", count: 7, most: 5),
                "too-many-rooms room=#a max=5 :you are in 7 rooms already; /part one of them first"
            ),
            (.nickInUse("Ann"), "nick-in-use nick=Ann :Ann is taken"),
            (.noSuchNick("bob"), "no-such-nick nick=bob :bob is not here"),
            (.noCorrespondent, "no-such-nick :nobody has sent you a private message yet; /msg NICK TEXT sends one"),
            (.correspondentLeft, "no-such-nick :the one who wrote to you last has left"),
            (.ignoresItself, "usage :you can't ignore yourself"),
            (
                .tooManyIgnored("bob", count: 7, most: 5),
                "too-many-ignored nick=bob max=5 :you ignore 7 already; /unignore one of them first"
            ),
            (.notIgnored("bob"), "no-such-nick nick=bob :you do not ignore bob; /ignore lists whom you do"),
        ] + rooms + hubAccounts

    static let rooms: [(refusal: Refusal, line: String)] = [
        (
            .entry("#a", .banned(seconds: 7_200, reason: "spam")),
            "banned room=#a retry=7200 :you are banned from #a for another 2 h (spam); its ops can let you in again"
        ),
        (
            .entry("#a", .banned(seconds: nil, reason: "")),
            "banned room=#a :you are banned from #a; its ops can let you in again"
        ),
        (
            .entry("#a", .inviteOnly),
            "invite-only room=#a :#a is open to who is invited only; ask an op of it for /invite"
        ),
        (.entry("#a", .needsKey(isWrong: false)), "need-key room=#a :#a needs a key; /join #a KEY enters it"),
        (.entry("#a", .needsKey(isWrong: true)), "need-key room=#a :that is not the key of #a; /join #a KEY enters it"),
        (.entry("#a", .full(most: 5)), "room-full room=#a max=5 :#a has room for 5 and is full; try again later"),
        (.entry("#a", .needsAccount), "needs-account room=#a :only who is logged in may enter #a; /login first"),
        (
            .speech("#a", .muted(seconds: 90)),
            "muted room=#a retry=90 :you may not speak in #a for another 1 min; its ops can let you"
        ),
        (
            .speech("#a", .moderated),
            "muted room=#a :#a is moderated: only who has voice speaks; ask an op of it for /voice"
        ),
        (.speech("#a", .needsAccount), "needs-account room=#a :only who is logged in may speak in #a; /login first"),
        (
            .speech("#a", .tooSoon(slow: 10, retry: 7)),
            "slow-down room=#a retry=7 :a line each 10 seconds in #a; this one was not said; try again in 7 s"
        ),
        (.moderation("#a", .needs(.op)), "not-allowed room=#a :only ops of #a may do that; /op lists them"),
        (.moderation("#a", .needs(.founder)), "not-allowed room=#a :only the founder of #a may do that"),
        (
            .moderation("#a", .outranked("bob", .founder)),
            "not-allowed room=#a nick=bob :bob is the founder of #a, and you are less"
        ),
        (
            .moderation("#a", .hasVoice("bob")),
            "not-allowed nick=bob room=#a :bob has voice in #a, which no mute stops; /devoice bob first"
        ),
        (
            .moderation("#a", .notHere("bob")),
            "no-such-nick nick=bob room=#a :bob is not in #a; /names #a lists who is"
        ),
        (.moderation("#a", .alreadyHere("bob")), "already-in-room nick=bob room=#a :bob is in #a already"),
        (
            .moderation("#a", .listFull(.ban, most: 9)),
            "list-full room=#a max=9 :#a has 9 bans already; /unban one of them first"
        ),
        (.moderation("#a", .noSuchMask(.mute)), "no-such-mask room=#a :#a has no such mute; /mute lists them"),
    ]

    static let hubAccounts: [(refusal: Refusal, line: String)] = [
        (.account(.needsLogin), "not-logged-in :you are not logged in; /login first"),
        (.account(.loggedIn("ann")), "logged-in nick=ann :you are logged in as ann; /logout first"),
        (.account(.noSuchAccount("ann")), "no-such-account nick=ann :there is no account ann"),
        (
            .account(.accountExists("ann")),
            "account-exists nick=ann :ann is somebody's account; /nick NAME takes another name"
        ),
        (
            .account(.cannotRegister("guest1")),
            "nick-reserved nick=guest1 :guest1 can't be an account's name; /nick NAME takes another"
        ),
        (
            .account(.nickReserved("ann")),
            "nick-reserved nick=ann :ann is somebody's account; if it is yours, /login ann"
        ),
        (
            .account(.suspended("ann")),
            "suspended nick=ann :the account ann is suspended; ask an operator of the server"
        ),
        (.account(.notReserved("a2")), "no-such-nick nick=a2 :a2 is not among your nicks; /account lists them"),
        (
            .account(.tooManyNicks(most: 3)),
            "too-many-nicks max=3 :you have 3 nicks already; /release one of them first"
        ),
        (.account(.tooManyAccounts), "not-now :there are as many accounts as there may be"),
        (
            .account(.tooManyRooms(most: 3)),
            "too-many-rooms max=3 :you have registered 3 rooms already; /droproom one first"
        ),
        (.account(.roomIsRegistered("#a")), "not-allowed room=#a :#a is registered already"),
        (
            .account(.roomIsNotRegistered("#a")),
            "not-allowed room=#a :#a is not registered; it is gone when all have left"
        ),
        (.account(.lobby("#a")), "not-allowed room=#a :#a is the server's own"),
        (
            .account(.takesNoMessages("bob", needsLogin: true)),
            "no-messages nick=bob :bob takes private messages of who is logged in alone; /login first"
        ),
        (
            .account(.takesNoMessages("bob", needsLogin: false)),
            "no-messages nick=bob :bob takes no private messages"
        ),
        (.account(.nickBanned("bob")), "nick-reserved nick=bob :nobody may be called bob here"),
        (.account(.noSuchServerBan), "no-such-mask :there is no such ban; /serverban lists them"),
        (.account(.tooManyServerBans), "list-full :there are as many bans as there may be; /serverunban one first"),
        (.account(.reportsOneself), "usage :you can't report yourself"),
        (
            .account(.isOperator("root")),
            "not-allowed nick=root :root is an operator of the server; take the name out of accounts.operators first"
        ),
        (.account(.bansOneself), "not-allowed :that would keep you out yourself; nobody was banned"),
        (
            .account(.bansNewcomers),
            "not-allowed :that would keep out whoever comes, you too; nobody was banned; name an account or a network"
        ),
        (
            .spam(.reports(most: 3, retry: 9)),
            "slow-down retry=9 max=3 :one makes 3 reports a minute; this was not told; try again in 9 s"
        ),
        (.account(.needsOperator), "not-allowed :only operators of the server may do that"),
        (
            .account(.guestsBanned),
            "needs-account :from where you come one is here by an account alone; /login NAME"
        ),
        (
            .spam(.link(quiet: 30, retry: 9)),
            "slow-down retry=9 :a guest sends no links in the first 30 seconds; this one was not sent; /login first, or try again in 9 s"
        ),
        (
            .spam(.repeated(most: 3, retry: 9)),
            "slow-down retry=9 max=3 :you said that 3 times just now; this one was not said; say something else, or try again in 9 s"
        ),
        (
            .spam(.newPeople(most: 3, retry: 9)),
            "slow-down retry=9 max=3 :a guest writes to 3 new people a minute; this was not sent; /login first, or try again in 9 s"
        ),
        (
            .spam(.joins("#a", most: 5, retry: 9)),
            "slow-down room=#a retry=9 max=5 :5 guests entered #a just now from where you come from; /login first, or try again in 9 s"
        ),
    ]

    static let server: [(refusal: ServerRefusal, line: String)] = [
        (.unknownCommand("frob"), "unknown-command :/frob (/help lists the commands)"),
        (
            .unknownCommand("jion", near: "join"),
            "unknown-command near=join :/jion (did you mean /join? /help lists the commands)"
        ),
        (.reservedCommand("login"), "unknown-command :/login is not there yet (/help lists the commands)"),
        (.usage("/back"), "usage :/back"),
        (.badArgument(.token, usage: "/u"), "usage :/u: TOKEN is 1 to 32 letters or digits"),
        (.badArgument(.nonce, usage: "/u"), "usage :/u: a nonce is 16 to 32 letters or digits"),
        (.badArgument(.id, usage: "/u"), "usage :/u: ID is a number"),
        (.badArgument(.count, usage: "/u"), "usage :/u: N is 1 to 1000"),
        (.badArgument(.label, usage: "/u"), "usage :/u: LABEL is 1 to 32 letters, digits, _ . or -"),
        (.badArgument(.days, usage: "/u"), "usage :/u: DAYS is 1 to 3650"),
        (
            .badArgument(.mask, usage: "/u"),
            "usage :/u: a mask is account:NAME, host:HOST, nick:NICK or mask:NICK!USER@HOST; all but NAME may have * and ?"
        ),
        (
            .badArgument(.key, usage: "/u"),
            "usage :/u: a key is 1 to 32 letters, digits or signs, but no comma or colon"
        ),
        (
            .badArgument(.mode, usage: "/u"),
            "usage :/u: the modes are invite-only, key=WORD, limit=N, moderated, no-outside, secret, topic-locked, "
                + "no-ctcp, accounts-only, speak-accounts, no-history and slow=SECONDS"
        ),
        (
            .badArgument(.ban, usage: "/u"),
            "usage :/u: it is net:192.0.2.0/24, needs-account:192.0.2.0/24, or a mask as account:NAME, host:HOST or nick:NICK"
        ),
        (.badArgument(.policy, usage: "/u"), "usage :/u: it is everybody, accounts or nobody"),
        (.badArgument(.auditCount, usage: "/u"), "usage :/u: N is 1 to 1000"),
        (
            .badArgument(.time, usage: "/u"),
            "usage :/u: a time is as 30s, 10m, 2h, 7d or 4w; a reason that begins with a digit stands behind one"
        ),
        (.badArgument(.slowness, usage: "/u"), "usage :/u: SECONDS is 0 to 3600"),
        (.nothingToSay, "usage :nothing to say"),
        (.badNick("1"), "bad-nick :1 is not a nick: \(Nick.rule)"),
        (.badRoom("!"), "bad-room :! is not a room: \(RoomName.rule)"),
        (.badUTF8(mayBeSpoiled: false), "bad-utf8 :the line was not UTF-8; nothing was sent"),
        (
            .badUTF8(mayBeSpoiled: true),
            "bad-utf8 :the line was not UTF-8; nothing was sent. If telnet took a letter for a key, send it again, "
                + "or come by: telnet -- HOST -PORT"
        ),
        (
            .noTag,
            "no-tag :in a wire session a line starts with @tag: 1 to 16 letters or digits, or - for no reply"
        ),
        (.noProtocol, "no-proto :this server speaks /wire 1"),
        (.serverFull(.connections(2), retry: 30), "server-full retry=30 :there are 2 connections, which is all"),
        (
            .serverFull(.connectionsFromAddress(2), retry: 30),
            "server-full retry=30 :there are 2 connections from your address already"
        ),
        (
            .serverFull(.connects(perSecond: 0.5), retry: 2),
            "server-full retry=2 :your address connects more than 0.5 times a second"
        ),
        (
            .serverFull(.connects(perSecond: 1e300), retry: 1),
            "server-full retry=1 :your address connects more than 1e+300 times a second"
        ),
        (.tooLong(most: 9), "too-long max=9 :a line may have 9 bytes; this one was not sent"),
        (.endlessLine(bytes: 9), "too-long :9 bytes came without the end of a line"),
        (
            .slowDown(perSecond: 5, retry: 2),
            "slow-down retry=2 :at most 5 lines a second; this one was not carried out; try again in 2 s"
        ),
        (
            .slowDown(perSecond: 0.5, retry: 2),
            "slow-down retry=2 :at most 0.5 lines a second; this one was not carried out; try again in 2 s"
        ),
        (
            .slowDown(perSecond: nil, retry: 1),
            "slow-down retry=1 :this line came too fast and was not carried out; try again in 1 s"
        ),
        (
            .unreachable(retry: 10),
            "unavailable retry=10 :this server can't reach the others of the chat; try again"
        ),
        (.badToken, "bad-token :that token is used up, or its time is over; go on as a newcomer"),
        (.replaced, "replaced :you go on by another connection"),
        (.forPrograms("/resume TOKEN"), "usage :/resume TOKEN: for programs, after /wire 1"),
        (.noPrivateMessagesKept, "not-allowed :private messages are not kept here, so none can be shown again"),
        (.nothingKept, "unknown-command :/search: this server keeps nothing that could be searched"),
        (.noWords, "no-words :say what to search for, by letters or digits: /search WORDS"),
        (.notNow(retry: 5), "not-now retry=5 :this can't be done now, and nothing was done; try again in 5 s"),
        (
            .notNow(retry: 5, because: .tries),
            "not-now retry=5 :wrong passwords were tried too often; this one was not looked at; try again in 5 s"
        ),
        (
            .notNow(retry: 5, because: .registrations),
            "not-now retry=5 :no account can be made yet, as you have just come or others were made from where you come from; try again in 5 s"
        ),
        (
            .indentedSecret(verb: "login"),
            "usage :/login stands at the beginning of a line, without a space before it; nothing was said"
        ),
        (.wrongProtocol(.tls), "wrong-protocol :this port does not speak TLS"),
        (
            .wrongProtocol(.irc, instead: "IRC is at port 6667"),
            "wrong-protocol :this port speaks the line protocol, not IRC; IRC is at port 6667"
        ),
        (.slowReader, "slow-reader :you did not read what was sent to you; reconnect and ask for /history"),
        (.silent(seconds: 9), "idle :nothing came from you for 9 seconds"),
        (.silentNewcomer(seconds: 9), "idle :no line came from you in 9 seconds"),
        (.pingTimeout, "idle :PING was not answered"),
        (.shuttingDown(retry: 5), "shutting-down retry=5 :the server is shutting down; goodbye"),
        (
            .dismissed(Dismissal(by: "ann", isBan: false, reason: "spam")),
            "killed :you were put off by ann (spam)"
        ),
        (
            .dismissed(Dismissal(by: nil, isBan: true, seconds: 7_200, reason: "spam")),
            "banned retry=7200 :you are banned from this server for 2 h (spam)"
        ),
        (.dismissed(Dismissal(by: nil, isBan: true, reason: nil)), "banned :you are banned from this server"),
        (.upgrading, "shutting-down retry=0 :the server is being upgraded; reconnect now"),
        (.outOfMemory("no memory"), "internal :no memory"),
    ]

    @Test("the hub's", arguments: hub) func ofTheHub(refusal: Refusal, line: String) {
        #expect(rendered { Renderer().append(refusal, tag: .text("a1"), for: .wire, to: $0) } == "ERR a1 \(line)\n")
        #expect(RefusalText(refusal).code == refusal.code)
    }

    @Test("the server's, and of lines that are no requests", arguments: server)
    func ofTheServer(refusal: ServerRefusal, line: String) {
        #expect(rendered { Renderer().append(refusal, tag: .text("a1"), for: .wire, to: $0) } == "ERR a1 \(line)\n")
        #expect(RefusalText(refusal).code == refusal.code)
    }

    static let accounts: [(refusal: AccountRefusal, line: String)] = [
        (.notKept(verb: "login"), "unknown-command :/login: this server keeps no accounts"),
        (.registrationClosed, "not-allowed :only who runs this server makes accounts here; ask them for one"),
        (.wrongPassword("ann"), "bad-password nick=ann :that is not the password of ann; try again"),
        (.wrongToken, "bad-password :nobody has this token, or its time is over; /login NAME takes a password"),
        (
            .noPassword("ann"),
            "bad-password nick=ann :ann has no password; a token logs in, and then /password NEW sets one"
        ),
        (
            .badPassword(.tooShort(least: 8)),
            "bad-password :a password has 8 bytes or more; a few words in a row make a good one"
        ),
        (.badPassword(.tooLong(most: 1_000)), "bad-password :a password has 1000 bytes at most"),
        (.badPassword(.isName), "bad-password :the name is no password, as others try it first; choose another"),
        (.badPassword(.isToken), "bad-password :that is a token, and no password; choose another"),
        (
            .tooManyTokens(most: 16),
            "too-many-tokens max=16 :you have 16 tokens and certificates, which is all; /token del LABEL removes one"
        ),
        (
            .tokenExists(AccountLabel("bot")!),
            "token-exists :you have a token bot already; choose another label, or /token del bot"
        ),
        (
            .noCertificate,
            "no-certificate :your program shows no certificate here; give it one, and come to a port that asks for it"
        ),
        (
            .strangeCertificate,
            "no-certificate :nobody is bound to your certificate; log in, and /cert add binds you to it"
        ),
        (
            .certificateExists,
            "certificate-exists :an account is bound to your certificate already; /cert lists those of yours"
        ),
        (
            .noSuchCertificate(AccountLabel("0f1e")!),
            "no-such-certificate :you have no certificate 0f1e; /cert lists them"
        ),
        (.noToken(AccountLabel("bot")!), "no-such-token :you have no token bot; /token lists them"),
        (.clearText, "not-allowed :others may read this connection, so no password goes over it; come by TLS"),
    ]

    @Test("of accounts", arguments: accounts) func ofAccounts(refusal: AccountRefusal, line: String) {
        let given = ServerRefusal.account(refusal)
        #expect(rendered { Renderer().append(given, tag: .text("a1"), for: .wire, to: $0) } == "ERR a1 \(line)\n")
        #expect(RefusalText(given).code == refusal.code)
    }

    @Test("every code is some refusal's")
    func codes() {
        let codes = Set(Self.hub.map(\.refusal.code)).union(Self.server.map(\.refusal.code))
            .union(Self.accounts.map(\.refusal.code))
        #expect(codes == Set(Code.allCases))
    }
}
