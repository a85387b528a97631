/// Takes what a server sends apart, however it is cut: lines, and payloads whose lengths lines tell.
///
/// It keeps a line or a payload that is not whole yet, and nothing else. After a fault it understands nothing more.
package struct ServerDecoder {
    /// A line has so many bytes at most: an INFO names all servers.
    package static let lineBytes = 64 << 10

    /// What is to come, after a line that told it.
    private struct Head {
        let subject: Subject
        let subscription: UInt64
        let reply: Subject?
        /// nil: there are none.
        let headerBytes: Int?
        let bytes: Int
    }

    /// A payload has so many bytes at most, headers included.
    package var maximumPayload: Int
    private var kept: [UInt8] = []
    /// nil: a line is to come.
    private var head: Head?
    private var fault: DecodingFault?

    package init(maximumPayload: Int = 1 << 20) {
        self.maximumPayload = maximumPayload
    }

    /// - Returns: what was said by these bytes and those before.
    /// - Throws: `DecodingFault` where it is nothing that a server says. What came before it is in `messages`.
    package mutating func decode(_ bytes: [UInt8], into messages: inout [ServerMessage]) throws(DecodingFault) {
        if let fault { throw fault }
        do {
            try take(bytes, into: &messages)
        } catch {
            (fault, kept, head) = (error, [], nil)
            throw error
        }
    }

    private mutating func take(_ bytes: [UInt8], into messages: inout [ServerMessage]) throws(DecodingFault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            if let head {
                let missing = head.bytes + 2 - kept.count
                kept += rest.prefix(missing)
                rest = rest.dropFirst(missing)
                guard kept.count == head.bytes + 2 else { return }
                messages.append(.message(try delivery(head)))
                (self.head, kept) = (nil, [])
            } else {
                let end = rest.firstIndex(of: UInt8(ascii: "\n"))
                let part = rest[..<(end ?? rest.endIndex)]
                guard kept.count + part.count <= ServerDecoder.lineBytes else { throw .longLine }
                kept += part
                guard let end else { return }
                rest = rest[(end + 1)...]
                let line = kept
                kept = []
                if let message = try understand(line) { messages.append(message) }
            }
        }
    }

    private func delivery(_ head: Head) throws(DecodingFault) -> Delivery {
        guard kept[head.bytes] == 0x0D, kept[head.bytes + 1] == 0x0A else {
            throw .malformed("a payload does not end where it should")
        }
        var headers: Headers?
        if let count = head.headerBytes {
            guard let found = Headers(bytes: kept[..<count]) else { throw .malformed("headers are none") }
            headers = found
        }
        return Delivery(
            to: head.subject, by: head.subscription, reply: head.reply, headers: headers,
            Array(kept[(head.headerBytes ?? 0)..<head.bytes]))
    }

    // MARK: - Lines

    /// - Returns: nil where a payload is to come.
    private mutating func understand(_ line: [UInt8]) throws(DecodingFault) -> ServerMessage? {
        guard line.last == 0x0D, let text = String(validating: line.dropLast(), as: UTF8.self) else {
            throw .malformed("a line is none")
        }
        let verb = text.prefix { $0 != " " && $0 != "\t" }
        let rest = text[verb.endIndex...]
        switch verb.uppercased() {
        case "MSG": head = try head(of: rest, hasHeaders: false)
        case "HMSG": head = try head(of: rest, hasHeaders: true)
        case "INFO":
            guard let options = JSON(rest), case .object = options else { throw .malformed("an INFO is none") }
            return .info(options)
        case "PING": return .ping
        case "PONG": return .pong
        case "+OK": return .ok
        case "-ERR":
            return .error(String(rest.drop { $0 == " " || $0 == "'" }.reversed().drop { $0 == "'" }.reversed()))
        default: throw .unknown(String(verb.prefix(20)))
        }
        return nil
    }

    private func head(of line: Substring, hasHeaders: Bool) throws(DecodingFault) -> Head {
        let words = line.split { $0 == " " || $0 == "\t" }
        let numbers = hasHeaders ? 2 : 1
        guard words.count == 2 + numbers || words.count == 3 + numbers, let subject = Subject(words[0]),
            let subscription = UInt64(words[1]), let bytes = Int(words[words.count - 1]), bytes >= 0
        else { throw .malformed("a message's line is none") }
        guard bytes <= maximumPayload else { throw .longPayload(bytes) }
        var reply: Subject?
        if words.count == 3 + numbers {
            reply = Subject(words[2])
            guard reply != nil else { throw .malformed("a reply is none") }
        }
        var headerBytes: Int?
        if hasHeaders {
            headerBytes = Int(words[words.count - 2])
            guard let count = headerBytes, (0...bytes).contains(count) else {
                throw .malformed("headers are longer than the message")
            }
        }
        return Head(
            subject: subject, subscription: subscription, reply: reply, headerBytes: headerBytes, bytes: bytes)
    }
}
