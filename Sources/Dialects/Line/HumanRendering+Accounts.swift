import Bytes
import ChatCore

/// Passwords and tokens in words.
extension HumanRendering {
    /// The words of an answer's end; nil where success speaks for itself.
    static func words(for reply: AccountReply) -> String? {
        switch reply {
        case .passwordChanged: "your password is changed"
        case .tokenAdded(let label, let token): "your token \(label), which is shown this once: \(token)"
        case .tokens(let count): count == 0 ? "you have no tokens; /token add LABEL makes one" : nil
        case .certificateAdded(let label): "this certificate logs you in from now on; /cert del \(label) ends that"
        case .certificates(let count): count == 0 ? "you have no certificates; /cert add takes the one in use" : nil
        case .certificateRemoved(let label): "the certificate \(label) logs nobody in any more"
        case .tokenRemoved(let label): "the token \(label) logs nobody in any more"
        case .reset(let name, let token, _):
            "\(name) can log in for a day by a token, which is shown this once: \(token)"
        }
    }

    static func put(_ row: AccountRow, into line: ByteBuffer) {
        switch row {
        case .token(let label, let created, let used, let until, let endsWithPassword):
            line.put("\(label): made \(day(created))")
            line.put(used.map { ", used \(day($0))" } ?? ", never used")
            if let until { line.put(", good until \(day(until))") }
            if endsWithPassword { line.put(", ends with the password") }
        case .certificate(let label, let created, let used):
            line.put("\(label): bound \(day(created))")
            line.put(used.map { ", used \(day($0))" } ?? ", never used")
        }
    }

    /// As `2026-11-29`, of UTC.
    private static func day(_ time: Int64) -> String { String(Timestamp(time).rfc3339.prefix(10)) }
}
