/// By which names a listener may be asked, and which sites' pages may open sockets to it.
package struct WebRules: Hashable, Sendable {
    /// Names it may be asked for by, with a port or for any, in lower case; empty: any.
    package var hosts: [String] = []
    /// Origins that may open sockets besides the host that was asked for, in lower case; `*`: any.
    package var origins: [String] = []
    /// It is reached from this machine alone. Where no hosts are named, it is asked for by `localhost` or an address then: a foreign site
    /// can have a name of its own stand for 127.0.0.1 (DNS rebinding), and no origin would tell.
    package var isLoopback = false

    package init() {}

    /// Whether it may be asked for by that host.
    package func allow(host: String) -> Bool {
        let name = Authority.split(host).host
        guard hosts.isEmpty else { return hosts.contains(host) || hosts.contains(name) }
        return !isLoopback || name == "localhost" || name.hasSuffix(".localhost") || WebRules.isAddress(name)
    }

    /// Whether a page of that origin may open a socket (RFC 6455, section 10.2); no origin: it is a program.
    /// - Parameter host: that was asked for.
    package func allow(origins given: [String], at host: String) -> Bool {
        guard let origin = given.first?.lowercased() else { return true }
        guard given.count == 1, origin != "null" else { return false }
        if origin == "http://\(host)" || origin == "https://\(host)" { return !host.isEmpty }
        return origins.contains(origin) || origins.contains("*")
    }

    /// Whether a name can't be one of DNS.
    private static func isAddress(_ name: String) -> Bool {
        if name.hasPrefix("[") { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                part.utf8.count <= 3 && UInt8(part) != nil && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }
    }

    /// Whether a setting is an origin: a scheme, and a host with its port.
    package static func isOrigin(_ text: String) -> Bool {
        if text == "*" { return true }
        for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
            return isHost(String(text.dropFirst(scheme.count)))
        }
        return false
    }

    /// Whether a setting is a host, with a port or without.
    package static func isHost(_ text: String) -> Bool {
        var head = HTTPHead()
        func take(_ line: String) throws(HTTPStatus) {
            var failure: HTTPStatus?
            Array(line.utf8).withUnsafeBytes { bytes in
                do throws(HTTPStatus) { try head.take(bytes) } catch { failure = error }
            }
            if let failure { throw failure }
        }
        guard text == text.lowercased(), !text.contains(where: \.isWhitespace) else { return false }
        do {
            for line in ["GET / HTTP/1.1", "Host: \(text)", ""] { try take(line) }
            return true
        } catch {
            return false
        }
    }
}
