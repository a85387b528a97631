import ChatCore
import Handover
import Store

/// What a process hands over of its store: which it is, and all facts that it may not have written.
struct StoreState: Hashable {
    var path = ""
    /// The index of the lock's descriptor among those that come along.
    var lock = 0
    /// The numbers of rooms.
    var rooms: [RoomName: Int64] = [:]
    var lastRoom: Int64 = 0
    /// Packed, and how many there are.
    var facts: [UInt8] = []
    var count = 0
}

extension StoreState {
    /// - Parameter lock: the index of the lock's descriptor.
    init(of keeper: Keeper, lock: Int) {
        path = keeper.path
        self.lock = lock
        rooms = keeper.rooms.numbers
        lastRoom = keeper.rooms.last
        (facts, count) = keeper.queue.uncommitted
    }

    var section: Section {
        Section("store", version: 1) { section in
            section.record { record in
                record.put(path)
                record.put(lock)
                record.put(lastRoom)
                record.put(count)
                record.put(facts)
                record.records(rooms.sorted { $0.value < $1.value }) { record, room in
                    record.put(room.key.text)
                    record.put(room.value)
                }
            }
        }
    }

    init(_ section: inout RecordReader) throws(HandoverError) {
        self = try section.record { record throws(HandoverError) in
            var state = StoreState()
            state.path = try record.string()
            state.lock = try record.integer(Int.self)
            state.lastRoom = try record.signed()
            state.count = try record.integer(Int.self)
            state.facts = Array(try record.slice())
            let rooms = try record.records { record throws(HandoverError) in
                (try record.roomName(), try record.signed())
            }
            state.rooms = Dictionary(rooms) { first, _ in first }
            return state
        }
        let known: Int
        do throws(FactError) { known = try Fact.all(in: facts).count } catch { throw HandoverError("\(error)") }
        guard known == count else { throw HandoverError("facts are missing") }
    }
}
