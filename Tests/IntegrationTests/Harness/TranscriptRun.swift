import Glibc
import TestSupport
import Testing

/// Plays a transcript, against a daemon of its own or one that has peers already.
struct TranscriptRun {
    private let transcript: Transcript
    private var peers: [String: Peer] = [:]
    private var order: [String] = []
    private var captures = LinePattern.Captures()
    private var certificate: CertificateFolder.Pair?
    /// Of those who came by TLS.
    private var relays: [ChildProcess] = []

    /// Who has no mark comes by a WebSocket, too.
    private let isOverWeb: Bool

    init(_ transcript: Transcript, overWeb: Bool = false) {
        self.transcript = transcript
        isOverWeb = overWeb
    }

    /// Plays it to its end, or to the first step that does not come true, which is recorded as an issue at its own line.
    mutating func play() throws {
        guard let parsed = try parsed() else { return }
        let steps = parsed.steps
        let folder = steps.contains { $0.action == .connects(.byTLS) } ? try CertificateFolder() : nil
        certificate = try folder?.make()
        let hasIRC = steps.contains { $0.peer.hasSuffix(Peer.ircMark) }
        let hasWeb = isOverWeb || steps.contains { $0.peer.contains(Peer.webMark) }
        let hasStore = parsed.flags.contains(Self.storeMark)
        guard hasIRC || hasWeb || hasStore || !parsed.settings.isEmpty else {
            return try play(steps, DaemonProcess(parsed.flags + tlsFlags))
        }
        let kept = try TestFolder()
        var lines = hasStore ? Self.configuration(storeIn: kept.file("partyline.db")) : []
        lines += parsed.settings
        // The one of the web comes last.
        if hasIRC || hasWeb { lines += Self.listener }
        if hasIRC { lines += Self.listener + ["protocol = \"irc\""] }
        if hasWeb { lines += Self.listener + ["web = true"] }
        let text = lines.map { $0 + "\n" }.joined()
        let path = try kept.write("partyline.toml", text.utf8)
        var flags = parsed.flags.map { $0 == Self.storeMark ? path : $0 }
        if !hasStore { flags += ["--config", path] }
        if hasIRC || hasWeb {
            let count = 1 + (hasIRC ? 1 : 0) + (hasWeb ? 1 : 0)
            try play(steps, DaemonProcess(ChildProcess(Binaries.daemon, flags), listeners: count))
        } else {
            try play(steps, DaemonProcess(flags + tlsFlags))
        }
    }

    /// In a daemon's flags: a configuration with a store of its own.
    private static let storeMark = "{store}"

    private static func configuration(storeIn path: String) -> [String] {
        ["store.path = \"\(path)\"", "accounts.register_after_seconds = 0"]
    }

    private static let listener = ["[[listen]]", "address = \"127.0.0.1:0\""]

    /// The same, where the daemon is started from the transcript's flags by somebody else, and has peers.
    mutating func play(_ start: ([String]) throws -> (daemon: DaemonProcess, peers: [Peer])) throws {
        guard let parsed = try parsed() else { return }
        let (daemon, peers) = try start(parsed.flags)
        for peer in peers { self.peers[peer.name] = peer }
        order = peers.map(\.name)
        try play(parsed.steps, daemon)
    }

    private func parsed() throws -> Transcript.Play? {
        do {
            return try transcript.parsed()
        } catch let mistake as Transcript.Mistake {
            record(mistake.sentence, line: mistake.line)
            return nil
        }
    }

    private mutating func play(_ steps: [Transcript.Step], _ daemon: DaemonProcess) throws {
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
        for relay in relays { try relay.kill() }
        if ended { try daemon.expectEnd() } else { try daemon.stop() }
    }

    private mutating func take(_ step: Transcript.Step, _ daemon: DaemonProcess) throws {
        switch step.action {
        case .connects(let way):
            try connect(step.peer, daemon, way)
        case .sends(let text, let endsLine):
            if peers[step.peer] == nil { try connect(step.peer, daemon) }
            let bytes = try Escapes.bytes(text, captures)
            try peer(step.peer).send(bytes: endsLine ? bytes + [UInt8(ascii: "\n")] : bytes)
        case .halfCloses: try peer(step.peer).halfClose()
        case .resets: try peer(step.peer).reset()
        case .closes: try peer(step.peer).close()
        case .expects(let pattern):
            try peer(step.peer).expect(LinePattern(pattern), &captures)
        case .skipsTo(let pattern): try peer(step.peer).skip(to: pattern)
        case .expectsBytes(let text):
            try peer(step.peer).expect(bytes: Escapes.bytes(text, captures))
        case .expectsSilence:
            try peer(step.peer).expectSilence(after: order.compactMap { peers[$0] })
        case .expectsClose(nil): try peer(step.peer).expectClose()
        case .expectsClose(let code?): try peer(step.peer).expectClose(code)
        case .daemonUpgrades: try daemon.upgrade()
        case .daemonEnds: break
        }
    }

    private mutating func connect(_ name: String, _ daemon: DaemonProcess, _ way: Transcript.Way = .plainly) throws {
        switch way {
        case .plainly where name.contains(Peer.webMark) || (isOverWeb && !name.contains("@")):
            guard let address = daemon.addresses.last else { return }
            peers[name] = try Peer(name, byWebAt: address)
        case .slowly where name.contains(Peer.webMark) || isOverWeb:
            guard let address = daemon.addresses.last else { return }
            peers[name] = try Peer(name, byWebAt: address, receiveBuffer: 4_096)
        case .plainly where name.hasSuffix(Peer.ircMark):
            peers[name] = try Peer(name, at: daemon.addresses[1])
        case .plainly: peers[name] = try daemon.connect(name)
        case .slowly: peers[name] = try daemon.connect(name, receiveBuffer: 4_096)
        case .byTLS:
            guard let address = daemon.addresses.last, let certificate else { return }
            let (relay, channel) = try ChildProcess.tlsRelay(to: address, trusting: certificate.certificate)
            relays.append(relay)
            peers[name] = Peer(name, over: channel)
        }
        order.append(name)
    }

    private var tlsFlags: [String] {
        guard let certificate else { return [] }
        return [
            "--listen", "127.0.0.1:0", "--listen-tls", "127.0.0.1:0", "--tls-certificate", certificate.certificate,
            "--tls-key", certificate.key,
        ]
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
