/// What a mask does to whom it is about.
public enum MaskKind: UInt8, Hashable, Sendable, CaseIterable {
    /// They can't enter, nor speak.
    case ban = 1
    /// They can't speak.
    case mute
    /// Neither bans nor mutes hold for them.
    case exempt
    /// They enter as if they were invited.
    case invited

    /// As programs and records write it.
    public var name: String {
        switch self {
        case .ban: "ban"
        case .mute: "mute"
        case .exempt: "exempt"
        case .invited: "invited"
        }
    }

    public init?(name: String) {
        guard let kind = MaskKind.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}

/// One entry of a room's lists.
public struct Mask: Hashable, Sendable {
    public let kind: MaskKind
    public let subject: MaskSubject
    /// Who set it, and when, in microseconds since 1970.
    public let by: Nick
    public let time: Int64
    /// In microseconds since 1970; nil: for good.
    public let until: Int64?
    public let reason: Text?

    public init(
        _ kind: MaskKind, _ subject: MaskSubject, by: Nick, at time: Int64, until: Int64? = nil, reason: Text? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.by = by
        self.time = time
        self.until = until
        self.reason = reason
    }

    func isOver(at time: Int64) -> Bool { until.map { $0 <= time } ?? false }

    /// Whether one command set both.
    func isSetTogether(with other: Mask) -> Bool {
        kind == other.kind && time == other.time && until == other.until && by == other.by
    }

    func holds(for identity: MaskIdentity, at time: Int64) -> Bool { !isOver(at: time) && subject.matches(identity) }

    func keepsOut(_ identity: MaskIdentity, withMutes: Bool, at time: Int64) -> Bool {
        (kind == .ban || withMutes && kind == .mute) && holds(for: identity, at: time)
    }
}

/// Somebody who was asked in by an op. It is good for one entering.
public struct Invitation: Hashable, Sendable {
    public let person: PersonID
    /// In microseconds since 1970.
    public let until: Int64

    public init(_ person: PersonID, until: Int64) {
        self.person = person
        self.until = until
    }
}
