import ChatCore
import Secrets

/// What a client of IRC says before it is welcomed, and what it is answered (RFC 2812, section 3.1, and IRCv3's capability negotiation).
///
/// It knows nothing of the hub: whether a nick is free is asked once, when all that is needed has come.
package struct IRCRegistration: Hashable, Sendable {
    /// What a listener tells its clients.
    package struct Facts: Sendable {
        package let server: String
        package let offer: CapabilityOffer
        /// All are called the same in `nick!user@host`.
        package let hidesUsers: Bool
        /// There are accounts.
        package let hasAccounts: Bool
        package let isupport: ISupport

        package init(
            server: String, offer: CapabilityOffer, hidesUsers: Bool = false, hasAccounts: Bool = false,
            isupport: ISupport = ISupport(ISupport.Facts())
        ) {
            self.isupport = isupport
            self.server = server
            self.offer = offer
            self.hidesUsers = hidesUsers
            self.hasAccounts = hasAccounts
        }
    }

    /// What a line led to.
    package enum Outcome: Hashable, Sendable {
        case goesOn
        /// All has come: whoever keeps nicks is to be asked.
        case isComplete
        case quits
        /// Something about accounts, which takes a while: nothing behind it is to be read before it is answered.
        case asks(IRCAccountRequest)
    }

    /// What `USER` said.
    package struct User: Hashable, Sendable {
        /// As it stands in `nick!user@host`.
        package let name: String
        package let realName: Text

        package init(name: String, realName: Text) {
            self.name = name
            self.realName = realName
        }
    }

    package private(set) var capabilities: CapabilityNegotiation
    /// The one that is wanted; nil: none was named, or the one that was is another's.
    package private(set) var nick: Nick?
    package private(set) var user: User?
    /// What `PASS` said: a server's password, `account:password`, or one after the other.
    package var passwords: [Secret] = []
    /// What it tells of its person already, and what it wants to hear of others.
    package private(set) var metadata = IRCMetadata()
    package private(set) var subscriptions = IRCSubscriptions()
    /// It is away as it comes (`draft/pre-away`); nil: it has not said so.
    package var away: Text?

    /// So many are looked at.
    private static let mostPasswords = 2

    package init(
        capabilities: CapabilityNegotiation = CapabilityNegotiation(), nick: Nick? = nil, user: User? = nil,
        metadata: IRCMetadata = IRCMetadata(), subscriptions: IRCSubscriptions = IRCSubscriptions()
    ) {
        (self.metadata, self.subscriptions) = (metadata, subscriptions)
        self.capabilities = capabilities
        self.nick = nick
        self.user = user
    }

    /// The user's name of everybody where all are called the same.
    package static let sameUser = "~u"

    /// Takes a line, without its end.
    /// - Parameter answers: gets what it is answered.
    package mutating func receive(
        _ line: UnsafeRawBufferPointer, _ facts: Facts, into answers: ByteBuffer
    ) -> Outcome {
        switch IRCMessage.read(line) {
        case .nothing: return .goesOn
        case .tooLong(_):
            refuse(.inputTooLong, facts, answers)
            return .goesOn
        case .message(let message):
            guard message.isUTF8 else {
                IRCAnswers(to: addressee, from: facts.server, into: answers).put(.badUTF8)
                return .goesOn
            }
            guard let command = IRCCommand(message.command) else {
                refuse(.unknownCommand, facts, answers, String(decoding: message.command, as: UTF8.self))
                return .goesOn
            }
            return receive(command, message, facts, answers)
        }
    }

    private mutating func receive(
        _ command: IRCCommand, _ message: IRCMessage, _ facts: Facts, _ answers: ByteBuffer
    ) -> Outcome {
        guard command.isForNewcomers else {
            refuse(.notRegistered, facts, answers)
            return .goesOn
        }
        guard message.count >= command.leastParameters else {
            refuse(.needMoreParameters, facts, answers, command.rawValue)
            return .goesOn
        }
        switch command {
        case .cap:
            let reply = capabilities.receive(message.words(), offer: facts.offer, isRegistered: false)
            capabilities.put(reply, to: addressee, into: answers, server: facts.server)
        case .nick: takeNick(message, facts, answers)
        case .user: takeUser(message, facts, answers)
        case .ping: return pong(message, facts, answers)
        case .authenticate where facts.hasAccounts: return .asks(.authenticate(Secret(message[0])))
        case .register where facts.hasAccounts: return .asks(IRCAccountRequest(register: message))
        case .authenticate: refuseAuthentication(message, facts, answers)
        case .metadata: describe(message, facts, answers)
        case .away where capabilities.enabled.contains(.preAway): setAway(message, facts, answers)
        case .isupport where capabilities.enabled.contains(.extendedISupport):
            IRCAnswers(to: addressee, from: facts.server, with: capabilities.enabled, into: answers)
                .putISupport(facts.isupport)
        case .register, .verify:
            let account = message.word(0)
            let reply =
                command == .verify && facts.hasAccounts
                ? IRCStandardReply.verifying(account)
                : IRCStandardReply.withoutAccounts(command, account)
            IRCAnswers(to: addressee, from: facts.server, into: answers).put(reply)
            return .goesOn
        case .pass:
            let password = Secret(message[0])
            if password.count > 0 { passwords = (passwords + [password]).suffix(IRCRegistration.mostPasswords) }
            return .goesOn
        case .quit: return .quits
        // What PROTOCTL asks for, CAP gives.
        case .pong, .protoctl: return .goesOn
        default:
            refuse(.notRegistered, facts, answers)
            return .goesOn
        }
        return isComplete ? .isComplete : .goesOn
    }

    /// Takes an offer that a reload has changed.
    package mutating func changeOffer(from old: Facts, to new: Facts, into answers: ByteBuffer) {
        guard old.offer != new.offer else { return }
        let change = capabilities.change(from: old.offer, to: new.offer)
        capabilities.put(change, to: addressee, into: answers, server: new.server)
    }

    /// All has come that is needed.
    package var isComplete: Bool { nick != nil && user != nil && !capabilities.isOpen }

    /// Whom answers are to.
    package var addressee: String { nick?.text ?? IRCName.nobody }

    /// As others will see who it is, with `*` for what it has not said yet. Clients take from it how long a line of theirs may be.
    /// - Parameter host: nil: nothing is known of it.
    package func mask(from host: Host?) -> String {
        "\(addressee)!\(user?.name ?? IRCName.nobody)@\(host?.text ?? Host.unknown)"
    }

    // MARK: - Who it is

    private mutating func takeNick(_ message: IRCMessage, _ facts: Facts, _ answers: ByteBuffer) {
        let word = message.word(0)
        guard !word.isEmpty else { return refuse(.noNickGiven, facts, answers) }
        guard let wanted = Nick(word), !IRCName.isReserved(wanted) else {
            return refuse(.badNick, facts, answers, word)
        }
        nick = wanted
    }

    /// The nick can't be had.
    package mutating func nickWasRefused(_ numeric: IRCNumeric, _ facts: Facts, into answers: ByteBuffer) {
        guard let wanted = nick else { return }
        // The one that is not theirs is no name for them.
        nick = nil
        refuse(numeric, facts, answers, wanted.text)
    }

    private mutating func takeUser(_ message: IRCMessage, _ facts: Facts, _ answers: ByteBuffer) {
        guard user == nil else { return refuse(.alreadyRegistered, facts, answers) }
        guard let realName = TextHygiene.clean(message[3]), !realName.isEmpty else {
            return refuse(.needMoreParameters, facts, answers, IRCCommand.user.rawValue)
        }
        user = User(
            name: facts.hidesUsers ? IRCRegistration.sameUser : IRCName.user(from: message[0]),
            realName: UTF8Cut.text(Text(cleaned: realName), atMost: IRCLimits.realName))
    }

    // MARK: - The rest

    /// `METADATA` before one is anybody: about oneself alone.
    private mutating func describe(_ message: IRCMessage, _ facts: Facts, _ lines: ByteBuffer) {
        let answers = IRCAnswers(to: addressee, from: facts.server, with: capabilities.enabled, into: lines)
        guard capabilities.enabled.contains(.metadata) else { return refuse(.notRegistered, facts, lines) }
        let target = message.word(0)
        let request = IRCMetadataRequest(message)
        switch request {
        case .subscribe, .unsubscribe, .subscriptions: subscriptions.carryOut(request, answers)
        case .get, .list, .set, .clear:
            guard target == IRCName.nobody || Nick(target) == nick else {
                return answers.putMetadataFault("INVALID_TARGET", [target], "It is not here, or nothing for you")
            }
            _ = metadata.carryOut(request, of: target, answers, reference: "m")
        case .sync: answers.put(.metadataSyncLater, target)
        case .unknown(let word): answers.putMetadataFault("SUBCOMMAND_INVALID", [word], "There is no such subcommand")
        }
    }

    /// `AWAY` before one is anybody.
    private mutating func setAway(_ message: IRCMessage, _ facts: Facts, _ lines: ByteBuffer) {
        let note = message.count > 0 ? TextHygiene.clean(message[0]) ?? [] : []
        away = note.isEmpty ? nil : UTF8Cut.text(Text(cleaned: note), atMost: IRCLimits.note)
        IRCAnswers(to: addressee, from: facts.server, into: lines).putAway(isAway: away != nil)
    }

    private func pong(_ message: IRCMessage, _ facts: Facts, _ answers: ByteBuffer) -> Outcome {
        if message.count > 0 {
            IRCAnswers(to: addressee, from: facts.server, into: answers).putPong(message[0])
        } else {
            refuse(.noOrigin, facts, answers)
        }
        return .goesOn
    }

    /// Nobody can log in this way.
    private func refuseAuthentication(_ message: IRCMessage, _ facts: Facts, _ answers: ByteBuffer) {
        refuse(message.word(0) == "*" ? .saslAborted : .saslFail, facts, answers)
    }

    private func refuse(_ numeric: IRCNumeric, _ facts: Facts, _ answers: ByteBuffer, _ words: String...) {
        IRCAnswers(to: addressee, from: facts.server, into: answers).put(numeric, words)
    }
}

extension IRCStandardReply {
    /// A line is not UTF-8 (IRCv3, `UTF8ONLY`), and nobody is welcomed yet.
    package static let badUTF8 = IRCStandardReply(
        .fail, "*", "INVALID_UTF8", words: "this server takes UTF-8 alone, and your line was something else")
}
