/// What a session's dialect shows of what others do, where not all dialects do. Of what it does not show its session is told nothing.
///
/// What is said in rooms is not among it: whoever is in a room reads that, and it is never asked for there.
public struct Interests: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// That somebody goes away, or is back.
    public static let away = Interests(rawValue: 1 << 0)
    /// That somebody who comes into a room is away.
    public static let awayOfNewcomers = Interests(rawValue: 1 << 1)
    /// That somebody is really called otherwise.
    public static let realNames = Interests(rawValue: 1 << 2)
    /// What programs ask each other.
    public static let signals = Interests(rawValue: 1 << 3)
    /// What operators of the server tell all who want to hear it.
    public static let broadcasts = Interests(rawValue: 1 << 4)
    /// All of this also of those whom it watches and shares no room with.
    public static let ofWatched = Interests(rawValue: 1 << 5)
    /// That somebody has voice besides a higher rank.
    public static let ranksBeneath = Interests(rawValue: 1 << 6)
    /// What goes along with what is said, where nothing is said.
    public static let asides = Interests(rawValue: 1 << 7)
    /// That somebody is logged in to an account from now on, or to none.
    public static let accounts = Interests(rawValue: 1 << 8)
    /// That somebody takes back what was said.
    public static let takenBack = Interests(rawValue: 1 << 9)
    /// That somebody is asked into a room of which one is an op.
    public static let invitations = Interests(rawValue: 1 << 10)
    /// That a room is called otherwise from now on.
    public static let roomNames = Interests(rawValue: 1 << 11)

    /// What the line protocol shows.
    public static let usual: Interests = [.away, .takenBack, .roomNames]
}

extension Hub {
    /// Those who share a room with somebody or watch them, each once, and are told of such things.
    func witnesses(of person: Person, besides origin: Session?, wanting interest: Interests) -> [SessionID] {
        let near = neighbours(of: person, besides: origin, forPresence: interest == .away, wanting: interest)
        guard !local.watches.isEmpty else { return near }
        let wanted = interest.union(.ofWatched)
        let far = local.watches.watchers(of: person.nick).filter { id in
            guard id != origin?.id, !local.leaving.contains(Int(id.slot)), let other = local.sessions[id] else {
                return false
            }
            return other.reading.interests.isSuperset(of: wanted) && !sharesRoom(other.person, with: person)
        }
        walked += far.count
        return near + far
    }

    private func sharesRoom(_ person: Person, with other: Person) -> Bool {
        person === other || person.rooms.contains { other.isIn($0) }
    }

    /// Those who read a room and are told of such things.
    func readers(of room: Room, besides origin: Session?, wanting interest: Interests) -> [SessionID] {
        let members = local.audience(of: room.id)?.members ?? []
        walked += members.count
        return members.map(\.session).filter { id in
            id != origin?.id && !local.leaving.contains(Int(id.slot))
                && local.sessions[id]?.reading.interests.contains(interest) == true
        }
    }
}
