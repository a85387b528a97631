import ChatCore
import Glibc
import Libevent

/// The file of tokens by which the client logs in: a line for each server, `SERVER TOKEN [LABEL]`.
///
/// Who can read it can be its owner on those servers, so nobody else may: it is made with the mode 0600, and else a warning says what to do.
/// A SERVER that begins with `tls:` is for connections by TLS alone, and so are tokens that came by one.
struct TokenFile {
    let path: String

    /// What is wrong with it, as a sentence.
    struct Fault: Error, Equatable {
        let words: String
    }

    /// What was read.
    struct Contents: Equatable {
        var token: Conversation.Token?
        /// What its owner should know of the file.
        var warnings: [String] = []
    }

    /// More than a file of tokens has, in bytes.
    private static let longest = 65_536

    /// Where it is unless somebody says otherwise (XDG Base Directory Specification); nil where there is no home.
    static func usualPath(_ environment: (String) -> String?) -> String? {
        if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") { return "\(folder)/partyline/tokens" }
        return environment("HOME").flatMap { $0.hasPrefix("/") ? "\($0)/.config/partyline/tokens" : nil }
    }

    /// What a token of this machine is called: its name, as far as a label may have its letters.
    static var label: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "partyline" }
        let letters = name.prefix { $0 != 0 && $0 != CChar(bitPattern: UInt8(ascii: ".")) }.map(UInt8.init(bitPattern:))
        let label = letters.filter { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }.prefix(28)
        return label.isEmpty ? "partyline" : String(decoding: label, as: UTF8.self)
    }

    // MARK: Reading

    /// The token for a server.
    /// - Parameter mayLack: whether it is as well where there is no such file.
    func read(for endpoint: Endpoint, isSecure: Bool, mayLack: Bool) -> Contents {
        do throws(Fault) {
            guard let (text, status) = try load() else {
                return Contents(warnings: mayLack ? [] : ["\(path): \(Self.reason(ENOENT))."])
            }
            var contents = Contents()
            if status.st_mode & 0o077 != 0, status.st_mode & S_IFMT == S_IFREG {
                contents.warnings.append("Others can use the tokens in \(path): type chmod 600 \(path)")
            }
            if status.st_uid != geteuid(), status.st_uid != 0 {
                contents.warnings.append("\(path) is another user's, who can use the tokens in it.")
            }
            var best = -1
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                guard let entry = Self.entry(line) else {
                    if !Self.isRemark(line) {
                        contents.warnings.append("\(path), line \(number + 1) is not SERVER TOKEN: it is left out.")
                    }
                    continue
                }
                // That for TLS alone is the better one.
                let rank = entry.isForTLS ? 1 : 0
                guard entry.endpoint == endpoint.comparable, rank == 0 || isSecure, rank > best else { continue }
                (best, contents.token) = (rank, entry.token)
            }
            return contents
        } catch {
            return Contents(warnings: [error.words])
        }
    }

    private struct Entry {
        let endpoint: Endpoint
        let isForTLS: Bool
        let token: Conversation.Token
    }

    private static func isRemark(_ line: Substring) -> Bool {
        let first = line.first { $0 != " " && $0 != "\t" }
        return first == nil || first == "#"
    }

    private static func entry(_ line: Substring) -> Entry? {
        guard !isRemark(line) else { return nil }
        let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
        guard (2...3).contains(words.count), words[1].hasPrefix("pt_"), words[1].utf8.count <= 200 else { return nil }
        let isForTLS = words[0].hasPrefix("tls:")
        let server = isForTLS ? String(words[0].dropFirst(4)) : words[0]
        guard let endpoint = try? ServerAddress.endpoint(server, port: nil) else { return nil }
        return Entry(
            endpoint: endpoint.comparable, isForTLS: isForTLS,
            token: Conversation.Token(text: words[1], label: words.count > 2 ? words[2] : nil))
    }

    /// nil where there is no such file.
    private func load() throws(Fault) -> (text: String, status: stat)? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw fault(errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw fault(errno) }
        var bytes: [UInt8] = []
        while bytes.count <= Self.longest {
            var (count, code): (Int, Int32) = (0, 0)
            bytes += [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, filled in
                count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                code = errno
                filled = max(0, count)
            }
            if count == 0 { return (String(decoding: bytes, as: UTF8.self), status) }
            if count < 0, code != EINTR { throw fault(code) }
        }
        throw Fault(words: "\(path) is longer than a file of tokens may be (\(Self.longest) bytes).")
    }

    // MARK: Writing

    /// Keeps the token for a server in place of the one that is there, or nil for none. All else in the file stays.
    func write(_ token: Conversation.Token?, for endpoint: Endpoint, isSecure: Bool) throws(Fault) {
        let kept = try load()?.text.split(separator: "\n").filter { line in
            guard let entry = Self.entry(line) else { return true }
            return entry.endpoint != endpoint.comparable || entry.isForTLS && !isSecure
        }
        var lines = kept.map { $0.map(String.init) } ?? ["# Tokens by which partyline logs in: SERVER TOKEN [LABEL]"]
        if let token {
            let label = token.label.map { " \($0)" } ?? ""
            lines.append("\(isSecure ? "tls:" : "")\(endpoint) \(token.text)\(label)")
        }
        try makeFolder()
        try replace(by: lines.map { $0 + "\n" }.joined())
    }

    private func makeFolder() throws(Fault) {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += (folder.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
            guard mkdir(folder, 0o700) != 0, errno != EEXIST, errno != EROFS, errno != EACCES else { continue }
            throw fault(errno)
        }
    }

    /// In one step, so that the old tokens or the new ones are there, whatever happens.
    private func replace(by text: String) throws(Fault) {
        // A link stays one.
        let target =
            realpath(path, nil).map { found in
                defer { free(found) }
                return String(cString: found)
            } ?? path
        let new = "\(target).\(getpid())"
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault(errno) }
        let isWritten = Output.write(text, to: descriptor) && fsync(descriptor) == 0
        let code = errno
        close(descriptor)
        guard isWritten else {
            unlink(new)
            throw fault(code)
        }
        guard rename(new, target) == 0 else {
            defer { unlink(new) }
            throw fault(errno)
        }
    }

    private func fault(_ code: Int32) -> Fault { Fault(words: "\(path): \(Self.reason(code)).") }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension Endpoint {
    /// The same for each spelling of a host's name.
    fileprivate var comparable: Endpoint {
        switch self {
        case .host(let name, let port): .host(name.lowercased(), port: port)
        case .path: self
        }
    }
}
