@testable import ChatCore
@testable import Dialects

/// A line taken apart, for comparing.
struct ReadLine: Equatable {
    var command = ""
    var parameters: [String] = []
    var tags: [String: String] = [:]

    init(_ command: String, _ parameters: [String] = [], tags: [String: String] = [:]) {
        self.command = command
        self.parameters = parameters
        self.tags = tags
    }

    init(_ message: IRCMessage) {
        command = String(decoding: message.command, as: UTF8.self)
        parameters = message.words()
        for tag in message.tags {
            tags[String(decoding: tag.key, as: UTF8.self)] = String(decoding: tag.value, as: UTF8.self)
        }
    }
}

enum ReadResult: Equatable {
    case nothing
    case tooLong
    case line(ReadLine)
}

func read(_ line: some Collection<UInt8>) -> ReadResult {
    Array(line).withUnsafeBytes { bytes in
        switch IRCMessage.read(bytes) {
        case .nothing: .nothing
        case .tooLong(_): .tooLong
        case .message(let message): .line(ReadLine(message))
        }
    }
}

func read(_ line: String) -> ReadResult { read(line.utf8) }

func written(_ write: (inout IRCLine) -> Void) -> String {
    rendered { buffer in
        var line = IRCLine(into: buffer)
        write(&line)
        line.end()
    }
}

func styledText(_ text: String) -> Styled? {
    var text = text
    return text.withUTF8 { Styled(UnsafeRawBufferPointer($0)) }
}

extension Source {
    /// Ann, who has an account of that name.
    static let ann = Source(nick: "ann", userHost: "~ann@c-abc", account: "ann", isBot: false)
    static let bob = Source(nick: "bob", userHost: "~line@c-def", account: nil, isBot: false)
    static let robot = Source(nick: "tick", userHost: "~tick@c-0", account: "tick", isBot: true)
    /// The longest that there is.
    static let longest: Source = {
        let nick = Nick(checked: "n" + String(repeating: "x", count: Nick.maximumLength - 1))
        let host = String(repeating: "h", count: Host.maximumLength)
        return Source(nick: nick, userHost: "~user45678@\(host)", account: nick, isBot: true)
    }()
}

/// What Ann is answered by `irc.example`.
func answered(_ capabilities: Capabilities = [], to me: String = "ann", _ write: (IRCAnswers) -> Void) -> [String] {
    let buffer = ByteBuffer()
    write(IRCAnswers(to: me, from: "irc.example", with: capabilities, into: buffer))
    return lines(String(decoding: buffer.bytes, as: UTF8.self))
}

/// Lines without their ends.
func lines(_ text: String) -> [String] {
    let end: Character = "\r\n"
    var lines = text.split(separator: end, omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() } else { lines.append("without an end") }
    return lines
}

/// An event as a class of readers reads it.
func shown(_ event: Event, _ tags: ReaderClass.Tags = .none, extendedJoin: Bool = false) -> [String] {
    let index = Int(tags.rawValue) + (extendedJoin ? ReaderClass.Tags.allCases.count : 0)
    let rendering = IRCRendering(ReaderClass(index: index), server: "irc.example")
    return lines(rendered { rendering.append(event, isElsewhere: true, zone: 3_600, to: $0) })
}
