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
        public var watchedPerSession = 100
        /// Messages kept of each room.
        public var historyEvents = 1_000
        /// Memory for what all rooms keep, their topics too, in bytes; past it the oldest is forgotten.
        public var historyBytes = 64 << 20
        /// Bytes that an answer has at most, of messages or of nicks.
        public var answerBytes = 512 << 10
        /// Masks of one kind that a room may have.
        public var masksPerRoom = 100
        /// Rooms that an account may have registered.
        public var roomsPerAccount = 10
        /// Nicks that an account may have besides its name.
        public var nicksPerAccount = 3
        public var accounts = 50_000
        public var guests = GuestPolicy.speak
        public var spam = SpamRules()
        /// Private messages that wait for an account that nobody is here by; 0: none do.
        public var waitingPerAccount = 0
        /// What is told of who has an account and is held, in the place of a note of their own (`Hub.noteAbsence`); nil: nothing.
        public var absenceNote: Text?
        /// For how many days what is said in the lobby and in registered rooms is kept; 0: for good; nil: no store keeps it.
        public var keptDays: Int?
        /// Events and history tell who somebody is besides the nick, as some dialect shows it.
        public var tellsSources = false
        /// Nobody is called as a service is, or `server`: some dialect has the server answer to such names.
        public var keepsServiceNicks = false
        /// From how many members on a room is gone through by their set.
        var crowd = Audience.crowd

        public init() {}

        /// What happened besides what was said may take an eighth as much, and that besides.
        var happeningBytes: Int { historyBytes / 8 }
        /// Topics may take half of it.
        var topicBytes: Int { historyBytes / 2 }

        fileprivate var holdsGuests: Bool { guests != .speak || !spam.isOff }
    }

    /// Rows of `/rooms` and of `/who` at most; nicks named to one who arrives; messages shown to one who arrives.
    static let roomRows = 200
    static let whoRows = 500
    static let arrivalNicks = 20
    static let arrivalHistory = 10
    /// Rooms named in what is told about one.
    static let profileRooms = 50
    /// So many fewer, where addresses are told: as long as four of IPv6 are.
    static let roomsForAddresses = 5
    /// Nicks in one row of `/names`: 20 of the longest stay within a line.
    static let nicksPerRow = 20
    static let historyRows = 20

    /// New ones hold from the next request on: nobody is put out of a room, nothing is forgotten, because of them.
    public var limits: Limits {
        didSet {
            noteWhatHoldsGuests()
            guard limits.tellsSources != oldValue.tellsSources else { return }
            shared.people.tellsSources = limits.tellsSources
            if !limits.tellsSources { local.formerNicks = FormerNicks() }
        }
    }
    /// Whether something holds for guests alone: what each line asks, in one look.
    private(set) var holdsGuests: Bool
    /// How many members, rooms and kept messages the last command had to go through, but for what is delivered to a room: what a
    /// session is to pay for that asks for much.
    public internal(set) var walked = 0

    /// What `apply` alone changes.
    let shared: SharedState
    let local: LocalState
    /// Is given each record that was applied, with its time.
    package var onApplied: ((Record, Int64) -> Void)?
    /// Where several hubs are one chat: is given each record that is decided here, which is applied when it comes back (`settle`).
    package var onProposed: ((Proposal) -> Void)?
    /// The number of what was asked for last, where there is a log (`Order`).
    package internal(set) var lastOrder: UInt64 = 0
    /// Which node has written the record that is being applied; nil: there is one.
    var writer: NodeNumber?
    /// Is given what was done by who is something, as it is done.
    package var onAudited: ((AuditEntry) -> Void)?
    /// Asks who knows addresses whether a session comes from where guests are banned.
    package var comesFromBannedGuests: ((SessionID) -> Bool)?
    /// Is given each who was held and is so no more.
    package var onReleased: ((PersonID) -> Void)?
    /// Where several hubs are one chat: whether this one looks after those who were lost at a node. It is theirs, or that one is down and no
    /// other is to do it.
    package var looksAfter: ((NodeNumber) -> Bool)?
    /// Is given the numbers of what was lost, of which there is something new (`loss`).
    package var onLossesChanged: (([UInt64]) -> Void)?
    /// Asks who keeps tokens which of this node's sessions has one.
    package var sessionWithToken: ((TokenDigest) -> SessionID?)?
    /// Is given each session in whose place another has come, by its token: it is to end.
    package var onReplaced: ((SessionID) -> Void)?
    /// What others are told of why somebody goes who was put off, or whom a ban is about.
    package var quitReason: (Dismissal) -> Text? = { $0.reason }
    /// Is told of each guest who has become one with somebody by a login.
    package var onMerged: ((_ guest: PersonID, _ person: PersonID) -> Void)?
    /// Is given each session whose person is called otherwise from now on, or is logged in or out.
    package var onNamed: ((SessionID) -> Void)?

    /// - Parameter lobby: the room of newcomers, which stays when all have left; nil: they are in none.
    public init(lobby: RoomName?, limits: Limits = Limits()) {
        self.limits = limits
        holdsGuests = limits.holdsGuests
        shared = SharedState(lobby: lobby, topicBytes: limits.topicBytes)
        shared.people.tellsSources = limits.tellsSources
        local = LocalState(crowd: limits.crowd)
    }

    /// Goes on where another hub was.
    /// - Parameter backlog: what is not in the snapshot as it is known already; it is used up.
    /// - Throws: `SnapshotError` where the snapshot contradicts itself or its backlog; it may come from outside.
    public init(
        restoring snapshot: HubSnapshot, after backlog: Backlog? = nil, lobby: RoomName?, limits: Limits = Limits()
    ) throws(SnapshotError) {
        self.limits = limits
        holdsGuests = limits.holdsGuests
        try snapshot.checkNumbers()
        shared = try SharedState(restoring: snapshot, after: backlog, lobby: lobby, topicBytes: limits.topicBytes)
        shared.people.tellsSources = limits.tellsSources
        local = try LocalState(restoring: snapshot, shared, crowd: limits.crowd)
        if !limits.tellsSources { local.formerNicks = FormerNicks() }
        noteWhatHoldsGuests()
    }

    func noteWhatHoldsGuests() {
        holdsGuests = limits.holdsGuests || shared.serverBans.areOfGuests
    }

    public var lobby: RoomName? { shared.lobby }

    // MARK: - Sessions

    /// A session's dialect wants something else from now on.
    public func setReading(of id: SessionID, to reading: Reading) {
        guard let session = local.sessions[id] else { return }
        session.reading = reading
        refreshViews(of: session)
    }

    /// A session asked for something that the hub has no part in.
    public func noteRequest(by id: SessionID, at now: Moment) {
        if let asker = local.sessions[id] { noteRequest(by: asker, at: now) }
    }

    /// What is gone through from now on is for another request, which may be no command.
    package func beginWalk() {
        walked = 0
    }

    func noteRequest(by asker: Session, at now: Moment) {
        asker.lastActive = now.steady
        asker.hasAsked = true
        walked = 0
    }

    /// Newcomers enter another room from now on; who is in the old lobby stays there.
    /// - Returns: the old lobby, if it was kept for newcomers alone and is gone now.
    public func moveLobby(to name: RoomName?, at now: Moment) -> RoomID? {
        guard case .lobbyMoved(let closed?) = commit(.moveLobby(name), at: now.wall) else { return nil }
        local.forgetAudience(of: closed.id)
        local.pace.forget(closed.id)
        return closed.id
    }

    // MARK: - Requests

    /// Carries a command out.
    public func perform(_ command: Command, by id: SessionID, at now: Moment, _ effects: inout [Effect]) {
        guard let asker = local.sessions[id] else { return }
        noteRequest(by: asker, at: now)
        guard onProposed == nil else {
            _ = propose(command, by: asker, as: makeOrder(by: asker), at: now, &effects)
            return
        }
        if limits.topicBytes != shared.topicBytes { commit(.boundTopics(limits.topicBytes), at: now.wall) }
        do {
            let reply: Reply
            switch try decide(command, by: asker, at: now, &effects) {
            case .answered(let known): reply = known
            case .change(let record):
                let applied = apply(record, at: now.wall, by: asker, &effects)
                reply = answer(to: command, applied, asker, &effects)
            case .say(let utterance): reply = say(utterance, by: asker, at: now.wall, &effects)
            }
            effects.append(.done(reply))
            appendArrival(after: reply, of: asker, &effects)
        } catch {
            effects.append(.refused(error))
        }
    }

    /// Who has entered a room is shown it behind the answer.
    func appendArrival(after reply: Reply, of asker: Session, _ effects: inout [Effect]) {
        guard case .joined(let name, _, _, let missed, _) = reply, let room = shared.rooms.find(name) else { return }
        appendArrival(of: asker, in: room, withHistory: missed == nil, &effects)
    }

    // MARK: - What the server asks

    /// Sessions that are here, hidden ones too.
    public var sessionCount: Int { local.sessions.count }

    /// Rooms that are here, the lobby included once somebody was in it.
    public var roomCount: Int { shared.rooms.count }

    public func hasRoom(_ name: RoomName) -> Bool { shared.rooms.find(name) != nil }

    /// Memory, in bytes, that history and topics take.
    public var historyBytes: Int { shared.rooms.memoryBytes }

    /// nil for a session that is gone.
    public func nick(of id: SessionID) -> Nick? { local.sessions[id]?.person.nick }

    /// nil where it is in none.
    public func currentRoom(of id: SessionID) -> RoomName? {
        local.sessions[id]?.current.flatMap { shared.rooms[$0]?.name }
    }

    /// The id of the last that was said or set in the current room, or what its first will be larger than.
    public func lastID(inCurrentRoomOf id: SessionID) -> EventID? {
        local.sessions[id]?.current.flatMap { shared.rooms[$0]?.lastID }
    }

    /// The view of what belongs to no room.
    public func view(of id: SessionID) -> View { local.sessions[id]?.view ?? View() }

    /// The members of a room, in the order in which they came; none where there is no such room.
    public func members(of room: RoomID) -> [Member] {
        local.audience(of: room)?.members ?? []
    }

    /// Equal for hubs that applied the same records, however many sessions they have.
    package var digest: UInt64 { shared.digest }

    /// The same, from all there is.
    package var fullDigest: UInt64 { shared.fullDigest }

    /// Whether an event concerns a member of its room.
    public func shows(_ event: Event, by author: SessionID, to member: Member) -> Bool {
        let filters = member.view.filters
        if member.session == author { return event.isSaid && filters.contains(.echo) }
        if filters.contains(.quiet) && event.isPresence { return false }
        guard filters.contains(.ignores), event.isSaid else { return true }
        guard let reader = local.sessions[member.session], let writer = writer(of: event, author) else { return true }
        return !reader.ignores(writer)
    }

    /// Who said it, here or elsewhere.
    private func writer(of event: Event, _ author: SessionID) -> Person? {
        if let session = local.sessions[author] { return session.person }
        switch event.kind {
        case .message(let nick, _), .action(let nick, _), .aside(let nick, _): return shared.people.find(nick)
        default: return nil
        }
    }
}
