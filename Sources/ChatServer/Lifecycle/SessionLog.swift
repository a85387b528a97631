import Libevent
import Logging

/// The two lines that each session leaves in the log: when it came, and when it has gone.
///
/// One that came and went without a word leaves none: load balancers ask each second whether we are here.
final class SessionLog {
    private let loop: EventLoop
    private let settings: Settings
    private let metrics: Metrics

    init(on loop: EventLoop, _ settings: Settings, _ metrics: Metrics) {
        self.loop = loop
        self.settings = settings
        self.metrics = metrics
    }

    /// Tells once that a session came.
    func introduce(_ session: Session) {
        guard !session.isIntroduced else { return }
        session.isIntroduced = true
        settings.log.info(
            "connected",
            metadata: ["session": "\(session.id)", "peer": "\(session.peer)", "listener": "\(session.listener)"])
    }

    /// Counts the end of a session, and tells of it.
    func report(_ session: Session, _ why: SessionEnd) {
        metrics.endedSessions.add(why.cause)
        guard why != .unheard else {
            return settings.log.debug("came and went", metadata: ["peer": "\(session.peer)"])
        }
        introduce(session)
        settings.log.info(
            "disconnected",
            metadata: [
                "session": "\(session.id)", "peer": "\(session.peer)", "cause": "\(why.label)",
                "seconds": "\((loop.now - session.since).components.seconds)", "lines": "\(session.lines)",
            ])
    }
}
