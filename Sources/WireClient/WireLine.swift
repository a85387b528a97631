import ChatCore
import Dialects

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
