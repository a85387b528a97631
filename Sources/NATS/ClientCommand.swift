/// What a client says to a server.
package enum ClientCommand: Hashable, Sendable {
    /// Options, as an object of JSON.
    case connect(JSON)
    /// `headers`: nil, or those that stand before the payload.
    case publish(to: Subject, reply: Subject? = nil, headers: Headers? = nil, [UInt8])
    /// `id`: another than all that the connection has had, as one of an old number would take its place.
    case subscribe(Subject, id: UInt64)
    /// `most`: once so many messages have come.
    case unsubscribe(id: UInt64, afterMost: Int? = nil)
    case ping
    case pong

    /// As it stands on the wire.
    package var bytes: [UInt8] {
        switch self {
        case .connect(let options): return Array("CONNECT \(options.text)\r\n".utf8)
        case .publish(let subject, let reply, nil, let payload):
            let head = "PUB \(subject)\(reply.map { " \($0)" } ?? "") \(payload.count)\r\n"
            return Array(head.utf8) + payload + Array("\r\n".utf8)
        case .publish(let subject, let reply, let headers?, let payload):
            let block = headers.bytes
            let sizes = "\(block.count) \(block.count + payload.count)"
            let head = "HPUB \(subject)\(reply.map { " \($0)" } ?? "") \(sizes)\r\n"
            return Array(head.utf8) + block + payload + Array("\r\n".utf8)
        case .subscribe(let subject, let id): return Array("SUB \(subject) \(id)\r\n".utf8)
        case .unsubscribe(let id, let most): return Array("UNSUB \(id)\(most.map { " \($0)" } ?? "")\r\n".utf8)
        case .ping: return Array("PING\r\n".utf8)
        case .pong: return Array("PONG\r\n".utf8)
        }
    }
}
