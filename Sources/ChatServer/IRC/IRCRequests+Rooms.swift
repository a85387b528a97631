import ChatCore
import Configuration
import Dialects
import Libevent

/// Rooms: who comes and goes, and what holds in them.
extension IRCRequests {
    // MARK: - Entering and leaving

    func join(_ room: RoomName, _ key: RoomKey?, _ asked: IRCAsked) {
        let id = asked.session.id
        // Who is there already is told nothing.
        guard !hub.isIn(room, id),
            case .joined(let name, _, _, _, _)? = perform(.join(room, since: nil, key: key), for: room.text, asked)
        else { return }
        show(name, asked)
        let count = settings.configuration.irc.replayLines
        guard count > 0 else { return }
        perform(.history(name, count: count, .last()), asked, isSilent: true) { row in
            if case .history(let event) = row { asked.answers.put(event) }
        }
    }

    /// Tells somebody that they are in a room, and what it looks like.
    func show(_ room: RoomName, _ asked: IRCAsked) {
        let source = hub.source(of: asked.session.id)
        let join = Event(
            time: driver.moment.wall, room: room, .join(asked.dialect.nick), of: source?.account, by: source)
        let members = members(of: room, asked.session.id)
        asked.answers.putJoined(
            join, topic: topic(of: room, asked), members: members, isSecret: hub.isSecret(room),
            marker: marker(room.markerKey, asked))
        tellMetadata(of: room, hasOthers: members.count > 1, asked)
    }

    func part(_ room: RoomName, _ reason: Text?, _ asked: IRCAsked) {
        let source = hub.source(of: asked.session.id)
        guard case .parted(let name, _)? = perform(.part(room, reason: reason), for: room.text, asked) else { return }
        asked.tell(.part(asked.dialect.nick, reason: reason), in: name, by: source, at: driver.moment.wall)
    }

    private func members(of room: RoomName, _ id: SessionID) -> [IRCMember] {
        hub.occupants(of: room, for: id)?.map { IRCMember($0) } ?? []
    }

    /// Each room by itself, and one end of them all, as the client wrote them.
    func tellNames(_ words: [String], as asking: String, _ asked: IRCAsked) {
        for word in words {
            guard word.utf8.first == UInt8(ascii: "#"),
                let room = RoomName(word).flatMap({ hub.name(of: $0, for: asked.session.id) }),
                let occupants = hub.occupants(of: room, for: asked.session.id)
            else { continue }
            asked.answers.putNames(
                of: room, occupants.map { IRCMember($0) }, isSecret: hub.isSecret(room))
        }
        asked.answers.putEndOfNames(asking.isEmpty ? "*" : asking)
    }

    // MARK: - Topics

    private func topic(of room: RoomName, _ asked: IRCAsked) -> Topic? {
        guard case .topic(_, let topic)? = perform(.topic(room), asked, isSilent: true) else { return nil }
        return topic
    }

    func tellTopic(_ room: RoomName, _ asked: IRCAsked) {
        guard case .topic(let name, let topic)? = perform(.topic(room), for: room.text, asked) else { return }
        asked.answers.putTopic(topic, of: name)
    }

    func setTopic(_ room: RoomName, _ text: Text, _ asked: IRCAsked) {
        guard
            case .topicSet(let name, let text, let id, let time)? = perform(
                .setTopic(room, text), for: room.text, asked)
        else { return }
        asked.tell(
            .topic(by: asked.dialect.nick, text), in: name, by: hub.source(of: asked.session.id), id: id, at: time)
    }

    // MARK: - Modes

    func changeModes(_ room: RoomName, _ request: RoomModeRequest, _ asked: IRCAsked) {
        if request.isQuestion { return tellModes(of: room, asked) }
        for fault in request.faults { asked.answers.put(fault, in: room) }
        var change = ModeChange()
        for step in request.steps where !step.add(to: &change) { carryOut(step, in: room, asked) }
        guard change != ModeChange() else { return }
        guard case .modes(let name, let changed?)? = perform(.moderate(room, .modes(change)), for: room.text, asked)
        else { return }
        tell(.modes(by: asked.dialect.nick, changed), in: name, asked)
    }

    private func tellModes(of room: RoomName, _ asked: IRCAsked) {
        perform(.moderate(room, .modes(ModeChange())), for: room.text, asked) { row in
            if case .modes(let name, let modes) = row { tellModes(modes, of: name, asked) }
        }
    }

    private func tellModes(_ modes: ModeChange, of room: RoomName, _ asked: IRCAsked) {
        let created = hub.times(of: room).created
        asked.answers.putModes(modes, of: room, created: created > 0 ? created : nil)
    }

    private func carryOut(_ step: RoomModeRequest.Step, in room: RoomName, _ asked: IRCAsked) {
        switch step {
        case .rank(let rank, let nick, let isSet):
            let old = hub.rank(of: nick, in: room)
            if rank == .voice, old >= .op { return setVoiceBeneath(nick, isSet, in: room, asked) }
            let moderation = isSet ? Moderation.give(rank, nick) : .take(rank, nick)
            guard
                case .ranked(let name, let whom, let now)? = perform(.moderate(room, moderation), for: nick.text, asked)
            else { return }
            if now != old { tell(.rank(whom, now, by: asked.dialect.nick, was: old), in: name, asked) }
        case .list(let list): tellMasks(of: list, in: room, asked)
        case .mask(let mask, let isSet):
            let moderation =
                isSet
                ? Moderation.set(mask.kind, .subject(mask.subject), seconds: nil, reason: nil, putsOut: false)
                : .unset(mask.kind, .subject(mask.subject))
            guard
                case .masked(let name, let change, _, _)? = perform(.moderate(room, moderation), for: mask.text, asked)
            else { return }
            tell(.masks(by: asked.dialect.nick, change), in: name, asked)
        case .flag, .key, .limit, .slow: break
        }
    }

    /// In IRC an op may have voice besides.
    private func setVoiceBeneath(_ nick: Nick, _ isSet: Bool, in room: RoomName, _ asked: IRCAsked) {
        let had = hub.hasVoiceBeneath(nick, in: room)
        guard
            case .ranked(let name, let whom, _)? = perform(
                .moderate(room, .voiceBeneath(nick, isSet)), for: nick.text, asked),
            had != isSet
        else { return }
        tell(.voiceBeneath(whom, isSet, by: asked.dialect.nick), in: name, asked)
    }

    /// Clients ask for bans as they join: whoever is in the room is told.
    private func tellMasks(of list: MaskList, in room: RoomName, _ asked: IRCAsked) {
        guard let masks = hub.masks(of: room, for: asked.session.id, at: driver.moment) else {
            return asked.answers.put(IRCRefusal(.noSuchChannel, room.text))
        }
        asked.answers.putMasks(masks, in: list, of: hub.name(of: room, for: asked.session.id) ?? room)
    }

    func kick(_ room: RoomName, _ nick: Nick, _ reason: Text?, _ asked: IRCAsked) {
        guard
            case .kicked(let name, let whom)? = perform(
                .moderate(room, .kick(nick, reason: reason)), for: nick.text, asked)
        else { return }
        tell(.kick(whom, by: asked.dialect.nick, reason: reason), in: name, asked)
    }

    func invite(_ nick: Nick, _ room: RoomName, _ asked: IRCAsked) {
        guard case .invited(let name, let whom)? = perform(.moderate(room, .invite(nick)), for: nick.text, asked) else {
            return
        }
        asked.answers.putInvited(whom, to: name)
    }

    private func tell(_ kind: Event.Kind, in room: RoomName, _ asked: IRCAsked) {
        asked.tell(kind, in: room, by: hub.source(of: asked.session.id), at: driver.moment.wall)
    }

    // MARK: - LIST

    /// So many pages of the hub's list are gone through for one answer.
    private static let mostPages = 50

    func list(_ filter: IRCRoomFilter, _ asked: IRCAsked) {
        var last: RoomName?
        for _ in 0..<IRCRequests.mostPages {
            let reply = perform(.rooms(containing: nil, after: last), asked) { row in
                guard case .room(let name, let members, let topic) = row,
                    filter.takes(subject(name, members: members), at: driver.moment.wall)
                else { return }
                asked.answers.putRoom(name, members: members, topic: topic)
            }
            guard case .listed(_, _, _, let next?)? = reply else { break }
            last = RoomName(next)
        }
        asked.answers.putEndOfList()
    }

    private func subject(_ name: RoomName, members: Int) -> IRCRoomFilter.Subject {
        let times = hub.times(of: name)
        return IRCRoomFilter.Subject(
            name, members: members, created: times.created > 0 ? times.created : nil, topicTime: times.topic)
    }
}
