extension Hub {
    func tellHistory(
        _ name: RoomName?, _ count: Int?, _ stretch: HistoryStretch, by asker: Session, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let room = try ownRoom(name, of: asker)
        return .history(room.name, replay(room, count, stretch, to: asker, &effects))
    }

    /// Appends the messages asked for, as many as an answer may have.
    func replay(
        _ room: Room, _ count: Int?, _ stretch: HistoryStretch, to asker: Session, _ effects: inout [Effect]
    ) -> Replay {
        // What is looked at in vain; each that is found is in the answer.
        if asker.ignored != nil { walked += room.history.count }
        let found = room.history.find(
            stretch, count ?? rows(of: stretch), bytes: limits.answerBytes, where: wants(asker))
        for event in found.events { effects.append(.row(.history(event))) }
        return Replay(
            count: found.events.count, gap: found.gap, more: found.more, isBackward: !stretch.isForward)
    }

    /// How many messages an answer has where no number is given.
    package func rows(of stretch: HistoryStretch) -> Int {
        stretch.isForward ? limits.historyEvents : Hub.historyRows
    }

    /// Replayed history hides what one ignores as the room itself did.
    func wants(_ reader: Session) -> History.Filter {
        guard reader.ignored != nil else { return { _, _, _ in true } }
        return { author, account, key in !reader.ignores(author, account, named: key()) }
    }
}
