import ChatServer
import Configuration
import Glibc
import Libevent
import Service

/// The user that the daemon is while it serves.
///
/// Some daemons are started by root, who may open what others may not. But nobody outside of this machine may talk to
/// root.
enum Identity {
    /// Not root; or root until all is bound, and then this account.
    case user(Account?)
    /// Root for good, as no user was named. It serves this machine alone.
    case root

    /// Looks the account up. This may leave descriptors of name services open.
    /// - Throws: `ServiceError` if there is no such account.
    init(_ service: Configuration.Service) throws {
        if service.user.isEmpty {
            self = Privileges.isRoot ? .root : .user(nil)
        } else {
            self = .user(try Account(user: service.user, group: service.group))
        }
    }

    /// Refuses addresses that root must not serve.
    /// - Throws: `Failure` that names the first place that is open to other machines.
    func check(_ configuration: Configuration, _ inherited: [InheritedSocket]) throws {
        guard case .root = self else { return }
        for place in configuration.publicPlaces(inherited) {
            throw Failure(
                EX_CONFIG,
                "root serves this machine alone, and \(place) is open to others: name a user to become once it is bound "
                    + "(--user partyline, or user in [service]), or listen on 127.0.0.1")
        }
    }

    /// Becomes the account for good, and gives it the Unix sockets that were just bound. Do all that needs root before.
    func assume(for configuration: Configuration) throws {
        if case .user(let account?) = self {
            if Privileges.isRoot {
                for case .endpoint(.path(let path)) in configuration.listen.map(\.place) {
                    guard lchown(path, account.user, account.group) == 0 else {
                        throw Failure(
                            EX_OSERR, "can't give \(path) to \(account.name): \(String(cString: strerror(errno)))")
                    }
                }
            }
            try Privileges.drop(to: account)
        }
        try Privileges.forbidNew()
    }
}

extension Configuration {
    /// The addresses that other machines can reach, as far as an address tells. Names that can't be resolved are
    /// reported elsewhere.
    fileprivate func publicPlaces(_ inherited: [InheritedSocket]) -> [String] {
        var addresses: [SocketAddress] = []
        for listen in listen {
            switch listen.place {
            case .endpoint(let endpoint): addresses += (try? endpoint.resolve(passive: true)) ?? []
            case .inherited: addresses += inherited.compactMap { try? SocketAddress.local(of: $0.descriptor) }
            }
        }
        if let admin = admin.address { addresses += (try? admin.resolve(passive: true)) ?? [] }
        return addresses.filter { $0.ip.map { !$0.isLoopback } ?? false }.map(\.description)
    }
}
