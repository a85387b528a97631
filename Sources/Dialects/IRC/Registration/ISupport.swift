import ChatCore

/// What 005 tells of the server (`RPL_ISUPPORT`).
package struct ISupport: Hashable, Sendable {
    /// What of it an administrator sets.
    package struct Facts: Hashable, Sendable {
        package var network = "Partyline"
        package var roomsOfPerson = 50
        package var monitored = 100
        /// Masks of each list of a room.
        package var masks = 100
        /// Messages that one answer of CHATHISTORY has; 0: there is no CHATHISTORY.
        package var history = 100

        package init() {}
    }

    /// As `NICKLEN=32`, sorted; each with at most one `=`, as some clients take them apart at each.
    package let tokens: [String]

    package static let mostOfLine = 13
    private static let bytesOfLine = 400

    package init(_ facts: Facts) {
        let targets = IRCLimits.targets
        var tokens = [
            "ACCOUNTEXTBAN=\(IRCMask.accountExtban)", "AWAYLEN=\(IRCLimits.note)", "BOT=\(UserModes.botLetter)",
            "CASEMAPPING=\(IRCName.casemapping)", "CHANLIMIT=#:\(facts.roomsOfPerson)",
            "CHANMODES=\(RoomModeLetters.advertised)",
            "CHANNELLEN=\(RoomName.maximumLength + 1)", "CHANTYPES=#", "ELIST=CMNTU", "EXCEPTS",
            "EXTBAN=,\(IRCMask.extbans)",
            "INVEX", "KICKLEN=\(IRCLimits.note)", "MAXLIST=I:\(facts.masks),b:\(facts.masks),e:\(facts.masks)",
            "MAXTARGETS=\(targets)",
            "MODES=\(RoomModeLetters.mostWithParameter)", "MONITOR=\(facts.monitored)", "NAMELEN=\(IRCLimits.realName)",
            "NETWORK=\(ISupport.escaped(facts.network))", "NICKLEN=\(Nick.maximumLength)",
            "PREFIX=\(RankLetter.advertised)",
            "SAFELIST", "STATUSMSG=\(RankLetter.prefixes)", "TOPICLEN=\(IRCLimits.note)",
            "TARGMAX=JOIN:,KICK:,LIST:,MONITOR:\(facts.monitored),NAMES:,NOTICE:\(targets),PART:,PRIVMSG:\(targets),"
                + "TAGMSG:\(targets),USERHOST:10,WHOIS:1",
            "USERLEN=\(IRCName.mostOfUser)", "UTF8ONLY", "WHOX",
        ]
        if facts.history > 0 {
            tokens += [
                "CHATHISTORY=\(facts.history)", "draft/CHATHISTORY=\(facts.history)", "MSGREFTYPES=msgid,timestamp",
            ]
        }
        self.tokens = tokens.sorted()
    }

    /// Spaces, `=` and `\` as `\x20`.
    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for byte in value.utf8 {
            switch byte {
            case 0x21...0x7E where byte != UInt8(ascii: "=") && byte != UInt8(ascii: "\\"):
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                escaped += "\\x" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return escaped
    }

    /// The tokens that tell what is other than it was: `-TOKEN` for one that is gone.
    package func changes(since old: ISupport) -> [String] {
        let names = Set(tokens.map(ISupport.name))
        let gone = old.tokens.map(ISupport.name).filter { !names.contains($0) }.map { "-\($0)" }
        return tokens.filter { !old.tokens.contains($0) } + gone
    }

    private static func name(of token: String) -> String {
        String(token.prefix { $0 != "=" })
    }

    /// Appends the lines of 005.
    /// - Parameter tokens: nil: all.
    package func put(_ tokens: [String]? = nil, to nick: String, from server: String, into lines: ByteBuffer) {
        let tokens = tokens ?? self.tokens
        let others = ":\(server) 005 \(nick)  :".utf8.count + IRCNumeric.isupport.text.utf8CodeUnitCount
        let room = min(ISupport.bytesOfLine, IRCLimits.line - 2 - others)
        for stretch in WordWrap.lines(tokens, room: room, most: ISupport.mostOfLine) where !stretch.isEmpty {
            let line = IRCNumeric.isupport.begin(to: nick, from: server, into: lines)
            for word in stretch.split(separator: " ") { line.parameter(word: word.utf8) }
            line.trailing(IRCNumeric.isupport.text)
            line.end()
        }
    }
}
