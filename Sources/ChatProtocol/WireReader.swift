import Bytes
import ChatCore

/// A line that a wire client received (docs/PROTOCOL.md, section 6), cleaned as section 4 wants it.
///
/// Reading it allocates little: names fit into a small string, times are numbers, and keys are an empty array for most lines.
public enum WireLine: Equatable, Sendable {
    case event(WireEvent)
    /// `NOTE`: a notice of the server, at so many microseconds since 1970.
    case notice(time: Int64, text: String, keys: WireKeys)
    case row(WireRow)
    case ok(tag: String, keys: WireKeys)
    /// `ERR`. The keys tell what is refused (`room=`, `nick=` …), and what would help (`near=`, `retry=`).
    case refused(tag: String, code: String, keys: WireKeys, text: String)
    /// `BYE`: the server ends the session, which did not ask for it, at so many microseconds since 1970.
    case bye(time: Int64, code: String, keys: WireKeys, text: String)
    case ping(token: String)
    /// A verb of a later version: to be ignored.
    case unknown(verb: String, line: String)

    /// - Returns: nil where the bytes are not a line of this protocol (not UTF-8, fields missing).
    public init?(_ bytes: UnsafeRawBufferPointer) {
        if TextHygiene.isPlain(bytes) {
            self.init(clean: bytes)
        } else {
            guard let clean = TextHygiene.clean(bytes) else { return nil }
            guard let line = clean.withUnsafeBytes({ WireLine(clean: $0) }) else { return nil }
            self = line
        }
    }

    private init?(clean bytes: UnsafeRawBufferPointer) {
        var fields = WireFields(bytes)
        guard let verb = fields.word() else { return nil }
        switch verb {
        case "OK":
            guard let tag = fields.word() else { return nil }
            self = .ok(tag: tag, keys: fields.keys())
        case "ERR":
            guard let tag = fields.word(), let code = fields.word() else { return nil }
            let keys = fields.keys()
            self = .refused(tag: tag, code: code, keys: keys, text: fields.text() ?? "")
        case "BYE":
            guard let time = fields.time(), let code = fields.word() else { return nil }
            let keys = fields.keys()
            self = .bye(time: time, code: code, keys: keys, text: fields.text() ?? "")
        case "ROW":
            guard let row = WireRow(&fields) else { return nil }
            self = .row(row)
        case "PING":
            guard let token = fields.word() else { return nil }
            self = .ping(token: token)
        case "NOTE":
            guard let time = fields.time() else { return nil }
            let keys = fields.keys()
            self = .notice(time: time, text: fields.text() ?? "", keys: keys)
        default:
            guard verb.utf8.allSatisfy({ $0 &- UInt8(ascii: "A") < 26 }) else { return nil }
            guard WireEvent.verbs.contains(verb) else {
                self = .unknown(verb: verb, line: String(decoding: bytes, as: UTF8.self))
                return
            }
            guard let event = WireEvent(verb, &fields) else { return nil }
            self = .event(event)
        }
    }
}

/// Something that somebody did.
public struct WireEvent: Equatable, Sendable {
    /// What was done.
    public enum Kind: Equatable, Sendable {
        case message(String)
        case action(String)
        /// `to` where it is a copy of your own (`/echo on`).
        case direct(String, to: String?)
        case join
        case part(reason: String?)
        case quit(reason: String?)
        case nick(new: String)
        /// Empty: cleared.
        case topic(String)
        /// Nil: back again.
        case away(note: String?)
    }

    static let verbs = ["MSG", "ACT", "DM", "JOIN", "PART", "QUIT", "NICK", "TOPIC", "AWAY"]

    public var kind: Kind
    /// Of what is kept and of topics; grows within a room.
    public var id: Int64?
    /// Microseconds since 1970.
    public var time: Int64
    /// Nil where the event is of no one room.
    public var room: String?
    public var nick: String
    public var keys: WireKeys

    public init(
        _ kind: Kind, id: Int64? = nil, time: Int64, room: String? = nil, nick: String, keys: WireKeys = WireKeys()
    ) {
        self.kind = kind
        self.id = id
        self.time = time
        self.room = room
        self.nick = nick
        self.keys = keys
    }

    init?(_ verb: String, _ fields: inout WireFields) {
        let isSaid = verb == "MSG" || verb == "ACT"
        if isSaid || verb == "DM" {
            guard let id = fields.id() else { return nil }
            self.id = id
        }
        guard let time = fields.time() else { return nil }
        self.time = time
        if isSaid || verb == "JOIN" || verb == "PART" || verb == "TOPIC" {
            guard let room = fields.word() else { return nil }
            self.room = room
        }
        guard let nick = fields.word() else { return nil }
        self.nick = nick
        var newNick: String?
        if verb == "NICK" {
            newNick = fields.word()
            guard newNick != nil else { return nil }
        }
        keys = fields.keys()
        let text = fields.text()
        switch verb {
        case "MSG": kind = .message(text ?? "")
        case "ACT": kind = .action(text ?? "")
        case "DM": kind = .direct(text ?? "", to: keys["to"])
        case "JOIN": kind = .join
        case "PART": kind = .part(reason: text)
        case "QUIT": kind = .quit(reason: text)
        case "NICK": kind = .nick(new: newNick ?? "")
        case "TOPIC":
            kind = .topic(text ?? "")
            id = keys["id"].flatMap { Int64($0) }
        default: kind = .away(note: text)
        }
    }
}

/// One line of a command's answer.
public struct WireRow: Equatable, Sendable {
    public var tag: String
    /// `room`, `names`, `MSG` …: kinds that are not known are to be ignored.
    public var kind: String
    /// What follows the kind; empty for an event.
    public var fields: [String]
    public var keys: WireKeys
    public var text: String?
    /// What a row of `/history` replays.
    public var event: WireEvent?

    init?(_ line: inout WireFields) {
        guard let tag = line.word(), let kind = line.word() else { return nil }
        self.tag = tag
        self.kind = kind
        if WireEvent.verbs.contains(kind) {
            guard let event = WireEvent(kind, &line) else { return nil }
            self.event = event
            fields = []
            keys = event.keys
            return
        }
        fields = line.fields()
        keys = line.keys()
        text = line.text()
    }
}

/// The `key=value` words of a line, in their order.
public struct WireKeys: Equatable, Sendable {
    public private(set) var pairs: [Pair] = []

    /// One key and its value.
    public struct Pair: Equatable, Sendable {
        public let key: String
        public let value: String
    }

    public init() {}

    /// As they would be read from these words: `["room=#lobby", "near=topic"]`.
    public init(_ words: [String]) {
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, !parts[0].isEmpty { append(String(parts[0]), String(parts[1])) }
        }
    }

    /// The first value of a key.
    public subscript(_ key: String) -> String? {
        pairs.first { $0.key == key }?.value
    }

    /// A span of whole seconds, as `retry` is: nil where there is no such key, or its value is no number.
    public func seconds(_ key: String) -> Int? {
        guard let value = self[key], !value.isEmpty, value.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
            return nil
        }
        return Int(value) ?? Int.max
    }

    mutating func append(_ key: String, _ value: String) {
        pairs.append(Pair(key: key, value: value))
    }
}

/// Takes a line's words from its front.
struct WireFields {
    private var left: UnsafeRawBufferPointer

    init(_ line: UnsafeRawBufferPointer) {
        left = line
    }

    /// The next word; nil at the end, and where the text begins.
    mutating func word() -> String? {
        peek().map { word in
            drop(word.count)
            return String(decoding: word, as: UTF8.self)
        }
    }

    /// The words before the first key.
    mutating func fields() -> [String] {
        var fields: [String] = []
        while let next = peek(), !next.contains(UInt8(ascii: "=")), let word = word() { fields.append(word) }
        return fields
    }

    /// The keys before the text. Words that are not keys are passed over, for a later version's sake.
    mutating func keys() -> WireKeys {
        var keys = WireKeys()
        while let word = peek() {
            if let equals = word.firstIndex(of: UInt8(ascii: "=")), equals > word.startIndex {
                keys.append(
                    String(decoding: word[..<equals], as: UTF8.self),
                    String(decoding: word[(equals + 1)...], as: UTF8.self))
            }
            drop(word.count)
        }
        return keys
    }

    /// All that follows ` :`; nil where nothing does.
    mutating func text() -> String? {
        while let word = peek() { drop(word.count) }
        guard left.first == UInt8(ascii: ":") else { return nil }
        defer { left = UnsafeRawBufferPointer(rebasing: left[left.endIndex...]) }
        return String(decoding: left.dropFirst(), as: UTF8.self)
    }

    mutating func id() -> Int64? {
        guard let word = word(), let id = Int64(word), id >= 0 else { return nil }
        return id
    }

    /// An RFC 3339 time in UTC, in microseconds since 1970.
    mutating func time() -> Int64? {
        guard let word = peek(), let time = Timestamp.microseconds(UnsafeRawBufferPointer(rebasing: word)) else {
            return nil
        }
        drop(word.count)
        return time
    }

    private func peek() -> Slice<UnsafeRawBufferPointer>? {
        guard let first = left.first, first != UInt8(ascii: ":") else { return nil }
        let word = left.prefix { $0 != UInt8(ascii: " ") }
        return word.isEmpty ? nil : word
    }

    /// Drops a word and the space behind it.
    private mutating func drop(_ count: Int) {
        left = UnsafeRawBufferPointer(rebasing: left[min(count + 1, left.count)...])
    }
}
