import ChatCore
import ChatProtocol

/// The client's side of the protocol: what to send, what to show, and what it knows of nick, rooms and members. No I/O.
///
/// It outlives connections: after `lost`, the next `begin` restores nick and rooms and asks for what was missed.
struct Conversation {
    /// What the user wants of each connection.
    struct Wishes: Equatable {
        var nick: String?
        var rooms: [String] = []
        /// Whether to ask for the members and the last messages of rooms: for people, not for programs.
        var context = true
    }

    enum Output: Equatable {
        /// A line, without its end.
        case send(String)
        case show(Display)
        /// Each line of the wire, as it came.
        case wire(WireLine)
        /// A line of the user's, or a wish of the command line's, has its answer.
        case answered(refused: Bool)
        /// The server speaks with us: lines may be submitted.
        case ready
        /// Somebody wants the user's attention.
        case bell
        /// The server does not speak our protocol.
        case hangUp(String)
    }

    /// Why a line was sent.
    enum Purpose: Equatable {
        case user(UserInput)
        case wishedNick
        case restoredNick
        /// A room of the command line's.
        case join
        /// A room that the user was in before the connection was lost.
        case rejoin(room: String)
        case part
        case names(shown: Bool)
        /// The topic of a room just entered.
        case topic
        /// The last messages of a room just entered.
        case recent(room: String)
        /// What was said while there was no connection: after the message of that id, the last that was seen before (0: none was).
        case missed(room: String, since: Int64)
        case signOfLife
        case quit
    }

    /// How many messages a room that is entered shows.
    static let recentCount = 10
    /// The server's own bound of one `/history`.
    static let historyPage = 1000

    let wishes: Wishes
    private(set) var isReady = false
    private(set) var nick = ""
    /// In the order in which they were joined. The server goes by it when the current one is left.
    var rooms: [RoomState] = []
    /// The room that was last joined, or spoken in by its name.
    var currentRoom: String?
    /// The room that was last entered again after a break; nil where the server's current room can't be another than the user's.
    var lastRejoined: String?
    private(set) var server = ""
    /// The nick to have again, where somebody (our own old session, it may be) still has it.
    var wantedNick: String?
    /// Those who spoke, the latest first.
    private(set) var speakers: [String] = []
    var lastSender: String?
    var isEchoOn = false
    /// Whether the user knows that the old nick is not to be had yet.
    var isNickRefusalTold = false
    /// The tag of the latest row: whether an answer had any.
    var lastRowTag: String?
    var outputs: [Output] = []
    var queue = SendQueue()
    /// What the command line wanted and a broken connection kept from being answered.
    var unmetWishes: [SendQueue.Line] = []
    private(set) var hasBeenReady = false
    /// The longest line that the server takes, its tag included.
    private(set) var maximumLine = 2048

    init(_ wishes: Wishes) { self.wishes = wishes }

    /// Whether a line of the user's, or a wish, still waits for its answer.
    var awaitsAnswer: Bool { queue.all.contains(where: \.purpose.isAwaited) }

    /// The same, beside what takes leave.
    var awaitsAnswerBeforeLeave: Bool {
        queue.all.contains { $0.purpose.isAwaited && !$0.purpose.takesLeave }
    }
    /// How many lines have no answer yet.
    var unansweredCount: Int { queue.unanswered.count }

    mutating func takeOutputs() -> [Output] {
        defer { outputs = [] }
        return outputs
    }

    mutating func show(_ display: Display) { outputs.append(.show(display)) }

    // MARK: The connection

    /// A connection is made.
    mutating func begin() { outputs.append(.send("/wire 1")) }

    /// The connection is gone. Lines without an answer may or may not have been carried out.
    mutating func lost() {
        isReady = false
        for sent in queue.unanswered {
            if case .user(.say(let text)) = sent.line.purpose {
                show(.status("It is not known whether this was sent: \(text)"))
            }
        }
        for line in queue.user where line.purpose.isUsers { show(.status("This was not sent: \(line.body)")) }
        // Those of a connection before this one may still be unmet.
        unmetWishes += queue.all.filter { $0.purpose.isAwaited && !$0.purpose.isUsers }
        queue.clear()
        lastRejoined = nil
        for index in rooms.indices {
            rooms[index].isEntered = false
            rooms[index].forgetMembers()
        }
    }

    /// Takes a line of the server's.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) {
        defer { sendWhatMayGo() }
        guard let line = WireLine(bytes) else {
            if !isReady { greeting(bytes) }
            return
        }
        if !isReady {
            switch line {
            case .ok(tag: "-", let keys) where keys["proto"] != nil:
                outputs.append(.wire(line))
                established(keys)
            case .refused(tag: "-", let code, let text):
                show(.refusal(code: code, text))
                outputs.append(.hangUp(text))
            default: break
            }
            return
        }
        outputs.append(.wire(line))
        switch line {
        case .event(let event): happened(event)
        case .notice(let time, let text, _): show(.notice(time: time, text))
        // A longer token is none (docs/PROTOCOL.md, section 6).
        case .ping(let token) where token.utf8.count <= 32: outputs.append(.send("@- /pong \(token)"))
        case .row(let row): answered(row)
        case .ok(let tag, let keys): answered(tag, keys)
        case .refused(tag: "-", code: "too-long", let text):
            // The limit was lowered since the server told it.
            refused(queue.answeredWithoutTag ?? "-", "too-long", text)
        case .refused(let tag, let code, let text): refused(tag, code, text)
        case .ping, .unknown: break
        }
    }

    private mutating func greeting(_ bytes: UnsafeRawBufferPointer) {
        guard let clean = TextHygiene.clean(bytes) else { return }
        let line = String(decoding: clean, as: UTF8.self)
        if line.hasPrefix("!! ") {
            let (code, words) = UserInput.firstWord(of: String(line.dropFirst(3)))
            show(.refusal(code: code.last == ":" ? String(code.dropLast()) : code, words))
        } else if !hasBeenReady, line.hasPrefix("*** ") {
            show(.greeting(String(line.dropFirst(4))))
        }
    }

    private mutating func established(_ keys: WireKeys) {
        isReady = true
        isEchoOn = false
        server = keys["server"] ?? ""
        maximumLine = keys["max-line"].flatMap { Int($0) } ?? maximumLine
        let oldNick = nick
        nick = keys["nick"] ?? nick
        outputs.append(.ready)
        if hasBeenReady {
            restore(oldNick, lobby: keys["room"])
        } else {
            hasBeenReady = true
            enterFirst(lobby: keys["room"])
        }
    }

    /// Tries again to have the old nick; the server may have held our broken session for a while.
    mutating func retryNick() {
        guard isReady, let wantedNick, !queue.all.contains(where: { $0.purpose == .restoredNick }) else { return }
        queue.addFirst("/nick \(wantedNick)", .restoredNick)
        sendWhatMayGo()
    }

    mutating func askForSignOfLife() {
        guard isReady else { return }
        queue.addFirst("/ping", .signOfLife)
        sendWhatMayGo()
    }

    // MARK: Lines to the server

    /// Sends what the user typed. An empty line is nothing.
    mutating func submit(_ line: String) {
        let clean = String(decoding: TextHygiene.clean(line), as: UTF8.self)
        guard !clean.isEmpty else { return }
        guard queue.nextUserTag.utf8.count + 2 + clean.utf8.count <= maximumLine else {
            return refuse("too-long", "a line has at most \(maximumLine) bytes; nothing was sent")
        }
        let input = UserInput(clean)
        if case .command(verb: "nick", _) = input { wantedNick = nil }
        queue.addForUser(clean, .user(input))
        sendWhatMayGo()
    }

    /// Refuses a line of the user's that is not even worth sending.
    mutating func refuse(_ code: String, _ words: String) {
        show(.refusal(code: code, words))
        outputs.append(.wire(.refused(tag: "-", code: code, text: words)))
        outputs.append(.answered(refused: true))
    }

    mutating func quit() {
        guard isReady else { return }
        queue.addForUser("/quit", .quit)
        sendWhatMayGo()
    }

    /// Takes a line of the client's own, to be sent in its turn.
    mutating func send(_ body: String, _ purpose: Purpose) { queue.add(body, purpose) }

    private mutating func sendWhatMayGo() {
        stepBack()
        while let line = queue.next() { outputs.append(.send(line)) }
    }

    // MARK: What it knows

    mutating func setNick(_ new: String) {
        nick = new
        if new.asciiLowercased == wantedNick?.asciiLowercased { wantedNick = nil }
    }

    func index(of room: String) -> Int? { rooms.firstIndex { $0.isNamed(room) } }

    /// The room was joined, or spoken in by its name: it is the current one.
    mutating func makeCurrent(_ room: String) {
        guard let index = index(of: room) else { return }
        currentRoom = rooms[index].name
        // What the user did came after whatever the client did on its own account.
        lastRejoined = nil
    }

    /// The room was left, or could not be entered again.
    mutating func forget(_ room: String) {
        rooms.removeAll { $0.isNamed(room) }
        if currentRoom?.asciiLowercased == room.asciiLowercased { currentRoom = rooms.last?.name }
    }

    mutating func noteSpeaker(_ nick: String) {
        speakers.removeAll { $0.asciiLowercased == nick.asciiLowercased }
        speakers.insert(nick, at: 0)
        if speakers.count > 100 { speakers.removeLast() }
    }

    mutating func renameSpeaker(_ old: String, to new: String) {
        if let index = speakers.firstIndex(where: { $0.asciiLowercased == old.asciiLowercased }) {
            speakers[index] = new
        }
        if lastSender?.asciiLowercased == old.asciiLowercased { lastSender = new }
    }
}
