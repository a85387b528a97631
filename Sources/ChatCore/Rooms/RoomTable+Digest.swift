extension RoomTable {
    /// The same as `digest`, from all there is.
    var fullDigest: UInt64 {
        var sum = all.reduce(0) { $0 &+ $1.digest &+ fullDigestOfRoster($1) }
        for index in free.indices { sum &+= digestOfFree(index) }
        return sum
    }

    /// The digest of one who is in a room, and who came before them. The sum over all tells the order.
    func digestOfRoster(_ room: Room, _ before: UInt32?, _ person: UInt32) -> UInt64 {
        var digest = Digest(of: .roster)
        digest.mix(Int(room.id.index))
        digest.mix(before.map { Int($0) } ?? -1)
        digest.mix(Int(person))
        return digest.value
    }

    /// The same as a room's `rosterDigest`, from all who are in it.
    func fullDigestOfRoster(_ room: Room) -> UInt64 {
        var sum: UInt64 = 0
        var before: UInt32?
        for person in room.roster {
            sum &+= digestOfRoster(room, before, person)
            before = person
        }
        return sum
    }

    private func digestOfFree(_ index: Int) -> UInt64 {
        Digest.value(of: .freeRoom, index, Int(free[index].index))
    }

    /// The digest of the slot that is given next.
    var digestOfLastFree: UInt64 { digestOfFree(free.count - 1) }
}
