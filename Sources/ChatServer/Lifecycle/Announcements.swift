import ChatCore
import Libevent

/// Newcomers whom others are not told of yet: who is gone within `arrivalGrace` without a word was never there.
final class Announcements {
    /// Somebody who is hidden and has come to be known to nobody.
    private struct Newcomer {
        let id: SessionID
        let due: Instant
    }

    private let loop: EventLoop
    private let settings: Settings
    private let driver: HubDriver
    private let sessions: SessionTable
    private let log: SessionLog
    /// In the order of their coming.
    private var newcomers: [Newcomer] = []
    private var timer: Timer?

    init(
        on loop: EventLoop, _ settings: Settings, _ driver: HubDriver, _ sessions: SessionTable, _ log: SessionLog
    ) throws {
        self.loop = loop
        self.settings = settings
        self.driver = driver
        self.sessions = sessions
        self.log = log
        timer = try Timer(on: loop) { [unowned self] in self.announceDue() }
    }

    /// Has others told of a hidden newcomer when its time is up.
    func announceLater(_ id: SessionID) {
        newcomers.append(Newcomer(id: id, due: loop.now + settings.arrivalGrace))
        guard timer?.isScheduled == false else { return }
        timer?.schedule(after: settings.arrivalGrace)
    }

    /// Nobody is told any more.
    func stop() {
        timer?.cancel()
    }

    /// Tells of those whose time is up, as far as this turn's budget reaches; the others come in the next.
    private func announceDue() {
        let began = Instant.current()
        var done = 0
        for newcomer in newcomers {
            // A reload may have given later ones less time.
            guard newcomer.due <= loop.now, !driver.delivery.isCrowded,
                Instant.current() - began < FixedLimits.announcementsBudget
            else { break }
            done += 1
            announce(newcomer.id)
        }
        newcomers.removeFirst(done)
        guard let next = newcomers.first else { return }
        timer?.schedule(after: max(.zero, next.due - loop.now))
    }

    private func announce(_ id: SessionID) {
        guard let session = sessions.session(id) else { return }
        log.introduce(session)
        driver.carryOut(for: Delivery.Asker(session)) { driver.hub.announce(id, at: driver.moment, &$0) }
    }
}
