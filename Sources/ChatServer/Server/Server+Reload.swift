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
    /// - Throws: `ConfigurationError`, `LibeventError` or `ResolveError`; nothing is changed then.
    public func reload(_ changed: Configuration) throws {
        let faults = changed.faults
        guard faults.isEmpty else { throw ConfigurationError(faults) }
        // What can fail comes first, and the last of it changes all or nothing.
        let context = try changed.tlsContext()
        let adminPlace = try admin.prepare(changed.admin.address)
        try doors.open(changed.listen)
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
        if let closed = hub.moveLobby(to: changed.rooms.lobby) { delivery.roomClosed(closed) }
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

    /// Says why a reload came to nothing, a line for each fault.
    public func reloadFailed(_ error: any Error) {
        metrics.reloads.add(.failure)
        for fault in "\(error)".split(separator: "\n") {
            log.error("not reloaded, nothing is changed", metadata: ["fault": "\(fault)"])
        }
    }
}
