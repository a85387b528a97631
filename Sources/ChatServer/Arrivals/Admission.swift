import ChatCore
import Configuration
import Dialects
import Libevent

/// Decides whether newcomers may come in, and counts connections, in all and by host.
///
/// A connection is counted in two ways: as present and as open. One that is leaving is no longer present, but may still
/// be reading its last lines. As many may be leaving as may be present. Few take long, unless somebody holds them on
/// purpose.
final class Admission {
    /// Why a newcomer is turned away.
    enum Cause: String, Hashable, CaseIterable {
        /// The limit of connections is reached.
        case full
        /// The limit of connections from its address is reached.
        case address
        /// Too many came from its address in a short time.
        case rate
        /// Its network is banned.
        case banned
    }

    enum Decision: Hashable {
        case admit
        case refuse(Cause)
    }

    private struct Counts {
        var present = 0
        var open = 0
        /// Without a connection, of whom nobody knows that they are not here. They make room for newcomers (`Returns`).
        var held = 0
    }

    /// nil: there are none yet.
    var bans: NetworkBans?
    private(set) var limits: Configuration.Limits
    private var rate: RateLimit.Rate
    private var total = Counts()
    private var hosts: [HostKey: Counts] = [:]
    private var connects = ConnectRates()

    init(_ limits: Configuration.Limits) {
        self.limits = limits
        rate = limits.connectRate
    }

    /// Connections that are not leaving.
    var present: Int { total.present }

    /// Connections that are not closed yet.
    var open: Int { total.open }

    /// Hosts in memory: those that are here, and those that were here lately.
    var hostsKept: Int { hosts.count + connects.count }

    /// Changes the limits, from the next newcomer on. Everybody who is here stays, and is counted.
    func change(to limits: Configuration.Limits) {
        self.limits = limits
        // What a host owes at the old rate says nothing at the new one.
        if limits.connectRate != rate { connects = ConnectRates() }
        rate = limits.connectRate
    }

    // MARK: - Newcomers

    /// Whether another could come, whoever it is.
    /// - Parameter arriving: the number of connections whose address is not known yet.
    func isFull(arriving: Int = 0) -> Bool {
        present + arriving >= limits.connections || open + arriving >= 2 * limits.connections
    }

    /// Whether so many descriptors are in use that not even a connection that may be told why is taken.
    func isCrowded(arriving: Int) -> Bool { open + arriving >= 2 * limits.connections }

    /// Decides on a newcomer. If it is admitted, call `enter` once it is here, so that it is counted.
    /// - Parameters:
    ///   - address: nil for a Unix socket's peer, which has no address and so no limit by it.
    ///   - now: microseconds of the steady clock.
    func decide(on address: IPAddress?, at now: Int64) -> Decision {
        if isFull() { return .refuse(.full) }
        guard let address, !limits.exempt.contain(address) else { return .admit }
        if bans?.ban(on: address) != nil { return .refuse(.banned) }
        let host = HostKey(address)
        let counts = hosts[host] ?? Counts()
        let allowed = limits.connectionsPerAddress
        if counts.present >= allowed || counts.open >= 2 * allowed { return .refuse(.address) }
        return connects.take(host, rate, at: now) ? .admit : .refuse(.rate)
    }

    /// What one is told who comes from where nobody may come from; nil: they may.
    func dismissal(of address: IPAddress) -> Dismissal? {
        limits.exempt.contain(address) ? nil : bans?.dismissal(of: address)
    }

    /// Whether guests of an address may only log in.
    func bansGuests(of address: IPAddress) -> Bool {
        guard let bans, !limits.exempt.contain(address) else { return false }
        return bans.bansGuests(of: address)
    }

    /// What a newcomer is told who is turned away.
    /// - Parameter address: nil for a Unix socket's peer.
    func refusal(for cause: Cause, of address: IPAddress?) -> ServerRefusal {
        switch cause {
        case .full: .serverFull(.connections(limits.connections), retry: FixedLimits.fullRetrySeconds)
        case .banned:
            .dismissed(address.flatMap { bans?.dismissal(of: $0) } ?? Dismissal(by: nil, isBan: true, reason: nil))
        case .address:
            .serverFull(
                .connectionsFromAddress(limits.connectionsPerAddress), retry: FixedLimits.fullRetrySeconds)
        case .rate:
            .serverFull(
                .connects(perSecond: limits.connectsPerSecond),
                retry: Int(max(1, (1 / limits.connectsPerSecond).rounded(.up))))
        }
    }

    /// Frees the memory of hosts that were here lately and have no debt any more.
    func forgetIdle(at now: Int64) {
        connects.forgetIdle(rate, at: now)
    }

    // MARK: - Who is here

    /// Counts a connection that is now here.
    func enter(_ host: HostKey?) {
        change(host) { counts in
            counts.present += 1
            counts.open += 1
        }
    }

    /// Counts a connection that was here and is now leaving.
    func leave(_ host: HostKey?) {
        change(host) { $0.present -= 1 }
    }

    /// Counts somebody whose connection was lost, and who may come back.
    func hold(_ host: HostKey?) {
        change(host) { $0.held += 1 }
    }

    /// Counts them no more.
    func release(_ host: HostKey?) {
        change(host) { $0.held -= 1 }
    }

    /// Whether more are here than may be, with those who are held.
    var isOver: Bool { total.present + total.held > limits.connections }

    /// The same of those of an address.
    func isOver(_ address: IPAddress) -> Bool {
        guard let counts = hosts[HostKey(address)], !limits.exempt.contain(address) else { return false }
        return counts.present + counts.held > limits.connectionsPerAddress
    }

    /// Counts a connection that was leaving and is now closed.
    func close(_ host: HostKey?) {
        change(host) { $0.open -= 1 }
    }

    private func change(_ host: HostKey?, _ change: (inout Counts) -> Void) {
        change(&total)
        guard let host else { return }
        change(&hosts[host, default: Counts()])
        if let counts = hosts[host], counts.open == 0, counts.held == 0 { hosts[host] = nil }
    }
}

extension Configuration.Limits {
    /// The pace of one address, and how many may come at once: as many as an address may have, or as may come in a
    /// second, whichever is more. An address that may have only one must be able to come back.
    var connectRate: RateLimit.Rate {
        let second = Int(min(connectsPerSecond, 1_000_000).rounded(.up))
        return RateLimit.Rate(perSecond: connectsPerSecond, burst: max(connectionsPerAddress, second))
    }
}
