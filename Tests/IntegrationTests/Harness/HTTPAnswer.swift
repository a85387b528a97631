/// An answer of HTTP/1.1, whose end its head tells.
struct HTTPAnswer {
    let status: Int
    let fields: [String: String]
    let body: [UInt8]

    /// Whether another request may follow.
    var staysOpen: Bool { fields["connection"]?.hasSuffix("close") != true }

    subscript(name: String) -> String? { fields[name] }
}

extension ByteChannel {
    /// Asks for a path, and takes the answer.
    /// - Parameter fields: more of the head.
    func ask(
        _ path: String, by method: String = "GET", host: String = "localhost", _ fields: [String] = []
    ) throws -> HTTPAnswer {
        try write(HTTPAnswer.request(path, by: method, host: host, fields).utf8)
        return try answer(hasBody: method != "HEAD")
    }

    /// Takes an answer.
    /// - Parameter hasBody: what its head tells the length of follows it.
    func answer(hasBody: Bool = true, by deadline: Deadline = .usual) throws -> HTTPAnswer {
        let head = String(decoding: try take(through: "\r\n\r\n", by: deadline), as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        guard let status = Int(lines[0].dropFirst("HTTP/1.1 ".count).prefix(3)) else {
            throw HarnessFailure("no HTTP: \(head)")
        }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw HarnessFailure("no field: \(line)") }
            let name = line[..<colon].lowercased()
            guard fields[name] == nil else { throw HarnessFailure("twice: \(line)") }
            fields[name] = String(line[colon...].dropFirst(2))
        }
        let length = hasBody ? fields["content-length"].flatMap { Int($0) } ?? 0 : 0
        let body = try take(length, by: deadline)
        guard body.count == length else { throw HarnessFailure("\(body.count) of \(length) bytes came") }
        return HTTPAnswer(status: status, fields: fields, body: body)
    }
}

extension HTTPAnswer {
    static func request(
        _ path: String, by method: String = "GET", host: String = "localhost", _ fields: [String] = []
    ) -> String {
        (["\(method) \(path) HTTP/1.1", "Host: \(host)"] + fields).joined(separator: "\r\n") + "\r\n\r\n"
    }
}
