extension Hub {
    func tellHistory(
        _ name: RoomName?, _ count: Int?, since: EventID?, before: EventID?, by asker: Session,
        _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        let room = try ownRoom(name, of: asker)
        let replay = replay(room, count, since: since, before: before, to: asker, &effects)
        return .history(room.name, replay)
    }

    /// Appends the messages asked for, as many as an answer may have.
    func replay(
        _ room: Room, _ count: Int?, since: EventID?, before: EventID?, to asker: Session, _ effects: inout [Effect]
    ) -> Replay {
        // What is looked at in vain; each that is found is in the answer.
        if asker.ignored != nil { walked += room.history.count }
        let bytes = limits.answerBytes
        let found: (events: [Event], gap: Bool, more: Bool)
        if let since {
            found = room.history.after(
                since, before: before, count ?? limits.historyEvents, bytes: bytes, where: wants(asker))
        } else {
            found = room.history.last(count ?? Hub.historyRows, before: before, bytes: bytes, where: wants(asker))
        }
        for event in found.events { effects.append(.row(.history(event))) }
        return Replay(count: found.events.count, gap: found.gap, more: found.more, isBackward: since == nil)
    }

    /// Replayed history hides what one ignores as the room itself did.
    func wants(_ reader: Session) -> History.Filter {
        guard reader.ignored != nil else { return { _, _ in true } }
        return { author, key in !reader.ignores(author, named: key()) }
    }
}
