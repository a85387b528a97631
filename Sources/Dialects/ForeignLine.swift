import ChatCore

/// Other protocols, told by their first lines. PROTOCOL.md, section 1, has these rules as a grammar.
extension ForeignProtocol {
    /// What can be told from the first line, without its end.
    public init?(firstLine line: UnsafeRawBufferPointer) {
        let words = ForeignLine(line)
        if let known = words.request ?? words.response ?? words.opening {
            self = known
        } else {
            return nil
        }
    }

    /// What can be told from the second line, when the first looked like talk: a header of HTTP (RFC 9110, section 7.2), or a
    /// password, which POP3, FTP and IRC send after a name.
    public init?(secondLine line: UnsafeRawBufferPointer) {
        let words = ForeignLine(line)
        if words.isHost {
            self = .http
        } else if words.isPassword {
            self = .irc
        } else {
            return nil
        }
    }
}

/// A line as words, which spaces and tabs separate.
public struct ForeignLine {
    private let words: [Substring]
    /// The first word in small letters; empty where there is none.
    private let verb: String

    public init(_ line: UnsafeRawBufferPointer) {
        // Where an end is CR CR LF, one CR is left.
        let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
        words = String(decoding: line, as: UTF8.self).utf8.split { blanks.contains($0) }.map { Substring($0) }
        verb = words.first?.asciiLowercased ?? ""
    }

    /// `NICK` and one word: the start of IRC if `USER` follows (RFC 2812, section 3.1), and else somebody who forgot the `/`.
    public var isNick: Bool { verb == "nick" && words.count == 2 }

    /// The nick that such a line names; nil where it is none by our rules.
    public var nick: Nick? {
        isNick ? Nick(words[1].utf8.first == UInt8(ascii: ":") ? words[1].dropFirst() : words[1]) : nil
    }

    /// `USER` and four arguments, of which the last may be of several words (RFC 2812, section 3.1.3).
    public var isUser: Bool { verb == "user" && words.count >= 5 }

    /// `PASS` and one word (RFC 2812, section 3.1.1; RFC 1939, section 7).
    fileprivate var isPassword: Bool { verb == "pass" && words.count == 2 }

    /// `Host:` and one word at most.
    fileprivate var isHost: Bool {
        verb == "host:" ? words.count <= 2 : words.count == 1 && verb.hasPrefix("host:")
    }

    // MARK: - Requests and responses

    /// A request line of HTTP and of what was made after it: a method, whatever target, and a version at the end.
    fileprivate var request: ForeignProtocol? {
        guard words.count >= 2, verb.utf8.allSatisfy(ForeignLine.isOfToken) else { return nil }
        return ForeignLine.version(words[words.count - 1])
    }

    /// A status line: a version, and a number of three digits.
    fileprivate var response: ForeignProtocol? {
        guard words.count >= 2, words[1].utf8.count == 3, words[1].utf8.allSatisfy(\.isASCIIDigit) else { return nil }
        return ForeignLine.version(words[0])
    }

    /// As `HTTP/1.1`, in any case.
    private static func version(_ word: Substring) -> ForeignProtocol? {
        let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.first?.isASCIIDigit == true else { return nil }
        switch parts[0].asciiLowercased {
        case "http": return .http
        case "rtsp": return .rtsp
        case "sip": return .sip
        default: return nil
        }
    }

    /// A `tchar` (RFC 9110, section 5.6.2).
    private static func isOfToken(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }

    // MARK: - Other openings

    fileprivate var opening: ForeignProtocol? {
        switch verb {
        case "pass" where isPassword: .irc
        case "cap" where isCapability: .irc
        case "user" where isRegistration: .irc
        case "webirc" where words.count >= 5: .irc
        case "helo" where words.count == 2, "ehlo" where words.count == 2, "lhlo" where words.count == 2: .smtp
        case "auth" where isAuthentication: .authentication
        case "proxy" where isProxy: .proxy
        case _ where verb.hasPrefix("ssh-"): isSSH ? .ssh : nil
        case _ where verb.hasPrefix("<?xml") || verb.hasPrefix("<stream:stream"): .xmpp
        default: nil
        }
    }

    /// `CAP` and one of its commands (IRCv3, capability negotiation).
    private var isCapability: Bool {
        guard words.count >= 2 else { return false }
        switch words[1].asciiLowercased {
        case "ls": return words.count == 2 || (words.count == 3 && words[2].utf8.allSatisfy(\.isASCIIDigit))
        case "list", "end", "clear": return words.count == 2
        case "req", "ack", "nak": return words.count == 3 || (words.count > 3 && words[2].utf8.first == 0x3A)
        default: return false
        }
    }

    /// `USER` with four arguments as clients write them: with a number or `*` in the middle, or the last after a colon.
    private var isRegistration: Bool {
        guard isUser else { return false }
        let mode = words[2].utf8.allSatisfy(\.isASCIIDigit) || words[2] == "*" || words[3] == "*"
        return mode || (words[0] == "USER" && words[4].utf8.first == UInt8(ascii: ":"))
    }

    /// `AUTH`, as SMTP has it (RFC 4954, with a mechanism) and Redis (with a password, or a name and a password).
    private var isAuthentication: Bool {
        guard words.count == 2 || words.count == 3 else { return false }
        if words[0] == "AUTH" { return true }
        let mechanisms = ["plain", "login", "cram-md5", "digest-md5", "scram-sha-1", "scram-sha-256", "xoauth2"]
        return mechanisms.contains(words[1].asciiLowercased)
    }

    /// A header of the PROXY protocol, version 1.
    private var isProxy: Bool {
        guard words[0] == "PROXY", words.count >= 2 else { return false }
        return words[1] == "UNKNOWN" || (words.count == 6 && (words[1] == "TCP4" || words[1] == "TCP6"))
    }

    /// `SSH-`, a version and a dash (RFC 4253, section 4.2).
    private var isSSH: Bool {
        let version = words[0].utf8.dropFirst(4).prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
        return !version.isEmpty && words[0].utf8.dropFirst(4 + version.count).first == UInt8(ascii: "-")
    }
}
