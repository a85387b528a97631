/// What a whole head asks of a listener for the web, and whether it may.
package enum WebRequest: Hashable, Sendable {
    /// A WebSocket (RFC 6455).
    case socket(WebSocketOffer)
    /// A file, or to be told that it has not changed.
    case file(HTTPResponse)
    case refused(WebRefusal)

    /// - Parameters:
    ///   - head: all of it.
    ///   - rules: of the listener.
    ///   - site: what can be read there.
    package init(_ head: HTTPHead, _ rules: WebRules, _ site: WebSite) {
        do throws(WebRefusal) {
            self = try WebRequest(checking: head, rules, site)
        } catch {
            var refusal = error
            refusal.response.isHeadAlone = head.method == "HEAD"
            self = .refused(refusal)
        }
    }

    private init(checking head: HTTPHead, _ rules: WebRules, _ site: WebSite) throws(WebRefusal) {
        guard rules.allow(host: head.host) else {
            throw WebRefusal(.misdirected, because: .host, "this is not the server of that name")
        }
        guard head.method == "GET" || head.method == "HEAD" else {
            throw WebRefusal(.methodNotAllowed, because: .method, "only GET is understood", [("Allow", "GET, HEAD")])
        }
        // Before anything is answered behind which another request may follow.
        guard !head.hasBody else { throw WebRefusal(.badRequest, because: .head, "nothing may follow a request") }
        let place = Place(rawValue: head.path)
        if let place, head.list("upgrade", has: "websocket") {
            self = .socket(try WebSocketOffer(head, at: place, rules))
        } else if let file = site[head.path] {
            self = .file(site.response(of: file, to: head))
        } else if place != nil {
            throw WebRefusal(
                .upgradeRequired, because: .head, WebRequest.wordsOfSockets,
                [("Upgrade", "websocket"), ("Connection", "Upgrade")])
        } else {
            var refusal = WebRefusal(.notFound, because: .path, "there is no such page here")
            // Browsers ask for some by themselves, among those that there are.
            refusal.response.closes = !head.staysOpen
            throw refusal
        }
    }

    /// What somebody reads who looks where there is no page.
    private static let wordsOfSockets = """
        This is a chat server. Programs join by a WebSocket: /ws speaks lines (subprotocol line.partyline),
        /irc speaks IRC (text.ircv3.net, binary.ircv3.net).
        """

    /// Where sockets are asked for.
    package enum Place: String, Hashable, Sendable {
        case root = "/"
        case lines = "/ws"
        case irc = "/irc"
    }
}

/// Why a request is refused, and how that is answered.
package struct WebRefusal: Error, Hashable, Sendable {
    /// For the figures.
    package enum Cause: Hashable, Sendable, CaseIterable {
        case head, host, origin, path, method, full
    }

    package let cause: Cause
    package var response: HTTPResponse

    package init(
        _ status: HTTPStatus, because cause: Cause, _ words: String = "",
        _ fields: [HTTPResponse.Field] = []
    ) {
        self.cause = cause
        response = HTTPResponse(status, words.isEmpty ? "" : words + "\n", fields)
    }
}
