/// What a command comes to: it is answered from memory, or something of what all know is to change.
enum Decision {
    case answered(Reply)
    case change(Record)
    /// The change that nearly all are: a record of it is made only for who keeps records.
    case say(Utterance)
}

/// What somebody may say in a room.
struct Utterance {
    let person: Person
    let room: Room
    let text: Text
    let manner: Manner
    let nonce: Nonce?
    var enclosure: Enclosure?

    var record: Record { .say(person.id, RoomReference(room), text, as: manner, nonce, with: enclosure) }
}

extension Hub {
    /// Checks a command. What all know stays as it is; what is a session's own may change here.
    func decide(
        _ command: Command, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Decision {
        // What keeps somebody from speaking, but for a room's rules, is also to keep them from the short way (`Hub.say`).
        if limits.guests != .speak || shared.serverBans.areOfGuests { try checkGuest(command, by: asker) }
        return switch command {
        case .say(let text): try say(text, in: nil, by: asker, at: now)
        case .sayIn(let room, let text): try say(text, in: room, by: asker, at: now)
        case .act(let text): try say(text, in: nil, as: .action, by: asker, at: now)
        case .actIn(let room, let text): try say(text, in: room, as: .action, by: asker, at: now)
        case .tell(let nick, let text): try tell(nick, text, by: asker, at: now)
        case .noticeIn(let room, let text): try say(text, in: room, as: .notice, by: asker, at: now)
        case .noticeTo(let nick, let text): try tell(nick, text, isNotice: true, by: asker, at: now)
        case .sayToRank(let room, let rank, let text, let manner):
            try say(text, in: room, to: rank, as: manner, by: asker, at: now)
        case .signalIn(let room, let text, let isNotice):
            .answered(try signal(text, in: room, isNotice, by: asker, at: now, &effects))
        case .signalTo(let nick, let text, let isNotice):
            .answered(try signal(text, to: nick, isNotice, by: asker, at: now, &effects))
        case .present(let change): try present(change, by: asker, at: now)
        case .convey(let parcel): try convey(parcel, by: asker, at: now)
        case .takeBack(let room, let id, let reason): try takeBack(id, in: room, reason: reason, by: asker)
        case .takeBackPrivate(let nick, let id, let reason): try takeBack(id, to: nick, reason: reason, by: asker)
        case .reply(let text): try reply(text, by: asker, at: now)
        case .sayOnce(let nonce, let saying): try sayOnce(nonce, saying, by: asker, at: now)
        case .nick(let nick): try takeNick(nick, by: asker, at: now, &effects)
        case .join(let name, let since, let key): try join(name, since: since, key, by: asker, at: now, &effects)
        case .part(let name, let reason): try part(name, reason, by: asker)
        case .setTopic(let name, let text): try setTopic(name, text, by: asker, at: now)
        case .ignore(let nick?): try ignore(nick, by: asker, at: now, &effects)
        case .unignore(let nick): try unignore(nick, by: asker, at: now, &effects)
        case .away(let note): setAway(note, by: asker)
        case .back: setAway(nil, by: asker)
        case .moderate(let name, let moderation): try moderate(name, moderation, by: asker, at: now, &effects)
        case .account(let asked): try decide(asked, by: asker, at: now, &effects)
        case .operate(let asked): try decide(asked, by: asker, at: now, &effects)
        default: .answered(try answer(command, by: asker, at: now, &effects))
        }
    }

    /// Answers what changes nothing that all know.
    private func answer(
        _ command: Command, by asker: Session, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        switch command {
        case .rooms(let part, let last): try listRooms(containing: part, after: last, for: asker, &effects)
        case .names(let name, let last): try listNames(name, after: last, by: asker, &effects)
        case .who(let name, let last): try listPeople(name, after: last, for: asker, at: now, &effects)
        case .whois(let nick): try describe(nick, for: asker, at: now, &effects)
        case .whowas(let nick, let count): try tellFormer(nick, count, &effects)
        case .watch(let request): watch(request, by: asker, &effects)
        case .topic(let name): try tellTopic(name, by: asker, &effects)
        case .ignore: listIgnored(by: asker, &effects)
        case .set(let setting, let value): set(setting, value, by: asker)
        case .history(let name, let count, let stretch): try tellHistory(name, count, stretch, by: asker, &effects)
        case .playback(let name, let count, let stretch): try playBack(name, count, stretch, by: asker, &effects)
        case .say, .sayIn, .act, .actIn, .tell, .noticeIn, .noticeTo, .reply, .sayOnce, .nick, .join, .part, .setTopic,
            .unignore, .away, .back, .present, .sayToRank, .signalIn, .signalTo, .convey, .takeBack,
            .takeBackPrivate, .moderate, .account, .operate:
            preconditionFailure("what changes something is decided")
        }
    }

    /// What a command is answered whose record was applied.
    func answer(to command: Command, _ applied: Applied, _ asker: Session, _ effects: inout [Effect]) -> Reply {
        switch applied {
        case .told(_, let other, let id, let time):
            // Nothing is told for a notice but what became of it.
            if case .noticeTo = command { return .said(id: id, time: time) }
            if case .convey(let parcel) = command, parcel.manner == .notice { return .said(id: id, time: time) }
            if let note = other.away { effects.append(.row(.away(other.nick, note: note))) }
            return .said(id: id, time: time)
        case .said(let event, _): return .said(id: event.id, time: event.time)
        case .passed(let passage): return .said(id: passage.id, time: passage.time)
        case .takenBack(let event, let room):
            guard case .takenBack(let id, _, _, _, _) = event.kind else { break }
            return .takenBack(room.name, id, at: event.time)
        case .takenBackPrivate(let event, _, _):
            guard case .takenBack(let id, _, let nick?, _, _) = event.kind else { break }
            return .takenBackPrivate(nick, id, at: event.time)
        case .posted(let account, let id, let time): return .waiting(account.name, id: id, time: time)
        case .renamed(let person, _): return .nick(person.nick, isNew: true)
        case .entered(_, let room):
            guard case .join(_, let since, _) = command else { break }
            return joined(room, since: since, asker, &effects)
        case .left(_, let room, _, _):
            return .parted(room.name, current: asker.current.flatMap { shared.rooms[$0]?.name })
        case .topicSet(let event, let room):
            guard case .topic(_, let text) = event.kind else { break }
            return .topicSet(room.name, text, id: event.id, time: event.time)
        case .moderated(let room, _, let moderated): return answer(moderated, to: command, in: room)
        case .accountChanged(let changed): return answer(changed, to: command)
        case .operated(_, let operated): return answer(operated, to: command)
        case .saidToRank(_, _, let id): return .said(id: id, time: shared.lastTime)
        case .presented: return .presented
        case .awaySet(let person): return person.away == nil ? .back : .away
        case .nothing, .arrived, .announced, .gone, .lobbyMoved, .topicsBounded, .returned: break
        }
        // Between the decision and here nothing else happens.
        preconditionFailure("what was decided was not applied")
    }
}
