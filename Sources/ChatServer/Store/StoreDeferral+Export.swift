import ChatCore
import Dialects
import Store

/// `/export`: what is kept of the asker's account.
extension StoreDeferral {
    /// Where the next page of an account's begins.
    struct NextExport {
        let account: AccountID
        let place: ExportPlace
    }

    func claim(_ request: ExportRequest, _ tag: Tag, as ticket: Ticket) -> Claim {
        let hub = driver.hub
        guard let account = hub.account(of: ticket.session)?.id else {
            return refusal(byHub: .account(.needsLogin), tag, as: ticket)
        }
        var place = request.cursor
        if request.isMore {
            guard let next = exports[ticket.session], next.account == account else {
                return refusal(.usage(CommandTable.help(on: "export")?.first?.usage ?? ""), tag, as: ticket)
            }
            place = next.place
        }
        let page = ExportPage(
            account: account, place: place, count: request.count ?? hub.rows(of: .last()),
            bytes: hub.limits.answerBytes)
        return ask(page.jobs, tag, as: ticket) { [unowned self] session, answers in
            // Another account's is not its business, where it has become somebody else meanwhile.
            guard driver.hub.account(of: session.id)?.id == account,
                let contents = page.contents(answers, ranks: ranks(of: account))
            else { return false }
            remember(contents.next.map { NextExport(account: account, place: $0) }, for: session.id)
            tell(contents, of: account, isFirst: place == nil, session, tag)
            return true
        }
    }

    private func ranks(of account: AccountID) -> [ExportPage.KeptRank] {
        driver.hub.ranks(of: account).compactMap { room, rank in
            keeper.rooms[room].map { ExportPage.KeptRank(number: $0, room: room, rank: rank) }
        }
    }

    private func remember(_ next: NextExport?, for session: SessionID) {
        exports[session] = nil
        guard let next else { return }
        if exports.count >= StoreDeferral.rememberedPages {
            exports = exports.filter { driver.hub.nick(of: $0.key) != nil }
        }
        exports[session] = next
    }

    private func tell(
        _ contents: ExportPage.Contents, of account: AccountID, isFirst: Bool, _ session: Session, _ tag: Tag
    ) {
        let hub = driver.hub
        guard let name = hub.account(account)?.name else { return }
        let events = said(contents.said) + contents.told.compactMap { event(of: $0, for: account) }
        driver.carryOut(for: Delivery.Asker(session, tag)) { effects in
            let before = effects.count
            if isFirst { hub.tellKept(of: account, used: keeper.used(of: account), &effects) }
            for rank in contents.ranks { effects.append(.row(.rank(rank.room, name, rank.rank))) }
            for event in events { effects.append(.row(.found(event))) }
            effects.append(.done(.exported(count: effects.count - before, next: contents.next)))
        }
    }

    /// What was said in a room that is gone goes with it, by and by.
    private func said(_ kept: ArraySlice<KeptMessage>) -> [Event] {
        guard !kept.isEmpty else { return [] }
        let names = Dictionary(keeper.rooms.numbers.map { ($0.value, $0.key) }) { first, _ in first }
        return kept.compactMap { kept in
            names[kept.room].flatMap { room in HubSnapshot.Said(kept.message).map { driver.hub.event(of: $0, in: room) }
            }
        }
    }

    private func event(of told: Fact.PrivateMessage, for account: AccountID) -> Event? {
        guard let said = HubSnapshot.Said(told.message), let nick = Nick(told.recipientNick) else { return nil }
        let isToItself = told.recipient == Int64(account.number)
        return driver.hub.event(of: said, to: nick, isCopy: said.account == account && !isToItself)
    }
}
