import ChatCore
import ChatProtocol
import Libevent
import Logging

/// What of a configuration becomes something else in the server.
extension Configuration {
    var rate: RateLimit.Rate {
        RateLimit.Rate(perSecond: limits.messagesPerSecond, burst: limits.burst)
    }

    var hubLimits: Hub.Limits {
        var limits = Hub.Limits()
        limits.roomsPerSession = rooms.perSession
        // What one asks for itself must not make it a slow reader, however slow its line is.
        limits.answerBytes = self.limits.sendQueueBytes / 2
        return limits
    }

    /// What `/wire 1` tells.
    var limitsOfPrograms: ServiceReply.Limits {
        var told = ServiceReply.Limits()
        told.lineBytes = limits.lineBytes
        told.messagesPerSecond = limits.messagesPerSecond
        told.burst = limits.burst
        told.pingSeconds = limits.pingSeconds
        told.historyEvents = hubLimits.historyEvents
        told.rooms = rooms.perSession
        return told
    }

    var cleanMotd: [Text] { motd.map { TextHygiene.text($0) } }
}

extension Server {
    /// Becomes what another configuration says, with everybody who is here: names, limits, doors, all but `service`, which is of the
    /// process. Sessions keep what they were given: who is in more rooms than they may be now stays in them.
    ///
    /// Names in addresses that are new are looked up by a thread of their own, and until that is done all is as before. The last reload
    /// counts: one that is not done when another begins, or when the server ends, comes to nothing.
    /// - Parameter completion: called once it is done, from within this call where no name is to be looked up; with `ConfigurationError`,
    ///   `LibeventError` or `ResolveError` where nothing is changed. Not where it comes to nothing.
    public func reload(_ changed: Configuration, _ completion: @escaping ((any Error)?) -> Void) {
        lookup.cancel()
        let faults = changed.faults
        guard faults.isEmpty else { return completion(ConfigurationError(faults)) }
        let names = endpoints(toBecome: changed).filter { $0.numeric() == nil }
        guard !names.isEmpty else { return completion(failure(of: changed, at: Addresses())) }
        log.notice("looking up names", metadata: ["names": "\(names.map(\.description).joined(separator: " "))"])
        do {
            try lookup.begin(names) { [unowned self] outcome in
                switch outcome {
                case .success(let addresses): completion(self.failure(of: changed, at: addresses))
                case .failure(let error): completion(error)
                }
            }
        } catch {
            completion(error)
        }
    }

    /// What has to be known of to become what a configuration says.
    func endpoints(toBecome changed: Configuration) -> [Endpoint] {
        doors.endpoints(toOpen: changed.listen) + admin.endpoints(toServe: changed.admin.address)
    }

    private func failure(of changed: Configuration, at addresses: Addresses) -> (any Error)? {
        do {
            try become(changed, at: addresses)
            return nil
        } catch {
            return error
        }
    }

    private func become(_ changed: Configuration, at addresses: Addresses) throws {
        // What can fail comes first, and the last of it changes all or nothing.
        let context = try changed.tlsContext()
        let adminPlace = try admin.prepare(changed.admin.address, at: addresses)
        try doors.open(changed.listen, at: addresses)
        admin.move(to: adminPlace)
        tls = context
        configuration = changed
        let oldRate = rate
        rate = changed.rate
        admission.change(to: changed.limits)
        gate.trusted = changed.proxy.trusted
        motd = changed.cleanMotd
        log.logLevel = changed.logLevel
        hub.limits = changed.hubLimits
        if let closed = hub.moveLobby(to: changed.rooms.lobby, at: moment) { delivery.roomClosed(closed) }
        for case let session? in sessions {
            session.connection.maximumLineLength = changed.limits.lineBytes
            if rate != oldRate { session.changeRate(from: oldRate, to: rate) }
        }
        // The new process has read the configuration before.
        upgrade?.cancel("the configuration was reloaded meanwhile; upgrade again")
        metrics.reloads.add(.success)
        reportCertificate()
        log.notice("reloaded", metadata: ["sessions": "\(hub.sessionCount)"])
    }

    /// Says why a reload came to nothing, a line for each fault. One that is under way comes to nothing, too: the file that it read is
    /// no longer there.
    public func reloadFailed(_ error: any Error) {
        lookup.cancel()
        metrics.reloads.add(.failure)
        for fault in "\(error)".split(separator: "\n") {
            log.error("not reloaded, nothing is changed", metadata: ["fault": "\(fault)"])
        }
    }
}

extension Server {
    /// `Endpoint.resolve`, for listening.
    public static let resolve: @Sendable (Endpoint) throws(ResolveError) -> [SocketAddress] = {
        endpoint throws(ResolveError) in try endpoint.resolve(passive: true)
    }
}
