import Secrets
import Testing

@testable import Passwords

@Suite struct PasswordRulesTests {
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
