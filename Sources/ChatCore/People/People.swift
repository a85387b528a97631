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
    /// The digest of all people and slots; `guests` is not in it.
    private(set) var digest: UInt64 = 0
    /// Whether somebody asks for sources.
    var tellsSources = false {
        didSet { sources = [] }
    }
    /// By slot, of those who did something since they are called so.
    private var sources: [Source?] = []

    var count: Int { slotsByKey.count }

    init() {}

    /// A table of people who are here already.
    /// - Parameters:
    ///   - generations: which of those who had a slot has it, or had it last.
    ///   - free: the slots that nobody has.
    /// - Throws: `SnapshotError` where two have one slot or one nick, or a slot is neither somebody's nor free.
    init(of people: [Person], generations: [UInt32], free: [UInt32], guests: Int) throws(SnapshotError) {
        self.generations = generations
        self.free = free
        self.guests = guests
        slots = Array(repeating: nil, count: generations.count)
        guard (0...People.mostGuests).contains(guests) else { throw SnapshotError("\(guests) guests") }
        for person in people {
            let slot = Int(person.id.slot)
            guard slot < slots.count, generations[slot] == person.id.generation else {
                throw SnapshotError("\(person.nick) has no slot")
            }
            guard slots[slot] == nil, slotsByKey[person.key] == nil else {
                throw SnapshotError("\(person.nick) is there twice")
            }
            slots[slot] = person
            slotsByKey[person.key] = person.id.slot
        }
        guard free.count + people.count == slots.count, Set(free).count == free.count,
            free.allSatisfy({ Int($0) < slots.count && slots[Int($0)] == nil })
        else { throw SnapshotError("the free slots of people are not those that nobody has") }
        digest = fullDigest
    }

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

    // MARK: - Sources

    /// Who somebody is, as events tell it; nil where nobody asks for it.
    @inline(__always)
    func source(of person: Person) -> Source? { tellsSources ? knownSource(of: person) : nil }

    private func knownSource(of person: Person) -> Source {
        let slot = Int(person.id.slot)
        // Who has just gone is told of, too.
        guard self[person.id] === person else { return Source(of: person) }
        if slot < sources.count, let known = sources[slot] { return known }
        if sources.count < slots.count {
            sources.append(contentsOf: repeatElement(nil, count: slots.count - sources.count))
        }
        let made = Source(of: person)
        sources[slot] = made
        return made
    }

    private func forgetSource(of person: Person) {
        if person.id.slot < sources.count { sources[Int(person.id.slot)] = nil }
    }

    // MARK: - Changes

    /// Takes in a newcomer under the next guest nick that nobody has.
    func add(isHidden: Bool, from host: Host?, at time: Int64) -> Person {
        add(as: nextGuestNick(), nil, isHidden: isHidden, from: host, at: time)
    }

    /// - Parameter nick: nobody has it.
    func add(
        as nick: Nick, _ introduction: Introduction?, isHidden: Bool, from host: Host?, at time: Int64
    ) -> Person {
        if free.isEmpty {
            free.append(UInt32(slots.count))
            slots.appendSparingly(nil)
            generations.appendSparingly(0)
        } else {
            digest &-= digestOfLastFree
            digest &-= digestOfGeneration(of: free[free.count - 1])
        }
        let slot = free.removeLast()
        digest &+= digestOfGeneration(of: slot)
        let person = Person(
            id: PersonID(slot: slot, generation: generations[Int(slot)]), nick: nick, host: host, since: time,
            isHidden: isHidden)
        if let introduction { person.changeParticulars { $0.introduction = introduction } }
        slots[Int(slot)] = person
        slotsByKey[nick.key] = slot
        digest &+= person.digest
        return person
    }

    /// The next guest nick that nobody has.
    func nextGuestNick() -> Nick {
        var nick: Nick
        repeat {
            guests = guests < People.mostGuests ? guests + 1 : 1
            nick = Nick(guest: guests)
        } while slotsByKey[nick.key] != nil
        return nick
    }

    func remove(_ person: Person) {
        forgetSource(of: person)
        if let account = person.account { account.person = nil }
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
        forgetSource(of: person)
        change(person) { $0.nick = nick }
    }

    /// What events tell of them is another from now on.
    func changeWhoTheyAre(_ person: Person, _ change: (Particulars) -> Void) {
        forgetSource(of: person)
        self.change(person) { $0.changeParticulars(change) }
    }

    func setAway(_ person: Person, _ note: Text?) {
        change(person) { $0.changeParticulars { $0.away = note } }
    }

    func setAccount(_ person: Person, _ account: Account?) {
        forgetSource(of: person)
        change(person) { $0.changeParticulars { $0.account = account } }
    }

    func setMessages(_ person: Person, _ policy: MessagePolicy) {
        change(person) { $0.changeParticulars { $0.messages = policy } }
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

    func setVoiceBeneath(_ person: Person, _ isSet: Bool, in room: RoomID) {
        change(person) { $0.setVoiceBeneath(isSet, in: room) }
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
