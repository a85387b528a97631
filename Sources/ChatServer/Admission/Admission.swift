import ChatCore
import Libevent

/// Decides on newcomers, and counts who is here, in all and by host.
///
/// A connection is counted twice over: as present, and as open. One that is leaving is no longer present, but may still be reading
/// its last lines. There may be as many that leave as may be present: few take long, unless somebody means to hold them.
struct Admission {
    /// Why a newcomer is turned away.
    enum Cause: String, Hashable, CaseIterable {
        /// There are as many connections as there may be.
        case full
        /// There are as many from its address as there may be.
        case address
        /// Too many came from its address in a short time.
        case rate
    }

    enum Decision: Hashable {
        case admit
        case refuse(Cause)
    }

    private struct Counts {
        var present = 0
        var open = 0
    }

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

    /// Hosts in memory: those that are here, and those that were lately.
    var hostsKept: Int { hosts.count + connects.count }

    /// Other limits hold from the next newcomer on. Everybody who is here stays, and is counted.
    mutating func change(to limits: Configuration.Limits) {
        self.limits = limits
        // What a host owes at one rate says nothing at another.
        if limits.connectRate != rate { connects = ConnectRates() }
        rate = limits.connectRate
    }

    // MARK: - Newcomers

    /// Whether another could come, whoever it is.
    /// - Parameter arriving: those of whom it isn't known yet who they are.
    func isFull(arriving: Int = 0) -> Bool {
        present + arriving >= limits.connections || open + arriving >= 2 * limits.connections
    }

    /// Decides on a newcomer. One that is admitted is to be counted, by `enter`, once it is here.
    /// - Parameters:
    ///   - address: nil for a Unix socket's peer, who has none to be limited by.
    ///   - now: microseconds of the steady clock.
    mutating func decide(on address: IPAddress?, at now: Int64) -> Decision {
        if isFull() { return .refuse(.full) }
        guard let address, !limits.exempt.contain(address) else { return .admit }
        let host = HostKey(address)
        let counts = hosts[host] ?? Counts()
        let allowed = limits.connectionsPerAddress
        if counts.present >= allowed || counts.open >= 2 * allowed { return .refuse(.address) }
        return connects.take(host, rate, at: now) ? .admit : .refuse(.rate)
    }

    /// For the newcomer: why it is turned away.
    func words(for cause: Cause) -> String {
        switch cause {
        case .full: "there are \(limits.connections) connections, which is all"
        case .address: "there are \(limits.connectionsPerAddress) connections from your address already"
        case .rate:
            "your address connects more than \(limits.connectsPerSecond.plain) times a second"
        }
    }

    /// After how many seconds who was turned away may try again.
    func retrySeconds(for cause: Cause) -> Int {
        switch cause {
        case .full, .address: 30
        case .rate: Int(max(1, (1 / limits.connectsPerSecond).rounded(.up)))
        }
    }

    /// Gives back the memory of hosts that were here lately.
    mutating func forgetIdle(at now: Int64) {
        connects.forgetIdle(rate, at: now)
    }

    // MARK: - Who is here

    /// A connection is here.
    mutating func enter(_ host: HostKey?) {
        change(host) { counts in
            counts.present += 1
            counts.open += 1
        }
    }

    /// A connection that is here is leaving.
    mutating func leave(_ host: HostKey?) {
        change(host) { $0.present -= 1 }
    }

    /// A connection that was leaving is closed.
    mutating func close(_ host: HostKey?) {
        change(host) { $0.open -= 1 }
    }

    private mutating func change(_ host: HostKey?, _ change: (inout Counts) -> Void) {
        change(&total)
        guard let host else { return }
        change(&hosts[host, default: Counts()])
        if hosts[host]?.open == 0 { hosts[host] = nil }
    }
}

extension Configuration.Limits {
    /// As many at once as one may have, or may come in a second: who may have one alone has to be able to come back.
    var connectRate: RateLimit.Rate {
        let second = Int(min(connectsPerSecond, 1_000_000).rounded(.up))
        return RateLimit.Rate(perSecond: connectsPerSecond, burst: max(connectionsPerAddress, second))
    }
}

extension Double {
    /// For people: `5`, `0.5`.
    var plain: String { self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)" }
}
