import Bytes
import ChatCore

extension Timestamp {
    /// `2026-11-22T19:58:01.123Z`
    func putRFC3339(into line: ByteBuffer) { withRFC3339 { line.append($0) } }

    /// `19:58`
    func putClock(into line: ByteBuffer) { withClock { line.append($0) } }

    /// `11-22 `
    func putDay(into line: ByteBuffer) { withDay { line.append($0) } }
}
