import ChatCore
import Dialects
import Libevent

extension Server {
    /// Has each part tell the others what they need to know.
    func wire() {
        doors.onAccept = { [unowned arrivals] in arrivals.accept($0, from: $1, at: $2) }
        arrivals.onNewcomer = { [unowned self] in self.welcome($0) }
        ircNewcomers.onComplete = { [unowned self] in self.welcome($0, $1, $2, then: $3) }
        requests.irc?.newcomers = { [unowned ircNewcomers] in ircNewcomers.count }
        output.onSlowReader = { [unowned departures] session in
            departures.end(session, .slowReader, telling: .slowReader)
        }
        driver.delivery.onDismissed = { [unowned departures] in departures.dismiss($0, $1) }
        driver.delivery.onShared = { [unowned requests] in requests.irc?.share($0, with: $1) }
        admission.bans = NetworkBans(driver)
        hub.comesFromBannedGuests = { [unowned admission, unowned sessions] id in
            sessions.session(id)?.address.map { admission.bansGuests(of: $0) } ?? false
        }
        departures.onClosed = { [unowned shutdown] in shutdown.stopIfAllHaveLeft() }
        reloading.onChange = { [unowned self] in self.settingsChanged(from: $0, $1) }
        if let node { wire(node) }
        let pages = AdminPages(figures: figures, shutdown: shutdown)
        admin.onRequest = { pages.page($0) }
    }

    fileprivate func welcome(_ newcomer: Arrivals.Newcomer) {
        if newcomer.isIRC {
            ircNewcomers.take(newcomer)
            return
        }
        reception.welcome(newcomer) {
            Session(
                id: $0, address: newcomer.address, connection: newcomer.connection, server: self, now: self.loop.now,
                listener: "\(newcomer.door.listen)",
                mustSpeak: newcomer.mustSpeak, webSocket: newcomer.webSocket)
        }
    }

    fileprivate func welcome(
        _ newcomer: Arrivals.Newcomer, _ registration: IRCRegistration, _ account: AccountID?,
        then finish: @escaping (IRCReception.Outcome) -> Void
    ) {
        let makeSession = { [unowned self] (id: SessionID, dialect: IRCDialect) in
            Session(
                id: id, address: newcomer.address, connection: newcomer.connection, server: self, now: loop.now,
                listener: "\(newcomer.door.listen)", mustSpeak: newcomer.mustSpeak, dialect: .irc(dialect),
                webSocket: newcomer.webSocket)
        }
        ircReception.welcome(newcomer, registration, account, makeSession, then: finish)
    }
}
