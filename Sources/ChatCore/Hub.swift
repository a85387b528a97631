/// Who is here, in which rooms, and what each request leads to. It decides; the server carries out.
///
/// 1. The same calls yield the same effects: it has no clock, no socket and no randomness of its own.
/// 2. Each `perform` appends exactly one `done` or `refused`, after its rows.
/// 3. Events of a room are yielded in their order; nobody is shown an event of a room that they are not in.
/// 4. Work for a message grows with the members of its room alone.
public final class Hub {
    /// Bounds of what it keeps.
    public struct Limits: Sendable {
        public var roomsPerSession = 50
        public var ignoredPerSession = 50
        /// Messages kept of each room.
        public var historyEvents = 1_000
        /// Memory for what all rooms keep, their topics too, in bytes; past it the oldest is forgotten.
        public var historyBytes = 64 << 20
        /// Bytes that an answer has at most, of messages or of nicks.
        public var answerBytes = 512 << 10
        /// From how many members on a room is gone through by their set.
        var crowd = Room.crowd

        public init() {}
    }

    /// Rows of `/rooms` and of `/who` at most; nicks named to one who arrives; messages shown to one who arrives.
    static let roomRows = 200
    static let whoRows = 500
    static let arrivalNicks = 20
    static let arrivalHistory = 10
    /// Rooms named in what is told about one.
    static let profileRooms = 50
    /// Nicks in one row of `/names`: 20 of the longest stay within a line.
    static let nicksPerRow = 20
    static let historyRows = 20

    /// New ones hold from the next request on: nobody is put out of a room, nothing is forgotten, because of them.
    public var limits: Limits
    public private(set) var lobby: RoomName?
    /// How many members, rooms and kept messages the last command had to go through, but for what is delivered to a room: what a
    /// session is to pay for that asks for much.
    public internal(set) var walked = 0

    var directory = Directory()
    var rooms: RoomTable
    /// Places of sessions, for the time of a call.
    var gathered = PlaceSet()
    /// Places of those who have left, and are still to be disconnected.
    var leaving = PlaceSet()
    var privateNonces = PrivateNonces()

    /// - Parameter lobby: the room of newcomers, which stays when all have left; nil: they are in none.
    public init(lobby: RoomName?, limits: Limits = Limits()) {
        self.lobby = lobby
        self.limits = limits
        rooms = RoomTable(in: HistoryMemory(), crowd: limits.crowd)
    }

    /// Goes on where another hub was.
    /// - Parameter backlog: what is not in the snapshot as it is known already; it is used up.
    /// - Throws: `SnapshotError` where the snapshot contradicts itself or its backlog; it may come from outside.
    public init(
        restoring snapshot: HubSnapshot, after backlog: Backlog? = nil, lobby: RoomName?, limits: Limits = Limits()
    ) throws(SnapshotError) {
        self.lobby = lobby
        self.limits = limits
        try snapshot.checkNumbers()
        directory = try Directory(restoring: snapshot)
        rooms = try RoomTable(restoring: snapshot, after: backlog, directory, crowd: limits.crowd)
        privateNonces = PrivateNonces(snapshot.privateNonces)
        // Of another lobby than the old hub's, say.
        for room in Array(rooms.rooms) { _ = closeIfEmpty(room) }
        try checkMemberships()
    }

    // MARK: - Coming and going

    /// Takes in a newcomer, under a guest nick, into the lobby.
    /// - Parameters:
    ///   - reading: what its dialect wants.
    ///   - isHidden: others are not told before `announce`.
    public func connect(
        as reading: Reading = Reading(), at now: Moment, isHidden: Bool = false, _ effects: inout [Effect]
    ) -> SessionID {
        let newcomer = directory.add(as: reading, at: now)
        newcomer.isHidden = isHidden
        if let lobby {
            let room = enter(lobby, newcomer, at: now, &effects)
            appendArrival(of: newcomer, in: room, &effects)
        }
        return newcomer.id
    }

    /// A session's dialect wants something else from now on.
    public func setReading(of id: SessionID, to reading: Reading) {
        guard let participant = directory[id] else { return }
        participant.reading = reading
        refreshViews(of: participant)
    }

    /// A session asked for something that the hub has no part in.
    public func noteRequest(by id: SessionID, at now: Moment) {
        if let asker = directory[id] { noteRequest(by: asker, at: now) }
    }

    private func noteRequest(by asker: Participant, at now: Moment) {
        asker.lastActive = now.steady
        asker.hasAsked = true
        walked = 0
    }

    /// Newcomers enter another room from now on; who is in the old lobby stays there.
    /// - Returns: the old lobby, if it was kept for newcomers alone and is gone now.
    public func moveLobby(to name: RoomName?) -> RoomID? {
        let old = lobby.flatMap { rooms.find($0) }
        lobby = name
        return old.flatMap { closeIfEmpty($0) ? $0.id : nil }
    }

    // MARK: - Requests

    /// Carries a command out.
    public func perform(_ command: Command, by id: SessionID, at now: Moment, _ effects: inout [Effect]) {
        guard let asker = directory[id] else { return }
        noteRequest(by: asker, at: now)
        do {
            let reply = try answer(command, by: asker, at: now, &effects)
            effects.append(.done(reply))
            if case .joined(let name, _, _, let missed) = reply, let room = rooms.find(name) {
                appendArrival(of: asker, in: room, withHistory: missed == nil, &effects)
            }
        } catch {
            effects.append(.refused(error))
        }
    }

    private func answer(
        _ command: Command, by asker: Participant, at now: Moment, _ effects: inout [Effect]
    ) throws(Refusal) -> Reply {
        switch command {
        case .say(let text): try say(text, in: nil, by: asker, at: now, &effects)
        case .sayIn(let room, let text): try say(text, in: room, by: asker, at: now, &effects)
        case .act(let text): try say(text, in: nil, asAction: true, by: asker, at: now, &effects)
        case .tell(let nick, let text): try tell(nick, text, by: asker, at: now, &effects)
        case .reply(let text): try reply(text, by: asker, at: now, &effects)
        case .sayOnce(let nonce, let saying): try sayOnce(nonce, saying, by: asker, at: now, &effects)
        case .nick(let nick): try takeNick(nick, by: asker, at: now, &effects)
        case .join(let name, let since): try join(name, since: since, by: asker, at: now, &effects)
        case .part(let name, let reason): try part(name, reason, by: asker, at: now, &effects)
        case .rooms(let part, let last): try listRooms(containing: part, after: last, for: asker, &effects)
        case .names(let name, let last): try listNames(name, after: last, by: asker, &effects)
        case .who(let name, let last): try listPeople(name, after: last, for: asker, at: now, &effects)
        case .whois(let nick): try describe(nick, for: asker, at: now, &effects)
        case .topic(let name): try tellTopic(name, by: asker, &effects)
        case .setTopic(let name, let text): try setTopic(name, text, by: asker, at: now, &effects)
        case .away(let note): setAway(note, by: asker, at: now, &effects)
        case .back: setAway(nil, by: asker, at: now, &effects)
        case .ignore(let nick): try ignore(nick, by: asker, at: now, &effects)
        case .unignore(let nick): try unignore(nick, by: asker)
        case .set(let setting, let value): set(setting, value, by: asker)
        case .history(let name, let count, let since, let before):
            try tellHistory(name, count, since: since, before: before, by: asker, &effects)
        }
    }

    // MARK: - What the server asks

    /// Sessions that are here, hidden ones too.
    public var sessionCount: Int { directory.count }

    /// Rooms that are here, the lobby included once somebody was in it.
    public var roomCount: Int { rooms.count }

    /// Memory, in bytes, that history and topics take.
    public var historyBytes: Int { rooms.memoryBytes }

    /// nil for a session that is gone.
    public func nick(of id: SessionID) -> Nick? { directory[id]?.nick }

    /// nil where it is in none.
    public func currentRoom(of id: SessionID) -> RoomName? {
        directory[id]?.current.flatMap { rooms[$0]?.name }
    }

    /// The id of the last that was said or set in the current room, or what its first will be larger than.
    public func lastID(inCurrentRoomOf id: SessionID) -> EventID? {
        directory[id]?.current.flatMap { rooms[$0]?.lastID }
    }

    /// The view of what belongs to no room.
    public func view(of id: SessionID) -> View { directory[id]?.view ?? View() }

    /// The members of a room, in the order in which they came; none where there is no such room.
    public func members(of room: RoomID) -> [Member] {
        rooms[room]?.members ?? []
    }

    /// Whether an event concerns a member of its room.
    public func shows(_ event: Event, by author: SessionID, to member: Member) -> Bool {
        let filters = member.view.filters
        if member.session == author { return event.isSaid && filters.contains(.echo) }
        if filters.contains(.quiet) && event.isPresence { return false }
        guard filters.contains(.ignores), event.isSaid else { return true }
        guard let reader = directory[member.session], let writer = directory[author] else { return true }
        return !reader.ignores(writer)
    }
}
