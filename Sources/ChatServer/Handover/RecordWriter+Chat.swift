import ChatCore
import Handover

extension RecordWriter {
    mutating func put(_ id: SessionID) {
        put(UInt64(id.slot))
        put(UInt64(id.generation))
    }

    mutating func put(_ id: PersonID) {
        put(UInt64(id.slot))
        put(UInt64(id.generation))
    }

    mutating func put(_ id: RoomID) { put(Int64(id.index)) }

    mutating func put(_ text: Text) { put(text.utf8) }
}
