/// How a request is answered (RFC 9110, section 15).
package enum HTTPStatus: Int, Error, Hashable, Sendable, CaseIterable {
    case switchingProtocols = 101
    case ok = 200
    case badRequest = 400
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case misdirected = 421
    case upgradeRequired = 426
    case fieldsTooLarge = 431
    case versionNotSupported = 505

    package var phrase: String {
        switch self {
        case .switchingProtocols: "Switching Protocols"
        case .ok: "OK"
        case .badRequest: "Bad Request"
        case .forbidden: "Forbidden"
        case .notFound: "Not Found"
        case .methodNotAllowed: "Method Not Allowed"
        case .misdirected: "Misdirected Request"
        case .upgradeRequired: "Upgrade Required"
        case .fieldsTooLarge: "Request Header Fields Too Large"
        case .versionNotSupported: "HTTP Version Not Supported"
        }
    }
}

/// An answer, as it is sent.
package struct HTTPResponse: Hashable, Sendable {
    package let status: HTTPStatus
    package var fields: [(name: String, value: String)] = []
    /// What a person reads who looks.
    package var text = ""
    /// The text is not sent, but its length is told (`HEAD`).
    package var isHeadAlone = false

    package init(_ status: HTTPStatus, _ text: String = "", _ fields: [(name: String, value: String)] = []) {
        (self.status, self.text, self.fields) = (status, text, fields)
    }

    package var bytes: [UInt8] {
        var head = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        guard status != .switchingProtocols else { return Array("\(head)\r\n".utf8) }
        head += "Content-Type: text/plain; charset=utf-8\r\nContent-Length: \(text.utf8.count)\r\n"
        head += "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
        return Array(head.utf8) + (isHeadAlone ? [] : Array(text.utf8))
    }

    package static func == (left: HTTPResponse, right: HTTPResponse) -> Bool { left.bytes == right.bytes }

    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
