import ChatCore
import Dialects
import Handover

/// Everything that a server hands over, except for the descriptors, which come along.
struct HandoverState: Hashable {
    /// The number of rooms whose past was handed over before.
    var pasts: UInt64 = 0
    /// The start of the server, in nanoseconds of the steady clock.
    var started: Int64 = 0
    /// Of the names that hosts are shown by; empty from a version that knew none.
    var cloakKey: [UInt8] = []
    /// The index of the file with secrets (`SecretFile`) among the descriptors that come along; nil: there are none.
    var secrets: Int?
    var hub = HubSnapshot()
    var sessions: [SessionState] = []
    var ircNewcomers: [IRCNewcomerState] = []
    /// What clients of IRC tell of rooms, by the rooms' keys and since when they are there.
    var roomMetadata: [String: IRCMetadata] = [:]
    /// What people tell of themselves by IRC.
    var ircPeople: [PersonID: IRCPeople.Entry] = [:]
    var doors: [DoorState] = []
    var files: [FileState] = []
    /// nil: there is no store.
    var store: StoreState?
    /// Sessions whose last answers wait for a commit.
    var held: [HeldState] = []
    var returns = ReturnsState()

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
}

extension HandoverState {
    /// Each session is the hub's, and each of the hub's is here, once.
    func checkSessions() throws(HandoverError) {
        var unclaimed = Set(hub.sessions.map(\.id))
        for session in sessions {
            guard unclaimed.remove(session.id) != nil else {
                throw HandoverError("session \(session.id) is not the hub's, or is there twice")
            }
        }
        guard unclaimed.isEmpty else { throw HandoverError("somebody in the hub has no session") }
    }
}
