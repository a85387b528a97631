/// What somebody is in a room: who has a higher one may do more there (decision 23).
public enum Rank: UInt8, Comparable, Hashable, Sendable, CaseIterable {
    case none
    /// Speaks where it is moderated.
    case voice
    /// Puts people out, and sets what holds in the room.
    case op
    /// Whose room it is, where it is registered.
    case founder

    /// As programs and records write it.
    public var name: String {
        switch self {
        case .none: "none"
        case .voice: "voice"
        case .op: "op"
        case .founder: "founder"
        }
    }

    public init?(name: String) {
        guard let rank = Rank.allCases.first(where: { $0.name == name }) else { return nil }
        self = rank
    }

    public static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
}
