import Web

/// Heads of requests, and what is made of them. The input is the head, its lines ended by LF or CR LF; the first byte says by which rules.
///
/// Nothing is made of a head that is too long, or not whole; whatever comes of it is an answer of well-formed lines, in which nothing stands
/// that the peer wrote; and a socket is given to nobody by another name or site than the rules allow.
public struct HTTPHeadHarness: Harness {
    typealias Answer = (HTTPHead, WebRules) -> WebRequest

    private let answer: Answer

    public init() {
        self.init { WebRequest($0, $1) }
    }

    init(answer: @escaping Answer) {
        self.answer = answer
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
                return try checkResponse(WebRefusal(error, because: .head).response)
            }
            if head.isWhole { break }
        }
        guard head.isWhole else { return }
        try demand(length <= HTTPHead.maximumLength, "a head of \(length) bytes is taken")
        try demand(head.path.hasPrefix("/"), "a path begins with none: \(head.path)")
        try check(answer(head, rules), head, rules)
    }

    private func check(_ request: WebRequest, _ head: HTTPHead, _ rules: WebRules) throws(Violation) {
        switch request {
        case .refused(let refusal): try checkResponse(refusal.response)
        case .page: try demand(["GET", "HEAD"].contains(head.method), "a page is given for \(head.method)")
        case .socket(let offer):
            try demand(head.method == "GET" && head.version == .http11 && !head.hasBody, "that is no handshake")
            let name = String(head.host.prefix { $0 != ":" })
            try demand(rules.hosts.isEmpty || rules.hosts.contains(name), "it is asked for by \(head.host)")
            let origins = head.values(of: "origin").map { $0.lowercased() }
            let own = ["http://\(head.host)", "https://\(head.host)"]
            try demand(origins.allSatisfy { (own + rules.origins).contains($0) }, "a page of \(origins) may connect")
            try checkResponse(offer.response)
        }
    }

    private func checkResponse(_ response: HTTPResponse) throws(Violation) {
        let text = String(decoding: response.bytes, as: UTF8.self)
        // A CR LF is one character.
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        try demand(
            lines[0] == "HTTP/1.1 \(response.status.rawValue) \(response.status.phrase)", "it begins with \(lines[0])")
        for line in lines.dropFirst().prefix(while: { !$0.isEmpty }) {
            let name = line.prefix { $0 != ":" }
            try demand(
                !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
                    && line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "a field is none: \(line)")
        }
    }
}
