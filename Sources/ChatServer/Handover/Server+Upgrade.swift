import Glibc
import Libevent
import Logging

extension Server {
    /// Starts a program to which all is handed over, and ends when it has it. If it fails, that is logged, and nothing happened.
    /// - Parameter completion: called with the new process's id, before this one ends.
    public func upgrade(to program: Upgrade.Program, _ completion: @escaping (pid_t) -> Void) {
        guard !isDraining, upgrade == nil else {
            return log.warning("not upgraded: the server is about to end, or an upgrade is under way")
        }
        log.notice("upgrading", metadata: ["program": "\(program.path)"])
        do {
            upgrade = try Upgrade(of: self, to: program) { [unowned self] result in
                switch result {
                case .success(let process):
                    self.log.notice("handed over", metadata: ["process": "\(process)"])
                    completion(process)
                case .failure(let error): self.upgradeFailed(error)
                }
                // From within its own callback; it holds itself until that returns.
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
