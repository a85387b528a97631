/// What ops have set in a room, and whom they asked in or keep out.
public struct RoomRules: Hashable, Sendable {
    /// An invitation is good for a day, in microseconds.
    public static let invitationTime: Int64 = 24 * 3_600 * 1_000_000
    /// Invitations that a room keeps; who was invited first loses theirs.
    public static let mostInvitations = 100

    public var modes = RoomModes.usual
    public var key: RoomKey?
    /// How many may be in it; 0 where that is not limited.
    public var limit = 0
    /// Each speaks once in so many seconds; 0: as often as they like.
    public var slow = 0
    /// nil: it is gone with its last member.
    public var registration: Registration?
    /// In the order in which they were set.
    public var masks: [Mask] = []
    /// In the order in which they were asked in.
    public var invitations: [Invitation] = []

    public init() {}

    /// Nothing is set: it is as if there were none.
    var isPlain: Bool { self == RoomRules() }

    /// Modes and their values are of each other, and what has a bound is within it. What comes from outside may be otherwise.
    package var isWhole: Bool {
        let known = RoomMode.all.reduce(into: RoomModes()) { $0.formUnion($1.bit) }
        return modes.isSubset(of: known) && modes.contains(.key) == (key != nil)
            && modes.contains(.limit) == ModeChange.limits.contains(limit) && (modes.contains(.limit) || limit == 0)
            && modes.contains(.slow) == ModeChange.slowness.contains(slow) && (modes.contains(.slow) || slow == 0)
    }

    /// All modes with their values.
    var current: ModeChange {
        var change = ModeChange()
        change.add(modes)
        if let key { change.setKey(key) }
        if limit > 0 { change.setLimit(limit) }
        if slow > 0 { change.setSlow(slow) }
        return change
    }

    // MARK: - Changes

    mutating func apply(_ change: ModeChange) {
        modes.formUnion(change.added)
        modes.subtract(change.removed)
        if let key = change.key { self.key = key }
        if change.added.contains(.limit) { limit = change.limit }
        if change.added.contains(.slow) { slow = change.slow }
        if change.removed.contains(.key) { key = nil }
        if change.removed.contains(.limit) { limit = 0 }
        if change.removed.contains(.slow) { slow = 0 }
    }

    /// What of a change is not so already.
    func effect(of change: ModeChange) -> ModeChange {
        var effect = ModeChange()
        let values: RoomModes = [.key, .limit, .slow]
        effect.add(change.added.subtracting(modes).subtracting(values))
        effect.remove(change.removed.intersection(modes))
        if let key = change.key, key != self.key { effect.setKey(key) }
        if change.added.contains(.limit), change.limit != limit { effect.setLimit(change.limit) }
        if change.added.contains(.slow), change.slow != slow { effect.setSlow(change.slow) }
        return effect
    }

    /// Sets masks; one that there is already is set anew.
    mutating func add(_ added: [Mask]) {
        masks.removeAll { old in added.contains { $0.kind == old.kind && $0.subject == old.subject } }
        masks += added
    }

    mutating func remove(_ kind: MaskKind, _ subjects: [MaskSubject]) {
        masks.removeAll { $0.kind == kind && subjects.contains($0.subject) }
    }

    mutating func invite(_ person: PersonID, until: Int64) {
        invitations.removeAll { $0.person == person }
        invitations.append(Invitation(person, until: until))
        if invitations.count > RoomRules.mostInvitations { invitations.removeFirst() }
    }

    mutating func useInvitation(of person: PersonID) {
        invitations.removeAll { $0.person == person }
    }

    /// Forgets what is over.
    mutating func prune(at time: Int64) {
        masks.removeAll { $0.isOver(at: time) }
        invitations.removeAll { $0.until <= time }
    }

    // MARK: - Questions

    func masks(of kind: MaskKind, at time: Int64) -> [Mask] {
        masks.filter { $0.kind == kind && !$0.isOver(at: time) }
    }

    func isInvited(_ person: PersonID, at time: Int64) -> Bool {
        invitations.contains { $0.person == person && $0.until > time }
    }

    /// The mask that holds longest for somebody, unless they are exempt: of bans, and of mutes, too, if asked for.
    func strongestMask(withMutes: Bool = false, on identity: MaskIdentity, at time: Int64) -> Mask? {
        var found: Mask?
        // By their places: there may be hundreds of masks, and a copy of one counts several references.
        for place in masks.indices where masks[place].keepsOut(identity, withMutes: withMutes, at: time) {
            if found.map({ ($0.until ?? .max) < (masks[place].until ?? .max) }) ?? true { found = masks[place] }
        }
        guard found != nil, !has(.exempt, identity, at: time) else { return nil }
        return found
    }

    func has(_ kind: MaskKind, _ identity: MaskIdentity, at time: Int64) -> Bool {
        masks.indices.contains { masks[$0].kind == kind && masks[$0].holds(for: identity, at: time) }
    }
}
