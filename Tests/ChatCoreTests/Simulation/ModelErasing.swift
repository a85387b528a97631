@testable import ChatCore

/// Accounts that are erased.
extension Model {
    mutating func erase(_ account: Account, by id: SessionID, at now: Moment) -> Expected {
        var expected = logOut(account, by: id)
        for key in places.keys { forget(account.id, in: key, at: now) }
        former.removeAll { $0.account == account.id || account.owns($0.nick) }
        accounts.removeAll { $0.id == account.id }
        for index in accounts.indices { accounts[index].ignored.removeAll { $0 == account.id } }
        for index in people.indices { people[index].ignored.removeAll { $0.account == account.id } }
        retired = retired.filter { $0.value > now.wall }
        retired[account.name.asciiLowercased] = now.wall + Accounts.retirement
        expected.reply = Nick(account.name).map { .erased($0) }
        return expected
    }

    /// What it said is gone, and so is what it was there. Who has been an op for longest follows a founder.
    private mutating func forget(_ account: AccountID, in key: String, at now: Moment) {
        places[key]?.said.removeAll { $0.account == account }
        guard let lost = places[key]?.standings?.removeValue(forKey: account), lost.rank == .founder else { return }
        let ops = places[key]?.standings?.filter { $0.value.rank == .op } ?? [:]
        guard let next = ops.min(by: { ($0.value.since, $0.key) < ($1.value.since, $1.key) })?.key else { return }
        places[key]?.standings?[next] = Place.Standing(rank: .founder, since: now.wall)
        guard let founder = person(by: next), founder.rooms.contains(key) else { return }
        places[key]?.ranks[founder.id] = .founder
    }

    /// Whether nobody can have a nick as an account's, though no account has it.
    func isNobodys(_ nick: Nick, at now: Moment) -> Bool {
        nick.isReserved || retired[nick.key].map { $0 > now.wall } ?? false
    }
}
