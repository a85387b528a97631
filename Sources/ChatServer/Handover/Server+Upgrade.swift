import Glibc
import Libevent
import Logging

extension Server {
    /// Starts a program to which all is handed over, and ends when it has it. If it fails, that is logged, and nothing happened.
    /// - Parameters:
    ///   - announce: called with the new process's id just before that is the server.
    ///   - completion: called when it is, before this one ends; with false where it came to nothing.
    public func upgrade(
        to program: Upgrade.Program, announcing announce: @escaping (pid_t) -> Void,
        _ completion: @escaping (Bool) -> Void
    ) {
        guard !isDraining, upgrade == nil else {
            return log.warning("not upgraded: the server is about to end, or an upgrade is under way")
        }
        log.notice("upgrading", metadata: ["program": "\(program.path)"])
        do {
            upgrade = try Upgrade(of: self, to: program, announcing: announce) { [unowned self] result in
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
