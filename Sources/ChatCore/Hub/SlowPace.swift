/// When people last spoke in rooms where each speaks once in so many seconds. What is over for long is forgotten now and then, so there is
/// no more of it than who spoke in an hour.
struct SlowPace {
    struct Place: Hashable {
        let person: PersonID
        let room: RoomID
    }

    /// When somebody may speak again, in microseconds of the steady clock.
    private(set) var next: [Place: Int64] = [:]
    private var bound = 1_024

    init() {}

    init(_ waits: [HubSnapshot.SlowWait]) {
        for wait in waits { next[Place(person: wait.person, room: wait.room)] = wait.next }
    }

    /// In one order, whatever a dictionary's is.
    var waits: [HubSnapshot.SlowWait] {
        next.map { HubSnapshot.SlowWait(person: $0.person, room: $0.room, next: $1) }.sorted {
            ($0.room.index, $0.person.slot, $0.person.generation) < (
                $1.room.index, $1.person.slot, $1.person.generation
            )
        }
    }

    /// How long somebody has to wait, in microseconds; 0: they speak now.
    mutating func wait(for person: PersonID, in room: RoomID, seconds: Int, at now: Int64) -> Int64 {
        let place = Place(person: person, room: room)
        // Where the pace was made faster since, that holds.
        if let next = next[place], next > now { return min(next - now, Int64(seconds) * 1_000_000) }
        next[place] = now + Int64(seconds) * 1_000_000
        if next.count > bound {
            next = next.filter { $0.value > now }
            bound = max(1_024, 2 * next.count)
        }
        return 0
    }

    /// A room is gone, and another may have its place next.
    mutating func forget(_ room: RoomID) {
        if !next.isEmpty { next = next.filter { $0.key.room != room } }
    }
}
