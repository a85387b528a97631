import ChatCore
import Framing

/// IRC as one session speaks it. It knows what its client was told last, and what it has switched on.
public final class IRCDialect {
    /// The server's name, as the client was welcomed by it.
    package let server: String
    /// The one that the client was told last.
    package var nick: Nick {
        didSet { frame = IRCAnswers.Frame(from: server, to: nick.text) }
    }
    /// Made once, as a long answer asks for it with each line.
    private var frame: IRCAnswers.Frame
    package let user: IRCRegistration.User
    package private(set) var capabilities: CapabilityNegotiation
    /// What holds for its client alone (`UserModes.ofClient`).
    package var modes: UserModes
    /// How what happens is written for it.
    package var rendering: RenderingID
    /// Its lines are such messages of a WebSocket; nil: they are lines.
    package var opcode: WebSocketFrame.Opcode?
    /// The account that the client was told last that it is logged in to.
    package var account: Nick?
    /// Where it is in SASL. It is made when it is asked for first: few log in once they are welcomed, and it is large.
    package var sasl: SASLDialogue {
        if let begunSASL { return begunSASL }
        let dialogue = SASLDialogue()
        begunSASL = dialogue
        return dialogue
    }
    /// nil: no login was ever begun.
    package private(set) var begunSASL: SASLDialogue?
    /// What was asked last and is not answered yet, the service that answers it in words, and its label.
    private var asked: (command: IRCCommand, service: IRCService?, label: [UInt8])?
    /// What its client is refused is counted there.
    package var tally: IRCTally?
    /// Batches that were begun, so far.
    private var batches: UInt64 = 0
    /// How far its person has read, where they have no account.
    package var markers = IRCReadMarkers()
    /// The text of several lines that its client is sending.
    package var multiline: IRCMultiline?
    /// What its client wants to hear of others.
    package var subscriptions = IRCSubscriptions()
    package var shownRooms = IRCShownRooms()

    package init(
        server: String, nick: Nick, user: IRCRegistration.User, capabilities: CapabilityNegotiation, modes: UserModes,
        rendering: RenderingID
    ) {
        self.server = server
        self.nick = nick
        frame = IRCAnswers.Frame(from: server, to: nick.text)
        self.user = user
        self.capabilities = capabilities
        self.modes = modes
        self.rendering = rendering
    }

    // MARK: - Another process

    package var state: State {
        State(
            server: server, nick: nick, user: user, capabilities: capabilities, modes: modes, account: account,
            batches: batches, markers: markers, multiline: multiline, subscriptions: subscriptions,
            shownRooms: shownRooms, sasl: begunSASL?.stage)
    }

    /// Goes on with another process's. Its rendering is to be set, and a login that is under way is to be gone on with.
    package convenience init(resuming state: State) {
        self.init(
            server: state.server, nick: state.nick, user: state.user, capabilities: state.capabilities,
            modes: state.modes.intersection(.ofClient), rendering: RenderingID(rawValue: 0))
        (account, batches) = (state.account, state.batches)
        (markers, multiline) = (state.markers, state.multiline)
        (subscriptions, shownRooms) = (state.subscriptions, state.shownRooms)
    }

    package var enabled: Capabilities { capabilities.enabled }

    /// What its client reads of what happens.
    package var readers: IRCRendering {
        IRCRendering(ReaderClass(enabled), server: server, framed: opcode)
    }

    /// Writes answers to its client.
    package func answers(into lines: ByteBuffer) -> IRCAnswers {
        var answers = IRCAnswers(to: nick.text, from: server, with: enabled, frame, into: lines)
        answers.tally = tally
        return answers
    }

    // MARK: - Reading

    func request(in line: UnsafeRawBufferPointer) -> Request {
        if let (room, text) = IRCRequest.said(in: line) {
            asked = nil
            return Request(tag: .none, body: .command(.sayIn(room, text)))
        }
        guard let request = IRCRequest(line: line) else { return Request(tag: .none, body: .nothing) }
        asked = (request.command, nil, request.label)
        if case .serve(let service, .prove(let command))? = request.steps.first {
            asked?.service = service
            return Request(tag: .none, body: .account(command), cost: .charged)
        }
        return Request(tag: .none, body: .irc(request), cost: request.cost)
    }

    /// Carries `CAP` out, and answers it.
    package func negotiate(_ words: [String], _ offer: CapabilityOffer, into lines: ByteBuffer) {
        let reply = capabilities.receive(words, offer: offer, isRegistered: true)
        capabilities.put(reply, to: nick.text, into: lines, server: server)
    }

    /// Takes an offer that a reload has changed, and tells of it who wants to know (`CAP NEW`, `CAP DEL`).
    package func changeOffer(from old: CapabilityOffer, to new: CapabilityOffer, into lines: ByteBuffer) {
        guard old != new else { return }
        let change = capabilities.change(from: old, to: new)
        capabilities.put(change, to: nick.text, into: lines, server: server)
    }

    /// What the hub is told of it. Its lines say of each room which it is, and it is shown rooms by its own answers.
    package var reading: Reading {
        Reading(rendering: rendering, marksRooms: false, isShownRooms: false, interests: interests)
    }

    /// What it is told of others, as its client has asked for it: by capabilities, and by modes of its own.
    private var interests: Interests {
        var interests: Interests = modes.contains(.noCTCP) ? .ranksBeneath : [.ranksBeneath, .signals]
        if enabled.contains(.awayNotify) { interests.formUnion([.away, .awayOfNewcomers]) }
        if enabled.contains(.accountNotify) { interests.formUnion(.accounts) }
        if enabled.contains(.setname) { interests.formUnion(.realNames) }
        if enabled.contains(.extendedMonitor) { interests.formUnion(.ofWatched) }
        if enabled.contains(.messageTags) { interests.formUnion(.asides) }
        if enabled.contains(.inviteNotify) { interests.formUnion(.invitations) }
        if enabled.contains(.messageRedaction) { interests.formUnion(.takenBack) }
        if enabled.contains(.channelRename) { interests.formUnion(.roomNames) }
        if modes.contains(.wallops) { interests.formUnion(.broadcasts) }
        return interests
    }

    // MARK: - Writing

    /// Appends the answer to a line as a whole: as it is, or so that the client knows by its label what it answers.
    package func put(_ answer: ByteBuffer, labeled label: [UInt8], into lines: ByteBuffer) {
        guard !label.isEmpty, enabled.contains(.labeledResponse) else { return lines.append(answer.bytes) }
        let written = answer.bytes.split(separator: 0x0A).map { UnsafeRawBufferPointer(rebasing: $0) }
        switch written.count {
        case 0:
            var line = IRCLine(into: lines)
            line.tag("label", label)
            line.source(server: server)
            line.command("ACK")
            line.end()
        case 1: IRCDialect.put(written[0], tagged: "label", label, into: lines)
        // A batch is an answer as a whole.
        case _ where IRCDialect.isBatch(written):
            IRCDialect.put(written[0], tagged: "label", label, into: lines)
            for line in written.dropFirst() {
                lines.append(line)
                lines.append(0x0A)
            }
        default:
            guard enabled.contains(.batch) else { return lines.append(answer.bytes) }
            putBatch(written, label, into: lines)
        }
    }

    /// What a new batch is called.
    package func makeReference() -> String {
        batches &+= 1
        return "b\(batches)"
    }

    /// Whether an answer is one batch, from its first line to its last.
    private static func isBatch(_ lines: [UnsafeRawBufferPointer]) -> Bool {
        func reference(_ line: UnsafeRawBufferPointer, _ sign: StaticString) -> ArraySlice<UInt8>? {
            guard case .message(let message) = IRCMessage.read(line, ofServer: true),
                message.command.elementsEqual("BATCH".utf8), message.count > 0
            else { return nil }
            let word = Array(message[0])
            guard word.first == sign.utf8Start.pointee else { return nil }
            return word.dropFirst()
        }
        guard let first = lines.first, let last = lines.last, let begun = reference(first, "+") else { return false }
        return reference(last, "-") == begun
    }

    private func putBatch(_ answer: [UnsafeRawBufferPointer], _ label: [UInt8], into lines: ByteBuffer) {
        let reference = makeReference()
        var line = IRCLine(into: lines)
        line.tag("label", label)
        line.source(server: server)
        line.command("BATCH")
        line.parameter(word: "+" + reference)
        line.parameter("labeled-response")
        line.end()
        for written in answer { IRCDialect.put(written, tagged: "batch", Array(reference.utf8), into: lines) }
        line = IRCLine(into: lines)
        line.source(server: server)
        line.command("BATCH")
        line.parameter(word: "-" + reference)
        line.end()
    }

    /// Appends what is written already as a batch.
    /// - Parameter parameters: its kind, and what follows that.
    package func putBatch(_ answer: ByteBuffer, _ parameters: [String], into lines: ByteBuffer) {
        IRCDialect.putBatch(answer, parameters, makeReference(), from: server, into: lines)
    }

    /// - Parameter reference: what it is called.
    static func putBatch(
        _ answer: ByteBuffer, _ parameters: [String], _ reference: String, from server: String, into lines: ByteBuffer
    ) {
        var line = IRCLine(into: lines)
        line.source(server: server)
        line.command("BATCH")
        line.parameter(word: "+" + reference)
        for word in parameters { line.parameter(word: word) }
        line.end()
        for written in answer.bytes.split(separator: 0x0A) {
            IRCDialect.put(
                UnsafeRawBufferPointer(rebasing: written), tagged: "batch", Array(reference.utf8), into: lines)
        }
        line = IRCLine(into: lines)
        line.source(server: server)
        line.command("BATCH")
        line.parameter(word: "-" + reference)
        line.end()
    }

    /// Appends a line that is written already, but for its LF, with one more tag. One of a batch of its own is that batch's.
    private static func put(
        _ line: UnsafeRawBufferPointer, tagged key: StaticString, _ value: [UInt8], into lines: ByteBuffer
    ) {
        if line.starts(with: "@batch=".utf8) {
            lines.append(line)
        } else {
            let hasTags = line.first == UInt8(ascii: "@")
            var escaped: [UInt8] = []
            IRCTagValue.append(value, to: &escaped)
            lines.append(UInt8(ascii: "@"))
            lines.put(key)
            lines.append(UInt8(ascii: "="))
            lines.append(escaped)
            lines.append(UInt8(ascii: hasTags ? ";" : " "))
            lines.append(hasTags ? UnsafeRawBufferPointer(rebasing: line.dropFirst()) : line)
        }
        lines.append(0x0A)
    }

    // MARK: - What nobody asked for

    func put(_ answer: Answer, into lines: ByteBuffer) {
        if let service = asked?.service {
            return put(into: lines) { answers in
                for part in answer.parts {
                    switch part {
                    case .row(.account(let profile)): answers.put(profile, by: service)
                    case .done(let reply): answers.put(reply, by: service)
                    case .refused(let refusal): answers.put(refusal, by: service)
                    default: break
                    }
                }
            }
        }
        let command = asked?.command ?? .privmsg
        put(into: lines) { answers in
            for case .refused(let refusal) in answer.parts { answers.put(IRCRefusal(refusal, of: command)) }
        }
    }

    /// What comes from now on is no answer to what was asked.
    package func noteAnswer() { asked = nil }

    func put(_ answer: ServerAnswer, into lines: ByteBuffer) {
        // What was to be said is not, so it ends here.
        if asked?.command == .batch, let batch = multiline {
            asked?.label = batch.label
            multiline = nil
        }
        // Such a line was never read, so it was asked of nobody.
        if case .refused(.tooLong) = answer.ending { return answers(into: lines).put(.inputTooLong) }
        if let service = asked?.service {
            return put(into: lines) { answers in
                for case .account(let row) in answer.rows { answers.put(row, by: service) }
                switch answer.ending {
                case .done(.account(let reply)): answers.put(reply, by: service)
                case .refused(let refusal): answers.put(refusal, by: service)
                case .done: break
                }
            }
        }
        guard case .refused(let refusal) = answer.ending else { return }
        put(into: lines) { put(refusal, of: asked?.command ?? .privmsg, $0) }
    }

    /// Each client waits for the answer that its command has.
    private func put(_ refusal: ServerRefusal, of command: IRCCommand, _ answers: IRCAnswers) {
        switch command {
        case .authenticate:
            // What was to be proved is not looked at any more.
            begunSASL?.end()
            answers.put(.saslFail, text: "SASL authentication failed: \(RefusalText(refusal).words)")
        case .register: answers.put(IRCStandardReply.registering(IRCName.nobody, refusal))
        default: answers.put(IRCRefusal(refusal, of: command))
        }
    }

    func put(_ hint: Hint, into lines: ByteBuffer) {
        answers(into: lines).put(hint, by: asked?.service ?? .nickServ)
    }

    /// Appends what a service answers, under the label of what it was asked: once, as an answer has one.
    private func put(into lines: ByteBuffer, _ write: (IRCAnswers) -> Void) {
        let label = asked?.label ?? []
        asked?.label = []
        guard !label.isEmpty else { return write(answers(into: lines)) }
        let answer = ByteBuffer()
        write(answers(into: answer))
        put(answer, labeled: label, into: lines)
    }

    /// Clients know no more of an answer than its words.
    func putUnstored(_ bytes: [UInt8], into lines: ByteBuffer) {
        lines.append(bytes)
        answers(into: lines).putNotice("this is not written yet: the server can't at the moment")
    }
}

extension IRCDialect: Hashable {
    public static func == (left: IRCDialect, right: IRCDialect) -> Bool { left === right }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
