import ChatCore
import Dialects

/// What people tell of themselves by IRC alone, whichever of their clients said it. It is theirs for as long as they are here, be it that they
/// are held; the hub knows nothing of it.
struct IRCPeople {
    struct Entry: Hashable {
        var metadata = IRCMetadata()
        /// They are not among those that a mask of WHO finds.
        var isInvisible = false

        fileprivate var isEmpty: Bool { metadata.isEmpty && !isInvisible }
    }

    /// So many may be of people who are gone, besides as many as there are people.
    private static let slack = 100

    private var entries: [PersonID: Entry] = [:]

    var isEmpty: Bool { entries.isEmpty }

    subscript(person: PersonID?) -> Entry {
        get { person.flatMap { entries[$0] } ?? Entry() }
        set {
            guard let person else { return }
            entries[person] = newValue.isEmpty ? nil : newValue
        }
    }

    /// Somebody has become one with somebody: what they told last counts.
    mutating func merge(_ guest: PersonID, into person: PersonID) {
        guard let last = entries.removeValue(forKey: guest) else { return }
        add(last, to: person)
    }

    /// A client of somebody has told this besides.
    mutating func add(_ told: Entry, to person: PersonID) {
        var entry = self[person]
        entry.metadata.add(told.metadata)
        entry.isInvisible = entry.isInvisible || told.isInvisible
        self[person] = entry
    }

    /// Forgets those who are gone, once there may be many.
    mutating func forget(unlessHere hub: Hub) {
        if entries.count > hub.personCount + IRCPeople.slack { entries = entries.filter { hub.isHere($0.key) } }
    }

    /// How many of those who are here are invisible.
    func invisible(in hub: Hub) -> Int { entries.count { $0.value.isInvisible && hub.isHere($0.key) } }

    /// What another process goes on with.
    func all(in hub: Hub) -> [PersonID: Entry] { entries.filter { hub.isHere($0.key) } }
}
