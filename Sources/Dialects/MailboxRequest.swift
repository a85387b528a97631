import ChatCore

/// Private messages that are asked for: those between one's account and somebody.
public struct MailboxRequest: Hashable, Sendable {
    public let nick: Nick
    /// nil: as many as a room's history would be told.
    public let count: Int?
    public let stretch: HistoryStretch

    public init(with nick: Nick, count: Int? = nil, _ stretch: HistoryStretch = .last()) {
        self.nick = nick
        self.count = count
        self.stretch = stretch
    }
}
