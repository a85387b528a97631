import Testing

@testable import Passwords

@Suite struct SecretTests {
    @Test func itLendsWhatItWasGiven() {
        let secret = Secret("hunter22".utf8)
        #expect(secret.count == 8)
        #expect(secret.withBytes { Array($0) } == Array("hunter22".utf8))
        #expect(Secret([]).withBytes { Array($0) }.isEmpty)
    }

    @Test func noTextOfItSaysWhatItIs() {
        #expect(!"\(Secret("hunter22".utf8))".contains("hunter"))
        var dumped = ""
        dump(Secret("hunter22".utf8), to: &dumped)
        #expect(!dumped.contains("hunter"))
    }

    @Test func wipingLeavesZeros() {
        var bytes = Array("hunter22".utf8)
        bytes.withUnsafeMutableBytes { Secret.wipe($0) }
        #expect(bytes == [UInt8](repeating: 0, count: 8))
        Secret.wipe(&bytes)
        #expect(bytes.isEmpty)
        Secret.wipe(&bytes)
        Secret.wipe(UnsafeMutableRawBufferPointer(start: nil, count: 0))
    }

    @Test func passwordsHaveRules() {
        let rules = PasswordRules(least: 8)
        func fault(_ text: String) -> PasswordRules.Fault? { rules.fault(in: Secret(text.utf8), named: "annabelle") }
        #expect(fault("1234567") == .tooShort(least: 8))
        #expect(fault("12345678") == nil)
        #expect(fault("пароль") == nil)
        #expect(fault(String(repeating: "x", count: 1_000)) == nil)
        #expect(fault(String(repeating: "x", count: 1_001)) == .tooLong(most: 1_000))
        #expect(fault("annabelle") == .isName)
        #expect(fault("AnnaBelle") == .isName)
        #expect(fault("annabelle1") == nil)
        #expect(fault(LoginToken().text) == .isToken)
        #expect(fault("") == .tooShort(least: 8))
    }
}
