import ChatCore

/// A line from a peer, understood.
public struct Request: Hashable, Sendable {
    public let tag: Tag
    public let body: Body

    public enum Body: Hashable, Sendable {
        /// For the hub.
        case command(Command)
        /// For the server itself.
        case service(ServiceCommand)
        case refused(ServiceRefusal)
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
        var body = line
        var tag = Tag.none
        if isWire {
            guard let split = Tag.split(line) else {
                self = Request(tag: .silent, body: .refused(.noTag))
                return
            }
            (tag, body) = split
        }
        self.tag = tag
        self.body = Request.parse(body, isWire: isWire, mayBeSpoiled: mayBeSpoiled)
    }

    init(tag: Tag, body: Body) {
        self.tag = tag
        self.body = body
    }

    /// It is refused as it is not UTF-8.
    public var isSpoiled: Bool {
        if case .refused(.badUTF8) = body { true } else { false }
    }

    private static func parse(_ body: UnsafeRawBufferPointer, isWire: Bool, mayBeSpoiled: Bool) -> Body {
        guard let clean = TextHygiene.clean(body) else {
            return .refused(.badUTF8(mayBeSpoiled: mayBeSpoiled && !isWire))
        }
        let slash = UInt8(ascii: "/")
        if clean.first == slash, clean.count > 1, clean[1] != slash {
            return CommandTable.parse(String(decoding: clean.dropFirst(), as: UTF8.self))
        }
        guard clean.contains(where: { $0 != UInt8(ascii: " ") }) else {
            return isWire ? .refused(.nothingToSay) : .nothing
        }
        if clean.first == slash, clean.count == 1 { return CommandTable.parse("") }
        return .command(.say(Text(cleaned: clean.first == slash ? Array(clean.dropFirst()) : clean)))
    }
}

/// What the server answers without the hub.
public enum ServiceCommand: Hashable, Sendable {
    case motd
    case version
    case uptime
    case ping(token: String?)
    case pong
    case dialect(DialectCommand)
    /// nil: lists them all.
    case help(verb: String?)
    case quit(reason: Text?)

    /// Whether it may have to go through all rooms of one who asks.
    public var goesThroughMuch: Bool {
        if case .dialect(let command) = self { command.goesThroughMuch } else { false }
    }
}
