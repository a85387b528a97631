/// By which nodes people are here, and by how many sessions at each: somebody is gone when the last of these ends, wherever that is.
///
/// A node that is alone knows it from its own sessions: nothing is in here then.
struct Presence {
    /// Somebody's sessions at a node.
    private struct Place {
        let node: NodeNumber
        var sessions: Int
    }

    /// By the slots of people. Nearly everybody is at one node.
    private var places: [[Place]] = []
    /// What all of it comes to.
    private(set) var digest: UInt64 = 0

    init() {}

    var isEmpty: Bool { places.isEmpty }

    private subscript(_ slot: UInt32) -> [Place] {
        get { slot < places.count ? places[Int(slot)] : [] }
        set {
            if slot >= places.count {
                places.append(contentsOf: repeatElement([], count: Int(slot) + 1 - places.count))
            }
            digest &-= Presence.digest(of: places[Int(slot)], slot)
            places[Int(slot)] = newValue
            digest &+= Presence.digest(of: newValue, slot)
        }
    }

    // MARK: - Changes

    /// Somebody has so many more sessions at a node.
    mutating func add(_ person: PersonID, at node: NodeNumber, _ sessions: Int = 1) {
        var places = self[person.slot]
        if let index = places.firstIndex(where: { $0.node == node }) {
            places[index].sessions += sessions
        } else {
            places.insert(
                Place(node: node, sessions: sessions), at: places.firstIndex { $0.node > node } ?? places.endIndex)
        }
        self[person.slot] = places
    }

    /// A session of somebody has ended at a node.
    /// - Returns: whether none is left, anywhere.
    mutating func endSession(of person: PersonID, at node: NodeNumber) -> Bool {
        var places = self[person.slot]
        if let index = places.firstIndex(where: { $0.node == node }) {
            places[index].sessions -= 1
            if places[index].sessions == 0 { places.remove(at: index) }
            self[person.slot] = places
        }
        return places.isEmpty
    }

    /// Whether somebody has one session, of all nodes.
    func isLast(of person: PersonID) -> Bool { self[person.slot].reduce(0) { $0 + $1.sessions } <= 1 }

    /// The sessions of a guest are another's from now on.
    mutating func move(from guest: PersonID, to person: PersonID) {
        for place in self[guest.slot] { add(person, at: place.node, place.sessions) }
        forget(guest)
    }

    mutating func forget(_ person: PersonID) {
        if person.slot < places.count { self[person.slot] = [] }
    }

    /// Nobody is at a node any more.
    /// - Returns: the slots of those who were, in their order, and whether they are nowhere else.
    mutating func lose(_ node: NodeNumber) -> [(slot: UInt32, isGone: Bool)] {
        var lost: [(slot: UInt32, isGone: Bool)] = []
        for slot in places.indices where places[slot].contains(where: { $0.node == node }) {
            let slot = UInt32(slot)
            self[slot] = self[slot].filter { $0.node != node }
            lost.append((slot, self[slot].isEmpty))
        }
        return lost
    }

    // MARK: - Digests and snapshots

    private static func digest(of places: [Place], _ slot: UInt32) -> UInt64 {
        places.reduce(0) { sum, place in
            var digest = Digest(of: .presence)
            digest.mix(Int(slot))
            digest.mix(Int(place.node.value))
            digest.mix(place.sessions)
            return sum &+ digest.value
        }
    }

    /// The same as `digest`, from all there is.
    var fullDigest: UInt64 {
        places.indices.reduce(0) { $0 &+ Presence.digest(of: places[$1], UInt32($1)) }
    }

    func copies(_ people: People) -> [HubSnapshot.Place] {
        people.all.flatMap { person in
            self[person.id.slot].map { HubSnapshot.Place(of: person.id, at: $0.node, sessions: $0.sessions) }
        }
    }

    init(_ copies: [HubSnapshot.Place], _ people: People) throws(SnapshotError) {
        for copy in copies {
            guard people[copy.person] != nil, copy.sessions > 0,
                !self[copy.person.slot].contains(where: { $0.node == copy.node })
            else { throw SnapshotError("a node has sessions of nobody, or the same twice") }
            add(copy.person, at: copy.node, copy.sessions)
        }
    }
}

extension HubSnapshot {
    /// Through how many sessions somebody is here at one of several nodes.
    package struct Place: Hashable, Sendable {
        package var person: PersonID
        package var node: NodeNumber
        package var sessions: Int

        package init(of person: PersonID, at node: NodeNumber, sessions: Int) {
            self.person = person
            self.node = node
            self.sessions = sessions
        }
    }
}
