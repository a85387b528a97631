import ChatCore
import Secrets
import Testing

@testable import Dialects

@Suite("IRC: a client's way through SASL")
struct SASLDialogueTests {
    private let all = SASLMechanism.allCases

    private func receive(
        _ dialogue: SASLDialogue, _ text: String, _ offered: [SASLMechanism]? = nil
    ) -> SASLDialogue.Step {
        Array(text.utf8).withUnsafeBytes { dialogue.receive($0, offered: offered ?? all) }
    }

    private func base64(_ text: String) -> String { String(decoding: Base64.encoded(text.utf8), as: UTF8.self) }

    @Test("PLAIN asks for a password to be tried, and a line that comes meanwhile is the same one")
    func plain() throws {
        let dialogue = SASLDialogue()
        #expect(receive(dialogue, "plain") == .send([]) && dialogue.isUnderWay)
        let line = base64("\0ann\0hunter22")
        let step = receive(dialogue, line)
        guard case .prove(.plain(let credentials)) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(credentials.name == "ann" && credentials.password == Secret("hunter22".utf8))
        #expect(receive(dialogue, line) == step)
        dialogue.end()
        #expect(!dialogue.isUnderWay)
        #expect(receive(dialogue, "PLAIN") == .send([]))
    }

    @Test("what is not offered is refused, and what comes to nothing begins anew")
    func refusals() {
        let dialogue = SASLDialogue()
        #expect(receive(dialogue, "EXTERNAL", [.plain]) == .refuseMechanism)
        #expect(receive(dialogue, String(repeating: "P", count: 400)) == .refuseMechanism)
        #expect(receive(dialogue, "*") == .refuse(.saslAborted))
        for (line, numeric) in [
            ("*", IRCNumeric.saslAborted), ("!!!", .saslFail), (String(repeating: "A", count: 401), .saslTooLong),
            (base64("\0\0x"), .saslFail), (base64("\0ann\0"), .saslFail), (base64("bob\0ann\0hunter22"), .saslFail),
            (base64("\0ann\0a\0b"), .saslFail),
        ] {
            #expect(receive(dialogue, "PLAIN") == .send([]))
            #expect(receive(dialogue, line) == .refuse(numeric))
            #expect(!dialogue.isUnderWay)
        }
    }

    @Test("SCRAM goes from the first message to the last")
    func scram() throws {
        let dialogue = SASLDialogue()
        #expect(receive(dialogue, "SCRAM-SHA-256") == .send([]))
        guard case .prove(.scramFirst(let exchange)) = receive(dialogue, base64("n,,n=ann,r=abc")) else {
            Issue.record("no first message")
            return
        }
        #expect(exchange.name == "ann")
        let challenge = try #require(dialogue.challenge(nonce: Array("def".utf8), salt: [1, 2, 3], rounds: 4_096))
        #expect(String(decoding: challenge, as: UTF8.self) == "r=abcdef,s=AQID,i=4096")
        let proof = String(decoding: Base64.encoded([UInt8](repeating: 7, count: 32)), as: UTF8.self)
        guard case .prove(.scramLast) = receive(dialogue, base64("c=biws,r=abcdef,p=\(proof)")) else {
            Issue.record("no proof")
            return
        }
        dialogue.confirm(AccountID(number: 7))
        #expect(receive(dialogue, "+") == .prove(.scramDone(AccountID(number: 7))))
        dialogue.end()
        // A proof of another exchange is none.
        #expect(receive(dialogue, "SCRAM-SHA-256") == .send([]))
        _ = receive(dialogue, base64("n,,n=ann,r=abc"))
        _ = dialogue.challenge(nonce: Array("xyz".utf8), salt: [1], rounds: 4_096)
        #expect(receive(dialogue, base64("c=biws,r=abcdef,p=\(proof)")) == .refuse(.saslFail))
        #expect(dialogue.challenge(nonce: [], salt: [], rounds: 4_096) == nil)
    }

    /// - Returns: another dialogue, which goes on where that one is.
    private func handedOver(_ dialogue: SASLDialogue) throws -> SASLDialogue {
        let next = SASLDialogue()
        try #require(next.resume(#require(dialogue.stage), dialogue.pending))
        return next
    }

    @Test("another process goes on within a message, and before a line that waits for its answer")
    func resumedPlain() throws {
        let dialogue = SASLDialogue()
        #expect(dialogue.stage == nil && dialogue.pending == nil)
        _ = receive(dialogue, "PLAIN")
        let password = String(repeating: "long ", count: 100)
        let text = base64("\0ann\0\(password)")
        #expect(receive(dialogue, String(text.prefix(400))) == .nothing)
        let second = try handedOver(dialogue)
        let last = String(text.dropFirst(400))
        guard case .prove(.plain(let credentials)) = receive(second, last) else {
            Issue.record("it does not go on")
            return
        }
        #expect(credentials.password == Secret(password.utf8))
        // It waits: the line comes again there.
        let third = try handedOver(second)
        #expect(receive(third, last) == .prove(.plain(credentials)))
        third.end()
        #expect(third.stage == nil && third.pending == nil)
    }

    @Test("another process goes on in the midst of SCRAM")
    func resumedSCRAM() throws {
        var dialogue = SASLDialogue()
        _ = receive(dialogue, "SCRAM-SHA-256")
        dialogue = try handedOver(dialogue)
        _ = receive(dialogue, base64("n,,n=ann,r=abc"))
        _ = dialogue.challenge(nonce: Array("def".utf8), salt: [1, 2, 3], rounds: 4_096)
        dialogue = try handedOver(dialogue)
        let proof = String(decoding: Base64.encoded([UInt8](repeating: 7, count: 32)), as: UTF8.self)
        let line = base64("c=biws,r=abcdef,p=\(proof)")
        let step = receive(dialogue, line)
        guard case .prove(.scramLast(let sent)) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(String(decoding: sent.message, as: UTF8.self) == "n=ann,r=abc,r=abcdef,s=AQID,i=4096,c=biws,r=abcdef")
        dialogue = try handedOver(dialogue)
        #expect(receive(dialogue, line) == step)
        dialogue.confirm(AccountID(number: 7))
        dialogue = try handedOver(dialogue)
        #expect(receive(dialogue, "+") == .prove(.scramDone(AccountID(number: 7))))
    }

    @Test("what no process can have handed over is not gone on with")
    func badResumption() {
        let dialogue = SASLDialogue()
        #expect(!dialogue.resume(.reads(.plain), Secret([1, 2])) && !dialogue.isUnderWay)
        #expect(SCRAMExchange(client: Array("n,,n=ann,r=abc".utf8), server: Array("r=abx,s=AQID,i=4096".utf8)) == nil)
        #expect(SCRAMExchange(client: Array("n,,n=ann,r=abc".utf8), server: []) == nil)
        #expect(SCRAMExchange(client: [], server: Array("r=abcdef,s=AQID,i=4096".utf8)) == nil)
    }
}
