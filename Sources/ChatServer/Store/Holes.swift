import ChatCore
import Store

/// What a file is known not to have of what was said: its node began from what another one knew, whose memory did not go back as far.
struct Holes {
    /// Something may be missing behind `after`, up to `last`.
    struct Hole: Hashable {
        let after: EventID
        let last: EventID
    }

    /// What a setting of the store's is called that is one: `hole.ROOM.AFTER`.
    private static let prefix = "hole."

    /// By the numbers of rooms.
    private var holes: [Int64: Set<Hole>] = [:]

    init(_ settings: [String: [UInt8]]) {
        for (name, value) in settings where name.hasPrefix(Holes.prefix) {
            let numbers = name.dropFirst(Holes.prefix.count).split(separator: ".").compactMap { Int64($0) }
            guard numbers.count == 2, let last = Int64(String(decoding: value, as: UTF8.self)) else { continue }
            holes[numbers[0], default: []].insert(Hole(after: numbers[1], last: last))
        }
    }

    /// - Returns: what has the file know of it.
    mutating func add(_ hole: Hole, in room: Int64) -> Fact {
        holes[room, default: []].insert(hole)
        return .setting("\(Holes.prefix)\(room).\(hole.after)", Array("\(hole.last)".utf8))
    }

    /// Whether something may be missing behind an id.
    func areThere(in room: Int64, after id: EventID) -> Bool { holes[room]?.contains { $0.last > id } ?? false }
}
