import ChatCore
import Libevent

/// Newcomers whom others are not told of yet: who is gone within `arrivalGrace` without a word was never there.
extension Server {
    /// Has others told of a hidden newcomer when its time is up.
    func awaitAnnouncement(of id: SessionID) {
        newcomers.append(Newcomer(id: id, due: loop.now + settings.arrivalGrace))
        guard newcomerTimer?.isScheduled == false else { return }
        newcomerTimer?.schedule(after: settings.arrivalGrace)
    }

    /// Tells of those whose time is up.
    func announceNewcomers() {
        let began = Instant.current()
        var done = 0
        for newcomer in newcomers {
            // A reload may have given later ones less time.
            guard newcomer.due <= loop.now, !delivery.isCrowded,
                Instant.current() - began < FixedLimits.announcementsBudget
            else { break }
            done += 1
            announce(newcomer.id)
        }
        newcomers.removeFirst(done)
        guard let next = newcomers.first else { return }
        newcomerTimer?.schedule(after: max(.zero, next.due - loop.now))
    }

    private func announce(_ id: SessionID) {
        guard let session = sessions.session(id) else { return }
        introduce(session)
        driver.carryOut(for: asker(session, .none)) { hub.announce(id, at: moment, &$0) }
    }

    /// Somebody who is hidden and has come to be known to nobody.
    struct Newcomer {
        let id: SessionID
        let due: Instant
    }
}
