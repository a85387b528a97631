import Testing

@testable import Passwords

@Suite struct ResumeTokenTests {
    @Test func aTokenIsKnownByItsDigest() {
        let (token, other) = (ResumeToken(), ResumeToken())
        #expect(token.text.hasPrefix("rt_") && token.text.utf8.count == 46)
        #expect(ResumeToken.digest(of: token.text) == token.digest)
        #expect(token.text != other.text && token.digest != other.digest)
    }

    @Test func aDigestIsHandedOverAsItsBytes() {
        let digest = ResumeToken().digest
        #expect(digest.bytes.count == 32)
        #expect(ResumeToken.Digest(digest.bytes) == digest)
        #expect(ResumeToken.Digest(Array(0..<32))?.bytes == Array(0..<32))
        #expect(ResumeToken.Digest([]) == nil && ResumeToken.Digest(Array(0..<33)) == nil)
    }

    @Test func whatHasNotItsFormIsNone() {
        let letters = String(repeating: "A", count: 43)
        #expect(ResumeToken.digest(of: "rt_" + letters) != nil)
        for text in ["", "rt_", "rt_" + letters.dropLast(), "rt_" + letters + "A", "pt_" + letters, "é" + letters] {
            #expect(ResumeToken.digest(of: text) == nil, "\(text)")
        }
    }
}
