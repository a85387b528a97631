/// What holds in a room beyond the usual, as a set.
public struct RoomModes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Who was not invited can't enter.
    public static let inviteOnly = RoomModes(rawValue: 1 << 0)
    /// Who does not know the key can't enter.
    public static let key = RoomModes(rawValue: 1 << 1)
    /// Once so many are in it nobody else can enter.
    public static let limit = RoomModes(rawValue: 1 << 2)
    /// Only who has voice or more speaks.
    public static let moderated = RoomModes(rawValue: 1 << 3)
    /// Only who is in it speaks. Every room has it until it is taken away.
    public static let noOutside = RoomModes(rawValue: 1 << 4)
    /// Only who is in it learns of it.
    public static let secret = RoomModes(rawValue: 1 << 5)
    /// Only ops set the topic.
    public static let topicLocked = RoomModes(rawValue: 1 << 6)
    /// No requests from client to client. Only some dialects have those; they look at it.
    public static let noCTCP = RoomModes(rawValue: 1 << 7)
    /// Only who is logged in can enter.
    public static let accountsOnly = RoomModes(rawValue: 1 << 8)
    /// Only who is logged in speaks.
    public static let speakAccounts = RoomModes(rawValue: 1 << 9)
    /// Nothing of what is said is kept.
    public static let noHistory = RoomModes(rawValue: 1 << 10)
    /// Each speaks once in so many seconds.
    public static let slow = RoomModes(rawValue: 1 << 11)

    /// Those of a new room.
    public static let usual: RoomModes = .noOutside

    /// Those for which each line has to be looked at.
    static let ofSpeech: RoomModes = [.moderated, .speakAccounts, .slow]
}

/// One mode: its word, its letter in IRC, and its place in the set.
public struct RoomMode: Hashable, Sendable {
    public let word: String
    public let letter: Character
    public let bit: RoomModes

    private init(_ word: String, _ letter: Character, _ bit: RoomModes) {
        self.word = word
        self.letter = letter
        self.bit = bit
    }

    /// The one table of modes, in the order in which they are told.
    public static let all = [
        RoomMode("invite-only", "i", .inviteOnly),
        RoomMode("key", "k", .key),
        RoomMode("limit", "l", .limit),
        RoomMode("moderated", "m", .moderated),
        RoomMode("no-outside", "n", .noOutside),
        RoomMode("secret", "s", .secret),
        RoomMode("topic-locked", "t", .topicLocked),
        RoomMode("no-ctcp", "C", .noCTCP),
        RoomMode("accounts-only", "R", .accountsOnly),
        RoomMode("speak-accounts", "M", .speakAccounts),
        RoomMode("no-history", "H", .noHistory),
        RoomMode("slow", "f", .slow),
    ]
}
