import Glibc

/// The new process's side of a live upgrade. It says hello, takes over what the old process has, and serves once that
/// one lets go.
package final class Successor {
    /// The environment variable that names the descriptor of the channel.
    static let variable = "PARTYLINE_HANDOVER"
    /// How long the old process may take for each message.
    private static let patience = Duration.seconds(10)

    /// nil once this process is the server, so that the memory is not kept as long as it serves.
    private var channel: HandoverChannel?

    /// Removes the variable from the environment.
    /// - Returns: nil if no process that hands over started this one.
    /// - Throws: `HandoverError` if the variable does not name a channel of ours.
    package init?() throws {
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

    /// What came of a part that was taken.
    package enum Progress {
        /// More comes.
        case early
        /// It was tried, and what follows is the whole, or another rehearsal.
        case rehearsed
        /// That was all.
        case complete
    }

    /// Says hello, and waits for all that there is to take over.
    /// - Parameter take: gets each part, and its descriptors.
    /// - Throws: `HandoverError`, or what `take` throws. Then the old process goes on.
    package func receive(_ program: HandoverProgram, _ take: (HandoverPart) throws -> Progress) throws {
        guard let channel else { throw HandoverError("it was taken over already") }
        try channel.sayHello(program)
        while true {
            switch try take(receivePart(channel)) {
            case .early: continue
            case .rehearsed: try channel.send(.ready)
            case .complete: return
            }
        }
    }

    private func receivePart(_ channel: HandoverChannel) throws(HandoverError) -> HandoverPart {
        var assembly = HandoverAssembly()
        do throws(HandoverError) {
            while let message = try channel.receive() {
                if let part = try assembly.take(message) { return part }
            }
            throw HandoverError("it is cut off")
        } catch {
            assembly.close()
            throw error
        }
    }

    /// Says that everything is in place, and waits for the old process to let go. When this returns, this process is
    /// the server.
    /// - Throws: `HandoverError`. Then the old process goes on.
    package func takeOver() throws {
        guard let channel else { throw HandoverError("it was taken over already") }
        try channel.send(.ready)
        _ = try channel.expect(.commit)
        self.channel = nil
    }

    /// Says why it can't take over.
    package func refuse(_ words: String) {
        // If nobody listens any more, there is nothing else to do.
        try? channel?.send(.refused, words.utf8.prefix(500))
    }
}
