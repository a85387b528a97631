import ChatCore
import Dialects
import Libevent

/// What a store has found for who asks for what was said.
enum IRCFound {
    case messages([Event])
    /// With whom something was said last, and when, oldest first.
    case people([IRCConversation])
}

/// Somebody with whom something was said, and when that was last, in microseconds since 1970.
struct IRCConversation {
    let name: String
    let time: Int64
}

/// What was said before: messages that are shown again or taken back, and how far somebody has read.
extension IRCRequests {
    func tellHistory(_ request: IRCHistoryRequest, _ asked: IRCAsked) {
        switch request.question {
        case .targets(let after, let before): tellTargets(after: after, before: before, request, asked)
        case .messages(let subject, let stretch):
            guard let messages = messages(of: subject, stretch, request.count, asked) else {
                return asked.answers.put(.history(request))
            }
            put(["chathistory", request.target], asked) { answers in
                for message in messages { answers.put(message) }
            }
        }
    }

    /// - Returns: nil where nobody may be told.
    private func messages(
        of subject: IRCHistoryRequest.Subject, _ stretch: IRCHistoryRequest.Stretch?, _ count: Int, _ asked: IRCAsked
    ) -> [Event]? {
        var messages: [Event] = []
        switch subject {
        case .nothing: return nil
        case .room(let room):
            guard hub.isIn(room, asked.session.id) else { return nil }
            guard let stretch else { return [] }
            if case .messages(let found)? = asked.found {
                messages = found
            } else {
                let command: Command =
                    asked.dialect.enabled.contains(.eventPlayback)
                    ? .playback(room, count: count, stretch.stretch) : .history(room, count: count, stretch.stretch)
                ask(command, asked, isSilent: true) { row in
                    if case .history(let event) = row { messages.append(event) }
                }
            }
        case .nick:
            // What is said in private only a store keeps.
            if case .messages(let found)? = asked.found { messages = found }
        }
        guard let after = stretch?.after else { return messages }
        // Who comes and goes has no id, and is where their time is.
        return messages.filter { ($0.id > 0 ? $0.id : $0.time) > after }
    }

    private func tellTargets(after: Int64, before: Int64, _ request: IRCHistoryRequest, _ asked: IRCAsked) {
        var told: [IRCConversation] = []
        if case .people(let found)? = asked.found { told = found }
        let id = asked.session.id
        for room in hub.rooms(of: id) {
            guard let time = hub.timeOfLast(in: room, for: id) else { continue }
            told.append(IRCConversation(name: room.text, time: time))
        }
        // Times are told, and compared, in whole milliseconds.
        told.removeAll { $0.time < after + 1_000 || $0.time >= before }
        told.sort { ($0.time, $0.name) < ($1.time, $1.name) }
        put(["draft/chathistory-targets"], asked) { answers in
            for target in told.prefix(request.count) { answers.putTarget(target.name, lastSaid: target.time) }
        }
    }

    /// Puts lines as a batch, for who knows batches.
    private func put(_ batch: [String], _ asked: IRCAsked, _ write: (IRCAnswers) -> Void) {
        guard asked.dialect.enabled.contains(.batch) else { return write(asked.answers) }
        let lines = ByteBuffer()
        write(asked.dialect.answers(into: lines))
        asked.dialect.putBatch(lines, batch, into: asked.lines)
    }

    // MARK: - Taking back

    func redact(_ target: String, _ word: String, _ reason: Text?, _ asked: IRCAsked) {
        func fail(_ code: String, _ context: [String], _ words: String) {
            asked.answers.put(IRCStandardReply(.fail, "REDACT", code, context, words: words))
        }
        let isRoom = target.utf8.first == UInt8(ascii: "#")
        let id = EventID(word)
        let command: Command
        var rest: [EventID] = []
        if isRoom, let room = RoomName(target), hub.isIn(room, asked.session.id) {
            command = .takeBack(room, id ?? 0, reason: reason)
            if let id { rest = continuations(of: id, in: room, asked) }
        } else if !isRoom, let nick = Nick(target) {
            command = .takeBackPrivate(nick, id ?? 0, reason: reason)
        } else {
            return fail("INVALID_TARGET", [target], "Nothing can be taken back there")
        }
        guard id != nil else { return fail("UNKNOWN_MSGID", [target, word], "There is no such message") }
        order(command, asked) { [unowned self] answer in
            tellTakenBack(answer, and: rest, target, word, reason, asked)
        }
    }

    /// - Parameter rest: what is to be taken back besides.
    private func tellTakenBack(
        _ answer: [Effect], and rest: [EventID], _ target: String, _ word: String, _ reason: Text?, _ asked: IRCAsked
    ) {
        func fail(_ code: String, _ words: String) {
            asked.answers.put(IRCStandardReply(.fail, "REDACT", code, [target, word], words: words))
        }
        for effect in answer {
            func tell(_ id: EventID, in room: RoomName?, to nick: Nick?, at time: Int64) {
                asked.tell(
                    .takenBack(id, saidAt: time, to: nick, by: asked.dialect.nick, reason: reason), in: room,
                    by: hub.source(of: asked.session.id), at: time)
            }
            switch effect {
            case .done(.takenBack(let name, let id, let time)):
                tell(id, in: name, to: nil, at: time)
                // Those who do not know texts of several lines have read each as one.
                for id in rest { perform(.takeBack(name, id, reason: reason), asked, isSilent: true) { _ in } }
            case .done(.takenBackPrivate(let nick, let id, let time)): tell(id, in: nil, to: nick, at: time)
            case .refused(.takingBack(_, .notYours)), .refused(.takingBackPrivate(_, .notYours)):
                fail("REDACT_FORBIDDEN", "Another said that")
            case .refused: fail("UNKNOWN_MSGID", "There is no such message")
            default: break
            }
        }
    }

    /// The other lines of a text of several, which is known by its first.
    private func continuations(of id: EventID, in room: RoomName, _ asked: IRCAsked) -> [EventID] {
        var (ids, isOver): ([EventID], Bool) = ([], false)
        // They were said in one go, so nothing is in between.
        ask(.history(room, count: IRCMultiline.mostLines, .since(id)), asked, isSilent: true) { row in
            guard case .history(let event) = row, !isOver else { return }
            if event.enclosure?.isContinuation == true { ids.append(event.id) } else { isOver = true }
        }
        return ids
    }

    // MARK: - Markers

    /// How far the asker has read.
    func marker(_ key: String, _ asked: IRCAsked) -> Int64? {
        hub.marker(key, of: asked.session.id) ?? asked.dialect.markers[key]
    }

    func mark(_ target: String, until time: Int64?, _ asked: IRCAsked) {
        let isRoom = target.utf8.first == UInt8(ascii: "#")
        guard let key = isRoom ? RoomName(target)?.markerKey : Nick(target)?.key else { return }
        guard let time = time.map({ min($0, driver.moment.wall) }) else {
            return asked.answers.putMarker(target, marker(key, asked))
        }
        let id = asked.session.id
        let old = marker(key, asked)
        let now = hub.mark(key, upTo: time, by: id, at: driver.moment) ?? asked.dialect.markers.advance(key, to: time)
        asked.answers.putMarker(target, now)
        guard now != old else { return }
        // The person's other clients know it at once.
        for other in hub.sessions(of: asked.dialect.nick) where other != id {
            guard let dialect = sessions.session(other)?.dialect.irc, dialect.enabled.contains(.readMarker) else {
                continue
            }
            driver.delivery.append(to: other.slot, .irc(dialect)) {
                dialect.answers(into: $0).putMarker(target, now)
            }
        }
    }
}
