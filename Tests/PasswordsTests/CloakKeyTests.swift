import Testing

@testable import Passwords

@Suite struct CloakKeyTests {
    @Test("a name that is nobody's has the same salt each time, and another under another key")
    func salts() throws {
        let key = try #require(CloakKey([UInt8](repeating: 7, count: 32)))
        let salt = key.salt(ofNobody: "ann")
        #expect(salt.count == SCRAMCredentials.saltCount && salt == key.salt(ofNobody: "ann"))
        #expect(salt != key.salt(ofNobody: "bob") && salt != CloakKey().salt(ofNobody: "ann"))
        let nonce = SCRAMCredentials.makeNonce()
        #expect(nonce.count == 32 && nonce != SCRAMCredentials.makeNonce() && !nonce.contains(UInt8(ascii: ",")))
    }

    private let key = CloakKey(Array(0..<32))

    /// Python: base64.b32encode(hashlib.blake2b(bytes([4, 192, 0, 2, 1]), digest_size=32, key=bytes(range(32))).digest())[:13].lower()
    @Test func aHostHasTheNameThatOthersWorkOut() throws {
        let key = try #require(key)
        #expect(key.cloak(.ipv4(0xC000_0201)) == "c-b57c6bbvg2g4k")
        #expect(key.cloak(.ipv6(network: 0x2001_0DB8_0000_0001)) == "c-f3iwazbvjnuiz")
    }

    @Test func itHasTwoSignsAndThirteenLetters() {
        let key = CloakKey()
        for number in UInt32(0)..<1_000 {
            let cloak = key.cloak(.ipv4(number &* 0x9E37_79B9))
            #expect(cloak.hasPrefix("c-") && cloak.utf8.count == 15)
            #expect(cloak.utf8.dropFirst(2).allSatisfy { "abcdefghijklmnopqrstuvwxyz234567".utf8.contains($0) })
        }
    }

    @Test func otherHostsAndOtherKeysHaveOtherNames() throws {
        let key = try #require(key)
        let other = CloakKey()
        let hosts = (0..<2_000).flatMap { [CloakKey.Host.ipv4(UInt32($0)), .ipv6(network: UInt64($0))] }
        #expect(Set(hosts.map { key.cloak($0) }).count == hosts.count)
        #expect(hosts.prefix(100).allSatisfy { key.cloak($0) != other.cloak($0) })
        #expect(CloakKey(other.bytes)?.cloak(.ipv4(7)) == other.cloak(.ipv4(7)))
    }

    @Test func aKeyHas32Bytes() {
        #expect(CloakKey([]) == nil)
        #expect(CloakKey([UInt8](repeating: 1, count: 31)) == nil)
        #expect(CloakKey([UInt8](repeating: 1, count: 33)) == nil)
    }

    /// FIPS 180-2's example "abc".
    @Test func aCertificateIsKnownBySHA256() {
        let digest = Array("abc".utf8).withUnsafeBytes { CertificateDigest(der: $0) }
        #expect(digest.description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
