import ChatCore
import Handover

/// What is held back for a session until a commit, as it is handed over. The next process writes what is not committed, and holds it until
/// then.
struct HeldState: Hashable {
    var session: SessionID
    var output: [UInt8] = []

    static func section(of held: [HeldState]) -> Section {
        Section("held", version: 1) { section in
            section.records(held) { record, state in
                record.put(state.session)
                record.put(state.output)
            }
        }
    }

    /// - Throws: `HandoverError` where they are none, or of somebody who is not here.
    static func all(_ section: inout RecordReader, of sessions: [SessionState]) throws(HandoverError) -> [HeldState] {
        let known = Set(sessions.map(\.id))
        return try section.records { record throws(HandoverError) in
            let state = HeldState(session: try record.sessionID(), output: try record.text())
            guard known.contains(state.session) else { throw HandoverError("what is held back is nobody's") }
            return state
        }
    }
}
