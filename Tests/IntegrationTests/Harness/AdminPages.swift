import Glibc

/// A daemon's pages for its administrator, fetched over a socket.
struct AdminPages {
    let address: Address

    /// Where the daemon logs that it serves them; it was started with `--admin`.
    init(of daemon: DaemonProcess) throws {
        let words = "serving figures on "
        let text = try daemon.process.waitForLog("where it serves figures") { log in
            log.firstRange(of: words).map { log[$0.upperBound...].contains("\n") } ?? false
        }
        let start = text.firstRange(of: words)?.upperBound ?? text.endIndex
        address = Address(String(text[start...].prefix { !" \"\n".contains($0) }))
    }

    /// A page: its status line and headers, and its body.
    func get(_ path: String) throws -> (head: String, body: String) {
        let channel = ByteChannel(try address.connect())
        try channel.write("GET \(path) HTTP/1.1\r\nHost: test\r\n\r\n".utf8)
        let answer = String(decoding: try channel.takeToEnd(), as: UTF8.self)
        guard let border = answer.firstRange(of: "\r\n\r\n") else { throw HarnessFailure("no HTTP: \(answer)") }
        return (String(answer[..<border.lowerBound]), String(answer[border.upperBound...]))
    }

    /// What `/metrics` says, by name and labels.
    func figures() throws -> [String: Double] {
        let lines = try get("/metrics").body.split(separator: "\n").filter { !$0.hasPrefix("#") }
        var figures: [String: Double] = [:]
        for line in lines {
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
                throw HarnessFailure("no sample: \(line)")
            }
            figures[String(line[..<space])] = value
        }
        return figures
    }
}
