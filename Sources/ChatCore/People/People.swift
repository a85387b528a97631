/// Somebody who is here, through one session, several or none. What others know of them is theirs, and not a session's.
///
/// `People` alone changes it, but for `sessions` and the places of memberships, which are this node's.
final class Person {
    /// A room that somebody is in.
    struct Membership {
        let room: RoomID
        /// The place, and the rank in its lowest two bits: it stays as small as it was without ranks.
        private var packed: Int32

        init(room: RoomID, rank: Rank) {
            self.room = room
            packed = -1 << 2 | Int32(rank.rawValue)
        }

        /// Where the first session stands in the room's audience, or stood: it moves to the front as others leave who came before it.
        /// -1: it is not there yet.
        var place: Int32 {
            get { packed >> 2 }
            set { packed = newValue << 2 | packed & 3 }
        }

        var rank: Rank {
            get { Rank(rawValue: UInt8(packed & 3)) ?? .none }
            set { packed = packed & ~3 | Int32(newValue.rawValue) }
        }
    }

    let id: PersonID
    fileprivate(set) var nick: Nick {
        didSet { key = nick.key }
    }
    /// The nick's, as it is asked for at each delivery to who ignores somebody.
    private(set) var key: String
    /// Microseconds since 1970.
    let since: Int64
    /// nil: it is not known where they come from.
    let host: Host?
    fileprivate(set) var away: Text?
    /// In the order in which they were entered.
    private(set) var memberships: [Membership] = []
    var sessions = SessionList()
    /// Others do not know yet that they are here.
    fileprivate(set) var isHidden: Bool

    fileprivate init(id: PersonID, nick: Nick, host: Host?, since: Int64, isHidden: Bool) {
        self.id = id
        self.host = host
        self.nick = nick
        self.since = since
        self.isHidden = isHidden
        key = nick.key
    }

    var roomCount: Int { memberships.count }

    var rooms: some RandomAccessCollection<RoomID> { memberships.lazy.map(\.room) }

    func isIn(_ room: RoomID) -> Bool { memberships.contains { $0.room == room } }

    /// Remembers where the first session stands in a room's audience.
    func stands(in room: RoomID, at place: Int) {
        if let index = memberships.firstIndex(where: { $0.room == room }) { memberships[index].place = Int32(place) }
    }

    /// What they are in a room; none where they are not in it.
    func rank(in room: RoomID) -> Rank { memberships.first { $0.room == room }?.rank ?? .none }

    fileprivate func setRank(_ rank: Rank, in room: RoomID) {
        if let index = memberships.firstIndex(where: { $0.room == room }) { memberships[index].rank = rank }
    }

    fileprivate func enter(_ room: RoomID, as rank: Rank) {
        memberships.append(Membership(room: room, rank: rank))
    }

    fileprivate func leave(_ room: RoomID) {
        memberships.removeAll { $0.room == room }
    }

    /// Where the first session stands in the audience of a room, or stood.
    func place(in room: RoomID) -> Int {
        memberships.first { $0.room == room }.map { Int($0.place) } ?? -1
    }
}

/// Who is here: which nick is whose, and which place in the table.
final class People {
    /// After so many guests their numbers begin anew. It has 18 digits, so that each is a part of a nick.
    static let mostGuests = 999_999_999_999_999_999

    private(set) var places: [Person?] = []
    private(set) var generations: [UInt32] = []
    /// The last is given next.
    private(set) var free: [UInt32] = []
    private var slots: [String: UInt32] = [:]
    private(set) var guests = 0
    /// What people and places come to; `guests` is not in it.
    private(set) var digest: UInt64 = 0

    var count: Int { slots.count }

    init() {}

    /// nil for who is gone.
    subscript(_ id: PersonID) -> Person? {
        guard Int(id.slot) < places.count, let person = places[Int(id.slot)], person.id == id else { return nil }
        return person
    }

    func find(_ nick: Nick) -> Person? {
        slots[nick.key].flatMap { places[Int($0)] }
    }

    /// All of them, by place.
    var all: some Sequence<Person> {
        places.lazy.compactMap { $0 }
    }

    // MARK: - Changes

    /// Takes in a newcomer under the next guest nick that nobody has.
    func add(isHidden: Bool, from host: Host?, at time: Int64) -> Person {
        var nick: Nick
        repeat {
            guests = guests < People.mostGuests ? guests + 1 : 1
            nick = Nick(guest: guests)
        } while slots[nick.key] != nil
        if free.isEmpty {
            free.append(UInt32(places.count))
            places.append(nil)
            generations.append(0)
        } else {
            digest &-= digestOfLastFree
            digest &-= digestOfGeneration(of: free[free.count - 1])
        }
        let slot = free.removeLast()
        digest &+= digestOfGeneration(of: slot)
        let person = Person(
            id: PersonID(slot: slot, generation: generations[Int(slot)]), nick: nick, host: host, since: time,
            isHidden: isHidden)
        places[Int(slot)] = person
        slots[nick.key] = slot
        digest &+= person.digest
        return person
    }

    func remove(_ person: Person) {
        let slot = person.id.slot
        digest &-= person.digest
        digest &-= digestOfGeneration(of: slot)
        slots[person.key] = nil
        places[Int(slot)] = nil
        generations[Int(slot)] &+= 1
        free.append(slot)
        digest &+= digestOfGeneration(of: slot)
        digest &+= digestOfLastFree
    }

    /// Gives a nick that is free, or is the person's own in another spelling.
    func rename(_ person: Person, to nick: Nick) {
        slots[person.key] = nil
        slots[nick.key] = person.id.slot
        change(person) { $0.nick = nick }
    }

    func setAway(_ person: Person, _ note: Text?) {
        change(person) { $0.away = note }
    }

    /// Others know of them from now on.
    func announce(_ person: Person) {
        change(person) { $0.isHidden = false }
    }

    func enter(_ person: Person, _ room: RoomID, as rank: Rank) {
        change(person) { $0.enter(room, as: rank) }
    }

    func setRank(_ person: Person, _ rank: Rank, in room: RoomID) {
        change(person) { $0.setRank(rank, in: room) }
    }

    /// - Returns: where the first session stood in the room's audience, or before.
    func leave(_ person: Person, _ room: RoomID) -> Int {
        let place = person.place(in: room)
        change(person) { $0.leave(room) }
        return place
    }

    private func change(_ person: Person, _ change: (Person) -> Void) {
        let before = person.digest
        change(person)
        digest &+= person.digest &- before
    }
}

// MARK: - Digests

extension Person {
    /// What all that is shared of them comes to.
    fileprivate var digest: UInt64 {
        var digest = Digest(of: .person)
        digest.mix(id)
        digest.mix(since)
        digest.mix(isHidden ? 1 : 0)
        digest.mix(nick.text)
        digest.mix(memberships.count)
        for membership in memberships {
            digest.mix(Int(membership.room.index) << 2 | Int(membership.rank.rawValue))
        }
        if let host { digest.mix(host.text) }
        if let away { digest.mix(away.utf8) }
        return digest.value
    }
}

extension People {
    /// The same as `digest`, from all there is.
    var fullDigest: UInt64 {
        var sum = all.reduce(0) { $0 &+ $1.digest }
        for slot in generations.indices { sum &+= digestOfGeneration(of: UInt32(slot)) }
        for index in free.indices { sum &+= digestOfFree(index) }
        return sum
    }

    private func digestOfGeneration(of slot: UInt32) -> UInt64 {
        Digest.value(of: .generation, Int(slot), Int(generations[Int(slot)]))
    }

    private func digestOfFree(_ index: Int) -> UInt64 {
        Digest.value(of: .freePerson, index, Int(free[index]))
    }

    private var digestOfLastFree: UInt64 { digestOfFree(free.count - 1) }
}

// MARK: - Snapshots

extension People {
    func write(to snapshot: inout HubSnapshot) {
        snapshot.guests = guests
        snapshot.personGenerations = generations
        snapshot.freePeople = free
        snapshot.people = all.map { person in
            var copy = HubSnapshot.Person(id: person.id, nick: person.nick, since: person.since)
            copy.host = person.host
            copy.rooms = Array(person.rooms)
            copy.ranks = person.memberships.map(\.rank)
            copy.away = person.away
            copy.isHidden = person.isHidden
            return copy
        }
    }

    convenience init(restoring snapshot: HubSnapshot) throws(SnapshotError) {
        self.init()
        guests = snapshot.guests
        generations = snapshot.personGenerations
        free = snapshot.freePeople
        places = Array(repeating: nil, count: generations.count)
        guard (0...People.mostGuests).contains(guests) else { throw SnapshotError("\(guests) guests") }
        for copy in snapshot.people {
            let slot = Int(copy.id.slot)
            guard slot < places.count, generations[slot] == copy.id.generation else {
                throw SnapshotError("\(copy.nick) has no place")
            }
            guard places[slot] == nil, slots[copy.nick.key] == nil else {
                throw SnapshotError("\(copy.nick) is there twice")
            }
            guard copy.ranks.count <= copy.rooms.count else { throw SnapshotError("\(copy.nick) has ranks in no room") }
            let person = Person(
                id: copy.id, nick: copy.nick, host: copy.host, since: copy.since, isHidden: copy.isHidden)
            person.away = copy.away
            // Older formats have no ranks.
            for (index, room) in copy.rooms.enumerated() {
                person.enter(room, as: index < copy.ranks.count ? copy.ranks[index] : .none)
            }
            slots[person.key] = copy.id.slot
            places[slot] = person
        }
        guard free.count + slots.count == places.count, Set(free).count == free.count,
            free.allSatisfy({ Int($0) < places.count && places[Int($0)] == nil })
        else { throw SnapshotError("the free places of people are not those that nobody has") }
        digest = fullDigest
    }
}
