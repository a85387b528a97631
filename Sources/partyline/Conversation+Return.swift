import WireClient

/// How the client comes back as if its connection had not been lost: by a token, to where it was (docs/PROTOCOL.md, section 9). A server
/// that gives none, or knows it no more, is come to as a newcomer.
struct Return: Equatable {
    /// Of the line that asks for a token, or comes back by it. The queue gives no such tag.
    static let tag = "r"

    enum Question: Equatable {
        case token
        case back
    }

    /// By which to come back; nil: there is none.
    var token: String?
    /// The server may give one, and was not asked yet.
    var wantsToken = false
    /// What was asked, and is not answered yet.
    var question: Question?
    /// What the server told a newcomer, until it is known whether we are one.
    var newcomer: WireKeys?
    /// The rooms that the server has us in, as it tells them.
    var rooms: [String] = []
    /// The last message of all that was seen; and the last private one.
    var lastID: Int64 = 0
    var lastDirectID: Int64 = 0

    mutating func noteID(_ id: Int64?) {
        lastID = max(lastID, id ?? 0)
    }
}

extension Conversation {
    /// Asks to be back, as the first thing of a connection, where that may be.
    mutating func askToBeBack() {
        returning.question = nil
        guard let token = returning.token else { return }
        returning.question = .back
        returning.rooms = []
        // What was held in a room was not shown, and comes again.
        let held = rooms.filter { $0.held != nil }.compactMap(\.lastKnown)
        let since = held.reduce(returning.lastID, min)
        outputs.append(.send("@\(Return.tag) /resume \(token)" + (since > 0 ? " since=\(since)" : "")))
    }

    /// Whether it is not known yet who we are on this connection.
    var awaitsReturn: Bool { returning.question == .back }

    /// What is said before we are back is shown after what was missed.
    mutating func awaitReturn(_ newcomer: WireKeys) {
        returning.newcomer = newcomer
        for index in rooms.indices where rooms[index].held == nil { rooms[index].held = [] }
    }

    /// Asks for a token when nothing else waits for its answer.
    mutating func askForToken() {
        guard returning.wantsToken, returning.question == nil, queue.unanswered.isEmpty else { return }
        returning.wantsToken = false
        returning.question = .token
        outputs.append(.send("@\(Return.tag) /wire 1 resume"))
    }

    // MARK: Answers

    /// A row of the answer to who wants to be back: a room, or what was missed.
    mutating func returnTold(_ row: WireRow) {
        if row.kind == "room", let room = row.fields.first { returning.rooms.append(room) }
        guard let event = row.event else { return }
        guard case .direct = event.kind else { return replay(event) }
        if event.id ?? 0 > returning.lastDirectID { happened(event) }
    }

    mutating func returnAnswered(_ keys: WireKeys) {
        let question = returning.question
        returning.question = nil
        returning.token = keys["resume"]
        if question == .back { cameBack(keys) }
    }

    mutating func returnRefused() {
        let question = returning.question
        returning.question = nil
        returning.token = nil
        guard question == .back, let newcomer = returning.newcomer else { return }
        // It may be another server, whose ids are others.
        (returning.lastID, returning.lastDirectID) = (0, 0)
        returning.newcomer = nil
        comeAsNewcomer(newcomer)
    }

    /// We are who we were, in the rooms that the server told.
    private mutating func cameBack(_ keys: WireKeys) {
        returning.newcomer = nil
        returning.wantsToken = false
        setNick(keys["nick"] ?? nick)
        returning.noteID(keys["id"].flatMap { Int64($0) })
        let told = returning.rooms
        for room in rooms.map(\.name) where !told.contains(where: { RoomState(room).isNamed($0) }) {
            excluded(from: room)
        }
        let known = rooms
        rooms = told.map { name in known.first { $0.isNamed(name) } ?? RoomState(name) }
        for index in rooms.indices { rooms[index].isEntered = true }
        currentRoom = currentRoom ?? keys["room"]
        lastRejoined = keys["room"]
        dropWhatMayBeSaidTwice()
        for wish in unmetWishes { send(wish.body, wish.purpose) }
        unmetWishes = []
        if keys["gap"] != nil { show(.status("Some of what was said meanwhile may no longer be kept.")) }
        let current = currentRoom.map { [$0] } ?? []
        for room in current + told.filter({ $0 != currentRoom }) where index(of: room) != nil {
            send("/names \(room)", .names(shown: false))
            if keys["more"] == nil { release(room) } else { askForTheRest(of: room) }
        }
    }

    /// There was more than the answer could have.
    private mutating func askForTheRest(of room: String) {
        guard let index = index(of: room) else { return }
        let since = rooms[index].lastKnown ?? 0
        send("/history \(room) since=\(since)", .missed(room: room, since: since))
    }
}
