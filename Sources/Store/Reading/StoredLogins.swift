import SQLite

/// What a store has that no hub knows: how accounts log in, and what was written to them while they were not here.
///
/// A node whose file is older than what it begins with gets it from another's.
package struct StoredLogins: Hashable, Sendable {
    private struct Password: Hashable {
        var hash: String?
        var scram: Fact.SCRAM?
    }

    /// By the numbers of accounts; those that have one.
    private var passwords: [Int64: Password] = [:]
    /// By their digests.
    private var credentials: [[UInt8]: Fact.Credential] = [:]
    /// What waits for an account, by its number, the oldest first.
    private var waiting: [Int64: [Fact.PrivateMessage]] = [:]

    package init() {}

    /// Reads it.
    /// - Parameter path: of a store that is prepared (`StoreFile`).
    /// - Throws: `StoreError` where it can't be read.
    package init(of path: String) throws(StoreError) {
        do throws(SQLiteError) {
            let connection = try StoreReader.Connection(path: path)
            try connection.database.execute("BEGIN")
            try connection.eachPassword { passwords[$0] = Password(hash: $1, scram: $2) }
            try connection.eachCredential { credentials[$0.digest] = $0 }
            try connection.eachWaiting { told in
                if let recipient = told.recipient { waiting[recipient, default: []].append(told) }
            }
        } catch {
            throw StoreFile.storeError(error, path)
        }
    }

    /// What another store's packed facts (`bytes`) make of nothing.
    /// - Throws: `FactError` where they are none.
    package init(_ bytes: [UInt8]) throws(FactError) {
        for fact in try Fact.all(in: bytes) {
            switch fact {
            case .password(let account, let hash, let scram): passwords[account] = Password(hash: hash, scram: scram)
            case .credential(let credential): credentials[credential.digest] = credential
            case .credentialUsed(let digest, let time): credentials[digest]?.used = time
            case .privateMessage(let told):
                if told.isWaiting, let recipient = told.recipient { waiting[recipient, default: []].append(told) }
            default: break
            }
        }
    }

    /// Packed, for another store.
    package var bytes: [UInt8] {
        var batch = FactBatch()
        for fact in facts(replacing: StoredLogins()) { batch.append(fact) }
        return batch.bytes
    }

    /// What makes a store have these that has others. Its accounts are those already.
    package func facts(replacing old: StoredLogins) -> [Fact] {
        var facts: [Fact] = []
        for (account, password) in passwords.sorted(by: { $0.key < $1.key }) where old.passwords[account] != password {
            facts.append(.password(account: account, password.hash, password.scram))
        }
        for account in old.passwords.keys.sorted() where passwords[account] == nil {
            facts.append(.password(account: account, nil, nil))
        }
        for digest in old.credentials.keys.sorted(by: { $0.lexicographicallyPrecedes($1) })
        where credentials[digest] == nil {
            facts.append(.credentialRemoved(digest: digest))
        }
        for (digest, credential) in credentials.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
        where old.credentials[digest] != credential {
            facts.append(.credential(credential))
            if let used = credential.used { facts.append(.credentialUsed(digest: digest, at: used)) }
        }
        return facts + mail(replacing: old)
    }

    /// All that waits for an account is shown at once, so what waits still came after what was shown.
    private func mail(replacing old: StoredLogins) -> [Fact] {
        var facts: [Fact] = []
        for (account, messages) in old.waiting.sorted(by: { $0.key < $1.key }) {
            guard let last = messages.last?.message.id else { continue }
            let first = waiting[account]?.first?.message.id ?? .max
            facts.append(.shown(account: account, upTo: min(last, first - 1)))
        }
        for (account, messages) in waiting.sorted(by: { $0.key < $1.key }) {
            let known = Set((old.waiting[account] ?? []).map(\.message.id))
            for told in messages where !known.contains(told.message.id) { facts.append(.privateMessage(told)) }
        }
        return facts
    }
}
