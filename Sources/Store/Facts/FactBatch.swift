/// Facts of one turn, packed one after the other: each is a record of its length, its version, its kind and its fields.
///
/// The form stays readable: a later version of a kind has more fields at its end, which an older reader passes over.
package struct FactBatch {
    /// The version that is written. One that an older program must not write to its store gets another.
    static let version: UInt8 = 1

    /// What a fact is of, in its packed form.
    enum Kind: UInt8 {
        case message = 1
        case privateMessage, shown, redacted
        case room, roomDropped, rank, mask, maskRemoved, serverBan, serverBanRemoved
        case account, password, credential, credentialRemoved, credentialUsed, nick, nickReleased, ignored, marker,
            erased
        case audit, setting
        case credentialsEnded
    }

    private var writer = FieldWriter(capacity: 16 << 10)
    /// How many there are in it.
    package private(set) var count = 0

    package init() {}

    package var bytes: [UInt8] { writer.bytes }
    package var byteCount: Int { writer.count }
    package var isEmpty: Bool { count == 0 }

    /// Empties it, and keeps its memory.
    package mutating func removeAll() {
        writer.removeAll()
        count = 0
    }

    /// Appends a plain message, as most are: without a copy of its texts, and without an allocation.
    package mutating func append(
        room: Int64, id: Int64, time: Int64, account: Int64?, kind: Message.Kind, isBot: Bool = false,
        nick: String, source: String = "", text: [UInt8]
    ) {
        // Who has a nick in memory has a short one, and so is whom they are shown as.
        guard nick.utf8.count <= 128, source.utf8.count <= 128 else {
            var message = Message(id: id, time: time, account: account, kind: kind, nick: nick, text: text)
            if isBot { message.flags.insert(.bot) }
            if !source.isEmpty { message.source = source }
            return append(.message(room: room, message))
        }
        var (nick, source) = (nick, source)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 400) { piece in
            guard let start = piece.baseAddress else { return }
            var head = FieldPiece(start)
            head.put(bytes: 4)
            head.put(byte: FactBatch.version)
            head.put(byte: Kind.message.rawValue)
            head.put(room)
            head.put(id)
            // Nearly always the id is the time.
            head.put(time &- id)
            head.put(byte: account == nil ? 0 : 1)
            if let account { head.put(account) }
            head.put(byte: kind.rawValue)
            head.put(byte: isBot ? FactBatch.botFlag : 0)
            nick.withUTF8 { head.put($0) }
            head.put(UInt64(text.count))
            // Neither a target nor, behind the source, a styled form or tags.
            guard !source.isEmpty else { return writer.record(head, text, zeros: 4) }
            var tail = FieldPiece(start + head.count)
            tail.put(byte: 0)
            tail.put(byte: 1)
            source.withUTF8 { tail.put($0) }
            writer.record(head, text, tail, zeros: 2)
        }
        count += 1
    }

    /// In one byte.
    private static let botFlag = UInt8(Message.Flags.bot.rawValue)

    @inline(__always)
    private mutating func append(_ kind: Kind, _ fill: (inout FieldWriter) -> Void) {
        writer.record { writer in
            writer.put(byte: FactBatch.version)
            writer.put(byte: kind.rawValue)
            fill(&writer)
        }
        count += 1
    }

    package mutating func append(_ fact: Fact) {
        switch fact {
        case .message(let room, let message):
            append(.message) {
                $0.put(room)
                $0.put(message)
            }
        case .privateMessage(let message):
            append(.privateMessage) {
                $0.put(message.recipient)
                $0.put(message.recipientNick)
                $0.put(byte: message.isWaiting ? 1 : 0)
                $0.put(message.message)
            }
        case .shown(let account, let id):
            append(.shown) {
                $0.put(account)
                $0.put(id)
            }
        case .redacted(let room, let id):
            append(.redacted) {
                // No room has the number 0. So an older program reads it, too.
                $0.put(room ?? 0)
                $0.put(id)
            }
        case .room(let room): append(.room) { $0.put(room) }
        case .roomDropped(let number): append(.roomDropped) { $0.put(number) }
        case .rank(let room, let account, let rank, let since):
            append(.rank) { for number in [room, account, rank, since] { $0.put(number) } }
        case .mask(let room, let kind, let mask):
            append(.mask) {
                $0.put(room)
                $0.put(kind)
                $0.put(mask)
            }
        case .maskRemoved(let room, let kind, let subject):
            append(.maskRemoved) {
                $0.put(room)
                $0.put(kind)
                $0.put(subject)
            }
        case .serverBan(let mask): append(.serverBan) { $0.put(mask) }
        case .serverBanRemoved(let subject): append(.serverBanRemoved) { $0.put(subject) }
        case .audit(let audit): append(.audit) { $0.put(audit) }
        case .setting(let name, let value):
            append(.setting) {
                $0.put(name)
                $0.put(value)
            }
        default: appendOfAccount(fact)
        }
    }

    private mutating func appendOfAccount(_ fact: Fact) {
        switch fact {
        case .account(let account): append(.account) { $0.put(account) }
        case .password(let account, let password, let scram):
            append(.password) {
                $0.put(account)
                $0.put(password)
                $0.put(byte: scram == nil ? 0 : 1)
                guard let scram else { return }
                $0.put(scram.salt)
                $0.put(scram.rounds)
                $0.put(scram.storedKey)
                $0.put(scram.serverKey)
            }
        case .credential(let credential): append(.credential) { $0.put(credential) }
        case .credentialRemoved(let digest): append(.credentialRemoved) { $0.put(digest) }
        case .credentialUsed(let digest, let time):
            append(.credentialUsed) {
                $0.put(digest)
                $0.put(time)
            }
        case .credentialsEnded(let account): append(.credentialsEnded) { $0.put(account) }
        case .nick(let nick, let account):
            append(.nick) {
                $0.put(nick)
                $0.put(account)
            }
        case .nickReleased(let nick): append(.nickReleased) { $0.put(nick) }
        case .ignored(let account, let subject, let isOn, let time):
            append(.ignored) {
                $0.put(account)
                $0.put(subject)
                $0.put(byte: isOn ? 1 : 0)
                $0.put(time)
            }
        case .marker(let account, let target, let time):
            append(.marker) {
                $0.put(account)
                $0.put(target)
                $0.put(time)
            }
        case .erased(let account, let nameFreeAt):
            append(.erased) {
                $0.put(account)
                $0.put(nameFreeAt)
            }
        case .message, .privateMessage, .shown, .redacted, .room, .roomDropped, .rank, .mask, .maskRemoved, .serverBan,
            .serverBanRemoved, .audit, .setting:
            preconditionFailure("it is of no account")
        }
    }
}

// MARK: - Fields

extension FieldWriter {
    fileprivate mutating func put(
        message id: Int64, _ time: Int64, _ account: Int64?, _ kind: Message.Kind, _ flags: Message.Flags,
        _ nick: String
    ) {
        put(id)
        // Nearly always the id is the time.
        put(time &- id)
        put(account)
        put(byte: kind.rawValue)
        put(UInt64(flags.rawValue))
        put(nick)
    }

    /// Writes that so many fields are missing.
    fileprivate mutating func putNothing(of fields: Int) {
        for _ in 0..<fields { put(byte: 0) }
    }

    fileprivate mutating func put(_ message: Message) {
        put(message: message.id, message.time, message.account, message.kind, message.flags, message.nick)
        put(message.text)
        put(message.target)
        put(message.source)
        put(message.styled)
        put(message.tags)
    }

    fileprivate mutating func put(_ room: Fact.Room) {
        put(room.number)
        put(room.name)
        put(room.founder)
        put(room.created)
        put(byte: room.topic == nil ? 0 : 1)
        if let topic = room.topic {
            put(topic.text)
            put(topic.setBy)
            put(topic.time)
            put(topic.id)
        }
        put(room.modes)
        put(room.key)
        put(room.slow)
        put(room.memberLimit)
        put(room.keepDays)
        put(room.keepCount)
    }

    fileprivate mutating func put(_ mask: Fact.Mask) {
        put(mask.subject)
        put(mask.flags)
        put(mask.until)
        put(mask.by)
        put(mask.byName)
        put(mask.reason)
        put(mask.created)
    }

    fileprivate mutating func put(_ account: Fact.Account) {
        put(account.number)
        put(account.name)
        put(account.created)
        put(account.used)
        put(account.flags)
        put(account.privateMessages)
    }

    fileprivate mutating func put(_ credential: Fact.Credential) {
        put(credential.account)
        put(byte: credential.kind.rawValue)
        put(credential.digest)
        put(credential.label)
        put(credential.created)
        put(credential.until)
    }

    fileprivate mutating func put(_ audit: Fact.Audit) {
        put(audit.id)
        put(audit.time)
        put(audit.by)
        put(audit.byName)
        put(audit.what)
        put(audit.room)
        put(audit.subject)
        put(audit.reason)
        put(audit.messages)
    }
}
