import ChatCore
import Dialects
import Libevent

/// The networks that are kept from the server: what the hub has as texts, as it is asked at each connection.
final class NetworkBans {
    private let driver: HubDriver
    private var version = -1
    private var entries: [(network: Network, ban: ServerBan)] = []

    init(_ driver: HubDriver) {
        self.driver = driver
    }

    /// The ban that keeps an address out.
    func ban(on address: IPAddress) -> ServerBan? { ban(on: address, isOfGuests: false) }

    /// Whether guests of an address may only log in.
    func bansGuests(of address: IPAddress) -> Bool { ban(on: address, isOfGuests: true) != nil }

    private func ban(on address: IPAddress, isOfGuests: Bool) -> ServerBan? {
        refresh()
        if entries.isEmpty { return nil }
        let now = driver.moment.wall
        return entries.first { entry in
            entry.ban.subject.isOfGuests == isOfGuests && entry.network.contains(address)
                && (entry.ban.until.map { $0 > now } ?? true)
        }?.ban
    }

    /// What one is told who comes from an address that is banned; nil: it is not.
    func dismissal(of address: IPAddress) -> Dismissal? {
        guard let ban = ban(on: address) else { return nil }
        return Dismissal(by: nil, isBan: true, seconds: ban.seconds(at: driver.moment.wall), reason: ban.reason)
    }

    private func refresh() {
        let hub = driver.hub
        guard version != hub.serverBansVersion else { return }
        version = hub.serverBansVersion
        entries = hub.bannedNetworks(at: driver.moment).compactMap { net, ban in
            (try? Network(net)).map { ($0, ban) }
        }
    }
}

extension Command {
    /// The network that it bans, as it is written; nil: it bans none.
    var bannedNetwork: String? {
        switch self {
        case .operate(.ban(.subject(.net(let net)), _, _)), .operate(.ban(.subject(.guests(let net)), _, _)): net
        default: nil
        }
    }
}

extension Command {
    /// It bans those of a network who are not logged in.
    var bansGuestsAlone: Bool {
        if case .operate(.ban(.subject(.guests), _, _)) = self { true } else { false }
    }
}

extension ServerBan {
    /// For how long it holds yet; nil: for good.
    /// - Parameter time: microseconds since 1970.
    func seconds(at time: Int64) -> Int64? { until.map { max(1, ($0 - time + 999_999) / 1_000_000) } }
}

extension ServerBanSubject {
    /// It bans those of a network who are not logged in.
    var isOfGuests: Bool {
        if case .guests = self { true } else { false }
    }
}
