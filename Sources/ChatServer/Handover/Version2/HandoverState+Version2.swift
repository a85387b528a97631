import ChatCore
import Dialects
import Handover

extension HandoverState {
    /// The newest version before there were sections.
    private static let oldVersion: UInt64 = 2

    /// - Throws: `HandoverError` if the bytes are not a whole handover of a version that is known.
    /// - Parameter isRehearsal: is set if another state follows.
    init(version2 bytes: [UInt8], isRehearsal: inout Bool) throws(HandoverError) {
        var reader = RecordReader(bytes)
        var isWhole = false
        var isServer = false
        while !reader.isAtEnd {
            guard !isWhole else { throw HandoverError("it goes on after its end") }
            var (kind, record) = try reader.version2Record()
            guard isServer || kind == .server else { throw HandoverError("it does not begin as it should") }
            switch kind {
            case .server:
                guard !isServer else { throw HandoverError("it begins twice") }
                isServer = true
                let version = try record.number()
                guard version <= HandoverState.oldVersion else {
                    throw HandoverError(
                        "it is of version \(version), and this program reads \(HandoverState.oldVersion)")
                }
                started = try record.time()
                if version >= 2 {
                    isRehearsal = try record.flag()
                    pasts = try record.number()
                }
            case .listener: doors.append(try record.version2Door())
            case .file:
                files.append(FileState(path: try record.string(), descriptor: try record.integer(Int.self)))
            case .hub: try hub.merge(record.version2Hub())
            case .room: hub.rooms.append(try record.version2Room())
            case .person: try record.version2Person(of: &hub)
            case .session: sessions.append(try record.version2Session())
            case .end:
                isWhole = true
                guard try record.number() == UInt64(sessions.count) else { throw HandoverError("sessions are missing") }
            case .past, nil: break
            }
        }
        guard isWhole else { throw HandoverError("it is cut off") }
        try checkSessions()
        try checkForms()
    }

    /// The hub knew how each session was written to, and sessions whether they were programs'.
    private mutating func checkForms() throws(HandoverError) {
        let forms = Dictionary(hub.sessions.map { ($0.id, LineForm($0.reading.rendering)) }) { first, _ in first }
        for index in sessions.indices {
            guard let form = forms[sessions[index].id], form.contains(.wire) == sessions[index].form.contains(.wire)
            else { throw HandoverError("session \(sessions[index].id) is not the hub's") }
            sessions[index].form = form
        }
    }
}

extension HubSnapshot {
    /// The content of the hub's record. Its rooms and people come in records of their own.
    fileprivate mutating func merge(_ other: HubSnapshot) throws(HandoverError) {
        guard sessionGenerations.isEmpty, rooms.isEmpty, people.isEmpty else {
            throw HandoverError("there are two hubs")
        }
        self = other
    }
}

extension RecordReader {
    fileprivate mutating func version2Door() throws(HandoverError) -> HandoverState.DoorState {
        HandoverState.DoorState(
            isAdmin: try flag(), listen: try string(),
            descriptors: try list { reader throws(HandoverError) in try reader.integer(Int.self) }
        )
    }
}
