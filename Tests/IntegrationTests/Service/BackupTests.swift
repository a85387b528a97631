import Foundation
import Glibc
import Testing

/// The script and the units that copy the store each day.
@Suite final class BackupTests {
    private let folder = freshPath()
    private var configuration: String { "\(folder)/partyline.toml" }
    private var copies: String { "\(folder)/copies" }
    private static let unit = Binaries.package + "/packaging/systemd/partylined-backup.service"
    private static let underItsFilter = [Binaries.package + "/scripts/confine.py", unit]
    private static let canFilter = PublicCopy.runs(underItsFilter + ["true"])

    init() throws {
        // The script takes the daemon that is beside it.
        try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Binaries.package + "/packaging/backup.sh", toPath: "\(folder)/backup")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/partylined", withDestinationPath: Binaries.daemon)
        try writeFile("[store]\npath = \"partyline.db\"\n", at: configuration)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func backUp(under wrapper: [String] = [], into place: String? = nil) throws -> (ChildProcess.Exit, String) {
        let command = wrapper + ["sh", "\(folder)/backup", configuration, place ?? copies]
        let child = try ChildProcess(command[0], Array(command.dropFirst()))
        return (try child.waitForExit(by: Deadline(seconds: 20)), child.log.text)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: copies).sorted()
    }

    /// Copies of so many days, and a file that is none.
    private func writeOlder(_ days: Int) throws -> [String] {
        let names = (1...days).map { "partyline-2026-10-0\($0)T030000Z.db" } + ["partyline-mine.db"]
        for name in names { try writeFile("", at: "\(copies)/\(name)") }
        return names
    }

    @Test func theLastSevenAreKept() throws {
        let daemon = try DaemonProcess(["--config", configuration, "--listen", "127.0.0.1:0"])
        let ann = try daemon.join("ann")
        try ann.send("keep this")
        try ann.settle()
        let older = try writeOlder(9)
        let (exit, log) = try backUp()
        #expect(exit == .exited(0), "\(log)")
        try daemon.stop()
        let names = try names()
        #expect(names.count == 8)
        #expect(names.filter(older.contains) == Array(older.suffix(7)))
        let copy = try #require(names.first { !older.contains($0) })
        #expect(copy.wholeMatch(of: /partyline-20\d\d-\d\d-\d\dT\d{6}Z\.db/) != nil)
        let permissions = try FileManager.default.attributesOfItem(atPath: "\(copies)/\(copy)")[.posixPermissions]
        #expect(permissions as? Int == 0o600)
        // A daemon can go on with it.
        try writeFile("[store]\npath = \"copies/\(copy)\"\n", at: configuration)
        try withDaemon(["--config", configuration]) { try $0.connect().expect("*** partyline/1 {*}") }
    }

    @Test func oneThatCantBeMadeTakesNone() throws {
        let older = try writeOlder(9)
        let (exit, log) = try backUp()
        #expect(exit != .exited(0), "there is no store yet")
        #expect(log.contains("partyline.db"), "\(log)")
        #expect(try names() == older)
    }

    @Test func theFolderIsMade() throws {
        try withDaemon(["--config", configuration]) { _ in }
        let (exit, log) = try backUp(into: "\(folder)/new/copies")
        #expect(exit == .exited(0), "\(log)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/new/copies").count == 1)
    }

    @Test(
        .enabled(if: getuid() == 0, "needs root"),
        .enabled(if: canFilter, "needs python3, libseccomp2, systemd-analyze, and to filter system calls"),
        .disabled(if: isSanitized, "sanitizers need what a sandbox takes"))
    func itsSystemCallsAlone() throws {
        try withDaemon(["--config", configuration]) { _ in
            let (exit, log) = try backUp(under: BackupTests.underItsFilter)
            #expect(exit == .exited(0), "\(log)")
        }
        #expect(try names().count == 1)
    }

    /// The service's own sandbox holds it, too, but that it has a shell and no network.
    @Test func itsSandboxIsTheServices() throws {
        func settings(_ path: String) throws -> [Substring] {
            try #require(readFile(path)).split(separator: "\n").filter { $0.contains("=") && !$0.hasPrefix("#") }
        }
        let service = try settings(Binaries.package + "/packaging/systemd/partylined.service")
        let begin = try #require(service.firstIndex(of: "CapabilityBoundingSet="))
        let end = try #require(service.firstIndex { $0.hasPrefix("WantedBy=") })
        let sandbox = service[begin..<end]
        let backup = try settings(BackupTests.unit)
        #expect(
            sandbox.filter { !backup.contains($0) } == [
                "ExecPaths=/usr/lib/partyline /bin/kill /usr/lib -/lib -/lib64 -/usr/lib64",
                "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "SystemCallFilter=pipe pipe2 setpriority",
            ])
        for setting: Substring in [
            "ExecPaths=/usr/lib/partyline /bin/sh /bin/date /bin/rm /usr/lib -/lib -/lib64 -/usr/lib64",
            "RestrictAddressFamilies=none", "PrivateNetwork=yes", "SystemCallFilter=pipe pipe2", "User=partyline",
            "StateDirectory=partyline partyline/backups", "StateDirectoryMode=0700",
        ] {
            #expect(backup.contains(setting), "\(setting)")
        }
        #expect(backup.count { $0.hasPrefix("ReadWritePaths=") } == 0)
    }
}
