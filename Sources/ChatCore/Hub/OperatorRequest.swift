/// What operators of the server ask for, and what anybody may tell them.
public enum OperatorRequest: Hashable, Sendable {
    /// Ends all connections of somebody, who may come back.
    case kill(Nick, reason: Text?)
    /// `seconds`: nil: for good.
    case ban(ServerBanTarget, seconds: Int64?, reason: Text?)
    case unban(ServerBanSubject)
    case listBans
    /// Everybody is told.
    case announce(Text)
    /// Operators are told, and whoever wants to hear it.
    case broadcast(Text)
    case suspend(Nick, Bool)
    /// Who did what to whom, in a room or anywhere: the last of it.
    case audit(RoomName?, count: Int?)
    /// Ops and operators are told of somebody.
    case report(Nick, Text)
}

public enum ServerBanTarget: Hashable, Sendable {
    /// Somebody who is here: their account, and where they come from.
    case person(Nick)
    case subject(ServerBanSubject)
}

/// Whom a ban from the server is about: what a mask may be, or `net:192.0.2.0/24`, or `needs-account:192.0.2.0/24`.
public enum ServerBanSubject: Hashable, Sendable, CustomStringConvertible {
    case mask(MaskSubject)
    /// A network as it is written. Who knows addresses looks at it; here there are none.
    case net(String)
    /// Guests of a network, as it is written: from there one may only log in.
    case guests(of: String)

    private static let netPrefix = "net:"
    private static let guestsPrefix = "needs-account:"

    public init?(_ text: some StringProtocol) {
        if let mask = MaskSubject(text) {
            self = .mask(mask)
            return
        }
        let text = text.asciiLowercased
        let prefixes = [ServerBanSubject.netPrefix, ServerBanSubject.guestsPrefix]
        guard let prefix = prefixes.first(where: { text.hasPrefix($0) }) else { return nil }
        let net = text.dropFirst(prefix.count)
        guard (1...64).contains(net.utf8.count), net.utf8.allSatisfy({ ".:/0123456789abcdef".utf8.contains($0) })
        else { return nil }
        self = prefix == ServerBanSubject.netPrefix ? .net(String(net)) : .guests(of: String(net))
    }

    public var description: String {
        switch self {
        case .mask(let mask): mask.description
        case .net(let net): ServerBanSubject.netPrefix + net
        case .guests(let net): ServerBanSubject.guestsPrefix + net
        }
    }
}

/// A ban from the server.
public struct ServerBan: Hashable, Sendable {
    public let subject: ServerBanSubject
    public let by: Nick
    /// In microseconds since 1970, as the next, which is nil for good.
    public let time: Int64
    public let until: Int64?
    public let reason: Text?

    public init(_ subject: ServerBanSubject, by: Nick, at time: Int64, until: Int64?, reason: Text?) {
        self.subject = subject
        self.by = by
        self.time = time
        self.until = until
        self.reason = reason
    }

    func isOver(at time: Int64) -> Bool { until.map { $0 <= time } ?? false }
}

/// Why connections are to be ended.
public struct Dismissal: Hashable, Sendable {
    /// nil: nobody has just done it; the server has a ban.
    public let by: Nick?
    /// For how long yet; nil: they may come back, or for good.
    public let seconds: Int64?
    public let isBan: Bool
    /// The ban is of guests alone.
    public let isOfGuests: Bool
    public let reason: Text?

    public init(by: Nick?, isBan: Bool, isOfGuests: Bool = false, seconds: Int64? = nil, reason: Text?) {
        self.isOfGuests = isOfGuests
        self.by = by
        self.seconds = seconds
        self.isBan = isBan
        self.reason = reason
    }
}

/// A change that an operator makes, or what anybody tells them: what a record has of it.
package enum ServerChange: Hashable, Sendable {
    case kill(PersonID, reason: Text?)
    case ban([ServerBanSubject], until: Int64?, reason: Text?)
    case unban(ServerBanSubject)
    case announce(Text)
    case broadcast(Text)
    /// `ids`: of what they said last in that room.
    case report(PersonID, RoomName?, ids: [EventID], Text)
    /// Who has lost the password of an account is given a token. It changes nothing here: what logs in is not the hub's.
    case reset(AccountID)
}
