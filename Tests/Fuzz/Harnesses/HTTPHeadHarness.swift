import Web

/// Heads of requests on one connection, and what is made of them. The input is the heads, their lines ended by LF or CR LF; the first byte
/// says by which rules.
///
/// Nothing is made of a head that is too long, or not whole; whatever comes of it is an answer of well-formed lines, in which nothing stands
/// that the peer wrote; another request is read only behind one that had no body and asked for no end; and a socket is given to nobody by
/// another name or site than the rules allow.
public struct HTTPHeadHarness: Harness {
    typealias Answer = (HTTPHead, WebRules, WebSite) -> WebRequest

    private let answer: Answer
    private let site: WebSite

    public init() {
        self.init { WebRequest($0, $1, $2) }
    }

    init(answer: @escaping Answer) {
        self.answer = answer
        let files = ["index.html", "chat.js", "words/de.js"].compactMap {
            WebFile(named: $0, Array("content of \($0)".utf8), gzipped: [0x1F, 0x8B])
        }
        site = WebSite(files, embeddedBy: ["https://www.example.org"])
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        guard let first = input.first else { return }
        var rules = WebRules()
        rules.isLoopback = first & 1 != 0
        if first & 2 != 0 { rules.hosts = ["chat.example.org"] }
        if first & 4 != 0 { rules.origins = ["https://www.example.org"] }
        var head = HTTPHead()
        var length = 0
        for line in input.dropFirst().split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            let bare = line.last == 0x0D ? line.dropLast() : line
            length += bare.count + 2
            do throws(HTTPStatus) {
                try head.take(UnsafeRawBufferPointer(rebasing: bare))
            } catch {
                try demand([400, 431, 505].contains(error.rawValue), "a head is refused by \(error.rawValue)")
                return try check(WebRefusal(error, because: .head).response)
            }
            guard head.isWhole else { continue }
            try demand(length <= HTTPHead.maximumLength, "a head of \(length) bytes is taken")
            try demand(head.path.hasPrefix("/"), "a path begins with none: \(head.path)")
            guard try mayFollow(answer(head, rules, site), to: head, rules) else { return }
            (head, length) = (HTTPHead(), 0)
        }
    }

    /// Checks an answer.
    /// - Returns: whether another request is read behind it.
    private func mayFollow(
        _ request: WebRequest, to head: HTTPHead, _ rules: WebRules
    ) throws(Violation) -> Bool {
        let response: HTTPResponse
        switch request {
        case .refused(let refusal): response = refusal.response
        case .file(let file):
            response = file
            try demand(site[head.path] != nil, "there is no file at \(head.path)")
            try demand(file.status != .notModified || file.content.isEmpty, "what is known is sent again")
        case .socket(let offer):
            try check(offer, for: head, rules)
            return false
        }
        try check(response)
        if head.method == "HEAD" { try demand(response.body.isEmpty, "more than a head is sent") }
        let mustClose =
            head.version == .http10 || head.hasBody || head.list("connection", has: "close")
            || !["GET", "HEAD"].contains(head.method)
        try demand(response.closes || !mustClose, "another request may follow \(head)")
        return !response.closes
    }

    private func check(_ offer: WebSocketOffer, for head: HTTPHead, _ rules: WebRules) throws(Violation) {
        try demand(head.method == "GET" && head.version == .http11 && !head.hasBody, "that is no handshake")
        let name = String(head.host.prefix { $0 != ":" })
        try demand(rules.hosts.isEmpty || rules.hosts.contains(name), "it is asked for by \(head.host)")
        let origins = head.values(of: "origin").map { $0.lowercased() }
        let own = ["http://\(head.host)", "https://\(head.host)"]
        try demand(origins.allSatisfy { (own + rules.origins).contains($0) }, "a page of \(origins) may connect")
        try check(offer.response)
    }

    private func check(_ response: HTTPResponse) throws(Violation) {
        let text = String(decoding: response.head, as: UTF8.self)
        // A CR LF is one character.
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        try demand(
            lines[0] == "HTTP/1.1 \(response.status.rawValue) \(response.status.phrase)", "it begins with \(lines[0])")
        try demand(lines.count >= 3 && lines.suffix(2) == ["", ""], "it does not end with an empty line")
        for line in lines.dropFirst().dropLast(2) {
            let name = line.prefix { $0 != ":" }
            try demand(
                !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
                    && line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "a field is none: \(line)")
        }
    }
}
