/// An answer to a request: what is said first, and what follows it.
package struct HTTPResponse: Hashable, Sendable {
    package typealias Field = (name: String, value: String)

    package let status: HTTPStatus
    package var fields: [Field]
    /// What the fields describe. It stands apart, as a file is not copied to be sent.
    package var content: [UInt8]
    /// The content is not sent, but its length is told (`HEAD`).
    package var isHeadAlone = false
    /// When it was made (RFC 9110, section 6.6.1); empty: that is not told.
    package var date = ""
    /// Nothing follows it on its connection.
    package var closes: Bool

    /// - Parameter closes: false: the connection may be asked again.
    package init(_ status: HTTPStatus, fields: [Field], content: [UInt8] = [], closes: Bool) {
        (self.status, self.fields, self.content, self.closes) = (status, fields, content, closes)
    }

    /// Words for a person who looks, behind which the connection is closed.
    package init(_ status: HTTPStatus, _ text: String, _ more: [Field] = []) {
        let fields: [Field] = [
            ("Content-Type", MediaType.text.rawValue), ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        self.init(status, fields: fields + more, content: Array(text.utf8), closes: true)
    }

    /// Up to the empty line.
    package var head: [UInt8] {
        var head = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\n"
        if !date.isEmpty { head += "Date: \(date)\r\n" }
        for field in fields where field.name != "Connection" { head += "\(field.name): \(field.value)\r\n" }
        // Those two have none, whatever a field says (RFC 9110, section 6.4.1).
        if status != .switchingProtocols, status != .notModified { head += "Content-Length: \(content.count)\r\n" }
        let connection = fields.filter { $0.name == "Connection" }.map(\.value) + (closes ? ["close"] : [])
        if !connection.isEmpty { head += "Connection: \(connection.joined(separator: ", "))\r\n" }
        return Array("\(head)\r\n".utf8)
    }

    /// What follows the head.
    package var body: [UInt8] { isHeadAlone ? [] : content }

    package var bytes: [UInt8] { head + body }

    package static func == (left: HTTPResponse, right: HTTPResponse) -> Bool { left.bytes == right.bytes }

    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
