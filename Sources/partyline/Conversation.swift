import ChatCore
import Dialects
import WireClient

/// The client's side of the protocol: what to send, what to show, and what it knows of nick, rooms and members. No I/O.
///
/// It outlives connections: after `lost`, the next `begin` restores nick and rooms, asks for what was missed, and sends what was typed
/// meanwhile.
struct Conversation {
    /// How many messages a room that is entered shows.
    static let recentCount = 10
    /// The server's own bound of one `/history`.
    static let historyPage = 1000
    /// Lines that are kept for the next connection, at most.
    static let mostKept = 1000

    let wishes: Wishes
    private(set) var isReady = false
    /// Whether this connection's server has said something that one of Partyline's would say.
    private(set) var hasMet = false
    private(set) var farewell: Farewell?
    var nick = ""
    /// In the order in which they were joined. The server goes by it when the current one is left.
    var rooms: [RoomState] = []
    /// The room that was last joined, or spoken in by its name.
    var currentRoom: String?
    /// Rooms that there are, or were, as far as the user has seen; the last seen first.
    var knownRooms: [String] = []
    /// The room that was last entered again after a break; nil where the server's current room can't be another than the user's.
    var lastRejoined: String?
    private(set) var server = ""
    private(set) var nonces: Nonces
    /// How it comes back after the connection was lost.
    var returning = Return()
    /// What logs in by itself.
    var token: Token?
    var isLoginTold = false
    /// In which rooms we are is to be asked when it is certain what we are called.
    var asksWhereWeAre = false
    /// What `/search more`, `/history more` and `/export more` ask for; nil where there is no more.
    var nextSearch: String?
    var nextHistory: String?
    var nextExport: String?
    /// Whether what the server has of the user is being written to a file.
    var isExporting = false
    /// Who has a rank in the room that is asked about: told so far.
    var toldRanks: [String: Rank] = [:]
    /// The id of the first message of the latest answer.
    var firstRowID: Int64?
    var lastRowID: Int64?
    /// The nick to have again, where somebody (our own old session, it may be) still has it.
    var wantedNick: String?
    /// Those who spoke, the latest first.
    var speakers: [String] = []
    var lastSender: String?
    var isEchoOn = false
    /// Whether the user knows that the old nick is not to be had yet.
    var isNickRefusalTold = false
    /// The tag of the latest row: whether an answer had any.
    var lastRowTag: String?
    /// What that row was about: its first field.
    var lastRowName: String?
    /// The user's own messages that were shown among what was missed.
    var replayedOwn: Set<Int64> = []
    /// The room that the user's waiting lines lead to; nil where none does.
    var roomAhead: String??
    var outputs: [Output] = []
    var queue = SendQueue()
    /// What the command line wanted and a broken connection kept from being answered.
    var unmetWishes: [SendQueue.Line] = []
    private(set) var hasBeenReady = false
    /// The longest line that the server takes, its tag included.
    private(set) var maximumLine = 2048

    /// - Parameter drawNonce: see `Nonces`.
    init(_ wishes: Wishes, drawNonce: @escaping () -> String = Nonces.random) {
        self.wishes = wishes
        token = wishes.token
        nonces = Nonces(draw: drawNonce)
    }

    /// Whether a line of the user's, or a wish, still waits for its answer.
    var awaitsAnswer: Bool { queue.contains(\.isAwaited) }

    /// The same, but for what takes leave.
    var awaitsAnswerBeforeLeave: Bool { queue.contains { $0.isAwaited && !$0.takesLeave } }

    /// How many lines have no answer yet.
    var unansweredCount: Int { queue.unanswered.count }

    /// The bytes of a line that somebody types or pastes, at most: so many fit beside its tag for a long time to come.
    var longestText: Int { max(1, maximumLine - 8) }

    mutating func takeOutputs() -> [Output] {
        defer { outputs = [] }
        return outputs
    }

    mutating func show(_ display: Display) { outputs.append(.show(display)) }

    // MARK: The connection

    /// A connection is made. The nick is asked for at once: whoever has it from the start is not seen to come as a guest.
    mutating func begin() {
        (hasMet, farewell, replayedOwn) = (false, nil, [])
        outputs.append(.send("/wire 1"))
        askToBeBack()
        logIn()
        askForNick()
    }

    /// The connection is gone. Lines without an answer may or may not have been carried out.
    mutating func lost() {
        isReady = false
        // Those of a connection before this one may still be unmet.
        unmetWishes += queue.all.filter { $0.purpose.isWish }
        exportLost()
        keepTyped()
        lastRejoined = nil
        for index in rooms.indices {
            rooms[index].isEntered = false
            rooms[index].forgetMembers()
        }
    }

    /// Takes a line of the server's.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) {
        defer { sendWhatMayGo() }
        guard isReady else { return receiveBeforeWire(bytes) }
        guard let line = WireLine(bytes) else { return }
        if !isOfOwnToken(line) { outputs.append(.wire(line)) }
        switch line {
        case .event(let event): happened(event)
        case .notice(let time, let text, let keys): show(.notice(time: time, NoticeWords.words(text, keys)))
        // A longer token is none (docs/PROTOCOL.md, section 6).
        case .ping(let token) where token.utf8.count <= 32: outputs.append(.send("@- /pong \(token)"))
        case .row(let row) where row.tag == Return.tag: returnTold(row)
        case .ok(tag: Return.tag, let keys): returnAnswered(keys)
        case .refused(tag: Return.tag, _, _, _): returnRefused()
        case .row(let row) where queue.purpose(of: row.tag) == .export: exported(bytes)
        case .row(let row): answered(row)
        case .ok(let tag, let keys): answered(tag, keys)
        case .refused(tag: "-", code: "too-long", _, let text):
            // The limit was lowered since the server told it.
            refused(queue.answeredWithoutTag ?? "-", "too-long", WireKeys(), text)
        case .refused(let tag, let code, let keys, let text): refused(tag, code, keys, text)
        case .bye(_, let code, let keys, let text):
            farewell = Farewell(code: code, retry: keys.seconds("retry"))
            show(.refusal(code: code, text))
        case .ping, .unknown: break
        }
    }

    /// A token that the client asked for is for nobody to read.
    private func isOfOwnToken(_ line: WireLine) -> Bool {
        guard case .ok(let tag, _) = line, case .addToken = queue.purpose(of: tag) else { return false }
        return true
    }

    /// What stands before the answer to `/wire` is for people, or of another protocol.
    private mutating func receiveBeforeWire(_ bytes: UnsafeRawBufferPointer) {
        let line = WireLine(bytes)
        switch line {
        case .ok(tag: "-", let keys) where keys["proto"] != nil:
            if let line { outputs.append(.wire(line)) }
            hasMet = true
            established(keys)
        case .refused(tag: "-", let code, _, let text):
            hasMet = true
            show(.refusal(code: code, text))
            outputs.append(.hangUp(text))
        default: greeting(bytes)
        }
    }

    private mutating func greeting(_ bytes: UnsafeRawBufferPointer) {
        let line = TextHygiene.clean(bytes).map { String(decoding: $0, as: UTF8.self) } ?? "?"
        if line.hasPrefix("!! ") {
            hasMet = true
            let (code, words) = UserInput.firstWord(of: String(line.dropFirst(3)))
            show(.refusal(code: code.last == ":" ? String(code.dropLast()) : code, words))
        } else if line.hasPrefix("*** ") {
            hasMet = true
            if !hasBeenReady { show(.greeting(String(line.dropFirst(4)))) }
        } else if hasMet, wishes.showsCertificate, line.hasPrefix("-- you are logged in as ") {
            // A certificate has done it. Other lines of that kind are of what was said, which comes with the room.
            if !hasBeenReady { show(.answer(String(line.dropFirst(3)))) }
        } else if !hasMet, !line.isEmpty {
            outputs.append(.stranger)
        }
    }

    private mutating func established(_ keys: WireKeys) {
        isReady = true
        server = keys["server"] ?? ""
        maximumLine = keys.seconds("max-line") ?? maximumLine
        nonces.maximumLine = maximumLine
        nonces.areTaken = wishes.comesBack && (keys["caps"] ?? "").split(separator: ",").contains("nonce")
        queue.userWindow = min(SendQueue.longestUserWindow, max(1, keys.seconds("waiting") ?? Int.max))
        returning.wantsToken = wishes.comesBack && keys["caps"] != nil
        outputs.append(.ready)
        if awaitsReturn { awaitReturn(keys) } else { comeAsNewcomer(keys) }
    }

    /// Nobody knows who we were: we are who the server says, and enter the rooms.
    mutating func comeAsNewcomer(_ keys: WireKeys) {
        isEchoOn = false
        nick = keys["nick"] ?? nick
        if hasBeenReady {
            restore(lobby: keys["room"], asksSince: keys["id"] != nil || keys["caps"] != nil)
        } else {
            hasBeenReady = true
            enterFirst(lobby: keys["room"])
        }
        if let lobby = keys["room"] { noteLast(keys, in: lobby) }
        if wishes.showsCertificate, !Self.isGuest(nick) { askWhereWeAre() }
    }

    mutating func askForSignOfLife() {
        guard isReady else { return }
        queue.addFirst("/ping", .signOfLife)
        sendWhatMayGo()
    }

    // MARK: Lines to the server

    /// Takes a line of the client's own, to be sent in its turn.
    mutating func send(_ body: String, _ purpose: Purpose) { queue.add(body, purpose) }

    mutating func sendWhatMayGo() {
        guard isReady, !awaitsReturn else { return }
        stepBack()
        while let line = queue.next(nonces) {
            outputs.append(queue.takeSecret().map { .sendSecret(line, $0) } ?? .send(line))
        }
        askForToken()
        if !queue.contains(\.isUsers) { roomAhead = nil }
    }
}
