import ChatCore
import Configuration

extension Configuration {
    /// Of the settings by which all nodes of a cluster have to go alike: what the same record leads to must be the same everywhere.
    package var sharedDigest: UInt64 {
        var digest = Digest(of: .state)
        for word in sharedSettings { digest.mix(Array(word.utf8)) }
        return digest.value
    }

    private var sharedSettings: [String] {
        let limits = hubLimits
        let numbers = [
            limits.historyEvents, limits.historyBytes, limits.waitingPerAccount, limits.accounts,
        ]
        return numbers.map(String.init) + [
            rooms.lobby?.key ?? "", "\(limits.guests)", "\(limits.tellsSources)", "\(limits.keptDays ?? -1)",
            accounts.operators.map(\.key).sorted().joined(separator: ","),
        ]
    }
}
