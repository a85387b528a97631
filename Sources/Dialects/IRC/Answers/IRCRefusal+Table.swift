import ChatCore

/// What each refusal is in IRC. A NOTICE is answered by none of them.
extension IRCRefusal {
    /// - Parameters:
    ///   - command: that was refused.
    ///   - target: whom or what it was for, as the client wrote it, where the refusal itself does not tell.
    package init(_ refusal: Refusal, of command: IRCCommand, for target: String = "*") {
        self =
            switch refusal {
            case .noSuchRoom(let room): IRCRefusal(.noSuchChannel, room.text)
            case .notInRoom(let room):
                command == .privmsg || command == .notice || command == .tagmsg
                    ? IRCRefusal(.cannotSend, room.text) : IRCRefusal(.notOnChannel, room.text)
            case .noCurrentRoom: IRCRefusal(.notOnChannel, target)
            case .tooManyRooms(let room, _, _): IRCRefusal(.tooManyChannels, room.text)
            case .nickInUse(let nick): IRCRefusal(.nickInUse, nick.text)
            case .noSuchNick(let nick): IRCRefusal(.noSuchNick, nick.text)
            case .noCorrespondent, .correspondentLeft: IRCRefusal(.noSuchNick, target)
            case .ignoresItself, .tooManyIgnored, .notIgnored: IRCRefusal(.unknownError, command.rawValue)
            case .entry(let room, let fault): IRCRefusal(fault, room)
            case .speech(let room, let fault): IRCRefusal(fault, room)
            case .moderation(let room, let fault): IRCRefusal(fault, room, for: target)
            case .account(let fault): IRCRefusal(fault, of: command, for: target)
            case .spam(let fault): IRCRefusal(fault, of: command)
            // REDACT is told by words.
            case .takingBack(let room, _): IRCRefusal(.channelOpNeeded, room.text)
            case .takingBackPrivate: IRCRefusal(.unknownError, command.rawValue)
            case .unavailable:
                IRCRefusal(
                    .unavailable, target, words: "The servers can't reach each other; it may or may not have happened")
            }
    }

    private init(_ fault: EntryFault, _ room: RoomName) {
        self =
            switch fault {
            case .banned: IRCRefusal(.banned, room.text)
            case .inviteOnly: IRCRefusal(.inviteOnly, room.text)
            case .needsKey: IRCRefusal(.badChannelKey, room.text)
            case .full: IRCRefusal(.channelIsFull, room.text)
            case .needsAccount: IRCRefusal(.needsAccount, room.text)
            }
    }

    private init(_ fault: SpeechFault, _ room: RoomName) {
        let words =
            switch fault {
            case .muted: "Cannot send to channel (you are banned or muted)"
            case .moderated: "Cannot send to channel (+m)"
            case .needsAccount: "Cannot send to channel (+M): you need to be logged in to an account"
            case .noSignals: "Cannot send to channel (+C): no requests from client to client"
            case .tooSoon(let slow, let retry):
                "Cannot send to channel (+f): one line in \(slow) seconds, try again in \(retry)"
            }
        self.init(.cannotSend, room.text, words: words)
    }

    private init(_ fault: ModerationFault, _ room: RoomName, for target: String) {
        self =
            switch fault {
            case .needs(.founder):
                IRCRefusal(.channelOpNeeded, room.text, words: "You're not the founder of the channel")
            case .needs: IRCRefusal(.channelOpNeeded, room.text)
            case .outranked(let nick, let rank):
                IRCRefusal(
                    .channelOpNeeded, room.text,
                    words: "\(nick) is \(rank == .founder ? "the founder" : "an operator") of the channel")
            case .notHere(let nick): IRCRefusal(.userNotInChannel, nick.text, room.text)
            case .alreadyHere(let nick): IRCRefusal(.userOnChannel, nick.text, room.text)
            case .hasVoice(let nick):
                IRCRefusal(.channelOpNeeded, room.text, words: "\(nick) has voice, which no mute stops")
            case .listFull(let kind, _): IRCRefusal(.banListFull, room.text, IRCRefusal.letter(of: kind))
            // RENAME is told by words.
            case .nameInUse, .isLobby: IRCRefusal(.channelOpNeeded, room.text)
            case .noSuchMask(let kind): IRCRefusal(.listModeNotSet, room.text, IRCRefusal.letter(of: kind), target)
            }
    }

    private init(_ fault: SpamFault, of command: IRCCommand) {
        let words =
            switch fault {
            case .link(_, let retry): "Guests send no links yet; log in, or try again in \(retry) seconds"
            case .repeated(let most, let retry):
                "You said that \(most) times just now; try again in \(retry) seconds"
            case .newPeople(let most, let retry):
                "Guests write to \(most) new people a minute; log in, or try again in \(retry) seconds"
            case .joins(let room, _, let retry):
                "Too many guests entered \(room) just now; log in, or try again in \(retry) seconds"
            case .reports(let most, let retry):
                "You reported \(most) times in a minute; try again in \(retry) seconds"
            }
        self.init(.tryAgain, command.rawValue, words: words)
    }

    private static func letter(of kind: MaskKind) -> String {
        String(UnicodeScalar(MaskList(of: kind).letter))
    }

    // MARK: - Accounts

    private init(_ fault: AccountFault, of command: IRCCommand, for target: String) {
        self =
            switch fault {
            // The one that was asked for may be another of the account's.
            case .nickReserved where command == .nick && target != "*":
                IRCRefusal(.nickInUse, target, words: "Nickname is somebody's account")
            case .nickReserved(let nick), .cannotRegister(let nick), .accountExists(let nick):
                IRCRefusal(.nickInUse, nick.text, words: "Nickname is somebody's account")
            case .nickBanned(let nick): IRCRefusal(.badNick, nick.text, words: "Nobody may be called so here")
            case .needsLogin, .guestsOnlyRead, .guestsBanned, .guestsStayOut: IRCRefusal(.needsAccount, target)
            case .takesNoMessages(let nick, needsLogin: true):
                IRCRefusal(.needsAccount, nick.text, words: "You need to be logged in to write to them")
            case .takesNoMessages(let nick, needsLogin: false):
                IRCRefusal(.cannotSend, nick.text, words: "They take no private messages")
            case .absent(let nick): IRCRefusal(.noSuchNick, nick.text)
            case .mailboxFull(let nick):
                IRCRefusal(.cannotSend, nick.text, words: "They are not here, and have all messages waiting that may")
            case .needsOperator: IRCRefusal(.noPrivileges)
            case .suspended where command == .authenticate: IRCRefusal(.saslFail, words: "The account is suspended")
            case .roomIsRegistered(let room):
                IRCRefusal(.unknownError, [command.rawValue, room.text], "it is registered")
            case .roomIsNotRegistered(let room):
                IRCRefusal(.unknownError, [command.rawValue, room.text], "it is not registered")
            case .lobby(let room): IRCRefusal(.unknownError, [command.rawValue, room.text], "it is the server's own")
            case .loggedIn(let name): IRCRefusal(.unknownError, [command.rawValue], "you are logged in as \(name)")
            case .noSuchAccount(let name): IRCRefusal(.unknownError, [command.rawValue], "there is no account \(name)")
            case .suspended(let name):
                IRCRefusal(.unknownError, [command.rawValue], "the account \(name) is suspended")
            case .notReserved(let nick):
                IRCRefusal(.unknownError, [command.rawValue], "\(nick) is not among your nicks")
            case .tooManyNicks(let most):
                IRCRefusal(.unknownError, [command.rawValue], "you have \(most) nicks already")
            case .tooManyAccounts:
                IRCRefusal(.unknownError, [command.rawValue], "there are as many accounts as there may be")
            case .tooManyRooms(let most):
                IRCRefusal(.unknownError, [command.rawValue], "you have registered \(most) rooms already")
            case .reportsOneself:
                IRCRefusal(.unknownError, [command.rawValue], "you can't report yourself")
            case .isOperator(let nick):
                IRCRefusal(.noPrivileges, words: "Permission denied: \(nick) is an operator of this server")
            case .bansOneself: IRCRefusal(.unknownError, [command.rawValue], "the ban would be of yourself")
            case .bansNewcomers: IRCRefusal(.unknownError, [command.rawValue], "the ban would be of all who come")
            case .noSuchServerBan: IRCRefusal(.unknownError, [command.rawValue], "there is no such ban")
            case .tooManyServerBans:
                IRCRefusal(.unknownError, [command.rawValue], "there are as many bans as there may be")
            }
    }

    /// What has no number of its own.
    private init(_ numeric: IRCNumeric, _ parameters: [String], _ fault: String) {
        self.init(numeric, parameters, words: "Could not be carried out: \(fault)")
    }

    package init(_ refusal: AccountRefusal, of command: IRCCommand) {
        let words = IRCRefusal.words(for: refusal)
        switch (command, refusal) {
        case (.authenticate, _): self.init(.saslFail, words: "SASL authentication failed: \(words)")
        case (.oper, .wrongPassword), (.pass, _): self.init(.passwordMismatch)
        case (.oper, _): self.init(.noOperHost, words: "No O-lines for your host: \(words)")
        default: self.init(.unknownError, [command.rawValue], words)
        }
    }

    static func words(for refusal: AccountRefusal) -> String {
        switch refusal {
        case .notKept: "this server keeps no accounts"
        case .registrationClosed: "only who runs this server makes accounts here"
        case .wrongPassword: "that is not the password"
        case .wrongToken: "nobody has this token, or its time is over"
        case .noPassword: "the account has no password"
        case .badPassword(let fault): fault.words
        case .tooManyTokens(let most): "you have \(most) tokens and certificates, which is all"
        case .tokenExists(let label): "you have a token \(label.text) already"
        case .noToken(let label): "you have no token \(label.text)"
        case .noCertificate: "your client shows no certificate here"
        case .strangeCertificate: "nobody is bound to your certificate"
        case .certificateExists: "an account is bound to your certificate already"
        case .noSuchCertificate(let label): "you have no certificate \(label.text)"
        case .clearText: "others may read this connection, so no password goes over it; come by TLS"
        case .operatorsNeedTLS: "others may read this connection, and operators log in by TLS alone"
        case .operatorsName: "the name is an operator's, who is registered on the server's own machine"
        }
    }

    // MARK: - What the hub has no part in

    package init(_ refusal: ServerRefusal, of command: IRCCommand, for target: String = "*") {
        self =
            switch refusal {
            case .unknownCommand(let word, _), .reservedCommand(let word), .forPrograms(let word):
                IRCRefusal(.unknownCommand, word)
            case .usage: IRCRefusal(.needMoreParameters, command.rawValue)
            case .nothingToSay: IRCRefusal(.noTextToSend)
            case .account(let refusal): IRCRefusal(refusal, of: command)
            case .badNick(let word): IRCRefusal(.badNick, word)
            case .badRoom(let word): IRCRefusal(.noSuchChannel, word)
            case .tooLong, .endlessLine: IRCRefusal(.inputTooLong)
            case .slowDown, .notNow: IRCRefusal(.tryAgain, command.rawValue)
            case .dismissed(let dismissal) where dismissal.isBan: IRCRefusal(.bannedFromServer)
            case .unreachable, .badUTF8, .badArgument, .indentedSecret, .noTag, .noProtocol, .serverFull, .noWords,
                .nothingKept,
                .noPrivateMessagesKept, .badToken, .wrongProtocol, .slowReader, .silent, .silentNewcomer, .pingTimeout,
                .shuttingDown, .upgrading, .replaced, .dismissed, .outOfMemory:
                IRCRefusal(.unknownError, [command.rawValue], RefusalText(refusal).words)
            }
    }
}

extension IRCAnswers {
    /// Why a connection ends that did not ask for it.
    package func putEnding(_ refusal: ServerRefusal) {
        putError("Closing link: \(RefusalText(refusal).words)")
    }
}
