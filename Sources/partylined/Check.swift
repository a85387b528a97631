import Configuration
import Glibc
import JetStreamLog
import Libevent
import Service
import Store

/// `--check-config`: prints what would run, or all faults that can be found without binding an address.
struct Check {
    private(set) var faults: [String] = []
    private(set) var warnings: [String] = []
    private let configuration: Configuration

    init(_ configuration: Configuration) {
        self.configuration = configuration
        checkNames()
        warnings += configuration.webWarnings
        checkTLS()
        checkPage()
        checkAccount()
        checkStore()
        checkCluster()
    }

    /// Prints the configuration as a file, or all faults.
    /// - Throws: `Failure` with a line for each fault.
    func tell() throws(Failure) {
        guard faults.isEmpty else { throw Failure(EX_CONFIG, faults.joined(separator: "\n")) }
        for warning in warnings { Failure.tell(warning, priority: 4) }
        print(configuration.toml, terminator: "")
    }

    private mutating func checkNames() {
        for case .endpoint(let endpoint) in configuration.listen.map(\.place) { check("listen.address", endpoint) }
        if let endpoint = configuration.admin.address { check("admin.address", endpoint) }
    }

    private mutating func check(_ key: String, _ endpoint: Endpoint) {
        do {
            _ = try endpoint.resolve(passive: true)
        } catch {
            faults.append("\(key) \(endpoint) can't be resolved: \(error.reason)")
        }
    }

    /// The files are read as the user who runs this, who may be allowed to read more than the daemon's user.
    private mutating func checkTLS() {
        guard configuration.listen.contains(where: \.tls) else { return }
        do {
            let context = try TLSContext(server: configuration.tls.certificate, key: configuration.tls.key)
            if let warning = context.warning(at: Int64(time(nil))) { warnings.append(warning) }
        } catch {
            faults.append("tls: \(error)")
        }
    }

    /// The folder is read as this user, too.
    private mutating func checkPage() {
        guard configuration.servesPage else { return }
        do {
            _ = try configuration.rootFiles()
        } catch {
            faults += error.faults
        }
    }

    /// Its files are read as this user, too; nobody is connected to.
    private mutating func checkCluster() {
        guard configuration.cluster.isOn else { return }
        do {
            _ = try ClusterSettings(configuration.cluster)
        } catch {
            faults.append(error.words)
        }
    }

    private mutating func checkAccount() {
        let service = configuration.service
        guard !service.user.isEmpty else { return }
        do {
            _ = try Account(user: service.user, group: service.group)
        } catch {
            faults.append("\(error)")
        }
    }

    /// So that an older version, installed over a newer one, is known not to read the file before the newer one has ended.
    private mutating func checkStore() {
        guard !configuration.store.path.isEmpty else { return }
        do {
            try StoreFile.checkForOpening(configuration.store.path)
        } catch {
            switch error {
            case .newer, .notOurs, .notADatabase: faults.append("store.path: \(error)")
            // Those may be of this user or of this moment, and not the daemon's.
            default: break
            }
        }
    }
}
