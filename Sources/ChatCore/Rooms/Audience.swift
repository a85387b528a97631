/// Those sessions of this node that read a room, each with its view: what a delivery goes through.
final class Audience {
    /// From so many members on their slots are also known as a set, which is cheaper to unite with others' than to go through.
    static let crowd = 64

    private(set) var members: [Member] = []
    /// The slots of its sessions, while they are a crowd.
    private(set) var slots: SlotSet?
    private let crowd: Int

    /// - Parameter crowd: how many members are one.
    init(crowd: Int) {
        self.crowd = crowd
    }

    /// - Returns: where it stands among the members.
    func append(_ member: Member) -> Int {
        members.appendSparingly(member)
        if slots != nil {
            slots?.insert(Int(member.session.slot))
        } else if members.count >= crowd {
            var all = SlotSet()
            for member in members { all.insert(Int(member.session.slot)) }
            slots = all
        }
        return members.count - 1
    }

    /// Where a session stands now that once stood at `index`: there, or before it, as others left who stood before it.
    func index(of session: SessionID, from index: Int) -> Int? {
        var index = min(index, members.count - 1)
        while index >= 0, members[index].session != session { index -= 1 }
        return index < 0 ? nil : index
    }

    func setView(at index: Int, _ view: View) {
        members[index].view = view
    }

    func remove(at index: Int) {
        slots?.remove(Int(members[index].session.slot))
        members.remove(at: index)
        endCrowd()
    }

    /// Takes out all whose slots are in a set, in one pass.
    func remove(_ leavers: SlotSet) {
        members.removeAll { member in
            let slot = Int(member.session.slot)
            guard leavers.contains(slot) else { return false }
            slots?.remove(slot)
            return true
        }
        endCrowd()
    }

    /// Forgets the set of slots, but only at half the size that made it: otherwise each who comes and goes at the edge would have it made
    /// again.
    private func endCrowd() {
        if members.count < crowd / 2 { slots = nil }
    }
}
