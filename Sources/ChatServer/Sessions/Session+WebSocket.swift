import ChatCore
import Dialects
import Framing
import Libevent

/// A session whose lines are messages of a WebSocket: what its frames say besides, and how it is closed.
extension Session {
    /// It reads frames.
    var isFramed: Bool { webSocket != nil }

    func takeSignals(of input: WebSocketInput) {
        input.onSignal = { [unowned self] in self.take($0) }
    }

    /// - Returns: whether it is done, or waits its turn.
    private func take(_ signal: WebSocketDecoder.Signal) -> Bool {
        guard !server.isGone(self) else { return true }
        switch signal {
        case .ping(let payload):
            // Of several that wait the last one is answered (section 5.5.3).
            webSocket?.ping = payload
            return admit(.ping)
        case .idle: return admit(.idleFrames)
        case .close(let code):
            webSocket?.closing = code ?? WebSocketClose.normal
            connection.stopInput()
            // What came before it is carried out.
            takeEnd()
        case .failure(let code):
            webSocket?.closing = code
            server.metrics.refusedFrames.add(FrameRefusal(code))
            server.end(self, .badFrame)
        }
        return true
    }

    /// Answers the ping that came last, if it is not answered yet.
    func answerPing() {
        guard let payload = webSocket?.ping else { return }
        webSocket?.ping = nil
        sendControl(.pong, payload)
    }

    /// Sends what is no line.
    func sendControl(_ opcode: WebSocketFrame.Opcode, _ payload: [UInt8] = []) {
        WebSocketFrame.control(opcode, payload).withUnsafeBytes {
            server.delivery.outboxes.append($0, to: id.slot)
        }
    }

    /// What its peer is to read last; nothing where it is no WebSocket.
    func closing(_ why: SessionEnd, _ refusal: ServerRefusal?) -> [UInt8] {
        guard let webSocket else { return [] }
        let close = WebSocketClose(why, refusal)
        return WebSocketFrame.close(webSocket.closing ?? close.code, webSocket.closing == nil ? close.reason : "")
    }
}
