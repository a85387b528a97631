import ChatCore

/// What one is told whom a room's rules keep from something, and who may not do what ops do.
extension RefusalText {
    init(_ code: Code, _ fault: EntryFault, _ room: RoomName) {
        self =
            switch fault {
            case .banned(let seconds, let reason):
                RefusalText.limited(
                    code, "you are banned from \(room)", seconds,
                    (reason.map { $0.isEmpty ? "" : " (\($0))" } ?? "") + "; its ops can let you in again", room)
            case .inviteOnly:
                RefusalText(
                    code, "\(room) is open to who is invited only; ask an op of it for /invite", about: .room(room))
            case .needsKey(let isWrong):
                RefusalText(
                    code,
                    (isWrong ? "that is not the key of \(room)" : "\(room) needs a key")
                        + "; /join \(room) KEY enters it",
                    about: .room(room))
            case .full(let most):
                RefusalText(
                    code, "\(room) has room for \(most) and is full; try again later", about: .room(room), .most(most))
            case .needsAccount:
                RefusalText(code, "only who is logged in may enter \(room); /login first", about: .room(room))
            }
    }

    init(_ code: Code, _ fault: SpeechFault, _ room: RoomName) {
        self =
            switch fault {
            case .muted(let seconds):
                RefusalText.limited(code, "you may not speak in \(room)", seconds, "; its ops can let you", room)
            case .moderated:
                RefusalText(
                    code, "\(room) is moderated: only who has voice speaks; ask an op of it for /voice",
                    about: .room(room))
            case .needsAccount:
                RefusalText(code, "only who is logged in may speak in \(room); /login first", about: .room(room))
            case .noSignals:
                RefusalText(code, "no program asks others anything in \(room)", about: .room(room))
            case .tooSoon(let slow, let retry):
                RefusalText(
                    code, "a line each \(slow) seconds in \(room); this one was not said; try again in \(retry) s",
                    about: .room(room), .retry(Int(retry)))
            }
    }

    init(_ code: Code, _ fault: SpamFault) {
        self =
            switch fault {
            case .link(let quiet, let retry):
                RefusalText(
                    code,
                    "a guest sends no links in the first \(quiet) seconds; this one was not sent;"
                        + " /login first, or try again in \(retry) s",
                    about: .retry(Int(retry)))
            case .repeated(let most, let retry):
                RefusalText(
                    code,
                    "you said that \(most) times just now; this one was not said; say something else,"
                        + " or try again in \(retry) s",
                    about: .retry(Int(retry)), .most(most))
            case .newPeople(let most, let retry):
                RefusalText(
                    code,
                    "a guest writes to \(most) new people a minute; this was not sent; /login first,"
                        + " or try again in \(retry) s",
                    about: .retry(Int(retry)), .most(most))
            case .reports(let most, let retry):
                RefusalText(
                    code, "one makes \(most) reports a minute; this was not told; try again in \(retry) s",
                    about: .retry(Int(retry)), .most(most))
            case .joins(let room, let most, let retry):
                RefusalText(
                    code,
                    "\(most) guests entered \(room) just now from where you come from; /login first,"
                        + " or try again in \(retry) s",
                    about: .room(room), .retry(Int(retry)), .most(most))
            }
    }

    private static func limited(
        _ code: Code, _ words: String, _ seconds: Int64?, _ end: String, _ room: RoomName
    ) -> RefusalText {
        guard let seconds else { return RefusalText(code, words + end, about: .room(room)) }
        let span = " for another \(HumanRendering.words(forDuration: seconds))"
        return RefusalText(code, words + span + end, about: .room(room), .retry(Int(seconds)))
    }

    init(_ code: Code, _ fault: ModerationFault, _ room: RoomName) {
        self =
            switch fault {
            case .needs(.founder): RefusalText(code, "only the founder of \(room) may do that", about: .room(room))
            case .needs: RefusalText(code, "only ops of \(room) may do that; /op lists them", about: .room(room))
            case .outranked(let nick, let rank):
                RefusalText(
                    code, "\(nick) is \(rank == .founder ? "the founder" : "an op") of \(room), and you are less",
                    about: .room(room), .nick(nick))
            case .notHere(let nick):
                RefusalText(
                    code, "\(nick) is not in \(room); /names \(room) lists who is", about: .nick(nick), .room(room))
            case .alreadyHere(let nick):
                RefusalText(code, "\(nick) is in \(room) already", about: .nick(nick), .room(room))
            case .hasVoice(let nick):
                RefusalText(
                    code, "\(nick) has voice in \(room), which no mute stops; /devoice \(nick) first",
                    about: .nick(nick), .room(room))
            case .listFull(let kind, let most):
                RefusalText(
                    code, "\(room) has \(most) \(kind.plural) already; /un\(kind.name) one of them first",
                    about: .room(room), .most(most))
            case .nameInUse(let name):
                RefusalText(code, "\(room) can't be called \(name): that name is in use", about: .room(room))
            case .isLobby:
                RefusalText(code, "\(room) is what the server calls the room of newcomers", about: .room(room))
            case .noSuchMask(let kind):
                RefusalText(code, "\(room) has no such \(kind.name); /\(kind.name) lists them", about: .room(room))
            }
    }
}

extension MaskKind {
    fileprivate var plural: String {
        switch self {
        case .ban: "bans"
        case .mute: "mutes"
        case .exempt: "exemptions"
        case .invited: "standing invitations"
        }
    }
}
