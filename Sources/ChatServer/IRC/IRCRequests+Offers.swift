import ChatCore
import Configuration
import Dialects

/// What clients of IRC are offered, and told of the server: also when a reload changes it.
extension IRCRequests {
    func negotiate(_ words: [String], _ asked: IRCAsked) {
        let before = asked.dialect.reading
        asked.dialect.negotiate(words, offer(to: asked.session, by: settings.configuration), into: asked.lines)
        readAnew(asked, was: before)
    }

    private func offer(to session: Session, by configuration: Configuration) -> CapabilityOffer {
        configuration.ircOffer(
            configuration.mechanisms(for: session.claimant, session.certificate),
            isTLS: session.dialect.irc?.modes.contains(.secure) == true)
    }

    /// What a client has switched on may be another from now on.
    private func readAnew(_ asked: IRCAsked, was before: Reading) {
        if let rendering = driver.delivery.renderings.intern(asked.dialect.readers, isInUse: sessions.reads) {
            asked.dialect.rendering = rendering
        }
        noteReading(of: asked, was: before)
    }

    /// Tells the hub what a client wants to be told of, where that is another than before.
    func noteReading(of asked: IRCAsked, was before: Reading) {
        if asked.dialect.reading != before { hub.setReading(of: asked.session.id, to: asked.dialect.reading) }
    }

    /// Tells each client what it is offered no more, and what is new (`CAP DEL`, `CAP NEW`), and which tokens of 005 are others.
    /// - Parameter old: what held before.
    func settingsChanged(from old: Configuration) {
        let tokens = settings.configuration.isupport.changes(since: old.isupport)
        for case let session? in sessions {
            guard let dialect = session.dialect.irc else { continue }
            driver.delivery.append(to: session.id.slot, session.dialect) { lines in
                let asked = IRCAsked(session: session, dialect: dialect, command: .cap, lines: lines)
                let before = dialect.reading
                dialect.changeOffer(
                    from: offer(to: session, by: old), to: offer(to: session, by: settings.configuration), into: lines)
                readAnew(asked, was: before)
                if !tokens.isEmpty { asked.answers.putISupport(settings.configuration.isupport, tokens) }
            }
        }
    }
}
