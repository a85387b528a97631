import Testing

@testable import ChatCore

struct TokenDigestTests {
    @Test func itIsTakenFromItsBytesAndFromItsText() throws {
        let bytes = Array(UInt8(0)..<32)
        let digest = try #require(TokenDigest(bytes))
        #expect(digest.bytes == bytes)
        #expect(digest.description == "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F")
        #expect(TokenDigest(digest.description) == digest)
        #expect(TokenDigest(bytes.reversed()) != digest)
    }

    @Test func whatIsOfAnotherLengthIsNone() {
        #expect(TokenDigest([UInt8]()) == nil && TokenDigest(Array(UInt8(0)..<33)) == nil)
        for text in ["", String(repeating: "0", count: 63), String(repeating: "g", count: 64)] {
            #expect(TokenDigest(text) == nil, "\(text)")
        }
    }
}
