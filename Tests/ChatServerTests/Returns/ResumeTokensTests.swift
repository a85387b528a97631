import ChatCore
import Passwords
import Testing

@testable import ChatServer

@Suite struct ResumeTokensTests {
    private let session = SessionID(slot: 1, generation: 2)
    private let person = PersonID(slot: 3, generation: 4)

    @Test func eachIsGoodOnce() {
        var tokens = ResumeTokens()
        let digest = ResumeToken().digest
        tokens.give(digest, to: session)
        #expect(tokens.has(session) && tokens.count == 1)
        #expect(tokens.use(ResumeToken().digest) == nil)
        #expect(tokens.use(digest) == .session(session))
        #expect(tokens.use(digest) == nil)
        #expect(!tokens.has(session) && tokens.count == 0)
    }

    @Test func aSessionHasOne() {
        var tokens = ResumeTokens()
        let (old, new) = (ResumeToken().digest, ResumeToken().digest)
        tokens.give(old, to: session)
        tokens.give(new, to: session)
        #expect(tokens.use(old) == nil)
        #expect(tokens.use(new) == .session(session))
    }

    @Test func whoIsLostHasItForAWhile() {
        var tokens = ResumeTokens()
        let digest = ResumeToken().digest
        tokens.give(digest, to: session)
        #expect(tokens.lose(session, of: person, number: 7) == digest)
        #expect(tokens.lose(session, of: person, number: 8) == nil)
        // Another session may have that slot now.
        tokens.forget(session)
        tokens.forget(digest, number: 8)
        #expect(tokens.count == 1)
        #expect(tokens.use(digest) == .lost(number: 7, person))
        tokens.giveLost(digest, to: person, number: 9)
        tokens.forget(digest, number: 9)
        #expect(tokens.use(digest) == nil)
    }

    @Test func whoLeavesHasNone() {
        var tokens = ResumeTokens()
        let digest = ResumeToken().digest
        tokens.give(digest, to: session)
        tokens.forget(session)
        #expect(tokens.count == 0 && tokens.use(digest) == nil)
    }
}
