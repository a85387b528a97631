import Glibc
import Libevent

/// Where a server is, as the command line says it: `HOST [PORT]`, `HOST:PORT`, `IPV6 [PORT]`, `[IPV6] [PORT]`, `[IPV6]:PORT` or `unix:PATH`.
enum ServerAddress {
    static let defaultPort: UInt16 = 6000

    /// What is wrong with it, as a sentence.
    struct Fault: Error, Equatable {
        let words: String

        init(_ words: String) { self.words = words }
    }

    static func endpoint(_ text: String, port: UInt16?) throws(Fault) -> Endpoint {
        if let port, port == 0 { throw notAPort("0") }
        if text.hasPrefix("unix:") { return try path(text, port) }
        if text.hasPrefix("[") { return try bracketed(text, port) }
        // An IPv6 address by itself; what follows its last colon is a part of it.
        if isIPv6(text) { return .host(text, port: port ?? defaultPort) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2 else {
            throw Fault("'\(text)' is not a server: HOST, HOST:PORT, [IPV6]:PORT or unix:PATH.")
        }
        guard parts[0].isEmpty || isHost(parts[0]), text != "", !text.contains("//") else {
            throw Fault("'\(text)' is not a server: HOST, HOST:PORT, [IPV6]:PORT or unix:PATH.")
        }
        guard !parts[0].isEmpty else { throw Fault("'\(text)' has no host before its colon.") }
        return .host(parts[0], port: try chosen(parts.count == 2 ? parts[1] : nil, port, of: text))
    }

    private static func path(_ text: String, _ port: UInt16?) throws(Fault) -> Endpoint {
        guard let endpoint = Endpoint(text) else {
            throw Fault("'\(text)' is not a socket: behind unix: stands a path of 1 to 107 bytes.")
        }
        if let port { throw Fault("A socket's path has no port: leave out \(port).") }
        return endpoint
    }

    private static func bracketed(_ text: String, _ port: UInt16?) throws(Fault) -> Endpoint {
        guard let end = text.firstIndex(of: "]") else { throw Fault("'\(text)' has no closing bracket.") }
        let host = String(text[text.index(after: text.startIndex)..<end])
        guard isIPv6(host) else { throw Fault("'\(host)' is no IPv6 address, as stands in brackets.") }
        let rest = text[text.index(after: end)...]
        guard rest.isEmpty || rest.hasPrefix(":") else {
            throw Fault("'\(text)' is not a server: behind the bracket stands :PORT, or nothing.")
        }
        return .host(host, port: try chosen(rest.isEmpty ? nil : String(rest.dropFirst()), port, of: text))
    }

    private static func chosen(_ digits: String?, _ port: UInt16?, of text: String) throws(Fault) -> UInt16 {
        guard let digits else { return port ?? defaultPort }
        guard !digits.isEmpty else { throw Fault("'\(text)' has no port behind its colon.") }
        // UInt16 takes a sign.
        guard digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let own = UInt16(digits), own > 0 else {
            throw notAPort(digits)
        }
        guard let port else { return own }
        throw Fault("The port is given twice: '\(text)' and '\(port)'.")
    }

    private static func notAPort(_ digits: String) -> Fault {
        Fault("'\(digits)' is not a port: a number from 1 to 65535.")
    }

    /// Also with a zone, as `fe80::1%eth0`.
    private static func isIPv6(_ text: String) -> Bool {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0].contains(":"), IPAddress(parts[0]) != nil else { return false }
        return parts.count == 1
            || (!parts[1].isEmpty && parts[1].allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) })
    }

    /// What may be a name to look up, or an address. Names of other alphabets are the resolver's to judge.
    private static func isHost(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            if !scalar.isASCII { return scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
            return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "-._".unicodeScalars.contains(scalar)
        }
    }
}
