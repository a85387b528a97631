import ChatCore

extension Arguments {
    mutating func messagePolicy() throws(ServerRefusal) -> MessagePolicy? {
        guard let word = try lastWord() else { return nil }
        guard let policy = MessagePolicy(rawValue: word.asciiLowercased) else {
            throw .badArgument(.policy, usage: usage)
        }
        return policy
    }

    /// `[ROOM] [N]`, in any order.
    mutating func audit() throws(ServerRefusal) -> Request.Body {
        var room: RoomName?
        var count: Int?
        while let word = word() {
            if word.utf8.allSatisfy(\.isASCIIDigit) {
                guard count == nil, let number = Int(word), (1...1_000).contains(number) else {
                    throw .badArgument(.auditCount, usage: usage)
                }
                count = number
            } else {
                guard room == nil else { throw misuse() }
                room = try Arguments.room(word)
            }
        }
        return .command(.operate(.audit(room, count: count)))
    }

    /// `[NICK|MASK|NET [TIME] [REASON]]`
    mutating func serverBan() throws(ServerRefusal) -> Request.Body {
        guard let word = word() else { return .command(.operate(.listBans)) }
        let target: ServerBanTarget =
            if word.utf8.contains(UInt8(ascii: ":")) {
                .subject(try serverBanSubject(word))
            } else {
                .person(try Arguments.nick(word))
            }
        let seconds = try duration()
        return .command(.operate(.ban(target, seconds: seconds, reason: rest())))
    }

    /// `MASK|NET`
    mutating func serverUnban() throws(ServerRefusal) -> Request.Body {
        guard let word = try lastWord() else { throw misuse() }
        return .command(.operate(.unban(try serverBanSubject(word))))
    }

    private func serverBanSubject(_ word: String) throws(ServerRefusal) -> ServerBanSubject {
        guard let subject = ServerBanSubject(word) else { throw .badArgument(.ban, usage: usage) }
        return subject
    }
}
