import ChatCore
import Configuration
import Glibc
import Libevent
import Logging
import Passwords
import Secrets
import Store
import Synchronization
import TestSupport
import Testing

@testable import ChatServer

/// Logins in a real file, with the store's own writer.
@Suite struct StoreLoginsTests {
    private let folder: TestFolder
    private let loop: EventLoop
    private let queue: StoreQueue
    private let logins: StoreLogins
    private let path: String

    init() throws {
        folder = try TestFolder()
        path = folder.file("partyline.db")
        loop = try EventLoop()
        try StoreFile.prepare(path)
        let queue = try #require(StoreQueue(capacity: 1 << 20))
        self.queue = queue
        logins = StoreLogins(path, on: loop) { fact in
            var batch = FactBatch()
            batch.append(fact)
            return queue.put(batch).last
        } committed: {
            queue.figures.committed
        }
    }

    /// Writes all that waits to the file.
    private func write() throws {
        let clock: @Sendable () -> Int64 = { 1_795_000_000_000_000 }
        let thread = try WriterThread(path: path, queue: queue, settings: StoreSettings(), clock: clock) { _ in }
        #expect(thread.finish(atMost: 10_000))
        #expect(queue.figures.bytes == 0)
    }

    private func register(_ number: Int64, _ name: String) {
        var batch = FactBatch()
        batch.append(.account(Fact.Account(number: number, name: name, created: 1, used: 1)))
        _ = queue.put(batch)
    }

    private func answer<Found>(_ ask: (@escaping (Found) -> Void) -> Bool) throws -> Found {
        var found: Found?
        let isTaken = ask { [loop] in
            found = $0
            loop.stop()
        }
        #expect(isTaken && found == nil)
        loop.run()
        return try #require(found)
    }

    private func logins(of account: UInt32) throws -> Logins? {
        try answer { completion in logins.logins(of: AccountID(number: account)) { completion($0) } }
    }

    private func tokens(of digest: [UInt8]) throws -> [StoredToken]? {
        try answer { completion in logins.tokens(of: digest) { completion($0) } }
    }

    private func password(_ text: String, scram: Bool = false) throws -> StoredPassword {
        let cost = try #require(PasswordHash.Cost(memory: 19, passes: 1))
        let outcome = HashWork(task: .make(Secret(text.utf8)), cost: cost, scramRounds: scram ? 4_096 : nil).perform()
        guard case .made(let stored) = outcome else { throw NotMade() }
        return stored
    }

    private struct NotMade: Error {}

    /// Both before it is in the file and when it is.
    @Test func aPasswordIsThereAtOnce() throws {
        #expect(try logins(of: 1) == Logins())
        let stored = try password("hunter22", scram: true)
        register(1, "ann")
        logins.setPassword(stored, of: AccountID(number: 1))
        #expect(try logins(of: 1)?.password == stored)
        #expect(try logins(of: 2) == Logins())
        try write()
        #expect(try logins(of: 1)?.password == stored)
        #expect(try logins(of: 2) == Logins())
    }

    /// Nothing writes here: it is in the queue alone, as it is when an upgrade comes right behind it.
    @Test func whatAnOlderProcessLeftIsThereAtOnce() throws {
        let stored = try password("hunter22")
        let token = StoredToken(
            account: AccountID(number: 1), digest: LoginToken().digest, label: "bot", created: 5)
        register(1, "ann")
        logins.setPassword(stored, of: AccountID(number: 1))
        logins.add(token)
        register(2, "bob")
        var state = StoreState()
        (state.path, state.facts, state.count) = (path, queue.uncommitted.bytes, queue.uncommitted.count)
        var configuration = Configuration()
        configuration.store.path = path
        let lock = try StoreLock(of: path)
        let keeper = try Keeper(
            configuration, of: Hub(lobby: nil), continuing: state, lock: dup(lock.descriptor), on: loop,
            log: Logger(label: "keeper"))
        let next = try StoreLogins(keeper, on: loop)
        let found = try answer { completion in next.logins(of: AccountID(number: 1)) { completion($0) } }
        #expect(found == Logins(password: stored, tokens: [token]))
        let other = try answer { completion in next.logins(of: AccountID(number: 2)) { completion($0) } }
        #expect(other == Logins())
    }

    @Test func soAreTokens() throws {
        let (first, second) = (LoginToken(), LoginToken())
        register(1, "ann")
        logins.add(StoredToken(account: AccountID(number: 1), digest: first.digest, label: "bot", created: 5))
        logins.add(
            StoredToken(
                account: AccountID(number: 1), digest: second.digest, label: "phone", created: 6,
                until: 2_000_000_000_000_000))
        let used = StoredToken(account: AccountID(number: 1), digest: second.digest, label: "phone", created: 6)
        logins.noteUse(of: used, at: 7)
        func check() throws {
            #expect(try logins(of: 1)?.tokens.map(\.label) == ["bot", "phone"])
            #expect(try logins(of: 1)?.tokens.map(\.used) == [nil, 7])
            #expect(try tokens(of: first.digest)?.map(\.account) == [AccountID(number: 1)])
            #expect(try tokens(of: second.digest)?.map(\.until) == [2_000_000_000_000_000])
            #expect(try tokens(of: LoginToken().digest) == [])
        }
        try check()
        try write()
        try check()
    }

    @Test func whatIsTakenAwayIsGoneAtOnce() throws {
        let token = LoginToken()
        register(1, "ann")
        logins.add(StoredToken(account: AccountID(number: 1), digest: token.digest, label: "bot", created: 5))
        logins.removeToken(token.digest)
        func check() throws {
            #expect(try logins(of: 1)?.tokens == [])
            #expect(try tokens(of: token.digest) == [])
        }
        try check()
        try write()
        try check()
    }

    @Test func whatEndsWithThePasswordIsGoneAtOnce() throws {
        register(1, "ann")
        register(2, "bob")
        let (ann, bob) = (AccountID(number: 1), AccountID(number: 2))
        let tokens = (0..<4).map { _ in LoginToken() }
        let kinds: [(AccountID, StoredToken.Kind)] = [
            (ann, .lasting), (ann, .remembered), (ann, .reset), (bob, .remembered),
        ]
        for (token, kind) in zip(tokens, kinds) {
            logins.add(StoredToken(account: kind.0, kind: kind.1, digest: token.digest, label: "desk", created: 5))
        }
        #expect(try logins(of: 1)?.tokens.map(\.kind) == [.lasting, .remembered, .reset])
        try write()
        #expect(try logins(of: 1)?.tokens.count == 3)
        logins.endTokens(of: ann)
        logins.setPassword(nil, of: ann)
        func check() throws {
            #expect(try logins(of: 1)?.tokens.map(\.kind) == [.lasting])
            #expect(try logins(of: 1)?.password == nil)
            #expect(try self.tokens(of: tokens[1].digest) == [] && self.tokens(of: tokens[2].digest) == [])
            #expect(try self.tokens(of: tokens[3].digest)?.map(\.account) == [bob])
        }
        try check()
        try write()
        try check()
    }

    @Test func aFileThatCantBeReadIsNoAnswer() throws {
        let none = StoreLogins(folder.file("none.db"), on: loop) { _ in
            0
        } committed: {
            0
        }
        let found: Logins? = try answer { completion in none.logins(of: AccountID(number: 1)) { completion($0) } }
        let tokens: [StoredToken]? = try answer { completion in none.tokens(of: [1]) { completion($0) } }
        #expect(found == nil && tokens == nil)
    }

    @Test func whatIsGivenUpIsNotAnswered() throws {
        var isAnswered = false
        let isTaken = logins.logins(of: AccountID(number: 1)) { _ in isAnswered = true }
        #expect(isTaken)
        logins.cancel()
        #expect(try logins(of: 1) == Logins())
        #expect(!isAnswered)
    }
}
