import ChatCore
import Passwords
import Secrets
import Testing

@testable import Dialects

@Suite("SASL in IRC")
struct SASLTests {
    private func receive(_ input: AuthenticateInput, _ text: String) -> AuthenticateInput.Result {
        Array(text.utf8).withUnsafeBytes { input.receive($0) }
    }

    @Test("a message is one chunk, or several of 400 bytes")
    func chunks() {
        let input = AuthenticateInput()
        #expect(receive(input, "aGk=") == .message(Array("hi".utf8)))
        #expect(receive(input, "+") == .message([]))
        let full = String(repeating: "YWJj", count: 100)
        #expect(receive(input, full) == .more)
        #expect(input.pending?.count == 400)
        #expect(receive(input, full) == .more)
        #expect(receive(input, "+") == .message(Array(String(repeating: "abc", count: 200).utf8)))
        #expect(input.pending?.count == 800)
        #expect(receive(input, full) == .more)
        #expect(receive(input, "eHl6") == .message(Array((String(repeating: "abc", count: 100) + "xyz").utf8)))
    }

    @Test("what is too long, no base64 or given up begins anew")
    func faults() {
        let input = AuthenticateInput()
        let full = String(repeating: "YWJj", count: 100)
        #expect(receive(input, full + "a") == .tooLong)
        for _ in 0..<10 { #expect(receive(input, full) == .more) }
        #expect(receive(input, full) == .tooMuch)
        #expect(receive(input, full) == .more)
        #expect(receive(input, "*") == .aborted)
        #expect(receive(input, "a") == .malformed)
        #expect(receive(input, "aGk=") == .message(Array("hi".utf8)))
        #expect(receive(input, "") == .message([]))
    }

    @Test("half a message is handed over")
    func handover() throws {
        let input = AuthenticateInput()
        _ = receive(input, String(repeating: "YWJj", count: 100))
        let next = AuthenticateInput()
        #expect(next.pending == nil)
        try #require(next.resume(#require(input.pending)))
        #expect(receive(next, "eHl6") == .message(Array((String(repeating: "abc", count: 100) + "xyz").utf8)))
        // Of a message that is whole the chunks before its last line are kept, until the next line.
        #expect(next.pending == input.pending)
        #expect(receive(next, "YWJj") == .message(Array("abc".utf8)) && next.pending == nil)
        #expect(!next.resume(Secret([1, 2])))
        #expect(!next.resume(Secret([UInt8](repeating: 65, count: 4_400))))
    }

    @Test("base64 is read as it is written, and in no other form")
    func base64() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
            #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
        }
        #expect(Base64.encoded(Array("hello".utf8)) == Array("aGVsbG8=".utf8))
        for text in ["a", "ab", "abc", "ab=", "a===", "====", "ab==cd==", "aGl=", "aG==x", "a b=", "aGk-", "äÖ"] {
            #expect(Base64.decoded(Array(text.utf8)) == nil, "\(text)")
        }
    }

    @Test("the server's messages are in chunks, too")
    func output() {
        #expect(rendered { AuthenticateOutput.put([], into: $0) } == "AUTHENTICATE +\r\n")
        #expect(rendered { AuthenticateOutput.put(Array("hi".utf8), into: $0) } == "AUTHENTICATE aGk=\r\n")
        let full = rendered { AuthenticateOutput.put([UInt8](repeating: 0, count: 300), into: $0) }
        #expect(full == "AUTHENTICATE \(String(repeating: "A", count: 400))\r\nAUTHENTICATE +\r\n")
    }

    private func plain(_ text: String) -> PlainCredentials? {
        var message = Array(text.utf8)
        defer { #expect(message.isEmpty) }
        return PlainCredentials(&message)
    }

    @Test("PLAIN is whom to be, who one is, and the password")
    func plain() {
        let expected = plain("\0ann\0pass word")
        #expect(expected?.name == "ann" && expected?.password == Secret(Array("pass word".utf8)))
        #expect(plain("ann\0ann\0x") != nil && plain("ANN\0ann\0x") != nil)
        for text in ["", "\0", "\0\0", "\0ann\0", "\0\0x", "bob\0ann\0x", "\0ann\0x\0", "\0ann\0x\0y", "ann", "ann\0x"]
        {
            #expect(plain(text) == nil)
        }
        #expect(plain("\0ann\0" + String(repeating: "x", count: 1_000)) != nil)
        #expect(plain("\0ann\0" + String(repeating: "x", count: 1_001)) == nil)
        var broken = Array("\0ann\0".utf8) + [0xFF]
        #expect(PlainCredentials(&broken) == nil)
        var brokenName = [0, 0xFF, 0] + Array("x".utf8)
        #expect(PlainCredentials(&brokenName) == nil)
    }

    @Test("EXTERNAL is whom to be, or nothing")
    func external() {
        #expect(ExternalCredentials([])?.name == nil && ExternalCredentials([]) != nil)
        #expect(ExternalCredentials(Array("ann".utf8))?.name == "ann")
        #expect(ExternalCredentials([0]) == nil && ExternalCredentials([0xFF]) == nil)
    }

    @Test("mechanisms are known in any case")
    func mechanisms() {
        #expect(SASLMechanism(name: "scram-sha-256") == .scramSHA256 && SASLMechanism(name: "SCRAM-SHA-1") == nil)
        #expect(SASLMechanism.list(SASLMechanism.allCases) == "PLAIN,EXTERNAL,SCRAM-SHA-256")
    }
}

/// The exchange is that of RFC 7677, section 3.
@Suite("SCRAM-SHA-256")
struct SCRAMExchangeTests {
    private let first = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO"
    private let nonce = Array("%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0".utf8)
    private let last =
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="

    private func salt() throws -> [UInt8] { try #require(Base64.decoded(Array("W22ZaJ0SNY7soEsUEjb6gQ==".utf8))) }

    private func challenged() throws -> SCRAMExchange {
        var exchange = try #require(SCRAMExchange(first: Array(first.utf8)))
        #expect(
            String(decoding: exchange.challenge(nonce: nonce, salt: try salt(), rounds: 4_096), as: UTF8.self)
                == "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")
        return exchange
    }

    @Test("goes as the RFC's example does")
    func example() throws {
        let exchange = try challenged()
        #expect(exchange.name == "user")
        let proof = try #require(exchange.proof(in: Array(last.utf8)))
        let credentials = SCRAMCredentials(of: Secret(Array("pencil".utf8)), salt: try salt(), rounds: 4_096)
        #expect(credentials.accepts(proof: proof.proof, of: proof.message))
        let signature = credentials.serverSignature(of: proof.message)
        #expect(
            String(decoding: SCRAMExchange.confirmation(signature: signature), as: UTF8.self)
                == "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")
    }

    @Test("a proof of another exchange is none")
    func otherExchange() throws {
        let exchange = try challenged()
        let others = [
            last.replacing("biws", with: "eSws"), last.replacing("k0,p", with: "k1,p"),
            last.replacing("NEkqO%", with: "NEkq%"),
            String(last.dropLast(4)), last + "=", last.replacing(",p=", with: ",q="), String(last.prefix(20)), "",
        ]
        for other in others { #expect(exchange.proof(in: Array(other.utf8)) == nil, "\(other)") }
        let unasked = try #require(SCRAMExchange(first: Array(first.utf8)))
        #expect(unasked.proof(in: Array(last.utf8)) == nil)
    }

    @Test(
        "first messages that are none",
        arguments: [
            "", "n", "n,,", "n,,n=user", "n,,n=,r=x", "n,,n=user,r=", "p=tls-unique,,n=user,r=x", "n,,m=1,n=user,r=x",
            "n,a=bob,n=user,r=x", "n,,n=us=er,r=x", "n,,r=x,n=user", "x,,n=user,r=x", "n,,n=user,r=a b",
            "n,bob,n=user,r=x",
        ])
    func impossible(message: String) {
        #expect(SCRAMExchange(first: Array(message.utf8)) == nil)
    }

    @Test("names have = and , escaped, and one may be named as whom one is")
    func names() {
        #expect(SCRAMExchange(first: Array("y,a=User,n=user,r=x".utf8))?.name == "user")
        #expect(SCRAMExchange(first: Array("n,,n=a=2Cb=3Dc,r=x,ext=1".utf8))?.name == "a,b=c")
    }
}
