@testable import ChatCore
@testable import Dialects

/// What IRC's readers read of an event, and what they are answered, both drawn from the input.
///
/// Each line is whole and of a size that may be, and read again it has the command, the source and the first parameters that it must have,
/// so that no text of a user's can stand in another place. The pieces of a long text are the text. An address is in one line alone.
public struct IRCAnswersHarness: Harness {
    typealias Render = (Event, ReaderClass, ByteBuffer) -> Void

    private static let server = "irc.example"
    private static let address = "192.0.2.77"
    private static let commands: Set<String> = [
        "AWAY", "BATCH", "INVITE", "JOIN", "KICK", "MODE", "NICK", "NOTICE", "PART", "PRIVMSG", "QUIT", "TOPIC",
    ]

    private let render: Render

    public init() {
        self.init { event, readers, lines in
            IRCRendering(readers, server: IRCAnswersHarness.server).append(
                event, isElsewhere: false, zone: 0, to: lines)
        }
    }

    init(render: @escaping Render) {
        self.render = render
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        var data = FuzzedData(input)
        let event = data.event().by(data.flag() ? data.source() : nil)
        for index in 0..<ReaderClass.count { try check(event, ReaderClass(index: index)) }
        for _ in 0..<4 { try checkAnswer(&data) }
        try checkRefusals(&data)
    }

    // MARK: - Events

    private func check(_ event: Event, _ readers: ReaderClass) throws(Violation) {
        let buffer = ByteBuffer()
        render(event, readers, buffer)
        try IRCHarness.demandLines(buffer, nil)
        let lines = try IRCAnswersHarness.lines(buffer)
        try demand(!lines.isEmpty, "\(event.kind) is no line")
        for line in lines {
            try demand(IRCAnswersHarness.commands.contains(line.command), "\(event.kind) is \(line.command)")
            let isServers = line.source == IRCAnswersHarness.server
            let nick = line.source.prefix { $0 != "!" }
            try demand(
                isServers ? line.command == "NOTICE" : event.actors.contains(String(nick)),
                "\(line.source) is the source of \(event.kind)")
            try demand(readers.tags != .none || line.tags.isEmpty, "who knows no tags reads \(line.tags)")
            try demand(readers.tags.hasAll || line.tags["msgid"] == nil, "who knows no ids reads \(line.tags)")
        }
        try demand(lines.count { $0.tags["msgid"] != nil } <= 1, "an event has several ids: \(event.kind)")
        if let (target, text) = event.saidTo { try checkSaid(lines, target, text, event) }
        let again = ByteBuffer()
        render(event, readers, again)
        try demand(again.bytes.elementsEqual(buffer.bytes), "\(event.kind) was written otherwise the second time")
    }

    private func checkSaid(_ lines: [Line], _ target: String, _ text: [UInt8], _ event: Event) throws(Violation) {
        var said: [UInt8] = []
        for line in lines where line.command != "BATCH" {
            try demand(line.parameters.count == 2 && line.parameters[0] == Array(target.utf8), "it went to \(line)")
            var piece = line.parameters[1]
            if case .action = event.kind {
                try demand(piece.starts(with: "\u{1}ACTION ".utf8) && piece.last == 1, "\(piece) is no action")
                piece = Array(piece.dropFirst(8).dropLast())
            }
            said += piece
        }
        try demand(said == text, "\(text) was told as \(said)")
    }

    // MARK: - Answers

    private func checkAnswer(_ data: inout FuzzedData) throws(Violation) {
        let buffer = ByteBuffer()
        let me = data.flag() ? data.nick().text : "*"
        let capabilities = Capabilities(rawValue: UInt64(truncatingIfNeeded: data.number()))
        let answers = IRCAnswers(to: me, from: IRCAnswersHarness.server, with: capabilities, into: buffer)
        FuzzedIRCAnswers.put(answers, address: IRCAnswersHarness.address, &data)
        try IRCHarness.demandLines(buffer, nil)
        for line in try IRCAnswersHarness.lines(buffer) {
            guard line.command.count == 3 else {
                try demand(["JOIN", "FAIL"].contains(line.command), "an answer is \(line.command)")
                continue
            }
            try demand(line.source == IRCAnswersHarness.server, "the source of an answer is \(line.source)")
            try demand(
                UInt16(line.command).flatMap { IRCNumeric(rawValue: $0) } != nil, "\(line.command) is no number")
            try demand(line.parameters.first == Array(me.utf8), "an answer is for \(line.parameters)")
            let hasAddress = line.parameters.contains { $0.elementsEqual(IRCAnswersHarness.address.utf8) }
            try demand(!hasAddress || line.command == "338", "\(line.command) tells an address")
        }
    }

    private func checkRefusals(_ data: inout FuzzedData) throws(Violation) {
        let refusal = FuzzedIRCAnswers.refusal(&data)
        let target = String(decoding: data.bytes(40), as: UTF8.self)
        for command in [IRCCommand.join, .privmsg, .mode, .nick, .oper] {
            let buffer = ByteBuffer()
            let answers = IRCAnswers(to: "ann", from: IRCAnswersHarness.server, into: buffer)
            answers.put(IRCRefusal(refusal, of: command, for: target))
            try IRCHarness.demandLines(buffer, 1)
            let line = try IRCAnswersHarness.lines(buffer)[0]
            try demand(
                line.source == IRCAnswersHarness.server && line.parameters.first == Array("ann".utf8)
                    && line.parameters.count >= 2, "\(refusal) is \(line)")
        }
    }

    // MARK: - Lines

    struct Line {
        let source: String
        let command: String
        let parameters: [[UInt8]]
        let tags: [String: [UInt8]]
    }

    /// Takes lines apart as a client does.
    private static func lines(_ buffer: ByteBuffer) throws(Violation) -> [Line] {
        var lines: [Line] = []
        for line in buffer.bytes.split(separator: UInt8(ascii: "\n")) {
            let bytes = UnsafeRawBufferPointer(rebasing: line.dropLast())
            // Its tags may be longer than those of a client's line.
            let start = bytes.first == UInt8(ascii: "@") ? (bytes.firstIndex(of: UInt8(ascii: " ")) ?? 0) + 1 : 0
            let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
            guard case .message(let message) = IRCMessage.read(rest) else {
                throw Violation(description: "this is no message: \(Array(bytes))")
            }
            guard rest.first == UInt8(ascii: ":") else {
                throw Violation(description: "a line has no source: \(Array(bytes))")
            }
            var tags: [String: [UInt8]] = [:]
            for tag in start > 1 ? bytes[1..<start - 1].split(separator: UInt8(ascii: ";")) : [] {
                let parts = tag.split(separator: UInt8(ascii: "="), maxSplits: 1)
                tags[String(decoding: parts[0], as: UTF8.self)] = parts.count == 2 ? Array(parts[1]) : []
            }
            lines.append(
                Line(
                    source: String(decoding: rest.dropFirst().prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self),
                    command: String(decoding: message.command, as: UTF8.self),
                    parameters: (0..<message.count).map { Array(message[$0]) }, tags: tags))
        }
        return lines
    }
}

extension Event {
    fileprivate func by(_ source: Source?) -> Event {
        Event(id: id, time: time, room: room, kind, of: account, by: source, isNotice: isNotice, toRank: rank)
    }

    /// By whom it can be.
    fileprivate var actors: [String] {
        switch kind {
        case .message(let nick, _), .action(let nick, _), .privateMessage(let nick, _, _, _), .join(let nick),
            .part(let nick, _), .parted(let nick, _, _), .quit(let nick, _), .nick(let nick, _), .topic(let nick, _),
            .away(let nick, _),
            .merged(let nick, _), .account(let nick, _), .realName(let nick, _), .signal(let nick, _, _),
            .broadcast(let nick, _), .aside(let nick, _), .takenBack(_, _, _, let nick, _):
            [nick.text]
        case .kick(_, let by, _), .kicked(_, let by, _, _, _), .rank(_, _, let by, _), .modes(let by, _),
            .masks(let by, _), .invitation(_, let by), .voiceBeneath(_, _, let by), .roomRenamed(_, let by, _):
            [by.text]
        case .notice, .report, .online, .offline: []
        }
    }

    fileprivate var saidTo: (target: String, text: [UInt8])? {
        switch kind {
        case .message(_, let text), .action(_, let text):
            ((RankLetter.of(rank).map { String(UnicodeScalar($0.prefix)) } ?? "") + (room?.text ?? "*"), text.utf8)
        case .privateMessage(_, let other, let text, _): (other.text, text.utf8)
        default: nil
        }
    }
}
