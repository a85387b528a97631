import ChatCore
import Configuration
import Dialects
import Libevent
import Passwords
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
        limits.accounts = accounts.most
        limits.nicksPerAccount = accounts.nicks
        limits.roomsPerAccount = moderation.roomsPerAccount
        limits.masksPerRoom = moderation.masksPerRoom
        limits.tellsSources = listen.contains { $0.spoken == .irc || $0.web }
        limits.keepsServiceNicks = limits.tellsSources
        // Where there are no accounts all are guests.
        if !store.path.isEmpty {
            limits.keptDays = history.durability == .none ? nil : history.keepDays
            limits.waitingPerAccount = history.privateMessages == .accounts ? FixedLimits.waitingPerAccount : 0
            limits.guests =
                switch accounts.guests {
                case .speak: .speak
                case .read: .read
                case .none: .none
                }
            if accounts.alwaysOn { limits.absenceNote = "not connected" }
            limits.spam.quietSeconds = moderation.guestQuietSeconds
            limits.spam.repeatedLines = moderation.repeatLines
            limits.spam.newPeople = moderation.guestNewPeople
            limits.spam.joins = moderation.joinBurst
        }
        return limits
    }

    var accountRules: AccountRules {
        var rules = AccountRules()
        rules.registration = accounts.registration
        rules.passwords = PasswordRules(least: accounts.passwordBytes)
        rules.cost = PasswordHash.Cost(memory: accounts.hashMemory, passes: accounts.hashPasses) ?? .usual
        rules.tokens = accounts.tokens
        rules.registrations.afterSeconds = accounts.registerAfterSeconds
        rules.registrations.perAddressDay = accounts.registrationsPerAddressDay
        rules.registrations.per10Minutes = accounts.registrationsPer10Minutes
        rules.clearText = accounts.clearText
        rules.scramRounds = accounts.scram ? accounts.scramRounds : nil
        rules.operators = Set(accounts.operators.map(\.key))
        return rules
    }

    var storeSettings: StoreSettings.Values {
        var values = StoreSettings.Values()
        values.commitMilliseconds = store.commitMilliseconds
        // Somebody waits for each commit.
        if history.durability == .strict { values.commitMilliseconds = min(5, values.commitMilliseconds) }
        values.keepDays = history.keepDays
        values.keepCount = history.keepCount
        values.search = history.search
        values.auditDays = moderation.auditDays
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
