/// A room: who is in it, in the order in which they came, what it is about, and what was said last.
final class Room {
    /// From so many members on a room also knows their places as a set, which is cheaper to unite with others' than to go through.
    static let crowd = 64

    let id: RoomID
    let name: RoomName
    private(set) var members: [Member] = []
    /// The places of its members' sessions, while they are a crowd.
    private(set) var places: PlaceSet?
    private let crowd: Int
    /// How many of them others do not know of yet.
    var hiddenCount = 0
    var topic: Topic?
    var history: History
    /// The id of the last that was said or set here, or what the first will be larger than.
    var lastID: EventID

    /// - Parameters:
    ///   - last: all of the room's ids are larger. So a new room of an old name goes on where the old one ended.
    ///   - memory: where its history is kept.
    ///   - crowd: how many members are one.
    init(id: RoomID, name: RoomName, after last: EventID, in memory: HistoryMemory, crowd: Int) {
        self.id = id
        self.name = name
        self.crowd = crowd
        lastID = last
        history = History(room: name, floor: last, in: memory)
        history.belongs(to: id.index)
    }

    // MARK: - Members

    /// - Returns: where it stands among the members.
    func append(_ member: Member) -> Int {
        members.append(member)
        if places != nil {
            places?.insert(Int(member.session.slot))
        } else if members.count >= crowd {
            var all = PlaceSet()
            for member in members { all.insert(Int(member.session.slot)) }
            places = all
        }
        return members.count - 1
    }

    /// Where somebody stands now who once stood at `index`: there, or before it, as others left who stood before them.
    func index(of session: SessionID, from index: Int) -> Int? {
        var index = min(index, members.count - 1)
        while index >= 0, members[index].session != session { index -= 1 }
        return index < 0 ? nil : index
    }

    func setView(at index: Int, _ view: View) {
        members[index].view = view
    }

    func remove(at index: Int) {
        places?.remove(Int(members[index].session.slot))
        members.remove(at: index)
        endCrowd()
    }

    /// Takes out all whose places are in a set, in one pass.
    func remove(_ leavers: PlaceSet) {
        members.removeAll { member in
            let place = Int(member.session.slot)
            guard leavers.contains(place) else { return false }
            places?.remove(place)
            return true
        }
        endCrowd()
    }

    /// Much later than it became one, so that who comes and goes at the edge has nothing made again and again.
    private func endCrowd() {
        if members.count < crowd / 2 { places = nil }
    }
}
