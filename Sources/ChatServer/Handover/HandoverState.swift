import ChatCore
import Libevent

/// Everything that a server hands over, except for the descriptors, which come along.
struct HandoverState: Hashable {
    /// The version of the format that is written. A reader takes this version and older ones. Records may get more at
    /// their ends, and there may be more kinds of records, without a new version.
    ///
    /// In version 1 everything comes at once. In version 2 what rooms kept comes first, and then a rehearsal.
    static let version: UInt64 = 2

    /// This state is only a rehearsal; another one follows.
    var isRehearsal = false
    /// The number of rooms whose past was handed over before.
    var pasts: UInt64 = 0

    /// The start of the server, in nanoseconds of the steady clock.
    var started: Int64 = 0
    var hub = HubSnapshot()
    var sessions: [SessionState] = []
    var doors: [DoorState] = []
    var files: [FileState] = []

    /// A file that the process keeps open, as its pid file.
    struct FileState: Hashable {
        var path = ""
        /// The index of its descriptor among those that come along.
        var descriptor = 0
    }

    /// One `[[listen]]`, or the address of the administrator's pages, and its sockets.
    struct DoorState: Hashable {
        var isAdmin = false
        /// The address in the form of the configuration.
        var listen = ""
        /// The indices of its sockets among the descriptors that come along.
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

    /// - Throws: `HandoverError` if the bytes are not a whole handover of a version that is known.
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
            case .person: try record.person(of: &hub)
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
    /// The content of the hub's record. Its rooms and people come in records of their own.
    fileprivate mutating func merge(_ other: HubSnapshot) throws(HandoverError) {
        guard sessionGenerations.isEmpty, rooms.isEmpty, people.isEmpty else {
            throw HandoverError("there are two hubs")
        }
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
