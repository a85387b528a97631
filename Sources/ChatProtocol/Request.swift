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
        case refused(Refusal)
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
                self = Request(tag: .silent, body: .refused(Request.untagged))
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

    private static let badWords = "the line was not UTF-8; nothing was sent"
    private static let spoiledWords =
        badWords + ". If telnet took a letter for a key, send it again, or come by: telnet -- HOST -PORT"

    private static let untagged = Refusal(
        .noTag, "in a wire session a line starts with @tag: 1 to 16 letters or digits, or - for no reply")

    /// It is refused as it is not UTF-8.
    public var isSpoiled: Bool {
        if case .refused(let refusal) = body { refusal.code == .badUTF8 } else { false }
    }

    private static func parse(_ body: UnsafeRawBufferPointer, isWire: Bool, mayBeSpoiled: Bool) -> Body {
        guard let clean = TextHygiene.clean(body) else {
            return .refused(Refusal(.badUTF8, mayBeSpoiled && !isWire ? spoiledWords : badWords))
        }
        let slash = UInt8(ascii: "/")
        if clean.first == slash, clean.count > 1, clean[1] != slash {
            return CommandTable.parse(String(decoding: clean.dropFirst(), as: UTF8.self))
        }
        guard clean.contains(where: { $0 != UInt8(ascii: " ") }) else {
            return isWire ? .refused(Refusal(.usage, "nothing to say")) : .nothing
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
    case wire(version: String)
    /// nil: lists them all.
    case help(verb: String?)
    case quit(reason: Text?)
}
