/// A person: a slot of the table of people, and which of those who had that slot it is.
///
/// Applying a record gives it. So it is the same for all hubs that applied the same records, and records name people by it.
public struct PersonID: Hashable, Sendable, CustomStringConvertible {
    public let slot: UInt32
    public let generation: UInt32

    public init(slot: UInt32, generation: UInt32) {
        self.slot = slot
        self.generation = generation
    }

    /// As records write it: `SLOT/GENERATION`.
    public var description: String { "\(slot)/\(generation)" }
}
