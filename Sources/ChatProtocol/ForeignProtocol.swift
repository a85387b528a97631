/// Peers that speak something else, told by the first that they send.
public enum ForeignProtocol: String, Sendable {
    case http = "HTTP"
    case tls = "TLS"
    case ssh = "SSH"
    case irc = "IRC"
    case smtp = "SMTP"
    /// A proxy that names its peer, on a listener that asks for no name.
    case proxy = "PROXY"
    /// A first line that is longer than lines may be, and so is looked at no closer: an HTTP request may have as long a target as
    /// who makes it likes, and what comes after it must not be said.
    case longLine = "unknown"

    /// The signature of the PROXY protocol, version 2: its first bytes, two empty lines among them.
    private static let proxySignature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51]

    /// What can be told before a line is whole: a TLS handshake record (RFC 8446, section 5.1), a binary PROXY header.
    public init?(firstBytes bytes: UnsafeRawBufferPointer) {
        if bytes.count >= 2, bytes[0] == 0x16, bytes[1] == 0x03 {
            self = .tls
        } else if bytes.starts(with: ForeignProtocol.proxySignature) {
            self = .proxy
        } else {
            return nil
        }
    }

    /// What can be told from the first line, without its end.
    public init?(firstLine line: UnsafeRawBufferPointer) {
        let text = String(decoding: line.prefix(4096), as: UTF8.self)
        if text.hasPrefix("SSH-") {
            self = .ssh
        } else if text.hasPrefix("CAP LS") {
            self = .irc
        } else if text.hasPrefix("EHLO ") {
            self = .smtp
        } else if ["PROXY TCP4 ", "PROXY TCP6 ", "PROXY UNKNOWN"].contains(where: text.hasPrefix) {
            self = .proxy
        } else if ForeignProtocol.isRequest(text) {
            self = .http
        } else {
            return nil
        }
    }

    /// An HTTP request line (RFC 9112, section 3): a method in capitals, a target, and `HTTP/` with a version.
    private static func isRequest(_ text: String) -> Bool {
        guard let first = text.utf8.first, first &- UInt8(ascii: "A") < 26 else { return false }
        let words = text.split(separator: " ", maxSplits: 3)
        guard words.count == 3, words[2].hasPrefix("HTTP/") else { return false }
        // A path, *, an address with its port, or a URL. (Somebody may like HTTP/1.1.)
        guard words[1].hasPrefix("/") || words[1] == "*" || words[1].contains(":") else { return false }
        return words[0].utf8.allSatisfy { $0 &- UInt8(ascii: "A") < 26 }
    }

    /// What the peer is told.
    public var words: String {
        switch self {
        case .http: "this is a chat server, not a web server; try telnet"
        case .tls: "this port does not speak TLS"
        case .ssh: "this is a chat server, not an SSH server; try telnet"
        case .irc: "this port speaks the line protocol, not IRC; try telnet"
        case .smtp: "this is a chat server, not a mail server; try telnet"
        case .proxy: "this port does not take PROXY headers; proxy_protocol = true would"
        case .longLine: "a first line that is too long is no line of this protocol"
        }
    }
}
