import Testing

@testable import Passwords

@Suite struct ResumeTokenTests {
    @Test func aTokenIsKnownByItsDigest() {
        let (token, other) = (ResumeToken(), ResumeToken())
        #expect(token.text.hasPrefix("rt_") && token.text.utf8.count == 46)
        #expect(token.digestBytes.count == 32)
        #expect(ResumeToken.digestBytes(of: token.text) == token.digestBytes)
        #expect(token.text != other.text && token.digestBytes != other.digestBytes)
    }

    @Test func whatHasNotItsFormIsNone() {
        let letters = String(repeating: "A", count: 43)
        #expect(ResumeToken.digestBytes(of: "rt_" + letters) != nil)
        for text in ["", "rt_", "rt_" + letters.dropLast(), "rt_" + letters + "A", "pt_" + letters, "é" + letters] {
            #expect(ResumeToken.digestBytes(of: text) == nil, "\(text)")
        }
    }
}
