import Libevent
import Passwords
import Secrets
import Testing

@testable import ChatServer

@Suite struct HashWorkTests {
    private let cost: PasswordHash.Cost
    private let dearer: PasswordHash.Cost
    private let password = Secret("correct horse".utf8)

    init() throws {
        cost = try #require(PasswordHash.Cost(memory: 19, passes: 1))
        dearer = try #require(PasswordHash.Cost(memory: 19, passes: 2))
    }

    private func made(_ cost: PasswordHash.Cost, scramRounds: Int? = nil) throws -> StoredPassword {
        let outcome = HashWork(task: .make(password), cost: cost, scramRounds: scramRounds).perform()
        guard case .made(let stored) = outcome else { throw Failed(outcome: outcome) }
        return stored
    }

    private struct Failed: Error {
        let outcome: HashWork.Outcome
    }

    @Test func whatIsMadeIsTheRightOneLater() throws {
        let stored = try made(cost)
        #expect(stored.scram == nil)
        let check = HashWork(task: .check(password, against: stored), cost: cost, scramRounds: nil)
        #expect(check.perform() == .right(renewed: nil))
        let wrong = HashWork(task: .check(Secret("wrong".utf8), against: stored), cost: cost, scramRounds: nil)
        #expect(wrong.perform() == .wrong)
    }

    @Test func itIsMadeAnewWhenItsCostChanged() throws {
        let stored = try made(cost)
        let outcome = HashWork(task: .check(password, against: stored), cost: dearer, scramRounds: nil).perform()
        guard case .right(let renewed?) = outcome else { throw Failed(outcome: outcome) }
        #expect(!renewed.hash.isOutdated(at: dearer) && renewed.hash.verdict(on: password) == .right)
        // A wrong password renews nothing.
        #expect(HashWork(task: .check(Secret([]), against: stored), cost: dearer, scramRounds: nil).perform() == .wrong)
    }

    @Test func scramComesAndGoesWithTheConfiguration() throws {
        let stored = try made(cost, scramRounds: 4_096)
        #expect(stored.scram?.rounds == 4_096)
        for rounds in [nil, 5_000] {
            let outcome = HashWork(task: .check(password, against: stored), cost: cost, scramRounds: rounds).perform()
            guard case .right(let renewed?) = outcome else { throw Failed(outcome: outcome) }
            #expect(renewed.scram?.rounds == rounds)
        }
    }

    @Test func whoKnowsTheOldOneMakesANewOne() throws {
        let stored = try made(cost)
        let new = Secret("battery staple".utf8)
        let outcome = HashWork(task: .replace(password, against: stored, by: new), cost: cost, scramRounds: nil)
            .perform()
        guard case .made(let changed) = outcome else { throw Failed(outcome: outcome) }
        #expect(changed.hash.verdict(on: new) == .right && changed.hash.verdict(on: password) == .wrong)
        let wrong = HashWork(task: .replace(new, against: stored, by: new), cost: cost, scramRounds: nil)
        #expect(wrong.perform() == .wrong)
    }

    @Test func aThreadDoesIt() throws {
        let loop = try EventLoop()
        let thread = HashingThread(on: loop)
        let work = HashWork(task: .make(password), cost: cost, scramRounds: nil)
        var outcomes: [HashWork.Outcome] = []
        #expect(
            thread.perform(work) {
                outcomes.append($0)
                loop.stop()
            })
        #expect(outcomes.isEmpty)
        loop.run()
        #expect(outcomes.count == 1)
        // One at a time: more is the queue's.
        #expect(thread.perform(work) { outcomes.append($0) })
        #expect(!thread.perform(work) { outcomes.append($0) })
        thread.cancel()
        #expect(outcomes.count == 1)
        #expect(thread.perform(work) { outcomes.append($0) })
        thread.cancel()
    }
}
