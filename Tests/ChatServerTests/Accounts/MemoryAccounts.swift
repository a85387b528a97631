import ChatCore
import Libevent

@testable import ChatServer

/// Accounts in memory: what the hub and the store are to do, by hand.
final class MemoryAccounts: AccountBook, LoginStore {
    private let loop: EventLoop
    private var accounts: [Int64: Account] = [:]
    private var sessions: [SessionID: Int64] = [:]
    private var numbers: Int64 = 0
    private var logins: [Int64: Logins] = [:]
    private var pending: [() -> Void] = []
    private var timer: Timer?

    /// Nothing can be looked up.
    var isFailing = false
    /// Too much waits.
    var isFull = false
    /// What was said by an account that is erased.
    var messagesOfEach = 7
    private(set) var lookUps = 0
    private(set) var erased: [Nick] = []

    init(on loop: EventLoop) throws {
        self.loop = loop
        timer = try Timer(on: loop) { [unowned self] in
            let pending = self.pending
            self.pending = []
            for completion in pending { completion() }
        }
    }

    // MARK: - The book

    var count: Int { accounts.count }

    func account(_ number: Int64) -> Account? { accounts[number] }

    func account(owning nick: Nick) -> Account? { accounts.values.first { $0.owned.contains(nick) } }

    func account(of session: SessionID) -> Account? { sessions[session].flatMap { accounts[$0] } }

    func register(_ nick: Nick, for session: SessionID) -> Account {
        numbers += 1
        let account = Account(number: numbers, name: nick, since: 1_795_377_481_000_000)
        accounts[numbers] = account
        logins[numbers] = Logins()
        sessions[session] = numbers
        return account
    }

    func logIn(_ session: SessionID, to account: Account) -> Nick {
        sessions[session] = account.number
        return account.name
    }

    func logOut(_ session: SessionID) -> Nick {
        sessions[session] = nil
        return Nick("guest99")!
    }

    func reserve(_ nick: Nick, for account: Account) { accounts[account.number]?.nicks.append(nick) }

    func release(_ nick: Nick, of account: Account) { accounts[account.number]?.nicks.removeAll { $0 == nick } }

    func erase(_ account: Account) -> Int {
        accounts[account.number] = nil
        logins[account.number] = nil
        sessions = sessions.filter { $0.value != account.number }
        erased.append(account.name)
        return messagesOfEach
    }

    // MARK: - The store

    func logins(of account: Int64, _ completion: @escaping (Logins?) -> Void) -> Bool {
        answer { [unowned self] in completion(self.isFailing ? nil : self.logins[account] ?? Logins()) }
    }

    func tokens(of digest: [UInt8], _ completion: @escaping ([StoredToken]?) -> Void) -> Bool {
        answer { [unowned self] in
            completion(self.isFailing ? nil : self.logins.values.flatMap(\.tokens).filter { $0.digest == digest })
        }
    }

    private func answer(_ completion: @escaping () -> Void) -> Bool {
        guard !isFull else { return false }
        lookUps += 1
        pending.append(completion)
        timer?.schedule(after: .zero)
        return true
    }

    func setPassword(_ password: StoredPassword, of account: Int64) { logins[account]?.password = password }

    func add(_ token: StoredToken) { logins[token.account]?.tokens.append(token) }

    func removeToken(_ digest: [UInt8]) {
        for number in logins.keys { logins[number]?.tokens.removeAll { $0.digest == digest } }
    }

    func noteUse(of token: StoredToken, at time: Int64) {
        guard let index = logins[token.account]?.tokens.firstIndex(where: { $0.digest == token.digest }) else { return }
        logins[token.account]?.tokens[index].used = time
    }

    func cancel() { pending = [] }

    // MARK: - What a test does

    func suspend(_ name: Nick) {
        for number in accounts.keys where accounts[number]?.name == name { accounts[number]?.isSuspended = true }
    }

    func forgetPassword(of name: Nick) {
        for number in accounts.keys where accounts[number]?.name == name { logins[number]?.password = nil }
    }

    func password(of name: Nick) -> StoredPassword? {
        accounts.first { $0.value.name == name }.flatMap { logins[$0.key]?.password }
    }
}

/// Hashes on the loop's own thread, in a later turn, or when a test says so.
final class HandHashing: Hashing {
    private var waiting: [(HashWork, (HashWork.Outcome) -> Void)] = []
    private var timer: Timer?
    /// It waits for the test.
    var isHeld = false
    /// There is no memory.
    var isFailing = false
    private(set) var done = 0

    init(on loop: EventLoop) throws {
        timer = try Timer(on: loop) { [unowned self] in self.finish() }
    }

    var count: Int { waiting.count }

    func perform(_ work: HashWork, _ completion: @escaping (HashWork.Outcome) -> Void) -> Bool {
        guard waiting.isEmpty else { return false }
        waiting.append((work, completion))
        if !isHeld { timer?.schedule(after: .zero) }
        return true
    }

    /// Hashes what waits.
    func finish() {
        guard let (work, completion) = waiting.popLast() else { return }
        done += 1
        completion(isFailing ? .failed : work.perform())
    }

    func cancel() { waiting = [] }
}
