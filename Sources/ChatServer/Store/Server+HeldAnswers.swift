import Configuration

/// Answers that wait for commits, as the configuration wants it.
extension Server {
    /// Holds answers back from now on, or no more. Those that wait already go on waiting.
    func holdAnswers() {
        requests.held = configuration.history.durability == .strict ? heldAnswers : nil
    }

    /// Whether an answer may be held back while another process takes over.
    var mayHoldAnswers: Bool { requests.held != nil || heldAnswers?.entries.isEmpty == false }

    /// Nothing writes what an older process had not: its answers say so.
    func giveUpHandedAnswers() {
        for state in handedAnswers {
            guard let session = sessions.session(state.session) else { continue }
            delivery.outboxes.append(to: state.session.slot) { session.dialect.putUnstored(state.output, into: $0) }
        }
        handedAnswers = []
    }
}
