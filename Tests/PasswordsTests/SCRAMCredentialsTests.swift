import Secrets
import Testing

@testable import Passwords

/// RFC 7677, section 3: user `user`, password `pencil`.
@Suite struct SCRAMCredentialsTests {
    private let salt = bytes(hex: "5b6d99689d12358eeca04b141236fa81")  // W22ZaJ0SNY7soEsUEjb6gQ==
    private let message = Array(
        ("n=user,r=rOprNGfwEbeRWgbNEkqO,"
            + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
            + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0").utf8)
    /// dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=
    private let proof = bytes(hex: "747cdb65aa56224e2352137e52d7bdcad6a0f738df30782caa69a2cfb0277554")
    private var credentials: SCRAMCredentials {
        SCRAMCredentials(of: Secret("pencil".utf8), salt: salt, rounds: 4_096)
    }

    @Test func theExampleOfTheRFCIsTaken() {
        #expect(credentials.accepts(proof: proof, of: message))
        // 6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=
        #expect(
            hex(credentials.serverSignature(of: message))
                == "eabae24d1062db75a9451ff0b6ea7e98c8546549ff741e672d3251b2397de46e")
    }

    @Test func anythingElseIsNot() {
        var flipped = proof
        flipped[31] ^= 1
        #expect(!credentials.accepts(proof: flipped, of: message))
        #expect(!credentials.accepts(proof: proof, of: message + [0]))
        #expect(!credentials.accepts(proof: Array(proof.dropLast()), of: message))
        #expect(!credentials.accepts(proof: [], of: message))
        let others = SCRAMCredentials(of: Secret("pencils".utf8), salt: salt, rounds: 4_096)
        #expect(!others.accepts(proof: proof, of: message))
    }

    @Test func whatIsKeptGoesOn() throws {
        let made = SCRAMCredentials(of: Secret("pencil".utf8), rounds: 4_096)
        #expect(made.salt.count == 16)
        #expect(made.salt != SCRAMCredentials(of: Secret("pencil".utf8), rounds: 4_096).salt)
        let kept = try #require(
            SCRAMCredentials(
                salt: made.salt, rounds: made.rounds, storedKey: made.storedKey, serverKey: made.serverKey))
        #expect(kept == made)
    }

    @Test func whatCantBeIsNotKept() {
        let key = [UInt8](repeating: 0, count: 32)
        #expect(SCRAMCredentials(salt: [], rounds: 4_096, storedKey: key, serverKey: key) == nil)
        #expect(SCRAMCredentials(salt: [1], rounds: 4_095, storedKey: key, serverKey: key) == nil)
        #expect(SCRAMCredentials(salt: [1], rounds: 4_096, storedKey: [], serverKey: key) == nil)
        #expect(SCRAMCredentials(salt: [1], rounds: 4_096, storedKey: key, serverKey: [1]) == nil)
    }
}
