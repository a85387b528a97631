import TestSupport

/// `openssl s_server`: somebody else's TLS, whose part of the conversation the test plays.
final class TLSServerProcess {
    let port: String
    private let process: ChildProcess

    /// Starts it and waits until it listens, on a free port unless one is given.
    init(_ pair: CertificateFolder.Pair, port: String = "0", options: [String] = []) throws {
        process = try ChildProcess(
            "openssl",
            ["s_server", "-accept", "127.0.0.1:\(port)", "-cert", pair.certificate, "-key", pair.key] + options)
        // It names the port only where it chose one.
        try process.output.take(through: "ACCEPT")
        let place = String(decoding: try process.output.line() ?? [], as: UTF8.self)
        self.port = port == "0" ? String(place.split(separator: ":").last ?? "") : port
    }

    /// Waits until a client has said this.
    func hear(_ text: String) throws {
        try process.output.take(through: text)
    }

    /// Says a line to the client. Those that begin with a letter of `s_server`'s own commands (`PQRSB`) never arrive.
    func say(_ line: String) throws {
        try process.input.write((line + "\n").utf8)
    }

    /// Ends it, and the connection.
    func stop() throws {
        try process.kill()
    }
}
