import Passwords
import Secrets

/// What is kept of a password.
struct StoredPassword: Hashable, Sendable {
    var hash: PasswordHash
    /// Where `accounts.scram` is on.
    var scram: SCRAMCredentials?
}

/// Something for the thread that hashes: it depends on what is in it alone, so it may be done again elsewhere.
struct HashWork: Sendable {
    let task: Task
    /// What a password that is made now costs.
    let cost: PasswordHash.Cost
    /// Of SCRAM's form, which is made besides; nil: it is not.
    let scramRounds: Int?

    enum Task: Sendable {
        case make(Secret)
        case check(Secret, against: StoredPassword)
        /// Where the old one is right the new one is made.
        case replace(Secret, against: StoredPassword, by: Secret)
    }

    enum Outcome: Hashable, Sendable {
        case made(StoredPassword)
        /// `renewed`: what is to be kept from now on, as other costs are to be paid now.
        case right(renewed: StoredPassword?)
        case wrong
        /// There was no memory for it.
        case failed
    }

    /// Takes as long as the cost says.
    func perform() -> Outcome {
        switch task {
        case .make(let password): make(password).map { .made($0) } ?? .failed
        case .check(let password, let stored):
            switch stored.hash.verdict(on: password) {
            case .right: .right(renewed: isOutdated(stored) ? make(password) : nil)
            case .wrong: .wrong
            case .unknown: .failed
            }
        case .replace(let old, let stored, let new):
            switch stored.hash.verdict(on: old) {
            case .right: make(new).map { .made($0) } ?? .failed
            case .wrong: .wrong
            case .unknown: .failed
            }
        }
    }

    private func make(_ password: Secret) -> StoredPassword? {
        guard let hash = PasswordHash(of: password, cost) else { return nil }
        return StoredPassword(
            hash: hash, scram: scramRounds.map { SCRAMCredentials(of: password, rounds: $0) })
    }

    /// SCRAM's form is made, made anew or taken away as the configuration has changed.
    private func isOutdated(_ stored: StoredPassword) -> Bool {
        stored.hash.isOutdated(at: cost) || stored.scram?.rounds != scramRounds
    }
}
