import ChatCore
import Logging
import Store

/// What a hub begins with: all that a store has of what it decides by, and what was said last.
struct Recollection {
    /// So many of the newest messages are looked at, of all rooms together.
    private static let mostMessages = 200_000

    private(set) var kept = Hub.Kept()
    private let path: String

    /// - Throws: `StoreError` where messages can't be read.
    init(of state: StoredState, path: String, for hub: Hub, at now: Int64) throws(StoreError) {
        self.path = path
        kept.lastID = max(0, state.lastID)
        kept.lastAccount = UInt32(clamping: state.lastAccount)
        kept.accounts = Recollection.accounts(of: state)
        kept.retiredNames = state.formerNames.sorted { $0.key < $1.key }.map {
            HubSnapshot.RetiredName(key: $0.key, until: $0.value)
        }
        kept.serverBans = state.serverBans.filter { $0.isGood(at: now) }.compactMap(\.asServerBan)
        kept.audit = state.audit.compactMap { entry in
            AuditEntry(entry, room: state.rooms.first { $0.number == entry.room }.flatMap { RoomName($0.name) })
        }
        try recallRooms(state, hub, at: now)
    }

    private static func accounts(of state: StoredState) -> [HubSnapshot.Account] {
        let nicks = Dictionary(grouping: state.nicks, by: \.account)
        let ignored = Dictionary(grouping: state.ignored, by: \.account)
        let markers = Dictionary(grouping: state.markers, by: \.account)
        let all = state.accounts.compactMap(\.asAccount)
        // Whom they ignored may be erased.
        let known = Set(all.map(\.id))
        return state.accounts.compactMap { kept in
            guard var account = kept.asAccount else { return nil }
            account.nicks = nicks[kept.number]?.compactMap { Nick($0.name) } ?? []
            account.waiting = state.waiting[kept.number] ?? 0
            for subject in ignored[kept.number] ?? [] {
                guard let id = AccountID(ignoredSubject: subject.subject), known.contains(id) else { continue }
                if !account.ignored.contains(id) { account.ignored.append(id) }
            }
            for marker in markers[kept.number] ?? [] { account.markers.advance(marker.target, to: marker.time) }
            return account
        }
    }

    // MARK: - Rooms

    /// The lobby is there from the start, be it in the file or not.
    private mutating func recallRooms(_ state: StoredState, _ hub: Hub, at now: Int64) throws(StoreError) {
        let masks = Dictionary(grouping: state.masks, by: \.room)
        let ranks = Dictionary(grouping: state.ranks, by: \.room)
        var pasts = try self.pasts(of: state, hub)
        for room in state.rooms {
            guard let name = RoomName(room.name), name == hub.lobby || room.isRegistered else { continue }
            var recalled = Hub.Kept.Room(
                pasts.removeValue(forKey: room.number) ?? HubSnapshot.Past(room: name, floor: 0))
            recalled.topic = room.topic?.asTopic
            var rules = room.asRules
            rules.masks = (masks[room.number] ?? []).filter { $0.mask.isGood(at: now) }.compactMap {
                $0.mask.asMask($0.kind)
            }
            if room.isRegistered { rules.registration = Registration(at: room.created, standings(ranks[room.number])) }
            recalled.rules = rules
            kept.rooms.append(recalled)
        }
        guard let lobby = hub.lobby, !kept.rooms.contains(where: { $0.past.room == lobby }) else { return }
        kept.rooms.append(Hub.Kept.Room(HubSnapshot.Past(room: lobby, floor: 0)))
    }

    private func standings(_ ranks: [StoredState.Rank]?) -> [Registration.Standing] {
        (ranks ?? []).compactMap { kept in
            guard let number = UInt32(exactly: kept.account),
                let rank = UInt8(exactly: kept.rank).flatMap({ Rank(rawValue: $0) })
            else { return nil }
            return Registration.Standing(AccountID(number: number), rank, since: kept.since)
        }
    }

    /// What was said last in each room, as far as memory goes.
    private func pasts(of state: StoredState, _ hub: Hub) throws(StoreError) -> [Int64: HubSnapshot.Past] {
        var rooms: [Int64: Remembered] = [:]
        for room in state.rooms {
            guard let name = RoomName(room.name), name == hub.lobby || room.isRegistered else { continue }
            rooms[room.number] = Remembered(name)
        }
        var (bytes, open, seen) = (hub.limits.historyBytes / 2, rooms.count, 0)
        try StoredState.newest(Recollection.mostMessages, of: path) { message in
            seen += 1
            guard let said = HubSnapshot.Said(message.message), rooms[message.room]?.isFull == false else {
                return open > 0
            }
            bytes -= message.message.text.count + Remembered.bytesBesides
            rooms[message.room]?.add(said, upTo: bytes > 0 ? hub.limits.historyEvents : 0)
            if rooms[message.room]?.isFull == true { open -= 1 }
            return open > 0 && bytes > 0
        }
        let wasCut = seen >= Recollection.mostMessages
        return rooms.mapValues { $0.past(isCut: wasCut || bytes <= 0) }
    }

    /// What was said in a room, as it is come upon: the newest first.
    private struct Remembered {
        /// What a message takes besides its text, roughly.
        static let bytesBesides = 64

        let room: RoomName
        private var said: [HubSnapshot.Said] = []
        private(set) var isFull = false

        init(_ room: RoomName) {
            self.room = room
        }

        mutating func add(_ message: HubSnapshot.Said, upTo most: Int) {
            if said.count < most, said.last.map({ message.id < $0.id }) ?? true {
                said.append(message)
            } else {
                isFull = true
            }
        }

        /// - Parameter isCut: there may be older ones that were not looked at.
        func past(isCut: Bool) -> HubSnapshot.Past {
            var past = HubSnapshot.Past(room: room, floor: 0)
            past.said = said.reversed()
            if isFull || isCut {
                past.hasForgotten = true
                past.floor = past.said.first.map { $0.id - 1 } ?? 0
            }
            return past
        }
    }

    /// For the log.
    var metadata: Logger.Metadata {
        let messages = kept.rooms.reduce(0) { $0 + $1.past.said.count }
        return [
            "path": "\(path)", "messages": "\(messages)", "rooms": "\(kept.rooms.count)",
            "accounts": "\(kept.accounts.count)",
        ]
    }
}

extension Fact.Room {
    fileprivate var isRegistered: Bool { modes & Fact.Room.registered != 0 }
}

extension Fact.Mask {
    fileprivate func isGood(at time: Int64) -> Bool { until.map { time < $0 } ?? true }
}

extension AuditEntry {
    /// - Returns: nil where it is none, as the file was altered.
    fileprivate init?(_ kept: Fact.Audit, room: RoomName?) {
        guard let by = kept.byName.flatMap({ Nick($0) }) else { return nil }
        self.init(
            time: kept.time, by: by, account: kept.by.flatMap { UInt32(exactly: $0) }.map { AccountID(number: $0) },
            what: kept.what, room: room, subject: kept.subject ?? "",
            reason: kept.reason.flatMap { Text(clean: Array($0.utf8)) })
    }
}
