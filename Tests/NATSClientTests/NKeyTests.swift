import Secrets
import Testing

@testable import NATSClient

@Suite("Keys of users")
struct NKeyTests {
    /// What a user's seed begins with: its first kind has five bits, and its second one eight.
    static let userSeed: [UInt8] = [18 << 3 | 5, 0]
    /// The first key of RFC 8032, section 7.1, as a user's seed.
    private static let seed = Base32.text(
        of: CheckSum.adding(
            to: userSeed
                + bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")))

    private static func bytes(_ digits: String) -> [UInt8] {
        let digits = Array(digits)
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
    }

    private func key(_ text: String) throws -> NKey { try NKey(seed: Secret(text.utf8)) }

    @Test("base 32 is that of RFC 4648, section 10, without padding")
    func base32() {
        for (text, letters) in [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            #expect(Base32.text(of: Array(text.utf8)) == letters)
            #expect(Base32.bytes(of: Array(letters.utf8)) == Array(text.utf8))
        }
        for letters in ["M", "MZ", "my", "M1", "MZXW6YTB=", "MY "] {
            #expect(Base32.bytes(of: Array(letters.utf8)) == nil, "\(letters)")
        }
    }

    @Test("the check sum is CRC-16/XMODEM")
    func checkSum() {
        #expect(CheckSum.of(Array("123456789".utf8)) == 0x31C3)
        #expect(CheckSum.isRight(CheckSum.adding(to: [1, 2, 3])) && !CheckSum.isRight([1, 2, 3, 4, 5]))
        #expect(!CheckSum.isRight([]) && !CheckSum.isRight([0, 0]))
    }

    @Test("a seed yields its public key, as nk prints it")
    func publicKey() throws {
        let key = try key("  \(NKeyTests.seed)\n")
        #expect(NKeyTests.seed.hasPrefix("SU") && NKeyTests.seed.utf8.count == 58)
        let raw = try #require(Base32.bytes(of: Array(key.publicText.utf8)))
        #expect(key.publicText.hasPrefix("U") && key.publicText.utf8.count == 56 && CheckSum.isRight(raw))
        #expect(
            Array(raw[1..<33]) == NKeyTests.bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
    }

    @Test("signatures are those of Ed25519")
    func signature() throws {
        // That of no bytes, in RFC 8032, section 7.1.
        #expect(
            try key(NKeyTests.seed).signature(of: "")
                == "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc-bRr0lv18FlbviRlUUFDjnoQCw")
    }

    @Test("what is no user's seed is refused, in words that do not tell it")
    func refusals() throws {
        let seed = NKeyTests.seed
        let other = Base32.text(of: CheckSum.adding(to: [18 << 3, 0] + [UInt8](repeating: 7, count: 32)))
        let near = [String(seed.dropLast()), seed + "A", seed.lowercased(), "SV" + seed.dropFirst(2), other]
        for text in ["", " ", "SU"] + near {
            let fault = #expect(throws: NKey.Fault.self) { try key(text) }
            #expect(fault?.description.contains("SU") == true && fault?.description.contains(seed) == false)
        }
    }
}
