import Framing
import Glibc
import Libevent
import WireClient

/// A peer of the server's that a fuzzer plays: what it is about to send, what it sent and what it was sent.
///
/// A strict one speaks the wire form or IRC as it should, so that each line it is sent can be checked. Any other may send whatever there is,
/// and of what it is sent only so much is known: it consists of whole lines that can be shown.
final class FuzzPeer {
    let isStrict: Bool
    /// What it is sent, where it came to a listener of IRC.
    private(set) var irc: FuzzedIRCReader?
    /// Ids in the lobby that were given until it came; it need not hear of those.
    let floor: Int64
    private let descriptor: Int32
    private let turner: Turner
    private(set) var isClosed = false
    /// It sent all that it will.
    private(set) var isHalfClosed = false
    private var reads = true
    /// The server has closed.
    private(set) var isAtEnd = false
    /// It was told that it reads too slowly.
    private(set) var isDropped = false

    private var queue: [UInt8] = []
    private var received: [UInt8] = []
    /// Of what was received, up to where it was read as lines.
    private var readTo = 0
    private var isWire = false
    private var greeting = 0

    /// Tags of what was asked and not answered yet, in their order.
    private(set) var unanswered: [String] = []
    private var tags = 0
    /// Of those, what was said in the lobby.
    private var lobbyTags: Set<String> = []
    /// Ids of what it said in the lobby, and was told that it did.
    private(set) var said: [Int64] = []
    /// Ids of what others said in the lobby.
    private(set) var heard: Set<Int64> = []
    private var lastID: [String: Int64] = [:]

    /// - Parameter irc: the one that judges what it is sent by IRC; nil: it is sent lines.
    init(_ descriptor: Int32, of turner: Turner, isStrict: Bool, floor: Int64, irc: FuzzedIRCReader? = nil) {
        self.descriptor = descriptor
        self.irc = irc
        self.turner = turner
        self.isStrict = isStrict
        self.floor = floor
    }

    deinit {
        close()
    }

    // MARK: - What it does

    private var maySend: Bool { !isClosed && !isHalfClosed && !isAtEnd }

    /// Puts a request at the end of what is to be sent.
    func ask(_ body: some Collection<UInt8>, saysInLobby: Bool = false) {
        guard maySend else { return }
        let tag = makeTag(saysInLobby: saysInLobby)
        queue += Array("@\(tag) ".utf8) + body + [10]
    }

    /// The same of IRC: by its label, and with a PING behind it, whose PONG comes when all is answered.
    /// - Parameters:
    ///   - tags: beside the label, without `@`.
    ///   - more: lines that belong to it, each with its end.
    func ask(irc body: some Collection<UInt8>, with tags: [UInt8] = [], more: [UInt8] = [], saysInLobby: Bool = false) {
        guard maySend else { return }
        let tag = makeTag(saysInLobby: saysInLobby)
        queue += Array("@label=\(tag)".utf8) + (tags.isEmpty ? [] : [UInt8(ascii: ";")] + tags) + [32]
        queue += body + Array("\r\n".utf8) + more + Array("PING \(tag)\r\n".utf8)
    }

    private func makeTag(saysInLobby: Bool) -> String {
        tags += 1
        let tag = "t\(tags)"
        unanswered.append(tag)
        if saysInLobby { lobbyTags.insert(tag) }
        return tag
    }

    func put(_ bytes: some Sequence<UInt8>) {
        if maySend { queue += bytes }
    }

    /// Sends so much of what is to be sent, or what the kernel takes of it.
    /// - Returns: whether nothing is left.
    @discardableResult
    func send(_ count: Int = .max) -> Bool {
        guard maySend else { return true }
        queue.removeFirst(Turner.send(queue.prefix(count), on: descriptor))
        return queue.isEmpty
    }

    func halfClose() {
        // What was not sent is not asked.
        guard !isClosed, queue.isEmpty else { return }
        isHalfClosed = true
        shutdown(descriptor, Int32(SHUT_WR))
    }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        Glibc.close(descriptor)
    }

    /// Reads nothing from now on, or reads on. One that is strict does always.
    func read(_ reads: Bool) {
        if !isStrict { self.reads = reads }
    }

    /// Whether all that it asked was answered, or can't be any more.
    var isServed: Bool { unanswered.isEmpty || isClosed || isDropped || !isStrict }

    /// Whether it is to hear everything that is said in the lobby.
    var isPresent: Bool {
        isStrict && (isWire || irc?.isInLobby == true) && !isClosed && !isHalfClosed && !isAtEnd && !isDropped
    }

    // MARK: - What it is sent

    /// Takes what came.
    /// - Parameter change: what becomes of each read, with its ends, before it is looked at.
    func receive(_ change: ([UInt8]) -> [UInt8] = { $0 }) throws(Violation) {
        guard reads, !isClosed, !isAtEnd else { return }
        var read: [UInt8] = []
        isAtEnd = !turner.receive(on: descriptor, into: &read)
        guard !read.isEmpty else { return }
        received += change(read)
        guard isStrict || irc != nil else { return }
        while let feed = received[readTo...].firstIndex(of: 10) {
            let line = Array(received[readTo..<feed])
            readTo = feed + 1
            try take(line)
        }
    }

    private func take(_ bytes: [UInt8]) throws(Violation) {
        if irc != nil { return try takeIRC(bytes) }
        if let fault = Cleanness.fault(in: bytes) { throw Violation(description: "\(fault): \(bytes)") }
        try demand(bytes.count < 4_096, "a line has \(bytes.count + 1) bytes")
        if !isWire, bytes.starts(with: Array("OK - proto=1 ".utf8)) { isWire = true }
        guard isWire else { return }
        guard let line = bytes.withUnsafeBytes({ WireLine($0) }) else {
            throw Violation(description: "no line of the wire form: \(bytes)")
        }
        switch line {
        case .ok(let tag, let keys): try answered(tag, keys)
        case .bye: isDropped = true
        case .refused("-", _, _, _): break
        case .refused(let tag, _, _, _): try answered(tag, nil)
        case .event(let event): try take(event)
        case .unknown: throw Violation(description: "a verb that is none: \(line)")
        case .notice, .row, .ping: break
        }
    }

    private func takeIRC(_ bytes: [UInt8]) throws(Violation) {
        // What is left of the one that is replaced is of no use.
        guard let told = try irc?.take(bytes), isStrict else { return }
        switch told {
        case .nothing: break
        // What it asked for after the one that it could not have was too early.
        case .nickIsTaken(let other): put("NICK \(other)\r\nJOIN #lobby\r\n".utf8)
        case .pong(let tag):
            try pass(tag)
            guard lobbyTags.contains(tag), let id = irc?.idsOfAnswers.removeValue(forKey: tag) else { return }
            said.append(id)
        case .said(let id, let target):
            try demand(id > lastID[target] ?? 0, "in \(target) came id \(id) after \(lastID[target] ?? 0)")
            lastID[target] = id
            if target == "#lobby" { heard.insert(id) }
        case .ended: isDropped = true
        }
    }

    private func pass(_ tag: String) throws(Violation) {
        try demand(
            unanswered.first == tag, "\(tag) was answered, and it is the turn of \(unanswered.first ?? "none")")
        unanswered.removeFirst()
    }

    private func answered(_ tag: String, _ keys: WireKeys?) throws(Violation) {
        // That of the line by which it became one.
        if tag == "-" { return }
        try pass(tag)
        guard let keys, lobbyTags.contains(tag) else { return }
        guard let id = keys["id"].flatMap({ Int64($0) }) else {
            throw Violation(description: "the answer to \(tag) has no id")
        }
        said.append(id)
    }

    private func take(_ event: WireEvent) throws(Violation) {
        guard let room = event.room, let id = event.id else { return }
        try demand(id > lastID[room] ?? 0, "in \(room) came id \(id) after \(lastID[room] ?? 0)")
        lastID[room] = id
        if room == "#lobby" { heard.insert(id) }
    }

    // MARK: - At the end

    /// All that it was sent consists of whole lines that can be shown.
    func checkReceived() throws(Violation) {
        guard !isStrict, irc == nil else {
            return try demand(
                readTo == received.count || isClosed || !isStrict && !isAtEnd,
                "a line has no end: \(Array(received[readTo...]))")
        }
        let text = FuzzPeer.withoutTelnet(received)
        for line in text.split(separator: 10, omittingEmptySubsequences: false).dropLast() {
            let line = line.last == 13 ? line.dropLast() : line
            if let fault = Cleanness.fault(in: line) { throw Violation(description: "\(fault): \(Array(line))") }
        }
        // The rest of a line is on its way where it does not read, and is lost where it closes.
        if isAtEnd, !isClosed { try demand(text.isEmpty || text.last == 10, "the last line has no end: \(text)") }
    }

    /// Commands of telnet's taken out, as a peer's terminal does it (RFC 854).
    private static func withoutTelnet(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == TelnetDecoder.iac else {
                text.append(byte)
                continue
            }
            if let command = rest.popFirst(), (0xFB...0xFE).contains(command) { _ = rest.popFirst() }
        }
        return text
    }
}
