import ChatCore
import Libevent

/// Newcomers whom others are not told of yet: who is gone within `arrivalGrace` without a word was never there.
extension Server {
    /// What telling of newcomers may take in one turn; those who are left come in the next.
    private static let announcingTime = Duration.milliseconds(5)

    var arrivalGrace: Duration { .milliseconds(configuration.limits.arrivalGraceMilliseconds) }

    /// Has others told of a hidden newcomer when its time is up.
    func awaitAnnouncement(of id: SessionID) {
        newcomers.append(Newcomer(id: id, due: loop.now + arrivalGrace))
        guard newcomerTimer?.isScheduled == false else { return }
        newcomerTimer?.schedule(after: arrivalGrace)
    }

    /// Tells of those whose time is up.
    func announceNewcomers() {
        let began = Instant.current()
        var done = 0
        for newcomer in newcomers {
            // A reload may have given later ones less time.
            guard newcomer.due <= loop.now, !delivery.isCrowded, Instant.current() - began < Server.announcingTime
            else { break }
            done += 1
            announce(newcomer.id)
        }
        newcomers.removeFirst(done)
        guard let next = newcomers.first else { return }
        newcomerTimer?.schedule(after: max(.zero, next.due - loop.now))
    }

    private func announce(_ id: SessionID) {
        guard let session = sessions[Int(id.slot)], session.id == id else { return }
        introduce(session)
        carryOut(for: asker(session, .none)) { hub.announce(id, at: moment, &$0) }
    }

    /// Somebody who is hidden and has come to be known to nobody.
    struct Newcomer {
        let id: SessionID
        let due: Instant
    }

    /// The first of the two lines that each session leaves in the log. One that came and went without a word leaves none: load
    /// balancers ask each second whether we are here.
    func introduce(_ session: Session) {
        guard !session.isIntroduced else { return }
        session.isIntroduced = true
        log.info(
            "connected",
            metadata: ["session": "\(session.id)", "peer": "\(session.peer)", "listener": "\(session.listener)"])
    }
}
