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
    /// One of bytes rather than lines, and not known further: a database's, or a port scanner's.
    case binary = "binary"
    /// A first line that is longer than lines may be, and so is looked at no closer: an HTTP request may have as long a target as
    /// who makes it likes, and what comes after it must not be said.
    case longLine = "unknown"

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
        case .binary: "this is a chat server, and speaks in lines of text; try telnet"
        case .longLine: "a first line that is too long is no line of this protocol"
        }
    }
}
