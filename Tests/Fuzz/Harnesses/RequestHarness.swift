import ChatCore
import Dialects
import Secrets

/// The parser of lines: the first byte of the input says in what kind of session the others are a line.
///
/// What comes out is clean and within its bounds, tags and names are what they say, and to clean again changes nothing.
public struct RequestHarness: Harness {
    typealias Clean = (UnsafeRawBufferPointer) -> [UInt8]?

    private let clean: Clean
    private let renderer = Renderer()

    public init() {
        self.init { TextHygiene.clean($0) }
    }

    init(clean: @escaping Clean) {
        self.clean = clean
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        guard let kind = input.first else { return }
        // As LineConnection cuts them: no line has an LF.
        let body = input.dropFirst()
        let line = UnsafeRawBufferPointer(rebasing: body.prefix { $0 != UInt8(ascii: "\n") })
        try checkCleaning(of: line)
        let isWire = kind & 1 == 1
        let request = Request(line: line, isWire: isWire)
        try checkTag(request.tag, of: line, isWire: isWire)
        try checkBody(request, isWire: isWire)
        try checkAnswer(line)
    }

    /// What a person is asked for is a secret, whatever it looks like: it is neither said nor carried out.
    private func checkAnswer(_ line: UnsafeRawBufferPointer) throws(Violation) {
        switch SecretPrompt.login(nil).request(answeredBy: line).body {
        case .account(.login(nil, let secret?)):
            let bytes = secret.withBytes { Array($0) }
            try Cleanness.demandClean(Text(cleaned: bytes), "the secret \(bytes)")
            try demand(!bytes.isEmpty && bytes[0] != UInt8(ascii: " "), "a secret begins with a space")
        case .prompt(nil, because: .stopped), .prompt(nil, because: .notText): break
        default: throw Violation(description: "an answer to a prompt is something else: \(Array(line))")
        }
    }

    private func checkCleaning(of line: UnsafeRawBufferPointer) throws(Violation) {
        let isPlain = line.allSatisfy { (0x20...0x7E).contains($0) }
        try demand(!TextHygiene.isPlain(line) || isPlain, "these are not plain: \(Array(line))")
        guard let once = clean(line) else {
            let isUTF8 = String(validating: line, as: UTF8.self) != nil
            return try demand(!isUTF8, "this is UTF-8, and was refused: \(Array(line))")
        }
        if let fault = Cleanness.fault(in: once) { throw Violation(description: "cleaned, \(fault): \(Array(line))") }
        try demand(!isPlain || once.elementsEqual(line), "cleaning changed what was clean: \(Array(line))")
        try demand(once.count <= line.count, "cleaning made \(line.count) bytes \(once.count)")
        let twice = once.withUnsafeBytes { clean($0) }
        try demand(twice == once, "cleaning again makes something else of \(once)")
    }

    private func checkTag(_ tag: Tag, of line: UnsafeRawBufferPointer, isWire: Bool) throws(Violation) {
        guard case .text(let name) = tag else { return }
        try demand(isWire, "a person's line has the tag \(name)")
        let isTag = (1...16).contains(name.utf8.count) && name.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit }
        try demand(isTag, "\(name) is no tag")
        try demand(line.dropFirst().starts(with: name.utf8), "the tag \(name) is not that of \(Array(line))")
    }

    private func checkBody(_ request: Request, isWire: Bool) throws(Violation) {
        switch request.body {
        case .nothing: break
        case .account(let command):
            let asks = SecretPrompt(for: command) != nil
            try demand(!isWire || !asks, "a program would be asked for a secret")
            // What a client writes as one word is read as the same password.
            guard case .changePassword(let old?, _) = command, old.count <= 1_000 else { break }
            let word = old.asWord.withBytes { Array($0) }
            try demand(!word.contains(UInt8(ascii: " ")), "\(word) is not one word")
            try demand(Secret(word: word[...]) == old, "\(word) is another password")
        case .irc: throw Violation(description: "a line is taken for one of IRC")
        case .prompt: throw Violation(description: "a line that answers nothing is taken for a secret")
        case .refused(let refusal):
            try Cleanness.demandClean(RefusalText(refusal).words, "the words of \(refusal.code)")
            try checkRendering(of: refusal, tag: request.tag, isWire: isWire)
        case .command(let command):
            let parts = RequestHarness.parts(of: command)
            for text in parts.texts { try Cleanness.demandClean(text, "a text of \(command)") }
            for nick in parts.nicks { try demand(Nick(nick.text) == nick, "\(nick) is no nick") }
            for room in parts.rooms { try demand(RoomName(room.text) == room, "\(room) is no room") }
        case .server(let command):
            for text in RequestHarness.texts(of: command) { try Cleanness.demandClean(text, "a text of \(command)") }
        }
    }

    private func checkRendering(of refusal: ServerRefusal, tag: Tag, isWire: Bool) throws(Violation) {
        let buffer = ByteBuffer()
        renderer.append(refusal, tag: tag, for: isWire ? .wire : [], to: buffer)
        let lines = try Cleanness.lines(buffer.bytes, readsCRLF: false)
        try demand(lines.count == 1, "a refusal is \(lines.count) lines")
    }

    // MARK: - What a request is made of

    private struct Parts {
        var texts: [Text] = []
        var nicks: [Nick] = []
        var rooms: [RoomName] = []
    }

    private static func parts(of command: Command) -> Parts {
        switch command {
        case .say(let text), .act(let text), .reply(let text), .away(note: let text): Parts(texts: [text])
        case .sayIn(let room, let text), .actIn(let room, let text), .noticeIn(let room, let text):
            Parts(texts: [text], rooms: [room])
        case .tell(let nick, let text), .noticeTo(let nick, let text): Parts(texts: [text], nicks: [nick])
        case .nick(let nick), .ignore(let nick): Parts(nicks: [nick].compactMap { $0 })
        case .whois(let nick), .unignore(let nick), .whowas(let nick, count: _): Parts(nicks: [nick])
        case .sayToRank(let room, _, let text, _), .signalIn(let room, let text, isNotice: _):
            Parts(texts: [text], rooms: [room])
        case .signalTo(let nick, let text, isNotice: _): Parts(texts: [text], nicks: [nick])
        case .present(.realName(let name)): Parts(texts: [name])
        case .convey(let parcel): Parts(texts: [parcel.text].compactMap { $0 })
        case .takeBack(let room, _, let reason): Parts(texts: [reason].compactMap { $0 }, rooms: [room])
        case .takeBackPrivate(let nick, _, let reason): Parts(texts: [reason].compactMap { $0 }, nicks: [nick])
        case .playback(let room, count: _, _): Parts(rooms: [room])
        case .sayOnce(_, let saying): parts(of: saying)
        case .join(let room, since: _, key: _): Parts(rooms: [room])
        case .part(let room, let reason):
            Parts(texts: [reason].compactMap { $0 }, rooms: [room].compactMap { $0 })
        case .rooms(let part, let after):
            Parts(texts: part.map { [Text(cleaned: Array($0.utf8))] } ?? [], rooms: [after].compactMap { $0 })
        case .names(let room, after: _), .topic(let room), .history(let room, count: _, _):
            Parts(rooms: [room].compactMap { $0 })
        case .who(let room, let after): Parts(nicks: [after].compactMap { $0 }, rooms: [room].compactMap { $0 })
        case .setTopic(let room, let text): Parts(texts: [text], rooms: [room].compactMap { $0 })
        case .moderate(let room, let moderation): parts(of: moderation, in: [room].compactMap { $0 })
        case .account(let command): parts(of: command)
        case .operate(let request): parts(of: request)
        case .watch(.add(let nicks)), .watch(.remove(let nicks)): Parts(nicks: nicks)
        case .back, .set, .watch, .present: Parts()
        }
    }

    private static func parts(of request: OperatorRequest) -> Parts {
        switch request {
        case .kill(let nick, let reason): Parts(texts: [reason].compactMap { $0 }, nicks: [nick])
        case .ban(.person(let nick), _, let reason): Parts(texts: [reason].compactMap { $0 }, nicks: [nick])
        case .ban(.subject(let subject), _, let reason):
            Parts(texts: [text(subject.description)] + [reason].compactMap { $0 })
        case .unban(let subject): Parts(texts: [text(subject.description)])
        case .announce(let words), .broadcast(let words): Parts(texts: [words])
        case .suspend(let nick, _): Parts(nicks: [nick])
        case .audit(let room, _): Parts(rooms: [room].compactMap { $0 })
        case .report(let nick, let reason): Parts(texts: [reason], nicks: [nick])
        case .listBans: Parts()
        }
    }

    private static func parts(of command: AccountRequest) -> Parts {
        switch command {
        case .reserve(let nick), .release(let nick), .describe(let nick?): Parts(nicks: [nick])
        case .registerRoom(let room?), .dropRoom(let room): Parts(rooms: [room])
        case .register, .logIn, .logOut, .describe, .messages, .erase, .registerRoom: Parts()
        }
    }

    private static func parts(of moderation: Moderation, in rooms: [RoomName]) -> Parts {
        switch moderation {
        case .give(_, let nick), .take(_, let nick), .voiceBeneath(let nick, _), .invite(let nick):
            Parts(nicks: [nick], rooms: rooms)
        case .kick(let nick, let reason): Parts(texts: [reason].compactMap { $0 }, nicks: [nick], rooms: rooms)
        case .rename(let name, let reason): Parts(texts: [reason].compactMap { $0 }, rooms: rooms + [name])
        case .set(_, let target, _, let reason, _):
            switch target {
            case .person(let nick): Parts(texts: [reason].compactMap { $0 }, nicks: [nick], rooms: rooms)
            case .subject(let subject):
                Parts(texts: [text(subject.description)] + [reason].compactMap { $0 }, rooms: rooms)
            }
        case .unset(_, .nick(let nick)): Parts(nicks: [nick], rooms: rooms)
        case .unset(_, .subject(let subject)): Parts(texts: [text(subject.description)], rooms: rooms)
        case .modes(let change): Parts(texts: change.words.map(text), rooms: rooms)
        case .unset(_, .number), .list, .listRanks: Parts(rooms: rooms)
        }
    }

    private static func text(_ words: String) -> Text { Text(cleaned: Array(words.utf8)) }

    private static func parts(of saying: Saying) -> Parts {
        switch saying {
        case .here(let text), .action(let text): Parts(texts: [text])
        case .inRoom(let room, let text): Parts(texts: [text], rooms: [room])
        case .to(let nick, let text): Parts(texts: [text], nicks: [nick])
        }
    }

    private static func texts(of command: ServerCommand) -> [Text] {
        switch command {
        case .motd, .version, .uptime, .nodes, .pong, .dialect(.time): []
        case .ping(let words), .help(let words): words.map { [Text(cleaned: Array($0.utf8))] } ?? []
        case .dialect(.wire(let version, _)): [Text(cleaned: Array(version.utf8))]
        case .resume(let token, _): [Text(cleaned: Array(token.utf8))]
        case .quit(let reason): reason.map { [$0] } ?? []
        case .export(let export): [text(export.cursor?.description ?? "")]
        case .mailbox(let mailbox): [text(mailbox.nick.text)]
        case .search(let search): [Text(cleaned: Array(search.words.utf8))]
        }
    }
}
