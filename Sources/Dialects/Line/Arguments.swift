import ChatCore

/// What is left of a command's line, taken word by word from the front. The last argument may take the rest.
struct Arguments {
    private var left: Substring
    /// Of the command, for the words of a refusal.
    var usage = ""
    /// It is a program's: nobody is asked for what it leaves out.
    var isTagged = false

    init(_ line: String) {
        left = line[...]
    }

    /// Nothing but spaces is left.
    var isAtEnd: Bool { left.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }

    /// The next word; nil at the end.
    mutating func word() -> String? {
        skipSpaces()
        guard !left.isEmpty else { return nil }
        let end = left.utf8.firstIndex(of: UInt8(ascii: " ")) ?? left.endIndex
        let word = String(left[..<end])
        left = left[end...]
        return word
    }

    /// All that is left, but for the spaces before it; nil where that is nothing.
    mutating func rest() -> Text? {
        skipSpaces()
        return left.isEmpty ? nil : Text(cleaned: Array(left.utf8))
    }

    /// A `-`, with nothing but spaces behind it.
    static func isDash(_ text: Text) -> Bool {
        text.utf8.first == UInt8(ascii: "-") && text.utf8.dropFirst().allSatisfy { $0 == UInt8(ascii: " ") }
    }

    /// The rest, which must be there.
    mutating func text() throws(ServerRefusal) -> Text {
        guard let text = rest() else { throw misuse() }
        return text
    }

    /// - Throws: `usage` where something is left.
    mutating func end() throws(ServerRefusal) {
        guard rest() == nil else { throw misuse() }
    }

    /// A word after which nothing may follow.
    mutating func lastWord() throws(ServerRefusal) -> String? {
        let word = word()
        try end()
        return word
    }

    func misuse() -> ServerRefusal {
        .usage(usage)
    }

    private mutating func skipSpaces() {
        // Not by characters: with an accent after it a space is one with it.
        left = Substring(left.utf8.drop { $0 == UInt8(ascii: " ") })
    }

    // MARK: - Names

    mutating func nickBeforeText() throws(ServerRefusal) -> Nick {
        guard let word = word() else { throw misuse() }
        return try Arguments.nick(word)
    }

    /// The last argument, a nick.
    mutating func nick() throws(ServerRefusal) -> Nick {
        guard let nick = try nickIfAny() else { throw misuse() }
        return nick
    }

    /// The last argument, a nick, if there is one.
    mutating func nickIfAny() throws(ServerRefusal) -> Nick? {
        guard let word = try lastWord() else { return nil }
        return try Arguments.nick(word)
    }

    mutating func room() throws(ServerRefusal) -> RoomName {
        guard let room = try roomIfAny() else { throw misuse() }
        return room
    }

    /// The last argument, a room, if there is one.
    mutating func roomIfAny() throws(ServerRefusal) -> RoomName? {
        guard let word = try lastWord() else { return nil }
        return try Arguments.room(word)
    }

    /// The next word, a room, if there is one.
    mutating func roomBeforeText() throws(ServerRefusal) -> RoomName? {
        guard let word = word() else { return nil }
        return try Arguments.room(word)
    }

    /// The next word if it starts with `#`; nothing is taken otherwise.
    mutating func roomWithMark() throws(ServerRefusal) -> RoomName? {
        skipSpaces()
        guard left.utf8.first == UInt8(ascii: "#"), let word = word() else { return nil }
        return try Arguments.room(word)
    }

    static func room(_ word: String) throws(ServerRefusal) -> RoomName {
        guard let room = RoomName(word) else { throw .badRoom(String(word.prefix(40))) }
        return room
    }

    static func nick(_ word: String) throws(ServerRefusal) -> Nick {
        guard let nick = Nick(word) else { throw .badNick(String(word.prefix(40))) }
        return nick
    }

    // MARK: - Other kinds

    /// `on` or `off`, if there is an argument.
    mutating func switchIfAny() throws(ServerRefusal) -> Bool? {
        switch try lastWord()?.asciiLowercased {
        case nil: return nil
        case "on": return true
        case "off": return false
        default: throw misuse()
        }
    }

    /// 1 to 32 letters or digits, if there is an argument.
    mutating func token() throws(ServerRefusal) -> String? {
        guard let word = try lastWord() else { return nil }
        guard word.utf8.count <= 32, word.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit }) else {
            throw .badArgument(.token, usage: usage)
        }
        return word
    }

    /// `nonce=N`, if it is next.
    mutating func nonceIfAny() throws(ServerRefusal) -> Nonce? {
        skipSpaces()
        guard left.utf8.starts(with: "nonce=".utf8), let word = word() else { return nil }
        guard let nonce = Nonce(word.dropFirst(6)) else {
            throw .badArgument(.nonce, usage: usage)
        }
        return nonce
    }

    /// `[WORD] [after=NAME]`, in any order.
    mutating func page() throws(ServerRefusal) -> (word: String?, after: String?) {
        var (plain, after): (String?, String?)
        while let word = word() {
            if word.hasPrefix("after=") {
                guard after == nil else { throw misuse() }
                after = String(word.dropFirst(6))
            } else {
                guard plain == nil else { throw misuse() }
                plain = word
            }
        }
        return (plain, after)
    }

    /// `ROOM [KEY] [since=ID]`; `since=` in any place.
    mutating func join() throws(ServerRefusal) -> Request.Body {
        var room: RoomName?
        var key: RoomKey?
        var since: EventID?
        while let word = word() {
            if let id = try id("since", in: word) {
                guard since == nil else { throw misuse() }
                since = id
            } else if room == nil {
                room = try Arguments.room(word)
            } else {
                guard key == nil else { throw misuse() }
                key = try Arguments.key(word, usage)
            }
        }
        guard let room else { throw misuse() }
        return .command(.join(room, since: since, key: key))
    }

    /// `VERSION [resume]`.
    mutating func wire() throws(ServerRefusal) -> Request.Body {
        guard let version = word() else { throw misuse() }
        let resumes = word()
        guard resumes == nil || resumes == "resume", isAtEnd else { throw misuse() }
        return .server(.dialect(.wire(version: version, resumes: resumes != nil)))
    }

    /// `TOKEN [since=ID]`.
    mutating func resume() throws(ServerRefusal) -> Request.Body {
        guard isTagged else { throw .forPrograms(usage) }
        guard let token = word() else { throw misuse() }
        var since: EventID?
        if let word = word() {
            since = try id("since", in: word)
            guard since != nil, isAtEnd else { throw misuse() }
        }
        return .server(.resume(token: token, since: since))
    }

    /// Whether a word is meant as a number: digits, perhaps with a sign, which is refused later.
    private static func isNumber(_ word: String) -> Bool {
        let digits =
            word.utf8.first == UInt8(ascii: "-") || word.utf8.first == UInt8(ascii: "+")
            ? word.utf8.dropFirst() : word.utf8[...]
        return !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit)
    }

    /// The id in `KEY=ID`; nil where the word is something else.
    private func id(_ key: String, in word: String) throws(ServerRefusal) -> EventID? {
        guard word.hasPrefix("\(key)=") else { return nil }
        let digits = word.dropFirst(key.utf8.count + 1)
        // `Int64` would take a sign.
        guard digits.utf8.allSatisfy(\.isASCIIDigit), let id = EventID(digits) else {
            throw .badArgument(.id, usage: usage)
        }
        return id
    }

    /// `[ROOM|@NICK] [N] [since=ID] [before=ID] [around=ID]`, in any order.
    mutating func history() throws(ServerRefusal) -> Request.Body {
        var (room, nick): (RoomName?, Nick?)
        var count: Int?
        var (since, before, around): (EventID?, EventID?, EventID?)
        while let word = word() {
            if let id = try id("since", in: word) {
                guard since == nil else { throw misuse() }
                since = id
            } else if let id = try id("before", in: word) {
                guard before == nil else { throw misuse() }
                before = id
            } else if let id = try id("around", in: word) {
                guard around == nil else { throw misuse() }
                around = id
            } else if Arguments.isNumber(word) {
                guard count == nil else { throw .badArgument(.count, usage: usage) }
                count = try self.count(word)
            } else {
                guard room == nil, nick == nil else { throw misuse() }
                if word.utf8.first == UInt8(ascii: "@") {
                    nick = try Arguments.nick(String(word.dropFirst()))
                } else {
                    room = try Arguments.room(word)
                }
            }
        }
        let stretch = try stretch(since: since, before: before, around: around)
        if let nick { return .server(.mailbox(MailboxRequest(with: nick, count: count, stretch))) }
        return .command(.history(room, count: count, stretch))
    }

    /// `[N] [cursor=CURSOR]`, in any order, or `more`.
    mutating func export() throws(ServerRefusal) -> Request.Body {
        var request = ExportRequest()
        while let word = word() {
            if word.hasPrefix("cursor=") {
                guard request.cursor == nil else { throw misuse() }
                request.cursor = ExportPlace(word.dropFirst(7))
                guard request.cursor != nil else { throw .badArgument(.cursor, usage: usage) }
            } else if word.asciiLowercased == "more" {
                guard !request.isMore else { throw misuse() }
                request.isMore = true
            } else {
                guard request.count == nil, Arguments.isNumber(word) else { throw misuse() }
                request.count = try count(word)
            }
        }
        guard !request.isMore || request.cursor == nil else { throw misuse() }
        return .server(.export(request))
    }

    /// How many lines are asked for.
    private func count(_ word: String) throws(ServerRefusal) -> Int {
        guard word.utf8.allSatisfy(\.isASCIIDigit), let number = Int(word), (1...1_000).contains(number) else {
            throw .badArgument(.count, usage: usage)
        }
        return number
    }

    private func stretch(
        since: EventID?, before: EventID?, around: EventID?
    ) throws(ServerRefusal) -> HistoryStretch {
        guard let around else { return since.map { .since($0, before: before) } ?? .last(before: before) }
        guard since == nil, before == nil else { throw misuse() }
        return .around(around)
    }
}
