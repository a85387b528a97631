/// Peers that speak something else, told by the first that they send.
public enum ForeignProtocol: String, Sendable {
    case http = "HTTP"
    case tls = "TLS"
    case ssh = "SSH"
    case irc = "IRC"
    case smtp = "SMTP"
    case rtsp = "RTSP"
    case sip = "SIP"
    case xmpp = "XMPP"
    /// `AUTH` of SMTP, Redis and others: what follows is a password.
    case authentication = "AUTH"
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

    /// What the peer is told.
    public var words: String {
        switch self {
        case .http: "this is a chat server, not a web server; try telnet"
        case .tls: "this port does not speak TLS"
        case .ssh: "this is a chat server, not an SSH server; try telnet"
        case .irc: "this port speaks the line protocol, not IRC; try telnet"
        case .smtp: "this is a chat server, not a mail server; try telnet"
        case .rtsp: "this is a chat server, not a media server; try telnet"
        case .sip: "this is a chat server, not a telephone; try telnet"
        case .xmpp: "this port speaks the line protocol, not XMPP; try telnet"
        case .authentication: "this is a chat server that takes no AUTH; try telnet"
        case .proxy: "this port does not take PROXY headers; proxy_protocol = true would"
        case .longLine: "a first line that is too long is no line of this protocol"
        }
    }
}
