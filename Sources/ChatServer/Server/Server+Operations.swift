import ChatCore
import Configuration
import Dialects
import Libevent
import Logging

/// What the operator may ask of the server.
extension Server {
    /// `Endpoint.resolve`, for listening.
    public static let resolve: @Sendable (Endpoint) throws(ResolveError) -> [SocketAddress] = {
        endpoint throws(ResolveError) in try endpoint.resolve(passive: true)
    }

    /// Where it listens, with the ports that the kernel chose.
    public var addresses: [SocketAddress] { doors.addresses }

    /// Where the administrator's pages are served.
    public var adminAddresses: [SocketAddress] { admin.addresses }

    /// Sessions that are here.
    public var sessionCount: Int { hub.sessionCount }

    /// Rooms that are here.
    public var roomCount: Int { hub.roomCount }

    /// Connections that are not closed yet, with or without a session.
    var connections: Int { admission.open }

    /// Writes the figures to the log, a line for each group.
    public func logFigures() { figures.log() }

    // MARK: - Reloading

    /// Becomes what another configuration says, with everybody who is here (`Reload`).
    /// - Parameter completion: called once it is done, from within this call where no name is to be looked up; with `ConfigurationError`,
    ///   `LibeventError` or `ResolveError` where nothing is changed. Not where another reload, or the server's end, comes first.
    package func reload(_ changed: Configuration, _ completion: @escaping ((any Error)?) -> Void) {
        if node != nil, let fault = clusterFault(in: changed) { return completion(ConfigurationError([fault])) }
        reloading.begin(changed, completion)
    }

    /// Is called when an operator of the server wants the configuration to be read again. Not to be done from within the call.
    public var onRehash: (() -> Void)? {
        get { requests.irc?.onRehash }
        set { requests.irc?.onRehash = newValue }
    }

    /// Says why a reload came to nothing, a line for each fault.
    public func reloadFailed(_ error: any Error) { reloading.failed(error) }

    /// Tells the operator of what is hardly meant.
    func warnOfSettings() {
        for warning in settings.configuration.webWarnings { log.warning("\(warning)") }
    }

    /// Has everybody and everything that is here go by the settings that a reload has changed.
    func settingsChanged(from old: Configuration, _ oldRate: RateLimit.Rate) {
        let (configuration, rate) = (settings.configuration, settings.rate)
        arrivals.settingsChanged()
        hub.limits = configuration.hubLimits
        sessionLog.settingsChanged()
        if let closed = hub.moveLobby(to: configuration.rooms.lobby, at: moment) { delivery.roomClosed(closed) }
        for case let session? in sessions {
            if session.dialect.irc == nil { session.connection.maximumLineLength = configuration.limits.lineBytes }
            if rate != oldRate { session.changeRate(from: oldRate, to: rate) }
        }
        requests.irc?.settingsChanged(from: old)
        ircNewcomers.settingsChanged()
        // The new process has read the configuration before.
        upgrade?.cancel("the configuration was reloaded meanwhile; upgrade again")
        keeping.settingsChanged()
        certificate.report()
        warnOfSettings()
        log.notice("reloaded", metadata: ["sessions": "\(hub.sessionCount)"])
    }

    // MARK: - The end

    var isDraining: Bool { shutdown.isUnderWay }

    /// Stops serving: no newcomer is taken, everybody is told, and the loop stops when all have read it, or after 5 s.
    public func drain() {
        guard !isDraining else { return }
        log.notice("shutting down", metadata: ["sessions": "\(hub.sessionCount)"])
        stopTaking(telling: .shuttingDown(retry: FixedLimits.restartSeconds))
        upgrade?.cancel("the server is shutting down")
        doors.close()
        delivery.outboxes.hasten()
        endTurn()
        loop.onTurnEnd = nil
        departures.finishAll()
        let farewell = ServerRefusal.shuttingDown(retry: FixedLimits.restartSeconds)
        for case let session? in sessions { departures.dismiss(session, telling: farewell) }
        node?.leave()
        stopWhenAllHaveLeft()
    }

    /// Writes what is still to be kept, for five seconds at most. The loop turns no more.
    public func finishStore() { keeping.keeper?.finish() }

    /// Nobody who has no session yet gets one any more, no reload is done, and nothing that waits is answered.
    /// - Parameter refusal: what those are told who can be told.
    func stopTaking(telling refusal: ServerRefusal) {
        shutdown.begin()
        reloading.cancel()
        arrivals.close()
        ircNewcomers.close(telling: refusal)
        requests.stop()
        returns.stop()
    }

    /// Everybody who was here is leaving, and nothing else is left to be done.
    func stopWhenAllHaveLeft() {
        sessions.removeAll()
        upkeep.stop()
        output.stop()
        announcements.stop()
        shutdown.stopWhenAllHaveLeft()
    }
}
