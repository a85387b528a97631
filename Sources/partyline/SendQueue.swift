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
    static let userWindow = 8

    struct Line: Equatable {
        let body: String
        let purpose: Conversation.Purpose
    }

    struct Sent: Equatable {
        let tag: String
        let line: Line
    }

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
    var isInStep: Bool { !all.contains { $0.purpose.changesRooms } }

    /// Those that wait and those without an answer; the user's not yet sent come last.
    var all: [Line] { unanswered.map(\.line) + refused + own + user }

    /// The tag that the user's next line will have.
    var nextUserTag: String { String(userLines + user.count + 1) }

    // MARK: What is to be sent

    mutating func add(_ body: String, _ purpose: Conversation.Purpose) {
        own.append(Line(body: body, purpose: purpose))
    }

    /// Before all others of the client's own.
    mutating func addFirst(_ body: String, _ purpose: Conversation.Purpose) {
        own.insert(Line(body: body, purpose: purpose), at: 0)
    }

    /// In the order of the user's lines, as what takes leave is, whoever wants it.
    mutating func addForUser(_ body: String, _ purpose: Conversation.Purpose) {
        // Who leaves does not wait for what nobody will see any more, unless what was typed before depends on it.
        if purpose.takesLeave, user.isEmpty { (own, refused) = ([], []) }
        user.append(Line(body: body, purpose: purpose))
    }

    /// The next line that may go now, with its tag; nil where there is none.
    mutating func next() -> String? {
        if unanswered.isEmpty, !refused.isEmpty {
            own = refused + own
            refused = []
        }
        if let line = user.first, isUserFree(line) {
            user.removeFirst()
            if case .user = line.purpose {
                userLines += 1
                return sent(line, "\(userLines)")
            }
            return sent(line, nextOwnTag())
        }
        if let line = own.first, isOwnFree(line) {
            own.removeFirst()
            return sent(line, nextOwnTag())
        }
        return nil
    }

    private func isUserFree(_ line: Line) -> Bool {
        if line.purpose.takesLeave { return true }
        return isInStep && unanswered.count { $0.line.purpose.isUsers } < Self.userWindow
    }

    private func isOwnFree(_ line: Line) -> Bool {
        guard refused.isEmpty, unanswered.count(where: { !$0.line.purpose.isUsers }) < Self.ownWindow else {
            return false
        }
        guard line.purpose.asksAboutRoom else { return true }
        // A room is asked about when it is certain who is in it.
        return unanswered.count { $0.line.purpose.asksAboutRoom } < Self.askingWindow
            && !unanswered.contains { $0.line.purpose.changesRooms }
    }

    private mutating func nextOwnTag() -> String {
        ownLines += 1
        return "c\(ownLines)"
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

    /// The connection is gone, and with it all that was to be sent by it.
    mutating func clear() { (unanswered, user, own, refused) = ([], [], [], []) }
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
        case .user, .wishedNick, .join: true
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
        case .names, .topic, .recent, .missed: true
        default: false
        }
    }
}
