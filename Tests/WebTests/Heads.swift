@testable import Web

/// A head, line by line, as a client sends it.
struct Head {
    var request = "GET /ws HTTP/1.1"
    var fields = [
        "Host: chat.example.org", "Upgrade: websocket", "Connection: keep-alive, Upgrade",
        "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]

    static let socket = Head()

    static func page(_ request: String = "GET / HTTP/1.1") -> Head {
        Head(request: request, fields: ["Host: chat.example.org"])
    }

    func with(_ more: String...) -> Head {
        var head = self
        head.fields += more
        return head
    }

    /// With other fields of that name instead.
    func replacing(_ name: String, _ values: String...) -> Head {
        var head = self
        head.fields.removeAll { $0.lowercased().hasPrefix("\(name.lowercased()):") }
        head.fields += values.map { "\(name): \($0)" }
        return head
    }

    func asking(_ request: String) -> Head {
        var head = self
        head.request = request
        return head
    }

    func read() throws(HTTPStatus) -> HTTPHead { try HTTPHead([request] + fields + [""]) }
}

extension HTTPHead {
    init(_ lines: [String]) throws(HTTPStatus) { try self.init(lines.map { Array($0.utf8) }) }

    init(_ lines: [[UInt8]]) throws(HTTPStatus) {
        self.init()
        for line in lines {
            var failure: HTTPStatus?
            line.withUnsafeBytes { bytes in
                do throws(HTTPStatus) { try take(bytes) } catch { failure = error }
            }
            if let failure { throw failure }
        }
    }
}
