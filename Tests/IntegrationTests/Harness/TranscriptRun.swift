import Glibc
import Testing

/// Plays a transcript against a daemon of its own.
struct TranscriptRun {
    private let transcript: Transcript
    private var peers: [String: Peer] = [:]
    private var order: [String] = []
    private var captures = LinePattern.Captures()

    init(_ transcript: Transcript) {
        self.transcript = transcript
    }

    /// Plays it to its end, or to the first step that does not come true, which is recorded as an issue at its own line.
    mutating func play() throws {
        let (flags, steps): ([String], [Transcript.Step])
        do {
            (flags, steps) = try transcript.parsed()
        } catch let mistake as Transcript.Mistake {
            record(mistake.sentence, line: mistake.line)
            return
        }
        let daemon = try DaemonProcess(flags)
        var ended = false
        for step in steps {
            do {
                if step.action == .daemonEnds {
                    daemon.process.send(signal: SIGTERM)
                    ended = true
                } else {
                    try take(step, daemon)
                }
            } catch {
                try? daemon.process.kill()
                record("\(error)\n  the daemon's log:\n\(daemon.process.log.text.suffix(4000))", line: step.line)
                return
            }
        }
        for peer in peers.values { peer.close() }
        if ended { try daemon.expectEnd() } else { try daemon.stop() }
    }

    private mutating func take(_ step: Transcript.Step, _ daemon: DaemonProcess) throws {
        switch step.action {
        case .connects:
            try connect(step.peer, daemon)
        case .sends(let text, let endsLine):
            if peers[step.peer] == nil { try connect(step.peer, daemon) }
            let bytes = try Escapes.bytes(text, captures)
            try peer(step.peer).send(bytes: endsLine ? bytes + [UInt8(ascii: "\n")] : bytes)
        case .halfCloses: try peer(step.peer).halfClose()
        case .resets: try peer(step.peer).reset()
        case .closes: try peer(step.peer).close()
        case .expects(let pattern):
            try peer(step.peer).expect(LinePattern(pattern), &captures)
        case .expectsBytes(let text):
            try peer(step.peer).expect(bytes: Escapes.bytes(text, captures))
        case .expectsSilence:
            try peer(step.peer).expectSilence(after: order.compactMap { peers[$0] })
        case .expectsClose: try peer(step.peer).expectClose()
        case .daemonUpgrades: try daemon.upgrade()
        case .daemonEnds: break
        }
    }

    private mutating func connect(_ name: String, _ daemon: DaemonProcess) throws {
        peers[name] = try daemon.connect(name)
        order.append(name)
    }

    private func peer(_ name: String) throws -> Peer {
        guard let peer = peers[name] else { throw HarnessFailure("\(name) is not connected yet") }
        return peer
    }

    private func record(_ sentence: String, line: Int) {
        let place = SourceLocation(
            fileID: transcript.path, filePath: "\(Binaries.package)/\(transcript.path)", line: line, column: 1)
        Issue.record("\(transcript.path):\(line): \(sentence)", sourceLocation: place)
    }
}
