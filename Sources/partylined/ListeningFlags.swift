import ArgumentParser
import Configuration
import Libevent

/// Flags that say where newcomers can connect. Any `--listen` or `--listen-tls` replaces all `[[listen]]` of the file.
struct ListeningFlags: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Listen here (localhost:6000): HOST:PORT, [IPV6]:PORT, unix:/PATH, systemd or systemd:NAME; may be given again.",
            valueName: "address"))
    var listen: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Listen here for TLS; may be given again.", valueName: "address"))
    var listenTls: [String] = []

    @Option(help: ArgumentHelp("The certificate for TLS, and its issuers' after it (PEM).", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("The certificate's private key (PEM).", valueName: "file"))
    var tlsKey: String?

    @Option(
        help: ArgumentHelp(
            "Serve /metrics, /healthz and /readyz here; \"\" for nowhere (default).", valueName: "address"))
    var admin: String?

    mutating func validate() throws {
        tlsCertificate = tlsCertificate.map(absolutePath)
        tlsKey = tlsKey.map(absolutePath)
        listen = listen.map(ListeningFlags.absolute)
        listenTls = listenTls.map(ListeningFlags.absolute)
    }

    private static func absolute(_ address: String) -> String {
        let unix = "unix:"
        return address.hasPrefix(unix) ? unix + absolutePath(String(address.dropFirst(unix.count))) : address
    }

    /// - Returns: the faults in the flags.
    func apply(to configuration: inout Configuration) -> [String] {
        var faults: [String] = []
        var listeners = self.listeners("--listen", listen, &faults)
        listeners += self.listeners("--listen-tls", listenTls, &faults).map { listener in
            var secure = listener
            secure.tls = true
            return secure
        }
        if !listeners.isEmpty { configuration.listen = listeners }
        if let tlsCertificate { configuration.tls.certificate = tlsCertificate }
        if let tlsKey { configuration.tls.key = tlsKey }
        if let admin {
            configuration.admin.address = Endpoint(admin)
            if !admin.isEmpty, configuration.admin.address == nil {
                faults.append("--admin is \"\(admin)\", which is not an address; write HOST:PORT, as 127.0.0.1:6060")
            }
        }
        return faults
    }

    private func listeners(_ flag: String, _ addresses: [String], _ faults: inout [String]) -> [Configuration.Listen] {
        addresses.compactMap { address in
            let listener = Configuration.Listen(address: address)
            if listener == nil { faults.append("\(flag) is \(Configuration.badAddress(address))") }
            return listener
        }
    }
}
