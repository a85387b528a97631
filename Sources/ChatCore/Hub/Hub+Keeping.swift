/// What a store asks of a hub, and gives back to it.
extension Hub {
    /// How far back memory goes in a room.
    package struct Reach: Hashable, Sendable {
        package let room: RoomName
        /// Nothing up to this id is in memory.
        package let floor: EventID
        /// There was something up to there.
        package let hasForgotten: Bool
    }

    /// Something that was said just now.
    package struct Latest {
        package let id: EventID
        /// Microseconds since 1970.
        package let time: Int64
        package let nick: Nick
        /// To which they are logged in.
        package let account: AccountID?
        package let room: RoomID
        /// `user@host`; empty where nobody asks for it.
        package let userHost: String
        package let isBot: Bool
    }

    /// What was said in a room just now, where a store is to keep it.
    /// - Returns: nil where one of them is not there, or the room's talk is to be kept nowhere.
    package func latest(by person: PersonID, in room: RoomReference) -> Latest? {
        guard let room = shared.rooms.find(room), let person = shared.people[person], isKept(room) else { return nil }
        // What a room is not to remember nobody is to keep.
        guard !room.modes.contains(.noHistory) else { return nil }
        let source = source(of: person)
        return Latest(
            id: room.lastID, time: lastTime, nick: person.nick, account: person.account?.id, room: room.id,
            userHost: source?.userHost ?? "", isBot: source?.isBot ?? false)
    }

    /// The lobby and registered rooms outlast their members.
    private func isKept(_ room: Room) -> Bool { room.isKept || room.name == shared.lobby }

    /// For how many days what is said in a room is kept; 0: for good; nil: it is not.
    func keptDays(of room: Room) -> Int? {
        isKept(room) && !room.modes.contains(.noHistory) ? limits.keptDays : nil
    }

    /// The same of a room that may not be there yet, as the lobby before anybody came.
    package func keptDays(of name: RoomName) -> Int? {
        guard let room = shared.rooms.find(name) else { return name == lobby ? limits.keptDays : nil }
        return keptDays(of: room)
    }

    /// Whether a room outlasts its members, so that a store is to keep what happens in it.
    package func keeps(_ room: RoomName) -> Bool { shared.rooms.find(room).map { isKept($0) } ?? (room == lobby) }

    /// The rooms that are somebody's.
    package var registeredRooms: [RoomName] { shared.rooms.all.filter(\.isKept).map(\.name) }

    /// The topic of a room, and the id under which it was set.
    package func topic(of room: RoomName) -> (topic: Topic, id: EventID)? {
        guard let room = shared.rooms.find(room), let topic = room.topic else { return nil }
        return (topic, room.topicID)
    }

    /// What ops have set in a room; nil: nothing, or there is none.
    package func rules(of room: RoomName) -> RoomRules? { shared.rooms.find(room)?.setRules }

    /// An account as it is kept; nil: there is none of that number.
    package func keptAccount(_ id: AccountID) -> HubSnapshot.Account? { shared.accounts[id]?.copy }

    /// Who somebody is, as events tell it; nil where nobody asks for that, or they are gone.
    package func source(of person: PersonID) -> Source? { shared.people[person].flatMap { source(of: $0) } }

    /// To which account somebody is logged in.
    package func account(of person: PersonID) -> AccountID? { shared.people[person]?.account?.id }

    /// How many private messages wait for an account.
    package func waiting(for id: AccountID) -> Int { shared.accounts[id]?.waiting ?? 0 }

    /// What waited for an account was shown to it.
    package func collect(for id: AccountID, at now: Moment) {
        var effects: [Effect] = []
        collect(for: id, at: now.wall, &effects)
    }

    /// The same. It is known here alone that it was shown, so all others have to be told by a record.
    func collect(for id: AccountID, at time: Int64, _ effects: inout [Effect]) {
        order(.account(.collect(id)), at: time, by: nil, &effects)
    }

    /// When the name of an erased account may be another's, in microseconds since 1970.
    package static func nameFreeTime(erasedAt time: Int64) -> Int64 { time + Accounts.retirement }

    /// Who is kept from the server.
    package var serverBans: [ServerBan] { shared.serverBans.entries }

    /// Somebody is here or was, as in a hub that an older process handed over.
    package var hasBegun: Bool { shared.people.count > 0 || shared.rooms.count > 0 }

    /// Begins with what was kept. Nobody is here yet, and no room is.
    /// - Throws: `SnapshotError` where it contradicts itself, as a file may that somebody altered.
    package func recall(_ kept: Kept) throws(SnapshotError) {
        precondition(shared.people.count == 0, "a hub that is in use recalls nothing")
        var snapshot = HubSnapshot()
        (snapshot.accounts, snapshot.lastAccount) = (kept.accounts, kept.lastAccount)
        (snapshot.retiredNames, snapshot.serverBans) = (kept.retiredNames, kept.serverBans)
        try snapshot.checkNumbers()
        try shared.recall(snapshot)
        noteWhatHoldsGuests()
        for room in kept.rooms { try shared.recall(room, after: kept.lastID) }
        for entry in kept.audit { local.audit.append(entry) }
    }

    /// What a store kept for a hub that begins.
    package struct Kept: Sendable {
        package var accounts: [HubSnapshot.Account] = []
        /// The largest number that an account ever had.
        package var lastAccount: UInt32 = 0
        package var retiredNames: [HubSnapshot.RetiredName] = []
        package var serverBans: [ServerBan] = []
        package var rooms: [Room] = []
        /// From the oldest to the newest.
        package var audit: [AuditEntry] = []
        /// All new ids are larger, whatever the clock says.
        package var lastID: EventID = 0

        package init() {}

        package struct Room: Sendable {
            package var past: HubSnapshot.Past
            package var topic: (topic: Topic, id: EventID)?
            /// nil: nothing is set, and it is nobody's.
            package var rules: RoomRules?

            package init(_ past: HubSnapshot.Past) {
                self.past = past
            }
        }
    }

    // MARK: - What is kept of somebody

    /// Tells about an account as it is told who it is of: the account, and whom it ignores.
    /// - Parameter used: when it was last logged in to.
    package func tellKept(of id: AccountID, used: Int64?, _ effects: inout [Effect]) {
        guard let account = shared.accounts[id] else { return }
        let profile = AccountProfile(
            name: account.name, nicks: account.nicks, created: account.created, isHere: account.person != nil,
            isSuspended: account.isSuspended, used: used)
        effects.append(.row(.account(profile)))
        for other in account.ignored {
            if let name = shared.accounts[other]?.name { effects.append(.row(.ignored(name))) }
        }
    }

    /// Rooms in which an account is something, and what, in no order.
    package func ranks(of id: AccountID) -> [(room: RoomName, rank: Rank)] {
        guard let account = shared.accounts[id] else { return [] }
        return shared.rooms.all.compactMap { room in
            let rank = room.standing(of: account)
            return rank > .none ? (room.name, rank) : nil
        }
    }

    // MARK: - Searching

    /// The rooms that somebody is in.
    package func rooms(of id: SessionID) -> [RoomName] {
        local.sessions[id]?.person.rooms.compactMap { shared.rooms[$0]?.name } ?? []
    }

    /// Nicks of whom somebody ignores, in lower case.
    package func ignoredKeys(of id: SessionID) -> Set<String> {
        Set(local.sessions[id]?.ignored?.entries.map(\.nick.key) ?? [])
    }

    /// Accounts whom it ignores, under whatever nick.
    package func ignoredAccounts(of id: SessionID) -> Set<AccountID> {
        Set(local.sessions[id]?.ignored?.entries.compactMap(\.account) ?? [])
    }

    // MARK: - History that goes on in a store

    /// How far back memory goes in a room that somebody may read.
    /// - Parameter name: nil: its current one.
    /// - Returns: nil where it may not be read, which the command itself is refused for.
    package func reach(in name: RoomName?, for id: SessionID) -> Reach? {
        guard let asker = local.sessions[id], let room = try? ownRoom(name, of: asker) else { return nil }
        return Reach(room: room.name, floor: room.history.floor, hasForgotten: room.history.hasForgotten)
    }

    /// How many messages memory has of a room, up to `most`.
    package func kept(in room: RoomName, before id: EventID?, upTo most: Int) -> Int {
        guard let room = shared.rooms.find(room) else { return 0 }
        return room.history.last(most, before: id).events.count
    }

    /// What a store has of a room, for an answer that goes on with what memory has.
    package struct OlderPage: Hashable, Sendable {
        /// In the order in which they were said.
        package var said: [HubSnapshot.Said] = []
        /// There are more of those that were asked for; of those around an id, before it.
        package var hasMore = false
        /// There are more behind an id around which they are.
        package var hasMoreAfter = false
        /// They end here: what comes after it is in memory.
        package var end: EventID
        /// Some of those that were asked for are kept no more.
        package var hasGap = false

        package init(end: EventID) {
            self.end = end
        }
    }

    /// Answers `/history` with what a store has, and what memory has behind it.
    /// - Parameter withHappenings: with what memory has of what happened besides.
    package func tellHistory(
        in name: RoomName, _ older: OlderPage, _ count: Int?, _ stretch: HistoryStretch,
        withHappenings: Bool = false, by id: SessionID, at now: Moment, _ effects: inout [Effect]
    ) {
        guard let asker = local.sessions[id] else { return }
        noteRequest(by: id, at: now)
        do throws(Refusal) {
            let room = try ownRoom(name, of: asker)
            var replay: Replay
            if withHappenings, let count {
                var said: [Effect] = []
                replay = self.replay(room, older, count, stretch, to: asker, &said)
                replay = addHappenings(to: said, replay, of: room, count, stretch, for: asker, &effects)
            } else {
                replay = self.replay(room, older, count, stretch, to: asker, &effects)
            }
            effects.append(.done(.history(room.name, replay)))
        } catch {
            effects.append(.refused(error))
        }
    }

    /// What was said as it is told.
    package func event(of said: HubSnapshot.Said, in room: RoomName) -> Event {
        Event(said, in: room, of: said.account.flatMap { shared.accounts[$0]?.name })
    }

    /// What went alone to somebody, as it is told: nothing was said.
    package func aside(_ said: HubSnapshot.Said, to nick: Nick) -> Event {
        let account = said.account.flatMap { shared.accounts[$0]?.name }
        return Event(
            id: said.id, time: said.time, .aside(from: said.nick, to: nick), of: account,
            by: Source(of: said, account: account), with: said.enclosure)
    }

    /// A private message as it is told who it was for, or, as a copy, who wrote it.
    package func event(of said: HubSnapshot.Said, to nick: Nick, isCopy: Bool = false) -> Event {
        Event(
            id: said.id, time: said.time, .privateMessage(from: said.nick, to: nick, said.text, isCopy: isCopy),
            of: said.account.flatMap { shared.accounts[$0]?.name },
            by: Source(of: said, account: said.account.flatMap { shared.accounts[$0]?.name }),
            isNotice: said.manner == .notice, with: said.enclosure)
    }
}
