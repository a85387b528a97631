import ChatCore

extension Arguments {
    /// `NICK [ROOM]`, or, as other commands about rooms have it, `#ROOM NICK`.
    mutating func rank(_ moderation: (Nick) -> Moderation) throws(ServerRefusal) -> Request.Body {
        try rank(in: roomWithMark(), moderation)
    }

    /// - Parameter room: that was read before; nil: none, so it may come behind.
    mutating func rank(
        in room: RoomName?, _ moderation: (Nick) -> Moderation
    ) throws(ServerRefusal) -> Request.Body {
        let nick = try nickBeforeText()
        guard let room else { return .command(.moderate(try roomIfAny(), moderation(nick))) }
        try end()
        return .command(.moderate(room, moderation(nick)))
    }

    /// `[ROOM] [NICK|MASK [TIME] [REASON]]`
    mutating func mask(_ kind: MaskKind, putsOut: Bool) throws(ServerRefusal) -> Request.Body {
        let room = try roomWithMark()
        guard let word = word() else { return .command(.moderate(room, .list(kind))) }
        let target: MaskTarget =
            if let subject = try subject(word) { .subject(subject) } else { .person(try Arguments.nick(word)) }
        let seconds = try duration()
        return .command(
            .moderate(room, .set(kind, target, seconds: seconds, reason: rest(), putsOut: putsOut)))
    }

    /// `[ROOM] N|NICK|MASK`
    mutating func unmask(_ kind: MaskKind) throws(ServerRefusal) -> Request.Body {
        let room = try roomWithMark()
        guard let word = try lastWord() else { throw misuse() }
        let reference: MaskReference =
            if let subject = try subject(word) {
                .subject(subject)
            } else if word.utf8.allSatisfy(\.isASCIIDigit), let number = Int(word) {
                .number(number)
            } else {
                .nick(try Arguments.nick(word))
            }
        return .command(.moderate(room, .unset(kind, reference)))
    }

    /// A mask as it is written; nil where it is a name. What kind it is of may be left out where a name could not have its signs.
    private func subject(_ word: String) throws(ServerRefusal) -> MaskSubject? {
        let bytes = word.utf8
        let subject: MaskSubject?
        if bytes.contains(UInt8(ascii: ":")) {
            subject = MaskSubject(word)
        } else if bytes.contains(where: { "!@".utf8.contains($0) }) {
            subject = MaskSubject(.mask, word)
        } else if bytes.contains(where: { "*?".utf8.contains($0) }) {
            subject = MaskSubject(.nick, word)
        } else {
            return nil
        }
        guard let subject else { throw .badArgument(.mask, usage: usage) }
        return subject
    }

    /// As `30s`, `10m`, `2h`, `7d` or `4w`, if that is next: so many seconds.
    /// - Throws: where it begins with a digit and is no time. As a reason, it would hold for good.
    mutating func duration() throws(ServerRefusal) -> Int64? {
        var ahead = self
        guard let word = ahead.word()?.asciiLowercased, let first = word.utf8.first, first.isASCIIDigit else {
            return nil
        }
        guard let last = word.utf8.last, let unit = Arguments.seconds[last],
            word.utf8.dropLast().allSatisfy(\.isASCIIDigit), let number = Int64(word.dropLast()), number > 0
        else { throw .badArgument(.time, usage: usage) }
        self = ahead
        let (seconds, overflow) = number.multipliedReportingOverflow(by: unit)
        return overflow ? .max : seconds
    }

    private static let seconds: [UInt8: Int64] = [
        UInt8(ascii: "s"): 1, UInt8(ascii: "m"): 60, UInt8(ascii: "h"): 3_600, UInt8(ascii: "d"): 86_400,
        UInt8(ascii: "w"): 7 * 86_400,
    ]

    // MARK: - Modes

    static func key(_ word: String, _ usage: String) throws(ServerRefusal) -> RoomKey {
        guard let key = RoomKey(word) else { throw .badArgument(.key, usage: usage) }
        return key
    }

    /// `[ROOM] WORD`
    mutating func key() throws(ServerRefusal) -> Request.Body {
        let room = try roomWithMark()
        guard let word = try lastWord() else { throw misuse() }
        var change = ModeChange()
        if word == "-" { change.remove(.key) } else { change.setKey(try Arguments.key(word, usage)) }
        return .command(.moderate(room, .modes(change)))
    }

    /// `[ROOM] [+WORD|-WORD]...`
    mutating func modes() throws(ServerRefusal) -> Request.Body {
        let room = try roomWithMark()
        var change = ModeChange()
        while let word = word() {
            guard change.add(word: word) else { throw .badArgument(.mode, usage: usage) }
        }
        return .command(.moderate(room, .modes(change)))
    }

    /// `[ROOM] SECONDS`
    mutating func slow() throws(ServerRefusal) -> Request.Body {
        let room = try roomWithMark()
        guard let word = try lastWord() else { throw misuse() }
        guard word.utf8.allSatisfy(\.isASCIIDigit), let seconds = Int(word),
            seconds == 0 || ModeChange.slowness.contains(seconds)
        else { throw .badArgument(.slowness, usage: usage) }
        var change = ModeChange()
        if seconds == 0 { change.remove(.slow) } else { change.setSlow(seconds) }
        return .command(.moderate(room, .modes(change)))
    }
}
