import ChatCore
import Store

/// The numbers by which a store knows rooms. A number is one room's for ever: a later room of its name has another.
struct KeptRooms {
    private(set) var numbers: [RoomName: Int64]
    /// The largest that was ever given; 0: none.
    private(set) var last: Int64
    /// Those that were asked for by their places in the hub, at these: a hash of its name for each line is dear.
    private var found: [Found?] = []

    private struct Found {
        let name: String
        let number: Int64
    }

    init(_ numbers: [RoomName: Int64], last: Int64) {
        self.numbers = numbers
        self.last = last
    }

    init(_ state: StoredState) {
        last = state.lastRoom
        numbers = [:]
        for room in state.rooms { if let name = RoomName(room.name) { numbers[name] = room.number } }
    }

    subscript(_ name: RoomName) -> Int64? { numbers[name] }

    /// The same.
    /// - Parameter place: where the hub has the room now; another may have been there before.
    mutating func number(of name: RoomName, at place: RoomID) -> Int64? {
        let index = Int(place.index)
        if found.indices.contains(index), let known = found[index], known.name == name.text { return known.number }
        guard let number = numbers[name] else { return nil }
        guard index >= 0 else { return number }
        if index >= found.count { found += repeatElement(nil, count: index + 1 - found.count) }
        found[index] = Found(name: name.text, number: number)
        return number
    }

    /// Gives a room the next number.
    mutating func add(_ name: RoomName) -> Int64 {
        last += 1
        numbers[name] = last
        found = []
        return last
    }

    /// A room is called otherwise from now on, and has its number still.
    mutating func rename(_ old: RoomName, to new: RoomName) {
        found = []
        if let number = numbers.removeValue(forKey: old) { numbers[new] = number }
    }

    /// A room has a number that another name had.
    mutating func put(_ number: Int64, for name: RoomName) {
        found = []
        numbers[name] = number
    }

    /// - Returns: the number that it had.
    mutating func remove(_ name: RoomName) -> Int64? {
        found = []
        return numbers.removeValue(forKey: name)
    }
}

extension Keeper {
    /// The number of a room that is kept; nil: what happens there is not.
    func number(of room: RoomName) -> Int64? {
        guard let number = rooms[room], hub.keeps(room) else { return nil }
        return number
    }
}
