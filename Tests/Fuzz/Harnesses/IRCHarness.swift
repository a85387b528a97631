import ChatCore
import Dialects

/// What an IRC client sends: the first two bytes of the input choose how the others are looked at, which are one line.
///
/// Each line that comes of it is whole, of at most 512 bytes with CR LF and 8,191 of tags, and has no control but those of formatting and
/// CTCP; to read what was written gives what was read; a `Text` has no code in it; and what is kept of a line is bounded.
public struct IRCHarness: Harness {
    typealias Write = (IRCMessage, ByteBuffer) -> Void
    typealias Plain = (Styled) -> Text

    private let write: Write
    private let plain: Plain

    public init() {
        self.init(write: IRCHarness.write, plain: { $0.text })
    }

    init(write: @escaping Write = IRCHarness.write, plain: @escaping Plain = { $0.text }) {
        self.write = write
        self.plain = plain
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        guard input.count >= 2 else { return }
        let rest = input.dropFirst(2)
        // As the connection cuts them: no line has an LF.
        let line = UnsafeRawBufferPointer(rebasing: rest.prefix { $0 != UInt8(ascii: "\n") })
        switch input[0] % 5 {
        case 0: try checkMessage(line)
        case 1: try checkText(line, room: Int(input[1]) * 4)
        case 2: try checkModes(line)
        case 3: try checkCapabilities(UnsafeRawBufferPointer(rebasing: rest), isLong: input[1] & 1 == 1)
        default: try checkAuthentication(UnsafeRawBufferPointer(rebasing: rest))
        }
    }

    // MARK: - Messages

    private func checkMessage(_ line: UnsafeRawBufferPointer) throws(Violation) {
        guard case .message(let message) = IRCMessage.read(line) else { return }
        try demand(message.count <= IRCLimits.parameters, "a message has \(message.count) parameters")
        try demand(!message.command.isEmpty, "a message has no command")
        if let command = IRCCommand(message.command) {
            let word = String(decoding: message.command, as: UTF8.self).uppercased()
            try demand(word == command.rawValue || word == "NS" || word == "CS", "\(word) is \(command)")
        }
        guard message.isUTF8 else { return }
        let buffer = ByteBuffer()
        write(message, buffer)
        try IRCHarness.demandLines(buffer, 1)
        let again = IRCMessage.read(UnsafeRawBufferPointer(rebasing: buffer.bytes.dropLast()))
        guard case .message(let other) = again else {
            throw Violation(description: "what was written is no message: \(Array(buffer.bytes))")
        }
        let second = ByteBuffer()
        write(other, second)
        try demand(
            second.bytes.elementsEqual(buffer.bytes),
            "\(Array(buffer.bytes)) was written again as \(Array(second.bytes))")
        try demand(
            IRCClientTags(other.tags) == IRCClientTags(message.tags),
            "tags were read again as \(IRCClientTags(other.tags))")
        try checkWords(message, other)
        for word in message.words() { try checkTargets(word) }
    }

    /// What is clean and short enough stays as it is.
    private func checkWords(_ message: IRCMessage, _ other: IRCMessage) throws(Violation) {
        for index in 0..<message.count {
            let isLast = index == message.count - 1
            let word = message[index]
            guard Cleanness.fault(in: word) == nil, isLast || IRCLine.isMiddle(word),
                isLast || word.count <= IRCLimits.repeated
            else { continue }
            try demand(
                other[index].elementsEqual(word) || isLast && word.starts(with: other[index]),
                "\(Array(word)) was read again as \(Array(other[index]))")
        }
    }

    /// As what it says would be passed on: client tags, command and parameters.
    static func write(_ message: IRCMessage, into lines: ByteBuffer) {
        var line = IRCLine(into: lines)
        line.tags(IRCClientTags(message.tags))
        line.command(word: message.command.isEmpty ? Array("X".utf8) : Array(message.command))
        if line.count == 2 { line.command("X") }
        for index in 0..<max(0, message.count - 1) { line.parameter(word: message[index]) }
        if message.count > 0 { line.last(message[message.count - 1]) }
        line.end()
    }

    private func checkTargets(_ word: String) throws(Violation) {
        for target in IRCTarget.list(word) ?? [] {
            switch target {
            case .nick(let nick): try demand(Nick(nick.text) == nick, "\(nick) is no nick")
            case .room(let room, _): try demand(RoomName(room.text) == room, "\(room) is no room")
            case .nobody: break
            }
        }
        let user = IRCName.user(from: word.utf8)
        try demand((2...IRCName.mostOfUser).contains(user.utf8.count), "\(user) is no user")
        for list in MaskList.allCases {
            guard let mask = IRCMask(word, in: list) else { continue }
            try demand(IRCMask(mask.text, in: mask.list) == mask, "\(mask.text) is not the mask that it was")
            try Cleanness.demandClean(mask.text, "a mask")
        }
    }

    // MARK: - Texts

    private func checkText(_ bytes: UnsafeRawBufferPointer, room: Int) throws(Violation) {
        let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
        guard let saying = IRCSaying(bytes) else {
            return try demand(!isUTF8, "this is UTF-8, and was refused: \(Array(bytes))")
        }
        let buffer = ByteBuffer()
        var line = IRCLine(into: buffer)
        line.command("PRIVMSG")
        line.parameter("#r")
        switch saying {
        case .said(let styled), .action(let styled):
            try checkStyled(styled, room: room)
            line.trailing(styled)
        case .request(let request):
            try Cleanness.demandClean(request.parameters, "a request's parameters")
            line.trailing(request)
        }
        line.end()
        try IRCHarness.demandLines(buffer, 1)
    }

    private func checkStyled(_ styled: Styled, room: Int) throws(Violation) {
        try Cleanness.demandClean(plain(styled), "the plain text of \(styled.utf8)")
        try demand(Styled(clean: styled.utf8) == styled, "cleaning again makes something else of \(styled.utf8)")
        let most = max(room, TextPieces.least)
        let pieces = styled.utf8.withUnsafeBytes { bytes in TextPieces(bytes, room: room).map { Array($0) } }
        try demand(pieces.allSatisfy { (1...most).contains($0.count) }, "a piece has more than \(most) bytes, or none")
        try demand(pieces.flatMap { $0 } == styled.utf8, "the pieces are not the whole of \(styled.utf8)")
        try demand(pieces.allSatisfy { String(validating: $0, as: UTF8.self) != nil }, "a piece is not UTF-8")
        let texts = pieces.flatMap { piece in piece.withUnsafeBytes { Styled($0) }?.text.utf8 ?? [] }
        try demand(texts == styled.text.utf8, "a code was cut from its colors: \(styled.utf8)")
    }

    // MARK: - Modes

    private func checkModes(_ line: UnsafeRawBufferPointer) throws(Violation) {
        let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        let request = RoomModeRequest(words)
        let most = RoomModeLetters.mostWithParameter
        let withParameter = request.steps.count {
            if case .mask = $0 { true } else if case .rank = $0 { true } else { false }
        }
        try demand(withParameter <= most, "\(withParameter) changes have a parameter")
        try demand(
            request.steps.count <= most + RoomMode.all.count + MaskList.allCases.count && request.faults.count <= 16,
            "there are \(request.steps.count) changes and \(request.faults.count) faults")
        var change = ModeChange()
        for step in request.steps { _ = step.add(to: &change) }
        let letters = RoomModeLetter.all(of: change) + request.steps.compactMap(IRCHarness.letter)
        let buffer = ByteBuffer()
        for changes in RoomModeWriting.lines(letters) {
            var line = IRCLine(into: buffer)
            line.source(server: "s")
            line.command("MODE")
            RoomModeWriting.put(changes, into: line)
            line.end()
        }
        try IRCHarness.demandLines(buffer, nil)
        try checkAgain(change, RoomModeLetter.all(of: change))
        let user = UserModeRequest(line)
        try demand(user.added.isDisjoint(with: user.removed), "a mode comes and goes")
    }

    private static func letter(_ step: RoomModeRequest.Step) -> RoomModeLetter? {
        switch step {
        case .rank(let rank, let nick, let isSet): .rank(rank, nick, isSet: isSet)
        case .mask(let mask, let isSet): .mask(mask, isSet: isSet)
        default: nil
        }
    }

    /// A change that is told is the same one where it is read.
    private func checkAgain(_ change: ModeChange, _ letters: [RoomModeLetter]) throws(Violation) {
        var again = ModeChange()
        let word = letters.map { ($0.isSet ? "+" : "-") + String(UnicodeScalar($0.letter)) }.joined()
        for step in RoomModeRequest([word] + letters.compactMap(\.parameter)).steps { _ = step.add(to: &again) }
        try demand(again == change, "\(change.words) was read again as \(again.words)")
    }

    // MARK: - Registration

    private func checkCapabilities(_ lines: UnsafeRawBufferPointer, isLong: Bool) throws(Violation) {
        var offer = CapabilityOffer(CapabilityName.all.reduce(into: Capabilities()) { $0.formUnion($1.capability) })
        offer.setValue("PLAIN,EXTERNAL,SCRAM-SHA-256", of: .sasl)
        let server = String(repeating: "s", count: isLong ? 63 : 1)
        var negotiation = CapabilityNegotiation()
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            guard case .message(let message) = IRCMessage.read(UnsafeRawBufferPointer(rebasing: line)), message.isUTF8
            else {
                continue
            }
            let before = negotiation
            let reply = negotiation.receive(message.words(), offer: offer, isRegistered: isLong)
            if case .refused = reply { try demand(negotiation.enabled == before.enabled, "what was refused was done") }
            try demand(negotiation.enabled.isSubset(of: offer.requestable), "what is not offered was switched on")
            try demand(!isLong || !negotiation.isOpen, "somebody who is here waits")
            let buffer = ByteBuffer()
            negotiation.put(reply, to: "ann", into: buffer, server: server)
            try IRCHarness.demandLines(buffer, nil)
            let index = ReaderClass(negotiation.enabled).index
            try demand(ReaderClass(index: index) == ReaderClass(negotiation.enabled), "\(index) is another class")
        }
    }

    private func checkAuthentication(_ lines: UnsafeRawBufferPointer) throws(Violation) {
        let input = AuthenticateInput()
        for line in lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let result = input.receive(UnsafeRawBufferPointer(rebasing: line))
            try demand(input.pending?.count ?? 0 <= AuthenticateInput.most, "too much is held")
            guard case .message(var message) = result else { continue }
            try checkExchange(message)
            _ = ExternalCredentials(message)
            let buffer = ByteBuffer()
            AuthenticateOutput.put(message, into: buffer)
            try IRCHarness.demandLines(buffer, nil)
            let again = AuthenticateInput()
            var read: AuthenticateInput.Result = .more
            for line in buffer.bytes.split(separator: UInt8(ascii: "\n")) {
                read = again.receive(
                    UnsafeRawBufferPointer(rebasing: line.dropFirst("AUTHENTICATE ".utf8.count).dropLast()))
            }
            try demand(read == .message(message), "\(message) was read again as \(read)")
            if let credentials = PlainCredentials(&message) {
                try demand(!credentials.name.isEmpty && credentials.password.count > 0, "a name or a password is empty")
            }
        }
    }

    private func checkExchange(_ message: [UInt8]) throws(Violation) {
        guard var exchange = SCRAMExchange(first: message) else { return }
        let challenge = exchange.challenge(nonce: Array("n".utf8), salt: [1, 2, 3], rounds: 4_096)
        try demand(challenge.allSatisfy { (0x21...0x7E).contains($0) }, "a challenge is no text: \(challenge)")
        try demand(exchange.proof(in: message) == nil, "a first message proves something")
    }

    // MARK: - Lines

    /// - Parameter count: how many there must be; nil: any number.
    static func demandLines(_ buffer: ByteBuffer, _ count: Int?) throws(Violation) {
        var left = buffer.bytes[...]
        var lines = 0
        while let end = left.firstIndex(of: UInt8(ascii: "\n")) {
            let line = left[..<end]
            left = left[(end + 1)...]
            lines += 1
            try Cleanness.demandIRC(line)
        }
        try demand(left.isEmpty, "a line has no end: \(Array(left))")
        if let count { try demand(lines == count, "\(count) line became \(lines)") }
    }
}
