/// Why the hub did not carry a command out. What is said of it, and how, is the dialect's.
public enum Refusal: Error, Hashable, Sendable {
    case noSuchRoom(RoomName)
    case notInRoom(RoomName)
    /// It is in no room at all.
    case noCurrentRoom
    case tooManyRooms(RoomName, count: Int, most: Int)
    case nickInUse(Nick)
    case noSuchNick(Nick)
    /// There is nobody to reply to.
    case noCorrespondent
    case correspondentLeft
    case ignoresItself
    case tooManyIgnored(Nick, count: Int, most: Int)
    case notIgnored(Nick)
}
