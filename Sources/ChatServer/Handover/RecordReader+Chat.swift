import ChatCore
import Dialects
import Handover

/// Values of a chat, checked.
extension RecordReader {
    /// A time, bounded so that the difference of two times fits a number.
    mutating func time() throws(HandoverError) -> Int64 {
        let time = try signed()
        guard HubSnapshot.bounds.contains(time) else { throw HandoverError("a time is out of its bounds") }
        return time
    }

    mutating func roomName() throws(HandoverError) -> RoomName {
        guard let name = RoomName(try string()) else { throw HandoverError("a room's name is none") }
        return name
    }

    mutating func sessionID() throws(HandoverError) -> SessionID {
        SessionID(slot: try uint32(), generation: try uint32())
    }

    mutating func personID() throws(HandoverError) -> PersonID {
        PersonID(slot: try uint32(), generation: try uint32())
    }

    mutating func roomID() throws(HandoverError) -> RoomID {
        RoomID(index: try integer(Int32.self))
    }

    mutating func uint32() throws(HandoverError) -> UInt32 {
        guard let value = UInt32(exactly: try number()) else { throw HandoverError("a number is out of its bounds") }
        return value
    }

    mutating func nick() throws(HandoverError) -> Nick {
        guard let nick = Nick(try string()) else { throw HandoverError("a nick is none") }
        return nick
    }

    /// A text that is clean as it stands.
    mutating func cleanText() throws(HandoverError) -> Text {
        guard let text = Text(clean: try text()) else { throw HandoverError("a text is not clean") }
        return text
    }
}
