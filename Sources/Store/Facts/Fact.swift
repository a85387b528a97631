/// Something that has happened, and is to be kept. Facts are written in their order.
///
/// To write one again changes nothing: each names what it is about by a number that is never used for anything else. So a process may
/// write what the one before it may have written already.
package enum Fact: Hashable, Sendable {
    case message(room: Int64, Message)
    case privateMessage(PrivateMessage)
    /// Private messages to an account were shown to it, up to an id.
    case shown(account: Int64, upTo: Int64)
    /// A message was taken back. nil: a private one.
    case redacted(room: Int64?, id: Int64)

    /// A room is registered, or something of it has changed.
    case room(Room)
    case roomDropped(Int64)
    /// 0: it has none any more.
    case rank(room: Int64, account: Int64, Int64, since: Int64)
    case mask(room: Int64, kind: Int64, Mask)
    case maskRemoved(room: Int64, kind: Int64, subject: String)
    case serverBan(Mask)
    case serverBanRemoved(subject: String)

    /// An account is registered, or something of it has changed, but for how it logs in.
    case account(Account)
    /// nil: it has no password.
    case password(account: Int64, String?, SCRAM?)
    case credential(Credential)
    case credentialRemoved(digest: [UInt8])
    case credentialUsed(digest: [UInt8], at: Int64)
    /// What ends with an account's password does: tokens that clients remember, and those for who has lost it.
    case credentialsEnded(account: Int64)
    case nick(String, account: Int64)
    case nickReleased(String)
    /// - Parameter isOn: false: it is ignored no more.
    case ignored(account: Int64, subject: String, isOn: Bool, at: Int64)
    /// - Parameter time: 0: there is none any more.
    case marker(account: Int64, target: String, time: Int64)
    /// An account is gone, with all that it said. Nobody gets its name before that time.
    case erased(account: Int64, nameFreeAt: Int64)

    case audit(Audit)
    /// A value under a name, for what is one for the whole store: the key of cloaks. nil takes it away.
    case setting(String, [UInt8]?)

    package struct PrivateMessage: Hashable, Sendable {
        package var message: Message
        /// The account that it is for, if it had one. (The author's is the message's.)
        package var recipient: Int64?
        package var recipientNick: String
        /// Its recipient was not here.
        package var isWaiting = false

        package init(_ message: Message, recipient: Int64?, recipientNick: String) {
            self.message = message
            self.recipient = recipient
            self.recipientNick = recipientNick
        }
    }

    package struct Room: Hashable, Sendable {
        package var number: Int64
        package var name: String
        /// nil: nobody's, as the lobby is.
        package var founder: Int64?
        package var created: Int64
        package var topic: Topic?
        package var modes: UInt64 = 0
        /// The word that one enters by.
        package var key: String?
        /// Seconds between two lines of one person; 0: no bound.
        package var slow: Int64 = 0
        /// How many may be in it; 0: no bound.
        package var memberLimit: Int64 = 0
        /// How long messages are kept, in days, and how many; nil: as everywhere.
        package var keepDays: Int64?
        package var keepCount: Int64?

        package init(number: Int64, name: String, founder: Int64? = nil, created: Int64) {
            self.number = number
            self.name = name
            self.founder = founder
            self.created = created
        }
    }

    package struct Topic: Hashable, Sendable {
        package var text: String
        package var setBy: String
        package var time: Int64
        package var id: Int64

        package init(text: String, setBy: String, time: Int64, id: Int64) {
            self.text = text
            self.setBy = setBy
            self.time = time
            self.id = id
        }
    }

    /// Whom a ban, a mute, an exemption or an invitation is about.
    package struct Mask: Hashable, Sendable {
        /// `account:ann`, `host:c-…`, `nick:bad*`; a server ban's may be `net:192.0.2.0/24`.
        package var subject: String
        package var flags: UInt64 = 0
        /// nil: for good.
        package var until: Int64?
        package var by: Int64?
        package var byName: String?
        package var reason: String?
        package var created: Int64

        package init(subject: String, created: Int64) {
            self.subject = subject
            self.created = created
        }
    }

    package struct Account: Hashable, Sendable {
        package var number: Int64
        package var name: String
        package var created: Int64
        /// When it was last logged in to, by the day.
        package var used: Int64
        package var flags: UInt64 = 0
        /// Who may write to it: 0 everybody, 1 accounts, 2 nobody.
        package var privateMessages: UInt64 = 0

        package init(number: Int64, name: String, created: Int64, used: Int64) {
            self.number = number
            self.name = name
            self.created = created
            self.used = used
        }
    }

    /// What SCRAM-SHA-256 checks a password by (RFC 5802).
    package struct SCRAM: Hashable, Sendable {
        package var salt: [UInt8]
        package var rounds: Int64
        package var storedKey: [UInt8]
        package var serverKey: [UInt8]

        package init(salt: [UInt8], rounds: Int64, storedKey: [UInt8], serverKey: [UInt8]) {
            self.salt = salt
            self.rounds = rounds
            self.storedKey = storedKey
            self.serverKey = serverKey
        }
    }

    /// What logs in besides a password.
    package struct Credential: Hashable, Sendable {
        package var account: Int64
        package var kind: Kind
        package var digest: [UInt8]
        package var label: String
        package var created: Int64
        /// nil: for good.
        package var until: Int64?
        /// When it was last logged in by, as the file has it. It is no part of the fact: `credentialUsed` tells it.
        package var used: Int64?

        package enum Kind: UInt8, Sendable {
            /// BLAKE2b-256 of a token's random bytes.
            case token = 1
            /// SHA-256 of a certificate.
            case certificate = 2
            /// A token that the client asked for by itself, to be remembered. It ends with the password.
            case remembered = 3
            /// A token for who has lost the password. It ends when there is another.
            case reset = 4
        }

        package init(account: Int64, kind: Kind, digest: [UInt8], label: String, created: Int64, until: Int64? = nil) {
            self.account = account
            self.kind = kind
            self.digest = digest
            self.label = label
            self.created = created
            self.until = until
        }
    }

    /// Who did what to whom.
    package struct Audit: Hashable, Sendable {
        package var id: Int64
        package var time: Int64
        package var by: Int64?
        package var byName: String?
        package var what: String
        package var room: Int64?
        package var subject: String?
        package var reason: String?
        /// Ids of the messages that a report is about, with spaces between them.
        package var messages: String?

        package init(id: Int64, time: Int64, what: String) {
            self.id = id
            self.time = time
            self.what = what
        }
    }
}
