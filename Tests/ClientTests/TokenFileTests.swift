import Glibc
import Libevent
import TestSupport
import Testing

@testable import partyline

/// The file of tokens.
@Suite struct TokenFileTests {
    private static let text = "pt_" + String(repeating: "a", count: 43)
    private static let other = "pt_" + String(repeating: "b", count: 43)
    private static let endpoint = Endpoint.host("chat.example.org", port: 6000)

    private let folder: TestFolder
    private let file: TokenFile

    init() throws {
        folder = try TestFolder()
        file = TokenFile(path: folder.file("tokens"))
    }

    private func read(_ text: String, _ endpoint: Endpoint = endpoint, isSecure: Bool = false) throws -> String? {
        _ = try folder.write("tokens", text.utf8)
        return file.read(for: endpoint, isSecure: isSecure, mayLack: true).token?.text
    }

    private var content: String {
        let descriptor = open(file.path, O_RDONLY)
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) {
            $1 = max(0, Glibc.read(descriptor, $0.baseAddress, 65_536))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: ["chat.example.org", "chat.example.org:6000", "CHAT.example.org:6000", "  chat.example.org:6000"])
    func aServerIsFoundHoweverItIsWritten(server: String) throws {
        #expect(try read("# mine\n\n\(server)\t\(Self.text) desk\n") == Self.text)
    }

    @Test func anotherServersTokenStaysWhereItIs() throws {
        let text = "chat.example.org:6001 \(Self.text)\nexample.org \(Self.text)\nunix:/run/x \(Self.other)\n"
        #expect(try read(text) == nil)
        #expect(try read(text, .path("/run/x")) == Self.other)
        #expect(try read("[2001:db8::1]:6001 \(Self.text)\n", .host("2001:db8::1", port: 6001)) == Self.text)
    }

    /// What came by TLS is not told to whoever answers without.
    @Test func aTokenForTLSIsForTLSAlone() throws {
        let text = "tls:chat.example.org \(Self.text)\nchat.example.org \(Self.other)\n"
        #expect(try read(text) == Self.other)
        #expect(try read(text, isSecure: true) == Self.text)
        #expect(try read("tls:chat.example.org \(Self.text)\n") == nil)
    }

    @Test func whatIsWrongIsTold() throws {
        _ = try folder.write("tokens", "chat.example.org hunter22\nchat.example.org \(Self.text)\n".utf8)
        chmod(file.path, 0o640)
        let contents = file.read(for: Self.endpoint, isSecure: false, mayLack: true)
        #expect(contents.token?.text == Self.text)
        #expect(
            contents.warnings == [
                "Others can use the tokens in \(file.path): type chmod 600 \(file.path)",
                "\(file.path), line 1 is not SERVER TOKEN: it is left out.",
            ])
        #expect(!contents.warnings.contains { $0.contains("hunter22") })
    }

    @Test func aFileMayLackUnlessItIsNamed() {
        #expect(file.read(for: Self.endpoint, isSecure: false, mayLack: true) == TokenFile.Contents())
        #expect(
            file.read(for: Self.endpoint, isSecure: false, mayLack: false).warnings
                == ["\(file.path): No such file or directory."])
        let long = TokenFile(path: "/dev/zero").read(for: Self.endpoint, isSecure: false, mayLack: true)
        #expect(long.token == nil && long.warnings.first?.contains("is longer than") == true)
    }

    @Test func aTokenIsWrittenForItsOwnerAlone() throws {
        _ = try folder.write("tokens", "# mine\nelsewhere.org \(Self.other)\nchat.example.org \(Self.other) old\n".utf8)
        chmod(file.path, 0o644)
        try file.write(Conversation.Token(text: Self.text, label: "desk"), for: Self.endpoint, isSecure: false)
        #expect(
            content == "# mine\nelsewhere.org \(Self.other)\nchat.example.org:6000 \(Self.text) desk\n")
        var status = stat()
        #expect(stat(file.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        try file.write(nil, for: Self.endpoint, isSecure: false)
        #expect(content == "# mine\nelsewhere.org \(Self.other)\n")
    }

    @Test func aConnectionWithoutTLSLeavesTheTokenForTLS() throws {
        try file.write(Conversation.Token(text: Self.text), for: Self.endpoint, isSecure: true)
        try file.write(Conversation.Token(text: Self.other), for: Self.endpoint, isSecure: false)
        let lines = content.split(separator: "\n").dropFirst()
        #expect(
            lines == ["tls:chat.example.org:6000 \(Self.text)", "chat.example.org:6000 \(Self.other)"])
    }

    @Test func whatCanNotBeWrittenIsTold() {
        let file = TokenFile(path: "/dev/null/tokens")
        #expect(throws: TokenFile.Fault.self) {
            try file.write(Conversation.Token(text: Self.text), for: Self.endpoint, isSecure: false)
        }
    }

    @Test func itIsWhereOthersKeepTheirs() {
        #expect(TokenFile.usualPath { $0 == "HOME" ? "/home/ann" : nil } == "/home/ann/.config/partyline/tokens")
        #expect(TokenFile.usualPath { $0 == "XDG_CONFIG_HOME" ? "/etc/x" : "/home/ann" } == "/etc/x/partyline/tokens")
        #expect(TokenFile.usualPath { $0 == "XDG_CONFIG_HOME" ? "relative" : nil } == nil)
        #expect((1...28).contains(TokenFile.label.utf8.count))
    }
}
