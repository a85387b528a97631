import ChatCore
import Dialects
import Store

/// `/search`: what is kept of the rooms that the asker is in.
extension StoreDeferral {
    func claim(_ request: SearchRequest, _ tag: Tag, as ticket: Ticket) -> Claim {
        let hub = driver.hub
        let search = request.isMore ? searches[ticket.session] : search(for: request, of: ticket.session, in: hub)
        guard var search else { return refusal(.noWords, tag, as: ticket) }
        // Who may read what is looked at anew for each page.
        let mine = hub.rooms(of: ticket.session)
        if let room = request.room, !mine.contains(room) {
            return refusal(byHub: .notInRoom(room), tag, as: ticket)
        }
        let rooms = mine.filter { request.room == nil || $0 == request.room }.compactMap { keeper.number(of: $0) }
        search.rooms = request.isMore ? search.rooms.filter(Set(rooms).contains) : rooms
        search.ignored = hub.ignoredKeys(of: ticket.session)
        search.ignoredAccounts = Set(hub.ignoredAccounts(of: ticket.session).map { Int64($0.number) })
        return ask([.search(search)], tag, as: ticket) { [unowned self] session, answers in
            guard case .found(let found, let cursor)? = answers.first else { return false }
            remember(search, goingOnAt: cursor, for: session.id)
            tell(found, cursor, session, tag)
            return true
        }
    }

    /// - Returns: nil where nothing is searched for.
    private func search(for request: SearchRequest, of session: SessionID, in hub: Hub) -> StoreJob.Search? {
        let terms = SearchTerms(request.words)
        guard !terms.isEmpty || request.speaker != nil else { return nil }
        var search = StoreJob.Search(terms, in: [])
        search.speaker = request.speaker.map { .guest($0.text) }
        (search.after, search.before, search.cursor) = (request.after, request.before, request.cursor)
        return search
    }

    /// Refuses a request in its turn.
    func refusal(_ refusal: ServerRefusal, _ tag: Tag, as ticket: Ticket) -> Claim {
        ask([], tag, as: ticket) { [unowned self] session, _ in
            requests.refuse(session, refusal, tag: tag)
            return true
        }
    }

    /// Refuses a request in its turn, as the hub would.
    func refusal(byHub refusal: Refusal, _ tag: Tag, as ticket: Ticket) -> Claim {
        ask([], tag, as: ticket) { [unowned self] session, _ in
            driver.carryOut(for: Delivery.Asker(session, tag)) { $0.append(.refused(refusal)) }
            return true
        }
    }

    private func remember(_ search: StoreJob.Search, goingOnAt cursor: Int64?, for session: SessionID) {
        searches[session] = nil
        guard let cursor else { return }
        if searches.count >= StoreDeferral.rememberedPages {
            searches = searches.filter { driver.hub.nick(of: $0.key) != nil }
        }
        var next = search
        next.cursor = cursor
        searches[session] = next
    }

    private func tell(_ found: [KeptMessage], _ cursor: Int64?, _ session: Session, _ tag: Tag) {
        let names = Dictionary(keeper.rooms.numbers.map { ($0.value, $0.key) }) { first, _ in first }
        let events = found.compactMap { kept in
            names[kept.room].flatMap { room in HubSnapshot.Said(kept.message).map { driver.hub.event(of: $0, in: room) }
            }
        }
        driver.carryOut(for: Delivery.Asker(session, tag)) { effects in
            for event in events { effects.append(.row(.found(event))) }
            effects.append(.done(.found(count: events.count, next: cursor)))
        }
    }
}
