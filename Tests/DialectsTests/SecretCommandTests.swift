import Secrets
import Testing

@testable import ChatCore
@testable import Dialects

@Suite("Commands with secrets on their lines")
struct SecretCommandTests {
    private func account(_ line: String, isWire: Bool = false) -> AccountCommand? {
        let request = Array(((isWire ? "@a " : "") + line).utf8).withUnsafeBytes { Request(line: $0, isWire: isWire) }
        guard case .account(let command) = request.body else { return nil }
        return command
    }

    private func isUsage(_ line: String, isWire: Bool = false) -> Bool {
        let request = Array(((isWire ? "@a " : "") + line).utf8).withUnsafeBytes { Request(line: $0, isWire: isWire) }
        guard case .refused(.usage) = request.body else { return false }
        return true
    }

    private func secret(_ text: String) -> Secret { Secret(text.utf8) }

    @Test("/register and /forget take all that follows")
    func rest() {
        for isWire in [false, true] {
            #expect(account("/register a b  c ", isWire: isWire) == .register(secret("a b  c ")))
            #expect(account("/REGISTER  x", isWire: isWire) == .register(secret("x")))
            #expect(account("/forget x y", isWire: isWire) == .forget(secret("x y")))
        }
        #expect(account("/register") == .register(nil))
        #expect(account("/register  ") == .register(nil))
        #expect(account("/forget") == .forget(nil))
        #expect(isUsage("/register", isWire: true) && isUsage("/forget ", isWire: true))
    }

    @Test("/login takes a name and a password, or asks a person for it")
    func login() {
        #expect(account("/login ann a b") == .login("ann", secret("a b")))
        #expect(account("/login ann a b", isWire: true) == .login("ann", secret("a b")))
        #expect(account("/login ann") == .login("ann", nil))
        #expect(account("/login ann  ") == .login("ann", nil))
        #expect(account("/login ann", isWire: true) == .login(nil, secret("ann")))
        #expect(account("/login") == .login(nil, nil))
        #expect(isUsage("/login", isWire: true))
        // No nick: a token, or a password.
        #expect(account("/login pt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA") != .login(nil, nil))
        #expect(account("/login 22hunter") == .login(nil, secret("22hunter")))
        // Its first word may be of a password, so nobody is shown it.
        #expect(isUsage("/login 22hunter x") && isUsage("/login 22hunter x", isWire: true))
    }

    @Test("/password takes the old one and the new one")
    func password() {
        #expect(account("/password old new one") == .changePassword(old: secret("old"), new: secret("new one")))
        #expect(account("/password new") == .changePassword(old: nil, new: secret("new")))
        #expect(account("/password") == .changePassword(old: nil, new: nil))
        #expect(isUsage("/password", isWire: true))
    }

    @Test("/password takes an old one with spaces in hexadecimal")
    func spelledPassword() {
        for isWire in [false, true] {
            #expect(
                account("/password hex:6d79206f6C64 new one", isWire: isWire)
                    == .changePassword(old: secret("my old"), new: secret("new one")))
        }
        // The new one takes the rest of the line as it stands, also where it is alone.
        #expect(account("/password hex:6f hex:6f") == .changePassword(old: secret("o"), new: secret("hex:6f")))
        #expect(account("/password hex:6f") == .changePassword(old: nil, new: secret("hex:6f")))
        for old in ["hex:", "hex:6", "hex:6g", "HEX:6f", "hex:\(String(repeating: "6f", count: 1_001))"] {
            #expect(account("/password \(old) new") == .changePassword(old: secret(old), new: secret("new")), "\(old)")
        }
        let longest = String(repeating: "6f", count: 1_000)
        #expect(
            account("/password hex:\(longest) new")
                == .changePassword(old: secret(String(repeating: "o", count: 1_000)), new: secret("new")))
    }

    @Test(
        "what is spelled another way is another command",
        arguments: ["/log x", "/logi x", "/logins x", "/loginx", "/forgetx", "/r", "//login x", "login x"])
    func others(line: String) {
        #expect(account(line) == nil)
    }

    @Test("a line is counted and costs as its row says")
    func row() {
        let request = Array("/login ann x".utf8).withUnsafeBytes { Request(line: $0, isWire: false) }
        #expect(request.cost == .charged && request.verb.map { CommandVerb.names[$0.index] } == "login")
    }

    @Test("a token's label has its letters")
    func label() {
        #expect(AccountLabel("my-bot_1.2") != nil && AccountLabel(String(repeating: "x", count: 32)) != nil)
        for text in ["", "a b", "é", "a/b", String(repeating: "x", count: 33)] { #expect(AccountLabel(text) == nil) }
    }
}
