import ChatCore
import Dialects
import Libevent

/// What people tell of themselves and of rooms, by keys. It is this server's own, and lasts as long as who or what it is of is here.
extension IRCRequests {
    /// Whose it is.
    private enum Subject {
        case oneself
        case person(Nick)
        case room(RoomName)
    }

    /// Lines that one answer has at most.
    private static let mostValues = 500

    func carryOut(_ request: IRCMetadataRequest, of word: String, _ asked: IRCAsked) {
        switch request {
        case .unknown(let subcommand):
            return asked.answers.putMetadataFault("SUBCOMMAND_INVALID", [subcommand], "There is no such subcommand")
        case .subscribe, .unsubscribe, .subscriptions:
            return asked.dialect.subscriptions.carryOut(request, asked.answers)
        default: break
        }
        guard let subject = subject(word, asked) else {
            return asked.answers.putMetadataFault("INVALID_TARGET", [word], "It is not here, or nothing for you")
        }
        if request.changes, !mayChange(subject, asked) {
            return asked.answers.putMetadataFault(
                "KEY_NO_PERMISSION", [word, request.key], "That is not yours to change")
        }
        if request.changes, let refusal = hub.refusal(toShow: request.text, by: asked.session.id, at: driver.moment) {
            return asked.answers.put(IRCRefusal(refusal, of: asked.command))
        }
        if case .sync = request { return sync(subject, asked) }
        let reference = asked.dialect.makeReference()
        switch subject {
        case .oneself:
            let (name, person) = (asked.dialect.nick.text, hub.person(of: asked.session.id))
            let keys = people[person].metadata.carryOut(request, of: name, asked.answers, reference: reference)
            people.forget(unlessHere: hub)
            guard !keys.isEmpty else { return }
            let others = hub.sessions(of: asked.dialect.nick).filter { $0 != asked.session.id }
            tell(keys, of: name, people[person].metadata, to: hub.neighbours(of: asked.session.id) + others)
        case .person(let nick):
            var copy = metadata(of: nick)
            _ = copy.carryOut(request, of: nick.text, asked.answers, reference: reference)
        case .room(let room):
            var values = roomMetadata[key(of: room)] ?? IRCMetadata()
            let keys = values.carryOut(request, of: room.text, asked.answers, reference: reference)
            roomMetadata[key(of: room)] = values.isEmpty ? nil : values
            forgetRooms()
            guard !keys.isEmpty else { return }
            tell(keys, of: room.text, values, to: hub.sessions(in: room, besides: asked.session.id))
        }
    }

    private func subject(_ word: String, _ asked: IRCAsked) -> Subject? {
        if word == IRCName.nobody { return .oneself }
        if word.utf8.first == UInt8(ascii: "#") {
            guard let room = RoomName(word), hub.isIn(room, asked.session.id) else { return nil }
            return .room(room)
        }
        guard let nick = Nick(word), let source = hub.source(of: nick) else { return nil }
        return source.nick == asked.dialect.nick ? .oneself : .person(source.nick)
    }

    private func mayChange(_ subject: Subject, _ asked: IRCAsked) -> Bool {
        switch subject {
        case .oneself: true
        case .person: false
        case .room(let room):
            hub.rank(of: asked.dialect.nick, in: room) >= .op || hub.isOperator(asked.session.id)
        }
    }

    /// What somebody tells of themselves, by whichever client.
    func metadata(of nick: Nick) -> IRCMetadata { people[hub.person(of: nick)].metadata }

    /// Rooms that are gone have none any more.
    private func forgetRooms() {
        guard roomMetadata.count > 2 * hub.roomCount + 100 else { return }
        roomMetadata = roomMetadata.filter { entry in
            entry.key.split(separator: " ").first.flatMap { RoomName($0) }.map { key(of: $0) } == entry.key
        }
    }

    /// Of a room as long as it is there: one that is made anew is another.
    private func key(of room: RoomName) -> String { IRCRequests.key(of: room, created: hub.times(of: room).created) }

    static func key(of room: RoomName, created: Int64) -> String { "\(room.key) \(created)" }

    // MARK: - Who hears of it

    /// Tells those of some sessions that want to hear of these keys.
    private func tell(_ keys: [String], of target: String, _ values: IRCMetadata, to readers: [SessionID]) {
        for id in readers {
            guard let other = sessions.session(id), let dialect = other.dialect.irc, !dialect.subscriptions.isEmpty
            else { continue }
            put(keys.filter { dialect.subscriptions.contains($0) }, of: target, values, to: other, dialect)
        }
    }

    private func put(
        _ keys: [String], of target: String, _ values: IRCMetadata, to session: Session, _ dialect: IRCDialect
    ) {
        guard !keys.isEmpty, dialect.enabled.contains(.metadata) else { return }
        driver.delivery.append(to: session.id.slot, .irc(dialect)) { lines in
            let answers = dialect.answers(into: lines)
            for key in keys { answers.putValue(values[key], of: key, target) }
        }
    }

    /// Somebody has entered a room: they hear of who is there, and those of them.
    func tellMetadata(of room: RoomName, _ asked: IRCAsked) {
        let own = metadata(of: asked.dialect.nick)
        if !own.isEmpty {
            let readers = hub.sessions(in: room, besides: asked.session.id)
            tell(own.all.map(\.key), of: asked.dialect.nick.text, own, to: readers)
        }
        tellSubscribed(of: room, asked)
    }

    /// Tells what is told of a room and of who is there, as far as one has subscribed to it.
    func tellSubscribed(of room: RoomName, _ asked: IRCAsked) {
        guard !asked.dialect.subscriptions.isEmpty, asked.dialect.enabled.contains(.metadata) else { return }
        putSubscribed(of: .room(room), asked.answers, asked)
    }

    private func sync(_ subject: Subject, _ asked: IRCAsked) {
        let target =
            switch subject {
            case .oneself: asked.dialect.nick.text
            case .person(let nick): nick.text
            case .room(let room): room.text
            }
        asked.answers.putMetadata(of: target, asked.dialect.makeReference()) { putSubscribed(of: subject, $0, asked) }
    }

    private func putSubscribed(of subject: Subject, _ answers: IRCAnswers, _ asked: IRCAsked) {
        var left = IRCRequests.mostValues
        func put(_ values: IRCMetadata, of target: String) {
            for (key, value) in values.all where left > 0 && asked.dialect.subscriptions.contains(key) {
                answers.putValue(value, of: key, target)
                left -= 1
            }
        }
        switch subject {
        case .oneself: put(metadata(of: asked.dialect.nick), of: asked.dialect.nick.text)
        case .person(let nick): put(metadata(of: nick), of: nick.text)
        case .room(let room):
            if let values = roomMetadata[key(of: room)] { put(values, of: room.text) }
            for occupant in hub.occupants(of: room, for: asked.session.id) ?? [] where left > 0 {
                guard occupant.source.nick != asked.dialect.nick else { continue }
                put(metadata(of: occupant.source.nick), of: occupant.source.nick.text)
            }
        }
    }
}
