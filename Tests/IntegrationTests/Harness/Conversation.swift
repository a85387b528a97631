/// Two who talk in a daemon's lobby while something is done to the daemon, and must not notice.
final class Conversation {
    let daemon: DaemonProcess
    private let ann: Peer
    private let bob: Peer
    private var said = 0

    init(in daemon: DaemonProcess) throws {
        self.daemon = daemon
        ann = try daemon.join("ann")
        bob = try daemon.join("bob")
        try ann.skip(to: "*** bob joined #lobby")
    }

    /// Each says something, and the other hears it, with nothing before it but what others said, and who came and went.
    func goesOn(by deadline: Deadline = .usual) throws {
        said += 1
        try ann.send("ann says \(said)")
        try check(bob.skip(to: "<ann> ann says \(said)", by: deadline))
        try bob.send("bob says \(said)")
        try check(ann.skip(to: "<bob> bob says \(said)", by: deadline))
    }

    /// One line that they hear from a third.
    func hears(_ pattern: String) throws {
        try check(ann.skip(to: pattern))
        try check(bob.skip(to: pattern))
    }

    private func check(_ lines: [String]) throws {
        if let line = lines.first(where: { !$0.hasPrefix("*** ") && !$0.hasPrefix("<") }) {
            throw HarnessFailure("who was not concerned received: \(brief(line.utf8))")
        }
    }
}

/// Runs the body against a daemon in which two talk, who must neither notice nor be held up; then all of it ends in good order.
func withConversation(_ flags: String..., body: (DaemonProcess, Conversation) throws -> Void) throws {
    let unlimited = ["--messages-per-second", "0", "--connections-per-address", "20000"]
    try withDaemon(unlimited + flags) { daemon in
        let conversation = try Conversation(in: daemon)
        try conversation.goesOn()
        try body(daemon, conversation)
        try conversation.goesOn()
    }
}
