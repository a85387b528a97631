import ChatCore
import Dialects

/// Swift Testing has a Tag of its own.
typealias Tag = Dialects.Tag

extension RoomName: ExpressibleByStringLiteral {
    public init(stringLiteral value: StaticString) {
        guard let name = RoomName(value.description) else { preconditionFailure("\(value) is not a room's name") }
        self = name
    }
}

extension Nick: ExpressibleByStringLiteral {
    public init(stringLiteral value: StaticString) {
        guard let nick = Nick(value.description) else { preconditionFailure("\(value) is not a nick") }
        self = nick
    }
}

extension Request {
    /// Understands a line of these bytes.
    init(_ bytes: some Sequence<UInt8>, isWire: Bool = false) {
        self = Array(bytes).withUnsafeBytes { Request(line: $0, isWire: isWire) }
    }

    init(_ line: String, isWire: Bool = false) {
        self.init(line.utf8, isWire: isWire)
    }

    /// Without what it costs and is counted as.
    var meaning: Meaning { Meaning(tag: tag, body: body) }

    struct Meaning: Equatable {
        let tag: Tag
        let body: Body
    }

    var code: Code? {
        if case .refused(let refusal) = body { refusal.code } else { nil }
    }

    var words: String? {
        if case .refused(let refusal) = body { RefusalText(refusal).words } else { nil }
    }
}

/// What a renderer writes, as one string.
func rendered(_ write: (ByteBuffer) -> Void) -> String {
    let line = ByteBuffer()
    write(line)
    return String(decoding: line.bytes, as: UTF8.self)
}

extension Text {
    init(_ words: String) {
        self.init(cleaned: Array(words.utf8))
    }
}

extension Reply {
    /// The end of a `/history` answer, in short.
    static func history(
        _ room: RoomName, count: Int, gap: Bool = false, more: Bool = false, isBackward: Bool = false
    ) -> Reply {
        .history(room, Replay(count: count, gap: gap, more: more, isBackward: isBackward))
    }
}
