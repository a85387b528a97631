import ChatCore
import Handover
import Libevent

/// What a process hands over of who may come back.
struct ReturnsState: Hashable {
    /// Of sessions that are here.
    var tokens: [Token] = []
    /// Those that are over first come first.
    var lost: [LostSession] = []
    /// Sessions that can't be handed over, and by which somebody may come back.
    var leftBehind: [Session] = []

    struct Token: Hashable {
        let session: SessionID
        let digest: [UInt8]
    }

    struct Session: Hashable {
        let id: SessionID
        let address: IPAddress?
    }

    /// An older program can take over from a process that has none of it.
    var isEmpty: Bool { lost.isEmpty && leftBehind.isEmpty }
}

extension ReturnsState {
    static let sectionName = "returns"

    /// All but the tokens of sessions that are here: a program that does not know of them lets these come as newcomers.
    var section: Section {
        Section(ReturnsState.sectionName, version: 1) { section in
            section.record { record in
                record.records(lost) { record, session in
                    record.put(session.person)
                    record.put(session.isHeld)
                    record.put(session.token?.bytes) { $0.put($1) }
                    record.put(session.address?.description) { $0.put($1) }
                    record.put(session.due.nanoseconds)
                    record.put(session.reason) { $0.put($1) }
                }
                record.records(leftBehind) { record, session in
                    record.put(session.id)
                    record.put(session.address?.description) { $0.put($1) }
                }
            }
        }
    }

    /// Reads what `section` has.
    mutating func read(_ section: inout RecordReader) throws(HandoverError) {
        (lost, leftBehind) = try section.record { record throws(HandoverError) in
            let lost = try record.records { record throws(HandoverError) in
                LostSession(
                    person: try record.personID(), isHeld: try record.flag(),
                    token: try record.optional { reader throws(HandoverError) in try reader.digest() },
                    address: try record.address(), due: Instant(nanoseconds: try record.time()),
                    reason: try record.optional { reader throws(HandoverError) in try reader.cleanText() })
            }
            let leftBehind = try record.records { record throws(HandoverError) in
                Session(id: try record.sessionID(), address: try record.address())
            }
            return (lost, leftBehind)
        }
    }

    /// Who is held must be, and nobody else is here without a session.
    func check(_ hub: HubSnapshot) throws(HandoverError) {
        let here = Set(hub.sessions.map(\.person))
        let without = hub.people.map(\.id).filter { !here.contains($0) }
        let held = lost.filter(\.isHeld).map(\.person)
        guard Set(held).count == held.count, Set(held) == Set(without), Set(held) == Set(hub.held.map(\.session.person))
        else { throw HandoverError("somebody is here without a session, and not held") }
    }
}

extension RecordWriter {
    mutating func put(_ tokens: [ReturnsState.Token]) {
        records(tokens) { record, token in
            record.put(token.session)
            record.put(token.digest)
        }
    }
}

extension RecordReader {
    mutating func tokens() throws(HandoverError) -> [ReturnsState.Token] {
        try records { record throws(HandoverError) in
            ReturnsState.Token(session: try record.sessionID(), digest: try record.digest().bytes)
        }
    }

    fileprivate mutating func digest() throws(HandoverError) -> TokenDigest {
        guard let digest = TokenDigest(try text()) else { throw HandoverError("a token's digest is none") }
        return digest
    }

    fileprivate mutating func address() throws(HandoverError) -> IPAddress? {
        let text = try optional { reader throws(HandoverError) in try reader.string() }
        guard let text else { return nil }
        guard let address = IPAddress(text) else { throw HandoverError("an address is none") }
        return address
    }
}
