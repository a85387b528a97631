import Secrets
import Testing

@testable import Passwords

@Suite struct PasswordHashTests {
    private let cost: PasswordHash.Cost
    private let password = Secret("correct horse battery staple".utf8)

    init() throws {
        cost = try #require(PasswordHash.Cost(memory: 19, passes: 1))
    }

    @Test func aPasswordIsTheRightOneAndOthersAreNot() throws {
        let hash = try #require(PasswordHash(of: password, cost))
        #expect(hash.verdict(on: password) == .right)
        #expect(hash.verdict(on: Secret("correct horse battery stapl".utf8)) == .wrong)
        #expect(hash.verdict(on: Secret("correct horse battery staplee".utf8)) == .wrong)
        #expect(hash.verdict(on: Secret([])) == .wrong)
    }

    @Test func aNULIsAByteAsOthers() throws {
        let hash = try #require(PasswordHash(of: Secret([97, 0, 98]), cost))
        #expect(hash.verdict(on: Secret([97, 0, 98])) == .right)
        #expect(hash.verdict(on: Secret([97, 0, 99])) == .wrong)
        #expect(hash.verdict(on: Secret([97])) == .wrong)
    }

    @Test func theSamePasswordIsKeptInAnotherFormEachTime() {
        let (one, other) = (PasswordHash(of: password, cost), PasswordHash(of: password, cost))
        #expect(one != nil && one != other)
    }

    @Test func theStringFormHasWhatItCost() throws {
        let hash = try #require(PasswordHash(of: password, cost))
        #expect(hash.text.hasPrefix("$argon2id$v=19$m=19456,t=1,p=1$"))
        let kept = try #require(PasswordHash(hash.text))
        #expect(kept == hash && kept.verdict(on: password) == .right)
    }

    /// Made by the reference implementation: printf secret-of-ann | argon2 saltsaltsaltsalt -id -t 2 -k 65536 -p 1 -l 32 -e
    @Test func whatOthersMadeOfAPasswordIsRead() throws {
        let text =
            "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$kdlQGZEKOamwKDCknL/EbfV+EqoJpGoGTtPdx/v6wk0"
        let hash = try #require(PasswordHash(text))
        #expect(hash.verdict(on: Secret("secret-of-ann".utf8)) == .right)
        #expect(hash.verdict(on: Secret("secret-of-bob".utf8)) == .wrong)
    }

    @Test func oneThatCostSomethingElseIsOutdated() throws {
        let hash = try #require(PasswordHash(of: password, cost))
        #expect(!hash.isOutdated(at: cost))
        let (larger, longer) = (PasswordHash.Cost(memory: 20, passes: 1), PasswordHash.Cost(memory: 19, passes: 2))
        #expect(hash.isOutdated(at: try #require(larger)))
        #expect(hash.isOutdated(at: try #require(longer)))
        #expect(hash.isOutdated(at: .usual))
    }

    @Test(arguments: [(18, 2), (1_025, 2), (64, 0), (64, 17), (Int.max, 2), (64, .max)])
    func costsHaveBounds(memory: Int, passes: Int) {
        #expect(PasswordHash.Cost(memory: memory, passes: passes) == nil)
    }

    @Test(arguments: [
        "", "$", "$argon2id", "secret", "$argon2i$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA",
        "$argon2id$v=16$m=65536,t=2,p=1$c2FsdA$aGFzaA", "$argon2id$v=19$m=65536,t=2,p=2$c2FsdA$aGFzaA",
        "$argon2id$v=19$m=65536,t=2$c2FsdA$aGFzaA", "$argon2id$v=19$m=65536,t=2,p=1$$aGFzaA",
        "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$", "$argon2id$v=19$m=+65536,t=2,p=1$c2FsdA$aGFzaA",
        // What would take all memory, or a minute.
        "$argon2id$v=19$m=1048577,t=2,p=1$c2FsdA$aGFzaA", "$argon2id$v=19$m=4294967295,t=2,p=1$c2FsdA$aGFzaA",
        "$argon2id$v=19$m=65536,t=17,p=1$c2FsdA$aGFzaA",
        "$argon2id$v=19$m=65536,t=99999999999999999999,p=1$c2FsdA$aGFzaA",
        "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA$x", "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGF\0zaA",
        "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$" + String(repeating: "a", count: 200),
    ])
    func whatIsNoneIsNotTried(text: String) {
        #expect(PasswordHash(text) == nil)
    }

    @Test func aHashThatWasCutIsWrong() throws {
        let hash = try #require(PasswordHash(of: password, cost))
        let cut = try #require(PasswordHash(String(hash.text.dropLast(4))))
        #expect(cut.verdict(on: password) == .wrong)
    }
}
