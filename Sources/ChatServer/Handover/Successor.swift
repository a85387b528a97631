import Glibc

/// The new process's side of a live upgrade: says hello, takes over what the old one has, and serves once that one lets go.
public final class Successor {
    /// The environment variable that names the descriptor of the channel.
    static let variable = "PARTYLINE_HANDOVER"
    /// How long the old process may take for each message.
    private static let patience = Duration.seconds(10)

    /// nil once this process is the server: it is not kept for as long as that one serves.
    private var channel: HandoverChannel?

    /// - Returns: nil where this process was started by nobody who hands over. The variable is taken out of the environment.
    /// - Throws: `HandoverError` where what it names is no channel of ours.
    public init?() throws {
        guard let value = getenv(Successor.variable).map({ String(cString: $0) }) else { return nil }
        unsetenv(Successor.variable)
        guard let descriptor = Int32(value), descriptor > 2, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw HandoverError("\(Successor.variable) is \(value), which is no descriptor of ours")
        }
        let channel = HandoverChannel(descriptor)
        guard channel.peerUser == geteuid() else {
            throw HandoverError("\(Successor.variable) is \(value), which is no socket of this user's")
        }
        channel.limitEach(to: Successor.patience)
        self.channel = channel
    }

    /// Says that it could begin, and waits for what there is to take over.
    /// - Parameter rehearse: looks at what is handed over for a try; what comes then is another state of the same server.
    /// - Throws: `HandoverError`, or what `rehearse` does; the old process goes on then.
    public func receive(_ rehearse: (Handover) throws -> Void) throws -> Handover {
        guard let channel else { throw HandoverError("it was taken over already") }
        try channel.sayHello()
        var handover = try channel.receiveHandover()
        while handover.state.isRehearsal {
            try rehearse(handover)
            try channel.send(.ready)
            handover = try channel.receiveHandover(after: handover.backlog)
        }
        return handover
    }

    /// Says that all is in place, and waits for the old process to let go. From its return on, this one is the server.
    /// - Throws: `HandoverError`; the old process goes on then.
    public func takeOver() throws {
        guard let channel else { throw HandoverError("it was taken over already") }
        try channel.send(.ready)
        _ = try channel.expect(.commit)
        self.channel = nil
    }

    /// Says why it can't take over.
    public func refuse(_ words: String) {
        // Where nobody hears it any more, that is that.
        try? channel?.send(.refused, words.utf8.prefix(500))
    }
}
