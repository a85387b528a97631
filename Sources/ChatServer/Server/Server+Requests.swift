import ChatCore
import ChatProtocol
import Libevent

extension Server {
    /// What commands may take that go through much, in one turn, before those of others wait for the next one: whoever does not
    /// ask for much is served in between.
    private static let dearTime = Duration.milliseconds(5)

    /// Carries out what a peer asked for.
    /// - Returns: false where it is to be asked for again in the next turn.
    func perform(_ request: Request, for session: Session) -> Bool {
        switch request.body {
        case .command(let command):
            if command.goesThroughMuch, !hasDearTime { return false }
            if let verb = command.verb { metrics.commands.add(verb) }
            if command.isPlain {
                perform(command, for: session, tag: request.tag)
            } else {
                charge(session, isDear: command.goesThroughMuch) {
                    perform(command, for: session, tag: request.tag)
                    return hub.walked
                }
            }
        case .service(let command):
            if command.goesThroughMuch, !hasDearTime { return false }
            metrics.commands.add(command.verb)
            charge(session, isDear: command.goesThroughMuch) {
                perform(command, for: session, tag: request.tag)
                return command.goesThroughMuch ? hub.walked : 0
            }
        case .refused(let refusal): refuse(session, refusal, tag: request.tag)
        case .nothing: break
        }
        bound(session)
        return true
    }

    /// Whether this turn has time left for commands that go through much.
    private var hasDearTime: Bool { dearTime < Server.dearTime && !delivery.isCrowded }

    /// Has a session owe what something cost more than a line does.
    /// - Parameters:
    ///   - isDear: it takes of the time that a turn has for such.
    ///   - work: yields how much it had to go through.
    private func charge(_ session: Session, isDear: Bool, _ work: () -> Int) {
        let began = isDear ? Instant.current() : nil
        defer { if let began { dearTime += Instant.current() - began } }
        guard rate.interval > 0 else {
            _ = work()
            return
        }
        let before = delivery.outboxes.count(of: session.id.slot)
        let walked = work()
        // Where it was the session's last its output is gone: there is nobody to owe anything.
        session.owe(Cost(answerBytes: delivery.outboxes.count(of: session.id.slot) - before, walked: walked))
    }

    func refuse(_ session: Session, _ refusal: ServiceRefusal, tag: Tag) {
        metrics.refusals.add(refusal.code)
        delivery.answer(asker(session, tag)) { $0.append(refusal, tag: tag, for: session.form, to: $1) }
    }

    /// Tells a person something that nobody asked for; a program has no such line.
    func hint(_ words: String, to session: Session) {
        guard !session.isWire, !isGone(session) else { return }
        delivery.answer(asker(session, .none)) { $0.appendNote(words, for: session.form, to: $1) }
    }

    /// Closes a peer that speaks another protocol.
    func turnAway(_ session: Session, _ foreign: ForeignProtocol) {
        log.notice(
            "closing a peer of another protocol",
            metadata: ["protocol": "\(foreign.rawValue)", "peer": "\(session.peer)"])
        end(session, .wrongProtocol, telling: .wrongProtocol(foreign))
    }

    private func perform(_ command: ServiceCommand, for session: Session, tag: Tag) {
        switch command {
        case .motd:
            for line in motd { row(.motd(line), for: session, tag: tag) }
            reply(.motd(isEmpty: motd.isEmpty), to: session, tag: tag)
        case .version: reply(.version(partylineVersion), to: session, tag: tag)
        case .uptime:
            reply(.uptime(seconds: (loop.now - started).components.seconds), to: session, tag: tag)
        case .ping(let token): reply(.ping(token: token), to: session, tag: tag)
        case .pong: reply(.pong, to: session, tag: tag)
        case .time(let value):
            hub.noteRequest(by: session.id, at: moment)
            if let value { session.set(.timestamps, to: value) }
            reply(.time(session.form.contains(.timestamps)), to: session, tag: tag)
        case .wire(let version): speakWire(version, session, tag: tag)
        case .help(let verb):
            guard let lines = CommandTable.help(on: verb) else {
                return refuse(session, CommandTable.unknown(String((verb ?? "").prefix(32))), tag: tag)
            }
            for line in lines { row(.help(line), for: session, tag: tag) }
            reply(.help, to: session, tag: tag)
        case .quit(let reason):
            reply(.quit, to: session, tag: tag)
            end(session, .quit(reason))
        }
    }

    private func speakWire(_ version: String, _ session: Session, tag: Tag) {
        guard version == String(protocolVersion) else { return refuse(session, .noProtocol, tag: tag) }
        guard let nick = hub.nick(of: session.id) else { return }
        session.becomeWire()
        let room = hub.currentRoom(of: session.id)
        let facts = ServiceReply.Session(
            nick: nick, room: room, lastID: hub.lastID(inCurrentRoomOf: session.id), server: configuration.name,
            limits: configuration.limitsOfPrograms)
        reply(.wire(facts), to: session, tag: tag)
    }

    private func reply(_ reply: ServiceReply, to session: Session, tag: Tag) {
        delivery.answer(asker(session, tag)) { $0.append(reply, tag: tag, for: session.form, to: $1) }
    }

    private func row(_ row: ServiceRow, for session: Session, tag: Tag) {
        delivery.answer(asker(session, tag)) { $0.append(row, tag: tag, for: session.form, to: $1) }
    }

    // MARK: - Telnet

    /// Sends what telnet's negotiation asks for.
    func sendTelnet(_ bytes: [UInt8], to session: Session) {
        bytes.withUnsafeBytes { delivery.outboxes.append($0, to: session.id.slot) }
    }

    /// Answers what a telnet peer asked for besides its lines.
    func answer(_ session: Session, _ signal: TelnetDecoder.Signal) {
        let words: String
        switch signal {
        case .areYouThere: words = "yes"
        case .interrupt: words = "/quit leaves"
        case .timingMark: return sendTelnet(TelnetDecoder.noTimingMark, to: session)
        case .negotiation: return
        }
        hint(words, to: session)
    }
}
