import ChatCore
import Libevent
import Passwords
import Store

/// How accounts log in, in a store's file: read by a thread of its own, and written by the store's.
///
/// What is changed is in the file a moment later. Who asks before gets what it will be.
final class StoreLogins: LoginStore {
    /// Questions that may wait.
    private static let capacity = 64

    /// A fact on its way to the file.
    private struct Pending {
        /// In the queue to the file; nil: the log has not taken it yet.
        let number: UInt64?
        let fact: Fact
    }

    /// What is changed goes to a log that others read, too, and comes back from it; nil: it goes to the file.
    var propose: ((Fact) -> Void)?
    /// Who waits until the log has taken so many facts.
    private var waiting: [(count: UInt64, completion: (Bool) -> Void)] = []
    private var proposed: UInt64 = 0
    private var taken: UInt64 = 0

    private let loop: EventLoop
    private let reader: StoreReader
    private let put: (Fact) -> UInt64
    private let committed: () -> UInt64
    private var worker: Worker<StoreAnswer>?
    private var pending: [Pending] = []

    /// - Parameters:
    ///   - path: of the store's file.
    ///   - put: queues a fact, and yields its number in the queue.
    ///   - committed: yields the number up to which facts are in the file.
    init(
        _ path: String, on loop: EventLoop, put: @escaping (Fact) -> UInt64, committed: @escaping () -> UInt64
    ) {
        self.loop = loop
        reader = StoreReader(path: path)
        self.put = put
        self.committed = committed
    }

    /// Takes over what an older process, or the time before this, left on its way to the file.
    /// - Parameters:
    ///   - facts: those of the queue that are not committed, in their order.
    ///   - last: the number of the last of them.
    func take(_ facts: [Fact], last: UInt64) {
        let first = last - UInt64(facts.count) + 1
        for (number, fact) in zip(first..., facts) where fact.isOfLogins {
            pending.append(Pending(number: number, fact: fact))
        }
    }

    // MARK: - Questions

    func logins(of account: AccountID, _ completion: @escaping (Logins?) -> Void) -> Bool {
        ask(.logins(account: Int64(account.number))) { [unowned self] answer in
            // No account there is one that is not in the file yet.
            guard case .logins(let found) = answer else { return completion(nil) }
            var logins = found.map { Logins($0) } ?? Logins()
            for entry in self.pending { logins.apply(entry.fact, to: Int64(account.number)) }
            completion(logins)
        }
    }

    func tokens(of digest: [UInt8], _ completion: @escaping ([StoredToken]?) -> Void) -> Bool {
        ask(.credential(digest: digest)) { [unowned self] answer in
            guard case .credential(let found) = answer else { return completion(nil) }
            var logins = Logins()
            logins.tokens = found.flatMap { StoredToken($0) }.map { [$0] } ?? []
            for entry in self.pending { logins.apply(entry.fact, to: nil) }
            completion(logins.tokens.filter { $0.digest == digest })
        }
    }

    private func ask(_ job: StoreJob, _ completion: @escaping (StoreAnswer) -> Void) -> Bool {
        if worker == nil { worker = try? Worker(on: loop, capacity: StoreLogins.capacity) }
        // What is committed before the question is asked is in the answer.
        let number = committed()
        pending.removeAll { $0.number.map { $0 <= number } ?? false }
        return worker?.offer({ [reader] in reader.answer(job) }, completion) ?? false
    }

    func cancel() {
        reader.cancel()
        worker?.cancel()
        worker = nil
        reader.resume()
    }

    // MARK: - Changes

    func setPassword(_ password: StoredPassword?, of account: AccountID) {
        let scram = password?.scram.map {
            Fact.SCRAM(
                salt: $0.salt, rounds: Int64($0.rounds), storedKey: $0.storedKey, serverKey: $0.serverKey)
        }
        keep(.password(account: Int64(account.number), password?.hash.text, scram))
    }

    func endTokens(of account: AccountID) {
        keep(.credentialsEnded(account: Int64(account.number)))
    }

    func add(_ token: StoredToken) {
        keep(
            .credential(
                Fact.Credential(
                    account: Int64(token.account.number), kind: Fact.Credential.Kind(token.kind), digest: token.digest,
                    label: token.label,
                    created: token.created, until: token.until)))
    }

    func removeToken(_ digest: [UInt8]) {
        keep(.credentialRemoved(digest: digest))
    }

    func noteUse(of token: StoredToken, at time: Int64) {
        keep(.credentialUsed(digest: token.digest, at: time))
    }

    private func keep(_ fact: Fact) {
        guard let propose else {
            pending.append(Pending(number: put(fact), fact: fact))
            return
        }
        pending.append(Pending(number: nil, fact: fact))
        proposed += 1
        propose(fact)
    }

    // MARK: - By a log

    var isKept: Bool { proposed == taken }

    func whenKept(_ completion: @escaping (Bool) -> Void) {
        if isKept { completion(true) } else { waiting.append((proposed, completion)) }
    }

    /// A fact has come from the log, and is to be kept here, too.
    /// - Parameter isOwn: it was proposed here.
    func take(_ fact: Fact, isOwn: Bool) {
        if isOwn, let index = pending.firstIndex(where: { $0.number == nil && $0.fact == fact }) {
            pending.remove(at: index)
        }
        pending.append(Pending(number: put(fact), fact: fact))
        guard isOwn else { return }
        taken += 1
        tellWaiting(true)
    }

    /// What was proposed and has not come may never come.
    func loseProposed() {
        pending.removeAll { $0.number == nil }
        taken = proposed
        tellWaiting(false)
    }

    private func tellWaiting(_ isKept: Bool) {
        let done = waiting.prefix { $0.count <= taken }
        waiting.removeFirst(done.count)
        for entry in done { entry.completion(isKept) }
    }
}

extension Fact {
    /// Whether it changes how somebody logs in.
    fileprivate var isOfLogins: Bool {
        switch self {
        case .password, .credential, .credentialsEnded, .credentialRemoved, .credentialUsed: true
        default: false
        }
    }
}

extension Logins {
    fileprivate init(_ found: StoreAnswer.Logins) {
        password = StoredPassword(found.password, found.scram)
        tokens = found.credentials.compactMap { StoredToken($0) }
    }

    /// Has what a fact changes be so, once more where it is already.
    /// - Parameter account: whose logins they are; nil: tokens of any.
    fileprivate mutating func apply(_ fact: Fact, to account: Int64?) {
        switch fact {
        case .password(account, let text, let scram): password = StoredPassword(text, scram)
        case .credential(let credential) where account == nil || credential.account == account:
            guard let token = StoredToken(credential) else { return }
            tokens.removeAll { $0.digest == token.digest }
            tokens.append(token)
        case .credentialsEnded(let ended):
            tokens.removeAll { Int64($0.account.number) == ended && $0.kind.endsWithPassword }
        case .credentialRemoved(let digest): tokens.removeAll { $0.digest == digest }
        case .credentialUsed(let digest, let time):
            for index in tokens.indices where tokens[index].digest == digest { tokens[index].used = time }
        default: break
        }
    }
}

extension StoredPassword {
    /// - Returns: nil where there is none, or what is there is none.
    fileprivate init?(_ text: String?, _ scram: Fact.SCRAM?) {
        guard let hash = text.flatMap({ PasswordHash($0) }) else { return nil }
        self.hash = hash
        self.scram = scram.flatMap {
            SCRAMCredentials(
                salt: $0.salt, rounds: Int(clamping: $0.rounds), storedKey: $0.storedKey, serverKey: $0.serverKey)
        }
    }
}

extension StoredToken {
    /// - Returns: nil where its account has no number of ours.
    fileprivate init?(_ credential: Fact.Credential) {
        guard let number = UInt32(exactly: credential.account) else { return nil }
        self.init(
            account: AccountID(number: number), kind: Kind(credential.kind), digest: credential.digest,
            label: credential.label,
            created: credential.created, until: credential.until)
        used = credential.used
    }
}

extension StoredToken.Kind {
    fileprivate init(_ kind: Fact.Credential.Kind) {
        switch kind {
        case .token: self = .lasting
        case .remembered: self = .remembered
        case .reset: self = .reset
        case .certificate: self = .certificate
        }
    }
}

extension Fact.Credential.Kind {
    fileprivate init(_ kind: StoredToken.Kind) {
        self =
            switch kind {
            case .lasting: .token
            case .certificate: .certificate
            case .remembered: .remembered
            case .reset: .reset
            }
    }
}
