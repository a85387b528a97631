import ChatCore
import Dialects
import Store

/// `CHATHISTORY` of clients of IRC: what memory has no more, and what was said in private.
extension StoreDeferral {
    /// Private messages that are gone through for with whom they were.
    private static let mostLookedAt = 1_000

    func claim(_ request: IRCRequest, as ticket: Ticket) -> Claim {
        guard case .history(let asked)? = request.steps.first else { return .none }
        return switch asked.question {
        case .messages(.room(let room), let stretch?): claim(request, in: room, stretch, asked.count, as: ticket)
        case .messages(.nick(let nick), let stretch?): claim(request, with: nick, stretch, asked.count, as: ticket)
        case .targets(_, let before): claim(request, targetsBefore: before, as: ticket)
        case .messages: .none
        }
    }

    private func claim(
        _ request: IRCRequest, in name: RoomName, _ stretch: IRCHistoryRequest.Stretch, _ count: Int,
        as ticket: Ticket
    ) -> Claim {
        // Memory has all that comes after its floor.
        if let after = stretch.after, let reach = driver.hub.reach(in: name, for: ticket.session), after >= reach.floor
        {
            return .none
        }
        guard let asked = OlderHistory(name, count, stretch.stretch, for: ticket.session, of: driver.hub),
            let room = keeper.number(of: asked.room)
        else { return .none }
        return ask(asked.jobs(of: room), .none, as: ticket) { [unowned self] session, answers in
            guard let page = asked.page(answers, hasHole: { keeper.holes.areThere(in: room, after: $0) }) else {
                return false
            }
            var effects: [Effect] = []
            driver.hub.tellHistory(
                in: asked.room, page, count, stretch.stretch, withHappenings: wantsHappenings(session.id),
                by: session.id, at: driver.moment, &effects)
            let messages = effects.compactMap { if case .row(.history(let event)) = $0 { event } else { nil } }
            requests.irc?.carryOut(request, for: session, found: .messages(messages))
            return true
        }
    }

    /// Whether a client is told also of what happened besides what was said.
    private func wantsHappenings(_ session: SessionID) -> Bool {
        requests.sessions.session(session)?.dialect.irc?.enabled.contains(.eventPlayback) ?? false
    }

    /// The account whose private messages are kept.
    private func mailboxOwner(_ session: SessionID) -> AccountID? {
        keeper.isKeepingPrivate ? driver.hub.account(of: session)?.id : nil
    }

    private func claim(
        _ request: IRCRequest, with nick: Nick, _ stretch: IRCHistoryRequest.Stretch, _ count: Int, as ticket: Ticket
    ) -> Claim {
        let hub = driver.hub
        guard let account = mailboxOwner(ticket.session) else { return .none }
        let other: StoreJob.Correspondent =
            hub.account(behind: nick).map { .account(Int64($0.number)) } ?? .guest(nick.text)
        let job = StoreJob.mailbox(
            account: Int64(account.number), with: other, StoreJob.Stretch(stretch.stretch), count: count,
            bytes: hub.limits.answerBytes, withTags: wantsHappenings(ticket.session))
        return ask([job], .none, as: ticket) { [unowned self] session, answers in
            guard case .mailbox(let told, _)? = answers.first, driver.hub.account(of: session.id)?.id == account else {
                return false
            }
            let messages = events(of: told, of: account, with: nick, session)
            requests.irc?.carryOut(request, for: session, found: .messages(messages))
            return true
        }
    }

    private func claim(_ request: IRCRequest, targetsBefore before: Int64, as ticket: Ticket) -> Claim {
        guard let account = mailboxOwner(ticket.session) else { return .none }
        let job = StoreJob.mailbox(
            account: Int64(account.number), with: nil, .last(before: nil), count: StoreDeferral.mostLookedAt,
            bytes: driver.hub.limits.answerBytes)
        return ask([job], .none, as: ticket) { [unowned self] session, answers in
            guard case .mailbox(let told, _)? = answers.first, driver.hub.account(of: session.id)?.id == account else {
                return false
            }
            var people: [String: IRCConversation] = [:]
            for one in told {
                let isOwn = one.message.account == Int64(account.number)
                let number = isOwn ? one.recipient : one.message.account
                let name = isOwn ? one.recipientNick : one.message.nick
                people[number.map(String.init) ?? name.lowercased()] = IRCConversation(
                    name: name, time: one.message.time)
            }
            requests.irc?.carryOut(request, for: session, found: .people(Array(people.values)))
            return true
        }
    }
}
