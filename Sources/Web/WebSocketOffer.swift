/// What a client's handshake offers, and what is agreed on (RFC 6455, section 4.2). No extension ever is.
package struct WebSocketOffer: Hashable, Sendable {
    /// What is spoken in the messages.
    package enum Subprotocol: String, Hashable, Sendable, CaseIterable {
        /// The line protocol, a line a message.
        case line = "line.partyline"
        /// IRC, a line a message without its end (IRCv3 `websocket`).
        case ircText = "text.ircv3.net"
        case ircBinary = "binary.ircv3.net"
    }

    /// The client's first choice that is spoken here; nil: it named none.
    package let subprotocol: Subprotocol?
    /// It asked for IRC, by its subprotocol or by the path.
    package let isIRC: Bool
    private let accept: String

    /// - Throws: `WebRefusal`, where the client may not, or has not said what it takes.
    init(_ head: HTTPHead, at place: WebRequest.Place, _ rules: WebRules) throws(WebRefusal) {
        guard head.method == "GET" else {
            throw WebRefusal(.methodNotAllowed, because: .method, "a WebSocket is asked for by GET", [("Allow", "GET")])
        }
        guard head.version == .http11, head.list("connection", has: "upgrade") else {
            throw WebRefusal(.badRequest, because: .head, "this is no handshake of a WebSocket")
        }
        guard head.values(of: "sec-websocket-version") == ["13"] else {
            throw WebRefusal(
                .upgradeRequired, because: .head, "only version 13 is spoken",
                [("Sec-WebSocket-Version", "13"), ("Upgrade", "websocket"), ("Connection", "Upgrade")])
        }
        let keys = head.values(of: "sec-websocket-key")
        guard keys.count == 1, WebSocketOffer.isKey(keys[0]) else {
            throw WebRefusal(.badRequest, because: .head, "a handshake has one key, of 16 bytes in base64")
        }
        guard rules.allow(origins: head.values(of: "origin"), at: head.host) else {
            throw WebRefusal(.forbidden, because: .origin, "pages of that site may not connect here")
        }
        accept = WebSocketOffer.accept(keys[0])
        subprotocol = head.list("sec-websocket-protocol").lazy.compactMap { Subprotocol(rawValue: $0) }.first
        isIRC = subprotocol.map { $0 != .line } ?? (place == .irc)
    }

    /// The answer that makes it a WebSocket.
    package var response: HTTPResponse {
        var fields = [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept)]
        if let subprotocol { fields.append(("Sec-WebSocket-Protocol", subprotocol.rawValue)) }
        return HTTPResponse(.switchingProtocols, fields: fields, closes: false)
    }

    /// 16 bytes: 22 digits, and two signs that there are no more.
    private static func isKey(_ key: String) -> Bool {
        key.utf8.count == 24 && key.hasSuffix("==") && key.utf8.prefix(22).allSatisfy(Base64.isDigit)
    }

    /// Section 4.2.2.
    static func accept(_ key: String) -> String {
        Base64.text(of: SHA1.hash(Array("\(key)258EAFA5-E914-47DA-95CA-C5AB0DC85B11".utf8)))
    }
}
