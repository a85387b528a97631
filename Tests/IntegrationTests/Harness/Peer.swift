import Glibc

/// One connection to a daemon, as its other end sees it. Everything waits for the thing itself, with a deadline, and everything
/// received goes through `PrintableGuard`.
final class Peer {
    let name: String
    private let channel: ByteChannel
    private var printable = PrintableGuard()
    /// The last lines, for failures.
    private var received: [[UInt8]] = []
    /// Lines that came while something else was waited for.
    private var early: [[UInt8]] = []
    private(set) var isWire = false
    /// It speaks IRC.
    let isIRC: Bool
    /// Whether a command could be sent now: not in the middle of a line, nor after the half-close.
    private(set) var canAsk = true
    private var questions = 0

    /// Ends the name of one that speaks IRC.
    static let ircMark = "@irc"
    /// Ends the name of one that comes by a WebSocket; and of one that speaks IRC by it.
    static let webMark = "@web"
    static let webIRCMark = "@webirc"
    /// All that may end a name.
    static let marks = [webIRCMark, webMark, ircMark]

    /// Connects; the server speaks first.
    /// - Parameter receiveBuffer: for a peer that will not read: what the kernel may hold for it.
    convenience init(_ name: String, at address: Address, receiveBuffer: Int32? = nil) throws {
        self.init(name, over: ByteChannel(try address.connect(receiveBuffer: receiveBuffer)))
    }

    /// Connects by a WebSocket.
    convenience init(_ name: String, byWebAt address: Address, receiveBuffer: Int32? = nil) throws {
        let channel = ByteChannel(try address.connect(receiveBuffer: receiveBuffer))
        try channel.shakeHands(path: name.hasSuffix(Peer.webIRCMark) ? "/irc" : "/ws")
        self.init(name, over: channel)
        try check(channel.unread)
    }

    private func check(_ bytes: ArraySlice<UInt8>) throws { try printable.check(bytes) }

    /// What its WebSocket told besides lines; nil: it has none.
    var frames: WebFrames? { channel.frames }

    /// Sends bytes as they are, be they no frames.
    func send(unframed bytes: [UInt8]) throws { try channel.write(unframed: bytes) }

    /// Is connected already.
    /// - Parameter sent: what it has sent, if that was through another object.
    init(_ name: String, over channel: ByteChannel, after sent: [UInt8] = []) {
        self.name = name
        self.channel = channel
        isIRC = name.hasSuffix(Peer.ircMark) || name.hasSuffix(Peer.webIRCMark)
        printable.speaksIRC = isIRC
        channel.onArrival = { [unowned self] bytes in try printable.check(bytes) }
        noteKind(of: sent)
    }

    var descriptor: Int32 { channel.descriptor }

    // MARK: Sending

    /// Sends a line.
    func send(_ line: String) throws {
        try send(bytes: line.utf8 + [UInt8(ascii: "\n")])
    }

    /// Sends bytes as they are.
    func send(bytes: some Sequence<UInt8>, by deadline: Deadline = .usual) throws {
        let bytes = Array(bytes)
        noteKind(of: bytes)
        do {
            try channel.write(bytes, by: deadline)
        } catch let failure as HarnessFailure {
            throw HarnessFailure("\(name): \(failure)")
        }
    }

    private func noteKind(of bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        if bytes.contains(0xFF) { printable.speaksTelnet = true }
        if bytes.contains(UInt8(ascii: "\r")) {
            printable.mayReadCRLF = true
            // By lines that a telnet has spoiled it is told.
            if String(validating: bytes, as: UTF8.self) == nil { printable.speaksTelnet = true }
        }
        canAsk = bytes.last == UInt8(ascii: "\n")
        let wire = Array("/wire 1".utf8)
        if bytes.count < 4096 && bytes.split(separator: UInt8(ascii: "\n")).contains(where: { $0.starts(with: wire) }) {
            isWire = true
        }
    }

    /// Ends our side only: the server sees the end of input, and may still write.
    func halfClose() {
        canAsk = false
        shutdown(channel.descriptor, Int32(SHUT_WR))
    }

    /// Breaks the connection: the server sees ECONNRESET.
    func reset() {
        var hard = linger(l_onoff: 1, l_linger: 0)
        setsockopt(channel.descriptor, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    func close() {
        canAsk = false
        channel.close()
    }

    // MARK: Receiving

    /// Takes the next line, without its end; nil when the connection has ended.
    func line(by deadline: Deadline = .usual) throws -> [UInt8]? {
        if !early.isEmpty { return early.removeFirst() }
        do {
            guard var line = try channel.line(by: deadline) else { return nil }
            if isIRC || printable.speaksTelnet || printable.mayReadCRLF, line.last == UInt8(ascii: "\r") {
                line.removeLast()
            }
            if received.count == 24 { received.removeFirst(12) }
            received.append(line)
            return line
        } catch let failure as HarnessFailure {
            throw HarnessFailure("\(name): \(failure)")
        }
    }

    /// Takes the next line, which must be like the pattern (Tests/Transcripts/README.md tells how patterns are written).
    @discardableResult
    func expect(_ pattern: String, by deadline: Deadline = .usual) throws -> LinePattern.Captures {
        var captures = LinePattern.Captures()
        try expect(LinePattern(pattern), &captures, by: deadline)
        return captures
    }

    func expect(_ pattern: LinePattern, _ captures: inout LinePattern.Captures, by deadline: Deadline = .usual) throws {
        let got: [UInt8]?
        do {
            got = try line(by: deadline)
        } catch let failure as HarnessFailure {
            throw HarnessFailure("expected \"\(pattern.source)\", but \(failure)\(earlier)")
        }
        guard let got else {
            throw HarnessFailure("\(name) expected \"\(pattern.source)\", but the connection \(end)\(earlier)")
        }
        guard pattern.matches(got, &captures) else {
            throw HarnessFailure("\(name) expected \"\(pattern.source)\"\n  but got   \"\(brief(got))\"\(earlier)")
        }
    }

    /// Takes lines until one is like the pattern, and returns those before it.
    @discardableResult
    func skip(to pattern: String, by deadline: Deadline = .usual) throws -> [String] {
        let wanted = try LinePattern(pattern)
        var before: [String] = []
        var captures = LinePattern.Captures()
        while let line = try line(by: deadline) {
            if wanted.matches(line, &captures) { return before }
            before.append(shown(line))
        }
        throw HarnessFailure("\(name) waited for \"\(pattern)\", but the connection \(end)\(earlier)")
    }

    /// Takes exactly these bytes, wherever lines end.
    func expect(bytes expected: [UInt8]) throws {
        let got = try channel.take(expected.count)
        guard got == expected else {
            throw HarnessFailure(
                "\(name) expected the bytes \"\(shown(expected))\"\n  but got \"\(shown(got))\"\(earlier)")
        }
    }

    /// The server closes the connection, and nothing more comes before.
    func expectClose(by deadline: Deadline = .usual) throws {
        if let line = try line(by: deadline) {
            throw HarnessFailure("\(name) expected the end, but got \"\(shown(line))\"\(earlier)")
        }
        guard channel.unread.isEmpty else {
            throw HarnessFailure("\(name): the connection ended in the middle of a line: \(shown(channel.unread))")
        }
    }

    /// The same, and its WebSocket was closed by a code, and a word if there is one: `1008 idle`.
    func expectClose(_ code: String, by deadline: Deadline = .usual) throws {
        try expectClose(by: deadline)
        let closed = frames?.closed.map { "\($0.code)\($0.reason.isEmpty ? "" : " ")\($0.reason)" } ?? "no close"
        guard closed == code else { throw HarnessFailure("\(name) was to be closed by \(code), and got \(closed)") }
    }

    /// Reads on until the server has closed the connection, and returns the lines that came.
    func linesToEnd(by deadline: Deadline = .usual) throws -> [String] {
        // Read first and looked at later: the server gives a slow reader a few seconds to read what it is told at the end.
        var late: [UInt8] = []
        channel.onArrival = { late += $0 }
        while !channel.atEnd {
            guard try channel.waitForMore(by: deadline) else {
                throw HarnessFailure("\(name): the end did not come in time")
            }
        }
        try printable.check(late[...])
        var lines: [String] = []
        while let line = try line(by: deadline) { lines.append(shown(line)) }
        return lines
    }

    /// Reads on until the server has closed the connection, and returns the bytes as they came.
    func bytesToEnd(by deadline: Deadline = .usual) throws -> [UInt8] {
        try channel.takeToEnd(by: deadline)
    }

    /// Nothing came. A round trip through the server proves it: first for the others, so that what they have sent was carried out,
    /// then for this one.
    func expectSilence(after others: [Peer] = []) throws {
        for other in others where other !== self { try other.settle() }
        try settle()
        guard early.isEmpty else {
            throw HarnessFailure(
                "\(name) expected nothing more, but got: " + early.map { brief($0) }.joined(separator: "\n  "))
        }
    }

    /// Waits until the server has carried out all that was sent, and all that it wrote here before has arrived.
    func settle() throws {
        guard canAsk && !channel.atEnd && channel.descriptor >= 0 else { return }
        questions += 1
        let token = "settle\(questions)"
        try send(isIRC ? "PING \(token)" : isWire ? "@\(token) /ping" : "/ping \(token)")
        let answer = try LinePattern(isIRC ? "{*} PONG {*} :\(token)" : isWire ? "OK \(token)" : "-- {*}\(token){*}")
        var waiting: [[UInt8]] = early
        early = []
        var captures = LinePattern.Captures()
        while let line = try line() {
            if answer.matches(line, &captures) {
                early = waiting
                return
            }
            waiting.append(line)
        }
        throw HarnessFailure("\(name): the connection \(end) instead of answering a /ping\(earlier)")
    }

    private var end: String {
        channel.brokenBy == 0 ? "was closed" : "broke: \(errorText(channel.brokenBy))"
    }

    private var earlier: String {
        let last = received.suffix(12)
        return last.isEmpty ? "" : "\n  the last lines of \(name):" + last.map { "\n    " + brief($0) }.joined()
    }
}
