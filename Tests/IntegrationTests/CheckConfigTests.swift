import Glibc
import TestSupport
import Testing

/// What `--check-config` finds out before anything is bound.
@Suite struct CheckConfigTests {
    /// - Returns: what it says on standard error, a line each.
    private func check(_ flags: [String], _ code: Int32 = 0) throws -> [String] {
        let child = try ChildProcess(Binaries.daemon, flags + ["--check-config"])
        // A name server may be far away.
        let printed = try child.output.takeToEnd(by: Deadline(seconds: 30))
        #expect(try child.waitForExit() == .exited(code), "\(child.log.text)")
        #expect(printed.isEmpty == (code != 0))
        return child.log.text.split(separator: "\n").map(String.init)
    }

    private func secure(_ certificate: String, _ key: String) -> [String] {
        ["--listen-tls", "127.0.0.1:0", "--tls-certificate", certificate, "--tls-key", key]
    }

    @Test func certificates() throws {
        let folder = try CertificateFolder()
        let good = try folder.make("good")
        #expect(try check(secure(good.certificate, good.key)) == [])
        let other = try folder.make("other")
        let mismatch = try check(secure(good.certificate, other.key), EX_CONFIG)
        #expect(mismatch.count == 1 && mismatch[0].hasPrefix("partylined: tls: \(other.key): "), "\(mismatch)")
        let missing = try check(secure(folder.file("none"), good.key), EX_CONFIG)
        #expect(missing.count == 1 && missing[0].contains("\(folder.file("none")): No such file"), "\(missing)")
        let expired = try folder.make("expired", days: -1)
        let warnings = try check(secure(expired.certificate, expired.key))
        #expect(warnings.count == 1 && warnings[0].contains("expired"), "\(warnings)")
        // Nobody is to be shown it.
        #expect(try check(["--tls-certificate", "/nonexistent", "--tls-key", "/nonexistent"]) == [])
    }

    /// All of it, and nothing is bound.
    @Test func allThatIsInTheWay() throws {
        let flags = [
            "--listen", "no-such-host.invalid:6000", "--admin", "no-such-host.invalid:6060", "--user", "no-such-user",
        ]
        let faults = try check(flags + secure("/nonexistent", "/nonexistent"), EX_CONFIG)
        let words = ["listen.address no-such-host.invalid:6000", "admin.address no-such", "tls: ", "no-such-user"]
        #expect(faults.count == words.count, "\(faults)")
        for (fault, words) in zip(faults, words) { #expect(fault.contains(words), "\(fault)") }
    }

    @Test func groups() throws {
        let faults = try check(["--user", "nobody", "--group", "no-such-group"], EX_CONFIG)
        #expect(faults.count == 1 && faults[0].contains("no-such-group"), "\(faults)")
        #expect(try check(["--user", "nobody", "--group", "daemon"]) == [])
    }

    /// A version that can't go on with the store says so, while another has it; that there is none yet is no matter.
    @Test func theStore() throws {
        let folder = try TestFolder()
        let store = folder.file("partyline.db")
        let configuration = try folder.write("partyline.toml", "[store]\npath = \"partyline.db\"\n".utf8)
        let flags = ["--config", configuration, "--listen", "127.0.0.1:0"]
        #expect(try check(flags) == [])
        #expect(access(store, F_OK) != 0)
        try withDaemon(flags) { _ in
            let faults = try check(flags)
            #expect(faults == [])
        }
        _ = try folder.write("partyline.db", String(repeating: "no database ", count: 100).utf8)
        let faults = try check(flags, EX_CONFIG)
        #expect(faults == ["partylined: store.path: \(store) is not a database; move it away, or restore a backup"])
    }

    /// An address in use is no matter, nor is a folder that only a running service has.
    @Test func whatIsNotBoundIsNotTried() throws {
        try withDaemon { daemon in
            let flags = ["--listen", daemon.address.description, "--listen", "unix:/nonexistent/line.sock"]
            let faults = try check(flags)
            #expect(faults == [])
        }
    }
}
