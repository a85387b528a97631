import ChatCore
import Libevent
import Logging

/// What each session leaves in the log: when it came, and when it has gone; and what it is called, where `log_nicks` asks for that.
///
/// One that came and went without a word leaves nothing: load balancers ask each second whether we are here.
final class SessionLog {
    /// What somebody is called.
    struct Name {
        let nick: Nick
        /// To which they are logged in.
        let account: Nick?
    }

    private let loop: EventLoop
    private let settings: Settings
    private let hub: Hub
    private let sessions: SessionTable
    private let metrics: Metrics

    init(on loop: EventLoop, _ settings: Settings, _ hub: Hub, _ sessions: SessionTable, _ metrics: Metrics) {
        self.loop = loop
        self.settings = settings
        self.hub = hub
        self.sessions = sessions
        self.metrics = metrics
        settingsChanged()
    }

    /// Goes by what a configuration says of names from now on.
    func settingsChanged() {
        hub.onNamed = settings.configuration.logNicks ? { [unowned self] in self.noteName(of: $0) } : nil
    }

    /// Tells once that a session came.
    func introduce(_ session: Session) {
        guard !session.isIntroduced else { return }
        session.isIntroduced = true
        settings.log.info(
            "connected", metadata: metadata(of: session, name(of: session), ["listener": "\(session.listener)"]))
    }

    /// Counts the end of a session, and tells of it.
    /// - Parameter name: what it was called, as the hub may have forgotten it.
    func report(_ session: Session, _ why: SessionEnd, _ name: Name?) {
        metrics.endedSessions.add(why.cause)
        guard why != .unheard else {
            return settings.log.debug("came and went", metadata: ["peer": "\(session.peer)"])
        }
        introduce(session)
        settings.log.info(
            "disconnected",
            metadata: metadata(
                of: session, name,
                [
                    "cause": "\(why.label)", "seconds": "\((loop.now - session.since).components.seconds)",
                    "lines": "\(session.lines)",
                ]))
    }

    // MARK: - Names

    /// nil where the log does not tell it, or the hub has forgotten it.
    func name(of session: Session) -> Name? {
        guard settings.configuration.logNicks, let nick = hub.nick(of: session.id) else { return nil }
        return Name(nick: nick, account: hub.account(of: session.id)?.name)
    }

    /// Tells what a session is called from now on.
    private func noteName(of id: SessionID) {
        guard let session = sessions.session(id), let name = name(of: session) else { return }
        introduce(session)
        settings.log.info("known as", metadata: metadata(of: session, name))
    }

    private func metadata(
        of session: Session, _ name: Name?, _ details: Logger.Metadata = [:]
    ) -> Logger.Metadata {
        var metadata = details
        metadata["session"] = "\(session.id)"
        metadata["peer"] = "\(session.peer)"
        if let name { metadata["nick"] = "\(name.nick.text)" }
        if let account = name?.account { metadata["account"] = "\(account.text)" }
        return metadata
    }
}
