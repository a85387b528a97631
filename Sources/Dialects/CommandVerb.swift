/// A verb that is counted. Verbs that a peer makes up are not, nor is `/say`, which equals a line without a verb.
public struct CommandVerb: Hashable, Sendable, CaseIterable {
    /// Among all that are counted, from 0.
    public let index: Int

    /// In the order of the table.
    public static let names: [String] = CommandTable.rows.filter(\.isCounted).map(\.verb)

    public static let allCases: [CommandVerb] = names.indices.map { CommandVerb(index: $0) }
}

/// What a command may cost beyond what every line may.
public enum CommandCost: Hashable, Sendable {
    /// It says something: what it costs is its delivery.
    case plain
    /// A client sends it by itself, and it is little work: it costs a quarter of a line.
    case light
    /// Its session pays for what it had to go through, and for a long answer.
    case charged
    /// It may have to go through all people, rooms or messages that there are, or all rooms of one who asks. So all such commands
    /// share what time a turn has for them.
    case dear
}
