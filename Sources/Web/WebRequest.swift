/// What a whole head asks of a listener for the web, and whether it may.
package enum WebRequest: Hashable, Sendable {
    /// A WebSocket (RFC 6455).
    case socket(WebSocketOffer)
    /// To be told what there is.
    case page(isHeadAlone: Bool)
    case refused(WebRefusal)

    /// - Parameters:
    ///   - head: all of it.
    ///   - rules: of the listener.
    package init(_ head: HTTPHead, _ rules: WebRules) {
        guard rules.allow(host: head.host) else {
            self = .refused(WebRefusal(.misdirected, because: .host, "this is not the server of that name"))
            return
        }
        guard let place = Place(rawValue: head.path) else {
            self = .refused(WebRefusal(.notFound, because: .path, "there is no such page here"))
            return
        }
        let reads = head.method == "GET" || head.method == "HEAD"
        guard reads else {
            self = .refused(
                WebRefusal(.methodNotAllowed, because: .method, "only GET is understood", [("Allow", "GET, HEAD")]))
            return
        }
        guard !head.hasBody else {
            self = .refused(WebRefusal(.badRequest, because: .head, "nothing may follow a request"))
            return
        }
        guard head.list("upgrade", has: "websocket") else {
            let isPage = place == .root
            self =
                isPage
                ? .page(isHeadAlone: head.method == "HEAD")
                : .refused(
                    WebRefusal(
                        .upgradeRequired, because: .head, "this is for WebSockets",
                        [("Upgrade", "websocket"), ("Connection", "Upgrade")]))
            return
        }
        do throws(WebRefusal) {
            self = .socket(try WebSocketOffer(head, at: place, rules))
        } catch {
            self = .refused(error)
        }
    }

    /// All that there is to ask for.
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
        case head, host, origin, path, method
    }

    package let cause: Cause
    package let response: HTTPResponse

    package init(
        _ status: HTTPStatus, because cause: Cause, _ words: String = "",
        _ fields: [(name: String, value: String)] = []
    ) {
        self.cause = cause
        response = HTTPResponse(status, words.isEmpty ? "" : words + "\n", fields)
    }
}
