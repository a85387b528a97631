import ChatCore
import Dialects
import Passwords
import Secrets

/// By what somebody proves that an account is theirs, besides what a request of the line protocol does: who has no session yet, or whose
/// dialect asks for it otherwise. What holds for `/login` holds here: operators by a protected connection alone, passwords over an open one
/// only where they are let, and tries are counted together.
extension AccountRequests {
    typealias Proved = Result<Hub.AccountSummary, ServerRefusal>

    /// Tries a password, or a token in its place, on the thread that hashes.
    /// - Parameters:
    ///   - ticket: unlike any other's.
    ///   - isWaiting: whether anybody still wants to know.
    ///   - completion: is called once, if anybody does, and not from within this call.
    func prove(
        _ name: Nick, by secret: Secret, for claimant: Claimant, as ticket: Ticket,
        isWaiting: @escaping () -> Bool, _ completion: @escaping (Proved) -> Void
    ) {
        func refuse(_ refusal: ServerRefusal) { tellSoon { completion(.failure(refusal)) } }
        if let digest = LoginToken.digest(of: secret) {
            return prove(.token(digest, of: name), for: claimant, completion)
        }
        guard let account = hub.account(owning: name) else { return refuse(.account(.wrongPassword(name))) }
        if account.isOperator, !claimant.isProtected { return refuse(.account(.operatorsNeedTLS)) }
        if rules.clearText == .refuse, !claimant.isProtected { return refuse(.account(.clearText)) }
        let waiter = Waiter(isWaiting: isWaiting) { [unowned self] _, outcome in
            switch outcome {
            case .hashed(.right(let renewed)):
                if let renewed { self.store.setPassword(renewed, of: account.id) }
                completion(.success(account))
            case .hashed(.wrong): completion(.failure(.account(.wrongPassword(account.name))))
            case .noPassword: completion(.failure(.account(.noPassword(account.name))))
            case .hashed(.failed), .hashed(.made):
                completion(.failure(.notNow(retry: FixedLimits.answerRetrySeconds)))
            }
        }
        if case .notNow(let retry, let wait) = hash(.logIn(account, secret), for: claimant, ticket, .none, waiter) {
            refuse(.notNow(retry: retry, because: wait))
        }
    }

    // MARK: - Tokens and certificates

    /// What is looked up by its digest.
    enum Credential {
        case token([UInt8], of: Nick)
        /// `of`: the account that it is to be of; nil: any.
        case certificate(CertificateDigest, of: Nick?)

        fileprivate var digest: [UInt8] {
            switch self {
            case .token(let digest, _): digest
            case .certificate(let digest, _): digest.bytes
            }
        }

        fileprivate var name: Nick? {
            switch self {
            case .token(_, let name): name
            case .certificate(_, let name): name
            }
        }

        fileprivate var isCertificate: Bool {
            if case .certificate = self { true } else { false }
        }

        fileprivate var refusal: ServerRefusal { .account(isCertificate ? .strangeCertificate : .wrongToken) }
    }

    /// Looks up whose a token or a certificate is.
    /// - Parameter completion: is called once, and not from within this call.
    func prove(_ credential: Credential, for claimant: Claimant, _ completion: @escaping (Proved) -> Void) {
        let isTaken = store.tokens(of: credential.digest) { [unowned self] found in
            guard let found else { return completion(.failure(.notNow(retry: FixedLimits.answerRetrySeconds))) }
            completion(self.owner(of: credential, found.first, for: claimant))
        }
        if !isTaken { tellSoon { completion(.failure(.notNow(retry: FixedLimits.answerRetrySeconds))) } }
    }

    private func owner(of credential: Credential, _ found: StoredToken?, for claimant: Claimant) -> Proved {
        guard let found, (found.kind == .certificate) == credential.isCertificate, found.isGood(at: wallTime),
            let account = hub.account(found.account), credential.name.map({ account.owned.contains($0) }) ?? true
        else { return .failure(credential.refusal) }
        if account.isOperator, !claimant.isProtected { return .failure(.account(.operatorsNeedTLS)) }
        store.noteUse(of: found, at: wallTime)
        // What was lost, others may have found.
        if found.kind == .reset { store.setPassword(nil, of: account.id) }
        return .success(account)
    }

    // MARK: - SCRAM

    /// What a client of SCRAM is asked to prove.
    final class Challenge {
        /// nil: nobody is called so, or has no such form of a password. The client is told by its proof alone.
        fileprivate let account: Hub.AccountSummary?
        fileprivate let credentials: SCRAMCredentials?
        let salt: [UInt8]
        let rounds: Int

        fileprivate init(_ account: Hub.AccountSummary?, _ credentials: SCRAMCredentials?, salt: [UInt8], rounds: Int) {
            self.account = account
            self.credentials = credentials
            self.salt = credentials?.salt ?? salt
            self.rounds = credentials?.rounds ?? rounds
        }
    }

    /// Looks up by what a password is proved that is not sent.
    /// - Parameter completion: gets nil where nothing can be looked up now. It is called once, and not from within this call.
    func challenge(_ name: String, _ completion: @escaping (Challenge?) -> Void) {
        let salt = saltKey.salt(ofNobody: name.asciiLowercased)
        let rounds = rules.scramRounds ?? SCRAMCredentials.roundsBounds.lowerBound
        guard let account = Nick(name).flatMap({ hub.account(owning: $0) }) else {
            return tellSoon { completion(Challenge(nil, nil, salt: salt, rounds: rounds)) }
        }
        let isTaken = store.logins(of: account.id) { logins in
            completion(logins.map { Challenge(account, $0.password?.scram, salt: salt, rounds: rounds) })
        }
        if !isTaken { tellSoon { completion(nil) } }
    }

    /// Checks a proof, which takes no time.
    /// - Returns: the account, and by what its client knows us.
    func check(
        _ proof: [UInt8], of message: [UInt8], on challenge: Challenge, for claimant: Claimant
    ) -> Result<(account: Hub.AccountSummary, signature: [UInt8]), ServerRefusal> {
        guard let account = challenge.account, let credentials = challenge.credentials else {
            return .failure(.account(.wrongToken))
        }
        if account.isOperator, !claimant.isProtected { return .failure(.account(.operatorsNeedTLS)) }
        let begun: FailedLogins.Try
        switch failures.begin(on: account.name.key, from: claimant.host, isExempt: isExempt(claimant), at: now) {
        case .begun(let attempt): begun = attempt
        case .tooSoon(let retry): return .failure(.notNow(retry: retry, because: .tries))
        }
        guard credentials.accepts(proof: proof, of: message) else {
            failures.failed(begun, at: now)
            return .failure(.account(.wrongPassword(account.name)))
        }
        failures.succeeded(begun)
        return .success((account, credentials.serverSignature(of: message)))
    }

    // MARK: - New accounts

    /// Has a password hashed for an account that is to be made.
    /// - Parameter completion: makes the account, and yields whether it did. It is called once, if anybody waits, and not from within this
    ///   call.
    func makePassword(
        for nick: Nick, _ secret: Secret, for claimant: Claimant, as ticket: Ticket,
        isWaiting: @escaping () -> Bool, _ completion: @escaping (Result<StoredPassword, ServerRefusal>) -> Bool
    ) {
        func refuse(_ refusal: ServerRefusal) { tellSoon { _ = completion(.failure(refusal)) } }
        guard rules.registration else { return refuse(.account(.registrationClosed)) }
        if rules.clearText == .refuse, !claimant.isProtected { return refuse(.account(.clearText)) }
        if rules.operators.contains(nick.key), !claimant.isLocal { return refuse(.account(.operatorsName(nick))) }
        if let fault = rules.passwords.fault(in: secret, named: nick.text) {
            return refuse(.account(.badPassword(fault.asRefusal)))
        }
        let waiter = Waiter(isWaiting: isWaiting) { [unowned self] job, outcome in
            guard case .hashed(.made(let stored)) = outcome else {
                _ = completion(.failure(.notNow(retry: FixedLimits.answerRetrySeconds)))
                return
            }
            if !completion(.success(stored)) { self.withdraw(job) }
        }
        if case .notNow(let retry, let wait) = hash(.register(nick, secret), for: claimant, ticket, .none, waiter) {
            refuse(.notNow(retry: retry, because: wait))
        }
    }

    /// Keeps the password of an account that was made.
    func keep(_ stored: StoredPassword, of account: (id: AccountID, name: Nick)) {
        store.setPassword(stored, of: account.id)
        if rules.operators.contains(account.name.key) { onOperator?() }
    }
}
