import Framing
import Libevent

/// A client of IRC that came by a WebSocket and is not welcomed yet: what its frames say besides its lines, and how it is closed.
extension IRCNewcomer {
    /// - Returns: true: it is done. Pings count as what it sends, which is bounded as a whole.
    func take(_ signal: WebSocketDecoder.Signal) -> Bool {
        switch signal {
        case .ping(let payload):
            if count(payload.count + 6) { send(WebSocketFrame.control(.pong, payload)) }
        case .idle: count(WebSocketDecoder.idleFrames * 6)
        case .close(let code):
            arrival.webSocket?.closing = code ?? WebSocketClose.normal
            end(.closed)
        case .failure(let code):
            arrival.webSocket?.closing = code
            end(.closed)
        }
        return true
    }

    /// Sends what it reads last; nothing where it is no WebSocket.
    func close(_ why: IRCNewcomers.End) {
        guard let webSocket = arrival.webSocket else { return }
        let close = WebSocketClose(why)
        send(WebSocketFrame.close(webSocket.closing ?? close.code, webSocket.closing == nil ? close.reason : ""))
    }

    private func send(_ frame: [UInt8]) {
        frame.withUnsafeBytes { _ = arrival.connection.send($0) }
    }
}
