import Glibc

/// A fresh folder for certificates that the `openssl` command makes. It goes when this object does.
public final class CertificateFolder {
    /// Where a certificate and its key are.
    public struct Pair: Sendable {
        public let certificate: String
        public let key: String

        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// What the command said when it failed.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    public let path: String

    public init() throws {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        // mkdtemp(3) makes of the Xs what no other has, for this user alone.
        var template = Array("\(folder)/partyline-tls-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(description: "mkdtemp: errno \(errno)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                unlink("\(path)/\(name)")
            }
            closedir(folder)
        }
        rmdir(path)
    }

    /// The path of a file in it.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes a certificate with a key of its own, NAME.pem and NAME.key.
    /// - Parameters:
    ///   - names: whom it is for, as `subjectAltName` is written.
    ///   - issuer: who signs it; nil: itself.
    ///   - days: how long it is valid from now on; -1: until yesterday.
    public func make(
        _ name: String = "server", for names: String = "DNS:localhost,IP:127.0.0.1", by issuer: Pair? = nil,
        days: Int = 30
    ) throws -> Pair {
        let pair = Pair(certificate: file("\(name).pem"), key: file("\(name).key"))
        let new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", pair.key]
        let request = file("\(name).csr")
        try openssl(
            ["req", "-new"] + new + ["-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)", "-out", request])
        // Any may sign others: what a server may show is not what is tested here.
        let extensions = file("\(name).ext")
        try write("subjectAltName=\(names)\nbasicConstraints=critical,CA:TRUE\n", to: extensions)
        let signer =
            issuer.map { ["-CA", $0.certificate, "-CAkey", $0.key, "-CAcreateserial"] } ?? ["-signkey", pair.key]
        try openssl(
            ["x509", "-req", "-in", request, "-days", String(days), "-extfile", extensions, "-out", pair.certificate]
                + signer)
        return pair
    }

    /// Writes a text to a file.
    public func write(_ text: String, to path: String) throws {
        guard let stream = fopen(path, "w") else { throw Failure(description: "\(path): errno \(errno)") }
        fputs(text, stream)
        fclose(stream)
    }

    /// The text of a file.
    public func text(of path: String) throws -> String {
        try String(decoding: bytes(of: path), as: UTF8.self)
    }

    /// A certificate in its binary form.
    public func der(of path: String) throws -> [UInt8] {
        try openssl(["x509", "-in", path, "-outform", "DER", "-out", file("der")])
        return try bytes(of: file("der"))
    }

    private func bytes(of path: String) throws -> [UInt8] {
        guard let stream = fopen(path, "r") else { throw Failure(description: "\(path): errno \(errno)") }
        defer { fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, stream)
        return Array(bytes[..<count])
    }

    /// Runs `openssl` to its end.
    public func openssl(_ arguments: [String]) throws {
        let log = file("log")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // The sockets of the tests beside this one are to be closed when those close them.
        for descriptor in Int32(3)..<1024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var words: [UnsafeMutablePointer<CChar>?] = (["openssl"] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        guard posix_spawnp(&child, "openssl", &actions, nil, &words, &environment) == 0 else {
            throw Failure(description: "openssl can't be run")
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else {
            throw Failure(description: "openssl \(arguments.joined(separator: " ")): \((try? text(of: log)) ?? "")")
        }
    }
}
