/// Whom one ignores, in the order in which they came to be. However many that are, no message costs more for it.
final class IgnoreList {
    /// Somebody ignored: the person, under whatever nick, and the nick, whoever has it next.
    typealias Entry = HubSnapshot.Ignored

    var entries: [Entry] {
        didSet { index() }
    }
    private var people: Set<PersonID> = []
    private var keys: Set<String> = []

    init(_ entries: [Entry]) {
        self.entries = entries
        index()
    }

    private func index() {
        people = Set(entries.map(\.person))
        keys = Set(entries.map(\.nick.key))
    }

    func contains(_ person: PersonID) -> Bool { people.contains(person) }

    /// - Parameter key: of a nick.
    func contains(_ person: PersonID, named key: @autoclosure () -> String) -> Bool {
        people.contains(person) || keys.contains(key())
    }
}
