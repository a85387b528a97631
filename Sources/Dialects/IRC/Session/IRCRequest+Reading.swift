import Bytes
import ChatCore
import Secrets

/// How a line becomes a request.
extension IRCRequest {
    /// - Parameter line: without its end.
    /// - Returns: nil where there is nothing in it.
    package init?(line: UnsafeRawBufferPointer) {
        switch IRCMessage.read(line) {
        case .nothing: return nil
        case .tooLong(let tags):
            self.init(.privmsg, .refuse(IRCRefusal(.inputTooLong)))
            readLabel(in: tags)
        case .message(let message):
            self = IRCRequest.request(of: message)
            readLabel(in: message.tags)
            readTags(of: message)
        }
    }

    private mutating func readLabel(in tags: IRCTags) {
        if let value = tags.value(of: "label"), value.count <= IRCRequest.longestLabel { label = value }
    }

    private static let said = Array("PRIVMSG #".utf8)

    /// What is said in one room, where the line has nothing more: as nearly all have it, and it is found on a shorter way.
    /// - Returns: nil where it may be anything else.
    static func said(in line: UnsafeRawBufferPointer) -> (room: RoomName, text: Text)? {
        guard line.count <= IRCLimits.line - 2, line.starts(with: said),
            let space = line[said.count...].firstIndex(of: UInt8(ascii: " ")), space + 2 < line.count,
            line[space + 1] == UInt8(ascii: ":"), line[space + 2] != CTCP.mark,
            let room = RoomName(bytes: UnsafeRawBufferPointer(rebasing: line[(said.count - 1)..<space]))
        else { return nil }
        var end = line.count
        while line[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        guard end > space + 2, let styled = Styled(UnsafeRawBufferPointer(rebasing: line[(space + 2)..<end])),
            !styled.isFormatted, !styled.isEmpty
        else { return nil }
        return (room, styled.text)
    }

    /// Longer ones are no labels.
    private static let longestLabel = 64

    /// Most lines have none, and most commands take none.
    private mutating func readTags(of message: IRCMessage) {
        guard !message.tags.isEmpty, message.isUTF8 else { return }
        switch command {
        case .privmsg, .notice:
            tags = IRCClientTags(message.tags)
            guard message.count > 1, let batch = message.tags.value(of: "batch"),
                (1...IRCRequest.longestReference).contains(batch.count), let text = Styled(message[1])
            else { return }
            line = IRCMultiline.Line(
                batch: batch, isNotice: command == .notice, target: message.word(0), text: text,
                isConcatenated: message.tags.value(of: MultilineName.concat) != nil,
                isRequest: message[1].first == CTCP.mark)
        case .tagmsg, .batch: tags = IRCClientTags(message.tags)
        default: break
        }
    }

    /// What a client may call a batch.
    private static let longestReference = 64

    private static func request(of message: IRCMessage) -> IRCRequest {
        guard message.isUTF8 else {
            let command = IRCCommand(message.command)
            return IRCRequest(command ?? .privmsg, .fail(.notUTF8(command?.rawValue ?? "*")))
        }
        guard let command = IRCCommand(message.command) else {
            let word = String(decoding: message.command, as: UTF8.self)
            return IRCRequest(.privmsg, .refuse(IRCRefusal(.unknownCommand, word)))
        }
        if let reply = missing(command, message) { return IRCRequest(command, .fail(reply)) }
        guard message.count >= command.leastParameters else {
            return IRCRequest(command, .refuse(IRCRefusal(.needMoreParameters, command.rawValue)))
        }
        return IRCRequest(command, steps(of: command, message))
    }

    private static func steps(of command: IRCCommand, _ message: IRCMessage) -> [Step] {
        switch command {
        case .join: joins(message)
        case .part: parts(message)
        case .topic: topic(message)
        case .names: names(message)
        case .mode: modes(message)
        case .kick: kicks(message)
        case .invite: invite(message)
        case .list: [.list(IRCRoomFilter(message.word(0)))]
        case .privmsg, .notice: messages(command, message)
        case .nick: nick(message)
        case .away: [.away(text(message, 0, atMost: IRCLimits.note))]
        case .who:
            [.who(IRCWhoRequest(mask: message.word(0), options: message.count > 1 ? message.word(1) : nil))]
        case .whois: [.whois(message.word(message.count > 1 ? 1 : 0))]
        case .ison: [.ison(message.words().flatMap { $0.split(separator: " ") }.compactMap { Nick($0) })]
        case .userhost: [.userhost(message.words().prefix(mostUserhosts).compactMap { Nick($0) })]
        case .ping: ping(message)
        case .cap: [.cap(message.words())]
        case .quit: [.quit(text(message, 0, atMost: IRCLimits.note))]
        case .pong, .protoctl: []
        case .tagmsg: tagMessages(message)
        case .batch: batch(message)
        case .redact: [.redact(target: message.word(0), id: message.word(1), text(message, 2, atMost: IRCLimits.note))]
        case .chatHistory:
            [IRCHistoryRequest(message).map { .history($0) } ?? .fail(.badHistory(message.word(0)))]
        case .markRead: mark(message)
        case .metadata: [.metadata(message.word(0), IRCMetadataRequest(message))]
        case .user, .pass: [.refuse(IRCRefusal(.alreadyRegistered))]
        case .authenticate: [.ask(.authenticate(Secret(message[0])))]
        case .register: [.ask(IRCAccountRequest(register: message))]
        case .verify: [.verify(message.word(0))]
        case .oper: oper(message)
        case .motd: [.about(.motd)]
        case .lusers: [.about(.census)]
        case .version: [.about(.version)]
        case .time: [.about(.time)]
        case .info: [.about(.info)]
        case .admin: [.about(.admin)]
        case .links: [.about(.links)]
        case .isupport: [.about(.isupport)]
        case .summon: [.about(.summon)]
        case .users: [.about(.users)]
        case .stats: [.about(.stats(message.count > 0 ? message.word(0) : "*"))]
        case .help, .helpOp: [.about(.help(message.count > 0 ? message.word(0) : nil))]
        case .nickServ: service(.nickServ, message.all)
        case .chanServ: service(.chanServ, message.all)
        case .whowas: whowas(message)
        case .monitor: monitor(message)
        case .setName: setName(message)
        case .kill: kill(message)
        case .rehash: [.rehash]
        case .wallops: wallops(message)
        case .rename: rename(message)
        case .knock: [.refuse(IRCRefusal(.unknownCommand, command.rawValue))]
        }
    }

    /// As `TARGMAX` tells.
    private static let mostUserhosts = 10
    /// Rooms that one line may name.
    private static let mostRooms = 100

    // MARK: - Rooms

    private static func rename(_ message: IRCMessage) -> [Step] {
        let (old, new) = (message.word(0), message.word(1))
        guard old.utf8.first == UInt8(ascii: "#"), let room = RoomName(old) else {
            return [.refuse(IRCRefusal(.noSuchChannel, old))]
        }
        guard new.utf8.first == UInt8(ascii: "#"), let name = RoomName(new) else {
            return [.fail(.renaming("CANNOT_RENAME", old, new, "No channel can be called so"))]
        }
        return [.rename(room, to: name, text(message, 2, atMost: IRCLimits.note))]
    }

    /// A parameter at its commas, without what is empty.
    private static func list(_ message: IRCMessage, _ index: Int) -> [Substring] {
        Array(message.word(index).split(separator: ",").prefix(mostRooms))
    }

    /// A room, or why it is none.
    private static func room(_ word: some StringProtocol, _ step: (RoomName) -> Step) -> Step {
        // Without its mark it would be a nick.
        guard word.utf8.first == UInt8(ascii: "#"), let room = RoomName(word) else {
            return .refuse(IRCRefusal(.noSuchChannel, String(word)))
        }
        return step(room)
    }

    private static func joins(_ message: IRCMessage) -> [Step] {
        if message.word(0) == "0" { return [.partAll] }
        let keys = message.word(1).split(separator: ",", omittingEmptySubsequences: false)
        let steps = list(message, 0).enumerated().map { index, word in
            room(word) { .join($0, keys.indices.contains(index) ? RoomKey(String(keys[index])) : nil) }
        }
        return steps.isEmpty ? [.refuse(IRCRefusal(.noSuchChannel, message.word(0)))] : steps
    }

    private static func parts(_ message: IRCMessage) -> [Step] {
        let reason = text(message, 1, atMost: IRCLimits.note)
        return list(message, 0).map { room($0) { .part($0, reason) } }
    }

    private static func topic(_ message: IRCMessage) -> [Step] {
        let text = text(message, 1, atMost: IRCLimits.note)
        return [room(message.word(0)) { message.count > 1 ? .setTopic($0, text ?? "") : .topic($0) }]
    }

    private static func names(_ message: IRCMessage) -> [Step] {
        let asked = message.count > 0 ? message.word(0) : ""
        return [.names(message.count > 0 ? list(message, 0).map(String.init) : [], asked: asked)]
    }

    private static func kicks(_ message: IRCMessage) -> [Step] {
        let reason = text(message, 2, atMost: IRCLimits.note)
        let (rooms, nicks) = (list(message, 0), list(message, 1))
        // As many rooms as nicks, or one for all of them (RFC 2812, section 3.2.8).
        guard rooms.count == nicks.count || rooms.count == 1 else {
            return [.refuse(IRCRefusal(.needMoreParameters, IRCCommand.kick.rawValue))]
        }
        return nicks.prefix(IRCLimits.targets).enumerated().map { index, word in
            room(rooms.count == 1 ? rooms[0] : rooms[index]) { room in
                guard let nick = Nick(word) else { return .refuse(IRCRefusal(.noSuchNick, String(word))) }
                return .kick(room, nick, reason)
            }
        }
    }

    private static func invite(_ message: IRCMessage) -> [Step] {
        guard message.count > 0 else { return [.invitations] }
        guard message.count > 1 else { return [.refuse(IRCRefusal(.needMoreParameters, IRCCommand.invite.rawValue))] }
        return [
            room(message.word(1)) { room in
                guard let nick = Nick(message.word(0)) else {
                    return .refuse(IRCRefusal(.noSuchNick, message.word(0)))
                }
                return .invite(nick, room)
            }
        ]
    }

    private static func modes(_ message: IRCMessage) -> [Step] {
        let target = message.word(0)
        guard target.utf8.first != UInt8(ascii: "#") else {
            return [room(target) { .roomModes($0, RoomModeRequest(message.words(from: 1))) }]
        }
        guard let nick = Nick(target) else { return [.refuse(IRCRefusal(.noSuchNick, target))] }
        return [.userModes(nick, message.count > 1 ? UserModeRequest(message[1]) : nil)]
    }

    // MARK: - What is said

    private static func messages(_ command: IRCCommand, _ message: IRCMessage) -> [Step] {
        guard message.count > 0, !message[0].isEmpty else {
            return silent(command, IRCRefusal(.noRecipient, words: "No recipient given (\(command.rawValue))"))
        }
        guard message.count > 1, !message[1].isEmpty else { return silent(command, IRCRefusal(.noTextToSend)) }
        if let service = IRCService(target: message[0]) {
            // A program's notice is answered by nobody.
            return command == .notice ? [] : self.service(service, [message[1]])
        }
        guard let targets = IRCTarget.list(bytes: message[0]) else {
            return silent(command, IRCRefusal(.tooManyTargets, message.word(0)))
        }
        // The whole line is UTF-8, and so is a part of it between characters.
        guard let saying = IRCSaying(message[1]) else { return [] }
        return targets.map { .say($0, saying) }
    }

    private static func tagMessages(_ message: IRCMessage) -> [Step] {
        guard let targets = IRCTarget.list(bytes: message[0]) else {
            return [.refuse(IRCRefusal(.tooManyTargets, message.word(0)))]
        }
        return targets.map { .tag($0) }
    }

    private static func batch(_ message: IRCMessage) -> [Step] {
        let (sign, reference) = (message[0].first, Array(message[0].dropFirst()))
        let isReference =
            (1...longestReference).contains(reference.count)
            && reference.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
        switch sign {
        case UInt8(ascii: "+")?
        where isReference && message.count > 2 && message.word(1) == MultilineName.batch.description:
            return [.beginBatch(reference, target: message.word(2))]
        case UInt8(ascii: "-")? where isReference: return [.endBatch(reference)]
        default: return [.fail(.multiline(.invalid("It is no batch that there is")))]
        }
    }

    /// What drafts want to be told by words where there are too few parameters.
    private static func missing(_ command: IRCCommand, _ message: IRCMessage) -> IRCStandardReply? {
        guard command == .markRead || command == .redact, message.count < command.leastParameters else { return nil }
        return IRCStandardReply(.fail, command.rawValue, "NEED_MORE_PARAMS", words: "Missing parameters")
    }

    private static func mark(_ message: IRCMessage) -> [Step] {
        let target = message.word(0)
        func fault(_ code: String, _ context: String...) -> [Step] {
            [.fail(IRCStandardReply(.fail, "MARKREAD", code, context, words: "That can't be marked"))]
        }
        let isTarget = target.utf8.first == UInt8(ascii: "#") ? RoomName(target) != nil : Nick(target) != nil
        guard isTarget else { return fault("INVALID_PARAMS", target) }
        guard message.count > 1 else { return [.mark(target, until: nil)] }
        let word = message.word(1)
        guard word.hasPrefix("timestamp="), let time = Timestamp.microseconds(String(word.dropFirst(10))), time >= 0
        else { return fault("INVALID_PARAMS", target, word) }
        return [.mark(target, until: time / 1_000 * 1_000)]
    }

    /// Programs answer no notice, and neither do we.
    private static func silent(_ command: IRCCommand, _ refusal: IRCRefusal) -> [Step] {
        command == .notice ? [] : [.refuse(refusal)]
    }

    // MARK: - People

    private static func nick(_ message: IRCMessage) -> [Step] {
        let word = message.word(0)
        guard !word.isEmpty else { return [.refuse(IRCRefusal(.noNickGiven))] }
        guard let nick = Nick(word), !IRCName.isReserved(nick) else { return [.refuse(IRCRefusal(.badNick, word))] }
        return [.nick(nick)]
    }

    private static func oper(_ message: IRCMessage) -> [Step] {
        guard let name = Nick(message.word(0)) else { return [.refuse(IRCRefusal(.noOperHost))] }
        return [.ask(.oper(name, Secret(message[1])))]
    }

    private static func ping(_ message: IRCMessage) -> [Step] {
        message.count > 0 ? [.ping(Array(message[0]))] : [.refuse(IRCRefusal(.noOrigin))]
    }

    /// A parameter as plain text; nil where it is empty.
    static func text(_ message: IRCMessage, _ index: Int, atMost most: Int) -> Text? {
        guard let text = Styled(message[index])?.text, !text.isEmpty else { return nil }
        return UTF8Cut.text(text, atMost: most)
    }
}
