import ChatCore
import Libevent

@testable import ChatServer

/// Logins in memory, which are looked up in a later turn.
final class MemoryLogins: LoginStore {
    private var logins: [AccountID: Logins] = [:]
    private var pending: [() -> Void] = []
    private var timer: Timer?

    /// Nothing can be looked up.
    var isFailing = false
    /// Too much waits.
    var isFull = false

    init(on loop: EventLoop) throws {
        timer = try Timer(on: loop) { [unowned self] in
            let pending = self.pending
            self.pending = []
            for completion in pending { completion() }
        }
    }

    func logins(of account: AccountID, _ completion: @escaping (Logins?) -> Void) -> Bool {
        answer { [unowned self] in completion(self.isFailing ? nil : self.logins[account] ?? Logins()) }
    }

    func tokens(of digest: [UInt8], _ completion: @escaping ([StoredToken]?) -> Void) -> Bool {
        answer { [unowned self] in
            completion(self.isFailing ? nil : self.logins.values.flatMap(\.tokens).filter { $0.digest == digest })
        }
    }

    private func answer(_ completion: @escaping () -> Void) -> Bool {
        guard !isFull else { return false }
        pending.append(completion)
        timer?.schedule(after: .zero)
        return true
    }

    func setPassword(_ password: StoredPassword?, of account: AccountID) {
        logins[account, default: Logins()].password = password
    }

    func endTokens(of account: AccountID) { logins[account]?.tokens.removeAll { $0.kind != .lasting } }

    func add(_ token: StoredToken) { logins[token.account, default: Logins()].tokens.append(token) }

    func removeToken(_ digest: [UInt8]) {
        for account in logins.keys { logins[account]?.tokens.removeAll { $0.digest == digest } }
    }

    func noteUse(of token: StoredToken, at time: Int64) {
        guard let index = logins[token.account]?.tokens.firstIndex(where: { $0.digest == token.digest }) else { return }
        logins[token.account]?.tokens[index].used = time
    }

    func cancel() { pending = [] }

    // MARK: - What a test does

    func password(of account: AccountID) -> StoredPassword? { logins[account]?.password }

    func forgetPassword(of account: AccountID) { logins[account]?.password = nil }

    let isKept = true

    func whenKept(_ completion: @escaping (Bool) -> Void) { completion(true) }
}
