/// All that can be asked for besides sockets: a fixed table, made beforehand. No path is ever made of what was asked for.
package struct WebSite: Hashable, Sendable {
    private var files: [String: WebFile] = [:]
    /// Who may show the page in a frame: origins, or `*`.
    private let embedders: [String]

    /// - Parameters:
    ///   - files: of those of one path, the last is served.
    package init(_ files: [WebFile] = [], embeddedBy embedders: [String] = []) {
        for file in files { self.files[file.path] = file }
        self.embedders = embedders
    }

    package subscript(path: String) -> WebFile? { files[path] }

    /// Answers a request for a file: by all of it, by its head, or by the news that the client has it already.
    func response(of file: WebFile, to head: HTTPHead) -> HTTPResponse {
        let isGzipped = file.gzipped != nil && head.takesGzip
        let form = isGzipped ? file.gzipped ?? file.plain : file.plain
        let isKnown = head.knows(tag: form.tag)
        var fields = isKnown ? [] : [("Content-Type", file.type.rawValue)]
        if isGzipped, !isKnown { fields.append(("Content-Encoding", "gzip")) }
        fields += [("ETag", form.tag), ("Cache-Control", "no-cache")]
        if file.gzipped != nil { fields.append(("Vary", "Accept-Encoding")) }
        var response = HTTPResponse(
            isKnown ? .notModified : .ok, fields: fields + securityFields, content: isKnown ? [] : form.bytes,
            closes: !head.staysOpen)
        response.isHeadAlone = head.method == "HEAD"
        return response
    }

    /// What a browser is to refuse on the page, whatever somebody manages to write into it.
    private var securityFields: [HTTPResponse.Field] {
        let ancestors = embedders.isEmpty ? "'none'" : embedders.joined(separator: " ")
        return [
            (
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors \(ancestors); "
                    + "require-trusted-types-for 'script'"
            ),
            ("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Referrer-Policy", "no-referrer"),
            (
                "Permissions-Policy",
                "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()"
            ),
        ]
    }
}

extension HTTPHead {
    /// Another request may follow on the connection (RFC 9112, section 9.3).
    var staysOpen: Bool { version == .http11 && !list("connection", has: "close") }

    /// Whether the client takes what is packed by gzip (RFC 9110, section 12.5.3).
    var takesGzip: Bool {
        let codings = list("accept-encoding").map(HTTPHead.coding)
        let named = codings.last { $0.name == "gzip" || $0.name == "x-gzip" } ?? codings.last { $0.name == "*" }
        return named?.isTaken ?? false
    }

    /// One of a list, as `gzip;q=0.5`. One with a weight that is none is not taken.
    private static func coding(_ text: String) -> (name: String, isTaken: Bool) {
        let parts = text.lowercased().split(separator: ";", omittingEmptySubsequences: false).map {
            $0.filter { $0 != " " && $0 != "\t" }
        }
        let weights = parts.dropFirst().filter { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 }
        return (parts[0], weights.allSatisfy { $0 > 0 && $0 <= 1 })
    }

    /// Whether the client has the form of that tag (RFC 9110, section 13.1.2).
    func knows(tag: String) -> Bool {
        list("if-none-match").contains { known in
            known == "*" || known == tag || (known.hasPrefix("W/") && known.dropFirst(2) == tag)
        }
    }
}
