import ChatCore
import Dialects
import Store

/// `/history @NICK`: private messages between the asker's account and somebody.
extension StoreDeferral {
    func claim(_ request: MailboxRequest, _ tag: Tag, as ticket: Ticket) -> Claim {
        let hub = driver.hub
        guard keeper.isKeepingPrivate else { return .none }
        guard let account = hub.account(of: ticket.session)?.id else {
            return refusal(byHub: .account(.needsLogin), tag, as: ticket)
        }
        let other: StoreJob.Correspondent =
            hub.account(behind: request.nick).map { .account(Int64($0.number)) } ?? .guest(request.nick.text)
        let job = StoreJob.mailbox(
            account: Int64(account.number), with: other, StoreJob.Stretch(request.stretch),
            count: request.count ?? hub.rows(of: request.stretch), bytes: hub.limits.answerBytes)
        return ask([job], tag, as: ticket) { [unowned self] session, answers in
            guard case .mailbox(let told, let hasMore)? = answers.first else { return false }
            // Another account's are not its business, where it has become somebody else meanwhile.
            guard driver.hub.account(of: session.id)?.id == account else { return false }
            tell(told, of: account, request, hasMore: hasMore, session, tag)
            return true
        }
    }

    /// Private messages of an account as they are told, without those of whom the session ignores.
    func events(
        of told: [Fact.PrivateMessage], of account: AccountID, with nick: Nick, _ session: Session
    ) -> [Event] {
        let hub = driver.hub
        let ignored = (keys: hub.ignoredKeys(of: session.id), accounts: hub.ignoredAccounts(of: session.id))
        return told.compactMap { told -> Event? in
            guard let said = HubSnapshot.Said(private: told.message) ?? HubSnapshot.Said(tagsOf: told.message) else {
                return nil
            }
            let isOwn = said.account == account
            let isIgnored =
                ignored.keys.contains(said.nick.key) || (said.account.map { ignored.accounts.contains($0) } ?? false)
            if !isOwn, isIgnored { return nil }
            if told.message.kind == .tags { return hub.aside(said, to: Nick(told.recipientNick) ?? nick) }
            let isToItself = told.recipient == Int64(account.number)
            return hub.event(
                of: said, to: Nick(told.recipientNick) ?? nick, isCopy: isOwn && !isToItself)
        }
    }

    private func tell(
        _ told: [Fact.PrivateMessage], of account: AccountID, _ request: MailboxRequest, hasMore: Bool,
        _ session: Session, _ tag: Tag
    ) {
        let events = events(of: told, of: account, with: request.nick, session)
        let replay = Replay(count: events.count, more: hasMore, isBackward: !request.stretch.isForward)
        driver.carryOut(for: Delivery.Asker(session, tag)) { effects in
            for event in events { effects.append(.row(.history(event))) }
            effects.append(.done(.conversation(request.nick, replay)))
        }
    }
}

extension StoreJob.Stretch {
    init(_ stretch: HistoryStretch) {
        self =
            switch stretch {
            case .last(let before): .last(before: before)
            case .since(let id, let before): .since(id, before: before)
            case .around(let id): .around(id)
            }
    }
}
