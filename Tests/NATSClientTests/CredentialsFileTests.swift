import Glibc
import TestSupport
import Testing

@testable import NATSClient

@Suite("A file that says as whom a client connects")
struct CredentialsFileTests {
    private func read(_ text: String, mode: mode_t = 0o600) throws -> ClientOptions.Credentials {
        let folder = try TestFolder()
        let path = try folder.write("seed", text.utf8)
        chmod(path, mode)
        return try CredentialsFile.read(path)
    }

    @Test("a seed, or a user and a password, behind comments and empty lines")
    func good() throws {
        let raw = NKeyTests.userSeed + [UInt8](repeating: 9, count: 32)
        let seed = Base32.text(of: CheckSum.adding(to: raw))
        guard case .key(let key) = try read("# the key of chat1\n\n\(seed)\n") else {
            Issue.record("no key")
            return
        }
        #expect(key.publicText.hasPrefix("U"))
        guard case .password("ann", let password) = try read("ann:a:b \r\n") else {
            Issue.record("no password")
            return
        }
        #expect(password.withBytes { Array($0) } == Array("a:b ".utf8))
    }

    /// A text, the mode of its file, and a part of the fault.
    @Test(
        arguments: [
            ("ann:b", 0o640, "chmod 600"), ("ann:b", 0o604, "chmod 600"), ("", 0o600, "is empty"),
            ("\n# only this\n", 0o600, "is empty"), (":b", 0o600, "no user"), ("ann:", 0o600, "no password"),
            ("-----BEGIN NATS USER JWT-----\n", 0o600, "JWT"), ("SUNOSEED", 0o600, "begin with SU"),
            (String(repeating: "x", count: 8_193), 0o600, "8192 bytes"),
        ] as [(String, mode_t, String)])
    func bad(_ text: String, _ mode: mode_t, _ words: String) throws {
        let fault = #expect(throws: CredentialsFile.Fault.self) { try read(text, mode: mode) }
        #expect(fault?.description.contains(words) == true, "\(fault.debugDescription)")
        // It tells nothing of what is in it.
        #expect(text.isEmpty || fault?.description.contains(text) == false)
    }

    @Test("a file that is none")
    func none() throws {
        let folder = try TestFolder()
        #expect(throws: CredentialsFile.Fault.self) { try CredentialsFile.read(folder.file("none")) }
        let fault = #expect(throws: CredentialsFile.Fault.self) { try CredentialsFile.read(folder.path) }
        #expect(fault?.description.contains("is no regular file") == true)
    }
}
