import ChatCore
import Framing
import Handover

/// What of a WebSocket another process needs besides its session.
struct WebSocketState: Hashable {
    /// The decoder's snapshot.
    var decoder: [UInt8] = []
    /// What is to be answered before more is read.
    var signals: [WebSocketDecoder.Signal] = []
    var ping: [UInt8]?
    var closing: UInt16?
}

/// Those of all sessions and newcomers, in a section of its own: a program that knew no frames would read them as lines.
extension HandoverState {
    static let webSocketSectionName = "sessions.web"

    /// nil: there are none.
    var webSocketSection: Section? {
        let ofSessions = sessions.compactMap { session in session.webSocket.map { (session.id, $0) } }
        let ofNewcomers = ircNewcomers.enumerated().compactMap { index, newcomer in
            newcomer.webSocket.map { (index, $0) }
        }
        guard !ofSessions.isEmpty || !ofNewcomers.isEmpty else { return nil }
        return Section(HandoverState.webSocketSectionName, version: 1) { section in
            section.records(ofSessions) { record, session in
                record.put(session.0)
                session.1.write(to: &record)
            }
            section.records(ofNewcomers) { record, newcomer in
                record.put(newcomer.0)
                newcomer.1.write(to: &record)
            }
        }
    }

    /// Gives each to its session, or its newcomer.
    /// - Throws: `HandoverError` where one is nobody's, or somebody's lines are said to be framed and there is none.
    mutating func readWebSockets(_ reader: inout RecordReader) throws(HandoverError) {
        let ofSessions = try reader.records { record throws(HandoverError) in
            (try record.sessionID(), try WebSocketState(&record))
        }
        let ofNewcomers = try reader.records { record throws(HandoverError) in
            (try record.integer(Int.self), try WebSocketState(&record))
        }
        let places = Dictionary(sessions.enumerated().map { ($1.id, $0) }) { first, _ in first }
        for (id, state) in ofSessions {
            guard let place = places[id] else { throw HandoverError("a WebSocket is nobody's") }
            sessions[place].webSocket = state
        }
        for (index, state) in ofNewcomers {
            guard ircNewcomers.indices.contains(index) else { throw HandoverError("a WebSocket is nobody's") }
            ircNewcomers[index].webSocket = state
        }
    }
}

extension WebSocketState {
    fileprivate func write(to record: inout RecordWriter) {
        record.put(decoder)
        record.put(signals) { $0.put($1.bytes) }
        record.put(ping) { $0.put($1) }
        record.put(Int(closing ?? 0))
    }

    fileprivate init(_ record: inout RecordReader) throws(HandoverError) {
        decoder = try record.text()
        signals = try record.list { reader throws(HandoverError) in
            guard let signal = WebSocketDecoder.Signal(bytes: try reader.text()) else {
                throw HandoverError("a WebSocket's signal is none")
            }
            return signal
        }
        ping = try record.optional { reader throws(HandoverError) in try reader.text() }
        let code = try record.integer(Int.self)
        guard (0...4_999).contains(code), ping?.count ?? 0 <= 125 else {
            throw HandoverError("a WebSocket's state is none")
        }
        closing = code == 0 ? nil : UInt16(code)
    }
}

/// Their numbers never get another meaning.
extension WebSocketDecoder.Signal {
    fileprivate var bytes: [UInt8] {
        switch self {
        case .ping(let payload): [0] + payload
        case .close(nil): [1]
        case .close(let code?): [1, UInt8(code >> 8), UInt8(code & 0xFF)]
        case .failure(let code): [2, UInt8(code >> 8), UInt8(code & 0xFF)]
        case .idle: [3]
        }
    }

    fileprivate init?(bytes: [UInt8]) {
        let code = bytes.count == 3 ? UInt16(bytes[1]) << 8 | UInt16(bytes[2]) : nil
        switch (bytes.first, bytes.count) {
        case (0, 1...126): self = .ping(Array(bytes.dropFirst()))
        case (1, 1), (1, 3): self = .close(code)
        case (2, 3): self = .failure(code ?? 0)
        case (3, 1): self = .idle
        default: return nil
        }
    }
}
