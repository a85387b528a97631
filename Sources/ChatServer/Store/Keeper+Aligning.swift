import ChatCore
import Store

/// A node may begin with what another one knew, which its own file has not followed up to. The file is told the difference: what is so now, and
/// what is no more. Whatever of this a crash leaves undone is told again, as the mark comes last.
extension Keeper {
    /// - Parameters:
    ///   - state: what the file has.
    ///   - mark: up to where it has it; nil: it has nothing.
    ///   - logins: how accounts log in, and what waits for them, packed.
    /// - Throws: `StoreError` where the file can't be read, `FactError` where the logins are none.
    func align(_ state: StoredState, upTo mark: Followed.Mark?, withLogins logins: [UInt8]) throws {
        let old = try Recollection(of: state, path: path, for: hub, at: loop.wallTime).kept
        let new = hub.snapshot()
        let pasts = Dictionary(old.rooms.map { ($0.past.room, $0.past) }) { first, _ in first }
        alignAccounts(old.accounts, to: new)
        let (oldLogins, newLogins) = (try StoredLogins(of: path), try StoredLogins(logins))
        for fact in newLogins.facts(replacing: oldLogins) { put(fact) }
        let names = alignRooms(old.rooms)
        alignServerBans(old.serverBans)
        lastAudit = state.audit.last?.id ?? 0
        for entry in new.audit where entry.time > old.audit.last?.time ?? .min { keep(entry) }
        for (old, name) in names { alignTalk(in: name, pasts[old], after: mark?.lastID) }
    }

    // MARK: - Accounts

    private func alignAccounts(_ old: [HubSnapshot.Account], to new: HubSnapshot) {
        let (known, there) = (byID(old), byID(new.accounts))
        let retired = Dictionary(new.retiredNames.map { ($0.key, $0.until) }) { first, _ in first }
        for account in old where there[account.id] == nil {
            put(.erased(account: Int64(account.id.number), nameFreeAt: retired[account.name.key] ?? 0))
        }
        for account in new.accounts {
            var bare = known[account.id]
            for nick in bare?.nicks ?? [] where !account.nicks.contains(nick) { put(.nickReleased(nick.text)) }
            // What lists have is told by itself.
            bare?.nicks = account.nicks
            bare?.ignored = account.ignored
            bare?.markers = account.markers
            bare?.waiting = account.waiting
            if bare != account { putAccount(account.id, at: used(of: account.id) ?? loop.wallTime) }
        }
        for account in new.accounts { alignLists(of: account, known[account.id]) }
    }

    private func byID(_ accounts: [HubSnapshot.Account]) -> [AccountID: HubSnapshot.Account] {
        Dictionary(accounts.map { ($0.id, $0) }) { first, _ in first }
    }

    private func alignLists(of account: HubSnapshot.Account, _ old: HubSnapshot.Account?) {
        let number = Int64(account.id.number)
        for nick in account.nicks where old?.nicks.contains(nick) != true { put(.nick(nick.text, account: number)) }
        for other in old?.ignored ?? [] where !account.ignored.contains(other) {
            put(.ignored(account: number, subject: other.ignoredSubject, isOn: false, at: 0))
        }
        for other in account.ignored where old?.ignored.contains(other) != true {
            put(.ignored(account: number, subject: other.ignoredSubject, isOn: true, at: loop.wallTime))
        }
        for target in old?.markers.times.keys.sorted() ?? [] where account.markers[target] == nil {
            put(.marker(account: number, target: target, time: 0))
        }
        for (target, time) in account.markers.times.sorted(by: { $0.key < $1.key }) where old?.markers[target] != time {
            put(.marker(account: number, target: target, time: time))
        }
    }

    // MARK: - Rooms

    /// - Returns: the rooms that the file had and those are now, by their names then and now. A new one has the same twice.
    private func alignRooms(_ old: [Hub.Kept.Room]) -> [(old: RoomName, new: RoomName)] {
        let known = Dictionary(old.map { ($0.past.room, $0) }) { first, _ in first }
        let there = hub.registeredRooms + (hub.lobby.map { hub.registeredRooms.contains($0) ? [] : [$0] } ?? [])
        let moves = moves(of: known, to: there)
        var numbers: [RoomName: Int64] = [:]
        for move in moves { numbers[move.new] = rooms.remove(move.old) }
        for name in known.keys.sorted(by: { $0.text < $1.text }) {
            if let number = rooms.remove(name) { put(.roomDropped(number)) }
        }
        // Names that rooms exchanged are free before the first of them is written.
        for move in moves where move.old != move.new {
            guard let number = numbers[move.new] else { continue }
            put(.room(Fact.Room(number: number, name: "\(number)", created: 0)))
        }
        for name in there {
            if let number = numbers[name] { rooms.put(number, for: name) } else { _ = rooms.add(name) }
            let before = moves.first { $0.new == name }.flatMap { known[$0.old]?.rules }
            alignRules(of: name, before)
        }
        return there.map { name in (moves.first { $0.new == name }?.old ?? name, name) }
    }

    /// A room is the same that was registered at the same time. Its name may be another.
    private func moves(
        of known: [RoomName: Hub.Kept.Room], to there: [RoomName]
    ) -> [(old: RoomName, new: RoomName)] {
        func time(_ name: RoomName) -> Int64? { hub.rules(of: name)?.registration?.time }
        let stay = there.filter { name in known[name].map { $0.rules?.registration?.time == time(name) } ?? false }
        var left = known.keys.filter { !stay.contains($0) }.sorted { $0.text < $1.text }
        var moves = stay.map { (old: $0, new: $0) }
        for name in there where !stay.contains(name) {
            guard let time = time(name),
                let index = left.firstIndex(where: { known[$0]?.rules?.registration?.time == time })
            else { continue }
            moves.append((left.remove(at: index), name))
        }
        return moves
    }

    private func alignRules(of name: RoomName, _ old: RoomRules?) {
        guard let number = rooms[name] else { return }
        putRoom(name, at: loop.wallTime)
        let rules = hub.rules(of: name)
        let (before, now) = (old?.registration?.standings ?? [], rules?.registration?.standings ?? [])
        for gone in before where !now.contains(where: { $0.account == gone.account }) {
            put(.rank(room: number, account: Int64(gone.account.number), 0, since: gone.since))
        }
        for standing in now where !before.contains(standing) {
            put(
                .rank(
                    room: number, account: Int64(standing.account.number), Int64(standing.rank.rawValue),
                    since: standing.since))
        }
        let (masks, oldMasks) = (rules?.masks ?? [], old?.masks ?? [])
        for mask in oldMasks where !masks.contains(where: { $0.kind == mask.kind && $0.subject == mask.subject }) {
            put(.maskRemoved(room: number, kind: Int64(mask.kind.rawValue), subject: mask.subject.description))
        }
        for mask in masks where !oldMasks.contains(mask) {
            put(.mask(room: number, kind: Int64(mask.kind.rawValue), Fact.Mask(mask)))
        }
    }

    private func alignServerBans(_ old: [ServerBan]) {
        for ban in old where !hub.serverBans.contains(where: { $0.subject == ban.subject }) {
            put(.serverBanRemoved(subject: ban.subject.description))
        }
        for ban in hub.serverBans where !old.contains(ban) { put(.serverBan(Fact.Mask(ban))) }
    }

    // MARK: - What was said

    /// The file gets what memory has and it has not. What memory has forgotten by now is a hole in it.
    /// - Parameter known: up to that id it has what was said.
    private func alignTalk(in name: RoomName, _ old: HubSnapshot.Past?, after known: EventID?) {
        guard let number = number(of: name), let past = hub.past(of: name) else { return }
        if past.hasForgotten, past.floor > known ?? .min {
            put(holes.add(Holes.Hole(after: known ?? 0, last: past.floor), in: number))
        }
        let there = Set(past.said.map(\.id))
        for said in old?.said ?? [] where said.id > past.floor && !there.contains(said.id) {
            put(.redacted(room: number, id: said.id))
        }
        for said in past.said where said.id > known ?? .min { put(said, in: name, number) }
    }
}
