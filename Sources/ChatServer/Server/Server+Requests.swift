import ChatCore
import Dialects
import Framing
import Libevent

extension Server {
    /// What commands may take that go through much, in one turn, before those of others wait for the next one: whoever does not
    /// ask for much is served in between.
    private static let dearTime = Duration.milliseconds(5)

    /// Carries out what a peer asked for.
    /// - Returns: false where it is to be asked for again in the next turn.
    func perform(_ request: Request, for session: Session) -> Bool {
        if request.cost == .dear, !hasDearTime { return false }
        if let verb = request.verb { metrics.commands.add(verb) }
        switch request.body {
        case .command(let command):
            if request.cost == .plain {
                perform(command, for: session, tag: request.tag)
            } else {
                charge(session, request.cost) {
                    perform(command, for: session, tag: request.tag)
                    return hub.walked
                }
            }
        case .service(let command):
            charge(session, request.cost) {
                perform(command, for: session, tag: request.tag)
                return request.cost == .dear ? hub.walked : 0
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
    /// - Parameter work: yields how much it had to go through.
    private func charge(_ session: Session, _ cost: CommandCost, _ work: () -> Int) {
        let began = cost == .dear ? Instant.current() : nil
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
        answer(session, tag, ServiceAnswer(.refused(refusal)))
    }

    private func answer(_ session: Session, _ tag: Tag, _ answer: ServiceAnswer) {
        if case .refused(let refusal) = answer.ending { metrics.refusals.add(refusal.code) }
        delivery.answer(asker(session, tag)) { $0.put(answer, tag: tag, into: $1) }
    }

    /// Tells somebody something that nobody asked for.
    func tell(_ session: Session, _ hint: Hint) {
        guard !isGone(session) else { return }
        delivery.answer(asker(session, .none)) { $0.put(hint, into: $1) }
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
        case .motd: answer(session, tag, ServiceAnswer(motd.map { .motd($0) }, .done(.motd(isEmpty: motd.isEmpty))))
        case .version: answer(session, tag, ServiceAnswer(.done(.version(partylineVersion))))
        case .uptime:
            answer(session, tag, ServiceAnswer(.done(.uptime(seconds: (loop.now - started).components.seconds))))
        case .ping(let token): answer(session, tag, ServiceAnswer(.done(.ping(token: token))))
        case .pong: answer(session, tag, ServiceAnswer(.done(.pong)))
        case .dialect(let command): perform(command, for: session, tag: tag)
        case .help(let verb):
            guard let lines = CommandTable.help(on: verb) else {
                return refuse(session, CommandTable.unknown(String((verb ?? "").prefix(32))), tag: tag)
            }
            answer(session, tag, ServiceAnswer(lines.map { .help($0) }, .done(.help)))
        case .quit(let reason):
            answer(session, tag, ServiceAnswer(.done(.quit)))
            end(session, .quit(reason))
        }
    }

    private func perform(_ command: DialectCommand, for session: Session, tag: Tag) {
        guard let nick = hub.nick(of: session.id) else { return }
        if command.isActivity { hub.noteRequest(by: session.id, at: moment) }
        let ending = session.perform(command) {
            ServiceReply.Session(
                nick: nick, room: hub.currentRoom(of: session.id), lastID: hub.lastID(inCurrentRoomOf: session.id),
                server: configuration.name, limits: configuration.limitsOfPrograms)
        }
        answer(session, tag, ServiceAnswer(ending))
    }

    // MARK: - Telnet

    /// Sends what telnet's negotiation asks for.
    func sendTelnet(_ bytes: [UInt8], to session: Session) {
        bytes.withUnsafeBytes { delivery.outboxes.append($0, to: session.id.slot) }
    }

    /// Answers what a telnet peer asked for besides its lines.
    func answer(_ session: Session, _ signal: TelnetDecoder.Signal) {
        switch signal {
        case .areYouThere: tell(session, .here)
        case .interrupt: tell(session, .leaving)
        case .timingMark: sendTelnet(TelnetDecoder.noTimingMark, to: session)
        case .negotiation: break
        }
    }
}
