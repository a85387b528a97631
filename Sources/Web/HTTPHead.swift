/// The head of a request (RFC 9112), taken line by line.
///
/// Whatever has two meanings to two readers is a fault, so that nothing can be smuggled past a proxy: folded lines, a space before a colon,
/// control bytes, two hosts.
package struct HTTPHead: Hashable, Sendable {
    /// Bytes of a head at most, ends of lines included, and how many fields it may have.
    package static let maximumLength = 8_192
    package static let maximumFields = 64

    package enum Version: Hashable, Sendable {
        case http10, http11
    }

    package private(set) var method = ""
    /// The path that is asked for, without what is behind a `?`.
    package private(set) var path = ""
    package private(set) var version = Version.http11
    /// Of a target that is a whole address; nil: a path alone was asked for.
    private var targetHost: String?
    /// Names in lower case.
    private var fields: [(name: String, value: String)] = []
    private var length = 0
    /// All of it has come.
    package private(set) var isWhole = false
    /// Something of it has come. (An empty line before it says nothing.)
    package var hasBegun: Bool { !method.isEmpty }

    package init() {}

    /// Takes one line, without its end.
    /// - Throws: the status by which the request is refused: 400, 431 or 505. Nothing may follow it.
    package mutating func take(_ line: UnsafeRawBufferPointer) throws(HTTPStatus) {
        length += line.count + 2
        guard length <= HTTPHead.maximumLength else { throw .fieldsTooLarge }
        guard !line.isEmpty else {
            // One may come before the request (section 2.2).
            guard !method.isEmpty else { return }
            return try end()
        }
        if method.isEmpty { try takeRequest(line) } else { try takeField(line) }
    }

    // MARK: - What it says

    /// What all fields of a name say; none are there: empty.
    package func values(of name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// The members of a list that may be spread over several fields of a name (RFC 9110, section 5.6.1).
    package func list(_ name: String) -> [String] {
        values(of: name).flatMap { value in
            value.split(separator: ",").map(HTTPHead.trimmed).filter { !$0.isEmpty }
        }
    }

    /// Whether a list has a member, whatever its case.
    package func list(_ name: String, has member: String) -> Bool {
        list(name).contains { $0.lowercased() == member }
    }

    /// The host that is asked for, in lower case; empty where a request of HTTP/1.0 names none. A target that has one is believed, and
    /// not the field (RFC 9112, section 3.2.2).
    package var host: String { (targetHost ?? values(of: "host").first)?.lowercased() ?? "" }

    /// Something is to follow the head.
    package var hasBody: Bool { !values(of: "content-length").isEmpty || !values(of: "transfer-encoding").isEmpty }

    // MARK: - Reading

    private mutating func takeRequest(_ line: UnsafeRawBufferPointer) throws(HTTPStatus) {
        // Of visible ASCII and single spaces.
        guard line.allSatisfy({ (0x20..<0x7F).contains($0) }) else { throw .badRequest }
        let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 3, HTTPHead.isToken(words[0]), !words[1].contains(UInt8(ascii: "#")),
            let target = HTTPHead.target(String(decoding: words[1], as: UTF8.self))
        else { throw .badRequest }
        switch String(decoding: words[2], as: UTF8.self) {
        case "HTTP/1.1": version = .http11
        case "HTTP/1.0": version = .http10
        case let other where other.hasPrefix("HTTP/"): throw .versionNotSupported
        default: throw .badRequest
        }
        method = String(decoding: words[0], as: UTF8.self)
        (targetHost, path) = target
    }

    /// What a target names: a path, or a whole address, as it is written to proxies.
    /// - Returns: nil where it is neither.
    private static func target(_ text: String) -> (host: String?, path: String)? {
        guard !text.hasPrefix("/") else { return (nil, String(text.prefix { $0 != "?" })) }
        let start = text.prefix(8).lowercased()
        guard let scheme = ["http://", "https://"].first(where: { start.hasPrefix($0) }) else { return nil }
        let address = text.dropFirst(scheme.count)
        let host = String(address.prefix { $0 != "/" && $0 != "?" })
        guard isHost(host) else { return nil }
        let path = address.dropFirst(host.count).prefix { $0 != "?" }
        return (host, path.isEmpty ? "/" : String(path))
    }

    private mutating func takeField(_ line: UnsafeRawBufferPointer) throws(HTTPStatus) {
        guard fields.count < HTTPHead.maximumFields else { throw .fieldsTooLarge }
        // A space first would fold it (section 5.2), and one before the colon is none (section 5.1): no token has either.
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), HTTPHead.isToken(line[..<colon]),
            line[colon...].allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) })
        else { throw .badRequest }
        let value = HTTPHead.trimmed(String(decoding: line[(colon + 1)...], as: UTF8.self)[...])
        fields.append((String(decoding: line[..<colon], as: UTF8.self).lowercased(), value))
    }

    private mutating func end() throws(HTTPStatus) {
        let hosts = values(of: "host")
        guard hosts.count == 1 || (hosts.isEmpty && version == .http10) else { throw .badRequest }
        guard hosts.allSatisfy(HTTPHead.isHost) else { throw .badRequest }
        isWhole = true
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }

    /// RFC 9110, section 5.6.2.
    private static func isToken(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    /// A name or an address, in brackets where that is of IPv6, and a port.
    private static func isHost(_ host: String) -> Bool {
        let (name, port) = Authority.split(host)
        guard !name.isEmpty, port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), port.utf8.count <= 5 else {
            return false
        }
        let inner = name.hasPrefix("[") && name.hasSuffix("]") ? name.dropFirst().dropLast() : name[...]
        let isBracketed = inner.count < name.count
        return !inner.isEmpty
            && inner.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
                    true
                case UInt8(ascii: "-"), UInt8(ascii: "_"): !isBracketed
                case UInt8(ascii: ":"): isBracketed
                default: false
                }
            }
    }
}

extension HTTPHead {
    package static func == (left: HTTPHead, right: HTTPHead) -> Bool {
        left.method == right.method && left.path == right.path && left.targetHost == right.targetHost
            && left.version == right.version
            && left.isWhole == right.isWhole && left.fields.elementsEqual(right.fields) { $0 == $1 }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(method)
        hasher.combine(path)
    }
}

/// A host with its port (RFC 3986, section 3.2).
enum Authority {
    /// - Returns: the host, and the port's digits; empty where there is none.
    static func split(_ authority: String) -> (host: String, port: String) {
        guard let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") else {
            return (authority, "")
        }
        return (String(authority[..<colon]), String(authority[authority.index(after: colon)...]))
    }
}
