import Secrets
import Testing

@testable import Passwords

@Suite struct LoginTokenTests {
    private func digest(of text: String) -> [UInt8]? { LoginToken.digest(of: Secret(text.utf8)) }

    @Test func aTokenIsKnownByItsDigest() {
        let (token, other) = (LoginToken(), LoginToken())
        #expect(token.text.hasPrefix("pt_") && token.text.utf8.count == 46)
        #expect(token.digest.count == 32)
        #expect(digest(of: token.text) == token.digest)
        #expect(token.text != other.text && token.digest != other.digest)
    }

    /// BLAKE2b-256 of 32 zeros: b2sum -l 256 of them.
    @Test func theDigestIsOfItsBytes() {
        let token = LoginToken(bytes: [UInt8](repeating: 0, count: 32))
        #expect(token.text == "pt_" + String(repeating: "A", count: 43))
        #expect(hex(token.digest) == "89eb0d6a8a691dae2cd15ed0369931ce0a949ecafa5c3f93f8121833646e15c3")
    }

    @Test func whatHasNotItsFormIsNone() {
        let letters = String(repeating: "A", count: 42)
        #expect(digest(of: "pt_" + letters + "A") != nil)
        for text in [
            "", "pt_", "pt_" + letters, "pt_" + letters + "AA", "PT_" + letters + "A", "pt-" + letters + "A",
            "pt_" + letters + "=", "pt_" + letters + " ", "pt_" + letters + "/", "pt_+" + letters,
            // The last letter's low bits stand for nothing: only one way to write a token is taken.
            "pt_" + letters + "B",
        ] {
            #expect(digest(of: text) == nil, "\(text)")
        }
    }
}

func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

func bytes(hex text: String) -> [UInt8] {
    var digits = text.filter { !$0.isWhitespace }[...]
    var bytes: [UInt8] = []
    while !digits.isEmpty {
        bytes.append(UInt8(digits.prefix(2), radix: 16) ?? 0)
        digits = digits.dropFirst(2)
    }
    return bytes
}
