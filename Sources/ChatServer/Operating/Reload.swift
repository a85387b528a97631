import ChatCore
import Configuration
import Libevent
import Logging

/// Has the server become what another configuration says, with everybody who is here: names, limits, doors, all but `service`, which
/// is of the process. Sessions keep what they were given: who is in more rooms than they may be now stays in them.
final class Reload {
    /// Called when the settings have changed, with the configuration and the rate of before.
    var onChange: ((Configuration, RateLimit.Rate) -> Void)?

    private let settings: Settings
    private let doors: Doors
    private let admin: AdminListeners
    private let metrics: Metrics
    private let resolve: Addresses.Resolver
    private let lookup: NameLookup

    /// - Parameter resolve: asks what names of addresses stand for.
    init(
        on loop: EventLoop, _ settings: Settings, _ doors: Doors, _ admin: AdminListeners, _ metrics: Metrics,
        resolving resolve: @escaping Addresses.Resolver
    ) {
        self.settings = settings
        self.doors = doors
        self.admin = admin
        self.metrics = metrics
        self.resolve = resolve
        lookup = NameLookup(on: loop, by: resolve)
    }

    /// Whether names are being looked up for a reload.
    var isUnderWay: Bool { lookup.isUnderWay }

    /// Opens the first configuration's doors. Names are looked up here and now.
    func openDoors() throws {
        let configuration = settings.configuration
        let addresses = try Addresses(of: endpoints(toBecome: configuration), by: resolve)
        try doors.open(configuration.listen, at: addresses)
        admin.move(to: try admin.prepare(configuration.admin.address, at: addresses))
    }

    /// Names in addresses that are new are looked up by a thread of their own, and until that is done all is as before. The last reload
    /// counts: one that is not done when another begins, or when the server ends, comes to nothing.
    /// - Parameter completion: called once it is done, from within this call where no name is to be looked up; with `ConfigurationError`,
    ///   `LibeventError` or `ResolveError` where nothing is changed. Not where it comes to nothing.
    func begin(_ changed: Configuration, _ completion: @escaping ((any Error)?) -> Void) {
        lookup.cancel()
        let faults = changed.faults
        guard faults.isEmpty else { return completion(ConfigurationError(faults)) }
        guard changed.cluster == settings.configuration.cluster else {
            // Half of the people would be in one chat, and half in another.
            return completion(ConfigurationError(["[cluster] can't be changed by a reload; start the node anew"]))
        }
        let names = endpoints(toBecome: changed).filter { $0.numeric() == nil }
        guard !names.isEmpty else { return completion(failure(of: changed, at: Addresses())) }
        let shown = names.map(\.description).joined(separator: " ")
        settings.log.notice("looking up names", metadata: ["names": "\(shown)"])
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

    /// A reload that is under way comes to nothing.
    func cancel() {
        lookup.cancel()
    }

    /// Says why a reload came to nothing, a line for each fault. One that is under way comes to nothing, too: the file that it read is
    /// no longer there.
    func failed(_ error: any Error) {
        lookup.cancel()
        metrics.reloads.add(.failure)
        for fault in "\(error)".split(separator: "\n") {
            settings.log.error("not reloaded, nothing is changed", metadata: ["fault": "\(fault)"])
        }
    }

    /// The endpoints whose addresses have to be known before the server can become what a configuration says.
    private func endpoints(toBecome changed: Configuration) -> [Endpoint] {
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
        let tls = try changed.tlsContext()
        let site = try changed.site()
        let adminListeners = try admin.prepare(changed.admin.address, at: addresses)
        try doors.open(changed.listen, at: addresses)
        admin.move(to: adminListeners)
        let (old, oldRate) = (settings.configuration, settings.rate)
        settings.change(to: changed, tls: tls, site: site)
        metrics.reloads.add(.success)
        onChange?(old, oldRate)
    }
}
