import ChatCore
import Configuration
import Dialects
import Libevent
import Store

/// What the server makes of a configuration.
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

    var storeSettings: StoreSettings.Values {
        var values = StoreSettings.Values()
        values.commitMilliseconds = store.commitMilliseconds
        // Somebody waits for each commit.
        if history.durability == .strict { values.commitMilliseconds = min(5, values.commitMilliseconds) }
        values.keepDays = history.keepDays
        values.keepCount = history.keepCount
        values.search = history.search
        return values
    }

    /// What `/wire 1` tells.
    var limitsOfPrograms: ServerReply.Limits {
        var told = ServerReply.Limits()
        told.lineBytes = limits.lineBytes
        told.messagesPerSecond = limits.messagesPerSecond
        told.burst = limits.burst
        told.pingSeconds = limits.pingSeconds
        told.historyEvents = hubLimits.historyEvents
        told.rooms = rooms.perSession
        return told
    }

    var cleanMotd: [Text] { motd.map { TextHygiene.text($0) } }

    /// The certificate and key, read again; nil where no listener speaks TLS.
    /// - Throws: `ConfigurationError` that says what is wrong with which file.
    func tlsContext() throws(ConfigurationError) -> TLSContext? {
        guard listen.contains(where: \.tls) else { return nil }
        do {
            return try TLSContext(server: tls.certificate, key: tls.key)
        } catch {
            throw ConfigurationError(["tls: \(error)"])
        }
    }
}
