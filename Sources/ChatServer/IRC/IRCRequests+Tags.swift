import ChatCore
import Dialects
import Libevent

/// What is said besides a line: tags alone, and texts of several lines.
extension IRCRequests {
    /// Passes on the tags of a line that says nothing. Without any there is nothing to pass on.
    func pass(to target: IRCTarget, _ asked: IRCAsked) {
        var content = IRCEnclosure()
        content.tags = asked.tags
        switch target {
        case .nobody(let word, let isRoom):
            asked.answers.put(IRCRefusal(isRoom ? .noSuchChannel : .noSuchNick, word))
        case .room(let room, atLeast: .none):
            guard let enclosure = content.enclosure else { return }
            pass(enclosure, to: .room(room), room.text, asked)
        // Nothing is passed on to some of a room alone.
        case .room(let room, _): asked.answers.put(IRCRefusal(.cannotSend, room.text))
        case .nick(let nick):
            guard let enclosure = content.enclosure else { return }
            pass(enclosure, to: .nick(nick), nick.text, asked)
        }
    }

    private func pass(_ enclosure: Enclosure, to receiver: Parcel.Receiver, _ word: String, _ asked: IRCAsked) {
        let parcel = Parcel(to: receiver, nil, enclosure, isKept: asked.tags.areOfUseLater)
        perform(.convey(parcel), for: word, asked) { [unowned self] reply in
            guard case .said(let id, let time)? = reply else { return }
            echo(enclosure, to: receiver, id, at: time, asked)
        }
    }

    private func echo(
        _ enclosure: Enclosure, to receiver: Parcel.Receiver, _ id: EventID, at time: Int64, _ asked: IRCAsked
    ) {
        guard asked.dialect.enabled.contains(.echoMessage) else { return }
        let (room, nick): (RoomName?, Nick?) =
            switch receiver {
            case .room(let room): (room, nil)
            case .nick(let nick): (nil, hub.source(of: nick)?.nick ?? nick)
            }
        asked.tell(
            .aside(from: asked.dialect.nick, to: nick), in: room, by: hub.source(of: asked.session.id), id: id,
            at: time, with: enclosure)
    }

    // MARK: - Several lines

    /// - Returns: the label by which this line is answered: none where the batch was begun, as that has it.
    func beginBatch(_ reference: [UInt8], to target: String, label: [UInt8], _ asked: IRCAsked) -> [UInt8] {
        let dialect = asked.dialect
        // One that is open stays so: it is answered where it ends.
        guard dialect.enabled.contains(.multiline), dialect.multiline == nil else {
            asked.answers.put(.multiline(.invalid("It can't be begun here")))
            return label
        }
        dialect.multiline = IRCMultiline(reference, to: target, label: label, tags: asked.tags)
        return []
    }

    /// Takes a line of a batch.
    /// - Parameter label: of the line, which counts where no batch is open.
    /// - Returns: the label by which it is answered; nil: it is not, as there is more to come.
    func take(_ line: IRCMultiline.Line, label: [UInt8], _ asked: IRCAsked) -> [UInt8]? {
        let label = asked.dialect.multiline?.label ?? label
        guard asked.dialect.multiline != nil else {
            asked.answers.put(.multiline(.invalid("No such batch is open")))
            return label
        }
        guard let fault = asked.dialect.multiline?.add(line) else { return nil }
        asked.dialect.multiline = nil
        asked.answers.put(.multiline(fault))
        return label
    }

    /// Says what came.
    /// - Parameter label: of the line that ends it, which counts where it ends none.
    /// - Returns: the label by which it is answered.
    func endBatch(_ reference: [UInt8], label: [UInt8], _ asked: IRCAsked) -> [UInt8] {
        guard let batch = asked.dialect.multiline else {
            asked.answers.put(.multiline(.invalid("No such batch is open")))
            return label
        }
        asked.dialect.multiline = nil
        guard batch.reference == reference else {
            asked.answers.put(.multiline(.invalid("Another batch is open")))
            return batch.label
        }
        say(batch, asked)
        return batch.label
    }

    private func say(_ batch: IRCMultiline, _ asked: IRCAsked) {
        let target = IRCTarget(batch.target)
        let lines = batch.lines.filter { !$0.text.text.isEmpty }
        guard !lines.isEmpty else { return asked.answers.put(.multiline(.invalid("There is nothing in it"))) }
        var asked = asked
        asked.command = batch.isNotice ? .notice : .privmsg
        for line in lines where !fits(.said(line.text), to: batch.target, asked) {
            return asked.answers.put(.multiline(.invalid("One of its lines is too long")))
        }
        var room: RoomName?
        if case .room(let name, _) = target { room = name }
        let isWhole = !hub.isHeldBack(
            asked.session.id, saying: lines.map(\.text.text), whole: batch.paragraphs, in: room, at: driver.moment)
        say(lines[...], of: batch, isWhole: isWhole, to: target, asked)
    }

    /// Says the first of the lines, and then the others, until one is refused.
    private func say(
        _ lines: ArraySlice<IRCEnclosure.Line>, of batch: IRCMultiline, isWhole: Bool, to target: IRCTarget,
        _ asked: IRCAsked
    ) {
        guard let line = lines.first else { return }
        let isFirst = lines.startIndex == 0
        var content = IRCEnclosure()
        content.tags = batch.tags
        if line.text.isFormatted { content.styled = line.text }
        // One line is what it is without a batch. So are several where each has to be looked at by itself: all readers read the same then,
        // which are those that may be said.
        if isFirst, isWhole, batch.lines.count > 1 { content.lines = batch.lines }
        content.isContinuation = isWhole && !isFirst
        let goOn = { [unowned self] (isSaid: Bool) in
            if isSaid { say(lines.dropFirst(), of: batch, isWhole: isWhole, to: target, asked) }
        }
        switch target {
        case .room(let room, atLeast: .none):
            let manner: Manner = batch.isNotice ? .notice : .message
            say(line.text.text, in: room, manner, asked, with: content.enclosure, then: goOn)
        case .nick(let nick):
            tell(line.text.text, to: nick, isNotice: batch.isNotice, asked, with: content.enclosure, then: goOn)
        case .room(let room, _): asked.answers.put(IRCRefusal(.cannotSend, room.text))
        case .nobody(let word, let isRoom):
            asked.answers.put(IRCRefusal(isRoom ? .noSuchChannel : .noSuchNick, word))
        }
    }
}
