import ChatCore
import Libevent

/// All that a server hands over, but for the descriptors that come along.
struct HandoverState: Hashable {
    /// The format that is written. A reader takes what is of this version or an older one; a record may get more at its end, and
    /// there may be more kinds of records, without a new one.
    ///
    /// 1: all at once. 2: what rooms kept comes before it, and a rehearsal.
    static let version: UInt64 = 2

    /// It is to be looked at, and another one follows.
    var isRehearsal = false
    /// Rooms whose past was handed over before.
    var pasts: UInt64 = 0

    /// Nanoseconds of the steady clock.
    var started: Int64 = 0
    var hub = HubSnapshot()
    var sessions: [SessionState] = []
    var doors: [DoorState] = []
    var files: [FileState] = []

    /// A file that the process has open, as its pid file.
    struct FileState: Hashable {
        var path = ""
        /// Which of the descriptors that come along it is.
        var descriptor = 0
    }

    /// One `[[listen]]`, or where the administrator's pages are, and its sockets.
    struct DoorState: Hashable {
        var isAdmin = false
        /// The address as the configuration has it.
        var listen = ""
        /// Which of the descriptors that come along are its sockets.
        var descriptors: [Int] = []
    }

    init() {}

    var bytes: [UInt8] {
        var writer = HandoverWriter()
        writer.record(.server) { record in
            record.put(HandoverState.version)
            record.put(started)
            record.put(isRehearsal)
            record.put(pasts)
        }
        for door in doors {
            writer.record(.listener) { record in
                record.put(door.isAdmin)
                record.put(door.listen)
                record.put(door.descriptors) { $0.put($1) }
            }
        }
        for file in files {
            writer.record(.file) { record in
                record.put(file.path)
                record.put(file.descriptor)
            }
        }
        writer.put(hub)
        for session in sessions { writer.put(session) }
        writer.record(.end) { $0.put(UInt64(sessions.count)) }
        return writer.bytes
    }

    /// - Throws: `HandoverError` where the bytes are not a whole handover of a version that we know.
    init(_ bytes: [UInt8]) throws(HandoverError) {
        var reader = HandoverReader(bytes)
        var isWhole = false
        var isServer = false
        while !reader.isAtEnd {
            guard !isWhole else { throw HandoverError("it goes on after its end") }
            var (kind, record) = try reader.record()
            guard isServer || kind == .server else { throw HandoverError("it does not begin as it should") }
            switch kind {
            case .server:
                guard !isServer else { throw HandoverError("it begins twice") }
                isServer = true
                let version = try record.number()
                guard version <= HandoverState.version else {
                    throw HandoverError("it is of version \(version), and this program reads \(HandoverState.version)")
                }
                started = try record.time()
                if version >= 2 {
                    isRehearsal = try record.flag()
                    pasts = try record.number()
                }
            case .listener: doors.append(try record.door())
            case .file:
                files.append(FileState(path: try record.string(), descriptor: try record.integer(Int.self)))
            case .hub: try hub.merge(record.hub())
            case .room: hub.rooms.append(try record.room())
            case .person: hub.people.append(try record.person())
            case .session: sessions.append(try record.session())
            case .end:
                isWhole = true
                guard try record.number() == UInt64(sessions.count) else { throw HandoverError("sessions are missing") }
            case .hello, .past, nil: break
            }
        }
        guard isWhole else { throw HandoverError("it is cut off") }
    }
}

extension HubSnapshot {
    /// What the record of the hub says; its rooms and people come in records of their own.
    fileprivate mutating func merge(_ other: HubSnapshot) throws(HandoverError) {
        guard generations.isEmpty, rooms.isEmpty, people.isEmpty else { throw HandoverError("there are two hubs") }
        self = other
    }
}

extension HandoverReader {
    fileprivate mutating func door() throws(HandoverError) -> HandoverState.DoorState {
        HandoverState.DoorState(
            isAdmin: try flag(), listen: try string(),
            descriptors: try list { reader throws(HandoverError) in try reader.integer(Int.self) }
        )
    }
}
