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
        guard !hub.isIn(room, id) else { return }
        perform(.join(room, since: nil, key: key), for: room.text, asked) { [unowned self] reply in
            if case .joined(let name, _, _, _, _)? = reply { showEntered(name, asked) }
        }
    }

    private func showEntered(_ room: RoomName, _ asked: IRCAsked) {
        show(room, asked)
        let count = settings.configuration.irc.replayLines
        // Whose client asks for what was said would read it twice.
        guard count > 0, !asked.dialect.enabled.contains(.chatHistory) else { return }
        ask(.history(room, count: count, .last()), asked, isSilent: true) { row in
            if case .history(let event) = row { asked.answers.put(event) }
        }
    }

    /// Tells somebody that they are in a room, and what it looks like.
    func show(_ room: RoomName, _ asked: IRCAsked) {
        let source = hub.source(of: asked.session.id)
        let join = Event(
            time: driver.moment.wall, room: room, .join(asked.dialect.nick), of: source?.account, by: source)
        asked.answers.put(join)
        showLook(of: room, asked)
        tellMetadata(of: room, asked)
    }

    /// Tells what a room looks like.
    func showLook(of room: RoomName, _ asked: IRCAsked) {
        let id = asked.session.id
        asked.dialect.shownRooms.insert(room)
        let members = hub.occupants(of: room, for: id) ?? []
        asked.answers.putLook(
            of: room, topic: hub.topic(of: room, for: id), members: members, isSecret: hub.isSecret(room),
            marker: marker(room.markerKey, asked))
    }

    func part(_ room: RoomName, _ reason: Text?, _ asked: IRCAsked) {
        let source = hub.source(of: asked.session.id)
        perform(.part(room, reason: reason), for: room.text, asked) { [unowned self] reply in
            guard case .parted(let name, _)? = reply else { return }
            asked.dialect.shownRooms.remove(name)
            asked.tell(.part(asked.dialect.nick, reason: reason), in: name, by: source, at: driver.moment.wall)
        }
    }

    /// Each room by itself and once, and one end of them all, as the client wrote them.
    func tellNames(_ words: [String], as asking: String, _ asked: IRCAsked) {
        var told: Set<RoomName> = []
        for word in words {
            guard word.utf8.first == UInt8(ascii: "#"),
                let room = RoomName(word).flatMap({ hub.name(of: $0, for: asked.session.id) }),
                told.insert(room).inserted,
                let occupants = hub.occupants(of: room, for: asked.session.id)
            else { continue }
            asked.answers.putNames(
                of: room, occupants, isSecret: hub.isSecret(room))
        }
        asked.answers.putEndOfNames(asking.isEmpty ? "*" : asking)
    }

    // MARK: - Topics

    func tellTopic(_ room: RoomName, _ asked: IRCAsked) {
        guard case .topic(let name, let topic)? = ask(.topic(room), for: room.text, asked) else { return }
        asked.answers.putTopic(topic, of: name)
    }

    func setTopic(_ room: RoomName, _ text: Text, _ asked: IRCAsked) {
        perform(.setTopic(room, text), for: room.text, asked) { [unowned self] reply in
            guard case .topicSet(let name, let text, let id, let time)? = reply else { return }
            asked.tell(
                .topic(by: asked.dialect.nick, text), in: name, by: hub.source(of: asked.session.id), id: id, at: time)
        }
    }

    // MARK: - Modes

    func changeModes(_ room: RoomName, _ request: RoomModeRequest, _ asked: IRCAsked) {
        if request.isQuestion { return tellModes(of: room, asked) }
        for fault in request.faults { asked.answers.put(fault, in: room) }
        var change = ModeChange()
        for step in request.steps where !step.add(to: &change) { carryOut(step, in: room, asked) }
        guard change != ModeChange() else { return }
        perform(.moderate(room, .modes(change)), for: room.text, asked) { [unowned self] reply in
            if case .modes(let name, let changed?)? = reply {
                tell(.modes(by: asked.dialect.nick, changed), in: name, asked)
            }
        }
    }

    private func tellModes(of room: RoomName, _ asked: IRCAsked) {
        ask(.moderate(room, .modes(ModeChange())), for: room.text, asked) { row in
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
            perform(.moderate(room, moderation), for: nick.text, asked) { [unowned self] reply in
                guard case .ranked(let name, let whom, let now)? = reply, now != old else { return }
                tell(.rank(whom, now, by: asked.dialect.nick, was: old), in: name, asked)
            }
        case .list(let list): tellMasks(of: list, in: room, asked)
        case .mask(let mask, true) where isThereForGood(mask, in: room, asked):
            asked.answers.putThere(mask, in: room)
        case .mask(let mask, let isSet):
            let moderation =
                isSet
                ? Moderation.set(mask.kind, .subject(mask.subject), seconds: nil, reason: nil, putsOut: false)
                : .unset(mask.kind, .subject(mask.subject))
            perform(.moderate(room, moderation), for: mask.text, asked) { [unowned self] reply in
                if case .masked(let name, let change, _, _)? = reply {
                    tell(.masks(by: asked.dialect.nick, change), in: name, asked)
                }
            }
        case .flag, .key, .limit, .slow: break
        }
    }

    /// In IRC an op may have voice besides.
    private func setVoiceBeneath(_ nick: Nick, _ isSet: Bool, in room: RoomName, _ asked: IRCAsked) {
        let had = hub.hasVoiceBeneath(nick, in: room)
        perform(.moderate(room, .voiceBeneath(nick, isSet)), for: nick.text, asked) { [unowned self] reply in
            guard case .ranked(let name, let whom, _)? = reply, had != isSet else { return }
            tell(.voiceBeneath(whom, isSet, by: asked.dialect.nick), in: name, asked)
        }
    }

    /// Who may set a mask is told that it is set already. One that ends by itself they may set for good.
    private func isThereForGood(_ mask: IRCMask, in room: RoomName, _ asked: IRCAsked) -> Bool {
        let masks = hub.masks(of: room, for: asked.session.id, at: driver.moment) ?? []
        let isThere = masks.contains { $0.kind == mask.kind && $0.subject == mask.subject && $0.until == nil }
        return isThere && hub.mayModerate(room, asked.session.id)
    }

    /// Clients ask for bans as they join: whoever is in the room is told.
    private func tellMasks(of list: MaskList, in room: RoomName, _ asked: IRCAsked) {
        guard let masks = hub.masks(of: room, for: asked.session.id, at: driver.moment) else {
            return asked.answers.put(IRCRefusal(.noSuchChannel, room.text))
        }
        asked.answers.putMasks(masks, in: list, of: hub.name(of: room, for: asked.session.id) ?? room)
    }

    func kick(_ room: RoomName, _ nick: Nick, _ reason: Text?, _ asked: IRCAsked) {
        perform(.moderate(room, .kick(nick, reason: reason)), for: nick.text, asked) { [unowned self] reply in
            guard case .kicked(let name, let whom)? = reply else { return }
            tell(.kick(whom, by: asked.dialect.nick, reason: reason), in: name, asked)
        }
    }

    func invite(_ nick: Nick, _ room: RoomName, _ asked: IRCAsked) {
        perform(.moderate(room, .invite(nick)), for: nick.text, asked) { reply in
            if case .invited(let name, let whom)? = reply { asked.answers.putInvited(whom, to: name) }
        }
    }

    private func tell(_ kind: Event.Kind, in room: RoomName, _ asked: IRCAsked) {
        asked.tell(kind, in: room, by: hub.source(of: asked.session.id), at: driver.moment.wall)
    }

    // MARK: - LIST

    func list(_ filter: IRCRoomFilter, _ asked: IRCAsked) {
        let now = driver.moment.wall
        let rooms = hub.rooms(for: asked.session.id) { filter.takes(IRCRoomFilter.Subject($0), at: now) }
        for room in rooms {
            // What is more would have its client closed, as one that reads too slowly.
            guard asked.lines.count < hub.limits.answerBytes else {
                asked.answers.put(IRCRefusal(.tooManyMatches, "LIST"))
                break
            }
            asked.answers.putRoom(room.name, members: room.members, topic: room.topic?.text)
        }
        asked.answers.putEndOfList()
    }
}

extension IRCRoomFilter.Subject {
    init(_ room: RoomPortrait) {
        self.init(
            room.name, members: room.members, created: room.created > 0 ? room.created : nil,
            topicTime: room.topic?.time)
    }
}
