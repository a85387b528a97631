/// What somebody tells of themselves, and who is told of it.
extension Hub {
    func tell(
        of change: PersonChange, by person: Person, at time: Int64, _ origin: Session?, _ effects: inout [Effect]
    ) {
        guard !person.isHidden, case .realName(let name) = change else { return }
        let witnesses = witnesses(of: person, besides: origin, wanting: .realNames)
        show(Event(time: time, .realName(person.nick, name), by: source(of: person)), to: witnesses, &effects)
    }

    /// Those who are in a room into which somebody has come are told that they are away, where their dialect shows that.
    func tellOfAbsence(
        of person: Person, in room: Room, at time: Int64, by origin: Session?, _ effects: inout [Effect]
    ) {
        let readers = readers(of: room, besides: origin, wanting: .awayOfNewcomers).filter {
            !person.sessions.contains($0)
        }
        show(
            Event(time: time, .away(person.nick, note: person.away), by: source(of: person)), to: readers, &effects)
    }
}
