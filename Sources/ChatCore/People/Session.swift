/// One of the connections through which a person is here: how it reads, and what it has chosen for itself. Other nodes know nothing of it.
final class Session {
    let id: SessionID
    /// Another once it has logged in to whom is here already.
    var person: Person
    var current: RoomID?
    var reading: Reading
    /// Without `elsewhere`, which each room's member has of its own.
    var filters: View.Filters = []
    /// It has asked the hub for something.
    var hasAsked = false
    /// Whom `/reply` goes to.
    var lastCorrespondent: PersonID?
    /// nil: nobody.
    var ignored: IgnoreList?
    /// Of the steady clock, when something was last asked.
    var lastActive: Int64
    /// It was told of all hidden newcomers up to that one.
    var knowsUpTo = 0

    init(id: SessionID, of person: Person, reading: Reading, lastActive: Int64) {
        self.id = id
        self.person = person
        self.reading = reading
        self.lastActive = lastActive
    }

    /// The view of what belongs to no room.
    var view: View { View(rendering: reading.rendering, filters: filters) }

    /// The view of one of its rooms.
    func view(of room: RoomID) -> View {
        var view = view
        if reading.marksRooms, current != room { view.filters.insert(.elsewhere) }
        return view
    }

    func ignores(_ other: Person) -> Bool {
        guard let ignored, other !== person else { return false }
        return ignored.contains(other.id, other.account?.id, named: other.key)
    }

    /// - Parameters:
    ///   - account: to which the other was logged in.
    ///   - key: of the nick under which the other spoke, be it gone or not.
    func ignores(_ other: PersonID, _ account: AccountID?, named key: @autoclosure () -> String) -> Bool {
        guard let ignored, other != person.id else { return false }
        return ignored.contains(other, account, named: key())
    }
}

extension Session {
    var copy: HubSnapshot.Session {
        var copy = HubSnapshot.Session(id: id, person: person.id, lastActive: lastActive)
        copy.current = current
        copy.reading = reading
        copy.filters = filters
        copy.ignored = ignored?.entries ?? []
        copy.lastCorrespondent = lastCorrespondent
        copy.knowsUpTo = knowsUpTo
        copy.hasAsked = hasAsked
        return copy
    }

    convenience init(restoring copy: HubSnapshot.Session, of person: Person) throws(SnapshotError) {
        self.init(id: copy.id, of: person, reading: copy.reading, lastActive: copy.lastActive)
        guard !copy.filters.contains(.elsewhere), copy.filters.contains(.ignores) == !copy.ignored.isEmpty else {
            throw SnapshotError("session \(copy.id) has a view that can't be")
        }
        current = copy.current
        filters = copy.filters
        ignored = copy.ignored.isEmpty ? nil : IgnoreList(copy.ignored)
        lastCorrespondent = copy.lastCorrespondent
        knowsUpTo = copy.knowsUpTo
        hasAsked = copy.hasAsked
    }
}
