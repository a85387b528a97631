import ChatCore

/// What is asked of people, and of operators of the server.
extension IRCRequest {
    /// A count that is not positive asks for all (RFC 2812, section 3.6.3).
    static func whowas(_ message: IRCMessage) -> [Step] {
        guard message.count > 0, !message[0].isEmpty else { return [.refuse(IRCRefusal(.noNickGiven))] }
        return [.whowas(message.word(0), count: Int(message.word(1)).flatMap { $0 > 0 ? $0 : nil })]
    }

    static func monitor(_ message: IRCMessage) -> [Step] {
        guard let request = IRCMonitorRequest(message.words()) else {
            return [.refuse(IRCRefusal(.needMoreParameters, IRCCommand.monitor.rawValue))]
        }
        return [.monitor(request)]
    }

    static func setName(_ message: IRCMessage) -> [Step] {
        guard message[0].count <= IRCLimits.realName, let name = text(message, 0, atMost: IRCLimits.realName) else {
            return [.fail(.invalidRealName)]
        }
        return [.setName(name)]
    }

    static func kill(_ message: IRCMessage) -> [Step] {
        guard let nick = Nick(message.word(0)) else { return [.refuse(IRCRefusal(.noSuchNick, message.word(0)))] }
        return [.kill(nick, text(message, 1, atMost: IRCLimits.note))]
    }

    static func wallops(_ message: IRCMessage) -> [Step] {
        guard let text = text(message, 0, atMost: IRCLimits.note) else {
            return [.refuse(IRCRefusal(.needMoreParameters, IRCCommand.wallops.rawValue))]
        }
        return [.broadcast(text)]
    }
}

extension IRCStandardReply {
    /// SETNAME with what can't be anybody's name (IRCv3, setname).
    package static let invalidRealName = IRCStandardReply(
        .fail, IRCCommand.setName.rawValue, "INVALID_REALNAME", words: "Realname is not valid")
}
