/// A room's rules in memory, and what is known of whom they keep from speaking: most rooms have none of it.
final class RulesBox {
    private(set) var rules: RoomRules
    /// Of people who spoke: until when one may not speak, and how long that is known to be so.
    private var silenced: [PersonID: Silence] = [:]

    private struct Silence {
        /// nil: they may speak. `.max`: they are silenced for good. In microseconds since 1970, as the others.
        let until: Int64?
        /// The clock may be put back.
        let isKnownFrom: Int64
        let isKnownUntil: Int64
    }

    init(_ rules: RoomRules = RoomRules()) {
        self.rules = rules
    }

    func change(_ change: (inout RoomRules) -> Void) {
        change(&rules)
        silenced = [:]
    }

    /// Somebody has another name, or is gone.
    func forget(_ person: PersonID) {
        silenced[person] = nil
    }

    /// Until when masks keep somebody from speaking; nil: they do not. It is looked up once for each who speaks, until the masks or their
    /// name change, or a mask is over.
    func isSilenced(_ person: Person, at time: Int64) -> Int64? {
        if rules.masks.isEmpty { return nil }
        if let known = silenced[person.id], known.isKnownFrom <= time, time < known.isKnownUntil { return known.until }
        let until = rules.strongestMask(withMutes: true, on: MaskIdentity(person), at: time).map { $0.until ?? .max }
        let next = rules.masks.reduce(Int64.max) { next, mask in
            mask.until.map { $0 > time ? min(next, $0) : next } ?? next
        }
        silenced[person.id] = Silence(until: until, isKnownFrom: time, isKnownUntil: next)
        return until
    }
}

extension Room {
    /// It stays when all have left.
    var isKept: Bool { rules?.rules.registration != nil }

    var modes: RoomModes { rules?.rules.modes ?? .usual }

    /// Who is not in it may speak.
    var isOpenToOutside: Bool { rules.map { !$0.rules.modes.contains(.noOutside) } ?? false }

    /// nil: it has none beyond the usual.
    var setRules: RoomRules? { rules?.rules }
}

extension RoomRules {
    /// What it comes to.
    func digest(of room: RoomID) -> UInt64 {
        var digest = Digest(of: .rules)
        digest.mix(Int(room.index))
        digest.mix(Int(modes.rawValue))
        digest.mix(key?.text ?? "")
        digest.mix(limit)
        digest.mix(slow)
        digest.mix(masks.count)
        for mask in masks {
            digest.mix(Int(mask.kind.rawValue))
            digest.mix(mask.subject.description)
            digest.mix(mask.by.text)
            digest.mix(mask.time)
            digest.mix(mask.until ?? -1)
            digest.mix(mask.reason.map { [1] + $0.utf8 } ?? [])
        }
        if let registration {
            digest.mix(registration.time)
            for standing in registration.standings {
                digest.mix(Int(standing.account.number) << 2 | Int(standing.rank.rawValue))
                digest.mix(standing.since)
            }
        }
        digest.mix(invitations.count)
        for invitation in invitations {
            digest.mix(invitation.person)
            digest.mix(invitation.until)
        }
        return digest.value
    }
}
