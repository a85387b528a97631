import ChatCore
import Configuration
import Dialects
import Passwords
import Secrets
import Store

/// An account that who runs the server makes, beside the server.
package enum NewAccount {
    /// Why it was not made.
    package enum Fault: Error, CustomStringConvertible {
        case exists(Nick)
        /// It was erased, and nobody gets it yet.
        case wasErased(Nick)
        case badPassword(String)
        case noMemory

        package var description: String {
            switch self {
            case .exists(let name): "\(name) is somebody's account, or one of their nicks"
            case .wasErased(let name): "\(name) was an account that is erased; nobody gets the name for 30 days"
            case .badPassword(let why): why
            case .noMemory: "there is no memory to hash a password"
            }
        }
    }

    /// Writes an account into a store that no daemon has.
    /// - Throws: `Fault`, or `StoreError` where the store can't be had.
    package static func write(_ name: Nick, _ password: Secret, _ configuration: Configuration) throws {
        let rules = configuration.accountRules
        if let fault = rules.passwords.fault(in: password, named: name.text) {
            throw Fault.badPassword(fault.asRefusal.words)
        }
        let path = configuration.store.path
        let lock = try StoreLock(of: path)
        defer { withExtendedLifetime(lock) {} }
        try StoreFile.prepare(path)
        let state = try StoredState(of: path)
        let now = Keeper.clock()
        let isTaken =
            state.accounts.contains { Nick($0.name) == name } || state.nicks.contains { Nick($0.name) == name }
        guard !isTaken else { throw Fault.exists(name) }
        guard state.formerNames[name.key].map({ $0 <= now }) ?? true else { throw Fault.wasErased(name) }
        guard let hash = PasswordHash(of: password, rules.cost) else { throw Fault.noMemory }
        let scram = rules.scramRounds.map { rounds in
            let credentials = SCRAMCredentials(of: password, rounds: rounds)
            return Fact.SCRAM(
                salt: credentials.salt, rounds: Int64(rounds), storedKey: credentials.storedKey,
                serverKey: credentials.serverKey)
        }
        var batch = FactBatch()
        let number = state.lastAccount + 1
        batch.append(.account(Fact.Account(number: number, name: name.text, created: now, used: now)))
        batch.append(.password(account: number, hash.text, scram))
        try StoreFile.write(batch, to: path, clock: Keeper.clock)
    }
}
