import ChatCore

/// Rooms that a client was shown as it entered them, and of which it has not asked who is there: clients do that by themselves.
package struct IRCShownRooms: Hashable, Sendable {
    /// More are not remembered: who is put out of rooms may come into others.
    private static let most = 100

    /// From the one that was entered first.
    package private(set) var all: [RoomName] = []

    package init() {}

    /// - Parameter rooms: of another process.
    package init(_ rooms: [RoomName]) {
        for room in rooms { insert(room) }
    }

    package mutating func insert(_ room: RoomName) {
        guard !all.contains(room) else { return }
        if all.count == IRCShownRooms.most { all.removeFirst() }
        all.append(room)
    }

    /// - Returns: whether it was one of them.
    @discardableResult
    package mutating func remove(_ room: RoomName) -> Bool {
        guard let index = all.firstIndex(of: room) else { return false }
        // Most have no more of them for long, and so no memory.
        if all.count == 1 { all = [] } else { all.remove(at: index) }
        return true
    }
}
