import ChatCore

/// What a command of the hub's led to for who asked, as a whole: a dialect may have to know how much it is before the first line.
public struct Answer: Sendable {
    /// Rows, then how it ended, then perhaps what a room looks like. Nothing else is among them that is for who asked.
    let parts: ArraySlice<Effect>

    public init(_ parts: ArraySlice<Effect>) {
        self.parts = parts
    }
}

/// What a server command led to, as a whole.
public struct ServerAnswer: Hashable, Sendable {
    public var rows: [ServerRow] = []
    public var ending: Ending

    /// How it ended.
    public enum Ending: Hashable, Sendable {
        case done(ServerReply)
        case refused(ServerRefusal)
    }

    public init(_ ending: Ending) {
        self.ending = ending
    }

    public init(_ rows: [ServerRow], _ ending: Ending) {
        self.rows = rows
        self.ending = ending
    }
}

/// What somebody is told who may not know how to go on. Nobody asked for it.
public enum Hint: Hashable, Sendable {
    /// A nick came without its command.
    case nickCommand(Nick)
    /// The server is there.
    case here
    /// How to leave.
    case leaving
    /// What is to be typed next.
    case secret(SecretPrompt)
    /// Why what was typed is not taken.
    case noSecret(SecretPrompt.Cause)
    /// Others may have read a password.
    case clearText
    /// Who logged in by a token, as the password was lost, has none now.
    case noPassword
}

/// What time it is, and in which zone people are shown times.
public struct LocalTime: Sendable {
    /// Microseconds since 1970.
    let now: Int64
    /// In seconds east of UTC.
    let zone: Int64

    public init(now: Int64, zone: Int64) {
        self.now = now
        self.zone = zone
    }
}
