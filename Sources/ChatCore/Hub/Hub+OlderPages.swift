/// Answers to `/history` of which a store has the older part, and memory the newer.
extension Hub {
    func replay(
        _ room: Room, _ older: OlderPage, _ count: Int?, _ stretch: HistoryStretch, to asker: Session,
        _ effects: inout [Effect]
    ) -> Replay {
        let wanted = wants(asker)
        let kept = older.said.filter { wanted($0.author, $0.account, $0.nick.key) }.map { event(of: $0, in: room.name) }
        let bytes = max(0, limits.answerBytes - kept.reduce(0) { $0 + History.size(of: $1) + History.rowBytes })
        let most = count ?? rows(of: stretch)
        let found: History.Found =
            switch stretch {
            case .last(let before):
                Hub.backward(kept, room, most, before: before, bytes: bytes, hasMore: older.hasMore, wanted)
            case .since(_, let before):
                Hub.forward(
                    kept, room, most, after: older.end, before: before, bytes: bytes, hasMore: older.hasMore, wanted)
            case .around(let id): Hub.around(id, kept, room, most, bytes: bytes, older, wanted)
            }
        for event in found.events { effects.append(.row(.history(event))) }
        return Replay(
            count: found.events.count, gap: older.hasGap || found.gap, more: found.more,
            isBackward: !stretch.isForward)
    }

    /// The last of what is kept and of what memory has.
    private static func backward(
        _ kept: [Event], _ room: Room, _ most: Int, before: EventID?, bytes: Int, hasMore: Bool,
        _ wanted: History.Filter
    ) -> History.Found {
        let newer = room.history.last(most, before: before, bytes: bytes, where: wanted).events
        return (Array((kept + newer).suffix(most)), false, hasMore)
    }

    /// The first of what is kept and, where that is all, of what memory has behind it.
    private static func forward(
        _ kept: [Event], _ room: Room, _ most: Int, after end: EventID, before: EventID?, bytes: Int, hasMore: Bool,
        _ wanted: History.Filter
    ) -> History.Found {
        guard !hasMore, kept.count < most else { return (kept, false, hasMore) }
        // What memory forgot meanwhile is in neither.
        let newer = room.history.after(end, before: before, most - kept.count, bytes: bytes, where: wanted)
        return (kept + newer.events, newer.gap, newer.more)
    }

    private static func around(
        _ id: EventID, _ kept: [Event], _ room: Room, _ most: Int, bytes: Int, _ older: OlderPage,
        _ wanted: History.Filter
    ) -> History.Found {
        let before = backward(
            kept.filter { $0.id <= id }, room, most - most / 2, before: HistoryStretch.end(with: id), bytes: bytes / 2,
            hasMore: older.hasMore, wanted)
        let behind = forward(
            kept.filter { $0.id > id }, room, most / 2, after: max(id, older.end), before: nil, bytes: bytes / 2,
            hasMore: older.hasMoreAfter, wanted)
        return (before.events + behind.events, behind.gap, before.more || behind.more)
    }
}
