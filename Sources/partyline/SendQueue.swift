import Secrets

/// Lines on their way to the server: those that wait to be sent, and those sent that have no answer yet.
///
/// A server takes so many lines at once, lets as many wait, and refuses the rest with `slow-down` (docs/PROTOCOL.md, section 10).
/// So few are sent ahead of their answers, and what was refused all the same is sent again: nothing that the client
/// itself has to know is lost. Nor is anything said in another room than the one that the user saw: the user's lines wait while a
/// room is being entered or left on the client's own account.
struct SendQueue {
    /// Lines without an answer at most: of the client's own, of these such as ask about rooms, and of the user's. Answers of whole
    /// histories are paid for by those who ask after them, so the client asks about one room at a time.
    static let ownWindow = 8
    static let askingWindow = 3
    static let longestUserWindow = 8

    struct Line: Equatable {
        var body: String
        let purpose: Conversation.Purpose
        /// By which the server knows the line when it is sent again; nil where it would not.
        var nonce: String?
        /// What is sent behind the body, and shown nowhere. It goes with the line.
        var secret: Secret?
        /// The room in which the user meant to say it; nil where it is for no room, or that is not known.
        var room: String?
        /// A connection broke before it was answered: it may have been carried out.
        var wasSent = false

        init(_ body: String, _ purpose: Conversation.Purpose, room: String? = nil) {
            self.body = body
            self.purpose = purpose
            self.room = room
        }
    }

    struct Sent: Equatable {
        let tag: String
        var line: Line
    }

    /// Of the user's lines, those without an answer at most; a server may let fewer wait.
    var userWindow = longestUserWindow
    private(set) var unanswered: [Sent] = []
    /// Of the user, waiting.
    private(set) var user: [Line] = []
    /// Of the client, waiting.
    private var own: [Line] = []
    /// Refused with `slow-down`: to be sent again, before others, once all else is answered. The server has nothing waiting then.
    private var refused: [Line] = []
    private var userLines = 0
    private var ownLines = 0

    /// Whether no room is being entered or left on the client's own account: the server's current room is the user's.
    var isInStep: Bool { !contains { $0.changesRooms } }

    /// Those that wait and those without an answer; the user's not yet sent come last.
    var all: [Line] { unanswered.map(\.line) + refused + own + user }

    /// Whether a line waits, or has no answer yet, that is so.
    func contains(_ matches: (Conversation.Purpose) -> Bool) -> Bool {
        unanswered.contains { matches($0.line.purpose) } || own.contains { matches($0.purpose) }
            || refused.contains { matches($0.purpose) } || user.contains { matches($0.purpose) }
    }

    /// The tag that the user's next line will have.
    var nextUserTag: String { String(userLines + user.count + 1) }

    // MARK: What is to be sent

    mutating func add(_ body: String, _ purpose: Conversation.Purpose) {
        own.append(Line(body, purpose))
    }

    /// Before all others of the client's own.
    mutating func addFirst(_ body: String, _ purpose: Conversation.Purpose) {
        own.insert(Line(body, purpose), at: 0)
    }

    /// In the order of the user's lines, as what takes leave is, whoever wants it.
    mutating func addForUser(_ line: Line) {
        // Who leaves does not wait for what nobody will see any more, unless what was typed before depends on it.
        if line.purpose.takesLeave, user.isEmpty { (own, refused) = ([], []) }
        user.append(line)
    }

    /// Sends one of the client's own at once, whatever waits.
    mutating func sendNow(_ body: String, _ purpose: Conversation.Purpose) -> String {
        sent(Line(body, purpose), nextOwnTag())
    }

    /// The next line that may go now, with its tag; nil where there is none.
    /// - Parameter nonces: name the user's lines.
    mutating func next(_ nonces: Nonces) -> String? {
        if unanswered.isEmpty, !refused.isEmpty {
            own = refused + own
            refused = []
        }
        if var line = user.first, isUserFree(line) {
            user.removeFirst()
            guard line.purpose.isUsers else { return sent(line, nextOwnTag()) }
            userLines += 1
            nonces.name(&line, tag: "\(userLines)")
            return sent(line, "\(userLines)")
        }
        if let line = own.first, isOwnFree(line) {
            own.removeFirst()
            return sent(line, nextOwnTag())
        }
        return nil
    }

    private func isUserFree(_ line: Line) -> Bool {
        if line.purpose.takesLeave { return true }
        return isInStep && unanswered.count { $0.line.purpose.isUsers } < userWindow
    }

    private func isOwnFree(_ line: Line) -> Bool {
        guard refused.isEmpty, unanswered.count(where: { !$0.line.purpose.isUsers }) < Self.ownWindow else {
            return false
        }
        // Where the nick that was wished, or the login, is refused, some want no more.
        if unanswered.contains(where: { [.wishedNick, .tokenLogin].contains($0.line.purpose) }) { return false }
        guard line.purpose.asksAboutRoom else { return true }
        // A room is asked about when it is certain who is in it.
        return unanswered.count { $0.line.purpose.asksAboutRoom } < Self.askingWindow
            && !unanswered.contains { $0.line.purpose.changesRooms }
    }

    private mutating func nextOwnTag() -> String {
        ownLines += 1
        return "c\(ownLines)"
    }

    /// Takes the secret of the line that was just sent.
    mutating func takeSecret() -> Secret? {
        guard let last = unanswered.indices.last, let secret = unanswered[last].line.secret else { return nil }
        unanswered[last].line.secret = nil
        return secret
    }

    private mutating func sent(_ line: Line, _ tag: String) -> String {
        unanswered.append(Sent(tag: tag, line: line))
        return "@\(tag) \(line.body)"
    }

    // MARK: What was answered

    func purpose(of tag: String) -> Conversation.Purpose? { unanswered.first { $0.tag == tag }?.line.purpose }

    mutating func finish(_ tag: String) -> Line? {
        guard let index = unanswered.firstIndex(where: { $0.tag == tag }) else { return nil }
        return unanswered.remove(at: index).line
    }

    /// The line that was answered without its tag, which the server does not know of a line that was too long.
    ///
    /// Answers have the order of their lines: it is the first that has none yet. What the client sends with the tag `-`, and does
    /// not remember, is shorter than the shortest limit that a server may have.
    var answeredWithoutTag: String? { unanswered.first?.tag }

    mutating func sendAgain(_ line: Line) { refused.append(line) }

    // MARK: What is dropped

    /// The connection is gone, and with it all that was to be sent by it, but for these lines of the user's.
    mutating func clear(keeping kept: [Line]) { (unanswered, user, own, refused) = ([], kept, [], []) }

    /// Drops what the client has yet to send on its own account.
    mutating func dropOwn() { (own, refused) = ([], []) }

    /// Takes those of the user's lines out that are not yet sent, and are so.
    mutating func takeWaiting(where matches: (Line) -> Bool) -> [Line] {
        let taken = user.filter(matches)
        user.removeAll(where: matches)
        return taken
    }
}

extension Conversation.Purpose {
    var isUsers: Bool { if case .user = self { true } else { false } }

    var takesLeave: Bool {
        switch self {
        case .quit, .user(.command(verb: "quit", _)): true
        default: false
        }
    }

    /// Whether the user waits for its answer.
    var isAwaited: Bool {
        switch self {
        case .user, .wishedNick, .join, .tokenLogin, .addToken, .export: true
        default: false
        }
    }

    /// Whether the command line, or the user, wants it of whichever connection there is.
    var isWish: Bool {
        switch self {
        case .wishedNick, .join, .addToken: true
        default: false
        }
    }

    /// Whether it may give us another nick.
    var changesNick: Bool {
        switch self {
        case .restoredNick, .wishedNick, .tokenLogin, .user(.command(verb: "nick", _)),
            .user(.command(verb: "login", _)):
            true
        default: false
        }
    }

    /// Whether it enters or leaves a room on the client's own account.
    fileprivate var changesRooms: Bool {
        switch self {
        case .join, .rejoin, .part: true
        default: false
        }
    }

    fileprivate var asksAboutRoom: Bool {
        switch self {
        case .names, .ranks, .topic, .recent, .missed: true
        default: false
        }
    }
}
