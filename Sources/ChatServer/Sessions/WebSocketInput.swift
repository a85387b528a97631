import Framing
import Handover
import Libevent

/// The decoder of a browser's input, or of another client's that came by a handshake: its messages become lines, and what is no message is
/// told to whoever has the connection.
final class WebSocketInput: InputDecoder {
    /// Bytes of a message at most. One less than what a line's end may be away, so that a message is never taken for an endless line.
    static let maximumMessage = LineConnection.floodLimit - 1

    /// Told what stands behind the lines that were reported.
    /// - Returns: whether it is done; if not it is told again when input is held back no more.
    var onSignal: ((WebSocketDecoder.Signal) -> Bool)?
    private(set) var decoder: WebSocketDecoder
    /// What is still to be told.
    private(set) var signals: [WebSocketDecoder.Signal]
    /// What the last ping held that waits for its turn to be answered.
    var ping: [UInt8]?
    /// The code by which it is to be closed, where its peer has closed it, or what it sent is a fault.
    var closing: UInt16?

    /// - Parameters:
    ///   - kind: of messages, nil: the client's first one decides.
    ///   - isStrict: messages of another kind are faults.
    init(_ kind: WebSocketDecoder.Kind?, isStrict: Bool) {
        decoder = WebSocketDecoder(kind, isStrict: isStrict, maximumMessage: WebSocketInput.maximumMessage)
        signals = []
    }

    /// Goes on with another process's.
    init(_ decoder: WebSocketDecoder, signals: [WebSocketDecoder.Signal] = []) {
        (self.decoder, self.signals) = (decoder, signals)
    }

    /// What messages to its peer are.
    var opcode: WebSocketFrame.Opcode { decoder.kind == .binary ? .binary : .text }

    /// See `LineConnection.outputUnitEnd`.
    static var unitEnd: (UnsafeRawBufferPointer, Int) -> Int { { WebSocketFrame.end(in: $0, at: $1) } }

    /// Has a connection read and be sent frames from here on. To be called before there is input, or from within a line's event.
    func attach(to connection: LineConnection) {
        connection.outputUnitEnd = WebSocketInput.unitEnd
        connection.decode(with: self)
    }

    // MARK: - Decoding

    func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8]) -> Int {
        let (taken, signal) = decoder.decode(bytes, into: &text)
        if let signal { signals.append(signal) }
        return taken
    }

    func unitsWereReported() {
        while !signals.isEmpty {
            let signal = signals.removeFirst()
            guard onSignal?(signal) ?? true else { return signals.insert(signal, at: 0) }
        }
    }

    // MARK: - Another process

    var state: WebSocketState {
        WebSocketState(decoder: decoder.snapshot, signals: signals, ping: ping, closing: closing)
    }

    /// - Throws: `HandoverError` where that is no state.
    convenience init(resuming state: WebSocketState) throws(HandoverError) {
        guard let decoder = WebSocketDecoder(snapshot: state.decoder, maximumMessage: WebSocketInput.maximumMessage)
        else { throw HandoverError("the state of a WebSocket is none") }
        self.init(decoder, signals: state.signals)
        (ping, closing) = (state.ping, state.closing)
    }

    /// - Returns: nil for a session that reads lines.
    /// - Throws: `HandoverError` where it is written to in another way than it is read.
    convenience init?(of session: SessionState) throws(HandoverError) {
        guard session.irc != nil || session.form.contains(.framed) == (session.webSocket != nil) else {
            throw HandoverError("frames are for lines, or lines for frames")
        }
        guard let state = session.webSocket else { return nil }
        try self.init(resuming: state)
    }
}
