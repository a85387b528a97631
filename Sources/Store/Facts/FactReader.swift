/// Takes packed facts apart (`FactBatch`), one after the other.
struct FactReader {
    private var facts: FieldReader

    init(_ bytes: UnsafeRawBufferPointer) {
        facts = FieldReader(bytes)
    }

    /// A message whose texts are not copied: they are in the bytes that are read.
    struct MessageView {
        var id: Int64
        var time: Int64
        var account: Int64?
        var kind: UInt8
        var flags: UInt32
        var target: Int64?
        var nick: UnsafeRawBufferPointer
        var source: UnsafeRawBufferPointer?
        var text: UnsafeRawBufferPointer
        var styled: UnsafeRawBufferPointer?
        var tags: UnsafeRawBufferPointer?
    }

    enum Item {
        case message(room: Int64, MessageView)
        case fact(Fact)
    }

    /// Bytes that are not read yet.
    var remaining: Int { facts.rest.count }

    /// The next fact; nil at the end. Texts of messages are not looked at: whether they are UTF-8, `check` says.
    /// - Throws: `FactError` where the bytes are none of this program's facts.
    mutating func next() throws(FactError) -> Item? {
        guard !facts.isAtEnd else { return nil }
        var record = try facts.record()
        let version = try record.byte()
        guard (1...FactBatch.version).contains(version) else { throw FactError("a fact of version \(version)") }
        let number = try record.byte()
        guard let kind = FactBatch.Kind(rawValue: number) else { throw FactError("a fact of kind \(number)") }
        if kind == .message { return .message(room: try record.number(), try record.message()) }
        return .fact(try record.fact(kind))
    }

    /// Reads all of them, as values.
    /// - Throws: `FactError` where the bytes are none of this program's facts, or have texts that are no UTF-8.
    static func all(_ bytes: UnsafeRawBufferPointer) throws(FactError) -> [Fact] {
        var reader = FactReader(bytes)
        var all: [Fact] = []
        while let item = try reader.next() {
            switch item {
            case .message(let room, let view): all.append(.message(room: room, try Message(view)))
            case .fact(let fact): all.append(fact)
            }
        }
        return all
    }
}

extension Fact {
    /// Reads packed facts that come from elsewhere.
    /// - Throws: `FactError` where the bytes are none of this program's facts.
    package static func all(in bytes: [UInt8]) throws(FactError) -> [Fact] {
        let result: Result<[Fact], FactError> = bytes.withUnsafeBytes { bytes in
            Result { () throws(FactError) in try FactReader.all(bytes) }
        }
        return try result.get()
    }
}

extension Message {
    init(_ view: FactReader.MessageView) throws(FactError) {
        func text(_ bytes: UnsafeRawBufferPointer) throws(FactError) -> String {
            guard let text = String(validating: bytes, as: UTF8.self) else { throw FactError("a text is no UTF-8") }
            return text
        }
        guard let kind = Kind(rawValue: view.kind) else { throw FactError("a message of kind \(view.kind)") }
        self.init(
            id: view.id, time: view.time, account: view.account, kind: kind, nick: try text(view.nick),
            text: Array(try text(view.text).utf8))
        flags = Flags(rawValue: view.flags)
        target = view.target
        if let bytes = view.source { source = try text(bytes) }
        if let bytes = view.styled { styled = Array(try text(bytes).utf8) }
        if let bytes = view.tags { tags = try text(bytes) }
    }
}

// MARK: - Fields

extension FieldReader {
    fileprivate mutating func message() throws(FactError) -> FactReader.MessageView {
        let id = try number()
        let time = id &+ (try number())
        let account = try optionalNumber()
        let kind = try byte()
        guard Message.Kind(rawValue: kind) != nil else { throw FactError("a message of kind \(kind)") }
        guard let flags = UInt32(exactly: try unsigned()) else { throw FactError("flags are too large") }
        let nick = try slice()
        let text = try slice()
        return FactReader.MessageView(
            id: id, time: time, account: account, kind: kind, flags: flags, target: try optionalNumber(), nick: nick,
            source: try optionalSlice(), text: text, styled: try optionalSlice(), tags: try optionalSlice())
    }

    fileprivate mutating func fact(_ kind: FactBatch.Kind) throws(FactError) -> Fact {
        switch kind {
        case .message: return .message(room: try number(), try Message(try message()))
        case .privateMessage:
            let (recipient, nick, isWaiting) = (try optionalNumber(), try string(), try flag())
            var told = Fact.PrivateMessage(try Message(try message()), recipient: recipient, recipientNick: nick)
            told.isWaiting = isWaiting
            return .privateMessage(told)
        case .shown: return .shown(account: try number(), upTo: try number())
        case .redacted:
            let room = try number()
            return .redacted(room: room == 0 ? nil : room, id: try number())
        case .room: return .room(try room())
        case .roomDropped: return .roomDropped(try number())
        case .rank:
            return .rank(room: try number(), account: try number(), try number(), since: try number())
        case .mask: return .mask(room: try number(), kind: try number(), try mask())
        case .maskRemoved: return .maskRemoved(room: try number(), kind: try number(), subject: try string())
        case .serverBan: return .serverBan(try mask())
        case .serverBanRemoved: return .serverBanRemoved(subject: try string())
        case .account: return .account(try account())
        case .password:
            return .password(account: try number(), try optionalString(), try flag() ? try scram() : nil)
        case .credential: return .credential(try credential())
        case .credentialRemoved: return .credentialRemoved(digest: try array())
        case .credentialUsed: return .credentialUsed(digest: try array(), at: try number())
        case .credentialsEnded: return .credentialsEnded(account: try number())
        case .nick: return .nick(try string(), account: try number())
        case .nickReleased: return .nickReleased(try string())
        case .ignored:
            return .ignored(account: try number(), subject: try string(), isOn: try flag(), at: try number())
        case .marker: return .marker(account: try number(), target: try string(), time: try number())
        case .erased: return .erased(account: try number(), nameFreeAt: try number())
        case .audit: return .audit(try audit())
        case .setting: return .setting(try string(), try flag() ? try array() : nil)
        }
    }

    private mutating func room() throws(FactError) -> Fact.Room {
        var room = Fact.Room(
            number: try number(), name: try string(), founder: try optionalNumber(), created: try number())
        if try flag() {
            room.topic = Fact.Topic(text: try string(), setBy: try string(), time: try number(), id: try number())
        }
        room.modes = try unsigned()
        room.key = try optionalString()
        room.slow = try number()
        room.memberLimit = try number()
        room.keepDays = try optionalNumber()
        room.keepCount = try optionalNumber()
        return room
    }

    private mutating func mask() throws(FactError) -> Fact.Mask {
        var mask = Fact.Mask(subject: try string(), created: 0)
        mask.flags = try unsigned()
        mask.until = try optionalNumber()
        mask.by = try optionalNumber()
        mask.byName = try optionalString()
        mask.reason = try optionalString()
        mask.created = try number()
        return mask
    }

    private mutating func account() throws(FactError) -> Fact.Account {
        var account = Fact.Account(
            number: try number(), name: try string(), created: try number(), used: try number())
        account.flags = try unsigned()
        account.privateMessages = try unsigned()
        return account
    }

    private mutating func scram() throws(FactError) -> Fact.SCRAM {
        Fact.SCRAM(salt: try array(), rounds: try number(), storedKey: try array(), serverKey: try array())
    }

    private mutating func credential() throws(FactError) -> Fact.Credential {
        let (account, kind) = (try number(), try byte())
        guard let kind = Fact.Credential.Kind(rawValue: kind) else { throw FactError("a credential of kind \(kind)") }
        return Fact.Credential(
            account: account, kind: kind, digest: try array(), label: try string(), created: try number(),
            until: try optionalNumber())
    }

    private mutating func audit() throws(FactError) -> Fact.Audit {
        var audit = Fact.Audit(id: try number(), time: try number(), what: "")
        audit.by = try optionalNumber()
        audit.byName = try optionalString()
        audit.what = try string()
        audit.room = try optionalNumber()
        audit.subject = try optionalString()
        audit.reason = try optionalString()
        audit.messages = try optionalString()
        return audit
    }
}
