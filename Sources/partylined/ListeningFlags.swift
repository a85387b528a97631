import ArgumentParser
import Configuration
import Libevent
import Web

/// Flags that say where newcomers can connect. Any `--listen`, `--listen-tls`, `--listen-web` or `--listen-web-tls` replaces all `[[listen]]` of the file.
struct ListeningFlags: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Listen here (\(Configuration().listen[0])): HOST:PORT, [IPV6]:PORT, unix:/PATH, systemd or systemd:NAME; may be given again.",
            valueName: "address"))
    var listen: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Listen here for TLS; may be given again.", valueName: "address"))
    var listenTls: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Listen here for browsers: the page, and WebSockets; may be given again.", valueName: "address"))
    var listenWeb: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("The same, over TLS; may be given again.", valueName: "address"))
    var listenWebTls: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Pages of this site may open WebSockets here, as https://www.example.org; may be given again.",
            valueName: "origin"))
    var webOrigin: [String] = []

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
        listenWeb = listenWeb.map(ListeningFlags.absolute)
        listenWebTls = listenWebTls.map(ListeningFlags.absolute)
    }

    private static func absolute(_ address: String) -> String {
        let unix = "unix:"
        return address.hasPrefix(unix) ? unix + absolutePath(String(address.dropFirst(unix.count))) : address
    }

    /// - Returns: the faults in the flags.
    func apply(to configuration: inout Configuration) -> [String] {
        var faults: [String] = []
        let listeners =
            self.listeners("--listen", listen, &faults) { _ in }
            + self.listeners("--listen-tls", listenTls, &faults) { $0.tls = true }
            + self.listeners("--listen-web", listenWeb, &faults) { $0.web = true }
            + self.listeners("--listen-web-tls", listenWebTls, &faults) { ($0.web, $0.tls) = (true, true) }
        if !webOrigin.isEmpty {
            configuration.web.origins = webOrigin.map { $0.lowercased() }
            for origin in webOrigin where !WebRules.isOrigin(origin.lowercased()) {
                faults.append("--web-origin is \"\(origin)\", which is no origin; write one as https://www.example.org")
            }
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

    private func listeners(
        _ flag: String, _ addresses: [String], _ faults: inout [String], _ change: (inout Configuration.Listen) -> Void
    ) -> [Configuration.Listen] {
        addresses.compactMap { address in
            guard var listener = Configuration.Listen(address: address) else {
                faults.append("\(flag) is \(Configuration.badAddress(address))")
                return nil
            }
            change(&listener)
            return listener
        }
    }
}
