import Glibc
import Handover
import Libevent
import Logging

extension Server {
    /// Starts a program, hands everything over to it, and ends. If that fails, the failure is logged, and nothing has
    /// changed.
    /// - Parameters:
    ///   - announce: called with the id of the new process just before it becomes the server.
    ///   - completion: called with true when it is the server, before this one ends; with false if the upgrade failed.
    package func upgrade(
        to program: Upgrade.Program, announcing announce: @escaping (pid_t) -> Void,
        _ completion: @escaping (Bool) -> Void
    ) {
        guard !isDraining, upgrade == nil else {
            return log.warning("not upgraded: the server is about to end, or an upgrade is under way")
        }
        guard node == nil else {
            return log.warning("not upgraded: in a cluster nodes are restarted one by one, see docs/CLUSTER.md")
        }
        log.notice("upgrading", metadata: ["program": "\(program.path)"])
        do {
            upgrade = try Upgrade(of: ServerHandover(of: self), to: program, on: loop, announcing: announce) {
                [unowned self] result in
                switch result {
                case .success(let success):
                    let pause = Int(success.pause / .milliseconds(1))
                    self.log.notice(
                        "handed over", metadata: ["process": "\(success.process)", "milliseconds": "\(pause)"])
                    completion(true)
                case .failure(let error):
                    self.upgradeFailed(error)
                    completion(false)
                }
                // This runs within its own callback, for which it keeps itself alive.
                self.upgrade = nil
            }
        } catch {
            upgradeFailed(error)
        }
    }

    private func upgradeFailed(_ error: any Error) {
        log.error("not upgraded, nothing is changed", metadata: ["fault": "\(error)"])
    }
}
