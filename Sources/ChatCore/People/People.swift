/// Somebody who is here, through one session, several or none. What others know of them is theirs, and not a session's.
///
/// `People` alone changes it, but for `sessions` and the positions of memberships, which are this node's.
final class Person {
    /// A room that somebody is in.
    struct Membership {
        let room: RoomID
        /// Where the first session stands in the room's audience, or stood: it moves to the front as others leave who came before it.
        /// -1: it is not there yet.
        var position: Int32 = -1
    }

    let id: PersonID
    fileprivate(set) var nick: Nick {
        didSet { key = nick.key }
    }
    /// The nick's, as it is asked for at each delivery to who ignores somebody.
    private(set) var key: String
    /// Microseconds since 1970.
    let since: Int64
    fileprivate(set) var away: Text?
    /// In the order in which they were entered.
    private(set) var memberships: [Membership] = []
    var sessions = SessionList()
    /// Others do not know yet that they are here.
    fileprivate(set) var isHidden: Bool

    fileprivate init(id: PersonID, nick: Nick, since: Int64, isHidden: Bool) {
        self.id = id
        self.nick = nick
        self.since = since
        self.isHidden = isHidden
        key = nick.key
    }

    var roomCount: Int { memberships.count }

    var rooms: some RandomAccessCollection<RoomID> { memberships.lazy.map(\.room) }

    func isIn(_ room: RoomID) -> Bool { memberships.contains { $0.room == room } }

    /// Remembers where the first session stands in a room's audience.
    func stands(in room: RoomID, at position: Int) {
        if let index = memberships.firstIndex(where: { $0.room == room }) {
            memberships[index].position = Int32(position)
        }
    }

    fileprivate func enter(_ room: RoomID) {
        memberships.append(Membership(room: room))
    }

    fileprivate func leave(_ room: RoomID) {
        memberships.removeAll { $0.room == room }
    }

    /// Where the first session stands in the audience of a room, or stood.
    func position(in room: RoomID) -> Int {
        memberships.first { $0.room == room }.map { Int($0.position) } ?? -1
    }
}

/// Who is here: which nick is whose, and who has which slot of the table.
final class People {
    /// After so many guests their numbers begin anew. It has 18 digits, so that each is a part of a nick.
    static let mostGuests = 999_999_999_999_999_999

    private(set) var slots: [Person?] = []
    private(set) var generations: [UInt32] = []
    /// The last is given next.
    private(set) var free: [UInt32] = []
    private var slotsByKey: [String: UInt32] = [:]
    private(set) var guests = 0
    /// What people and slots come to; `guests` is not in it.
    private(set) var digest: UInt64 = 0

    var count: Int { slotsByKey.count }

    init() {}

    /// nil for who is gone.
    subscript(_ id: PersonID) -> Person? {
        guard Int(id.slot) < slots.count, let person = slots[Int(id.slot)], person.id == id else { return nil }
        return person
    }

    func find(_ nick: Nick) -> Person? {
        slotsByKey[nick.key].flatMap { slots[Int($0)] }
    }

    /// All of them, by slot.
    var all: some Sequence<Person> {
        slots.lazy.compactMap { $0 }
    }

    // MARK: - Changes

    /// Takes in a newcomer under the next guest nick that nobody has.
    func add(isHidden: Bool, at time: Int64) -> Person {
        var nick: Nick
        repeat {
            guests = guests < People.mostGuests ? guests + 1 : 1
            nick = Nick(guest: guests)
        } while slotsByKey[nick.key] != nil
        if free.isEmpty {
            free.append(UInt32(slots.count))
            slots.append(nil)
            generations.append(0)
        } else {
            digest &-= digestOfLastFree
            digest &-= digestOfGeneration(of: free[free.count - 1])
        }
        let slot = free.removeLast()
        digest &+= digestOfGeneration(of: slot)
        let person = Person(
            id: PersonID(slot: slot, generation: generations[Int(slot)]), nick: nick, since: time, isHidden: isHidden)
        slots[Int(slot)] = person
        slotsByKey[nick.key] = slot
        digest &+= person.digest
        return person
    }

    func remove(_ person: Person) {
        let slot = person.id.slot
        digest &-= person.digest
        digest &-= digestOfGeneration(of: slot)
        slotsByKey[person.key] = nil
        slots[Int(slot)] = nil
        generations[Int(slot)] &+= 1
        free.append(slot)
        digest &+= digestOfGeneration(of: slot)
        digest &+= digestOfLastFree
    }

    /// Gives a nick that is free, or is the person's own in another spelling.
    func rename(_ person: Person, to nick: Nick) {
        slotsByKey[person.key] = nil
        slotsByKey[nick.key] = person.id.slot
        change(person) { $0.nick = nick }
    }

    func setAway(_ person: Person, _ note: Text?) {
        change(person) { $0.away = note }
    }

    /// Others know of them from now on.
    func announce(_ person: Person) {
        change(person) { $0.isHidden = false }
    }

    func enter(_ person: Person, _ room: RoomID) {
        change(person) { $0.enter(room) }
    }

    /// - Returns: where the first session stood in the room's audience, or before.
    func leave(_ person: Person, _ room: RoomID) -> Int {
        let position = person.position(in: room)
        change(person) { $0.leave(room) }
        return position
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
        for membership in memberships { digest.mix(Int(membership.room.index)) }
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
            copy.rooms = Array(person.rooms)
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
        slots = Array(repeating: nil, count: generations.count)
        guard (0...People.mostGuests).contains(guests) else { throw SnapshotError("\(guests) guests") }
        for copy in snapshot.people {
            let slot = Int(copy.id.slot)
            guard slot < slots.count, generations[slot] == copy.id.generation else {
                throw SnapshotError("\(copy.nick) has no slot")
            }
            guard slots[slot] == nil, slotsByKey[copy.nick.key] == nil else {
                throw SnapshotError("\(copy.nick) is there twice")
            }
            let person = Person(id: copy.id, nick: copy.nick, since: copy.since, isHidden: copy.isHidden)
            person.away = copy.away
            for room in copy.rooms { person.enter(room) }
            slotsByKey[person.key] = copy.id.slot
            slots[slot] = person
        }
        guard free.count + slotsByKey.count == slots.count, Set(free).count == free.count,
            free.allSatisfy({ Int($0) < slots.count && slots[Int($0)] == nil })
        else { throw SnapshotError("the free slots of people are not those that nobody has") }
        digest = fullDigest
    }
}
