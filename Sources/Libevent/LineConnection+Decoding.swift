import CLibevent
import Glibc

/// How bytes become other bytes before they are framed: what a peer begins with, and decoders.
extension LineConnection {
    func read(_ input: OpaquePointer) {
        if let gate {
            if !isBeginningKnown, !lookAtBeginning(of: input, with: gate) { return }
            if decoder == nil, contains(input, gate.escape) { decoder = gate.makeDecoder() }
            readInput(input)
            if !hasEndedLine { awaitFeed() }
        } else {
            readInput(input)
        }
    }

    private func readInput(_ input: OpaquePointer) {
        if decoder == nil {
            readUnits(from: input)
            // One of them may have asked for a decoder.
            guard decoder != nil, state == .open else { return }
        }
        if let decoder { readUnits(fedBy: input, decoder) }
    }

    /// - Returns: whether what is here may be framed.
    private func lookAtBeginning(of input: OpaquePointer, with gate: any InputGate) -> Bool {
        let count = evbuffer_get_length(input)
        guard count > 0, let start = evbuffer_pullup(input, -1) else { return true }
        switch gate.look(atBeginning: UnsafeRawBufferPointer(start: start, count: count)) {
        case .known: isBeginningKnown = true
        case .open: break
        case .undecided: return false
        }
        return state == .open
    }

    private func contains(_ input: OpaquePointer, _ byte: UInt8) -> Bool {
        withUnsafePointer(to: byte) {
            $0.withMemoryRebound(to: CChar.self, capacity: 1) { evbuffer_search(input, $0, 1, nil).pos >= 0 }
        }
    }

    // MARK: - Decoders

    /// All bytes that were not reported yet pass a decoder from now on, and for good: behind a line that says what follows, say. To be
    /// called before there is input, or from within a unit's event; not where there is a decoder already. What `expect` asked for before is
    /// forgotten.
    public func decode(with decoder: any InputDecoder) {
        precondition(self.decoder == nil, "a second decoder")
        self.decoder = decoder
        // Those that are being framed are stopped at.
        if decoded == nil { next = .decoded }
    }

    /// Reports units that are decoded, and decodes on, until nothing is left or input is paused.
    private func readUnits(fedBy input: OpaquePointer, _ decoder: any InputDecoder) {
        if case .decoded = next { next = .line }
        if decoded == nil { decoded = evbuffer_new() }
        guard let decoded else { return }
        while true {
            readUnits(from: decoded)
            guard state == .open, !isPaused else { return }
            decoder.unitsWereReported()
            guard state == .open, !isPaused, evbuffer_get_length(input) > 0 else { return }
            decode(input, with: decoder, into: decoded)
        }
    }

    private func decode(_ input: OpaquePointer, with decoder: any InputDecoder, into decoded: OpaquePointer) {
        let count = evbuffer_get_length(input)
        guard let start = evbuffer_pullup(input, -1) else { return }
        var text: [UInt8] = []
        text.reserveCapacity(count)
        let taken = decoder.decode(UnsafeRawBufferPointer(start: start, count: count), into: &text)
        // The decoder may have ended the connection.
        guard bufferEvent != nil else { return }
        evbuffer_add(decoded, text, text.count)
        evbuffer_drain(input, max(1, taken))
    }

    // MARK: - A CR that nothing follows

    /// How long a CR waits for its LF while no line has ended yet. Where one comes later it is not a line of its own.
    static let feedTime = Duration.milliseconds(200)

    /// Where a CR came last it may be all that the peer's Return sends.
    func awaitFeed() {
        guard state == .open, !isPaused, endsInReturn else {
            returnTimer?.cancel()
            return
        }
        if returnTimer == nil { returnTimer = try? Timer(on: loop) { [unowned self] in self.noFeedCame() } }
        returnTimer?.schedule(after: LineConnection.feedTime)
    }

    /// Whether what came last is a CR, or CR NUL, which terminals send for it.
    private var endsInReturn: Bool {
        if let decoder { return decoder.holdsReturn }
        let input = bufferevent_get_input(bufferEvent)
        let count = evbuffer_get_length(input)
        guard count > 0, let start = evbuffer_pullup(input, -1) else { return false }
        if start[count - 1] == 0 { return count > 1 && start[count - 2] == UInt8(ascii: "\r") }
        return start[count - 1] == UInt8(ascii: "\r")
    }

    private func noFeedCame() {
        guard state == .open, !isPaused, !hasEndedLine, let decoder = decoder ?? gate?.makeDecoder() else { return }
        self.decoder = decoder
        var end: [UInt8] = []
        decoder.endLinesAtReturns(&end)
        if let decoded {
            // What was decoded before has CRs that have become ends.
            let line = LineConnection.bytes(of: decoded).map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }
            evbuffer_drain(decoded, line.count)
            evbuffer_add(decoded, line + end, line.count + end.count)
        }
        inputArrived()
    }
}
