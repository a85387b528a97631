import ChatCore

/// A line from a peer, understood.
public struct Request: Hashable, Sendable {
    public let tag: Tag
    public let body: Body
    /// What it may cost to carry it out.
    public let cost: CommandCost
    /// By which it is counted; nil for a line that is said, and one that is refused.
    public let verb: CommandVerb?

    public enum Body: Hashable, Sendable {
        /// For the hub.
        case command(Command)
        /// For the server itself.
        case server(ServerCommand)
        case account(AccountCommand)
        /// A secret is to be asked for; nil: no more. A person is told the cause first.
        /// A line of IRC, which may be more than one command. In a box, so that no request is larger for it.
        indirect case irc(IRCRequest)
        case prompt(SecretPrompt?, because: SecretPrompt.Cause?)
        case refused(ServerRefusal)
        /// An empty line, or one of a person's with nothing in it.
        case nothing
    }

    /// Understands one line, without its end.
    /// - Parameters:
    ///   - isWire: whether the session is a wire session, whose lines are tagged.
    ///   - mayBeSpoiled: a telnet may have taken bytes out of it.
    public init(line: UnsafeRawBufferPointer, isWire: Bool, mayBeSpoiled: Bool = false) {
        guard !line.isEmpty else {
            self = Request(tag: .none, body: .nothing)
            return
        }
        guard isWire else {
            self = Request.understand(line, tag: .none, isWire: false, mayBeSpoiled: mayBeSpoiled)
            return
        }
        guard let (tag, body) = Tag.split(line) else {
            self = Request(tag: .silent, body: .refused(.noTag))
            return
        }
        self = Request.understand(body, tag: tag, isWire: true, mayBeSpoiled: mayBeSpoiled)
    }

    init(tag: Tag, body: Body, cost: CommandCost = .plain, verb: CommandVerb? = nil) {
        self.tag = tag
        self.body = body
        self.cost = cost
        self.verb = verb
    }

    /// It is refused as it is not UTF-8.
    public var isSpoiled: Bool {
        if case .refused(.badUTF8) = body { true } else { false }
    }

    private static func understand(
        _ body: UnsafeRawBufferPointer, tag: Tag, isWire: Bool, mayBeSpoiled: Bool
    ) -> Request {
        guard var clean = TextHygiene.clean(body) else {
            return Request(tag: tag, body: .refused(.badUTF8(mayBeSpoiled: mayBeSpoiled && !isWire)))
        }
        let slash = UInt8(ascii: "/")
        if clean.first == slash, clean.count > 1, clean[1] != slash {
            if let command = SecretCommand(of: clean) { return CommandTable.request(command, &clean, tag: tag) }
            return CommandTable.request(String(decoding: clean.dropFirst(), as: UTF8.self), tag: tag)
        }
        if clean.first == UInt8(ascii: " "), let verb = SecretCommand.verb(indented: clean) {
            return Request(tag: tag, body: .refused(.indentedSecret(verb: verb)))
        }
        guard clean.contains(where: { $0 != UInt8(ascii: " ") }) else {
            return Request(tag: tag, body: isWire ? .refused(.nothingToSay) : .nothing)
        }
        if clean.first == slash, clean.count == 1 { return CommandTable.request("", tag: tag) }
        if clean.first == slash { clean.removeFirst() }
        return Request(tag: tag, body: .command(.say(Text(cleaned: consume clean))))
    }
}

/// What the server answers without the hub.
public enum ServerCommand: Hashable, Sendable {
    case motd
    case version
    case uptime
    /// For operators: the servers that are one chat with this.
    case nodes
    case ping(token: String?)
    case pong
    case dialect(DialectCommand)
    /// nil: lists them all.
    case help(verb: String?)
    case quit(reason: Text?)
    /// `since`: the last message that was read.
    case resume(token: String, since: EventID?)
    /// In a box, so that no request is larger for it.
    indirect case search(SearchRequest)
    indirect case mailbox(MailboxRequest)
    indirect case export(ExportRequest)
}
