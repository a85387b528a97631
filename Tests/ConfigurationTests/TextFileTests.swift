import Glibc
import TestSupport
import Testing

@testable import Configuration

/// Files that an operator names, in a directory of the test's own.
@Suite struct TextFileTests {
    private func faults(of path: String) -> [String] {
        do {
            _ = try Configuration(file: path)
            return []
        } catch {
            return error.faults
        }
    }

    @Test func aMessageOfTheDayBesideIt() throws {
        let folder = try TestFolder()
        _ = try folder.write("motd", "\u{FEFF}Welcome.\r\n\r\nBe kind.\n".utf8)
        let path = try folder.write("partyline.toml", "motd_file = \"motd\"\n".utf8)
        #expect(try Configuration(file: path).motd == ["Welcome.", "", "Be kind."])
        #expect(try Configuration.motd(file: "\(folder.path)/motd").count == 3)
    }

    @Test func aMessageOfTheDayThatIsMissing() throws {
        let folder = try TestFolder()
        let path = try folder.write("partyline.toml", "name = \"x\"\nmotd_file = \"motd\"\n".utf8)
        #expect(
            faults(of: path) == [
                "\(path): line 2: motd_file can't be read: \(folder.path)/motd: No such file or directory"
            ])
    }

    @Test func emptyFilesAndByteOrderMarks() throws {
        let folder = try TestFolder()
        #expect(faults(of: try folder.write("partyline.toml", [])) == [])
        let marked = try folder.write("partyline.toml", "\u{FEFF}name = \"x\"\r\nburst = 1\r\n".utf8)
        #expect(faults(of: marked) == ["\(marked): line 2: unknown key burst; burst belongs under [limits]"])
        #expect(faults(of: try folder.write("partyline.toml", "\u{FEFF}".utf8)) == [])
    }

    @Test func filesThatAreNone() throws {
        let folder = try TestFolder()
        #expect(faults(of: "\(folder.path)/nothing") == ["\(folder.path)/nothing: No such file or directory"])
        #expect(faults(of: folder.path) == ["\(folder.path): is a directory; name a file in it"])
        #expect(faults(of: "") == [": No such file or directory"])
        #expect(faults(of: "/etc/hostname/x") == ["/etc/hostname/x: Not a directory"])
        #expect(throws: ConfigurationError.self) { try Configuration.motd(file: folder.path) }
        let special = "is not a regular file, which alone can be read again on SIGHUP"
        #expect(faults(of: "/dev/null") == ["/dev/null: \(special)"])
        let fifo = "\(folder.path)/fifo"
        try #require(mkfifo(fifo, 0o600) == 0)
        #expect(faults(of: fifo) == ["\(fifo): \(special)"])
        let loop = "\(folder.path)/loop"
        try #require(symlink(loop, loop) == 0)
        #expect(
            faults(of: loop) == ["\(loop): Too many levels of symbolic links; a symbolic link leads back to itself"])
    }

    @Test func filesThatAreTooLarge() throws {
        let folder = try TestFolder()
        let large = try folder.write("partyline.toml", repeatElement(UInt8(ascii: "\n"), count: 1 << 20 + 1))
        #expect(faults(of: large) == ["\(large): over 1048576 bytes, which is the most that is read"])
        // It has no bytes at all: only its size can have been looked at.
        try #require(truncate(large, 100_000_000_000) == 0)
        #expect(faults(of: large) == ["\(large): over 1048576 bytes, which is the most that is read"])
        try #require(truncate(large, 0) == 0)
        let most = try folder.write("partyline.toml", repeatElement(UInt8(ascii: "\n"), count: 1 << 20))
        #expect(faults(of: most) == [])
        let motd = try folder.write("motd", repeatElement(UInt8(ascii: "x"), count: 1 << 16 + 1))
        #expect(throws: ConfigurationError(["\(motd): over 65536 bytes, which is the most that is read"])) {
            try Configuration.motd(file: motd)
        }
        // Its size is 0, and it has more than that.
        #expect(throws: Never.self) { try TextFile.read("/proc/self/status", atMost: 1 << 16) }
        #expect(throws: TextFile.Failure.self) { try TextFile.read("/proc/self/status", atMost: 16) }
    }

    @Test(
        arguments: [
            ([0x66, 0xFF, 0x0A], "line 1: not UTF-8; save it in that encoding"),
            ([0x0A, 0x0D, 0x0A, 0xC3], "line 3: not UTF-8; save it in that encoding"),
            ([0xFF, 0xFE, 0x61, 0x00], "line 1: a NUL; it is no text file"),
            ([0x23, 0x0A, 0x23, 0x00, 0x0A], "line 2: a NUL; it is no text file"),
        ] as [([UInt8], String)])
    func filesThatAreNotText(_ bytes: [UInt8], _ words: String) throws {
        let folder = try TestFolder()
        let path = try folder.write("partyline.toml", bytes)
        #expect(faults(of: path) == ["\(path): \(words)"])
    }

    @Test(.enabled(if: getuid() != 0, "root may read every file")) func aFileThatMayNotBeRead() throws {
        let folder = try TestFolder()
        let path = try folder.write("partyline.toml", [])
        chmod(path, 0)
        #expect(
            faults(of: path) == ["\(path): Permission denied; the user that runs partylined must be able to read it"])
    }
}
