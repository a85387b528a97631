import ChatCore
import Store

// What memory has as a file has it, and back. What a file has may have been altered: what can't be is passed over.

extension Fact.Room {
    /// A bit of `modes` that is no mode: the room is registered, be it somebody's or nobody's any more.
    static let registered: UInt64 = 1 << 32

    /// What ops have set in it, masks and ranks aside.
    var asRules: RoomRules {
        var rules = RoomRules()
        rules.modes = RoomModes(rawValue: UInt16(truncatingIfNeeded: modes))
        rules.key = key.flatMap { RoomKey($0) }
        (rules.limit, rules.slow) = (Int(clamping: memberLimit), Int(clamping: slow))
        return rules
    }
}

extension Fact.Mask {
    init(_ mask: Mask) {
        self.init(subject: mask.subject.description, created: mask.time)
        (until, byName, reason) = (mask.until, mask.by.text, mask.reason?.description)
    }

    init(_ ban: ServerBan) {
        self.init(subject: ban.subject.description, created: ban.time)
        (until, byName, reason) = (ban.until, ban.by.text, ban.reason?.description)
    }

    func asMask(_ kind: Int64) -> Mask? {
        guard let kind = UInt8(exactly: kind).flatMap({ MaskKind(rawValue: $0) }), let subject = MaskSubject(subject),
            let by = byName.flatMap({ Nick($0) })
        else { return nil }
        return Mask(kind, subject, by: by, at: created, until: until, reason: cleanReason)
    }

    var asServerBan: ServerBan? {
        guard let subject = ServerBanSubject(subject), let by = byName.flatMap({ Nick($0) }) else { return nil }
        return ServerBan(subject, by: by, at: created, until: until, reason: cleanReason)
    }

    private var cleanReason: ChatCore.Text? { reason.flatMap { ChatCore.Text(clean: Array($0.utf8)) } }
}

extension AccountID {
    /// As a list of whom an account ignores names it: by its number, as its name may come to be another's.
    var ignoredSubject: String { "account:\(number)" }

    /// - Returns: nil where it is none, as the file was altered.
    init?(ignoredSubject subject: String) {
        guard subject.hasPrefix("account:"), let number = UInt32(subject.dropFirst(8)), number > 0 else { return nil }
        self.init(number: number)
    }
}

extension Fact.Account {
    init(_ account: HubSnapshot.Account, used: Int64) {
        self.init(number: Int64(account.id.number), name: account.name.text, created: account.created, used: used)
        flags = UInt64(account.flags)
        privateMessages = UInt64(MessagePolicy.allCases.firstIndex(of: account.messages) ?? 0)
    }

    /// Its other nicks aside.
    var asAccount: HubSnapshot.Account? {
        guard let number = UInt32(exactly: number), number > 0, let name = Nick(name) else { return nil }
        var account = HubSnapshot.Account(id: AccountID(number: number), name: name, created: created)
        account.flags = UInt8(truncatingIfNeeded: flags)
        let policies = MessagePolicy.allCases
        account.messages = policies.indices.contains(Int(privateMessages)) ? policies[Int(privateMessages)] : .everybody
        return account
    }
}
